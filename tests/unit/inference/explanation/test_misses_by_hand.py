"""Why an object was missed, against plain loops that share nothing with the program, on the shipped pictures."""

from collections import Counter

import pytest
import torch

from benchmarks.explain_misses import differences, pairs, row
from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.sample_pixels import read_pixels
from ssd_desktop.inference.explanation.ground_truths import sample_of_objects
from ssd_desktop.inference.explanation.picture import explain_picture
from ssd_desktop.inference.explanation.types import ExplanationSettings, Stage
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.media.image_file import read_image
from ssd_desktop.resources import resource_path
from tests.made_models import remembering_model

PIECES = ("coin", "die", "domino")

CARDS = (
    AnnotatedObject("king", Box(57, 49, 293, 333)),
    AnnotatedObject("nine", Box(376, 61, 556, 309)),
    AnnotatedObject("king", Box(697, 69, 898, 331)),
    AnnotatedObject("ace", Box(203, 342, 439, 626)),
    AnnotatedObject("ace", Box(546, 366, 727, 620)),
)
"""As they lie in the second sample, to some pixels."""


def compared(predictor, sample, pixels, score):
    """Returns what the program says of each object of a sample and what the loops say."""
    seen = predictor.see(pixels)
    explanation = explain_picture(seen, ExplanationSettings(score=score), sample)
    return list(pairs(seen, explanation, sample, score))


@pytest.fixture(scope="module")
def shipped():
    return Predictor.load("shipped", device="cpu")


@pytest.mark.parametrize(("score", "missed"), [(0.5, 0), (0.9, 2), (0.99, 5)])
def test_a_missed_card_was_lost_where_the_plain_loops_lose_it(shipped, score, missed):
    path = resource_path("samples") / "2-cards-on-carpet.jpg"
    pixels = read_image(path).pixels_rgb
    sample = sample_of_objects(path, CARDS, shipped.config.classes, width=960, height=640)
    both = compared(shipped, sample, pixels, score)
    assert [differences(stated, worked_out) for stated, worked_out in both] == [[]] * len(CARDS)
    lost = [stated for stated, _ in both if stated.stage is not Stage.FOUND]
    assert len(lost) == missed
    assert all(one.stage is Stage.SCORE for one in lost)


def test_a_detector_that_knows_nothing_loses_game_pieces_at_the_same_stages_as_the_plain_loops():
    guessing = Predictor(remembering_model(classes=PIECES, confident=True), torch.device("cpu"))
    dataset = load_dataset(resource_path("samples") / "game_pieces", split="val", classes=PIECES)
    stages = Counter()
    for sample in dataset.samples[:2]:
        for stated, worked_out in compared(guessing, sample, read_pixels(sample), 0.5):
            assert differences(stated, worked_out) == []
            stages[worked_out.stage] += 1
    assert len(stages) > 1


def test_a_line_of_the_table_has_what_the_loops_found(shipped):
    path = resource_path("samples") / "2-cards-on-carpet.jpg"
    sample = sample_of_objects(path, CARDS, shipped.config.classes, width=960, height=640)
    stated, worked_out = compared(shipped, sample, read_image(path).pixels_rgb, 0.9)[0]
    line = row(path.name, stated, worked_out, shipped.config.classes)
    best = f"{worked_out.best_default_box}: {worked_out.best_iou:.2f}, {worked_out.best_score:.3f}"
    assert line.startswith("| 2-cards-on-carpet.jpg | king 57, 49, 293, 333 | score | " + best)
