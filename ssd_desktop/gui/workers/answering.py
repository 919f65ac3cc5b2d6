"""Answers questions about a picture in a thread of its own: the latest question wins."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.errors import InferenceError, SSDDesktopError
from ssd_desktop.gui.workers.mailbox import Mailbox

_log = logging.getLogger(__name__)

DetectorInUse = Callable[[], object | None]
"""Gives the detector that is loaded, None before there is one; called in the worker's thread."""


class AboutPicture(Protocol):
    """A question that names its picture."""

    @property
    def image(self) -> object: ...


@dataclass(frozen=True, eq=False)
class Asked:
    """A question with its number.

    Attributes:
        number: Rises, so that a stale answer is known by it.
        question: What is asked.
    """

    number: int
    question: AboutPicture


@dataclass(frozen=True, eq=False)
class Answered:
    """The answer to a question.

    Attributes:
        number: Of the question.
        explained: Plain data.
    """

    number: int
    explained: Any


class AnsweringWorker(QObject):
    """Serves for as long as ``run`` runs in its thread; torch is imported there, with the first question.

    ``ask`` and ``request_stop`` may be called from any thread. A subclass says how a question is answered.

    Signals:
        answered: ``Answered``.
        refused: Number of a question that cannot be answered, and the ``SSDDesktopError`` that says why.
        failed: The exception that ended ``run``.
    """

    answered = Signal(object)
    refused = Signal(int, object)
    failed = Signal(object)

    def __init__(self, detector_in_use: DetectorInUse) -> None:
        super().__init__()
        self._detector_in_use = detector_in_use
        self._asked = Mailbox[Asked]()

    def answer(self, question: Any) -> Any:
        """Returns plain data; called in the worker's thread.

        Raises:
            SSDDesktopError: It cannot be answered.
        """
        raise NotImplementedError

    def forget(self) -> None:
        """Lets go of what was kept between questions."""

    def ask(self, asked: Asked) -> None:
        """Asks; replaces a question that has not been begun."""
        self._asked.put(asked)

    def request_stop(self) -> None:
        self._asked.close()

    @Slot()
    def run(self) -> None:
        """Serves until ``request_stop``."""
        while not self._asked.closed:
            asked = self._asked.take()
            if asked is not None:
                self._serve(asked)
        self.forget()

    def _serve(self, asked: Asked) -> None:
        image = asked.question.image
        try:
            explained = self.answer(asked.question)
        except SSDDesktopError as error:
            self.refused.emit(asked.number, error)
        except Exception as error:
            _log.exception("%s could not be explained.", image)
            shown = InferenceError(f"{image} could not be explained: {error} (the log file has more).")
            self.refused.emit(asked.number, shown)
        else:
            self.answered.emit(Answered(asked.number, explained))
