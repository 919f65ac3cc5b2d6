"""Keeps the window from closing unasked on work in the background that took its time and would be cut off."""

from collections.abc import Callable, Sequence
from typing import Protocol


class Work(Protocol):
    """Somebody who works in the background; the closing of the window ends it."""

    def loss(self) -> str:
        """Returns what becomes of the work where the window closes now, one sentence; "" while there is none."""


class Questions(Protocol):
    """What the guard needs of ``WorkQuestions``."""

    def close(self, losses: Sequence[str]) -> bool: ...


class WorkGuard:
    """A ``CloseGuard`` of ``MainWindow``.

    Args:
        works: Those that may have work.
        questions: Ask the user.
    """

    def __init__(self, works: Sequence[Work], questions: Questions) -> None:
        self._works, self._questions = tuple(works), questions
        self._agreed: tuple[str, ...] = ()

    def is_running(self) -> bool:
        """Returns whether there is work whose end nobody has agreed to."""
        losses = self._losses()
        return bool(losses) and losses != self._agreed

    def request_close(self, callback: Callable[[], None]) -> None:
        """Asks; nothing is ended before everybody who is asked agrees to close."""
        if self._questions.close(self._losses()):
            self.agree()
            callback()

    def agree(self) -> None:
        """Lets the window close on the work of the moment, for somebody who cannot answer."""
        self._agreed = self._losses()

    def _losses(self) -> tuple[str, ...]:
        return tuple(loss for work in self._works if (loss := work.loss()))
