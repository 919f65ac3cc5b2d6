"""The ground truths of a picture as rows of a table, with what matching made of each."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon

from ssd_desktop.annotation.iou_colours import iou_colour
from ssd_desktop.gui.panels.chips import colour_mark
from ssd_desktop.inference.explanation.training_types import MatchingTrace, ObjectMatch

NAME_COLUMN, IOU_COLUMN, POSITIVES_COLUMN, NOTE_COLUMN = range(4)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex


class GroundTruthsModel(QAbstractTableModel):
    """One row for all of them together, then one a ground truth."""

    def __init__(self, device_pixel_ratio: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ratio = device_pixel_ratio
        self._matching: MatchingTrace | None = None

    def set_matching(self, matching: MatchingTrace | None) -> None:
        """Shows another matching; with as many ground truths as before the rows stay, so that one stays chosen."""
        before, self._matching = self._matching, matching
        if before is not None and matching is not None and len(before.objects) == len(matching.objects):
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, NOTE_COLUMN))
        else:
            self.beginResetModel()
            self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Returns the number of ground truths and one; 0 without a matching."""
        inner = parent is not None and parent.isValid()
        return 0 if inner or self._matching is None else len(self._matching.objects) + 1

    def columnCount(self, parent: _Index | None = None) -> int:
        """Returns the number of columns."""
        return 0 if parent is not None and parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns the titles of the columns."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Object"), self.tr("Best IoU"), self.tr("Learn it"), "")[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                self.tr("What is labelled, in the order of the labels"),
                self.tr("Overlap with the default box that fits best"),
                self.tr("Default boxes that learn the object: positives"),
                self.tr("What stands out"),
            )[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (IOU_COLUMN, POSITIVES_COLUMN):
            return _RIGHT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns what is shown of a cell."""
        matching = self._matching
        if matching is None or not index.isValid():
            return None
        one = matching.objects[index.row() - 1] if index.row() else None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._all_text(matching, column) if one is None else self._text(one, column)
        if role == Qt.ItemDataRole.DecorationRole and column == NAME_COLUMN and one is not None:
            return self._chip(one)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (IOU_COLUMN, POSITIVES_COLUMN):
            return _RIGHT
        return None

    def _all_text(self, matching: MatchingTrace, column: int) -> str:
        if column == NAME_COLUMN:
            return self.tr("All objects")
        return QLocale().toString(matching.positives) if column == POSITIVES_COLUMN else ""

    def _text(self, one: ObjectMatch, column: int) -> str:
        if column == NAME_COLUMN:
            return f"{one.position + 1} {one.name}"
        if column == IOU_COLUMN:
            return QLocale().toString(0.0 if one.best is None else one.best.iou, "f", 2)
        if column == POSITIVES_COLUMN:
            return QLocale().toString(len(one.positives))
        return self._note(one)

    def _note(self, one: ObjectMatch) -> str:
        if one.ignored:
            return self.tr("ignored")
        if one.lost_if_last_wins:
            return self.tr("saved")
        return "" if one.reached else self.tr("out of reach")

    def _chip(self, one: ObjectMatch) -> QIcon:
        return colour_mark(QColor(*iou_colour(0.0 if one.best is None else one.best.iou)), self._ratio)
