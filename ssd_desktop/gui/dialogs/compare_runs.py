"""Runs beside each other: their curves, AP50 of the classes, the settings that differ, and two of them on pictures."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.gui.about import close_button
from ssd_desktop.gui.panels.class_bars import ClassBars
from ssd_desktop.gui.panels.pair_pictures import PairPictures
from ssd_desktop.gui.panels.row_table import GAP_PX
from ssd_desktop.gui.panels.run_colours import run_colour, run_line
from ssd_desktop.gui.panels.run_plots import RunPlots
from ssd_desktop.gui.panels.runs_model import percent_text, state_text
from ssd_desktop.gui.theme import blank_icon, icon
from ssd_desktop.project.comparison import Comparison
from ssd_desktop.project.runs import Setting

_SWATCH, _SIGN = QSize(26, 12), QSize(18, 18)
_FIGURES = (2, 3)
"""Columns of the legend that end at the right."""


class CompareRunsDialog(QDialog):
    """Shows one comparison; stays open beside the window.

    Args:
        comparison: Of two or more runs.
        parent: The window.

    Attributes:
        pictures: Shows where two of the runs differ; somebody else measures them.
    """

    def __init__(self, comparison: Comparison, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Compare Runs"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._comparison = comparison
        self._legend = QTableWidget()
        self._plots = RunPlots()
        self._bars = ClassBars()
        self._settings = QTableWidget()
        self.pictures = PairPictures(comparison.runs)
        self._plots.set_curves(comparison.curves)
        self._bars.set_rows(comparison.classes)
        self._fill_legend()
        self._fill_settings()
        self._lay_out()
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Room for all parts, where the screen has it."""
        return QSize(1120, 680).boundedTo(self.screen().availableSize() - QSize(40, 60))

    def changeEvent(self, event: QEvent) -> None:
        """Takes the colours of a theme that has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._fill_legend()
            self._fill_settings()

    # -- Parts

    def _lay_out(self) -> None:
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self._bars)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(_headed(self._bars_heading(), scroll))
        right.addWidget(_headed(self._settings_heading(), self._settings))
        right.setSizes([360, 240])
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self._plots)
        parts.addWidget(right)
        parts.setSizes([600, 500])
        parts.setChildrenCollapsible(False)
        right.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.addWidget(self._legend)
        if not self._comparison.same_data:
            column.addLayout(self._warning())
        tabs = QTabWidget(documentMode=True)
        tabs.addTab(parts, self.tr("Figures"))
        tabs.addTab(self.pictures, self.tr("Pictures"))
        column.addWidget(tabs, 1)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        close = close_button(self)
        close.setFocus()  # else a cell of the legend looks chosen
        bottom.addWidget(close)
        column.addLayout(bottom)

    def _warning(self) -> QHBoxLayout:
        sign = QLabel()
        sign.setPixmap(icon("warning").pixmap(_SIGN))
        text = QLabel(self.tr("Trained or measured on other labels: the AP of these runs does not compare."))
        text.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(sign)
        row.addWidget(text, 1)
        return row

    def _bars_heading(self) -> str:
        if len(self._comparison.runs) == 2:
            return self.tr("AP50 of the classes at the best step, %, and what the second run gained")
        return self.tr("AP50 of the classes at the best step, %")

    def _settings_heading(self) -> str:
        return self.tr("Settings that differ") if self._comparison.settings else self.tr("No setting differs.")

    def _fill_legend(self) -> None:
        """Lists the runs with the colour and line they are drawn in."""
        heads = (self.tr("Run"), self.tr("State"), self.tr("Best AP50 %"), self.tr("Steps"), self.tr("Labels"))
        runs = self._comparison.runs
        table = _plain_table(self._legend, heads, len(runs))
        for column in range(1, len(heads)):
            table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            heading = QTableWidgetItem(heads[column])
            _align(heading, column)
            table.setHorizontalHeaderItem(column, heading)
        table.setAccessibleName(self.tr("Compared runs"))
        for place, run in enumerate(runs):
            steps = self.locale().toString(run.step)
            texts = (run.name, state_text(run.state), percent_text(run.ap50), steps, run.data_version)
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(str(run.path))
                if column:
                    _align(item, column)
                else:
                    item.setIcon(self._line_of(place))
                table.setItem(place, column, item)
        table.setIconSize(_SWATCH)
        rows = min(len(runs), 6)
        row = table.verticalHeader().defaultSectionSize()
        table.setFixedHeight(table.horizontalHeader().sizeHint().height() + rows * row + 2 * table.frameWidth())

    def _fill_settings(self) -> None:
        rows, runs = self._comparison.settings, self._comparison.runs
        table = _plain_table(self._settings, (self.tr("Setting"), *(run.name for run in runs)), len(rows))
        table.setAccessibleName(self.tr("Settings that differ"))
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setIconSize(_SWATCH)
        for column, run in enumerate(runs, 1):
            head = QTableWidgetItem(self._line_of(column - 1), run.name)
            head.setToolTip(run.name)
            head.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            table.setHorizontalHeaderItem(column, head)
        for place, setting in enumerate(rows):
            table.setItem(place, 0, QTableWidgetItem(setting.name))
            for column, value in enumerate(setting.values, 1):
                text = self._value(value)
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                table.setItem(place, column, item)

    def _line_of(self, place: int) -> QIcon:
        return QIcon(_swatch(run_colour(place, self.palette()), run_line(place)))

    def _value(self, value: Setting | None) -> str:
        if value is None:
            return "–"
        if isinstance(value, bool):
            return self.tr("yes") if value else self.tr("no")
        return f"{value:g}" if isinstance(value, float) else str(value)


def _plain_table(table: QTableWidget, heads: tuple[str, ...], rows: int) -> QTableWidget:
    """Makes a table that only shows, the first column as wide as there is room."""
    table.setColumnCount(len(heads))
    table.setRowCount(rows)
    table.setHorizontalHeaderLabels(list(heads))
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    table.setAlternatingRowColors(True)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return table


def _align(item: QTableWidgetItem, column: int) -> None:
    """Puts figures of the legend to the right, and leaves room before texts."""
    if column in _FIGURES:
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    else:
        item.setIcon(blank_icon(GAP_PX))


def _headed(heading: str, widget: QWidget) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(4, 0, 0, 0)
    label = QLabel(heading)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    label.setWordWrap(True)
    column.addWidget(label)
    column.addWidget(widget, 1)
    return part


def _swatch(colour: QColor, line: Qt.PenStyle) -> QPixmap:
    """Returns a piece of line as the curves have it."""
    picture = QPixmap(_SWATCH * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    pen = QPen(colour, 3, line)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(0, _SWATCH.height() // 2, _SWATCH.width(), _SWATCH.height() // 2)
    painter.end()
    return picture
