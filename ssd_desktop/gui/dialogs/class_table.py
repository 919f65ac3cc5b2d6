"""How much of each class the data of a training holds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ssd_desktop.gui.workers.data_check import ClassCount

_ROWS_SHOWN = 4


class ClassTable(QTableWidget):
    """Images and boxes of each class; it only shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self.setAccessibleName(self.tr("Images and boxes of each class"))
        names = (self.tr("Class"), self.tr("Images"), self.tr("Boxes"), self.tr("Boxes to measure on"))
        for column, name in enumerate(names):
            heading = QTableWidgetItem(name)
            heading.setTextAlignment(_side(column))
            self.setHorizontalHeaderItem(column, heading)
        self.verticalHeader().hide()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        row = self.fontMetrics().height() + 8
        self.verticalHeader().setDefaultSectionSize(row)
        self.setMinimumHeight(header.sizeHint().height() + _ROWS_SHOWN * row + 2 * self.frameWidth())

    def show_counts(self, counts: Sequence[ClassCount]) -> None:
        """Shows other counts, a row each."""
        self.setRowCount(len(counts))
        for row, count in enumerate(counts):
            measured = "–" if count.validation_boxes is None else self._number_text(count.validation_boxes)
            texts = (count.name, self._number_text(count.images), self._number_text(count.boxes), measured)
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_side(column))
                self.setItem(row, column, item)

    def _number_text(self, number: int) -> str:
        return self.locale().toString(number)


def _side(column: int) -> Qt.AlignmentFlag:
    """Names stand left, numbers right."""
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
