import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.annotation.split import split_by_ratio


@given(st.integers(0, 50), st.floats(0, 1), st.integers(0, 2**32))
def test_the_parts_make_up_the_whole_in_its_order(count, ratio, seed):
    items = list(range(count))
    first, second = split_by_ratio(items, ratio, seed)
    assert sorted(first + second) == items
    assert first == sorted(first)
    assert second == sorted(second)
    assert abs(len(first) - ratio * count) <= 1
    if count >= 2 and 0 < ratio < 1:
        assert first
        assert second
    assert split_by_ratio(items, ratio, seed) == (first, second)


def test_another_seed_draws_another_part():
    parts = {tuple(split_by_ratio(range(100), 0.5, seed)[0]) for seed in range(10)}
    assert len(parts) == 10


def test_a_seed_draws_the_same_part_on_every_machine():
    assert split_by_ratio("abcdefghij", 0.3, 0)[0] == ["c", "e", "g"]


@pytest.mark.parametrize("ratio", [-0.1, 1.1, float("nan")])
def test_a_ratio_outside_its_range_is_refused(ratio):
    with pytest.raises(ValueError, match="from 0 to 1"):
        split_by_ratio([1, 2], ratio, 0)
