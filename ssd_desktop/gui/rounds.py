"""The strip above the suggestions, put together: what it shows and who does what it asks for."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.label_files import LabelFiles
from ssd_desktop.gui.controllers.rounds import RoundsController
from ssd_desktop.gui.controllers.train import TrainController
from ssd_desktop.gui.dialogs.training_request import TrainingRequest
from ssd_desktop.gui.panels.round_strip import RoundStrip
from ssd_desktop.gui.projects import Projects
from ssd_desktop.gui.settings import Settings

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class _Surroundings:
    """Answers the controller out of the other parts of the window."""

    def __init__(
        self, window: "MainWindow", settings: Settings, detect: DetectController, train: TrainController,
        projects: Projects,
    ) -> None:  # fmt: skip
        self._window, self._settings, self._detect = window, settings, detect
        self._train, self._projects = train, projects

    def model(self) -> Path | None:
        model = self._detect.model
        return None if model is None else Path(model.path)

    def device(self) -> str:
        return self._detect.device

    def runs_folder(self) -> Path:
        return self._train.runs_folder

    def moved_data(self) -> Path | None:
        return self._projects.controller.data

    def speeds(self) -> Mapping[str, float]:
        return self._settings.training_speeds

    def is_training(self) -> bool:
        return self._train.is_running()

    def start(self, request: TrainingRequest) -> None:
        self._projects.queue.start(request)

    def tell(self, text: str) -> object:
        return self._window.messages.show_error(text)


def make_rounds(
    window: "MainWindow",
    settings: Settings,
    files: LabelFiles,
    detect: DetectController,
    train: TrainController,
    projects: Projects,
) -> RoundsController:
    """Puts the strip into the Suggestions panel of a window.

    Args:
        window: The window.
        settings: Remember how fast this machine trains.
        files: Have the labels of the open folder.
        detect: Knows the model in use.
        train: Runs trainings.
        projects: Know the open project and the queue.
    """
    strip = RoundStrip()
    window.suggestions_panel.put_first(strip)
    rounds = RoundsController(strip, files, _Surroundings(window, settings, detect, train, projects))
    train.begun.connect(rounds.stop)
    train.ended.connect(rounds.on_training_ended)
    train.running_changed.connect(rounds.look_soon)
    detect.model_changed.connect(rounds.look_soon)
    projects.controller.changed.connect(rounds.look_soon)
    window.closing.connect(rounds.stop)
    return rounds
