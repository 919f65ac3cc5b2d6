"""The next item is fetched while the present one is in use; order, ends and errors stay as they were."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.data.one_ahead import one_ahead

PATIENCE_S = 20


@given(st.lists(st.integers()))
def test_the_items_come_in_order_and_none_is_lost(items):
    assert list(one_ahead(iter(items))) == items


def test_the_next_item_is_fetched_while_the_first_is_in_use():
    fetched = threading.Event()

    def items():
        yield "first"
        fetched.set()
        yield "second"

    ahead = one_ahead(items())
    assert next(ahead) == "first"
    assert fetched.wait(PATIENCE_S)
    ahead.close()


def test_an_error_is_raised_in_its_turn():
    def items():
        yield 1
        raise ZeroDivisionError("in the thread")

    ahead = one_ahead(items())
    assert next(ahead) == 1
    with pytest.raises(ZeroDivisionError, match="in the thread"):
        next(ahead)


def test_left_early_it_fetches_no_more_and_the_thread_has_ended():
    fetched = []
    ahead = one_ahead(fetched.append(number) or number for number in range(100))
    assert next(ahead) == 0
    ahead.close()
    assert len(fetched) <= 2
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("loader-batches")]
