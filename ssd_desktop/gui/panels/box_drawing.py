"""What of the default boxes is drawn: grid, centres, all boxes, one cell, and which shapes and overlaps."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.gui.dialogs.form import named
from ssd_desktop.gui.panels.layer_texts import shape_name
from ssd_desktop.ssd.box_selection import SHAPE_COUNT
from ssd_desktop.ssd.config import BoxPlan

_ICON = 26
_LARGE, _SMALL = 14.0, 9.0
_ICON_RATIOS = (2.0, 3.0, 4.0)


@dataclass(frozen=True)
class BoxDrawing:
    """What is drawn of the default boxes.

    Attributes:
        maps: Feature maps that are looked at; 0 is the finest.
        grid: Whether the lines between cells are drawn.
        centres: Whether the centres are.
        boxes: Whether all boxes are.
        cell: Whether the boxes of one cell are.
        follows: Whether that is the cell under the mouse; else it is the one clicked last.
        shapes: Only these shapes of a cell; empty: all.
        least_iou: Only boxes that overlap the chosen object so much; None: wherever they lie.
    """

    maps: frozenset[int] = frozenset()
    grid: bool = True
    centres: bool = False
    boxes: bool = False
    cell: bool = True
    follows: bool = True
    shapes: frozenset[int] = frozenset()
    least_iou: float | None = None


class BoxDrawingControls(QWidget):
    """Chooses what is drawn of the feature maps that are looked at.

    Args:
        every: The check box that chooses all feature maps, for which there is room here.

    Signals:
        changed: Something was chosen; ``drawing`` has it, without the maps.
    """

    changed = Signal()

    def __init__(self, every: QCheckBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._every = every
        self._grid = QCheckBox(self.tr("Grid of cells"))
        self._centres = QCheckBox(self.tr("Centres"))
        self._boxes = QCheckBox(self.tr("All boxes"))
        self._cell = QCheckBox(self.tr("Boxes of one cell"))
        self._follows = QCheckBox(self.tr("Follow the mouse"))
        self._follows.setToolTip(self.tr("Else the cell is the one you click in the picture"))
        self._near = QCheckBox(self.tr("Only with IoU from"))
        self._near.setToolTip(self.tr("Only boxes that overlap the chosen object by at least this"))
        self._least = named(
            QDoubleSpinBox(minimum=0.05, maximum=1.0, singleStep=0.05, decimals=2, value=0.5),
            self.tr("Least IoU with the chosen object"),
        )
        self._shapes = [ShapeButton(shape) for shape in range(SHAPE_COUNT)]
        self._overlap = QLabel()
        self._overlap.setWordWrap(True)
        self._cells = QLabel()
        self._cells.setWordWrap(True)
        self._lay_out()
        self.set_drawing(BoxDrawing())
        self._connect()

    def drawing(self) -> BoxDrawing:
        """Returns what is chosen; ``maps`` is left empty."""
        return BoxDrawing(
            grid=self._grid.isChecked(),
            centres=self._centres.isChecked(),
            boxes=self._boxes.isChecked(),
            cell=self._cell.isChecked(),
            follows=self._follows.isChecked(),
            shapes=frozenset(number for number, button in enumerate(self._shapes) if button.isChecked()),
            least_iou=self._least.value() if self._near.isChecked() else None,
        )

    def set_drawing(self, drawing: BoxDrawing) -> None:
        """Shows a choice; says so once, and only if that changes anything."""
        before = self.drawing()
        with QSignalBlocker(self):
            self._grid.setChecked(drawing.grid)
            self._centres.setChecked(drawing.centres)
            self._boxes.setChecked(drawing.boxes)
            self._cell.setChecked(drawing.cell)
            self._follows.setChecked(drawing.follows)
            for number, button in enumerate(self._shapes):
                button.setChecked(number in drawing.shapes)
            self._near.setChecked(drawing.least_iou is not None)
            if drawing.least_iou is not None:
                self._least.setValue(drawing.least_iou)
        self._follows.setEnabled(self._cell.isChecked())
        self._least.setEnabled(self._near.isChecked())
        if self.drawing() != before:
            self.changed.emit()

    def set_plan(self, plan: BoxPlan) -> None:
        """Names the shapes as a plan has them."""
        most = max(plan.boxes_per_cell)
        for number, button in enumerate(self._shapes):
            button.setVisible(number < most)
            if number < most:
                button.set_name(shape_name(plan, number))

    def show_cells(self, text: str) -> None:
        """Says which cells are drawn, a line each; "" says nothing."""
        self._cells.setText(text)
        self._cells.setVisible(bool(text))

    def show_overlap(self, text: str) -> None:
        """Says what overlaps the chosen object, or how to choose one."""
        self._overlap.setText(text)
        self._overlap.setVisible(bool(text))

    def _lay_out(self) -> None:
        kinds = QGridLayout()
        kinds.setVerticalSpacing(3)
        kinds.addWidget(self._grid, 0, 0)
        kinds.addWidget(self._centres, 0, 1)
        kinds.addWidget(self._cell, 1, 0)
        kinds.addWidget(self._follows, 1, 1)
        kinds.addWidget(self._boxes, 2, 0)
        kinds.addWidget(self._every, 2, 1)
        shapes = QHBoxLayout()
        shapes.setSpacing(1)
        shapes.addWidget(QLabel(self.tr("Only")))
        for button in self._shapes:
            shapes.addWidget(button)
        shapes.addStretch(1)
        near = QHBoxLayout()
        near.addWidget(self._near)
        near.addWidget(self._least)
        near.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(kinds)
        column.addLayout(shapes)
        column.addLayout(near)
        column.addWidget(self._overlap)
        column.addWidget(self._cells)
        self._overlap.hide()
        self._cells.hide()

    def _connect(self) -> None:
        for check in (self._grid, self._centres, self._boxes, self._follows, *self._shapes):
            check.toggled.connect(self.changed)
        self._cell.toggled.connect(self._on_toggled)
        self._near.toggled.connect(self._on_toggled)
        self._least.valueChanged.connect(self.changed)

    @Slot()
    def _on_toggled(self) -> None:
        self._follows.setEnabled(self._cell.isChecked())
        self._least.setEnabled(self._near.isChecked())
        self.changed.emit()


class ShapeButton(QToolButton):
    """Shows only one shape of default box; drawn as that shape.

    Args:
        shape: Number in a cell: the squares of s and s', then wide and tall boxes of each ratio.
    """

    def __init__(self, shape: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = shape
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Says which shape it is."""
        self.setAccessibleName(self.tr("Only boxes of one shape: {shape}").format(shape=name))
        self.setToolTip(self.tr("Only this shape, in every cell: {shape}").format(shape=name))

    def sizeHint(self) -> QSize:
        return QSize(_ICON, _ICON)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the outline of the shape on Qt's own button."""
        super().paintEvent(event)
        painter = QPainter(self)
        role = QPalette.ColorRole.WindowText
        painter.setPen(QPen(self.palette().color(role), 2 if self.isChecked() else 1))
        width, height = self._icon_size()
        middle = QRectF(self.rect()).center()
        painter.drawRect(QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height).toRect())
        painter.end()

    def _icon_size(self) -> tuple[float, float]:
        if self._shape < 2:
            return (_SMALL, _SMALL) if self._shape == 0 else (_LARGE, _LARGE)
        place, tall = divmod(self._shape - 2, 2)
        root = _ICON_RATIOS[place] ** 0.5
        long, short = 11 * root, 11 / root
        return (short, long) if tall else (long, short)


def with_maps(drawing: BoxDrawing, maps: set[int]) -> BoxDrawing:
    """Returns the choice for other feature maps."""
    return replace(drawing, maps=frozenset(maps))
