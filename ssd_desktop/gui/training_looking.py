"""The views of training, put together: the tabs Matching and Loss, their worker, and a place for augmented views."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout

from ssd_desktop.gui.canvas.training_view import TrainingViewStage
from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.explain import ExplainController
from ssd_desktop.gui.controllers.explore import ExploreController
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.controllers.training_look import TrainingLook
from ssd_desktop.gui.workers.detection import DetectionWorker
from ssd_desktop.gui.workers.training_look import TrainingLookWorker

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


def make_training_look(
    window: "MainWindow",
    explain: ExplainController,
    worker: DetectionWorker,
    *,
    explore: ExploreController,
    detect: DetectController,
    media: MediaController,
    annotate: AnnotateController,
) -> TrainingLook:
    """Adds the tabs Matching and Loss to the Explain panel of a window.

    Args:
        window: The window.
        explain: Has the panel.
        worker: Has the detector whose loss is shown: its weights are in memory once.
        explore: Knows the box plan that is shown.
        detect: Knows the model in use.
        media: Knows the picture.
        annotate: Knows which box is selected.
    """
    stage = TrainingViewStage()
    stage.hide()
    centre = window.centralWidget()
    column = None if centre is None else centre.layout()
    if isinstance(column, QBoxLayout):
        column.insertWidget(column.indexOf(window.canvas) + 1, stage, 1)
    looking = TrainingLookWorker(lambda: worker.detector)
    return TrainingLook(window, explain, looking, stage, explore=explore, detect=detect, media=media, annotate=annotate)
