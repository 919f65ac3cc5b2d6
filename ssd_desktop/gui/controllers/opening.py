"""The ways to open something: dialogs, drops, recent ones, cameras, addresses."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from ssd_desktop.checkpoints.library import is_weights_file
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.dialogs.input_questions import ask_line
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.task import run_task
from ssd_desktop.resources import resource_path

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

#: Addresses are long, and one that is cut off cannot be checked.
_ADDRESS_WIDTH = 520


class OpeningController(QObject):
    """Turns what the user does into one text for ``MediaController.open``.

    Signals:
        weights_dropped: Path of a file of weights, which is no picture.
    """

    weights_dropped = Signal(object)

    def __init__(self, view: "MainWindow", settings: Settings, media: MediaController) -> None:
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._media = media
        self._resolve: Callable[[str], str] = str
        self._looking_for_cameras = False
        commands = view.commands
        commands.open_file.triggered.connect(self._choose_file)
        commands.open_folder.triggered.connect(self._choose_folder)
        commands.open_stream.triggered.connect(self._ask_address)
        view.canvas.files_dropped.connect(self._on_dropped)
        view.recent_menu.aboutToShow.connect(self._fill_recent_menu)
        view.camera_menu.aboutToShow.connect(self._look_for_cameras)

    def resolve_with(self, resolve: Callable[[str], str]) -> None:
        """Lets ``resolve`` say what to open for what the user named."""
        self._resolve = resolve

    def open_first(self, text: str | None) -> None:
        """Opens what the command line names, else the shipped sample pictures."""
        if text is not None:
            self._open(text)
            return
        try:
            self._open(str(resource_path("samples")), remember=False)
        except SSDDesktopError as error:
            self._view.messages.show_notice(str(error))

    def _open(self, text: str, *, remember: bool = True) -> None:
        self._media.open(self._resolve(text), remember=remember)

    @Slot()
    def _choose_file(self) -> None:
        from ssd_desktop.media.image_file import IMAGE_SUFFIXES
        from ssd_desktop.media.sources import VIDEO_SUFFIXES

        images, videos = (_patterns(suffixes) for suffixes in (IMAGE_SUFFIXES, VIDEO_SUFFIXES))
        filters = (
            self.tr("Pictures and videos ({patterns})").format(patterns=f"{images} {videos}"),
            self.tr("Pictures ({patterns})").format(patterns=images),
            self.tr("Videos ({patterns})").format(patterns=videos),
            self.tr("All files (*)"),
        )
        path, _ = QFileDialog.getOpenFileName(
            self._view, self.tr("Open Picture or Video"), self._folder(), ";;".join(filters)
        )
        if path:
            self._open(path)

    @Slot()
    def _choose_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self._view, self.tr("Open Folder"), self._folder())
        if path:
            self._open(path)

    @Slot()
    def _ask_address(self) -> None:
        last = next((entry for entry in self._settings.recents if "://" in entry), "")
        title, question = self.tr("Open Stream Address"), self.tr("Address of the stream (http, https, rtsp or rtmp):")
        text = ask_line(self._view, title, question, text=last, width=_ADDRESS_WIDTH)
        if text:
            self._open(text)

    @Slot(list)
    def _on_dropped(self, entries: list[str]) -> None:
        """Opens the first of what was dropped; several files of a folder are all in its list anyway."""
        if not entries:
            return
        if is_weights_file(entries[0]):
            self.weights_dropped.emit(Path(entries[0]))
        else:
            self._open(entries[0])

    @Slot()
    def _fill_recent_menu(self) -> None:
        menu = self._view.recent_menu
        menu.clear()
        for position, entry in enumerate(self._settings.recents, 1):
            mnemonic = f"&{position} " if position < 10 else ""
            action = menu.addAction(mnemonic + _shortened(entry).replace("&", "&&"))
            action.setStatusTip(entry)
            action.setData(entry)
            action.triggered.connect(self._open_from_menu)
        if menu.isEmpty():
            menu.addAction(self.tr("Nothing opened yet")).setEnabled(False)
            return
        menu.addSeparator()
        menu.addAction(self.tr("&Clear List")).triggered.connect(self._settings.clear_recents)

    @Slot()
    def _look_for_cameras(self) -> None:
        """Asks the system for cameras each time, since they come and go; that can take seconds."""
        if self._looking_for_cameras:
            return
        self._looking_for_cameras = True
        if self._view.camera_menu.isEmpty():
            self._view.camera_menu.addAction(self.tr("Looking for cameras...")).setEnabled(False)
        run_task(_cameras, self._on_cameras, self._on_no_cameras)

    @Slot(object)
    def _on_cameras(self, cameras: Sequence[tuple[int, str]]) -> None:
        self._looking_for_cameras = False
        menu = self._view.camera_menu
        menu.clear()
        for index, name in cameras:
            action = menu.addAction(self.tr("{index}: {name}").format(index=index, name=name))
            action.setData(str(index))
            action.triggered.connect(self._open_from_menu)
        if menu.isEmpty():
            menu.addAction(self.tr("No camera found")).setEnabled(False)

    @Slot(object)
    def _on_no_cameras(self, error: Exception) -> None:
        self._on_cameras(())
        self._view.messages.show_error(str(error))

    @Slot()
    def _open_from_menu(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._open(str(action.data()))

    def _folder(self) -> str:
        return str(self._settings.last_folder or "")


def _cameras() -> list[tuple[int, str]]:
    from ssd_desktop.media.camera import list_cameras

    return [(camera.index, camera.name) for camera in list_cameras()]


def _patterns(suffixes: frozenset[str]) -> str:
    return " ".join(f"*{suffix}" for suffix in sorted(suffixes))


def _shortened(entry: str, longest: int = 60) -> str:
    """Returns a path with its middle left out where it is long: the name at its end matters."""
    if len(entry) <= longest or "://" in entry:
        return entry
    path = Path(entry)
    return str(Path(path.parent.parts[0], "…", *path.parts[-2:]))
