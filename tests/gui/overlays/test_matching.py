"""The default boxes that learn objects, over the picture."""

from pathlib import Path

import numpy as np
import pytest

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.iou_colours import iou_colour
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.matching import MatchingOverlay
from ssd_desktop.inference.explanation.training_explainer import TrainingExplainer
from ssd_desktop.inference.explanation.training_questions import TrainingExplained, TrainingQuestion
from ssd_desktop.ssd.config import PLANS, MatchConfig
from tests.gui.overlays.conftest import Paint

SIDE = 300
TRANSFORM = CanvasTransform(SIDE, SIDE, 400, 400, zoom=1, x=50, y=50)
CAT, EAR = AnnotatedObject("cat", Box(60, 60, 220, 220)), AnnotatedObject("ear", Box(100, 100, 108, 106))


def explained(*objects: AnnotatedObject, match: MatchConfig | None = None) -> TrainingExplained:
    pixels = np.zeros((SIDE, SIDE, 3), np.uint8)
    question = TrainingQuestion(Path("a.png"), pixels, objects, PLANS["caffe-voc"], match=match or MatchConfig())
    return TrainingExplainer().answer(question, None)


@pytest.fixture
def overlay(qapp: object) -> MatchingOverlay:
    return MatchingOverlay()


def has(canvas: np.ndarray, colour: tuple[int, ...], *, above_legend: int = 340) -> bool:
    return bool((canvas[:above_legend] == colour[:3]).all(axis=2).any())


def test_the_best_default_box_has_the_colour_of_its_overlap_once_its_object_is_chosen(
    overlay: MatchingOverlay, paint: Paint
) -> None:
    answer = explained(CAT, EAR)
    overlay.set_explained(answer)
    overlay.set_parts(positives=False, band=False)
    best = answer.matching.objects[0].best
    assert best is not None
    assert not has(paint(overlay, TRANSFORM), iou_colour(best.iou))
    overlay.set_chosen(0)
    painted = paint(overlay, TRANSFORM)
    assert has(painted, iou_colour(best.iou))
    x0, y0, _, y1 = (round(edge * SIDE) + 50 for edge in answer.default_boxes.xyxy[best.default_box].tolist())
    assert (painted[y0 + 20 : y1 - 20, x0 + 1] == iou_colour(best.iou)).all()


def test_positives_and_the_band_are_drawn_only_where_wanted(overlay: MatchingOverlay, paint: Paint) -> None:
    overlay.set_explained(explained(CAT))
    everything = paint(overlay, TRANSFORM)
    overlay.set_parts(positives=True, band=False)
    positives = paint(overlay, TRANSFORM)
    overlay.set_parts(positives=False, band=False)
    bare = paint(overlay, TRANSFORM)
    counts = [int(canvas[:340].any(axis=2).sum()) for canvas in (everything, positives, bare)]
    assert counts[0] > counts[1] > counts[2] > 0


def test_the_smallest_ground_truth_under_the_pointer_is_meant(overlay: MatchingOverlay) -> None:
    overlay.set_explained(explained(CAT, EAR))
    assert overlay.ground_truth_at(104, 103, TRANSFORM) == 1
    assert overlay.ground_truth_at(150, 150, TRANSFORM) == 0
    assert overlay.ground_truth_at(10, 10, TRANSFORM) is None


def test_a_choice_that_another_picture_does_not_have_is_given_up(overlay: MatchingOverlay, paint: Paint) -> None:
    overlay.set_explained(explained(CAT, EAR))
    overlay.set_chosen(1)
    overlay.set_explained(explained(CAT))
    assert paint(overlay, TRANSFORM).any()
    overlay.set_explained(None)
    assert not paint(overlay, TRANSFORM).any()


def test_a_picture_without_objects_shows_the_legend_alone(overlay: MatchingOverlay, paint: Paint) -> None:
    overlay.set_explained(explained())
    painted = paint(overlay, TRANSFORM)
    assert not painted[:340].any()
    assert painted[340:].any()


def test_another_threshold_draws_fewer_default_boxes(overlay: MatchingOverlay, paint: Paint) -> None:
    overlay.set_explained(explained(CAT))
    overlay.set_parts(positives=True, band=False)
    many = int(paint(overlay, TRANSFORM)[:340].any(axis=2).sum())
    overlay.set_explained(explained(CAT, match=MatchConfig(0.8, 0.4)))
    assert int(paint(overlay, TRANSFORM)[:340].any(axis=2).sum()) < many
