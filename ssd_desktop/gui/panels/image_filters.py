"""The fields by which the list of images is filtered."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ssd_desktop.annotation.image_summary import OBJECT_FLAGS, STATUSES
from ssd_desktop.gui.panels.image_filter import ImageFilter
from ssd_desktop.gui.panels.image_texts import flag_name, status_name
from ssd_desktop.gui.panels.status_marks import status_icon
from ssd_desktop.gui.theme import icon


class ImageFilterBar(QWidget):
    """Text and status; class and flag below, which count only while they are shown."""

    changed = Signal()
    """The user wants other images listed."""

    grid_wanted = Signal(bool)
    """The user wants a grid of thumbnails, or rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLineEdit()
        self._more, self._grid = QToolButton(), QToolButton()
        self._status, self._label, self._flag = QComboBox(), QComboBox(), QComboBox()
        self._fill()
        self._lay_out()
        self._connect()

    def filter(self) -> ImageFilter:
        """Returns what the fields ask for."""
        more = self._more.isChecked()
        return ImageFilter(
            text=self._text.text(),
            status=self._status.currentData(),
            label=str(self._label.currentData() or "") if more else "",
            flag=str(self._flag.currentData() or "") if more else "",
        )

    def clear(self) -> None:
        """Asks for nothing any more."""
        # Not the fields themselves: their clear button goes by the same signal.
        with QSignalBlocker(self):
            self._text.clear()
            for field in (self._status, self._label, self._flag):
                field.setCurrentIndex(0)
        self.changed.emit()

    def set_classes(self, names: Iterable[str]) -> None:
        """Offers these class names, in natural order; the one that is chosen stays, even if nothing has it now."""
        from ssd_desktop.annotation.natural_order import natural_key

        chosen = str(self._label.currentData() or "")
        wanted = sorted({*names, chosen} - {""}, key=natural_key)
        if wanted == [self._label.itemData(row) for row in range(1, self._label.count())]:
            return
        with QSignalBlocker(self._label):
            while self._label.count() > 1:
                self._label.removeItem(1)
            for name in wanted:
                self._label.addItem(name, name)
            self._label.setCurrentIndex(max(self._label.findData(chosen), 0) if chosen else 0)

    def set_grid(self, on: bool) -> None:
        """Shows which view is on, without saying so."""
        with QSignalBlocker(self._grid):
            self._grid.setChecked(on)

    def changeEvent(self, event: QEvent) -> None:
        """Paints the marks anew when the theme has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for row in range(1, self._status.count()):
                self._status.setItemIcon(row, status_icon(self._status.itemData(row)))

    def _fill(self) -> None:
        self._text.setPlaceholderText(self.tr("Filter by name"))
        self._text.setAccessibleName(self.tr("Filter pictures by name"))
        self._text.setClearButtonEnabled(True)
        self._status.addItem(self.tr("All pictures"), None)
        for status in STATUSES:
            self._status.addItem(status_icon(status), status_name(status), status)
        self._label.addItem(self.tr("Every class"), "")
        self._flag.addItem(self.tr("Every flag"), "")
        for flag in OBJECT_FLAGS:
            self._flag.addItem(flag_name(flag), flag)
        names = (
            (self._status, self.tr("How far pictures are labelled")),
            (self._label, self.tr("Class of one of the boxes")),
            (self._flag, self.tr("Flag of one of the boxes")),
        )
        for box, name in names:
            box.setAccessibleName(name)
            box.setToolTip(name)
            # Else the longest class name would widen the panel.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _lay_out(self) -> None:
        buttons = (
            (self._more, "filter", self.tr("Filter by class and flag as well")),
            (self._grid, "grid", self.tr("Show a grid of thumbnails instead of rows")),
        )
        for button, name, text in buttons:
            button.setIcon(icon(name))
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setAccessibleName(text)
            button.setToolTip(text)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._text, 1)
        first.addWidget(self._grid)
        second.addWidget(self._status, 1)
        second.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(first)
        column.addLayout(second)
        for box in (self._label, self._flag):
            box.hide()
            column.addWidget(box)

    def _connect(self) -> None:
        self._text.textChanged.connect(self.changed)
        for box in (self._status, self._label, self._flag):
            box.currentIndexChanged.connect(self.changed)
        self._more.toggled.connect(self._show_more)
        self._grid.toggled.connect(self.grid_wanted)

    def _show_more(self, on: bool) -> None:
        self._label.setVisible(on)
        self._flag.setVisible(on)
        self.changed.emit()
