"""What tells others of the detector, put together: views as pictures, the trace as JSON, the guided tour."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDockWidget, QWidget

from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.explain import ExplainController
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.controllers.tell import TellController, View
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.detection import DetectionWorker

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


def make_telling(
    window: "MainWindow",
    settings: Settings,
    worker: DetectionWorker,
    explain: ExplainController,
    detect: DetectController,
    media: MediaController,
) -> TellController:
    """Connects the commands that give a view away.

    Args:
        window: The window, with all its panels.
        settings: Of the user.
        worker: Has the detector.
        explain: Has the Explain panel.
        detect: Knows the model in use.
        media: Knows the picture.
    """
    layers = window.layers_panel

    def layers_in_use() -> QWidget | None:
        return layers if layers.drawing().maps else None

    def front_tab() -> QWidget | None:
        return None if explain.front is None else explain.front.panel

    def front_title() -> str:
        return "" if explain.front is None else explain.front.title

    views = [
        View(explain.panel, front_title, front_tab),
        View(layers, lambda: QCoreApplication.translate("MainWindow", "Layers"), layers_in_use),
    ]
    evaluation = window.findChild(QDockWidget, "dock_evaluation")
    if evaluation is not None:
        contents = evaluation.widget()
        views.append(View(contents, evaluation.windowTitle, lambda: contents))
    return TellController(
        window, settings, lambda: worker.detector, views=views, explain=explain, detect=detect, media=media
    )
