"""Which default boxes learn which object: coloured by their overlap, over the picture or an augmented view."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLocale, QObject, QRectF
from PySide6.QtGui import QColor, QPainter

from ssd_desktop.annotation.iou_colours import HIGHEST_IOU, LOWEST_IOU, iou_colour
from ssd_desktop.gui.canvas.hit_test import box_at
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.frames import draw_frame, edge_colour, fill_rects, frame_strips, line_pixels
from ssd_desktop.gui.overlays.kept import KeptOverlay
from ssd_desktop.gui.overlays.labels import Tag, draw_tags, tag_height
from ssd_desktop.gui.overlays.legend import LegendEntry, draw_legend
from ssd_desktop.gui.overlays.many_frames import draw_many, draw_many_dashed
from ssd_desktop.gui.overlays.overlay import device_pixels
from ssd_desktop.gui.overlays.tag_room import TagRoom
from ssd_desktop.inference.explanation.default_box_info import in_pixels
from ssd_desktop.inference.explanation.training_questions import TrainingExplained
from ssd_desktop.inference.explanation.training_types import MatchedBox, MatchingTrace, ObjectMatch

_TRUTH = QColor(255, 255, 255)
_BAND, _FAINT_BAND = QColor("#c8c8c8"), QColor(128, 128, 128, 230)
_PLAIN, _LOST, _SAVED = QColor(20, 20, 20), QColor("#d55e00"), QColor("#009e73")
_SHADES = 40
"""Steps of the ramp; boxes of one step are drawn in one call."""

_HIT_TOLERANCE = 4.0
_MOST_TAGS = 60
"""With more objects only the chosen one is named."""


class MatchingOverlay(KeptOverlay):
    """Draws the positives of the chosen ground truth, or of all; its best default box; the ignored band."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._matching: MatchingTrace | None = None
        self._boxes: npt.NDArray[np.float32] = np.zeros((0, 4), np.float32)
        self._chosen: int | None = None
        self._shows_positives = self._shows_band = True

    def set_explained(self, explained: TrainingExplained | None) -> None:
        """Shows another matching; None shows none. What is chosen stays, if there is such a ground truth."""
        self._matching = None if explained is None else explained.matching
        if explained is not None:
            boxes_xyxy = explained.default_boxes.xyxy
            self._boxes = in_pixels(boxes_xyxy, width=explained.width, height=explained.height)
        if self._chosen_object() is None:
            self._chosen = None
        self.changed.emit()

    def set_chosen(self, position: int | None) -> None:
        """Shows one ground truth, by its position; None: all."""
        if position != self._chosen:
            self._chosen = position
            self.changed.emit()

    def set_parts(self, *, positives: bool, band: bool) -> None:
        """Chooses what is drawn beside the ground truths and the best default box."""
        self._shows_positives, self._shows_band = positives, band
        self.changed.emit()

    def ground_truth_at(self, x: float, y: float, transform: CanvasTransform) -> int | None:
        """Returns the position of the smallest ground truth under a point, or None.

        Args:
            x: Picture pixels.
            y: Picture pixels.
            transform: Tells how many picture pixels a near miss may be off.
        """
        return box_at(
            [one.box_xyxy for one in self._objects()],
            x,
            y,
            tolerance_x=_HIT_TOLERANCE / transform.scale_x,
            tolerance_y=_HIT_TOLERANCE / transform.scale_y,
        )

    def draw(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Draws the band first and the best default box last, then tags and legend."""
        if self._matching is None:
            return
        chosen = self._chosen_object()
        shown = self._objects() if chosen is None else (chosen,)
        with device_pixels(painter, transform):
            if self._shows_band:
                self._paint_band(painter, transform, shown)
            if self._shows_positives:
                self._paint_positives(painter, transform, shown)
            for one in self._objects():
                self._paint_truth(painter, transform, one, chosen)
            if chosen is not None and chosen.best is not None:
                self._paint_best(painter, transform, chosen.best)
        self._paint_tags(painter, transform, chosen)
        draw_legend(painter, self._legend(), transform.view_rect())

    def _objects(self) -> tuple[ObjectMatch, ...]:
        return () if self._matching is None else self._matching.objects

    def _chosen_object(self) -> ObjectMatch | None:
        objects = self._objects()
        return objects[self._chosen] if self._chosen is not None and self._chosen < len(objects) else None

    def _paint_band(self, painter: QPainter, transform: CanvasTransform, shown: Iterable[ObjectMatch]) -> None:
        # Hundreds of them, of all objects: then they are a background to the positives.
        is_faint = self._chosen_object() is None
        indices = dict.fromkeys(one.default_box for match in shown for one in match.band)
        rects = [transform.device_rect(*self._boxes[index].tolist()) for index in indices]
        colour, gap = (_FAINT_BAND, None) if is_faint else (_BAND, edge_colour(_BAND))
        thickness = line_pixels(1, transform.device_pixel_ratio)
        draw_many_dashed(painter, rects, colour, gap, thickness=thickness)

    def _paint_positives(self, painter: QPainter, transform: CanvasTransform, shown: Iterable[ObjectMatch]) -> None:
        by_shade: dict[int, list[int]] = defaultdict(list)
        for match in shown:
            for one in match.positives:
                by_shade[_shade(one.iou)].append(one.default_box)
        ratio = transform.device_pixel_ratio
        thickness, edge = line_pixels(2, ratio), line_pixels(1, ratio)
        for shade in sorted(by_shade):
            rects = [transform.device_rect(*self._boxes[index].tolist()) for index in by_shade[shade]]
            draw_many(painter, rects, _shade_colour(shade), thickness=thickness, edge=edge)

    def _paint_truth(
        self, painter: QPainter, transform: CanvasTransform, one: ObjectMatch, chosen: ObjectMatch | None
    ) -> None:
        ratio = transform.device_pixel_ratio
        is_taker = chosen is not None and chosen.taken_by == one.position
        thickness = line_pixels(3 if one is chosen or is_taker else 2, ratio)
        rect, colour = transform.device_rect(*one.box_xyxy), _SAVED if is_taker else _TRUTH
        if chosen is not None and one is not chosen and not is_taker:
            fill_rects(painter, frame_strips(rect, line_pixels(1, ratio)), QColor(255, 255, 255, 130))
            return
        draw_frame(painter, rect, colour, thickness=thickness, edge=line_pixels(1, ratio))

    def _paint_best(self, painter: QPainter, transform: CanvasTransform, best: MatchedBox) -> None:
        ratio = transform.device_pixel_ratio
        rect = transform.device_rect(*self._boxes[best.default_box].tolist())
        colour = QColor(*iou_colour(best.iou))
        draw_frame(painter, rect, colour, thickness=line_pixels(4, ratio), edge=line_pixels(2, ratio))

    def _paint_tags(self, painter: QPainter, transform: CanvasTransform, chosen: ObjectMatch | None) -> None:
        if chosen is not None:
            named = [(replace(self._tag(chosen), bold=True), transform.rect(*chosen.box_xyxy))]
            if chosen.taken_by is not None:
                named.append(self._taker(painter, transform, self._objects()[chosen.taken_by]))
        elif len(self._objects()) <= _MOST_TAGS:
            named = [(self._tag(one), transform.rect(*one.box_xyxy)) for one in self._objects()]
        else:
            named = []
        draw_tags(painter, named, transform.view_rect(), TagRoom())

    def _taker(self, painter: QPainter, transform: CanvasTransform, taker: ObjectMatch) -> tuple[Tag, QRectF]:
        """Names the object that would take the default box, below it: often it is near the one that would lose it."""
        box = transform.rect(*taker.box_xyxy)
        tag = Tag(f"{taker.position + 1} {taker.name}", self.tr("takes it"), _SAVED, bold=True)
        return tag, box.translated(0, box.height() + tag_height(painter))

    def _tag(self, one: ObjectMatch) -> Tag:
        name = f"{one.position + 1} {one.name}"
        if one.ignored:
            return Tag(name, self.tr("ignored"), _PLAIN)
        if one.lost_if_last_wins:
            return Tag(name, self.tr("saved"), _SAVED)
        if not one.reached:
            return Tag(name, self.tr("out of reach"), _LOST)
        return Tag(name, f"× {len(one.positives)}", _PLAIN)

    def _legend(self) -> list[LegendEntry]:
        ramp = tuple(QColor(*iou_colour(LOWEST_IOU + step * (HIGHEST_IOU - LOWEST_IOU) / 4)) for step in range(5))
        number, chosen = QLocale().toString, self._chosen_object()
        entries = [LegendEntry(self.tr("object"), (_TRUTH,), width=3)]
        if self._shows_positives:
            before = self.tr("learns it, IoU {low}").format(low=number(LOWEST_IOU, "f", 1))
            entries.append(LegendEntry(number(HIGHEST_IOU, "f", 1), ramp, before=before))
        if chosen is not None and chosen.best is not None:
            entries.append(LegendEntry(self.tr("best"), (QColor(*iou_colour(chosen.best.iou)),), width=5))
        if self._shows_band:
            entries.append(LegendEntry(self.tr("ignored"), (_BAND,), dashed=True))
        return entries


def _shade(iou: float) -> int:
    """Returns the step of the ramp for an overlap, 0 to ``_SHADES``."""
    share = (iou - LOWEST_IOU) / (HIGHEST_IOU - LOWEST_IOU)
    return round(min(max(share, 0.0), 1.0) * _SHADES)


def _shade_colour(shade: int) -> QColor:
    return QColor(*iou_colour(LOWEST_IOU + (HIGHEST_IOU - LOWEST_IOU) * shade / _SHADES))
