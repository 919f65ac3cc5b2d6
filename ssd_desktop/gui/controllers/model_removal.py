"""Models that the user deletes: asked, replaced where they are in use, and moved to the trash."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.checkpoints.catalog import default_detector
from ssd_desktop.checkpoints.model_list import ModelEntry
from ssd_desktop.checkpoints.removal import IN_LIBRARY, remove_model_file
from ssd_desktop.errors import CheckpointError
from ssd_desktop.gui.workers.task import run_task
from ssd_desktop.project.trash import move_to_trash


class Questions(Protocol):
    """What the controller needs of ``ModelQuestions``."""

    def remove(self, entry: ModelEntry, *, is_in_use: bool) -> bool: ...


class ModelRemoval(QObject):
    """Moves a model, or the run it came from, to the trash; shipped ones stay.

    Signals:
        removed: Title of a model that is in the trash.
        run_removed: A run went with it.
        failed: Why one is not, one sentence.
        other_wanted: Path of the detector to use instead of one that goes.
    """

    removed = Signal(str)
    run_removed = Signal()
    failed = Signal(str)
    other_wanted = Signal(object)

    def __init__(self, questions: Questions, *, in_use: Callable[[], Path | None], parent: QObject) -> None:
        """Makes it.

        Args:
            questions: Asks before a model goes.
            in_use: Returns the file of the detector in use.
            parent: Owns this one.
        """
        super().__init__(parent)
        self._questions = questions
        self._in_use = in_use

    @Slot(object)
    def remove(self, entry: ModelEntry) -> None:
        """Asks, and moves a model to the trash."""
        if entry.path is None or entry.source not in (*IN_LIBRARY, "run"):
            return
        is_in_use = self._is_in_use(entry, entry.path)
        if not self._questions.remove(entry, is_in_use=is_in_use):
            return
        if is_in_use:
            try:
                self.other_wanted.emit(default_detector())
            except CheckpointError as error:
                self.failed.emit(str(error))
                return
        run_task(partial(_move, entry, entry.path), self._on_done, self._on_failed)

    def _is_in_use(self, entry: ModelEntry, path: Path) -> bool:
        used = self._in_use()
        # Of a run the list shows one checkpoint, and the window may use the other.
        return used is not None and (used == path or (entry.source == "run" and used.parent == path.parent))

    @Slot(object)
    def _on_done(self, entry: ModelEntry) -> None:
        self.removed.emit(entry.title)
        if entry.source == "run":
            self.run_removed.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(str(error))


def _move(entry: ModelEntry, path: Path) -> ModelEntry:
    """Moves the file of a model, or its whole run, to the trash; returns the model."""
    if entry.source == "run":
        move_to_trash(path.parent)
    else:
        remove_model_file(path)
    return entry
