"""Images as rows of a list, with how unsure the detector is of each and why."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont

from ssd_desktop.inference.uncertainty import Uncertainty

_Index = QModelIndex | QPersistentModelIndex
Row = tuple[Path, Uncertainty]


class UncertainModel(QAbstractListModel):
    """Two lines an image: name and score, then the reason."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._current: Path | None = None
        self._bold = QFont()
        self._bold.setBold(True)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Lists other images, in the given order; the same ones again change nothing."""
        if list(rows) != self._rows:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()

    def set_current(self, image: Path | None) -> None:
        """Marks the image that is shown; None marks none."""
        before, self._current = self._current, image
        if before != image and self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), [Qt.ItemDataRole.FontRole])

    def image(self, row: int) -> Path:
        """Returns the path of a row."""
        return self._rows[row][0]

    def row_of(self, image: Path | None) -> int | None:
        """Returns the row of an image, or None while it is not listed."""
        return next((row for row, (path, _) in enumerate(self._rows) if path == image), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Returns the number of images."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns the two lines, what was measured as tool tip, and bold type for the current image."""
        if not index.isValid():
            return None
        image, uncertainty = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{_number(uncertainty.score)}   {image.name}\n{reason_text(uncertainty)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{image}\n{_measures(uncertainty)}"
        if role == Qt.ItemDataRole.FontRole and image == self._current:
            return self._bold
        return None


def reason_text(uncertainty: Uncertainty) -> str:
    """Returns in words what the detector doubts most."""
    texts = {
        "nothing": QCoreApplication.translate("UncertainModel", "nothing found"),
        "two classes": QCoreApplication.translate("UncertainModel", "two classes nearly as likely: {first}, {second}"),
        "hardly an object": QCoreApplication.translate("UncertainModel", "perhaps no object: {first}"),
        "only mirrored": QCoreApplication.translate("UncertainModel", "found only when mirrored: {first}"),
        "only unmirrored": QCoreApplication.translate("UncertainModel", "not found when mirrored: {first}"),
        "other score": QCoreApplication.translate("UncertainModel", "other score when mirrored: {first}"),
        "sure": QCoreApplication.translate("UncertainModel", "no doubt"),
    }
    first, second = (*uncertainty.labels, "", "")[:2]
    return texts[uncertainty.reason].format(first=first, second=second)


def _measures(uncertainty: Uncertainty) -> str:
    text = QCoreApplication.translate(
        "UncertainModel", "Two classes {margin}, entropy {entropy}, disagreement when mirrored {disagreement} (0 to 1)"
    )
    return text.format(
        margin=_number(uncertainty.margin),
        entropy=_number(uncertainty.entropy),
        disagreement=_number(uncertainty.disagreement),
    )


def _number(value: float) -> str:
    return QLocale().toString(value, "f", 2)
