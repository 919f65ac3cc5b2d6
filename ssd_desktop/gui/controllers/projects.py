"""The project that is open: found with what is opened, made from a folder, and the page that welcomes."""

import logging
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from ssd_desktop.errors import ProjectError, SSDDesktopError
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.controllers.opening import OpeningController
from ssd_desktop.gui.media_session import Media
from ssd_desktop.gui.panels.welcome import Sample, Step, WelcomePage
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.task import run_task
from ssd_desktop.project.project import Project, create_project, find_project, is_project, open_project, with_model
from ssd_desktop.resources import resource_path, samples_folder

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

_log = logging.getLogger(__name__)


class ProjectController(QObject):
    """Knows which project is open.

    Signals:
        changed: The ``Project`` that is open from now on, or None.
    """

    changed = Signal(object)

    def __init__(
        self, view: "MainWindow", settings: Settings, media: MediaController, opening: OpeningController
    ) -> None:
        super().__init__(view)
        self._view, self._settings, self._media = view, settings, media
        self._opening = opening
        self._project: Project | None = None
        self._folder: Path | None = None
        self._greeting = ""
        self._reads_names = False
        self._welcome = WelcomePage(self._steps(), view.canvas)
        self._connect()

    @property
    def project(self) -> Project | None:
        """The project that is open; None where what is open belongs to none."""
        return self._project

    @property
    def data(self) -> Path | None:
        """The data folder of the project that is open."""
        return None if self._project is None else self._project.data

    def start(self, path: str | None) -> None:
        """Opens what the command line names; else welcomes who was here before, and shows the samples to others."""
        if path is None and (self._settings.recent_projects or self._settings.recents):
            self.welcome()
            return
        if path is None:
            self._greet()
        self._opening.open_first(path)

    def _greet(self) -> None:
        """Tells who is here for the first time what the window shows, and where to go from here."""
        text = self.tr("A detector of playing cards looks at samples. See how, or teach it your own objects.")
        commands = self._view.commands
        self._greeting = self._view.messages.show_notice(
            text, (commands.tell.tour, commands.project.welcome), gives_way=True
        )

    @Slot()
    def _end_greeting(self) -> None:
        self._view.messages.withdraw(self._greeting)

    def resolve(self, text: str) -> str:
        """Returns what to open for a path: of the folder of a project its images, of everything else itself."""
        self._welcome.hide()
        project = self._read(Path(text)) if is_project(Path(text)) else None
        if project is None:
            return text
        self._take(project)
        if not project.images.is_dir():
            self._settings.remove_recent_project(str(project.root))
        return str(project.images)

    @Slot()
    def welcome(self) -> None:
        """Shows the page over the canvas."""
        projects = self._settings.recent_projects
        recents = [entry for entry in self._settings.recents if entry not in projects]
        # By their folders until their files are read: one on a drive of the network may be long in coming.
        named = [(Path(path).name, path) for path in projects]
        self._welcome.show_entries(projects=named, recents=recents, samples=self._samples())
        self._read_names(projects)
        self._end_greeting()
        self._welcome.appear()

    def _read_names(self, projects: tuple[str, ...]) -> None:
        if not self._reads_names:
            self._reads_names = True
            run_task(partial(_names, projects), self._on_names)

    @Slot(object)
    def _on_names(self, names: dict[str, str]) -> None:
        self._reads_names = False
        self._welcome.rename_entries(names)

    @Slot(object)
    def use_model(self, model: Path) -> None:
        """Writes into the project that is open which model it uses."""
        if self._project is None:
            return
        try:
            self._project = with_model(self._project, model)
        except ProjectError as error:
            _log.warning("The model of the project was not noted: %s", error)

    # -- Connections

    def _connect(self) -> None:
        commands = self._view.commands.project
        commands.create.triggered.connect(self._choose_folder)
        commands.welcome.triggered.connect(self.welcome)
        self._view.commands.tell.tour.triggered.connect(self._end_greeting)
        self._welcome.open_wanted.connect(self._open)
        self._welcome.closed.connect(self._close_welcome)
        self._opening.resolve_with(self.resolve)
        self._media.opened.connect(self._on_opened)
        self._media.refused.connect(self._on_refused)

    def _steps(self) -> list[Step]:
        commands = self._view.commands
        return [
            (
                self.tr("Label"),
                self.tr(
                    "Open a folder of your pictures and draw boxes around what is to be found. Twenty are a start."
                ),
                [commands.open_folder, commands.project.create],
            ),
            (
                self.tr("Train"),
                self.tr(
                    "Fine-tune the shipped detector on them. On a processor it takes minutes; the window stays usable."
                ),
                [commands.fine_tune, commands.project.runs],
            ),
            (
                self.tr("See"),
                self.tr("Look at new pictures, videos or a camera with your detector, and correct where it is wrong."),
                [commands.open_file, commands.tell.tour],
            ),
        ]

    def _samples(self) -> list[Sample]:
        texts = (
            ("samples", self.tr("Sample pictures"), self.tr("Cards and a cat, to see the shipped detector")),
            (
                "samples/game_pieces/JPEGImages",
                self.tr("Game pieces, labelled"),
                self.tr("48 labelled pictures to try a training on"),
            ),
        )
        try:
            return [(name, tip, str(resource_path(*folder.split("/")))) for folder, name, tip in texts]
        except SSDDesktopError:
            return []

    # -- Opening

    @Slot(str)
    def _open(self, text: str) -> None:
        if text in self._settings.recent_projects and not is_project(Path(text)):
            self._settings.remove_recent_project(text)
        self._media.open(self.resolve(text), remember=text not in [path for _, _, path in self._samples()])

    @Slot()
    def _close_welcome(self) -> None:
        self._welcome.hide()
        self._view.canvas.setFocus()

    @Slot()
    def _choose_folder(self) -> None:
        start = str(self._folder or self._settings.last_folder or "")
        chosen = QFileDialog.getExistingDirectory(self._view, self.tr("New Project from Folder"), start)
        if chosen:
            self.create(Path(chosen))

    def create(self, folder: Path) -> None:
        """Makes a folder a project and opens it; one that is a project already is opened."""
        try:
            if not is_project(folder):
                create_project(folder)
        except ProjectError as error:
            self._view.messages.show_error(str(error))
            return
        self._media.open(self.resolve(str(folder)))

    @Slot(object)
    def _on_opened(self, media: Media) -> None:
        """Finds the project of a picture; videos and cameras leave the one that is open."""
        self._welcome.hide()
        if not self._is_greeted_with(media):
            self._end_greeting()
        if not media.is_still or Path(media.value).parent == self._folder:
            return
        self._folder = Path(media.value).parent
        self._take_project_of(self._folder)

    def _is_greeted_with(self, media: Media) -> bool:
        return Path(media.value).parent == samples_folder()

    @Slot()
    def _on_refused(self) -> None:
        """Goes back to the project of what is shown: another one may have been taken, whose images are not there."""
        if not self._view.canvas.has_picture():
            self.welcome()
        elif self._folder is not None:
            self._take_project_of(self._folder)

    def _take_project_of(self, folder: Path) -> None:
        root = find_project(folder)
        if root is None or self._project is None or self._project.root != root:
            self._take(None if root is None else self._read(root))

    def _read(self, root: Path) -> Project | None:
        """Returns the project of a folder; None where its file is damaged, which is told."""
        try:
            return open_project(root)
        except ProjectError as error:
            self._view.messages.show_error(str(error))
            return None

    def _take(self, project: Project | None) -> None:
        if project is not None:
            self._settings.add_recent_project(str(project.root))
        if project != self._project:
            self._project = project
            self.changed.emit(project)


def _names(folders: tuple[str, ...]) -> dict[str, str]:
    """Returns what projects are called, by folder; those that cannot be read are left out."""
    found = {}
    for folder in folders:
        with suppress(ProjectError):
            found[folder] = open_project(Path(folder)).name
    return found
