"""Makes what shows, downloads and imports models, and wires it to the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.models import ModelsController
from ssd_desktop.gui.controllers.opening import OpeningController
from ssd_desktop.gui.controllers.train import TrainController

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


def make_modelling(
    window: "MainWindow", detect: DetectController, opening: OpeningController, train: TrainController
) -> ModelsController:
    """Returns the controller; dropped files of weights come to it, and the models it gives are used."""
    models = ModelsController(
        window,
        in_use=lambda: Path(detect.model.path) if detect.model is not None else None,
        device=lambda: detect.device,
        run_folders=lambda: [train.runs_folder],
    )
    models.model_chosen.connect(detect.load)
    detect.checkpoint_chosen.connect(models.take_file)
    detect.model_changed.connect(models.refresh_shown)
    opening.weights_dropped.connect(models.take_file)
    window.closing.connect(models.stop)
    return models
