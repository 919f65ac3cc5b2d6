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


class TrainingTab(ExplainTab):
    """Base of the two: a panel, and an overlay each for the picture and for the augmented views in its place.

    Signals:
        view_wanted: The user wants to see augmented views (True) or the picture (False).
    """

    view_wanted = Signal(bool)
    answers_itself = True
    hides_detections = True

    def __init__(
        self,
        title: str,
        panel: MatchingPanel | LossPanel,
        picture_overlay: MatchingOverlay | MiningOverlay,
        view_overlay: MatchingOverlay | MiningOverlay,
    ) -> None:
        """Takes the parts.

        Args:
            title: On the tab.
            panel: Its contents.
            picture_overlay: Drawn over the picture.
            view_overlay: Drawn over augmented views.
        """
        super().__init__(title, panel, picture_overlay)
        self.view_overlay = view_overlay
        self._part = panel
        self._both = (picture_overlay, view_overlay)
        for overlay in self._both:
            overlay.setParent(self)
        panel.view_wanted.connect(self.view_wanted)

    def show_explained(self, explained: TrainingExplained) -> None:
        """Shows what there is to say of a picture, or of an augmented view of it."""
        is_view = explained.view is not None
        for overlay, is_meant in zip(self._both, (not is_view, is_view), strict=True):
            overlay.set_explained(explained if is_meant else None)
        self._part.set_view(explained.view)
        self._part.set_explained(explained)

    def show_message(self, text: str) -> None:
        """Says why there is nothing to say, and takes away what was drawn."""
        self._part.set_message(text)
        self._part.set_view(None)
        for overlay in self._both:
            overlay.set_explained(None)

    def message(self) -> str:
        """Returns what is said in place of the explanation; "" where that is shown."""
        return self._part.message()

    def click(self, x: float, y: float, transform: CanvasTransform) -> None:
        if not self.message():
            self.choose_at(x, y, transform, on_view=False)

    def click_view(self, x: float, y: float, transform: CanvasTransform) -> None:
        """An augmented view was clicked, in its pixels."""
        if not self.message():
            self.choose_at(x, y, transform, on_view=True)

    def choose_at(self, x: float, y: float, transform: CanvasTransform, *, on_view: bool) -> None:
        """Chooses what lies at a place of the picture, or of the view that is shown."""
        raise NotImplementedError


class MatchingTab(TrainingTab):
    """Which default boxes learn which object."""

    def __init__(self) -> None:
        self.matching_panel = MatchingPanel()
        self._overlays = (MatchingOverlay(), MatchingOverlay())
        super().__init__(QCoreApplication.translate("ExplainPanel", "Matching"), self.matching_panel, *self._overlays)
        self.matching_panel.thresholds_wanted.connect(self._want_thresholds)
        self.matching_panel.chosen.connect(lambda _: self._show_chosen())
        self.matching_panel.parts_changed.connect(self._show_parts)

    def show_explained(self, explained: TrainingExplained) -> None:
        """Shows the matching; of another picture what was chosen may be gone."""
        super().show_explained(explained)
        self._show_chosen()

    def choose(self, position: int | None) -> None:
        """Chooses a ground truth; None: all."""
        self.matching_panel.set_chosen(position)
        self._show_chosen()

    def show_settings(self, settings: ExplanationSettings) -> None:
        self.matching_panel.set_thresholds(settings.match)

    def choose_at(self, x: float, y: float, transform: CanvasTransform, *, on_view: bool) -> None:
        """Chooses the ground truth at a place."""
        self.choose(self._overlays[on_view].ground_truth_at(x, y, transform))

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


class LossTab(TrainingTab):
    """What a picture costs in training."""

    def __init__(self) -> None:
        self.loss_panel = LossPanel()
        self._overlays = (MiningOverlay(), MiningOverlay())
        super().__init__(QCoreApplication.translate("ExplainPanel", "Loss"), self.loss_panel, *self._overlays)
        self._on_view = False
        self._loss = LossConfig()
        self.loss_panel.ratio_wanted.connect(self._want_ratio)
        self.loss_panel.terms_changed.connect(self._show_terms)
        self.loss_panel.chosen.connect(self._show_chosen)

    def show_explained(self, explained: TrainingExplained) -> None:
        """Shows the loss."""
        self._on_view = explained.view is not None
        super().show_explained(explained)

    def show_settings(self, settings: ExplanationSettings) -> None:
        self._loss = settings.loss
        self.loss_panel.set_ratio(settings.loss.negatives_per_positive)

    def choose_at(self, x: float, y: float, transform: CanvasTransform, *, on_view: bool) -> None:
        """Chooses the default box at a place."""
        self.loss_panel.set_chosen(self._overlays[on_view].default_box_at(x, y, transform))

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
