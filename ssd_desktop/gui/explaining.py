"""The views that explain the detector, put together: the panel in its dock, the worker, the controller and the tabs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDockWidget

from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.explain import ExplainController
from ssd_desktop.gui.controllers.explain_detection import DetectionTab
from ssd_desktop.gui.controllers.explain_heat import HeatTab
from ssd_desktop.gui.controllers.explore import ExploreController
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.panels.explain import ExplainPanel
from ssd_desktop.gui.training_looking import make_training_look
from ssd_desktop.gui.workers.detection import DetectionWorker
from ssd_desktop.gui.workers.explaining import ExplanationWorker

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

_LEAST_HEIGHT, _OBJECTS_HEIGHT = 460, 170
"""Logical pixels that the panel would have, and that it leaves to the list of objects above it."""


def make_explaining(
    window: "MainWindow",
    worker: DetectionWorker,
    detect: DetectController,
    media: MediaController,
    annotate: AnnotateController,
    explore: ExploreController,
) -> ExplainController:
    """Adds the Explain panel to a window, hidden, with all its tabs.

    Args:
        window: The window; its layout is restored later.
        worker: Has the detector that is explained: its weights are in memory once.
        detect: Knows the model in use.
        media: Knows the picture.
        annotate: Knows its labels.
        explore: Knows the box plan that is shown.
    """
    panel = ExplainPanel()
    title = QCoreApplication.translate("ExplainPanel", "Explain")
    area = Qt.DockWidgetArea.RightDockWidgetArea
    dock = window.add_dock("explain", title, panel, area, keys="Ctrl+Shift+8")
    # Behind a panel that is there, so that it takes no room of the picture.
    window.tabifyDockWidget(window.layers_dock, dock)
    dock.hide()
    # Hiding the tab in front brings the last one forward, whichever that is.
    window.layers_dock.raise_()
    window.docks_menu.addAction(dock.toggleViewAction())
    dock.toggleViewAction().triggered.connect(lambda wanted: _bring_forward(window, dock) if wanted else None)
    explaining = ExplanationWorker(lambda: worker.detector)
    explain = ExplainController(window, dock, panel, explaining, detect=detect, media=media, annotate=annotate)
    explain.add_tab(DetectionTab(window, detect))
    explain.add_tab(HeatTab())
    make_training_look(window, explain, worker, explore=explore, detect=detect, media=media, annotate=annotate)
    return explain


def _bring_forward(window: "MainWindow", dock: QDockWidget) -> None:
    """Puts the panel before those it shares its place with, and gives it height that the list of objects can spare."""
    dock.raise_()
    lacking = _LEAST_HEIGHT - dock.height()
    objects = window.objects_dock
    if lacking > 0 and not dock.isFloating() and window.tabifiedDockWidgets(dock):
        heights = [max(objects.height() - lacking, _OBJECTS_HEIGHT), _LEAST_HEIGHT]
        window.resizeDocks([objects, dock], heights, Qt.Orientation.Vertical)
