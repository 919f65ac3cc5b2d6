"""What is said about the matching of a picture; every number is that of the explanation."""

from pathlib import Path

import numpy as np
import pytest

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.gui.panels.matching_texts import object_text, place_text, saved_text, summary_text
from ssd_desktop.inference.explanation.training_explainer import TrainingExplainer
from ssd_desktop.inference.explanation.training_questions import TrainingQuestion
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.default_boxes import make_default_boxes

PIXELS = np.zeros((360, 480, 3), np.uint8)
COIN = AnnotatedObject("coin", Box(60, 100, 200, 240))
PIP, SPOT = AnnotatedObject("pip", Box(150, 120, 158, 126)), AnnotatedObject("spot", Box(152, 121, 160, 127))


def explained(*objects):
    return TrainingExplainer().answer(TrainingQuestion(Path("a.png"), PIXELS, objects, PLANS["caffe-voc"]), None)


def text_of(position, *objects):
    answer = explained(*objects)
    one = answer.matching.objects[position]
    return one, object_text(one, answer.matching, answer.default_boxes)


def test_an_object_within_reach_has_its_best_box_and_what_learns_it(qapp):
    one, text = text_of(0, COIN)
    place = make_default_boxes(PLANS["caffe-voc"]).locate(one.best.default_box)
    assert f"row {place.row}, column {place.column}" in text
    assert f"IoU {one.best.iou:.2f}" in text
    assert f"{len(one.positives)} default boxes learn it; {len(one.band)} more are too near" in text
    assert "What would help" not in text


@pytest.mark.parametrize(("crowd", "word"), [(False, "Marked to be ignored"), (True, "A group")])
def test_an_ignored_object_says_how_many_default_boxes_it_keeps_out_of_the_loss(qapp, crowd, word):
    one, text = text_of(0, AnnotatedObject("coin", COIN.box, ignore=True, crowd=crowd))
    assert text.startswith(word)
    assert f"{len(one.band)} default boxes" in text


def test_an_object_whose_default_box_a_later_one_would_take_names_it(qapp):
    one, text = text_of(0, PIP, SPOT)
    assert one.lost_if_last_wins
    assert "If the last one won, 2 spot would take its best default box and nothing would learn it." in text
    assert f"from IoU {one.forced.iou:.2f}" in text
    helps = text.split("What would help:")[1]
    assert all(f"IoU {remedy.iou:.2f}" in helps for remedy in one.remedies[:4])


def test_the_picture_says_whom_one_to_one_matching_saved(qapp):
    assert "saves 1 of 3 objects: if the last one won, nothing would learn 1 pip." in saved_text(
        explained(PIP, SPOT, COIN).matching
    )
    assert "each object here would keep one" in saved_text(explained(COIN).matching)
    assert "every default box is background" in saved_text(explained().matching)


def test_the_summary_counts_every_default_box(qapp):
    matching = explained(COIN).matching
    assert matching.positives + matching.ignored + matching.negatives == 8732
    text = summary_text(matching)
    assert f"{matching.positives} default boxes learn an object" in text
    assert f"{matching.negatives:,} are background (plan caffe-voc)" in text


@pytest.mark.parametrize(
    ("index", "words"),
    [
        (0, "conv4_3, row 0, column 0, small square"),
        (1, "large square"),
        (2, "2:1"),
        (3, "1:2"),
        (5776 + 5, "conv7, row 0, column 0, 1:3"),
        (8731, "conv11_2, row 0, column 0, 1:2"),
    ],
)
def test_a_default_box_is_named_by_map_cell_and_shape(qapp, index, words):
    assert words in place_text(make_default_boxes(PLANS["caffe-voc"]), index)
