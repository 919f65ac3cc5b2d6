"""The order of an epoch: every image once, or rare classes more often, the same for the same seed."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.data.sampling import EpochSampler, image_weights, systematic_sample
from ssd_desktop.errors import DataError

IMAGES = st.lists(st.lists(st.integers(1, 5), max_size=4), max_size=30)


def arrays(images):
    return [np.array(labels, np.int64) for labels in images]


def weights_by_loop(images, balance):
    with_class = {}
    for labels in images:
        for label in set(labels):
            with_class[label] = with_class.get(label, 0) + 1
    weights = []
    for labels in images:
        weight = 1.0
        for label in labels:
            weight = max(weight, (max(with_class.values()) / with_class[label]) ** balance)
        weights.append(weight)
    return weights


@given(IMAGES, st.floats(0, 1))
def test_weights_equal_the_loop_over_objects(images, balance):
    np.testing.assert_allclose(image_weights(arrays(images), balance), weights_by_loop(images, balance))


def test_an_image_weighs_by_its_rarest_class_and_background_one():
    images = [[1], [1, 1], [1, 2], [], [1]]
    assert image_weights(arrays(images), 1.0).tolist() == [1, 1, 4, 1, 1]
    assert image_weights(arrays(images), 0.5).tolist() == [1, 1, 2, 1, 1]


@given(st.lists(st.floats(1, 50), min_size=1, max_size=40), st.floats(0, 1, exclude_max=True))
def test_every_image_comes_as_often_as_its_weight_says_rounded_down_or_up(weights, start):
    weights = np.array(weights)
    drawn = systematic_sample(weights, start=start)
    assert len(drawn) == len(weights)
    assert (np.diff(drawn) >= 0).all()
    for position, weight in enumerate(weights):
        expected = len(weights) * weight / weights.sum()
        assert math.floor(expected - 1e-6) <= (drawn == position).sum() <= math.ceil(expected + 1e-6)


@given(st.integers(1, 60), st.integers(0, 2**40), st.integers(0, 20))
def test_without_balance_the_order_is_a_plain_permutation_of_seed_and_epoch(count, seed, epoch):
    """The order of runs from before there was a balance: they resume bit for bit."""
    images = arrays([[1 + n % 3] for n in range(count)])
    seeds = np.random.SeedSequence([seed, epoch], spawn_key=(1,))
    before = np.random.default_rng(seeds).permutation(count)
    assert EpochSampler(images, seed=seed).order(epoch).tolist() == before.tolist()


@settings(max_examples=60)
@given(IMAGES.filter(bool), st.floats(0.01, 1), st.integers(0, 1000))
def test_a_balanced_order_keeps_its_length_and_repeats_itself(images, balance, epoch):
    order, again = (EpochSampler(arrays(images), seed=4, balance=balance).order(epoch) for _ in range(2))
    assert len(order) == len(images)
    assert order.min() >= 0
    assert order.max() < len(images)
    assert order.tolist() == again.tolist()


def test_full_balance_shows_a_rare_class_as_often_as_a_frequent_one():
    images = arrays([[1]] * 90 + [[2]] * 10)
    order = EpochSampler(images, seed=0, balance=1.0).order(0)
    assert (order >= 90).sum() == 50
    drawn = [EpochSampler(images, seed=0, balance=1.0).draw(np.random.default_rng(seed)) for seed in range(400)]
    assert 150 < (np.array(drawn) >= 90).sum() < 250


def test_copies_of_a_rare_image_do_not_follow_each_other():
    order = EpochSampler(arrays([[1]] * 98 + [[2]] * 2), seed=0, balance=1.0).order(0)
    rare = np.flatnonzero(order == 99)
    assert len(rare) > 20
    assert np.diff(rare).max() > 1


def test_over_epochs_every_image_of_a_frequent_class_is_shown():
    sampler = EpochSampler(arrays([[1]] * 90 + [[2]] * 10), seed=0, balance=1.0)
    shown = {int(index) for epoch in range(30) for index in sampler.order(epoch)}
    assert shown == set(range(100))


@pytest.mark.parametrize("balance", [-0.1, 1.1, float("nan")])
def test_a_balance_out_of_its_range_is_refused(balance):
    with pytest.raises(DataError, match="class_balance"):
        EpochSampler(arrays([[1]]), seed=0, balance=balance)
