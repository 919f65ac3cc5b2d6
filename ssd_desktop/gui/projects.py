"""Projects, their runs and the queue, put together: panel, controllers, and what they tell the others."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ssd_desktop.gui.bottom_docks import add_bottom_dock
from ssd_desktop.gui.comparing import Comparing
from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.controllers.opening import OpeningController
from ssd_desktop.gui.controllers.projects import ProjectController
from ssd_desktop.gui.controllers.runs import RunsController
from ssd_desktop.gui.controllers.train import TrainController
from ssd_desktop.gui.controllers.training_queue import TrainingQueue
from ssd_desktop.gui.dialogs.run_questions import RunQuestions
from ssd_desktop.gui.dock_tabs import bring_forward
from ssd_desktop.gui.panels.runs import RunsPanel
from ssd_desktop.gui.settings import Settings
from ssd_desktop.project.project import Project

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class Projects:
    """Everything about projects, as attributes.

    Args:
        window: The window; its layout is restored later.
        settings: Remember projects and the folder of runs.
        media: Opens pictures.
        opening: Turns what the user does into something to open.
        detect: Loads the model of a run.
        train: Runs trainings.
    """

    def __init__(
        self,
        window: "MainWindow",
        settings: Settings,
        media: MediaController,
        opening: OpeningController,
        detect: DetectController,
        train: TrainController,
    ) -> None:
        self._window, self._settings, self._detect, self._train = window, settings, detect, train
        self.panel = RunsPanel()
        self._add_dock()
        self.questions = RunQuestions(window)
        self.controller = ProjectController(window, settings, media, opening)
        self.queue = TrainingQueue(train, self.questions, window.messages)
        self.runs = RunsController(
            self.panel,
            self.queue,
            runs_folder=lambda: train.runs_folder,
            moved_data=lambda: self.controller.data,
            questions=self.questions,
            messages=window.messages,
            window=window,
        )
        self.comparing = Comparing(window, media, detect, moved_data=lambda: self.controller.data)
        self._wire()

    def start(self, path: str | None) -> None:
        """Opens what is to be opened, and offers to go on with what was cut off."""
        self.controller.start(path)
        if self._settings.chosen_runs_folder is not None:
            self.queue.offer(self._settings.chosen_runs_folder)

    def _add_dock(self) -> None:
        window = self._window
        title = QCoreApplication.translate("RunsPanel", "Runs")
        self.dock = add_bottom_dock(window, "runs", title, self.panel, keys="Ctrl+Shift+H")

    def _wire(self) -> None:
        commands, panel = self._window.commands.project, self.panel
        commands.runs.triggered.connect(self._show_runs)
        panel.train_wanted.connect(self._train.open_dialog)
        self.runs.model_chosen.connect(self._detect.load)
        self.runs.compared.connect(self.comparing.begin)
        for chosen in (self.runs.model_chosen, self._train.model_chosen):
            chosen.connect(self.controller.use_model)
        self.controller.changed.connect(self._on_project)
        self._train.running_changed.connect(self._look)

    def _show_runs(self) -> None:
        bring_forward(self._window, self.dock)

    def _look(self) -> None:
        if self.panel.isVisible():
            self.runs.look()

    def _on_project(self, project: Project | None) -> None:
        """Takes the folders and the model of a project."""
        self._train.use_project(*((None, None) if project is None else (project.data, project.runs)))
        self._look()
        if project is None:
            return
        self.queue.offer(project.runs)
        if project.model is not None and project.model.is_file() and not self._is_in_use(project.model):
            self._settings.model = str(project.model)
            self._detect.load(project.model)

    def _is_in_use(self, model: Path) -> bool:
        return self._detect.model is not None and Path(self._detect.model.path) == model
