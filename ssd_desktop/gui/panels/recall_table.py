"""What box plans reach of the user's boxes, as a table whose figures are bars too."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ssd_desktop.data.plan_comparison import PlanComparison
from ssd_desktop.data.plan_recall import GroupRecall
from ssd_desktop.gui.panels.numbers import count_text

FIGURES = ("recall", "mean_best_iou", "positives")
"""What a column can show of each group."""

_COUNT_COLUMN = 0
_BAR_OPACITY = 90
_BAR_ROLE = Qt.ItemDataRole.UserRole
_BEST = "#009e73"
_OTHER = "#56b4e9"
_AnyIndex = QModelIndex | QPersistentModelIndex


class _Row(NamedTuple):
    """A group of boxes: its name, what sets it apart, and the figures of each plan."""

    name: str
    boxes: int
    groups: tuple[GroupRecall, ...]
    is_total: bool


class RecallModel(QAbstractTableModel):
    """All boxes, then sizes, then classes; a column for each plan."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_Row] = []
        self._names: list[str] = []
        self._figure = FIGURES[0]

    def set_comparison(self, comparison: PlanComparison | None) -> None:
        """Shows other figures; None empties the table."""
        self.beginResetModel()
        self._rows = [] if comparison is None else list(_rows(comparison))
        self._names = [] if comparison is None else [recall.plan.name for recall in comparison.recalls]
        self.endResetModel()

    def set_figure(self, figure: str) -> None:
        """Shows another figure of ``FIGURES``."""
        self.beginResetModel()
        self._figure = figure
        self.endResetModel()

    def rowCount(self, parent: _AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1 + len(self._names)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            if orientation == Qt.Orientation.Vertical:
                return self._rows[section].name
            return self.tr("Boxes") if section == _COUNT_COLUMN else self._names[section - 1]
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and orientation == Qt.Orientation.Vertical and self._rows[section].is_total:
            bold = QFont()
            bold.setBold(True)
            return bold
        return None

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if column == _COUNT_COLUMN:
            return count_text(row.boxes) if role == Qt.ItemDataRole.DisplayRole else None
        values = [_value(group, self._figure) for group in row.groups]
        value = values[column - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(value, self._figure)
        if role == _BAR_ROLE and value is not None:
            return value / self._most(), value == max(known for known in values if known is not None)
        return None

    def _most(self) -> float:
        """What a full bar stands for: 1, or the largest number of positives."""
        if self._figure != "positives":
            return 1.0
        return max((group.positives for row in self._rows for group in row.groups), default=1.0) or 1.0


def _rows(comparison: PlanComparison) -> Iterable[_Row]:
    recalls = comparison.recalls
    whole = tuple(comparison.whole(recall) for recall in recalls)
    yield _Row(QCoreApplication.translate("RecallModel", "All boxes"), comparison.boxes, whole, True)
    for name in comparison.sizes:
        yield _group_row(_size_name(name), [recall.by_size[name] for recall in recalls])
    for name in comparison.classes:
        yield _group_row(name, [recall.per_class[name] for recall in recalls])


def _group_row(name: str, groups: list[GroupRecall]) -> _Row:
    return _Row(name, groups[0].boxes, tuple(groups), False)


def _size_name(name: str) -> str:
    """The name of a size stratum in the user's language."""
    names = {
        "under 16 px": QCoreApplication.translate("RecallModel", "under 16 px"),
        "16 to 32 px": QCoreApplication.translate("RecallModel", "16 to 32 px"),
        "32 to 96 px": QCoreApplication.translate("RecallModel", "32 to 96 px"),
        "96 px and over": QCoreApplication.translate("RecallModel", "96 px and over"),
    }
    return names.get(name, name)


def _value(group: GroupRecall, figure: str) -> float | None:
    """The figure of a group; None where it has no boxes."""
    if not group.boxes:
        return None
    return {"recall": group.recall, "mean_best_iou": group.mean_best_iou, "positives": group.positives}[figure]


def _text(value: float | None, figure: str) -> str:
    if value is None:
        return "–"
    # Rounded here: Qt rounds 3.25 up, and the command line prints 3.2.
    if figure == "recall":
        return QLocale().toString(round(100 * value, 1), "f", 1) + " %"
    digits = 3 if figure == "mean_best_iou" else 1
    return QLocale().toString(round(value, digits), "f", digits)


class RecallTable(QTableView):
    """Shows a ``RecallModel``; the best plan of each row has a bar of another colour and bold figures."""

    def __init__(self, model: RecallModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_BarDelegate(self))
        self.setAccessibleName(self.tr("What each plan reaches of your boxes"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.verticalHeader().setHighlightSections(False)


class _BarDelegate(QStyledItemDelegate):
    """Draws a bar behind the number."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        bar = index.data(_BAR_ROLE)
        if bar is None:
            super().paint(painter, option, index)
            return
        share, is_best = bar
        cell = QRectF(option.rect).adjusted(3, 3, -3, -3)
        colour = QColor(_BEST if is_best else _OTHER)
        colour.setAlpha(_BAR_OPACITY)
        painter.save()
        painter.fillRect(QRectF(cell.x(), cell.y(), cell.width() * share, cell.height()), colour)
        font = QFont(option.font)
        font.setBold(is_best)
        painter.setFont(font)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(cell.adjusted(0, 0, -3, 0), int(flags), str(index.data()))
        painter.restore()
