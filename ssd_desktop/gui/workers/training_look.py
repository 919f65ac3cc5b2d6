"""Tells what training would make of a picture."""

from typing import TYPE_CHECKING

from ssd_desktop.gui.workers.answering import AnsweringWorker, DetectorInUse
from ssd_desktop.inference.explanation.training_questions import NoLoss, TrainingExplained, TrainingQuestion

if TYPE_CHECKING:
    from ssd_desktop.inference.explanation.training_explainer import TrainingExplainer


class TrainingLookWorker(AnsweringWorker):
    """Answers a ``TrainingQuestion`` with ``TrainingExplained``; matching needs no detector, the loss does."""

    def __init__(self, detector_in_use: DetectorInUse) -> None:
        super().__init__(detector_in_use)
        self._explainer: TrainingExplainer | None = None

    def answer(self, question: TrainingQuestion) -> TrainingExplained:
        """Returns matching and loss, or matching and why there is no loss.

        Raises:
            SSDDesktopError: The picture cannot be matched, or the detector has too little memory.
        """
        from ssd_desktop.inference.explanation.training_explainer import TrainingExplainer
        from ssd_desktop.inference.predictor import Predictor

        if self._explainer is None:
            self._explainer = TrainingExplainer()
        detector = self._detector_in_use()
        if isinstance(detector, Predictor):
            return self._explainer.answer(question, detector)
        why = NoLoss.NO_DETECTOR if detector is None else NoLoss.TILES
        return self._explainer.answer(question, None, no_detector=why)

    def forget(self) -> None:
        """Lets go of the last picture."""
        self._explainer = None
