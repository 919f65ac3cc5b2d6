"""The classes of an evaluation as rows: how many objects, how well found, and the errors of each kind."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QLocale, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from ssd_desktop.evaluation.analysis import Analysis
from ssd_desktop.evaluation.errors import ERRORS, ClassErrors, Kind
from ssd_desktop.evaluation.voc import area_ap, mean_ap
from ssd_desktop.gui.overlays.error_texts import kind_text, kind_tip
from ssd_desktop.gui.panels.numbers import count_text

_NAME, _OBJECTS, _AP, _PRECISION, _RECALL = range(5)
_FIRST_KIND = 5
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex


class ClassErrorsModel(QAbstractTableModel):
    """A row a class, then one for all."""

    def __init__(self) -> None:
        super().__init__()
        self._analysis: Analysis | None = None

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Shows another evaluation; None shows none."""
        self.beginResetModel()
        self._analysis = analysis
        self.endResetModel()

    def label(self, row: int) -> int | None:
        """Returns the label of a row's class; None for that of all classes."""
        return row + 1 if self._analysis is not None and row < len(self._analysis.errors.classes) else None

    def kind(self, column: int) -> Kind | None:
        """Returns the kind of error of a column; None for one that is none."""
        return ERRORS[column - _FIRST_KIND] if column >= _FIRST_KIND else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Returns the number of classes and one."""
        return 0 if parent.isValid() or self._analysis is None else len(self._analysis.errors.classes) + 1

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Returns the number of columns."""
        return 0 if parent.isValid() else _FIRST_KIND + len(ERRORS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns the headings of the columns, and what they mean as tips."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        kind = self.kind(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings()[section] if kind is None else _as_heading(kind_text(kind))
        if role == Qt.ItemDataRole.ToolTipRole and kind is not None:
            return kind_tip(kind)
        return int(_RIGHT if section else _LEFT) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns the text, alignment and font of a cell."""
        if self._analysis is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return int(_RIGHT)
        if role == Qt.ItemDataRole.FontRole and self.label(index.row()) is None:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _headings(self) -> tuple[str, ...]:
        return (
            QCoreApplication.translate("ClassErrorsModel", "Class"),
            QCoreApplication.translate("ClassErrorsModel", "Objects"),
            QCoreApplication.translate("ClassErrorsModel", "AP50 %"),
            QCoreApplication.translate("ClassErrorsModel", "Precision %"),
            QCoreApplication.translate("ClassErrorsModel", "Recall %"),
        )

    def _text(self, row: int, column: int) -> str:
        name, errors, ap = self._row(row)
        if column == _NAME:
            return name
        if column == _OBJECTS:
            return count_text(errors.objects)
        kind = self.kind(column)
        if kind is not None:
            return count_text(errors.counts[kind])
        shares = {_PRECISION: errors.precision, _RECALL: errors.recall, _AP: ap}
        return percent_text(shares[column])

    def _row(self, row: int) -> tuple[str, ClassErrors, float | None]:
        """Returns name, errors and AP of a row; the AP of all classes is their mean, as everybody reports it."""
        assert self._analysis is not None  # no row is asked for without one
        errors, curves = self._analysis.errors, self._analysis.curves
        aps = {name: area_ap(curve) if curve is not None else None for name, curve in curves.items()}
        if row == len(errors.classes):
            return QCoreApplication.translate("ClassErrorsModel", "All"), errors.total, mean_ap(aps)
        name = errors.classes[row]
        return name, errors.per_class[name], aps[name]


def _as_heading(text: str) -> str:
    """Returns a text with a capital, in two lines where it has several words: so the table needs no scrolling."""
    first, _, last = text.rpartition(" ")
    capital = text[:1].upper() + text[1:]
    return f"{capital[: len(first)]}\n{last}" if first else capital


def percent_text(share: float | None) -> str:
    """Returns a share (0 to 1) in percent with one decimal; a dash where there is none."""
    return "–" if share is None else QLocale().toString(100 * share, "f", 1)
