"""The tab "Detection": one choice in the list, in the picture and in the objects panel, and what is shown of it."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, Slot

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.explain_scenes import choosable, scene_of
from ssd_desktop.gui.controllers.explain_tab import ExplainTab
from ssd_desktop.gui.overlays.explain_detection import ExplainDetectionOverlay, Scene, box_under
from ssd_desktop.gui.panels.explain_choices import Choice, DetectionChoice
from ssd_desktop.gui.panels.explain_detection import ExplainDetectionPanel
from ssd_desktop.gui.workers.detection import SCORE_FLOOR
from ssd_desktop.inference.explanation.questions import Explained
from ssd_desktop.inference.explanation.types import ExplanationSettings, Prediction

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class DetectionTab(ExplainTab):
    """Chooses, shows and draws."""

    hides_detections = True

    def __init__(self, view: "MainWindow", detect: DetectController) -> None:
        """Makes panel and overlay.

        Args:
            view: Its objects panel lists the same detections.
            detect: Knows them.
        """
        panel, overlay = ExplainDetectionPanel(SCORE_FLOOR), ExplainDetectionOverlay()
        super().__init__(QCoreApplication.translate("ExplainPanel", "Detection"), panel, overlay)
        self._view = view
        self._detect = detect
        self._panel = panel
        self._overlay = overlay
        self._settings = ExplanationSettings()
        self._explained: Explained | None = None
        self._choice: Choice | None = None
        self._rival: int | None = None
        self._prediction: Prediction | None = None
        self._connect()

    @property
    def choice(self) -> Choice | None:
        """What is explained in full."""
        return self._choice

    def show(self, explained: Explained | None) -> None:
        """Shows an explanation; what was chosen stays chosen, else the best detection is."""
        fresh = self._explained is None
        self._explained, self._choice = explained, None  # what was chosen may be gone
        self._panel.show_explained(explained)
        self._choice = self._panel.choices.choice()
        if explained is None:
            self._choose(None)
        elif self._choice is None:
            every = self._panel.choices.choices()
            self._choose(every[0] if fresh and every else None)
        else:
            self._draw()

    def show_settings(self, settings: ExplanationSettings) -> None:
        """Shows where the thresholds stand."""
        self._settings = settings
        self._panel.thresholds.show_settings(settings)

    def click(self, x: float, y: float, transform: CanvasTransform) -> None:
        """Chooses the smallest detection, or lost object, that was hit; nothing where none was."""
        if self._explained is None:
            return
        boxes = choosable(self._explained)
        hit = box_under([box for box, _ in boxes], x, y, transform)
        self._choose(None if hit is None else boxes[hit][1])

    def _connect(self) -> None:
        panel = self._panel
        panel.choices.chosen.connect(self._choose)
        panel.detection.progress_changed.connect(self._overlay.set_progress)
        panel.detection.rival_chosen.connect(self._on_rival)
        panel.object.prediction_chosen.connect(self._on_prediction)
        panel.thresholds.score_changed.connect(lambda score: self.changes_wanted.emit({"score": score}))
        panel.thresholds.nms_iou_changed.connect(self._on_nms_iou)
        self._view.objects_panel.selected.connect(self._on_listed)
        self._detect.answered.connect(self._on_detections)

    @Slot(object)
    def _choose(self, choice: Choice | None) -> None:
        if choice != self._choice:
            self._rival = self._prediction = None
        self._choice = choice
        self._panel.show_choice(choice)
        self._show_in_objects_panel(choice)
        self._draw()

    @Slot(int)
    def _on_rival(self, default_box: int) -> None:
        self._rival = default_box if default_box >= 0 else None
        self._draw()

    @Slot(object)
    def _on_prediction(self, prediction: Prediction | None) -> None:
        self._prediction = prediction
        self._draw()

    @Slot(float)
    def _on_nms_iou(self, iou: float) -> None:
        self.changes_wanted.emit({"postprocess": replace(self._settings.postprocess, nms_iou=iou)})

    @Slot(int)
    def _on_listed(self, position: int) -> None:
        """The objects panel has another row: the same detection is chosen here, if it is one here."""
        found = self._detect.detections
        if self._explained is None or found is None or position < 0:
            return
        choice = DetectionChoice(int(found.default_boxes[position]), int(found.labels[position]))
        if choice in self._panel.choices.choices():
            self._choose(choice)

    @Slot()
    def _on_detections(self) -> None:
        """The objects panel lists what was found anew: the choice is marked there again."""
        if self._explained is not None and self._choice is not None:
            self._show_in_objects_panel(self._choice)

    def _show_in_objects_panel(self, choice: Choice | None) -> None:
        found, position = self._detect.detections, None
        if found is not None and isinstance(choice, DetectionChoice):
            same = np.flatnonzero((found.default_boxes == choice.default_box) & (found.labels == choice.label))
            position = int(same[0]) if len(same) else None
        self._detect.select(position)

    def _draw(self) -> None:
        if self._explained is None:
            self._overlay.set_scene(Scene())
            return
        self._overlay.set_progress(self._panel.detection.decoding.progress())
        self._overlay.set_scene(scene_of(self._explained, self._choice, rival=self._rival, prediction=self._prediction))
