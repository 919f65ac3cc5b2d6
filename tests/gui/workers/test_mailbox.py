"""The one-slot mailbox."""

import threading

from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.gui.workers.mailbox import Mailbox


def test_the_latest_item_replaces_one_that_nobody_took():
    mailbox = Mailbox[str]()
    mailbox.put("old")
    mailbox.put("new")
    assert mailbox.take(0) == "new"
    assert mailbox.take(0) is None
    assert mailbox.dropped == 1


def test_an_empty_mailbox_gives_none_when_the_time_is_over():
    assert Mailbox[int]().take(0.01) is None


def test_a_falsy_item_is_an_item():
    mailbox = Mailbox[int]()
    mailbox.put(0)
    assert mailbox.take(0) == 0


def test_a_waiting_reader_gets_what_another_thread_leaves():
    mailbox = Mailbox[int]()
    taken: list[int | None] = []
    reader = threading.Thread(target=lambda: taken.append(mailbox.take(10)))
    reader.start()
    mailbox.put(7)
    reader.join(10)
    assert taken == [7]


def test_wake_ends_a_wait_without_an_item_even_when_it_comes_first():
    mailbox = Mailbox[int]()
    mailbox.wake()
    assert mailbox.take(None) is None
    mailbox.put(1)
    assert mailbox.take(0) == 1


def test_closing_ends_every_wait_and_drops_what_comes_later():
    mailbox = Mailbox[int]()
    readers = [threading.Thread(target=mailbox.take) for _ in range(3)]
    for reader in readers:
        reader.start()
    mailbox.close()
    for reader in readers:
        reader.join(10)
    assert not any(reader.is_alive() for reader in readers)
    mailbox.put(1)
    assert mailbox.closed
    assert mailbox.take(None) is None


@given(st.lists(st.one_of(st.none(), st.integers()), max_size=40))
def test_any_order_of_puts_and_takes_gives_the_last_item_put(script):
    """None in the script takes, a number puts; the oracle is a variable."""
    mailbox = Mailbox[int]()
    slot: int | None = None
    for step in script:
        if step is None:
            assert mailbox.take(0) == slot
            slot = None
        else:
            mailbox.put(step)
            slot = step
