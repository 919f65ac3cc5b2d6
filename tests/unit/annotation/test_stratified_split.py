"""A stratified split: nothing lost, no group divided, every class in about its share of both parts."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.annotation.stratified_split import stratified_split

IMAGES = st.lists(st.sets(st.sampled_from("abcd"), max_size=3), max_size=40)
RATIOS = st.floats(0, 1)
SEEDS = st.integers(0, 2**32)


@given(IMAGES, RATIOS, SEEDS)
def test_the_parts_make_up_the_whole_and_none_is_empty(classes, ratio, seed):
    first, second = stratified_split(classes, ratio, seed)
    assert sorted(first + second) == list(range(len(classes)))
    assert first == sorted(first)
    assert second == sorted(second)
    assert (first, second) == stratified_split(classes, ratio, seed)
    if len(classes) >= 2 and 0 < ratio < 1:
        assert first
        assert second


@given(st.lists(st.tuples(st.sets(st.sampled_from("abc")), st.integers(0, 6)), max_size=40), RATIOS, SEEDS)
def test_no_group_is_divided(images, ratio, seed):
    groups = [group for _, group in images]
    first, second = stratified_split([classes for classes, _ in images], ratio, seed, groups=groups)
    assert not {groups[index] for index in first} & {groups[index] for index in second}
    if len(set(groups)) >= 2 and 0 < ratio < 1:
        assert first
        assert second


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 60), min_size=1), st.floats(0.05, 0.95), SEEDS)
def test_images_of_one_class_each_are_shared_to_the_nearest_image(counts, ratio, seed):
    classes = [{name} for name, count in counts.items() for _ in range(count)]
    first, _ = stratified_split(classes, ratio, seed)
    taken = Counter(next(iter(classes[index])) for index in first)
    for name, count in counts.items():
        # One more where an empty part had to be given an image.
        assert abs(taken[name] - ratio * count) <= 1


def test_a_rare_class_is_not_left_to_chance():
    classes = [{"common"}] * 95 + [{"common", "rare"}] * 5
    for seed in range(20):
        first, _ = stratified_split(classes, 0.2, seed)
        assert sum("rare" in classes[index] for index in first) == 1
        assert len(first) == 20


def test_background_images_are_shared_too():
    first, _ = stratified_split([set()] * 80 + [{"a"}] * 20, 0.25, 0)
    assert sum(index < 80 for index in first) == 20


def test_another_seed_draws_another_part():
    assert len({tuple(stratified_split([{"a"}] * 50, 0.5, seed)[0]) for seed in range(10)}) == 10


@pytest.mark.parametrize("ratio", [-0.1, 1.1, float("nan")])
def test_a_ratio_outside_its_range_is_refused(ratio):
    with pytest.raises(ValueError, match="from 0 to 1"):
        stratified_split([{"a"}], ratio, 0)
