"""Sentences about objects: each stage names what the trace names."""

from dataclasses import replace

import pytest

from ssd_desktop.gui.panels.missed_texts import fate_word, prediction_text, why
from ssd_desktop.inference.explanation.default_box_info import default_box_info
from ssd_desktop.inference.explanation.picture import explain_picture
from ssd_desktop.inference.explanation.types import Answer, ExplanationSettings, Fate, Prediction, Stage
from tests.unit.inference.explanation.made_seen import HEIGHT, WIDTH, made_seen, sample_of

SEEN = made_seen(1)
EXPLANATION = explain_picture(SEEN, ExplanationSettings(score=0.4), sample_of([(20, 20, 60, 28, 1, False)]))
TRACE = EXPLANATION.objects[0]
BOX = (1.0, 2.0, 3.0, 4.0)
WITNESS = Prediction(7, 0.61, 0.31, 2, 0.45, (0.2, 0.31, 0.45, 0.04), BOX, 0.72, Fate.BELOW_SCORE, None, 0.0)
ANSWER = Answer(9, 2, 0.83, BOX, 0.66)


def sentence(stage, answer=None, witness=WITNESS):
    return why(EXPLANATION, replace(TRACE, stage=stage, answer=answer, witness=witness))


@pytest.mark.parametrize(
    ("stage", "answer", "said"),
    [
        (Stage.FOUND, ANSWER, ["Found: bee 0.83 (IoU 0.66)"]),
        (Stage.OTHER_OBJECT, ANSWER, ["bee 0.83 (IoU 0.66)", "counts for that one"]),
        (Stage.SUPPRESSED, ANSWER, ["ant 0.31 (IoU 0.72)", "bee 0.83 (IoU 0.66)", "an IoU of 0.45"]),
        (Stage.TOP_K, None, ["ant 0.31 (IoU 0.72)", "400 of a class", "200 of a picture"]),
        (Stage.OTHER_CLASS, ANSWER, ["another class, bee 0.83 (IoU 0.66)", "ant 0.31 (IoU 0.72) was the surest"]),
        (Stage.BADLY_PLACED, ANSWER, ["bee 0.83 (IoU 0.66) is badly placed"]),
        (Stage.SCORE, None, ["ant 0.31 (IoU 0.72)", "does not reach 0.40"]),
    ],
)
def test_a_sentence_names_the_numbers_of_its_stage(qapp, stage, answer, said):
    text = sentence(stage, answer)
    assert all(part in text for part in said), text
    assert text.startswith("Found" if stage is Stage.FOUND else "Lost")


def test_without_any_prediction_on_it_the_score_is_not_blamed(qapp):
    assert sentence(Stage.SCORE, witness=None) == "Lost: no prediction lies on it."


def test_what_no_default_box_reaches_is_told_with_the_nearest_and_what_would_help(qapp):
    match = EXPLANATION.matching.objects[0]
    text = sentence(Stage.NO_DEFAULT_BOX)
    assert f"The nearest, {match.best.default_box}, has an IoU of {match.best.iou:.2f}." in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "It gives ant a score of 0.31, but is surer of bee: 0.45. That does not reach the score of 0.40."),
        ({"scores": (0.6, 0.31, 0.05, 0.04)}, "but is surer of background: 0.60."),
        ({"scores": (0.1, 0.8, 0.05, 0.05), "score": 0.8, "fate": Fate.DETECTED}, "It says ant with a score of 0.80."),
        ({"fate": Fate.DETECTED}, "It is shown as a detection."),
        ({"fate": Fate.OUTRANKED}, "Too many others were better."),
        ({"fate": Fate.SUPPRESSED, "suppressor": 12, "suppressor_iou": 0.5}, "of default box 12, which it overlaps"),
    ],
)
def test_a_prediction_is_told_in_words(qapp, change, said):
    one = replace(WITNESS, **change)
    info = default_box_info(SEEN.default_boxes, 7, width=WIDTH, height=HEIGHT)
    text = prediction_text(EXPLANATION, TRACE, one, info)
    assert (
        f"Default box 7 of {info.map_name} overlaps the object with an IoU of 0.61; moved and scaled, with 0.72."
        in text
    )
    assert said in text


def test_every_fate_has_a_word(qapp):
    assert len({fate_word(one) for one in Fate}) == len(Fate)
