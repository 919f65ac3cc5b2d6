"""One training after the other: the queue, and the offer to go on with what was cut off."""

import logging
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.errors import ProjectError, SSDDesktopError
from ssd_desktop.gui.controllers.train import TrainController
from ssd_desktop.gui.dialogs.run_questions import ResumeAnswer
from ssd_desktop.gui.dialogs.training_request import TrainingRequest
from ssd_desktop.gui.workers.task import run_task
from ssd_desktop.project.order import read_order
from ssd_desktop.project.queue import RunQueue
from ssd_desktop.project.unfinished import Unfinished, find_unfinished
from ssd_desktop.training.events import TrainingResult

_log = logging.getLogger(__name__)


class Questions(Protocol):
    """What the controller needs of ``RunQuestions``."""

    def resume(self, found: Unfinished) -> ResumeAnswer: ...


class Messages(Protocol):
    """What the controller needs of ``MessageBar``."""

    def show_error(self, text: str) -> str: ...


class TrainingQueue(QObject):
    """Keeps what is trained and what waits in the queue of its folder of runs, so that a crash loses none of it.

    Signals:
        changed: The folder of runs (``Path``) whose queue is another now.
    """

    changed = Signal(object)

    def __init__(self, train: TrainController, questions: Questions, messages: Messages) -> None:
        """Connects the controller of the trainings.

        Args:
            train: Runs one training at a time; owns this one.
            questions: Asks whether to go on.
            messages: Where failures are told.
        """
        super().__init__(train)
        self._train = train
        self._questions = questions
        self._messages = messages
        self._offered: set[Path] = set()
        self._current: tuple[RunQueue, int] | None = None
        self._asks = False
        train.begun.connect(self._on_begun)
        train.run_started.connect(self._on_run_started)
        train.ended.connect(self._on_ended)
        train.queue_wanted.connect(self._add)

    @Slot(object)
    def offer(self, runs: Path) -> None:
        """Looks for what was cut off in a folder of runs, and asks once whether to go on."""
        if runs in self._offered:
            return
        self._offered.add(runs)
        run_task(partial(find_unfinished, runs), self._on_found, self._on_not_read)

    @Slot(object)
    def start(self, request: TrainingRequest) -> None:
        """Starts a training, or lets it wait for its turn."""
        self._train.start(request)

    @Slot(object)
    def go_on(self, run: Path, *, moved_data: Path | None = None) -> None:
        """Goes on with a run where it was saved last; what keeps it from that is told.

        Args:
            run: Its folder.
            moved_data: The data folder of its project, where that of the run is gone.
        """
        try:
            order = read_order(run, moved_data=moved_data, resumes=True)
        except SSDDesktopError as error:
            self._messages.show_error(str(error))
            return
        self._train.start(TrainingRequest(order.data, order.config, run.parent, resumed=run))

    def repeat(self, run: Path, *, moved_data: Path | None = None) -> None:
        """Trains again as a run was trained; what keeps it from that is told.

        Args:
            run: Its folder.
            moved_data: As for ``go_on``.
        """
        try:
            order = read_order(run, moved_data=moved_data)
        except SSDDesktopError as error:
            self._messages.show_error(str(error))
            return
        self._train.start(TrainingRequest(order.data, order.config, run.parent))

    def remove(self, runs: Path, numbers: list[int]) -> None:
        """Takes trainings that wait out of the queue of a folder of runs."""
        try:
            for number in numbers:
                RunQueue(runs).remove(number)
        except ProjectError as error:
            self._messages.show_error(str(error))
        self.changed.emit(runs)

    # -- What the trainings tell

    @Slot(object)
    def _add(self, request: TrainingRequest) -> None:
        try:
            RunQueue(request.runs_folder).add(request.data, request.config, run=request.resumed)
        except ProjectError as error:
            self._messages.show_error(str(error))
        self.changed.emit(request.runs_folder)

    @Slot(object)
    def _on_begun(self, request: TrainingRequest) -> None:
        if self._current is not None:  # its turn came, or it goes on after a divergence
            return
        queue = RunQueue(request.runs_folder)
        try:
            entry = queue.begin(request.data, request.config, run=request.resumed)
        except ProjectError as error:
            _log.warning("The training is not offered again after a crash: %s", error)
            return
        self._current = (queue, entry.number)

    @Slot(str)
    def _on_run_started(self, folder: str) -> None:
        if self._current is None:
            return
        queue, number = self._current
        try:
            queue.note_run(number, Path(folder))
        except ProjectError as error:
            _log.warning("The training is not offered again after a crash: %s", error)
        self.changed.emit(queue.runs)

    @Slot(object, bool)
    def _on_ended(self, result: TrainingResult | None, closing: bool) -> None:
        current, self._current = self._current, None
        stopped = result is not None and result.outcome == "stopped"
        if current is not None and not (closing and stopped):
            self._forget(*current)
        if not closing:
            self._begin_next(self._train.runs_folder if current is None else current[0].runs)

    def _forget(self, queue: RunQueue, number: int) -> None:
        try:
            queue.remove(number)
        except ProjectError as error:
            self._messages.show_error(str(error))
        self.changed.emit(queue.runs)

    def _begin_next(self, runs: Path) -> None:
        queue = RunQueue(runs)
        try:
            entry = queue.begin_next()
        except ProjectError as error:
            self._messages.show_error(str(error))
            return
        if entry is not None:
            self._current = (queue, entry.number)
            self._train.start(TrainingRequest(entry.data, entry.config, runs, resumed=entry.run))

    # -- What was cut off

    @Slot(object)
    def _on_found(self, found: Unfinished | None) -> None:
        if found is None or self._asks or self._train.is_running():
            return
        self._asks = True  # another folder may be read while the question stands: one question at a time
        try:
            answer = self._questions.resume(found)
        finally:
            self._asks = False
        if self._train.is_running():  # one was started while the question stood
            return
        if answer == "go on":
            self._take_up(found)
        elif answer == "forget":
            entries = [found.interrupted] if found.interrupted is not None else RunQueue(found.runs).waiting()
            self.remove(found.runs, [entry.number for entry in entries])

    def _take_up(self, found: Unfinished) -> None:
        entry = found.interrupted
        if entry is None:
            self._begin_next(found.runs)
            return
        self._current = (RunQueue(found.runs), entry.number)
        if entry.run is None:
            self._train.start(TrainingRequest(entry.data, entry.config, found.runs))
        else:
            self.go_on(entry.run, moved_data=entry.data.folder)
        if not self._train.is_running():  # what kept it from that was told
            self._current = None

    @Slot(object)
    def _on_not_read(self, error: Exception) -> None:
        _log.warning("The queue of runs cannot be read: %s", error)
        self._messages.show_error(str(error))
