"""Hard negative mining, held against a plain loop."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.ssd.config import LossConfig
from ssd_desktop.ssd.hard_negative_mining import highest, mine_hard_negatives, select_ranked, sort_ranked
from tests.reference.hard_negative_mining import mined_negatives


def kept(losses, labels, **settings):
    mask = mine_hard_negatives(torch.tensor(losses), torch.tensor(labels), LossConfig(**settings))
    return [set(row.nonzero()[:, 0].tolist()) for row in mask]


# Few whole numbers, so that equal losses are common and their order is tested too.
IMAGE = st.lists(st.tuples(st.integers(0, 4), st.integers(-1, 2)), min_size=12, max_size=12)


@given(st.lists(IMAGE, min_size=1, max_size=4), st.integers(0, 4), st.integers(0, 15))
def test_kept_negatives_equal_the_plain_loop(images, ratio, least):
    losses = [[float(loss) for loss, _ in image] for image in images]
    labels = [[label for _, label in image] for image in images]
    expected = [
        mined_negatives(*image, negatives_per_positive=ratio, min_negatives=least)
        for image in zip(losses, labels, strict=True)
    ]
    assert kept(losses, labels, negatives_per_positive=ratio, min_negatives=least) == expected


def test_three_of_the_hardest_negatives_are_kept_for_a_positive():
    assert kept([[9.0, 1.0, 5.0, 2.0, 4.0, 3.0]], [[1, 0, 0, 0, 0, 0]]) == [{2, 4, 5}]


def test_ignored_default_boxes_are_never_kept():
    assert kept([[9.0, 8.0, 1.0, 7.0]], [[1, -1, 0, -1]]) == [{2}]


@pytest.mark.parametrize(("least", "expected"), [(0, set()), (2, {1, 3})])
def test_an_image_without_objects_keeps_the_least_number(least, expected):
    assert kept([[1.0, 4.0, 2.0, 3.0]], [[0, 0, 0, 0]], min_negatives=least) == [expected]


def test_the_least_number_is_for_images_without_positives_only():
    assert kept([[0.0, 4.0, 2.0]], [[1, 0, 0]], negatives_per_positive=1, min_negatives=2) == [{1}]


def test_an_image_is_mined_on_its_own():
    losses = [[0.0, 100.0, 99.0], [0.0, 2.0, 1.0]]
    assert kept(losses, [[0, 0, 0], [1, 0, 0]], negatives_per_positive=1, min_negatives=0) == [set(), {1}]


def test_mining_carries_no_gradient():
    losses = torch.ones(1, 3, requires_grad=True)
    assert not mine_hard_negatives(losses, torch.zeros(1, 3, dtype=torch.int64), LossConfig()).requires_grad


def test_a_batch_of_no_images_is_mined():
    empty = mine_hard_negatives(torch.zeros(0, 5), torch.zeros(0, 5, dtype=torch.int64), LossConfig())
    assert empty.shape == (0, 5)


@pytest.mark.parametrize("ranked", [select_ranked, sort_ranked])
@given(
    st.lists(st.lists(st.integers(-2, 3), min_size=7, max_size=7), min_size=1, max_size=4),
    st.lists(st.integers(0, 9), min_size=4, max_size=4),
)
def test_processor_and_gpu_pick_the_highest_and_of_equal_ones_the_first(ranked, rows, wanted):
    wanted = wanted[: len(rows)]
    picked = highest(torch.tensor(rows, dtype=torch.float32), torch.tensor(wanted), ranked=ranked)
    for row, count, chosen in zip(rows, wanted, picked.tolist(), strict=True):
        order = sorted(range(7), key=lambda index: (-row[index], index))
        assert [index for index in range(7) if chosen[index]] == sorted(order[:count])


def test_a_loss_that_is_no_number_is_kept_so_that_it_shows():
    losses = torch.tensor([[1.0, float("nan"), 3.0, 2.0]])
    assert mine_hard_negatives(losses, torch.zeros(1, 4, dtype=torch.int64), LossConfig(min_negatives=1))[0, 1]
