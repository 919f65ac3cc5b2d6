"""Which default boxes are in the loss of a picture: positives, mined negatives, and the hardest that were dropped."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLocale, QObject, QRect
from PySide6.QtGui import QColor, QPainter

from ssd_desktop.gui.canvas.hit_test import box_at
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.frames import draw_frame, edge_colour, line_pixels
from ssd_desktop.gui.overlays.kept import KeptOverlay
from ssd_desktop.gui.overlays.labels import Tag, draw_tag
from ssd_desktop.gui.overlays.legend import LegendEntry, draw_legend
from ssd_desktop.gui.overlays.many_frames import draw_many, draw_many_dashed
from ssd_desktop.gui.overlays.overlay import device_pixels
from ssd_desktop.inference.explanation.default_box_info import in_pixels
from ssd_desktop.inference.explanation.training_questions import TrainingExplained
from ssd_desktop.inference.explanation.training_types import LossTerm, ObjectMatch, Role

ROLE_COLOURS = {Role.POSITIVE: QColor("#56b4e9"), Role.MINED: QColor("#e69f00"), Role.DROPPED: QColor("#c8c8c8")}
"""Of Okabe and Ito, "Color Universal Design" (2008); dropped ones are dashed, too."""

_TRUTH = QColor(255, 255, 255)
_HIT_TOLERANCE = 4.0


class MiningOverlay(KeptOverlay):
    """Draws the costliest default boxes of each role, the ground truths, and the chosen default box on top."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._terms: tuple[LossTerm, ...] = ()
        self._objects: tuple[ObjectMatch, ...] = ()
        self._boxes: npt.NDArray[np.float32] = np.zeros((0, 4), np.float32)
        self._chosen: int | None = None
        self._object: int | None = None

    def set_explained(self, explained: TrainingExplained | None) -> None:
        """Takes the ground truths and where default boxes lie; None: there is no loss."""
        if explained is None or explained.loss is None:
            self._terms, self._objects = (), ()
        else:
            boxes_xyxy = explained.loss.default_boxes.xyxy
            self._boxes = in_pixels(boxes_xyxy, width=explained.width, height=explained.height)
            self._objects = explained.matching.objects
        self.changed.emit()

    def set_terms(self, terms: Iterable[LossTerm]) -> None:
        """Draws these terms of the loss."""
        self._terms = tuple(terms)
        self.changed.emit()

    def set_chosen(self, default_box: int | None, ground_truth: int | None) -> None:
        """Emphasises a default box, or all that learn a ground truth; None: no such thing."""
        if (default_box, ground_truth) != (self._chosen, self._object):
            self._chosen, self._object = default_box, ground_truth
            self.changed.emit()

    def default_box_at(self, x: float, y: float, transform: CanvasTransform) -> int | None:
        """Returns the smallest default box under a point of those that are drawn, or None.

        Args:
            x: Picture pixels.
            y: Picture pixels.
            transform: Tells how many picture pixels a near miss may be off.
        """
        indices = [one.default_box for one in self._terms]
        hit = box_at(
            self._boxes[indices],
            x,
            y,
            tolerance_x=_HIT_TOLERANCE / transform.scale_x,
            tolerance_y=_HIT_TOLERANCE / transform.scale_y,
        )
        return None if hit is None else indices[hit]

    def draw(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Draws dropped ones first, positives after the mined ones, and the chosen one last."""
        if not self._objects and not self._terms:
            return
        chosen = next((one for one in self._terms if one.default_box == self._chosen), None)
        with device_pixels(painter, transform):
            for one in self._objects:
                self._paint_truth(painter, transform, one)
            for role in (Role.DROPPED, Role.MINED, Role.POSITIVE):
                self._paint_role(painter, transform, role)
            if chosen is not None:
                ratio = transform.device_pixel_ratio
                rect, colour = self._rect(transform, chosen), ROLE_COLOURS[chosen.role]
                draw_frame(painter, rect, colour, thickness=line_pixels(4, ratio), edge=line_pixels(2, ratio))
        if chosen is not None:
            self._paint_tag(painter, transform, chosen)
        draw_legend(painter, self._legend(), transform.view_rect())

    def _rect(self, transform: CanvasTransform, one: LossTerm) -> QRect:
        return transform.device_rect(*self._boxes[one.default_box].tolist())

    def _paint_truth(self, painter: QPainter, transform: CanvasTransform, one: ObjectMatch) -> None:
        ratio = transform.device_pixel_ratio
        width = line_pixels(3 if one.position == self._object else 1, ratio)
        draw_frame(painter, transform.device_rect(*one.box_xyxy), _TRUTH, thickness=width, edge=line_pixels(1, ratio))

    def _paint_role(self, painter: QPainter, transform: CanvasTransform, role: Role) -> None:
        shown = [one for one in self._terms if one.role is role]
        pixel, colour = line_pixels(1, transform.device_pixel_ratio), ROLE_COLOURS[role]
        if role is Role.DROPPED:
            rects = [self._rect(transform, one) for one in shown]
            draw_many_dashed(painter, rects, colour, edge_colour(colour), thickness=pixel)
            return
        thin, thick = (line_pixels(width, transform.device_pixel_ratio) for width in (2, 3))
        own = [one for one in shown if one.ground_truth == self._object and self._object is not None]
        others = [self._rect(transform, one) for one in shown if one not in own]
        draw_many(painter, others, colour, thickness=thin, edge=pixel)
        draw_many(painter, [self._rect(transform, one) for one in own], colour, thickness=thick, edge=pixel)

    def _paint_tag(self, painter: QPainter, transform: CanvasTransform, one: LossTerm) -> None:
        score = QLocale().toString(one.confidence, "f", 2)
        tag = Tag(self.tr("loss"), score, ROLE_COLOURS[one.role], bold=True)
        draw_tag(painter, tag, transform.rect(*self._boxes[one.default_box].tolist()), transform.view_rect())

    def _legend(self) -> list[LegendEntry]:
        names = {
            Role.POSITIVE: self.tr("positive"),
            Role.MINED: self.tr("mined negative"),
            Role.DROPPED: self.tr("dropped negative"),
        }
        shown = {one.role for one in self._terms}
        roles = [
            LegendEntry(name, (ROLE_COLOURS[role],), width=2, dashed=role is Role.DROPPED)
            for role, name in names.items()
            if role in shown
        ]
        return [LegendEntry(self.tr("object"), (_TRUTH,), width=3), *roles]
