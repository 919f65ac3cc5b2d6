"""What the detector found: outlines with class and score, solid beside dashed labels and dotted beside solid ones."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLocale, QObject
from PySide6.QtGui import QColor, QPainter

from ssd_desktop.gui.canvas.hit_test import box_at
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.annotations import draw_dashes
from ssd_desktop.gui.overlays.colours import class_colours
from ssd_desktop.gui.overlays.frames import draw_frame, edge_colour, fill_rects, frame_strips, line_pixels
from ssd_desktop.gui.overlays.labels import Tag, draw_tags
from ssd_desktop.gui.overlays.overlay import Overlay, device_pixels
from ssd_desktop.gui.overlays.tag_room import TagRoom
from ssd_desktop.inference.types import Detections

_LINE, _SELECTED_LINE = 2, 4
_SELECTED_FILL = 56
_HIT_TOLERANCE = 4.0
_DOT, _GAP = 2, 4


class DetectionsOverlay(Overlay):
    """Draws the detections whose score reaches the threshold, the best on top, the selected one above all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._detections: Detections | None = None
        self._threshold = 0.5
        self._selected: int | None = None
        self._classes: tuple[str, ...] = ()
        self._colours: dict[str, QColor] = {}
        self._dotted = False

    def set_detections(self, detections: Detections | None) -> None:
        """Shows other detections; None shows none. Nothing is selected afterwards."""
        self._detections = detections
        self._selected = None
        if detections is not None and detections.classes != self._classes:
            self._classes = detections.classes
            self._colours = class_colours(detections.classes)
        self.changed.emit()

    def set_threshold(self, score: float) -> None:
        """Hides detections with a lower score (0..1); 0.5 at first."""
        self._threshold = score
        self.changed.emit()

    def set_dotted(self, dotted: bool) -> None:
        """Dots the outlines, while labels are edited and theirs are solid."""
        if dotted != self._dotted:
            self._dotted = dotted
            self.changed.emit()

    def set_selected(self, position: int | None) -> None:
        """Emphasises one detection, by its index into the ``Detections``; None or a negative index: none."""
        self._selected = position if position is not None and position >= 0 else None
        self.changed.emit()

    @property
    def selected(self) -> int | None:
        """Index of the emphasised detection, or None."""
        return self._selected

    def detection_at(self, x: float, y: float, transform: CanvasTransform) -> int | None:
        """Returns the index of the smallest visible detection under a point, or None.

        Args:
            x: Picture pixels.
            y: Picture pixels.
            transform: Tells how many picture pixels a near miss may be off.
        """
        visible = self._visible_positions()
        if self._detections is None or not len(visible):
            return None
        hit = box_at(
            self._detections.boxes_xyxy[visible],
            x,
            y,
            tolerance_x=_HIT_TOLERANCE / transform.scale_x,
            tolerance_y=_HIT_TOLERANCE / transform.scale_y,
        )
        return None if hit is None else int(visible[hit])

    def paint(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Draws the outlines."""
        detections = self._drawable(transform)
        if detections is None:
            return
        with device_pixels(painter, transform):
            for position in self._painting_order():
                self._paint_outline(painter, transform, detections, position)

    def paint_above(self, painter: QPainter, transform: CanvasTransform, tags: TagRoom) -> None:
        """Draws the tags, the best scores at the best places."""
        detections = self._drawable(transform)
        if detections is None:
            return
        order = self._painting_order()
        named = [
            (self._tag(detections, place), transform.rect(*detections.boxes_xyxy[place].tolist())) for place in order
        ]
        draw_tags(painter, named[::-1], transform.view_rect(), tags)

    def _drawable(self, transform: CanvasTransform) -> Detections | None:
        """The detections; those of another picture (a late answer) must never be drawn over this one."""
        found, size = self._detections, (transform.picture_width, transform.picture_height)
        return found if found is not None and (found.width, found.height) == size else None

    def _visible_positions(self) -> npt.NDArray[np.intp]:
        if self._detections is None:
            return np.zeros(0, np.intp)
        return np.flatnonzero(self._detections.scores >= self._threshold)

    def _painting_order(self) -> list[int]:
        """Visible positions, lowest score first, the selected one last."""
        order = [int(position) for position in self._visible_positions()[::-1]]
        if self._selected in order:
            order.remove(self._selected)
            order.append(self._selected)
        return order

    def _paint_outline(
        self, painter: QPainter, transform: CanvasTransform, detections: Detections, position: int
    ) -> None:
        rect = transform.device_rect(*detections.boxes_xyxy[position].tolist())
        colour = self._colours[detections.name(position)]
        ratio = transform.device_pixel_ratio
        selected = position == self._selected
        line = _SELECTED_LINE if selected else _LINE
        if selected:
            painter.fillRect(rect, QColor(colour.red(), colour.green(), colour.blue(), _SELECTED_FILL))
        thickness = line_pixels(line, ratio)
        if self._dotted:
            fill_rects(painter, frame_strips(rect, thickness), edge_colour(colour))
            draw_dashes(painter, rect, colour, thickness=thickness, dash=_DOT, gap=_GAP)
        else:
            draw_frame(painter, rect, colour, thickness=thickness, edge=line_pixels(1, ratio))

    def _tag(self, detections: Detections, position: int) -> Tag:
        name, selected = detections.name(position), position == self._selected
        score = QLocale().toString(float(detections.scores[position]), "f", 2)
        return Tag(name, score, self._colours[name], bold=selected, always=selected)
