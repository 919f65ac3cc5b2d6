"""What is labelled in the open folder, in charts, and the boxes that should be looked at."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.annotation.statistics import Statistics
from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.panels.count_tab import CountTab
from ssd_desktop.gui.panels.elided_label import ElidedLabel
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.gui.panels.plain_tips import plain_tip
from ssd_desktop.gui.panels.position_tab import PositionTab
from ssd_desktop.gui.panels.size_tab import SizeTab
from ssd_desktop.gui.panels.split_tab import SplitTab
from ssd_desktop.gui.panels.suspicious_tab import SuspiciousTab

_SIZE = QSize(900, 270)
_GAP = 6
_LEAST_SIZE = QSize(300, 74)


class StatisticsPanel(QWidget):
    """Tabs with the figures, and beside their titles what is counted.

    Attributes:
        found: The figures that are shown; None: a sentence stands in their place.

    Signals:
        count_wanted: Everything is to be read and counted anew.
        cancelled: The reading is to end.
        suspicion_chosen: A ``Suspicion`` to be looked at.
    """

    count_wanted = Signal()
    cancelled = Signal()
    suspicion_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: Statistics | None = None
        self._class = ""
        self.scope, self.classes = ElidedLabel(), QComboBox()
        self.again, self.cancel = QPushButton(self.tr("Count &Again")), QPushButton(self.tr("Cancel"))
        self.progress, self._empty = QProgressBar(), QLabel()
        self.counts, self.sizes, self.positions = CountTab(), SizeTab(), PositionTab()
        self.splits, self.suspicious = SplitTab(), SuspiciousTab()
        self._tabs = (self.counts, self.sizes, self.positions, self.splits, self.suspicious)
        self.tabs = QTabBar()
        self._set_up()
        self._lay_out()
        self.set_empty(self.tr("Open a folder of pictures to see what is labelled in it."))
        self.set_progress(0, 0)

    def sizeHint(self) -> QSize:
        """Returns a height that leaves the picture the larger part of the window."""
        return _SIZE

    def minimumSizeHint(self) -> QSize:
        """Returns a size at which the window can still be small; the charts are cut off then."""
        return _LEAST_SIZE

    # -- What is shown

    def set_empty(self, text: str) -> None:
        """Shows a sentence in place of figures."""
        self.found = None
        self._empty.setText(localised(text))
        self.scope.clear()
        self.tabs.setTabText(self._tabs.index(self.suspicious), self.tr("Suspicious"))
        self._show_page()
        for widget in (self.tabs, self.classes, self.again):
            widget.setEnabled(False)

    def set_statistics(self, found: Statistics, scope: str, colour_of: Callable[[str], QColor]) -> None:
        """Shows other figures.

        Args:
            found: The figures.
            scope: What is counted, in words.
            colour_of: Gives the colour of a class.
        """
        self.found = found
        self.scope.setText(scope)
        self.scope.setToolTip(plain_tip(scope))
        self._fill_classes(found)
        self.counts.set_statistics(found, colour_of)
        self.splits.set_statistics(found)
        title = self.tr("Suspicious ({count})").format(count=count_text(len(found.suspicious)))
        self.tabs.setTabText(self._tabs.index(self.suspicious), title)
        self._show_class()
        self._show_page()
        for widget in (self.tabs, self.classes, self.again):
            widget.setEnabled(True)

    def show_tab(self, tab: QWidget) -> None:
        """Brings one of the tabs to the front."""
        self.tabs.setCurrentIndex(self._tabs.index(tab))

    def set_progress(self, done: int, total: int) -> None:
        """Shows how far the reading is; a total of 0 hides it."""
        for widget in (self.progress, self.cancel):
            widget.setVisible(total > 0)
        self.again.setVisible(total == 0)
        self.progress.setMaximum(total)
        self.progress.setValue(done)

    # -- Parts

    def _set_up(self) -> None:
        self.classes.setAccessibleName(self.tr("Class that is shown"))
        self.classes.setToolTip(self.tr("Sizes, positions and suspicious boxes of one class, or of all"))
        self.classes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.classes.setMinimumContentsLength(14)
        self.classes.currentIndexChanged.connect(self._show_class)
        self.again.setToolTip(self.tr("Read every annotation file anew, for what other programs have changed"))
        self.again.clicked.connect(self.count_wanted)
        self.cancel.clicked.connect(self.cancelled)
        self.progress.setAccessibleName(self.tr("Pictures read"))
        self.progress.setFormat(self.tr("%v of %m"))
        self.progress.setMaximumWidth(220)
        self.suspicious.chosen.connect(self.suspicion_chosen)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(self.tr("Kind of figures"))

    def _lay_out(self) -> None:
        titles = (
            self.tr("Numbers"),
            self.tr("Sizes and Shapes"),
            self.tr("Positions"),
            self.tr("Splits"),
            self.tr("Suspicious"),
        )
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self._empty)
        for tab, title in zip(self._tabs, titles, strict=True):
            self.tabs.addTab(title)
            self._pages.addWidget(tab)
        self.tabs.currentChanged.connect(self._show_page)
        # One row for all of it: the panel is low.
        head = QHBoxLayout()
        head.setSpacing(_GAP)  # else that of the column, none
        head.addWidget(self.tabs)
        head.addWidget(self.scope, 1)
        for widget in (self.classes, self.progress, self.cancel, self.again):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 2, 6, 4)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(pages, 1)

    def _show_page(self) -> None:
        self._pages.setCurrentIndex(0 if self.found is None else 1 + self.tabs.currentIndex())

    def _fill_classes(self, found: Statistics) -> None:
        chosen = self.classes.currentData()
        with QSignalBlocker(self.classes):
            self.classes.clear()
            self.classes.addItem(self.tr("All classes"), None)
            for number, one in enumerate(found.classes):
                self.classes.addItem(one.name, number)
            self.classes.setCurrentIndex(0 if chosen is None else max(self.classes.findText(self._class), 0))

    def _show_class(self) -> None:
        found = self.found
        if found is None:
            return
        number = self.classes.currentData()
        self._class = self.classes.currentText()
        table = found.table.of_class(number)
        self.sizes.set_table(table)
        self.positions.set_table(table)
        self.suspicious.set_suspicions(found.suspicious, None if number is None else self._class)
