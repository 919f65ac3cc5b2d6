"""The Loss tab by itself: what is listed, chosen and said."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.gui.panels.explain_loss import LossPanel
from ssd_desktop.inference.explanation.training_explainer import TrainingExplainer
from ssd_desktop.inference.explanation.training_questions import NoLoss, TrainingQuestion
from ssd_desktop.inference.explanation.training_types import Role
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.ssd.config import PLANS
from tests.made_models import made_picture, remembering_model

BEE, CAT = AnnotatedObject("bee", Box(20, 30, 120, 150)), AnnotatedObject("cat", Box(100, 20, 240, 190))
DOG = AnnotatedObject("dog", Box(5, 5, 60, 60))


def explained(*objects, plan="caffe-voc"):
    question = TrainingQuestion(Path("a.png"), made_picture(200, 260), objects, PLANS[plan], wants_loss=True)
    return TrainingExplainer().answer(question, Predictor(remembering_model(), torch.device("cpu")))


@pytest.fixture
def panel(qtbot):
    panel = LossPanel()
    qtbot.addWidget(panel)
    return panel


def test_the_hardest_of_each_kind_are_listed_the_most_costly_first(panel):
    answer = explained(BEE, CAT)
    panel.set_explained(answer)
    panel._count.setValue(4)
    trace = answer.loss.trace
    wanted = {one.default_box for role in Role for one in trace.hardest(role, 4)}
    assert {one.default_box for one in panel.terms} == wanted
    assert [one.confidence for one in panel.terms] == sorted((one.confidence for one in panel.terms), reverse=True)
    panel._roles[Role.MINED].setChecked(False)
    assert {one.role for one in panel.terms} == {Role.POSITIVE, Role.DROPPED}
    assert panel.role_texts()[:2] == [f"{trace.positives} positives", f"{trace.mined} mined"]


def test_a_chosen_default_box_stays_chosen_while_it_is_listed(panel):
    panel.set_explained(explained(BEE, CAT))
    panel._term_table.selectRow(1)
    chosen = panel.default_box
    panel._count.setValue(13)
    assert panel.default_box == chosen
    panel.set_chosen(None)
    assert panel.default_box is None


def test_choosing_an_object_chooses_what_learns_it(panel):
    answer = explained(BEE, CAT)
    panel.set_explained(answer)
    row = next(row for row, texts in enumerate(panel.cost_rows()) if texts[0] == "2 cat")
    panel._cost_table.selectRow(row)
    assert (panel.default_box, panel.ground_truth) == (None, 1)


def test_a_dropped_negative_says_that_it_adds_nothing(panel):
    answer = explained(BEE, CAT)
    panel.set_explained(answer)
    (dropped,) = answer.loss.trace.hardest(Role.DROPPED, 1)
    panel.set_chosen(dropped.default_box)
    assert f"Its loss, {dropped.confidence:.2f}, is below that of the last one mined" in panel.texts()[3]


def test_what_the_loss_leaves_out_is_said(panel):
    panel.set_explained(explained(BEE, DOG, plan="paper"))
    assert "left out: dog." in panel._left_out.text()
    assert "detector's plan caffe-voc, not of paper" in panel._left_out.text()
    panel.set_explained(explained(BEE))
    assert panel._left_out.text() == ""


def test_a_picture_without_objects_says_that_nothing_is_positive(panel):
    panel.set_explained(explained())
    assert panel.texts()[1].startswith("N = 0: nothing learns an object here, so the hardest 3")
    assert [row[0] for row in panel.cost_rows()] == ["background"]


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (NoLoss.NO_DETECTOR, "No detector is loaded yet"),
        (NoLoss.TILES, "looks at tiles"),
        (NoLoss.UNKNOWN_CLASSES, "knows none of the labelled classes"),
        (NoLoss.NOT_ASKED, "Computing"),
    ],
)
def test_without_a_loss_it_says_why(panel, why, words):
    panel.set_explained(replace(explained(BEE), loss=None, no_loss=why))
    assert words in panel.message()
    assert (panel.terms, panel.cost_rows(), panel.term_rows()) == ([], [], [])
