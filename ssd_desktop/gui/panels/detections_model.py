"""Detections as rows of a table, cheap enough to be replaced thirty times a second."""

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from ssd_desktop.gui.overlays.colours import class_colours
from ssd_desktop.gui.panels.chips import colour_mark
from ssd_desktop.inference.types import Detections

CLASS_COLUMN, SCORE_COLUMN, SIZE_COLUMN = range(3)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

_Index = QModelIndex | QPersistentModelIndex


class DetectionsModel(QAbstractTableModel):
    """The detections from a score on, best first. Texts are made when a row is shown, not before."""

    def __init__(self, device_pixel_ratio: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ratio = device_pixel_ratio
        self._detections: Detections | None = None
        self._positions: npt.NDArray[np.intp] = np.zeros(0, np.intp)
        self._classes: tuple[str, ...] = ()
        self._chips: dict[str, QIcon] = {}

    def set_detections(self, detections: Detections | None, threshold: float) -> None:
        """Shows the detections whose score is at least ``threshold`` (0..1)."""
        self.beginResetModel()
        self._detections = detections
        if detections is None:
            self._positions = np.zeros(0, np.intp)
        else:
            order = np.argsort(-detections.scores, kind="stable")
            self._positions = order[detections.scores[order] >= threshold]
            self._keep_chips(detections.classes)
        self.endResetModel()

    def position(self, row: int) -> int:
        """Returns the index into the ``Detections`` of a row."""
        return int(self._positions[row])

    def row_of(self, position: int) -> int | None:
        """Returns the row of a detection, or None while it is not listed."""
        rows = np.flatnonzero(self._positions == position)
        return int(rows[0]) if len(rows) else None

    def widest_texts(self) -> dict[int, str]:
        """Returns for each column but the class the longest text to make room for."""
        headings = {column: self._heading(column) for column in (SCORE_COLUMN, SIZE_COLUMN)}
        samples = {SCORE_COLUMN: "0.00", SIZE_COLUMN: "0000 × 0000"}
        return {column: max(headings[column], samples[column], key=len) for column in samples}

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Returns the number of listed detections."""
        return 0 if parent.isValid() else len(self._positions)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Returns 3: class, score, size."""
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns the heading of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == CLASS_COLUMN:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        return self._heading(section) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns text, chip or alignment of a cell."""
        if self._detections is None or not index.isValid():
            return None
        position, column = self.position(index.row()), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(self._detections, position, column)
        if role == Qt.ItemDataRole.DecorationRole and column == CLASS_COLUMN:
            return self._chips[self._detections.name(position)]
        if role == Qt.ItemDataRole.TextAlignmentRole and column != CLASS_COLUMN:
            return _RIGHT
        return None

    def _heading(self, column: int) -> str:
        return (self.tr("Class"), self.tr("Score"), self.tr("Size, px"))[column]

    def _text(self, detections: Detections, position: int, column: int) -> str:
        if column == CLASS_COLUMN:
            return detections.name(position)
        if column == SCORE_COLUMN:
            return QLocale().toString(float(detections.scores[position]), "f", 2)
        x0, y0, x1, y1 = detections.boxes_xyxy[position].tolist()
        return f"{x1 - x0:.0f} × {y1 - y0:.0f}"

    def _keep_chips(self, classes: tuple[str, ...]) -> None:
        if classes != self._classes:
            self._classes = classes
            colours = class_colours(classes)
            self._chips = {name: colour_mark(colour, self._ratio) for name, colour in colours.items()}
