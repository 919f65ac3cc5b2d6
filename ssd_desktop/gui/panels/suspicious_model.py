"""Suspicious boxes as rows of a table: why, of which class, in which picture, and by how much."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ssd_desktop.annotation.suspicious_boxes import Suspicion, SuspicionKind
from ssd_desktop.gui.panels.plain_tips import plain_tip

WHY_COLUMN, CLASS_COLUMN, IMAGE_COLUMN, DETAIL_COLUMN = range(4)

_Index = QModelIndex | QPersistentModelIndex


class SuspiciousModel(QAbstractTableModel):
    """One row a suspicion, in the given order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Suspicion, ...] = ()

    def set_rows(self, rows: Sequence[Suspicion]) -> None:
        """Lists others; the same ones again change nothing."""
        if tuple(rows) != self._rows:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()

    def row(self, number: int) -> Suspicion:
        """Returns what a row is about."""
        return self._rows[number]

    def row_of(self, suspicion: Suspicion) -> int | None:
        """Returns the row of a suspicion; None where it is not listed."""
        return self._rows.index(suspicion) if suspicion in self._rows else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Returns the number of suspicions."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Returns why, class, picture and detail."""
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns the titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            QCoreApplication.translate("SuspiciousModel", "Suspicion"),
            QCoreApplication.translate("SuspiciousModel", "Class"),
            QCoreApplication.translate("SuspiciousModel", "Picture"),
            QCoreApplication.translate("SuspiciousModel", "Detail"),
        )[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns the texts, and the path of the picture as tool tip."""
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{one.image}\n{detail_text(one)}")
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (kind_text(one.kind), one.label, one.image.name, detail_text(one))[index.column()]


def kind_text(kind: SuspicionKind) -> str:
    """Returns what a kind of suspicion is called."""
    return {
        "outside": QCoreApplication.translate("SuspiciousModel", "Outside"),
        "damaged": QCoreApplication.translate("SuspiciousModel", "Damaged"),
        "duplicate": QCoreApplication.translate("SuspiciousModel", "There twice"),
        "double": QCoreApplication.translate("SuspiciousModel", "Nearly twice"),
        "two classes": QCoreApplication.translate("SuspiciousModel", "Two classes"),
        "tiny": QCoreApplication.translate("SuspiciousModel", "Tiny"),
        "size": QCoreApplication.translate("SuspiciousModel", "Unusual size"),
        "ratio": QCoreApplication.translate("SuspiciousModel", "Unusual shape"),
    }[kind]


def detail_text(one: Suspicion) -> str:
    """Returns by how much, or what the reader of the file said."""
    if one.text:
        return one.text
    if one.kind == "tiny":
        return QCoreApplication.translate("SuspiciousModel", "shorter side {pixels} px").format(
            pixels=_number(one.value)
        )
    if one.kind == "size":
        text = QCoreApplication.translate("SuspiciousModel", "{actual} % of the picture, usual is {usual} % (z {z})")
    elif one.kind == "ratio":
        text = QCoreApplication.translate("SuspiciousModel", "width / height {actual}, usual is {usual} (z {z})")
    else:
        text = QCoreApplication.translate("SuspiciousModel", "over a box of {label}, IoU {iou}")
        return text.format(label=one.other_label, iou=_number(one.value))
    return text.format(actual=_number(one.actual), usual=_number(one.usual), z=_number(one.value, 1))


def _number(value: float, decimals: int = 2) -> str:
    return QLocale().toString(value, "f", decimals)
