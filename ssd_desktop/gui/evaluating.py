"""The evaluation in the window, put together: the panel in its dock and the controller."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ssd_desktop.gui.bottom_docks import add_bottom_dock
from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.evaluate import EvaluateController
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.panels.evaluation import EvaluationPanel
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.detection import DetectionWorker

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


def make_evaluating(
    window: "MainWindow", settings: Settings, worker: DetectionWorker, detect: DetectController, media: MediaController
) -> EvaluateController:
    """Adds the Evaluation panel to a window, hidden.

    Args:
        window: The window; its layout is restored later.
        settings: Remembers the score of each detector.
        worker: Has the detector that is measured: its weights are in memory once.
        detect: Knows the model in use.
        media: Knows the picture.
    """
    panel = EvaluationPanel()
    title = QCoreApplication.translate("EvaluationPanel", "Evaluation")
    dock = add_bottom_dock(window, "evaluation", title, panel, keys="Ctrl+Shift+A")
    return EvaluateController(window, dock, panel, settings, lambda: worker.detector, detect=detect, media=media)
