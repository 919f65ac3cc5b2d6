"""Boxes that somebody should look at; a click goes to the picture."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.annotation.suspicious_boxes import KINDS, Suspicion, SuspicionKind
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.gui.panels.suspicious_model import (
    DETAIL_COLUMN,
    SuspiciousModel,
    kind_text,
)


class SuspiciousTab(QWidget):
    """A choice of kinds above the list.

    Signals:
        chosen: A ``Suspicion`` to be looked at.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Suspicion, ...] = ()
        self._class: str | None = None
        self._last: Suspicion | None = None
        self.model = SuspiciousModel(self)
        self.kinds, self.table, self._words = QComboBox(), QTableView(), QLabel()
        self.kinds.setAccessibleName(self.tr("Kind of suspicion"))
        self.kinds.currentIndexChanged.connect(self._refresh)
        self._words.setWordWrap(True)
        self._set_up_table()
        head = QHBoxLayout()
        head.addWidget(self.kinds)
        head.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addStretch()  # below the choice while there is no table
        self.set_suspicions((), None)

    def set_suspicions(self, found: Sequence[Suspicion], label: str | None) -> None:
        """Lists others.

        Args:
            found: In the order to list them.
            label: Of this class only; None: of all.
        """
        self._all, self._class = tuple(found), label
        self._fill_kinds()
        self._refresh()

    def shown(self) -> tuple[Suspicion, ...]:
        """Returns those that are listed."""
        return tuple(self.model.row(row) for row in range(self.model.rowCount()))

    # -- Parts

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Suspicious boxes"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 6)
        for column, width in enumerate((130, 110, 190)):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(DETAIL_COLUMN, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.clicked.connect(self._choose)
        table.selectionModel().currentChanged.connect(self._choose)

    def _fill_kinds(self) -> None:
        counts = Counter(one.kind for one in self._of_class())
        chosen = self.kinds.currentData()
        with QSignalBlocker(self.kinds):
            self.kinds.clear()
            everything = self.tr("All kinds ({count})").format(count=count_text(sum(counts.values())))
            self.kinds.addItem(everything, None)
            for kind in KINDS:
                if counts[kind]:
                    self.kinds.addItem(f"{kind_text(kind)} ({count_text(counts[kind])})", kind)
            self.kinds.setCurrentIndex(max(self.kinds.findData(chosen), 0))

    def _of_class(self) -> list[Suspicion]:
        return [one for one in self._all if self._class in (None, one.label)]

    def _refresh(self) -> None:
        kind: SuspicionKind | None = self.kinds.currentData()
        rows = [one for one in self._of_class() if kind in (None, one.kind)]
        with QSignalBlocker(self.table.selectionModel()):
            self.model.set_rows(rows)
            row = self.model.row_of(self._last) if self._last is not None else None
            if row is not None:
                self.table.selectRow(row)
        self._words.setText(
            self.tr("A click shows the box. Not every one is a mistake.") if rows else self.tr("No suspicious boxes.")
        )
        self.table.setVisible(bool(rows))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and self.model.row(index.row()) != self._last:
            self._last = self.model.row(index.row())
            self.chosen.emit(self._last)
