"""The boxes under edit: outlines in the colours of their classes, handles on the selected, what is being drawn."""

from PySide6.QtCore import QCoreApplication, QLineF, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.gui.canvas.box_scene import BoxScene
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.annotations import draw_dashes
from ssd_desktop.gui.overlays.colours import class_colour, class_colours
from ssd_desktop.gui.overlays.frames import draw_frame, draw_frames, edge_colour, fill_rects, frame_strips, line_pixels
from ssd_desktop.gui.overlays.labels import Tag, draw_tags
from ssd_desktop.gui.overlays.overlay import Overlay, device_pixels
from ssd_desktop.gui.overlays.tag_room import TagRoom

_LINE = 2
_SELECTED_FILL, _HOVERED_FILL, _DRAFT_FILL, _BAND_FILL = 48, 26, 40, 36
_HANDLE = 8
_LEAST_FOR_EDGE_HANDLES = 40
"""Device pixels of a side from which its middle has a handle, too."""

_MOST_TAGS = 150
"""With more boxes in view only the selected and the one under the pointer are named, for names over names say nothing,
with more selected ones that one alone; and no more of them get handles."""

_IGNORED = QColor("#999999")
_BAND = QColor("#3b82f6")


class EditingOverlay(Overlay):
    """Draws a ``BoxScene`` and what the box tool is about to do."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scene = BoxScene()
        self._colours: dict[str, QColor] = {}
        self._draft: Box | None = None
        self._draft_label = ""
        self._band: Box | None = None
        self._cross: tuple[float, float] | None = None
        self._hovered: int | None = None

    def set_scene(self, scene: BoxScene) -> None:
        """Shows other boxes."""
        self._scene = scene
        self.changed.emit()

    @property
    def scene(self) -> BoxScene:
        return self._scene

    def set_classes(self, names: tuple[str, ...]) -> None:
        """Gives every class of a known list its own colour; names outside the list keep the one they prefer."""
        self._colours = class_colours(names)
        self.changed.emit()

    def set_draft(self, box: Box | None, label: str = "") -> None:
        """Shows a box that is being drawn, in the colour of the class it would get; None shows none."""
        self._draft, self._draft_label = box, label
        self.changed.emit()

    def set_band(self, band: Box | None) -> None:
        """Shows the frame of a selection being drawn; None shows none."""
        self._band = band
        self.changed.emit()

    def set_cross(self, point: tuple[float, float] | None) -> None:
        """Shows lines over the whole canvas through a point in picture pixels; None shows none."""
        if point != self._cross:
            self._cross = point
            self.changed.emit()

    def set_hovered(self, entry: int | None) -> None:
        """Brightens the box under the pointer; None brightens none."""
        if entry != self._hovered:
            self._hovered = entry
            self.changed.emit()

    def colour_of(self, label: str) -> QColor:
        """Returns the colour of a class."""
        return self._colours.get(label) or class_colour(label)

    def paint(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Draws the outlines."""
        with device_pixels(painter, transform):
            self._paint_outlines(painter, transform, self._placed(transform))

    def keep_free(self, transform: CanvasTransform, tags: TagRoom) -> None:
        """Names the handles."""
        side, ratio = _handle_side(transform), transform.device_pixel_ratio
        squares = [square for _, rect in self._held(self._placed(transform)) for square in _handle_rects(rect, side)]
        edge = line_pixels(1, ratio)
        outer = (square.adjusted(-edge, -edge, edge, edge) for square in squares)
        tags.keep_free(_logical(square, ratio) for square in outer)

    def paint_above(self, painter: QPainter, transform: CanvasTransform, tags: TagRoom) -> None:
        """Draws names, then handles, so that nothing covers what is selected, and what the tool is about to do."""
        placed = self._placed(transform)
        named = self._named([item for item, _ in placed])
        tagged = [(self._tag(item), transform.rect(*item.box.xyxy())) for item in reversed(named)]
        draw_tags(painter, tagged, transform.view_rect(), tags)
        with device_pixels(painter, transform):
            for item, rect in self._held(placed):
                self._paint_handles(painter, transform, rect, self._colour(item))
            self._paint_draft(painter, transform)
            self._paint_band(painter, transform)
        self._paint_cross(painter, transform)

    def _named(self, items: list[AnnotatedObject]) -> list[AnnotatedObject]:
        """Returns those whose names can be read: all, else the selected, else the one under the pointer."""
        if len(items) > _MOST_TAGS:
            items = [item for item in items if self._is_lit(item)]
        return items if len(items) <= _MOST_TAGS else [item for item in items if item.entry == self._hovered]

    def _placed(self, transform: CanvasTransform) -> list[tuple[AnnotatedObject, QRect]]:
        """What is in view, the selected last, each with the device pixels of its box."""
        view = transform.device_view_rect()
        placed = [(item, device_rect(item.box, transform)) for item in self._in_order()]
        return [(item, rect) for item, rect in placed if rect.intersects(view)]

    def _held(self, placed: list[tuple[AnnotatedObject, QRect]]) -> list[tuple[AnnotatedObject, QRect]]:
        """Returns those that have handles."""
        movable = self._scene.selected - self._scene.locked
        return [(item, rect) for item, rect in placed if item.entry in movable][:_MOST_TAGS]

    def _in_order(self) -> list[AnnotatedObject]:
        """The shown objects, the selected ones last."""
        chosen = self._scene.selected
        return sorted(self._scene.shown, key=lambda item: item.entry in chosen)

    def _colour(self, item: AnnotatedObject) -> QColor:
        return _IGNORED if item.ignore else self.colour_of(item.label)

    def _is_lit(self, item: AnnotatedObject) -> bool:
        return item.entry in self._scene.selected or item.entry == self._hovered

    def _paint_outlines(
        self, painter: QPainter, transform: CanvasTransform, placed: list[tuple[AnnotatedObject, QRect]]
    ) -> None:
        """Draws outlines colour by colour: one by one, 2,000 of them would take a third of a second."""
        ratio = transform.device_pixel_ratio
        groups: dict[int, tuple[QColor, list[QRect]]] = {}
        dashed = self._scene.guessed | self._scene.carried
        for item, rect in placed:
            colour = self._colour(item)
            if self._is_lit(item):
                alpha = _SELECTED_FILL if item.entry in self._scene.selected else _HOVERED_FILL
                painter.fillRect(rect, _faint(colour, alpha))
            if item.entry in dashed:
                thickness = line_pixels(_LINE, ratio)
                fill_rects(painter, frame_strips(rect, thickness), edge_colour(colour))
                draw_dashes(painter, rect, colour, thickness=thickness)
            else:
                groups.setdefault(colour.rgb(), (colour, []))[1].append(rect)
        for colour, rects in groups.values():
            draw_frames(painter, rects, colour, thickness=line_pixels(_LINE, ratio), edge=line_pixels(1, ratio))

    def _tag(self, item: AnnotatedObject) -> Tag:
        selected = item.entry in self._scene.selected
        return Tag(item.label, self._note(item), self._colour(item), bold=selected, always=self._is_lit(item))

    def _note(self, item: AnnotatedObject) -> str:
        words = [word for flag, word in _flag_words() if getattr(item, flag)]
        if item.entry in self._scene.locked:
            words.append(QCoreApplication.translate("EditingOverlay", "locked"))
        if item.entry in self._scene.carried:
            words.append(QCoreApplication.translate("EditingOverlay", "no label here"))
        return f"({', '.join(words)})" if words else ""

    @staticmethod
    def _paint_handles(painter: QPainter, transform: CanvasTransform, rect: QRect, colour: QColor) -> None:
        edge = line_pixels(1, transform.device_pixel_ratio)
        squares = _handle_rects(rect, _handle_side(transform))
        fill_rects(painter, [square.adjusted(-edge, -edge, edge, edge) for square in squares], QColor(0, 0, 0))
        fill_rects(painter, squares, QColor(255, 255, 255))
        fill_rects(painter, [square.adjusted(edge, edge, -edge, -edge) for square in squares], colour)

    def _paint_draft(self, painter: QPainter, transform: CanvasTransform) -> None:
        if self._draft is None:
            return
        rect, ratio = transform.device_rect(*self._draft.xyxy()), transform.device_pixel_ratio
        colour = self.colour_of(self._draft_label) if self._draft_label else _BAND
        painter.fillRect(rect, _faint(colour, _DRAFT_FILL))
        draw_frame(painter, rect, colour, thickness=line_pixels(_LINE, ratio), edge=line_pixels(1, ratio))

    def _paint_band(self, painter: QPainter, transform: CanvasTransform) -> None:
        if self._band is None:
            return
        rect = transform.device_rect(*self._band.xyxy())
        painter.fillRect(rect, _faint(_BAND, _BAND_FILL))
        strips = frame_strips(rect, line_pixels(1, transform.device_pixel_ratio))
        fill_rects(painter, strips, edge_colour(_BAND))
        fill_rects(painter, strips, _BAND)

    def _paint_cross(self, painter: QPainter, transform: CanvasTransform) -> None:
        if self._cross is None:
            return
        at, view = transform.to_widget(*self._cross), transform.view_rect()
        lines = [QLineF(view.left(), at.y(), view.right(), at.y()), QLineF(at.x(), view.top(), at.x(), view.bottom())]
        for colour, offset in ((QColor(0, 0, 0), 0), (QColor(255, 255, 255), 4)):
            pen = QPen(colour, 1, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([4, 4])
            pen.setDashOffset(offset)
            painter.setPen(pen)
            painter.drawLines(lines)


def device_rect(box: Box, transform: CanvasTransform) -> QRect:
    """Returns the device pixels of a box, at least one."""
    rect = transform.device_rect(*box.xyxy())
    return QRect(rect.x(), rect.y(), max(rect.width(), 1), max(rect.height(), 1))


def _faint(colour: QColor, alpha: int) -> QColor:
    return QColor(colour.red(), colour.green(), colour.blue(), alpha)


def _handle_side(transform: CanvasTransform) -> int:
    return line_pixels(_HANDLE, transform.device_pixel_ratio)


def _logical(rect: QRect, ratio: float) -> QRectF:
    """Returns device pixels as logical ones."""
    return QRectF(rect.x() / ratio, rect.y() / ratio, rect.width() / ratio, rect.height() / ratio)


def _handle_rects(rect: QRect, side: int) -> list[QRect]:
    """Returns squares on the corners of a box, and on the middles of sides that have room for them."""
    xs, ys = (rect.left(), rect.left() + rect.width()), (rect.top(), rect.top() + rect.height())
    points = [(x, y) for x in xs for y in ys]
    if rect.width() >= _LEAST_FOR_EDGE_HANDLES:
        points += [(rect.left() + rect.width() // 2, y) for y in ys]
    if rect.height() >= _LEAST_FOR_EDGE_HANDLES:
        points += [(x, rect.top() + rect.height() // 2) for x in xs]
    return [QRect(x - side // 2, y - side // 2, side, side) for x, y in points]


def _flag_words() -> tuple[tuple[str, str], ...]:
    return (
        ("ignore", QCoreApplication.translate("EditingOverlay", "ignored")),
        ("difficult", QCoreApplication.translate("EditingOverlay", "difficult")),
        ("truncated", QCoreApplication.translate("EditingOverlay", "truncated")),
        ("occluded", QCoreApplication.translate("EditingOverlay", "occluded")),
        ("outlined", QCoreApplication.translate("EditingOverlay", "outline")),
    )
