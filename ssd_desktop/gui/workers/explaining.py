"""Explains pictures with the detector that is in use."""

from typing import TYPE_CHECKING

from ssd_desktop.errors import InferenceError
from ssd_desktop.gui.workers.answering import AnsweringWorker, DetectorInUse
from ssd_desktop.inference.explanation.questions import Explained, Question

if TYPE_CHECKING:
    from ssd_desktop.inference.explanation.explainer import Explainer


class ExplanationWorker(AnsweringWorker):
    """Answers a ``Question`` with ``Explained``."""

    def __init__(self, detector_in_use: DetectorInUse) -> None:
        super().__init__(detector_in_use)
        self._explainer: Explainer | None = None

    def answer(self, question: Question) -> Explained:
        """Returns the explanation; the network looks at a picture once, however many questions follow.

        Raises:
            InferenceError: The detector does not see whole pictures, or has too little memory.
        """
        from ssd_desktop.inference.explanation.explainer import Explainer, SeeingDetector

        detector = self._detector_in_use()
        if not isinstance(detector, SeeingDetector):
            raise InferenceError("Only a detector that sees whole pictures at once can be explained; choose another.")
        if self._explainer is None:
            self._explainer = Explainer()
        return self._explainer.answer(detector, question)

    def forget(self) -> None:
        """Lets go of the last picture."""
        self._explainer = None
