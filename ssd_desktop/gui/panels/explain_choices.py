"""What can be explained: the detections, and the labelled objects with what became of each."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale, QModelIndex, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTreeWidget, QTreeWidgetItem, QWidget

from ssd_desktop.gui.overlays.colours import class_colours
from ssd_desktop.gui.panels.chips import colour_mark
from ssd_desktop.gui.panels.explain_texts import stage_word
from ssd_desktop.inference.explanation.types import PictureExplanation

_CHOICE = Qt.ItemDataRole.UserRole
_FEWEST_ROWS, _MOST_ROWS = 4, 6
_ROW_ROOM = 6


@dataclass(frozen=True)
class DetectionChoice:
    """A detection; it stays the same under other thresholds.

    Attributes:
        default_box: That made it.
        label: 1 to C - 1.
    """

    default_box: int
    label: int


@dataclass(frozen=True)
class ObjectChoice:
    """A labelled object, by its position among the ground truths."""

    position: int


Choice = DetectionChoice | ObjectChoice


class ExplainChoices(QTreeWidget):
    """Detections, best first, then the labelled objects.

    Signals:
        chosen: The ``Choice`` that the user went to.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: list[QTreeWidgetItem] = []
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(12)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setAccessibleName(self.tr("Detections and objects"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._on_current)

    def show_explanation(self, explanation: PictureExplanation | None) -> None:
        """Lists what is explained; what was chosen stays chosen if it is still there. None lists nothing."""
        before = self.choice()
        with QSignalBlocker(self):
            self.clear()
            self._groups = []
            if explanation is not None:
                self._fill(explanation)
        self.choose(before)
        self.updateGeometry()

    def choice(self) -> Choice | None:
        """Returns what is chosen."""
        item = self.currentItem()
        return None if item is None else item.data(0, _CHOICE)

    def choices(self) -> list[Choice]:
        """Returns what can be chosen, in order."""
        return [item.data(0, _CHOICE) for item in self._entries()]

    def choose(self, choice: Choice | None) -> None:
        """Chooses without saying so; None, or what is not there, chooses nothing."""
        item = next((one for one in self._entries() if one.data(0, _CHOICE) == choice), None)
        with QSignalBlocker(self):
            if item is None:
                self.setCurrentIndex(QModelIndex())
            else:
                self.setCurrentItem(item)
                self.scrollToItem(item)
        self.viewport().update()

    def headings(self) -> list[tuple[str, str]]:
        """Returns what is read of each group: its title and how many are in it."""
        return [(group.text(0), group.text(1)) for group in self._groups]

    def texts(self) -> list[tuple[str, str]]:
        """Returns what is read of each entry: its name and what follows."""
        return [(item.text(0), item.text(1)) for item in self._entries()]

    def sizeHint(self) -> QSize:
        """As high as its rows, within limits."""
        rows = self.topLevelItemCount() + len(self._entries())
        return QSize(super().sizeHint().width(), self._height(min(max(rows, _FEWEST_ROWS), _MOST_ROWS)))

    def minimumSizeHint(self) -> QSize:
        """Room for a few rows."""
        return QSize(0, self._height(_FEWEST_ROWS))

    def _height(self, rows: int) -> int:
        row = self.sizeHintForRow(0) if self.topLevelItemCount() else self.fontMetrics().height() + _ROW_ROOM
        return rows * row + 2 * self.frameWidth()

    def _fill(self, explanation: PictureExplanation) -> None:
        colours, ratio = class_colours(explanation.classes), self.devicePixelRatioF()
        detections = self._group(self.tr("Detections"), str(len(explanation.detections)))
        for one in explanation.detections:
            score = QLocale().toString(one.score, "f", 2)
            item = _entry(detections, one.name, score, DetectionChoice(one.default_box, one.label))
            item.setIcon(0, colour_mark(colours[one.name], ratio))
        if explanation.objects is None:
            self._group(self.tr("Labelled objects"), self.tr("none"))
            return
        objects = self._group(self.tr("Labelled objects"), str(len(explanation.objects)))
        for each in explanation.objects:
            item = _entry(objects, each.name, stage_word(each.stage), ObjectChoice(each.position))
            item.setIcon(0, colour_mark(colours[each.name], ratio))
            if each.difficult:
                item.setText(0, self.tr("{name} (difficult)").format(name=each.name))

    def _group(self, title: str, count: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [title, count])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setSizeHint(0, QSize(0, self.fontMetrics().height() + _ROW_ROOM))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        item.setExpanded(True)
        self._groups.append(item)
        return item

    def _entries(self) -> list[QTreeWidgetItem]:
        found = (group.child(one) for group in self._groups for one in range(group.childCount()))
        return [item for item in found if item is not None]

    def _on_current(self, item: QTreeWidgetItem | None, _: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, _CHOICE) is not None:
            self.chosen.emit(item.data(0, _CHOICE))


def _entry(group: QTreeWidgetItem, name: str, note: str, choice: Choice) -> QTreeWidgetItem:
    item = QTreeWidgetItem(group, [name, note])
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setData(0, _CHOICE, choice)
    item.setSizeHint(0, QSize(0, group.treeWidget().fontMetrics().height() + _ROW_ROOM))
    text = QCoreApplication.translate("ExplainChoices", "{name}, {note}").format(name=name, note=note)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, text)
    return item
