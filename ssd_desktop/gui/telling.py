"""What tells others of the detector, put together: views as pictures, the trace as JSON, the guided tour."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QBoxLayout, QDockWidget, QWidget

from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.explain import ExplainController
from ssd_desktop.gui.controllers.explore import ExploreController
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.controllers.tell import TellController, View
from ssd_desktop.gui.controllers.tour import TourController
from ssd_desktop.gui.controllers.tour_stage import TourStage
from ssd_desktop.gui.controllers.training_look import TrainingLook
from ssd_desktop.gui.panels.explain_heat import ExplainHeatPanel
from ssd_desktop.gui.panels.tour_card import TourCard
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.detection import DetectionWorker
from ssd_desktop.resources import LABELLED_SAMPLE, resource_path

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

    def front_choice() -> tuple[str, ...]:
        panel = front_tab()
        if not isinstance(panel, ExplainHeatPanel):
            return ()
        boxes = (panel.what, panel.of_class, panel.pooling, panel.feature_map)
        return tuple(box.currentText() for box in boxes if box.isVisibleTo(panel))

    views = [
        View(explain.panel, front_title, front_tab, front_choice),
        View(layers, lambda: QCoreApplication.translate("MainWindow", "Layers"), layers_in_use),
    ]
    evaluation = window.findChild(QDockWidget, "dock_evaluation")
    if evaluation is not None:
        contents = evaluation.widget()
        views.append(View(contents, evaluation.windowTitle, lambda: contents))
    _make_tour(window, explain, detect, media)
    return TellController(
        window, settings, lambda: worker.detector, views=views, explain=explain, detect=detect, media=media
    )


def _make_tour(
    window: "MainWindow", explain: ExplainController, detect: DetectController, media: MediaController
) -> None:
    """Puts the card of the tour below the picture, hidden."""
    look, explore = window.findChild(TrainingLook), window.findChild(ExploreController)
    centre = window.centralWidget()
    column = None if centre is None else centre.layout()
    if look is None or explore is None or not isinstance(column, QBoxLayout):
        return
    card = TourCard()
    card.hide()
    column.insertWidget(column.indexOf(window.timeline_panel), card)
    stage = TourStage(window, explain=explain, look=look, explore=explore, detect=detect)
    TourController(window, card, stage, media, lambda: resource_path("samples") / LABELLED_SAMPLE)
