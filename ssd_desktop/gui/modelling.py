"""Makes what shows, downloads and imports models, and wires it to the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_documents_path

from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.models import ModelsController
from ssd_desktop.gui.controllers.opening import OpeningController
from ssd_desktop.gui.settings import Settings

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


def make_modelling(
    window: "MainWindow", settings: Settings, detect: DetectController, opening: OpeningController
) -> ModelsController:
    """Returns the controller; dropped files of weights come to it, and the models it gives are used."""

    def run_folders() -> list[Path]:
        usual = user_documents_path() / "SSD Desktop" / "runs"
        chosen = settings.runs_folder
        return [usual] if chosen is None or chosen == usual else [chosen, usual]

    models = ModelsController(
        window,
        in_use=lambda: Path(detect.model.path) if detect.model is not None else None,
        device=lambda: detect.device,
        run_folders=run_folders,
    )
    models.model_chosen.connect(detect.load)
    detect.model_changed.connect(models.refresh_shown)
    opening.weights_dropped.connect(models.take_file)
    window.closing.connect(models.stop)
    return models
