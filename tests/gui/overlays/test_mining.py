"""The default boxes in the loss of a picture, over it."""

from pathlib import Path

import numpy as np
import pytest
import torch

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.mining import ROLE_COLOURS, MiningOverlay
from ssd_desktop.inference.explanation.training_explainer import TrainingExplainer
from ssd_desktop.inference.explanation.training_questions import TrainingExplained, TrainingQuestion
from ssd_desktop.inference.explanation.training_types import LossTerm, Role
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.ssd.config import PLANS
from tests.gui.overlays.conftest import Paint
from tests.made_models import made_picture, random_model

SIDE = 300
TRANSFORM = CanvasTransform(SIDE, SIDE, 400, 400, zoom=1, x=50, y=50)


@pytest.fixture(scope="module")
def explained() -> TrainingExplained:
    objects = (AnnotatedObject("bee", Box(60, 60, 220, 220)),)
    question = TrainingQuestion(Path("a.png"), made_picture(SIDE, SIDE), objects, PLANS["caffe-voc"], wants_loss=True)
    return TrainingExplainer().answer(question, Predictor(random_model(), torch.device("cpu")))


@pytest.fixture
def overlay(qapp: object, explained: TrainingExplained) -> MiningOverlay:
    overlay = MiningOverlay()
    overlay.set_explained(explained)
    return overlay


def terms(explained: TrainingExplained, *roles: Role) -> list[LossTerm]:
    assert explained.loss is not None
    return [one for role in roles for one in explained.loss.trace.hardest(role, 3)]


def has(canvas: np.ndarray, role: Role) -> bool:
    return bool((canvas[:340] == ROLE_COLOURS[role].getRgb()[:3]).all(axis=2).any())


@pytest.mark.parametrize("role", list(Role))
def test_each_role_has_its_colour_and_only_what_is_wanted_is_drawn(
    overlay: MiningOverlay, explained: TrainingExplained, paint: Paint, role: Role
) -> None:
    overlay.set_terms(terms(explained, role))
    painted = paint(overlay, TRANSFORM)
    assert [one for one in Role if has(painted, one)] == [role]


def test_the_chosen_default_box_is_thick_and_says_its_loss(
    overlay: MiningOverlay, explained: TrainingExplained, paint: Paint
) -> None:
    (term,) = terms(explained, Role.POSITIVE)[:1]
    overlay.set_terms([term])
    plain = (paint(overlay, TRANSFORM)[:340] == ROLE_COLOURS[Role.POSITIVE].getRgb()[:3]).all(axis=2).sum()
    overlay.set_chosen(term.default_box, term.ground_truth)
    thick = (paint(overlay, TRANSFORM)[:340] == ROLE_COLOURS[Role.POSITIVE].getRgb()[:3]).all(axis=2).sum()
    assert thick > 1.5 * plain > 0


def test_the_smallest_default_box_under_the_pointer_is_meant(
    overlay: MiningOverlay, explained: TrainingExplained
) -> None:
    shown = terms(explained, Role.POSITIVE, Role.MINED)
    overlay.set_terms(shown)
    boxes = explained.default_boxes.xyxy * SIDE
    smallest = min(shown, key=lambda one: float(np.prod(boxes[one.default_box][2:] - boxes[one.default_box][:2])))
    x, y = boxes[smallest.default_box].reshape(2, 2).mean(axis=0).tolist()
    assert overlay.default_box_at(x, y, TRANSFORM) == smallest.default_box
    overlay.set_terms([])
    assert overlay.default_box_at(x, y, TRANSFORM) is None


def test_without_a_loss_nothing_is_drawn(overlay: MiningOverlay, explained: TrainingExplained, paint: Paint) -> None:
    overlay.set_terms(terms(explained, Role.POSITIVE))
    overlay.set_explained(None)
    assert not paint(overlay, TRANSFORM).any()
