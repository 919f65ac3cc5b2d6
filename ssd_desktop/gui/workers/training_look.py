"""Tells what training would make of a picture, in a thread of its own: the latest question wins."""

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.errors import InferenceError, SSDDesktopError
from ssd_desktop.gui.workers.explaining import DetectorInUse
from ssd_desktop.gui.workers.mailbox import Mailbox
from ssd_desktop.inference.explanation.training_questions import NoLoss, TrainingExplained, TrainingQuestion

if TYPE_CHECKING:
    from ssd_desktop.inference.explanation.training_explainer import TrainingExplainer

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class TrainingRequest:
    """A question with its number.

    Attributes:
        number: Rises, so that a stale answer is known by it.
        question: What is asked.
    """

    number: int
    question: TrainingQuestion


@dataclass(frozen=True, eq=False)
class TrainingAnswer:
    """The answer to a request.

    Attributes:
        number: Of the request.
        explained: Plain data.
    """

    number: int
    explained: TrainingExplained


class TrainingLookWorker(QObject):
    """Answers questions for as long as ``run`` runs in its thread; torch is imported there, with the first one.

    Matching needs no detector; the loss takes the one in use. ``ask`` and ``request_stop`` may be called from any
    thread.

    Signals:
        answered: ``TrainingAnswer``.
        refused: Number of a request that cannot be answered, and the ``SSDDesktopError`` that says why.
        failed: The exception that ended ``run``.
    """

    answered = Signal(object)
    refused = Signal(int, object)
    failed = Signal(object)

    def __init__(self, detector_in_use: DetectorInUse) -> None:
        super().__init__()
        self._detector_in_use = detector_in_use
        self._requests = Mailbox[TrainingRequest]()
        self._explainer: TrainingExplainer | None = None

    def ask(self, request: TrainingRequest) -> None:
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

    def _answer(self, request: TrainingRequest) -> None:
        try:
            explained = self._explain(request.question)
        except SSDDesktopError as error:
            self.refused.emit(request.number, error)
        except Exception as error:
            _log.exception("The matching of %s failed.", request.question.image)
            shown = InferenceError(f"{request.question.image} could not be matched: {error} (the log file has more).")
            self.refused.emit(request.number, shown)
        else:
            self.answered.emit(TrainingAnswer(request.number, explained))

    def _explain(self, question: TrainingQuestion) -> TrainingExplained:
        from ssd_desktop.inference.explanation.training_explainer import TrainingExplainer
        from ssd_desktop.inference.predictor import Predictor

        if self._explainer is None:
            self._explainer = TrainingExplainer()
        detector = self._detector_in_use()
        if isinstance(detector, Predictor):
            return self._explainer.answer(question, detector)
        why = NoLoss.NO_DETECTOR if detector is None else NoLoss.TILES
        return self._explainer.answer(question, None, no_detector=why)
