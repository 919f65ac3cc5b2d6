"""The interval of a difference: every draw equals the AP of the drawn images, measured by themselves."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.evaluation.bootstrap import differences, resampled_ap
from ssd_desktop.evaluation.collection import Collected
from ssd_desktop.evaluation.voc import mean_ap, voc_ap
from tests.unit.evaluation.made_images import as_collected
from tests.unit.evaluation.test_voc import CLASSES, IMAGES


def collected(images, *, seed=0):
    """Collects images whose scores all differ: ties have no order that two copies of an image would keep."""
    chance = np.random.default_rng(seed)
    distinct = [
        {
            **image,
            "detections": [(label, box, score + chance.uniform(0, 0.05)) for label, box, score in image["detections"]],
        }
        for image in images
    ]
    detections, samples = as_collected(distinct)
    return Collected("made", CLASSES, tuple(samples), tuple(detections))


def drawn_ap(one, weights):
    """AP by class of a draw, by the measure itself on a list of the drawn images."""
    places = np.repeat(np.arange(len(one.samples)), weights)
    return voc_ap([one.detections[place] for place in places], [one.samples[place] for place in places], CLASSES)


@settings(max_examples=60, deadline=None)
@given(IMAGES.filter(len), st.integers(0, 1000))
def test_every_draw_equals_the_measure_on_the_drawn_images(images, seed):
    first, second = collected(images), collected(images[::-1], seed=1)
    second = Collected("made", CLASSES, first.samples, second.detections[::-1])
    found = differences(first, second, draws=3, seed=seed)
    count = len(images)
    draws = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=3)
    for name in CLASSES:
        values = []
        for weights in draws:
            before, after = drawn_ap(first, weights)[name], drawn_ap(second, weights)[name]
            values += [] if before is None else [after - before]
        before, after = (drawn_ap(one, np.ones(count, int))[name] for one in (first, second))
        if before is None:
            assert found.per_class[name] is None
            continue
        difference = found.per_class[name]
        assert difference.value == pytest.approx(after - before)
        if values:
            low, high = np.percentile(values, (2.5, 97.5))
            assert (difference.low, difference.high) == pytest.approx((low, high))


def picture(found):
    """Forty pictures with a cat each; found in the first ``found`` of them."""
    box = (0, 0, 10, 10)
    return [{"truths": [(1, box, False, False)], "detections": [(1, box, 0.9)] if n < found else []} for n in range(40)]


def test_the_mean_is_that_of_the_measure_and_a_large_gain_is_sure():
    first, second = collected(picture(10)), collected(picture(35))
    second = Collected("made", CLASSES, first.samples, second.detections)
    found = differences(first, second, draws=300)
    means = [mean_ap(voc_ap(one.detections, one.samples, CLASSES)) for one in (first, second)]
    assert found.mean.value == pytest.approx(means[1] - means[0])
    assert found.mean.is_sure
    assert found.mean.low < found.mean.value < found.mean.high
    assert found.per_class["dog"] is None
    assert (found.images, found.draws) == (40, 300)


def test_one_picture_more_is_not_sure_and_none_is_exactly_nothing():
    first, second = collected(picture(20)), collected(picture(21))
    second = Collected("made", CLASSES, first.samples, second.detections)
    assert not differences(first, second, draws=300).mean.is_sure
    same = differences(first, first, draws=50).mean
    assert (same.value, same.low, same.high) == (0.0, 0.0, 0.0)


def test_the_same_seed_draws_the_same_images():
    first, second = collected(picture(10)), collected(picture(14))
    second = Collected("made", CLASSES, first.samples, second.detections)
    assert differences(first, second, draws=60, seed=3) == differences(first, second, draws=60, seed=3)
    assert differences(first, second, draws=60, seed=3).mean != differences(first, second, draws=60, seed=4).mean


def test_other_images_or_classes_are_refused():
    first = collected(picture(3))
    other = Collected("made", ("cat", "cow"), first.samples, first.detections)
    with pytest.raises(ValueError, match="same images, with the same classes"):
        differences(first, other)
    with pytest.raises(ValueError, match="same images, with the same classes"):
        differences(first, Collected("made", CLASSES, first.samples[:2], first.detections[:2]))


def test_without_detections_the_area_is_none_and_without_objects_unknown():
    nothing = np.zeros(0, bool), np.zeros(0, np.int64)
    areas = resampled_ap(*nothing, np.array([1, 0]), np.array([[1, 1], [0, 2]]))
    assert areas[0] == 0
    assert np.isnan(areas[1])
