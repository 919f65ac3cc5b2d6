"""Makes what shows, offers, downloads, imports and removes models, and wires it to the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.engine import EngineController
from ssd_desktop.gui.controllers.everyday_hint import EverydayHint
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.controllers.model_removal import ModelRemoval
from ssd_desktop.gui.controllers.models import ModelsController
from ssd_desktop.gui.controllers.opening import OpeningController
from ssd_desktop.gui.controllers.train import TrainController
from ssd_desktop.gui.dialogs.model_questions import ModelQuestions
from ssd_desktop.gui.settings import Settings

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


def make_modelling(
    window: "MainWindow",
    settings: Settings,
    detect: DetectController,
    media: MediaController,
    engine: EngineController,
    opening: OpeningController,
    train: TrainController,
) -> ModelsController:
    """Returns the controller; dropped files of weights come to it, and the models it gives are used."""

    def in_use() -> Path | None:
        return Path(detect.model.path) if detect.model is not None else None

    removal = ModelRemoval(ModelQuestions(window), in_use=in_use, parent=window)
    models = ModelsController(
        window,
        removal,
        in_use=in_use,
        device=lambda: detect.device,
        engine=lambda: engine.choice,
        run_folders=lambda: [train.runs_folder],
    )
    hint = EverydayHint(window.messages, settings, in_use=in_use, parent=window)
    media.settled.connect(hint.look)
    hint.wanted.connect(detect.load)
    models.model_chosen.connect(detect.load)
    removal.other_wanted.connect(detect.load)
    detect.checkpoint_chosen.connect(models.take_file)
    detect.model_changed.connect(models.refresh_shown)
    opening.weights_dropped.connect(models.take_file)
    window.closing.connect(models.stop)
    return models
