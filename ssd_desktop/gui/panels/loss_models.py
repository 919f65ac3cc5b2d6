"""The loss of a picture as rows of two tables: what each object costs, and what each default box adds."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ssd_desktop.gui.overlays.mining import ROLE_COLOURS
from ssd_desktop.gui.panels.chips import colour_mark
from ssd_desktop.gui.panels.explain_texts import number
from ssd_desktop.gui.panels.loss_texts import percent
from ssd_desktop.inference.explanation.training_types import LossTerm, LossTrace

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TEXT = Qt.ItemDataRole.DisplayRole


class _Rows(QAbstractTableModel):
    """Rows of texts; the first column is aligned left, the others as ``right`` says.

    Attributes:
        titles: Of the columns, and what they mean.
        right: Columns of numbers.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.titles: tuple[tuple[str, str], ...] = ()
        self.right: tuple[int, ...] = ()
        self._texts: list[tuple[str, ...]] = []

    def set_texts(self, texts: list[tuple[str, ...]]) -> None:
        self.beginResetModel()
        self._texts = texts
        self.endResetModel()

    def texts(self) -> list[tuple[str, ...]]:
        """Returns the texts, row by row."""
        return list(self._texts)

    def rowCount(self, parent: _Index | None = None) -> int:
        """Returns the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._texts)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Returns the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _TEXT) -> Any:
        """Returns the titles of the columns."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == _TEXT:
            return self.titles[section][0]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.titles[section][1]
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and section in self.right else None

    def data(self, index: _Index, role: int = _TEXT) -> Any:
        """Returns what is shown of a cell."""
        if role == _TEXT:
            return self._texts[index.row()][index.column()]
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self.right else None


class CostsModel(_Rows):
    """What each ground truth costs, the most costly first, and the background."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.titles = (
            (self.tr("Object"), self.tr("What is labelled; the background are the mined negatives")),
            (self.tr("Share"), self.tr("Of the loss of the picture")),
            (self.tr("L_conf"), self.tr("Sum of the confidence losses of its positives, before the division by N")),
            (self.tr("L_loc"), self.tr("Sum of the localisation losses of its positives, before the division by N")),
        )
        self.right = (1, 2, 3)
        self._positions: list[int | None] = []

    def set_loss(self, loss: LossTrace | None, names: tuple[str, ...]) -> None:
        """Shows another loss.

        Args:
            loss: None shows nothing.
            names: Of the ground truths, by position.
        """
        if loss is None:
            self._positions = []
            self.set_texts([])
            return
        rows: list[tuple[float, int | None, tuple[str, ...]]] = [
            (one.share, one.position, (names[one.position], number(one.confidence), number(one.localisation)))
            for one in loss.objects
        ]
        rows.append((loss.background_share, None, (self.tr("background"), number(loss.background_confidence), "")))
        rows.sort(key=lambda row: -row[0])
        self._positions = [position for _, position, _ in rows]
        self.set_texts([(texts[0], percent(share), *texts[1:]) for share, _, texts in rows])

    def position(self, row: int) -> int | None:
        """Returns the position of the ground truth in a row; None: the background."""
        return self._positions[row]


class TermsModel(_Rows):
    """What default boxes add to the loss, the most costly first."""

    def __init__(self, device_pixel_ratio: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.titles = (
            (self.tr("Should say"), self.tr("What the default box learns")),
            (self.tr("Says"), self.tr("The class it gives the highest score")),
            (self.tr("Score"), self.tr("The score of that class")),
            (self.tr("Loss"), self.tr("Its confidence loss, before the division by N")),
        )
        self.right = (2, 3)
        self._terms: list[LossTerm] = []
        self._chips = {role: colour_mark(colour, device_pixel_ratio) for role, colour in ROLE_COLOURS.items()}

    def set_terms(self, terms: list[LossTerm], classes: tuple[str, ...]) -> None:
        """Shows other terms.

        Args:
            terms: In the order to list them.
            classes: Foreground names.
        """
        names = (self.tr("background"), *classes)
        self._terms = terms
        self.set_texts(
            [
                (names[one.label], names[one.predicted], number(one.predicted_score), number(one.confidence))
                for one in terms
            ]
        )

    def term(self, row: int) -> LossTerm:
        """Returns the term in a row."""
        return self._terms[row]

    def row_of(self, default_box: int) -> int | None:
        """Returns the row of a default box; None where it is not listed."""
        return next((row for row, one in enumerate(self._terms) if one.default_box == default_box), None)

    def data(self, index: _Index, role: int = _TEXT) -> Any:
        """Returns what is shown of a cell, with the colour of its role in the first column."""
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return self._chips[self._terms[index.row()].role]
        return super().data(index, role)
