"""The panel of runs: what it lists, and what becomes of what the user wants with them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ssd_desktop.errors import ProjectError
from ssd_desktop.gui.controllers.training_queue import TrainingQueue
from ssd_desktop.gui.panels.runs import RunsPanel
from ssd_desktop.gui.panels.runs_model import Row
from ssd_desktop.gui.workers.task import run_task
from ssd_desktop.project.about import annotate, rename
from ssd_desktop.project.comparison import Comparison, compare
from ssd_desktop.project.queue import RunQueue
from ssd_desktop.project.runs import list_runs, read_run
from ssd_desktop.project.trash import move_to_trash


class Questions(Protocol):
    """What the controller needs of ``RunQuestions``."""

    def delete(self, names: list[str]) -> bool: ...


class Messages(Protocol):
    """What the controller needs of ``MessageBar``."""

    def show_error(self, text: str) -> str: ...


class RunsController(QObject):
    """Reads the runs of a folder off the window's thread, and changes them as the user says.

    Signals:
        model_chosen: The checkpoint (``Path``) that is to be used now.
        compared: The ``CompareRunsDialog`` that was opened.
    """

    model_chosen = Signal(object)
    compared = Signal(object)

    def __init__(
        self,
        panel: RunsPanel,
        queue: TrainingQueue,
        *,
        runs_folder: Callable[[], Path],
        moved_data: Callable[[], Path | None],
        questions: Questions,
        messages: Messages,
        window: QWidget | None = None,
    ) -> None:
        """Connects the panel.

        Args:
            panel: Where runs are shown; owns this one.
            queue: Starts trainings.
            runs_folder: Returns the folder whose runs are listed.
            moved_data: Returns the data folder of the project that is open, where one is.
            questions: Asks before runs go to the trash.
            messages: Where failures are told.
            window: Parent of dialogs.
        """
        super().__init__(panel)
        self._panel, self._queue, self._window = panel, queue, window
        self._runs_folder, self._moved_data = runs_folder, moved_data
        self._questions, self._messages = questions, messages
        self._looking = False
        self._look_again = False
        self._connect()

    @Slot()
    def look(self) -> None:
        """Reads the runs; while they are read, once more afterwards."""
        if self._looking:
            self._look_again = True
            return
        self._looking, self._look_again = True, False
        folder = self._runs_folder()
        run_task(partial(_rows, folder), self._on_read, self._on_not_read)

    def _connect(self) -> None:
        panel = self._panel
        panel.look_wanted.connect(self.look)
        panel.compare_wanted.connect(self._compare)
        panel.model_wanted.connect(self.model_chosen)
        panel.continue_wanted.connect(self._go_on)
        panel.repeat_wanted.connect(self._repeat)
        panel.folder_wanted.connect(self._show_folder)
        panel.delete_wanted.connect(self._delete)
        panel.unqueue_wanted.connect(self._unqueue)
        panel.name_edited.connect(self._rename)
        panel.note_edited.connect(self._annotate)
        self._queue.changed.connect(self._on_queue_changed)

    # -- Reading

    @Slot(object)
    def _on_read(self, found: tuple[Path, Sequence[Row]]) -> None:
        self._looking = False
        folder, rows = found
        if self._look_again or folder != self._runs_folder():
            self.look()
        else:
            self._panel.set_rows(folder, rows)

    @Slot(object)
    def _on_not_read(self, error: Exception) -> None:
        self._looking = False
        self._messages.show_error(str(error))

    @Slot(object)
    def _on_queue_changed(self, _: Path) -> None:
        if self._panel.isVisible():
            self.look()

    # -- What the user wants

    @Slot(object)
    def _compare(self, paths: Sequence[Path]) -> None:
        run_task(lambda: compare([read_run(path) for path in paths]), self._show_comparison, self._tell)

    @Slot(object)
    def _show_comparison(self, comparison: Comparison) -> None:
        # Not before: pyqtgraph takes half a second to import.
        from ssd_desktop.gui.dialogs.compare_runs import CompareRunsDialog

        dialog = CompareRunsDialog(comparison, self._window)
        dialog.show()
        self.compared.emit(dialog)

    @Slot(object)
    def _go_on(self, run: Path) -> None:
        self._queue.go_on(run, moved_data=self._moved_data())

    @Slot(object)
    def _repeat(self, run: Path) -> None:
        self._queue.repeat(run, moved_data=self._moved_data())

    @Slot(object)
    def _show_folder(self, run: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(run)))

    @Slot(object)
    def _delete(self, paths: Sequence[Path]) -> None:
        if not self._questions.delete([path.name for path in paths]):
            return

        def delete() -> None:
            for path in paths:
                move_to_trash(path)

        run_task(delete, self.look, self._tell)

    @Slot(object)
    def _unqueue(self, numbers: Sequence[int]) -> None:
        self._queue.remove(self._runs_folder(), list(numbers))

    @Slot(object, str)
    def _rename(self, run: Path, name: str) -> None:
        self._write(partial(rename, run, "" if name == run.name else name))

    @Slot(object, str)
    def _annotate(self, run: Path, note: str) -> None:
        self._write(partial(annotate, run, note))

    def _write(self, write: Callable[[], None]) -> None:
        try:
            write()
        except ProjectError as error:
            self._messages.show_error(str(error))
        self.look()

    @Slot(object)
    def _tell(self, error: Exception) -> None:
        self._messages.show_error(str(error))
        self.look()


def _rows(folder: Path) -> tuple[Path, list[Row]]:
    """Reads what is listed of a folder: trainings that wait, then the runs."""
    return folder, [*RunQueue(folder).waiting(), *list_runs(folder)]
