"""Questions asked one after the other: the answers are those of everything at once, and nothing is done twice."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.inference.explanation.explainer import Explainer
from ssd_desktop.inference.explanation.heat import activation_map, score_map
from ssd_desktop.inference.explanation.picture import explain_picture
from ssd_desktop.inference.explanation.questions import ActivationHeat, Question, ScoreHeat
from ssd_desktop.inference.explanation.types import ExplanationSettings
from ssd_desktop.ssd.config import MatchConfig, PostprocessConfig
from tests.unit.inference.explanation.made_seen import HEIGHT, WIDTH, made_seen, sample_of

PICTURE = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
ANT, CAT = AnnotatedObject("ant", Box(10, 10, 70, 60)), AnnotatedObject("cat", Box(60, 5, 150, 70), difficult=True)
STRANGER = AnnotatedObject("unicorn", Box(0, 0, 50, 50))


class Detector:
    """Sees the same in every picture and counts how often it looks."""

    def __init__(self, seed=0):
        self.seen = made_seen(seed)
        self.looks = 0

    def see(self, pixels_rgb):
        self.looks += 1
        return self.seen


def question(objects=None, heat=None, pixels=PICTURE, **thresholds):
    return Question(Path("p.png"), pixels, objects, replace(ExplanationSettings(score=0.2), **thresholds), heat)


SEQUENCE = (
    question(),
    question(score=0.4),
    question((ANT,), score=0.4),
    question((ANT, CAT), score=0.4),
    question((ANT, CAT), postprocess=PostprocessConfig(nms_iou=0.2)),
    question((ANT, CAT), match=MatchConfig(0.6, 0.3)),
    question((CAT,), match=MatchConfig(0.6, 0.3)),
    question((), score=0.01),
    question(score=0.01),
)


def at_once(detector, asked):
    truths = None
    if asked.objects is not None:
        labels = {"ant": 1, "cat": 3}
        truths = sample_of([
            (one.box.x0, one.box.y0, one.box.width, one.box.height, labels[one.label], False) for one in asked.objects
        ])  # fmt: skip
        truths = replace(truths, difficult=np.array([one.difficult for one in asked.objects], bool))
    return explain_picture(detector.seen, asked.settings, truths)


def test_every_answer_is_what_explaining_all_at_once_says_and_the_network_runs_once():
    detector, explainer = Detector(), Explainer()
    for asked in (*SEQUENCE, *reversed(SEQUENCE)):
        assert explainer.answer(detector, asked).explanation == at_once(detector, asked)
    assert detector.looks == 1


def test_another_picture_or_detector_is_looked_at_anew():
    one, other, explainer = Detector(1), Detector(2), Explainer()
    first = explainer.answer(one, question()).explanation
    assert explainer.answer(other, question()).explanation == at_once(other, question())
    assert explainer.answer(one, question()).explanation == first
    explainer.answer(one, question(pixels=PICTURE.copy()))
    assert (one.looks, other.looks) == (3, 1)


def test_the_detector_is_let_go():
    import gc
    import weakref

    detector, explainer = Detector(), Explainer()
    explainer.answer(detector, question())
    gone = weakref.ref(detector)
    del detector
    gc.collect()
    assert gone() is None


def test_heat_asked_anew_leaves_the_explanation_the_same_object():
    detector, explainer = Detector(), Explainer()
    plain = explainer.answer(detector, question())
    wish = ScoreHeat(feature_map=1, label=2)
    heated = explainer.answer(detector, question(heat=wish))
    assert plain.heat is None
    assert heated.explanation is plain.explanation
    assert heated.heat.wish == wish
    assert np.array_equal(heated.heat.values, score_map(detector.seen, 1, 2))


@pytest.mark.parametrize(("wanted", "given"), [("mean", "mean"), ("max", "max"), (2, 2), (99, 4)])
def test_a_channel_that_the_map_lacks_is_its_last_one(wanted, given):
    detector, explainer = Detector(), Explainer()
    answer = explainer.answer(detector, question(heat=ActivationHeat(0, wanted)))
    assert answer.channels == (5, 5)
    assert answer.heat.wish == ActivationHeat(0, given)
    assert np.array_equal(answer.heat.values, activation_map(detector.seen, 0, given))


def test_objects_of_unknown_classes_are_left_out_and_named():
    detector, explainer = Detector(), Explainer()
    answer = explainer.answer(detector, question((STRANGER, ANT)))
    assert answer.unknown_classes == ("unicorn",)
    assert [one.name for one in answer.explanation.objects] == ["ant"]


def test_labels_of_unknown_classes_alone_are_not_taken_for_background():
    detector, explainer = Detector(), Explainer()
    answer = explainer.answer(detector, question((STRANGER,)))
    assert (answer.labelled, answer.unknown_classes) == (True, ("unicorn",))
    assert (answer.explanation.matching, answer.explanation.loss, answer.explanation.objects) == (None, None, None)


def test_a_picture_labelled_without_objects_is_background():
    answer = Explainer().answer(Detector(), question(()))
    assert answer.labelled
    assert answer.explanation.objects == ()
    assert answer.explanation.matching.positives == 0
