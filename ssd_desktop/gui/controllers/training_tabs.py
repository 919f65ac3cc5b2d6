"""The tabs Matching and Loss: what is chosen in the list is chosen on the picture, and the other way round."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal, Slot

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.controllers.explain_tab import ExplainTab
from ssd_desktop.gui.overlays.matching import MatchingOverlay
from ssd_desktop.gui.overlays.mining import MiningOverlay
from ssd_desktop.gui.panels.explain_loss import LossPanel
from ssd_desktop.gui.panels.explain_matching import MatchingPanel
from ssd_desktop.inference.explanation.training_questions import TrainingExplained
from ssd_desktop.inference.explanation.types import ExplanationSettings
from ssd_desktop.ssd.config import LossConfig, MatchConfig


class MatchingTab(ExplainTab):
    """Which default boxes learn which object.

    Signals:
        view_wanted: The user wants to see augmented views (True) or the picture (False).
    """

    view_wanted = Signal(bool)
    answers_itself = True
    hides_detections = True

    def __init__(self) -> None:
        self.matching_panel, picture_overlay = MatchingPanel(), MatchingOverlay()
        super().__init__(QCoreApplication.translate("ExplainPanel", "Matching"), self.matching_panel, picture_overlay)
        picture_overlay.setParent(self)
        self.view_overlay = MatchingOverlay(self)
        self._overlays = (picture_overlay, self.view_overlay)
        self.matching_panel.thresholds_wanted.connect(self._want_thresholds)
        self.matching_panel.chosen.connect(lambda _: self._show_chosen())
        self.matching_panel.parts_changed.connect(self._show_parts)
        self.matching_panel.view_wanted.connect(self.view_wanted)

    def show_explained(self, explained: TrainingExplained) -> None:
        """Shows the matching of a picture, or of an augmented view of it."""
        self.matching_panel.set_explained(explained)
        self.matching_panel.set_view(explained.view)
        for overlay, is_there in zip(self._overlays, (explained.view is None, explained.view is not None), strict=True):
            overlay.set_explained(explained if is_there else None)
        self._show_chosen()

    def show_message(self, text: str) -> None:
        """Says why there is no matching, and takes away what was drawn."""
        self.matching_panel.set_message(text)
        self.matching_panel.set_view(None)
        for overlay in self._overlays:
            overlay.set_explained(None)

    def choose(self, position: int | None) -> None:
        """Chooses a ground truth; None: all."""
        self.matching_panel.set_chosen(position)
        self._show_chosen()

    def show_settings(self, settings: ExplanationSettings) -> None:
        self.matching_panel.set_thresholds(settings.match)

    def click(self, x: float, y: float, transform: CanvasTransform) -> None:
        self._choose_at(self._overlays[0], x, y, transform)

    def click_view(self, x: float, y: float, transform: CanvasTransform) -> None:
        """An augmented view was clicked, in its pixels."""
        self._choose_at(self.view_overlay, x, y, transform)

    def _choose_at(self, overlay: MatchingOverlay, x: float, y: float, transform: CanvasTransform) -> None:
        if not self.matching_panel.message():
            self.choose(overlay.ground_truth_at(x, y, transform))

    @Slot(object)
    def _want_thresholds(self, config: MatchConfig) -> None:
        self.changes_wanted.emit({"match": config})

    def _show_chosen(self) -> None:
        for overlay in self._overlays:
            overlay.set_chosen(self.matching_panel.position)

    @Slot()
    def _show_parts(self) -> None:
        panel = self.matching_panel
        for overlay in self._overlays:
            overlay.set_parts(positives=panel.positives_shown, band=panel.band_shown)


class LossTab(ExplainTab):
    """What a picture costs in training.

    Signals:
        view_wanted: The user wants to see augmented views (True) or the picture (False).
    """

    view_wanted = Signal(bool)
    answers_itself = True
    hides_detections = True

    def __init__(self) -> None:
        self.loss_panel, picture_overlay = LossPanel(), MiningOverlay()
        super().__init__(QCoreApplication.translate("ExplainPanel", "Loss"), self.loss_panel, picture_overlay)
        picture_overlay.setParent(self)
        self.view_overlay = MiningOverlay(self)
        self._overlays = (picture_overlay, self.view_overlay)
        self._on_view = False
        self._loss = LossConfig()
        self.loss_panel.ratio_wanted.connect(self._want_ratio)
        self.loss_panel.terms_changed.connect(self._show_terms)
        self.loss_panel.chosen.connect(self._show_chosen)
        self.loss_panel.view_wanted.connect(self.view_wanted)

    def show_explained(self, explained: TrainingExplained) -> None:
        """Shows the loss of a picture, or of an augmented view of it."""
        self._on_view = explained.view is not None
        for overlay, is_there in zip(self._overlays, (not self._on_view, self._on_view), strict=True):
            overlay.set_explained(explained if is_there else None)
        self.loss_panel.set_view(explained.view)
        self.loss_panel.set_explained(explained)

    def show_message(self, text: str) -> None:
        """Says why there is no loss, and takes away what was drawn."""
        self.loss_panel.set_message(text)
        self.loss_panel.set_view(None)
        for overlay in self._overlays:
            overlay.set_explained(None)

    def show_settings(self, settings: ExplanationSettings) -> None:
        self._loss = settings.loss
        self.loss_panel.set_ratio(settings.loss.negatives_per_positive)

    def click(self, x: float, y: float, transform: CanvasTransform) -> None:
        self._choose_at(self._overlays[0], x, y, transform)

    def click_view(self, x: float, y: float, transform: CanvasTransform) -> None:
        """An augmented view was clicked, in its pixels."""
        self._choose_at(self.view_overlay, x, y, transform)

    def _choose_at(self, overlay: MiningOverlay, x: float, y: float, transform: CanvasTransform) -> None:
        if not self.loss_panel.message():
            self.loss_panel.set_chosen(overlay.default_box_at(x, y, transform))

    @Slot(int)
    def _want_ratio(self, ratio: int) -> None:
        self.changes_wanted.emit({"loss": replace(self._loss, negatives_per_positive=ratio)})

    @Slot()
    def _show_terms(self) -> None:
        self._overlays[self._on_view].set_terms(self.loss_panel.terms)

    @Slot()
    def _show_chosen(self) -> None:
        for overlay in self._overlays:
            overlay.set_chosen(self.loss_panel.default_box, self.loss_panel.ground_truth)
