"""The answer of a server, read in a thread of its own: whoever takes its pieces can give up at any moment.

A name that is looked up, a connection that is made and a server that says nothing all block for seconds; the thread is
left behind then and ends by itself at the next byte or the time limit.
"""

import contextlib
import http.client
import queue
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ssd_desktop import __version__

_PIECE_BYTES = 256 * 1024
_PIECES_AHEAD = 16
_LOOK_SECONDS = 0.05

_PARTIAL = 206


class StreamError(Exception):
    """The server cannot be reached, refuses, or was lost; ``__cause__`` is what urllib says."""


class GivenUp(Exception):
    """Whoever takes the pieces does not want them any more."""


@dataclass(frozen=True)
class Head:
    """What the server says before the bytes.

    Attributes:
        start: Position of the first byte that comes: 0 also where the server cannot go on in the middle.
        total: Bytes of the whole file; None where the server does not say.
    """

    start: int
    total: int | None


class HttpStream:
    """One request; ``head`` first, then ``pieces``."""

    def __init__(self, url: str, *, start: int, timeout: float) -> None:
        """Begins to ask.

        Args:
            url: An http or https address; proxies are those of the environment.
            start: Position of the first byte wanted.
            timeout: Seconds that the server may say nothing.
        """
        self._url, self._start, self._timeout = url, start, timeout
        self._queue: queue.Queue[Head | bytes | Exception | None] = queue.Queue(_PIECES_AHEAD)
        self._closed = threading.Event()
        threading.Thread(target=self._run, name="download", daemon=True).start()

    def head(self, given_up: Callable[[], bool]) -> Head:
        """Waits for the answer.

        Raises:
            StreamError: There is none, or it is a refusal.
            GivenUp: ``given_up`` became true.
        """
        head = self._take(given_up)
        if not isinstance(head, Head):
            raise StreamError("no answer")
        return head

    def pieces(self, given_up: Callable[[], bool]) -> Iterator[bytes]:
        """Yields the bytes as they come; errors as for ``head``."""
        while isinstance(piece := self._take(given_up), bytes):
            yield piece

    def close(self) -> None:
        """Wants no more."""
        self._closed.set()

    def _take(self, given_up: Callable[[], bool]) -> Head | bytes | None:
        while not given_up():
            with contextlib.suppress(queue.Empty):
                item = self._queue.get(timeout=_LOOK_SECONDS)
                if isinstance(item, Exception):
                    raise StreamError(str(item)) from item
                return item
        raise GivenUp

    def _run(self) -> None:
        try:
            # A new opener each time: the usual one keeps the proxies of the first call.
            with urllib.request.build_opener().open(self._request(), timeout=self._timeout) as answer:
                self._put(_head(answer))
                while not self._closed.is_set() and (piece := answer.read1(_PIECE_BYTES)):
                    self._put(piece)
            self._put(None)
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._put(error)

    def _request(self) -> urllib.request.Request:
        headers = {"User-Agent": f"ssd-desktop/{__version__}", "Accept-Encoding": "identity"}
        if self._start:
            headers["Range"] = f"bytes={self._start}-"
        return urllib.request.Request(self._url, headers=headers)

    def _put(self, item: Head | bytes | Exception | None) -> None:
        while not self._closed.is_set():
            with contextlib.suppress(queue.Full):
                self._queue.put(item, timeout=_LOOK_SECONDS)
                return


def _head(answer: Any) -> Head:
    length = answer.headers.get("Content-Length", "")
    if answer.status == _PARTIAL:
        span, _, total = answer.headers.get("Content-Range", "").removeprefix("bytes ").partition("/")
        start = span.partition("-")[0]
        if not start.isdigit():
            raise http.client.HTTPException("the server sends a part and does not say which")
        return Head(int(start), int(total) if total.isdigit() else None)
    return Head(0, int(length) if length.isdigit() else None)
