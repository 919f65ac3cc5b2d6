"""The models: which there are, which is used, and downloads, imports and measurements one at a time."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from ssd_desktop.checkpoints.base_info import read_base_info
from ssd_desktop.checkpoints.download import DownloadCancelled
from ssd_desktop.checkpoints.header import read_header
from ssd_desktop.checkpoints.info import METADATA_KEY
from ssd_desktop.checkpoints.library import FOREIGN_SUFFIXES, library_path, weights_patterns
from ssd_desktop.checkpoints.model_list import ModelEntry, list_models
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.controllers.model_removal import ModelRemoval
from ssd_desktop.gui.controllers.model_work import download_work, import_work, measure_work
from ssd_desktop.gui.dialogs.import_model import ImportModelDialog, ImportRequest
from ssd_desktop.gui.dialogs.models import ModelsDialog
from ssd_desktop.gui.localised import localised, localised_device
from ssd_desktop.gui.workers.model_job import ModelJob, Work
from ssd_desktop.gui.workers.task import run_task
from ssd_desktop.gui.workers.thread import WorkerThread
from ssd_desktop.inference.engines.config import EngineChoice
from ssd_desktop.inference.speed_memory import remembered_speeds

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

_MEGABYTE = 2**20


class ModelsController(QObject):
    """Opens the dialog and does what it asks for; one piece of work at a time.

    Signals:
        model_chosen: Path of a detector to use now.
    """

    model_chosen = Signal(object)

    def __init__(
        self,
        view: "MainWindow",
        removal: ModelRemoval,
        *,
        in_use: Callable[[], Path | None],
        device: Callable[[], str],
        engine: Callable[[], EngineChoice],
        run_folders: Callable[[], Sequence[Path]],
    ) -> None:
        """Connects the command.

        Args:
            view: The window.
            removal: Moves models to the trash.
            in_use: Returns the file of the detector in use.
            device: Returns the device that is chosen.
            engine: Returns the engine that is chosen.
            run_folders: Returns the folders of runs.
        """
        super().__init__(view)
        self._view = view
        self.removal = removal
        self._in_use, self._device, self._engine, self._run_folders = in_use, device, engine, run_folders
        self._dialog: ModelsDialog | None = None
        self._job: ModelJob | None = None
        self._thread: WorkerThread | None = None
        self._after: Callable[[Any], str] = str
        self._title = ""
        self._listing = 0
        self._new_name = ""
        removal.removed.connect(self._on_removed)
        removal.failed.connect(self._note)
        view.commands.models.triggered.connect(self.open_dialog)

    @property
    def dialog(self) -> ModelsDialog | None:
        """The dialog that is open; None while none is."""
        return self._dialog

    @Slot()
    def open_dialog(self) -> None:
        """Shows the models."""
        if self._dialog is None:
            self._dialog = self._new_dialog()
        self.refresh()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    @Slot()
    def refresh(self) -> None:
        """Looks for models anew; a folder on the network may take its time."""
        folders = list(self._run_folders())
        self._listing += 1
        run_task(lambda: list_models(runs=folders), partial(self._on_listed, self._listing), self._on_failed)

    @Slot()
    def refresh_shown(self) -> None:
        """Looks for models anew where somebody sees them: another detector is in use now."""
        if self._dialog is not None:
            self.refresh()

    @Slot(object)
    def take_file(self, path: Path) -> None:
        """Uses a checkpoint of ours; offers to import a file of another program."""
        try:
            if path.suffix.lower() not in FOREIGN_SUFFIXES:
                if METADATA_KEY in read_header(path).metadata:
                    self.model_chosen.emit(path)
                    return
                if read_base_info(path) is not None:
                    text = self.tr("{name} holds start weights; choose it in Train > Fine-tune.")
                    self._view.messages.show_notice(text.format(name=path.name))
                    return
        except SSDDesktopError as error:
            self._view.messages.show_error(str(error))
            return
        self._ask_import(path)

    @Slot()
    def stop(self) -> None:
        """Cancels the work that runs; what was downloaded so far stays for the next time."""
        if self._job is not None:
            self._job.request_stop()

    def is_working(self) -> bool:
        """Returns whether a download, an import or a measurement runs."""
        return self._job is not None

    # -- Dialog

    def _new_dialog(self) -> ModelsDialog:
        dialog = ModelsDialog(self._view)
        dialog.use_wanted.connect(self.model_chosen)
        dialog.download_wanted.connect(self._download)
        dialog.measure_wanted.connect(self._measure)
        dialog.remove_wanted.connect(self.removal.remove)
        dialog.import_wanted.connect(self._choose_file)
        dialog.file_dropped.connect(self.take_file)
        dialog.folder_wanted.connect(self._show_folder)
        dialog.cancel_wanted.connect(self.stop)
        dialog.chosen.connect(self._show_card)
        dialog.finished.connect(self._on_dialog_finished)
        if self._job is not None:
            dialog.show_work(self._title)
        return dialog

    @Slot()
    def _on_dialog_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _on_listed(self, number: int, entries: Sequence[ModelEntry]) -> None:
        if self._dialog is not None and number == self._listing:  # else one that was begun later is on its way
            self._dialog.set_entries(entries, in_use=self._in_use())
            if self._new_name:
                self._dialog.choose(self._new_name)
            self._new_name = ""

    @Slot(object)
    def _show_card(self, entry: ModelEntry) -> None:
        if self._dialog is not None:
            self._dialog.show_card(entry, remembered_speeds(entry.network, len(entry.classes)))

    @Slot(object)
    def _show_folder(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    # -- Import

    @Slot()
    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self._dialog or self._view,
            self.tr("Import Model"),
            "",
            self.tr("Weights ({patterns});;All files (*)").format(patterns=weights_patterns()),
        )
        if path:
            self.take_file(Path(path))

    def _ask_import(self, path: Path) -> None:
        self.open_dialog()
        if self.is_working():
            self._note_busy()
            return
        dialog = ImportModelDialog(path, self._problem_of_name, self._dialog)
        accepted = dialog.exec()
        request = dialog.request()
        dialog.deleteLater()
        if accepted:
            self.import_model(request)

    def import_model(self, request: ImportRequest) -> None:
        """Imports a file into the library."""
        problem = self._problem_of_name(request.name)
        if problem:
            self._tell(problem)
            return
        title = self.tr("Importing {name}...").format(name=request.path.name)
        self._begin(title, import_work(request, library_path(request.name)), self._imported)

    def _problem_of_name(self, name: str) -> str:
        """Returns why nothing can be imported under a name; "" where it can."""
        try:
            target = library_path(name)
        except SSDDesktopError as error:
            return str(error)
        if target.exists():
            return self.tr("There is a model named {name} already; choose another name.").format(name=target.stem)
        return ""

    def _imported(self, made: Any) -> str:
        self._new_name = made.path.stem
        text = self.tr("{name} is imported: {layout}.").format(name=made.path.stem, layout=made.layout)
        return " ".join([text, *map(localised, made.notes)])

    # -- Download and measurement

    @Slot(str)
    def _download(self, name: str) -> None:
        title = self.tr("Downloading {name}").format(name=name)
        self._begin(title, download_work(name), self._downloaded)

    def _downloaded(self, path: Path) -> str:
        self._new_name = path.stem
        return self.tr("{name} is there.").format(name=path.stem)

    @Slot(object)
    def _measure(self, path: Path) -> None:
        work = measure_work(path, self._device(), self._engine())
        self._begin(self.tr("Measuring the speed of {name}...").format(name=path.stem), work, self._measured)

    def _measured(self, result: tuple[str, float] | None) -> str:
        if self._dialog is not None and self._dialog.entry is not None:
            self._show_card(self._dialog.entry)
        if result is None:
            return self.tr("Cancelled.")
        text = self.tr("{milliseconds} ms a picture on {device}")
        return text.format(milliseconds=round(result[1]), device=localised_device(result[0]))

    # -- Removal

    @Slot(str)
    def _on_removed(self, name: str) -> None:
        self._note(self.tr("{name} is in the trash.").format(name=name))
        self.refresh_shown()

    # -- Work

    def _begin(self, title: str, work: Work, after: Callable[[Any], str]) -> None:
        """Starts a piece of work, unless one runs; ``after`` returns what is told of what it made."""
        if self._job is not None:
            self._note_busy()
            return
        self._title, self._after = title, after
        job = ModelJob(work)
        job.progressed.connect(self._on_progress)
        job.done.connect(self._on_done)
        job.failed.connect(self._on_job_failed)
        self._job, self._thread = job, WorkerThread(job, "models", self)
        self._thread.finished.connect(self._on_finished)
        self._thread.start()
        if self._dialog is not None:
            self._dialog.show_work(title)

    @Slot(float, float)
    def _on_progress(self, done: float, total: float) -> None:
        if self._dialog is None:
            return
        text = self.tr("{title}: {done} of {total} MB") if total else self.tr("{title}: {done} MB")
        numbers = {"done": round(done / _MEGABYTE), "total": round(total / _MEGABYTE)}
        self._dialog.show_work(text.format(title=self._title, **numbers), done, total)

    @Slot(object)
    def _on_done(self, result: object) -> None:
        self._tell(self._after(result))
        self.refresh_shown()

    @Slot(object)
    def _on_job_failed(self, error: Exception) -> None:
        if isinstance(error, DownloadCancelled):
            self._tell(self.tr("Cancelled; the download goes on from here the next time."))
        elif isinstance(error, SSDDesktopError):
            self._tell(str(error))
        else:
            text = self.tr("It failed unexpectedly ({name}); details are in the log file.")
            self._tell(text.format(name=type(error).__name__))

    @Slot()
    def _on_finished(self) -> None:
        self._job = None
        if self._thread is not None:
            self._thread.deleteLater()
            self._thread = None

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._note(str(error))

    def _note_busy(self) -> None:
        self._note(self.tr("Wait until the work that runs has ended, or cancel it."))

    @Slot(str)
    def _note(self, text: str) -> None:
        if self._dialog is not None:
            self._dialog.show_note(text)

    def _tell(self, text: str) -> None:
        if self._dialog is not None:
            self._dialog.show_end(text)
        else:
            self._view.messages.show_notice(text)
