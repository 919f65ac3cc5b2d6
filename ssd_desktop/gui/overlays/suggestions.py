"""Boxes that a detector suggests as labels: dashed in the colours of their classes, with the score."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale, QObject
from PySide6.QtGui import QColor, QPainter

from ssd_desktop.annotation.suggestions import Suggestion
from ssd_desktop.gui.canvas.hit_test import box_at
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.annotations import draw_dashes
from ssd_desktop.gui.overlays.frames import edge_colour, fill_rects, frame_strips, line_pixels
from ssd_desktop.gui.overlays.labels import Tag, draw_tags
from ssd_desktop.gui.overlays.overlay import Overlay, device_pixels
from ssd_desktop.gui.overlays.tag_room import TagRoom

_LINE, _SELECTED_LINE = 2, 4
_SELECTED_FILL = 56
_HIT_TOLERANCE = 4.0
_MOST_TAGS = 150
"""With more of them only the selected one is named."""


class SuggestionsOverlay(Overlay):
    """Draws what is suggested, the surest on top, the selected one above all."""

    def __init__(self, colour_of: Callable[[str], QColor], parent: QObject | None = None) -> None:
        """Begins with nothing.

        Args:
            colour_of: Gives the colour of a class: that of the labels.
            parent: Owner.
        """
        super().__init__(parent)
        self._colour_of = colour_of
        self._shown: tuple[Suggestion, ...] = ()
        self._selected: Suggestion | None = None

    def set_suggestions(self, shown: Sequence[Suggestion], selected: Suggestion | None) -> None:
        """Shows other suggestions, the surest first.

        Args:
            shown: All of them.
            selected: The one that the keys answer; None: none.
        """
        if (tuple(shown), selected) != (self._shown, self._selected):
            self._shown, self._selected = tuple(shown), selected
            self.changed.emit()

    def suggestion_at(self, x: float, y: float, transform: CanvasTransform) -> Suggestion | None:
        """Returns the smallest suggestion under a point, or None.

        Args:
            x: Picture pixels.
            y: Picture pixels.
            transform: Tells how many picture pixels a near miss may be off.
        """
        hit = box_at(
            [one.box.xyxy() for one in self._shown],
            x,
            y,
            tolerance_x=_HIT_TOLERANCE / transform.scale_x,
            tolerance_y=_HIT_TOLERANCE / transform.scale_y,
        )
        return None if hit is None else self._shown[hit]

    def paint(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Draws the outlines."""
        with device_pixels(painter, transform):
            for one in self._painting_order():
                self._paint_outline(painter, transform, one)

    def paint_above(self, painter: QPainter, transform: CanvasTransform, tags: TagRoom) -> None:
        """Draws the tags, the surest at the best places."""
        order = self._painting_order()
        named = order if len(order) <= _MOST_TAGS else [one for one in order if one == self._selected]
        placed = [(self._tag(one), transform.rect(*one.box.xyxy())) for one in reversed(named)]
        draw_tags(painter, placed, transform.view_rect(), tags)

    def _painting_order(self) -> list[Suggestion]:
        """The least sure first, the selected one last."""
        rest = [one for one in reversed(self._shown) if one != self._selected]
        return rest + [one for one in self._shown if one == self._selected]

    def _paint_outline(self, painter: QPainter, transform: CanvasTransform, one: Suggestion) -> None:
        rect, colour = transform.device_rect(*one.box.xyxy()), self._colour_of(one.label)
        selected = one == self._selected
        if selected:
            painter.fillRect(rect, QColor(colour.red(), colour.green(), colour.blue(), _SELECTED_FILL))
        thickness = line_pixels(_SELECTED_LINE if selected else _LINE, transform.device_pixel_ratio)
        fill_rects(painter, frame_strips(rect, thickness), edge_colour(colour))
        draw_dashes(painter, rect, colour, thickness=thickness)

    def _tag(self, one: Suggestion) -> Tag:
        selected, score = one == self._selected, QLocale().toString(one.score, "f", 2)
        return Tag(f"{one.label}?", score, self._colour_of(one.label), bold=selected, always=selected)
