"""How the classes are shared out among training, validation and test."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.annotation.split_balance import SplitBalance
from ssd_desktop.annotation.statistics import Statistics
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.gui.panels.sections import align_headings

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SplitTab(QWidget):
    """A row a class, a column a split; below it what is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table, self.notes = QTableWidget(), QLabel()
        empty = QLabel(
            self.tr(
                "This folder has no splits. Fine-tuning holds a share of the pictures back by itself; "
                "ssd-desktop split FOLDER writes lists that stay."
            )
        )
        for text in (empty, self.notes):
            text.setWordWrap(True)
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table.setAccessibleName(self.tr("Objects of each class in each split"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.table.fontMetrics().height() + 8)
        self.table.horizontalHeader().setHighlightSections(False)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.addWidget(self.table, 1)
        column.addWidget(self.notes)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(empty)
        self._pages.addWidget(filled)

    def set_statistics(self, found: Statistics) -> None:
        """Shows other figures."""
        self._pages.setCurrentIndex(int(found.balance is not None))
        if found.balance is not None:
            self._fill(found, found.balance)
            self.notes.setText("\n".join(self._remarks(found.balance)))
            self.notes.setVisible(bool(self.notes.text()))

    def _fill(self, found: Statistics, balance: SplitBalance) -> None:
        table = self.table
        table.setColumnCount(1 + len(balance.splits))
        table.setHorizontalHeaderLabels([self.tr("Class"), *balance.splits])
        align_headings(table)
        table.setRowCount(1 + len(found.classes))
        pictures = [count_text(int(count)) for count in balance.images]
        self._set_row(0, self.tr("(pictures)"), pictures, bold=set())
        for row, (one, counts) in enumerate(zip(found.classes, balance.objects.tolist(), strict=True), 1):
            total = max(sum(counts), 1)
            texts = [f"{count_text(count)}  ({100 * count / total:.0f} %)" for count in counts]
            missing = {column for column, names in enumerate(balance.missing) if one.name in names}
            self._set_row(row, one.name, texts, bold=missing)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def _set_row(self, row: int, name: str, texts: list[str], *, bold: set[int]) -> None:
        self.table.setItem(row, 0, QTableWidgetItem(name))
        for column, text in enumerate(texts):
            item = QTableWidgetItem(self.tr("none") if column in bold else text)
            item.setTextAlignment(_RIGHT)
            font = QFont(item.font())
            font.setBold(column in bold)
            item.setFont(font)
            self.table.setItem(row, 1 + column, item)

    def _remarks(self, balance: SplitBalance) -> list[str]:
        lacks = self.tr("{split} has none of: {classes}")
        lines = [
            lacks.format(split=split, classes=", ".join(names))
            for split, names in zip(balance.splits, balance.missing, strict=True)
            if names
        ]
        if balance.in_no_split:
            text = self.tr("Labelled pictures in none of these: {count}")
            lines.append(text.format(count=count_text(balance.in_no_split)))
        if balance.in_several:
            text = self.tr("Labelled pictures in several of these: {count}")
            lines.append(text.format(count=count_text(balance.in_several)))
        return lines
