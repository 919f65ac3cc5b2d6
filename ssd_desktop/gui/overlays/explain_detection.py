"""A detection on its way from its default box, with the rivals it suppressed; or an object and what was said of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ssd_desktop.gui.canvas.hit_test import box_at
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.annotations import draw_dashes
from ssd_desktop.gui.overlays.frames import draw_frame, edge_colour, fill_rects, frame_strips, line_pixels
from ssd_desktop.gui.overlays.labels import Tag, draw_tags, tag_height
from ssd_desktop.gui.overlays.overlay import Overlay, device_pixels
from ssd_desktop.gui.overlays.tag_room import TagRoom
from ssd_desktop.inference.explanation.training_types import Edges

_LINE, _STRONG = 2, 4
_CELL_FILL = 70
_FILL = 48
_FAINT = 130
_HIT_TOLERANCE = 4.0
_ARROW_HEAD = 8.0
_LEAST_ARROW = 3.0
"""Logical pixels; a shorter way is only a dot."""


@dataclass(frozen=True)
class ShownBox:
    """A box over the picture.

    Attributes:
        box_xyxy: Pixels of the picture; may reach beyond it.
        colour: Of its outline and tag.
        name: On its tag; "" has none.
        note: After the name, never elided.
        dashed: Whether it is no detection: a default box, a rival, a labelled object.
        width: Logical pixels of the line.
        filled: Whether its area is tinted.
        faint: Whether it is a thin line that lets the picture through, for what there is much of.
        tag_below: Whether its tag stands below it, where those of other boxes on the same object are not.
    """

    box_xyxy: Edges
    colour: QColor
    name: str = ""
    note: str = ""
    dashed: bool = False
    width: int = _LINE
    filled: bool = False
    faint: bool = False
    tag_below: bool = False


@dataclass(frozen=True)
class Way:
    """The way of a box from step to step.

    Attributes:
        boxes_xyxy: After each step, pixels of the picture.
        shown: How the box looks that goes the way; its own place does not matter.
    """

    boxes_xyxy: tuple[Edges, ...]
    shown: ShownBox

    def at(self, progress: float) -> Edges:
        """Returns the box somewhere on its way.

        Args:
            progress: 0 is the first step, 1 the second; in between the edges move evenly.
        """
        last = len(self.boxes_xyxy) - 1
        step = min(max(int(progress), 0), last)
        begin, end = self.boxes_xyxy[step], self.boxes_xyxy[min(step + 1, last)]
        part = min(max(progress - step, 0.0), 1.0)
        x0, y0, x1, y1 = (a + (b - a) * part for a, b in zip(begin, end, strict=True))
        return x0, y0, x1, y1


@dataclass(frozen=True)
class Scene:
    """All that is drawn, the lowest first.

    Attributes:
        cell: The cell of a feature map that is tinted, and its colour.
        boxes: In order.
        way: Above them; None: no detection is chosen.
    """

    boxes: tuple[ShownBox, ...] = ()
    cell: ShownBox | None = None
    way: Way | None = None


class ExplainDetectionOverlay(Overlay):
    """Draws a scene; what can be hit in it, whoever made the scene says."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scene = Scene()
        self._progress = 0.0

    @property
    def scene(self) -> Scene:
        """What is drawn."""
        return self._scene

    def set_scene(self, scene: Scene) -> None:
        """Draws other boxes."""
        self._scene = scene
        self.changed.emit()

    def set_progress(self, progress: float) -> None:
        """Moves the box on its way: 0 is the first step, 1 the second."""
        if progress != self._progress:
            self._progress = progress
            self.changed.emit()

    def paint(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Draws cell, boxes, the way and its box."""
        scene, way, moving = self._scene, self._scene.way, self._moving()
        with device_pixels(painter, transform):
            if scene.cell is not None:
                _fill(painter, transform, scene.cell, _CELL_FILL)
            for one in (*scene.boxes, *moving):
                _paint_outline(painter, transform, one)
        if way is not None:
            _paint_way(painter, transform, way.boxes_xyxy[0], moving[0])

    def paint_above(self, painter: QPainter, transform: CanvasTransform, tags: TagRoom) -> None:
        """Draws the tags."""
        named = [one for one in (*self._moving(), *reversed(self._scene.boxes)) if one.name or one.note]
        tagged = [_tagged(one, transform, tag_height(painter)) for one in named]
        draw_tags(painter, tagged, transform.view_rect(), tags)

    def _moving(self) -> list[ShownBox]:
        """The box on its way, where there is one."""
        return [] if self._scene.way is None else [_moved(self._scene.way, self._progress)]


def box_under(boxes_xyxy: Sequence[Edges], x: float, y: float, transform: CanvasTransform) -> int | None:
    """Returns the index of the smallest box under a point, in picture pixels, or None; near misses count."""
    return box_at(
        boxes_xyxy,
        x,
        y,
        tolerance_x=_HIT_TOLERANCE / transform.scale_x,
        tolerance_y=_HIT_TOLERANCE / transform.scale_y,
    )


def _moved(way: Way, progress: float) -> ShownBox:
    return replace(way.shown, box_xyxy=way.at(progress))


def _fill(painter: QPainter, transform: CanvasTransform, one: ShownBox, opacity: int) -> None:
    colour = one.colour
    rect = transform.device_rect(*one.box_xyxy)
    painter.fillRect(rect, QColor(colour.red(), colour.green(), colour.blue(), opacity))


def _paint_outline(painter: QPainter, transform: CanvasTransform, one: ShownBox) -> None:
    rect, ratio = transform.device_rect(*one.box_xyxy), transform.device_pixel_ratio
    thickness, edge = line_pixels(one.width, ratio), line_pixels(1, ratio)
    if one.filled:
        _fill(painter, transform, one, _FILL)
    if one.faint:
        colour = one.colour
        fill_rects(painter, frame_strips(rect, edge), QColor(colour.red(), colour.green(), colour.blue(), _FAINT))
    elif one.dashed:
        fill_rects(painter, frame_strips(rect, thickness), edge_colour(one.colour))
        draw_dashes(painter, rect, one.colour, thickness=thickness)
    else:
        draw_frame(painter, rect, one.colour, thickness=thickness, edge=edge)


def _paint_way(painter: QPainter, transform: CanvasTransform, start: Edges, one: ShownBox) -> None:
    """Draws an arrow from the centre of the default box to where the centre is now."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    begin, end = (transform.rect(*box).center() for box in (start, one.box_xyxy))
    line = QLineF(begin, end)
    contrast = edge_colour(one.colour)
    for colour, more in ((contrast, 2.0), (one.colour, 0.0)):
        painter.setPen(QPen(colour, 2 + more, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(colour)
        painter.drawEllipse(begin, 2.5, 2.5)
        if line.length() >= _LEAST_ARROW:
            painter.drawLine(line)
            painter.drawPolygon(_head(line))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _head(line: QLineF) -> QPolygonF:
    """Returns the two barbs at the end of an arrow, no longer than the arrow."""
    size = min(_ARROW_HEAD, line.length())
    left, right = QLineF(line.p2(), line.p1()), QLineF(line.p2(), line.p1())
    for barb, angle in ((left, 25.0), (right, -25.0)):
        barb.setLength(size)
        barb.setAngle(barb.angle() + angle)
    return QPolygonF([line.p2(), left.p2(), right.p2()])


def _tagged(one: ShownBox, transform: CanvasTransform, height: float) -> tuple[Tag, QRectF]:
    """Returns the tag of a box and the rectangle that it belongs to."""
    strong = one.width >= _STRONG
    box = transform.rect(*one.box_xyxy)
    if one.tag_below and box.intersects(transform.view_rect()):
        box = QRectF(box.left(), box.bottom() + height, box.width(), 1)
    return Tag(one.name, one.note, one.colour, bold=strong, always=strong), box
