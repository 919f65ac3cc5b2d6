"""Explains pictures in a thread of its own, with the detector that is in use: the latest question wins."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.errors import InferenceError, SSDDesktopError
from ssd_desktop.gui.workers.mailbox import Mailbox
from ssd_desktop.inference.explanation.questions import Explained, Question

if TYPE_CHECKING:
    from ssd_desktop.inference.explanation.explainer import Explainer

_log = logging.getLogger(__name__)

DetectorInUse = Callable[[], object | None]
"""Gives the detector that is loaded, None before there is one; called in the worker's thread."""


@dataclass(frozen=True, eq=False)
class ExplanationRequest:
    """A question with its number.

    Attributes:
        number: Rises, so that a stale answer is known by it.
        question: What is asked.
    """

    number: int
    question: Question


@dataclass(frozen=True, eq=False)
class ExplanationAnswer:
    """The answer to a request.

    Attributes:
        number: Of the request.
        explained: Plain data.
    """

    number: int
    explained: Explained


class ExplanationWorker(QObject):
    """Answers questions for as long as ``run`` runs in its thread; torch is imported there, with the first one.

    ``ask`` and ``request_stop`` may be called from any thread.

    Signals:
        answered: ``ExplanationAnswer``.
        refused: Number of a request that cannot be answered, and the ``SSDDesktopError`` that says why.
        failed: The exception that ended ``run``.
    """

    answered = Signal(object)
    refused = Signal(int, object)
    failed = Signal(object)

    def __init__(self, detector_in_use: DetectorInUse) -> None:
        super().__init__()
        self._detector_in_use = detector_in_use
        self._requests = Mailbox[ExplanationRequest]()
        self._explainer: Explainer | None = None

    def ask(self, request: ExplanationRequest) -> None:
        """Asks; replaces a request that has not begun."""
        self._requests.put(request)

    def request_stop(self) -> None:
        self._requests.close()

    @Slot()
    def run(self) -> None:
        """Serves until ``request_stop``."""
        while not self._requests.closed:
            request = self._requests.take()
            if request is not None:
                self._answer(request)
        self._explainer = None

    def _answer(self, request: ExplanationRequest) -> None:
        try:
            explained = self._explain(request.question)
        except SSDDesktopError as error:
            self.refused.emit(request.number, error)
        except Exception as error:
            _log.exception("The explanation of %s failed.", request.question.image)
            shown = InferenceError(f"{request.question.image} could not be explained: {error} (the log file has more).")
            self.refused.emit(request.number, shown)
        else:
            self.answered.emit(ExplanationAnswer(request.number, explained))

    def _explain(self, question: Question) -> Explained:
        from ssd_desktop.inference.explanation.explainer import Explainer, SeeingDetector

        detector = self._detector_in_use()
        if not isinstance(detector, SeeingDetector):
            raise InferenceError("Only a detector that sees whole pictures at once can be explained; choose another.")
        if self._explainer is None:
            self._explainer = Explainer()
        return self._explainer.answer(detector, question)
