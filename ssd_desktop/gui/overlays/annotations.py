"""What an annotation file says: dashed outlines with class names, told apart from detections at a glance."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.gui.canvas.hit_test import box_at
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.colours import class_colour, class_colours
from ssd_desktop.gui.overlays.frames import edge_colour, fill_rects, frame_strips, line_pixels
from ssd_desktop.gui.overlays.labels import Tag, draw_tags
from ssd_desktop.gui.overlays.overlay import Overlay, device_pixels
from ssd_desktop.gui.overlays.tag_room import TagRoom

_LINE = 2
_DASH, _GAP = 6, 5
_IGNORED = QColor("#999999")


class AnnotationsOverlay(Overlay):
    """Draws the labelled objects of the picture; boxes that cannot be trained on are left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._annotation: ImageAnnotation | None = None
        self._colours: dict[str, QColor] = {}

    def set_annotation(self, annotation: ImageAnnotation | None) -> None:
        """Shows another annotation; None shows none."""
        self._annotation = annotation
        self.changed.emit()

    def set_classes(self, classes: Sequence[str]) -> None:
        """Gives every class of a known list its own colour; names outside the list keep the one they prefer."""
        self._colours = class_colours(classes)
        self.changed.emit()

    def object_at(self, x: float, y: float, transform: CanvasTransform) -> AnnotatedObject | None:
        """Returns the smallest labelled object under a point, or None.

        Args:
            x: Picture pixels.
            y: Picture pixels.
            transform: Tells the size of the picture.
        """
        objects = self._drawable(transform) if self.visible else []
        hit = box_at([item.box.xyxy() for item in objects], x, y)
        return None if hit is None else objects[hit]

    def paint(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Draws the outlines."""
        with device_pixels(painter, transform):
            for item in self._drawable(transform):
                self._paint_outline(painter, transform, item)

    def paint_above(self, painter: QPainter, transform: CanvasTransform, tags: TagRoom) -> None:
        """Draws the tags."""
        objects = self._drawable(transform)
        named = [(Tag(one.label, _note(one), self._colour(one)), transform.rect(*one.box.xyxy())) for one in objects]
        draw_tags(painter, named, transform.view_rect(), tags)

    def _drawable(self, transform: CanvasTransform) -> list[AnnotatedObject]:
        """The objects whose box lies on the picture and has an area."""
        if self._annotation is None:
            return []
        width, height = transform.picture_width, transform.picture_height
        return [item for item in self._annotation.objects if item.box.problem(width, height) is None]

    def _colour(self, item: AnnotatedObject) -> QColor:
        if item.ignore:
            return _IGNORED
        return self._colours.get(item.label) or class_colour(item.label)

    def _paint_outline(self, painter: QPainter, transform: CanvasTransform, item: AnnotatedObject) -> None:
        thickness = line_pixels(_LINE, transform.device_pixel_ratio)
        rect = transform.device_rect(*item.box.xyxy())
        colour = self._colour(item)
        fill_rects(painter, frame_strips(rect, thickness), edge_colour(colour))
        draw_dashes(painter, rect, colour, thickness=thickness)


def draw_dashes(
    painter: QPainter, rect: QRect, colour: QColor, *, thickness: int, dash: float = _DASH, gap: float = _GAP
) -> None:
    """Draws the dashes over the contrasting outline, so that the gaps show on any photo.

    Args:
        painter: In device pixels.
        rect: What the outline is drawn into, device pixels.
        colour: Of the dashes.
        thickness: Of the line, device pixels.
        dash: Length of a dash in a line of two pixels; it grows with the thickness.
        gap: Length of a gap in such a line.
    """
    if rect.width() <= thickness or rect.height() <= thickness:
        fill_rects(painter, frame_strips(rect, thickness), colour)
        return
    pen = QPen(colour, thickness, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
    pen.setDashPattern([dash / _LINE, gap / _LINE])  # in units of the line's thickness
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = thickness // 2
    painter.drawRect(rect.adjusted(inset, inset, inset - thickness, inset - thickness))


def _note(item: AnnotatedObject) -> str:
    if item.ignore:
        return QCoreApplication.translate("AnnotationsOverlay", "ignored")
    return QCoreApplication.translate("AnnotationsOverlay", "difficult") if item.difficult else ""
