"""Matching and loss of a labelled picture and of its augmented views, asked question by question."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.data.loader import TrainingLoader
from ssd_desktop.errors import DataError
from ssd_desktop.inference.explanation.losses import explain_loss
from ssd_desktop.inference.explanation.matching import explain_matching
from ssd_desktop.inference.explanation.training_explainer import TrainingExplainer
from ssd_desktop.inference.explanation.training_questions import NoLoss, TrainingQuestion
from ssd_desktop.inference.explanation.types import ExplanationSettings
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.media.image_file import read_image
from ssd_desktop.ssd.config import PLANS, LossConfig, MatchConfig
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.ssd.loss import multibox_loss
from ssd_desktop.ssd.matching import match
from tests.made_models import CLASSES, made_picture, remembering_model
from tests.unit.data.made_data import made_dataset, made_sample, write_image

PIXELS = made_picture(200, 260)
BEE, CAT, DOG = (
    AnnotatedObject("bee", Box(20, 30, 120, 150)),
    AnnotatedObject("cat", Box(100, 20, 240, 190), difficult=True),
    AnnotatedObject("dog", Box(5, 5, 60, 60)),
)
THIN = AnnotatedObject("ant", Box(50, 50, 50, 90))


class Counting(Predictor):
    passes = 0

    def see(self, pixels_rgb):
        self.passes += 1
        return super().see(pixels_rgb)

    def see_view(self, pixels_rgb):
        self.passes += 1
        return super().see_view(pixels_rgb)


@pytest.fixture
def detector():
    return Counting(remembering_model(), torch.device("cpu"), name="made")


def question(objects=(BEE, CAT), **changes):
    return TrainingQuestion(Path("a.png"), PIXELS, tuple(objects), PLANS["caffe-voc"], **changes)


def sample_of(objects, classes=CLASSES):
    boxes = [one.box.xyxy() for one in objects]
    labels = [classes.index(one.label) + 1 for one in objects]
    return made_sample(boxes, labels, width=260, height=200, difficult=[one.difficult for one in objects])


def test_matching_needs_no_detector_and_knows_any_class():
    answer = TrainingExplainer().answer(question((DOG, THIN, CAT), wants_loss=True), None)
    assert (answer.classes, answer.kept) == (("dog", "ant", "cat"), (0, 2))
    classes = ("dog", "ant", "cat")
    expected = explain_matching(
        make_default_boxes(PLANS["caffe-voc"]), sample_of((DOG, CAT), classes), classes, MatchConfig()
    )
    assert answer.matching == expected
    assert (answer.loss, answer.no_loss) == (None, NoLoss.NO_DETECTOR)
    assert (answer.width, answer.height, answer.view_rgb) == (260, 200, None)


def test_the_loss_is_that_of_the_picture_and_counts_ground_truths_as_the_matching_does(detector):
    answer = TrainingExplainer().answer(question((DOG, BEE, CAT), wants_loss=True), detector)
    assert answer.loss.left_out == ("dog",)
    assert [one.name for one in answer.matching.objects] == ["dog", "bee", "cat"]
    expected = explain_loss(detector.see(PIXELS), sample_of((BEE, CAT)), ExplanationSettings())
    assert answer.loss.trace.total == expected.total
    assert [one.position for one in answer.loss.trace.objects] == [one.position + 1 for one in expected.objects]
    learns = {one.ground_truth for one in answer.loss.trace.terms}
    assert learns == {-1, 1, 2}
    assert answer.loss.usual is answer.loss.trace


def test_another_ratio_is_shown_beside_the_usual_one(detector):
    explainer = TrainingExplainer()
    usual = explainer.answer(question(wants_loss=True), detector).loss
    changed = explainer.answer(question(loss=LossConfig(negatives_per_positive=1), wants_loss=True), detector).loss
    assert (changed.ratio, changed.usual_ratio) == (1, 3)
    assert changed.usual == usual.trace
    assert changed.trace.mined == changed.trace.positives < usual.trace.mined
    assert detector.passes == 1


def test_moving_thresholds_and_editing_labels_takes_no_pass_of_the_network(detector):
    explainer = TrainingExplainer()
    first = explainer.answer(question(wants_loss=True), detector)
    moved = explainer.answer(question(match=MatchConfig(0.7, 0.3), wants_loss=True), detector)
    edited = explainer.answer(question((BEE,), wants_loss=True), detector)
    assert detector.passes == 1
    assert first.matching.positives > moved.matching.positives
    assert moved.matching == explain_matching(
        make_default_boxes(PLANS["caffe-voc"]), sample_of((BEE, CAT)), CLASSES, MatchConfig(0.7, 0.3)
    )
    assert len(edited.matching.objects) == 1
    explainer.answer(replace(question(wants_loss=True), pixels_rgb=PIXELS.copy()), detector)
    assert detector.passes == 2


def test_the_matching_follows_another_plan(detector):
    answer = TrainingExplainer().answer(replace(question(wants_loss=True), plan=PLANS["ssd512-voc"]), detector)
    assert answer.matching.plan == "ssd512-voc"
    assert len(answer.default_boxes) == 24_564
    assert len(answer.loss.default_boxes) == 8732


def test_a_view_is_matched_and_costs_as_in_training(tmp_path, detector):
    write_image(tmp_path / "a.png", width=260, height=200)
    sample = replace(sample_of((BEE, CAT)), image_path=tmp_path / "a.png")
    pixels = read_image(tmp_path / "a.png").pixels_rgb
    means_rgb = detector.config.means_rgb
    loader = TrainingLoader(made_dataset([sample], CLASSES), batch_size=1, workers=0, means_rgb=means_rgb)
    explainer = TrainingExplainer()
    for number in range(3):
        (batch,) = loader.epoch(number)
        answer = explainer.answer(replace(question(view=number, wants_loss=True), pixels_rgb=pixels), detector)
        default_boxes = make_default_boxes(PLANS["caffe-voc"])
        matches = match(torch.from_numpy(default_boxes.xyxy.copy()), batch.targets, MatchConfig())
        assert answer.matching.positives == int(matches.positives())
        with torch.no_grad():
            offsets, logits = remembering_model()(batch.images)
            centres = torch.from_numpy(default_boxes.cxcywh.copy())
            loss = multibox_loss(offsets, logits, matches, batch.targets, centres, LossConfig())
        assert answer.loss.trace.total == pytest.approx(float(loss.total), rel=1e-5)
        assert answer.loss.trace.positives == int(loss.positives)
        assert (answer.width, answer.height, answer.kept) == (300, 300, ())
        shown = batch.images[0].numpy().transpose(1, 2, 0) + np.asarray(means_rgb, np.float32)
        assert np.abs(answer.view_rgb - shown).max() <= 0.501


def test_classes_the_detector_does_not_know_have_a_matching_but_no_loss(detector):
    answer = TrainingExplainer().answer(question((DOG,), wants_loss=True), detector)
    assert (answer.loss, answer.no_loss, detector.passes) == (None, NoLoss.UNKNOWN_CLASSES, 0)
    assert answer.matching.positives > 0
    assert TrainingExplainer().answer(question((DOG,)), detector).no_loss is NoLoss.NOT_ASKED


def test_a_picture_checked_as_empty_has_negatives_alone(detector):
    answer = TrainingExplainer().answer(question((), wants_loss=True), detector)
    assert (answer.matching.positives, answer.matching.objects) == (0, ())
    assert (answer.loss.trace.positives, answer.loss.trace.mined) == (0, 3)


def test_a_picture_with_damaged_boxes_alone_is_refused():
    with pytest.raises(DataError, match=r"No object of a\.png can be used"):
        TrainingExplainer().answer(question((THIN,)), None)
