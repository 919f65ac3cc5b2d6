"""The confusion matrix as a table: what an object is (row), as what it was detected (column), shaded by its share."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ssd_desktop.evaluation.confusion import ConfusionMatrix
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.gui.theme import is_dark

# Okabe and Ito's bluish green and vermilion: what is right and what is not.
_RIGHT_COLOUR, _WRONG_COLOUR = QColor("#009e73"), QColor("#d55e00")
_FAINTEST, _STRONGEST = 40, 200
_LEAST_WIDTH = 44


class ConfusionTable(QTableWidget):
    """Shows counts; the shade of a cell is its share of the row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Confusion matrix"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setMinimumSectionSize(_LEAST_WIDTH)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def set_matrix(self, matrix: ConfusionMatrix | None) -> None:
        """Shows another matrix; None shows none."""
        with QSignalBlocker(self):
            self.clear()
            names = () if matrix is None else self._names(matrix)
            self.setRowCount(len(names))
            self.setColumnCount(len(names))
            self.setHorizontalHeaderLabels(list(names))
            self.setVerticalHeaderLabels(list(names))
            if matrix is not None:
                self._fill(matrix, names)

    def _names(self, matrix: ConfusionMatrix) -> tuple[str, ...]:
        return (*matrix.classes, self.tr("(background)"))

    def _fill(self, matrix: ConfusionMatrix, names: tuple[str, ...]) -> None:
        for row, counts in enumerate(matrix.counts.tolist()):
            for column, count in enumerate(counts):
                if count:
                    item = QTableWidgetItem(count_text(count))
                    item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                    share = count / sum(counts)
                    self._shade(item, share, right=row == column)
                    text = self.tr("{actual} detected as {detected}: {count} ({share} % of the row)")
                    tip = text.format(
                        actual=names[row], detected=names[column], count=count_text(count), share=round(100 * share)
                    )
                    item.setToolTip(tip)
                    self.setItem(row, column, item)

    def _shade(self, item: QTableWidgetItem, share: float, *, right: bool) -> None:
        colour = QColor(_RIGHT_COLOUR if right else _WRONG_COLOUR)
        colour.setAlpha(round(_FAINTEST + share * (_STRONGEST - _FAINTEST)))
        item.setBackground(colour)
        text = self.palette().color(QPalette.ColorRole.Text)
        item.setForeground(QColor("white") if is_dark() else text)
