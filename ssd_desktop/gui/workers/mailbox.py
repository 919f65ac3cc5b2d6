"""A one-slot mailbox between threads: the latest item wins, older ones are dropped."""

import threading
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Mailbox(Generic[Item]):
    """Holds at most one item, so that a slow reader never has a queue of pictures behind it.

    150 queued 1080p frames would cost 1 GB; here a frame that is not taken in time is replaced by the next.
    Every method may be called from any thread.
    """

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._item: Item | None = None
        self._dropped = 0
        self._woken = False
        self._closed = False

    def put(self, item: Item) -> None:
        """Leaves an item and replaces the one that nobody took. Does nothing once closed."""
        with self._condition:
            if self._closed:
                return
            self._dropped += self._item is not None
            self._item = item
            self._condition.notify()

    def take(self, timeout: float | None = None) -> Item | None:
        """Returns the item and empties the slot, waiting for one where it is empty.

        Args:
            timeout: Seconds to wait; None waits until an item, ``wake`` or ``close`` comes, 0 does not wait.

        Returns:
            The item; None after the timeout, a ``wake`` or once closed.
        """
        with self._condition:
            self._condition.wait_for(self._has_news, timeout)
            item, self._item = self._item, None
            self._woken = False
            return item

    def wake(self) -> None:
        """Makes a waiting ``take``, or the next one, return at once even without an item."""
        with self._condition:
            self._woken = True
            self._condition.notify()

    def close(self) -> None:
        """Empties the slot and lets every ``take``, now and later, return None at once."""
        with self._condition:
            self._item = None
            self._closed = True
            self._condition.notify_all()

    @property
    def closed(self) -> bool:
        with self._condition:
            return self._closed

    @property
    def waiting(self) -> bool:
        """Whether an item waits to be taken."""
        with self._condition:
            return self._item is not None

    @property
    def dropped(self) -> int:
        """Items that were replaced before anyone took them."""
        with self._condition:
            return self._dropped

    def _has_news(self) -> bool:
        return self._item is not None or self._woken or self._closed
