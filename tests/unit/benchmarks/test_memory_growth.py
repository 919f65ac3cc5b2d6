"""Growth of memory after a warm-up that ends when caches are full, however long that takes."""

import pytest

from benchmarks.memory_growth import memory_growth


def filled(pieces, *, full_after, leak=0.0):
    """1,000 MB, caches of 400 MB that fill at first, and what is lost with each piece of work."""
    return [1000 + 400 * min(1.0, done / full_after) + leak * done for done in range(pieces)]


@pytest.mark.parametrize("full_after", [10, 100, 350, 440])
def test_caches_that_fill_are_no_growth(full_after):
    found = memory_growth(filled(1000, full_after=full_after))
    assert found.settled
    assert found.percent == pytest.approx(0, abs=0.5)
    assert full_after / 1000 - 0.05 <= found.warm_up <= full_after / 1000 + 0.1


def test_a_leak_is_seen_behind_the_warm_up():
    found = memory_growth(filled(1000, full_after=200, leak=0.1))
    assert found.settled
    assert found.percent == pytest.approx(100 * 0.1 * 730 / 1425, abs=0.5)


def test_memory_that_never_settles_is_measured_from_the_middle():
    found = memory_growth(filled(1000, full_after=1, leak=3.0))
    assert (found.settled, found.warm_up) == (False, 0.5)
    assert found.percent > 40


def test_one_sample_has_no_growth():
    found = memory_growth([1500.0])
    assert (found.start_mb, found.end_mb, found.percent) == (1500, 1500, 0)


def test_the_same_work_gives_the_same_growth_however_long_each_piece_took():
    straight = filled(1000, full_after=300)
    assert memory_growth(straight[::2]).warm_up == pytest.approx(memory_growth(straight).warm_up, abs=0.06)


def test_a_cache_that_begins_to_fill_late_is_waited_for():
    late = [1000.0] * 200 + filled(800, full_after=150)
    assert memory_growth(late).percent == pytest.approx(0, abs=0.5)
