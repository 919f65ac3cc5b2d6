"""The network as a small drawing: picture, VGG16 base and the feature maps, each a button with its numbers."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ssd_desktop.gui.overlays.colours import map_colour
from ssd_desktop.gui.panels.checks import CheckGroup
from ssd_desktop.gui.panels.layer_texts import (
    map_accessible_name,
    map_box_sides,
    map_counts,
    map_explanation,
    map_name,
    map_sight,
    sides_text,
    sight_text,
)
from ssd_desktop.gui.panels.view_charts import Chart
from ssd_desktop.ssd.config import BoxPlan

_SLAB_COLUMN = 44.0
_SLAB_SIDE = 26.0
_LEAST_SLAB = 5.0
_DEPTH = 4.0
_MOST_GRID_LINES = 7
_BAR = 3.0
_BARS_WIDTH = 118.0
_SIGHT_OPACITY = 120
_MARGIN = 5.0
_SMALL_TYPE = 0.88
_HEADER_HEIGHT = 30
_CHECKED_FILL = 50
_HILLS = ((2, 1), (8, 9), (13, 4), (16, 7), (20, 1))


class NetworkDiagram(Chart):
    """Shows which feature maps there are and lets the user choose some of them.

    Attributes:
        every: A check box that chooses all feature maps or none, to be laid out by the owner.

    Signals:
        maps_changed: The set of feature maps (0 is the finest) that are chosen now.
    """

    maps_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: BoxPlan | None = None
        self._buttons: list[FeatureMapButton] = []
        self._group = CheckGroup(self.tr("Every feature map"), self)
        self._group.changed.connect(self.maps_changed)
        self.every = self._group.every
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, _HEADER_HEIGHT, 0, 0)
        self._column.setSpacing(1)

    def set_plan(self, plan: BoxPlan) -> None:
        """Shows the feature maps of another plan; those that were chosen stay chosen where they are still there."""
        self._plan = plan
        if len(self._buttons) != len(plan.map_sizes):
            self._make_buttons(len(plan.map_sizes))
        for button in self._buttons:
            button.set_plan(plan)
        self.update()

    def maps(self) -> set[int]:
        """Returns the feature maps that are chosen."""
        return self._group.checked()

    def set_maps(self, maps: Iterable[int]) -> None:
        """Chooses exactly these feature maps; says so once, and only if that changes anything."""
        self._group.set_checked(maps)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the picture and the base, from which the arrows lead to the maps."""
        if self._plan is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(text)
        says = self.tr("Picture {side} × {side} px").format(side=self._plan.image_size)
        if self._plan.network is not None:
            says += f"  →  {self._plan.network.base.title}"
        line = QRectF(_SLAB_COLUMN, 0, self.width() - _SLAB_COLUMN, _HEADER_HEIGHT - 4)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), says)
        picture = QRectF((_SLAB_COLUMN - 22) / 2, 2, 22, _HEADER_HEIGHT - 10)
        painter.setPen(QPen(text, 1))
        painter.drawRect(picture.adjusted(0.5, 0.5, -0.5, -0.5))
        low = picture.bottom() - 2
        painter.drawPolyline([QPointF(picture.x() + x, low - y) for x, y in _HILLS])
        middle = _SLAB_COLUMN / 2
        painter.drawLine(QPointF(middle, picture.bottom() + 1), QPointF(middle, _HEADER_HEIGHT))
        painter.end()

    def _make_buttons(self, count: int) -> None:
        old, self._buttons = self._buttons, []
        for number in range(count):
            button = FeatureMapButton(number, is_last=number == count - 1)
            self._buttons.append(button)
            self._column.addWidget(button)
            button.show()
        self._group.set_checks(self._buttons)
        for button in old:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()


class FeatureMapButton(QPushButton):
    """A feature map as a slab of cells, with its counts, and how much it sees against the sizes of its boxes.

    The upper of the two bars is what a prediction sees, up to the picture's side; the lower one spans the sides of the
    default boxes, in the colour of the map.

    Args:
        feature_map: 0 is the finest.
        is_last: Whether no arrow leads on.
    """

    def __init__(self, feature_map: int, *, is_last: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feature_map = feature_map
        self._is_last = is_last
        self._plan: BoxPlan | None = None
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_plan(self, plan: BoxPlan) -> None:
        """Shows the map of another plan."""
        self._plan = plan
        self.setAccessibleName(map_accessible_name(plan, self._feature_map))
        self.setToolTip(f"<p>{map_explanation(plan, self._feature_map)}</p>")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines of text and the bars."""
        metrics = self.fontMetrics()
        width = _SLAB_COLUMN + metrics.horizontalAdvance("conv11_2  38 × 38   8–888 px, 88888") + _MARGIN
        return QSize(round(width), round(metrics.height() * (1 + _SMALL_TYPE) + 2 * _BAR + 6))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the slab, the numbers and the bars."""
        plan = self._plan
        if plan is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_state(painter)
        self._paint_slab(painter, plan.map_sizes[self._feature_map])
        self._paint_texts(painter, plan)
        self._paint_bars(painter, plan)
        painter.end()

    def title(self) -> str:
        """Returns name and cells of the map, the name cut where it would run into what the map sees."""
        plan, number = self._plan, self._feature_map
        if plan is None:
            return ""
        bold, small = (QFontMetricsF(font) for font in self._fonts())
        cells = f"  {plan.map_sizes[number]} × {plan.map_sizes[number]}"
        taken = bold.horizontalAdvance(cells) + small.horizontalAdvance(sight_text(plan, number)) + _MARGIN
        room = self._line(0).width() - taken
        return bold.elidedText(map_name(plan, number), Qt.TextElideMode.ElideMiddle, room) + cells

    def _fonts(self) -> tuple[QFont, QFont]:
        """Returns those of the title and of all else."""
        bold, small = QFont(self.font()), QFont(self.font())
        bold.setBold(True)
        small.setPointSizeF(small.pointSizeF() * _SMALL_TYPE)
        return bold, small

    def _paint_state(self, painter: QPainter) -> None:
        colour = map_colour(self._feature_map)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        highlight = self.palette().color(QPalette.ColorRole.Highlight)
        if self.isChecked():
            painter.fillRect(whole, QColor(colour.red(), colour.green(), colour.blue(), _CHECKED_FILL))
            painter.fillRect(QRectF(0, 0, 3, self.height()), colour)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(highlight, 2 if self.hasFocus() else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole, 3, 3)

    def _paint_slab(self, painter: QPainter, cells: int) -> None:
        """A square as large as the map is fine, with some depth, and the arrow to the next one."""
        text = self.palette().color(QPalette.ColorRole.WindowText)
        side = max(_LEAST_SLAB, _SLAB_SIDE * min(cells / 38, 1) ** 0.5)
        left, top = (_SLAB_COLUMN - side) / 2, (self.height() - side) / 2
        square = QRectF(left, top, side, side)
        colour = map_colour(self._feature_map)
        painter.setPen(QPen(text, 1))
        painter.setBrush(colour.darker(140))
        painter.drawRect(square.translated(_DEPTH / 2, -_DEPTH / 2))
        painter.setBrush(colour)
        painter.drawRect(square.translated(-_DEPTH / 2, _DEPTH / 2))
        lines = min(cells, _MOST_GRID_LINES)
        face = square.translated(-_DEPTH / 2, _DEPTH / 2)
        painter.setPen(QPen(QColor(0, 0, 0, 110), 1))
        for line in range(1, lines):
            at = line * side / lines
            painter.drawLine(QPointF(face.x() + at, face.y()), QPointF(face.x() + at, face.bottom()))
            painter.drawLine(QPointF(face.x(), face.y() + at), QPointF(face.right(), face.y() + at))
        painter.setPen(QPen(text, 1))
        middle = _SLAB_COLUMN / 2
        painter.drawLine(QPointF(middle, 0), QPointF(middle, max(0.0, top - _DEPTH)))
        if not self._is_last:
            painter.drawLine(QPointF(middle, square.bottom() + _DEPTH), QPointF(middle, self.height()))

    def _paint_texts(self, painter: QPainter, plan: BoxPlan) -> None:
        number = self._feature_map
        bold, small = self._fonts()
        upper, lower = self._line(0), self._line(1)
        left = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip)
        right = left | int(Qt.AlignmentFlag.AlignRight)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.setFont(bold)
        painter.drawText(upper, left, self.title())
        painter.setFont(small)
        painter.drawText(lower, left, map_counts(plan, number))
        painter.drawText(upper, right, sight_text(plan, number))
        painter.drawText(lower, right, sides_text(plan, number))

    def _paint_bars(self, painter: QPainter, plan: BoxPlan) -> None:
        line, input_side = self._line(1), plan.image_size
        width = min(_BARS_WIDTH, line.width())
        left, top = line.right() - width, line.bottom() + 1
        painter.setPen(Qt.PenStyle.NoPen)
        sees = map_sight(plan, self._feature_map)
        if sees is not None:
            text = self.palette().color(QPalette.ColorRole.WindowText)
            painter.setBrush(QColor(text.red(), text.green(), text.blue(), _SIGHT_OPACITY))
            painter.drawRect(QRectF(left, top, min(sees / input_side, 1) * width, _BAR - 1))
        least, most = (min(side / input_side, 1) * width for side in map_box_sides(plan, self._feature_map))
        painter.setBrush(map_colour(self._feature_map))
        painter.drawRect(QRectF(left + least, top + _BAR, max(most - least, 2), _BAR))

    def _line(self, number: int) -> QRectF:
        """Where the upper (0) or the lower line of text is; the bars are below."""
        height = (self.height() - 2 * _BAR - 4) / 2
        return QRectF(_SLAB_COLUMN, 1 + number * height, self.width() - _SLAB_COLUMN - _MARGIN, height)
