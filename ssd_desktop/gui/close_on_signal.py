"""Signals of the system that ask the program to end, such as Ctrl+C on the terminal it was started from."""

import logging
import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QSocketNotifier

_log = logging.getLogger(__name__)


class CloseOnSignal:
    """Calls ``close`` in the window's thread on SIGTERM and SIGINT.

    Qt's event loop runs no Python while it waits; Python writes the signal to a socket, and Qt wakes up by it.
    """

    def __init__(self, close: Callable[[], object]) -> None:
        self._close = close
        self._read_end, self._write_end = socket.socketpair()
        for end in (self._read_end, self._write_end):
            end.setblocking(False)
        self._previous_fd = signal.set_wakeup_fd(self._write_end.fileno(), warn_on_full_buffer=False)
        self._previous = {number: signal.signal(number, self._ignore) for number in (signal.SIGTERM, signal.SIGINT)}
        self._notifier = QSocketNotifier(self._read_end.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_signal)

    def close(self) -> None:
        """Gives the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._previous_fd)
        for number, handler in self._previous.items():
            signal.signal(number, handler)
        self._read_end.close()
        self._write_end.close()

    def _ignore(self, number: int, frame: object) -> None:
        """The wake-up by the socket does the work."""

    def _on_signal(self) -> None:
        self._read_end.recv(64)
        _log.info("A signal asked to close the window.")
        self._close()
