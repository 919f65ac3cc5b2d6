"""The loop of labelling and training in the window: what came since the last run, and the next run by one button."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, SignalInstance, Slot

from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.controllers.label_files import LabelFiles
from ssd_desktop.gui.dialogs.training_request import TrainingRequest
from ssd_desktop.gui.panels.round_strip import RoundStrip
from ssd_desktop.gui.workers.gain import GainWorker
from ssd_desktop.gui.workers.task import run_task
from ssd_desktop.gui.workers.thread import Worker, WorkerThread
from ssd_desktop.project.rounds import NextRun, Round, next_run, read_round
from ssd_desktop.training.events import TrainingResult

_SETTLED_MS = 1000
_REST = 10
"""Times as long as the last reading of the labels took, nothing is read again: labelling must stay quick."""

_Found = tuple[Path | None, Round | None, NextRun | None, str, float]


class Surroundings(Protocol):
    """What the controller asks of the rest of the window."""

    def model(self) -> Path | None:
        """Returns the checkpoint in use."""

    def device(self) -> str:
        """Returns the device that detects."""

    def runs_folder(self) -> Path:
        """Returns the folder of runs."""

    def moved_data(self) -> Path | None:
        """Returns the data folder of the project that is open."""

    def speeds(self) -> Mapping[str, float]:
        """Returns the speeds that are remembered."""

    def is_training(self) -> bool:
        """Returns whether a training runs."""

    def start(self, request: TrainingRequest) -> None:
        """Starts a training, or lets it wait."""

    def tell(self, text: str) -> object:
        """Shows what went wrong."""


class Measuring(Worker, Protocol):
    """What the controller needs of ``GainWorker``."""

    progressed: SignalInstance
    measured: SignalInstance


class RoundsController(QObject):
    """Fills the strip above the suggestions, and does what it asks for."""

    def __init__(
        self,
        strip: RoundStrip,
        files: LabelFiles,
        around: Surroundings,
        *,
        make_worker: Callable[[Path, str, Path | None], Measuring] = GainWorker,
    ) -> None:
        """Connects the strip.

        Args:
            strip: Owns this one.
            files: Tell of labels that were saved.
            around: The rest of the window.
            make_worker: Makes what measures the gain of a run.
        """
        super().__init__(strip)
        self._strip, self._files, self._around, self._make_worker = strip, files, around, make_worker
        self._round: Round | None = None
        self._next: NextRun | None = None
        self._looking = False
        self._measures_when_read = False
        self._thread: WorkerThread | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED_MS)
        self._timer.timeout.connect(self.look)
        strip.look_wanted.connect(self.look)
        strip.again_wanted.connect(self.train_again)
        strip.measure_wanted.connect(self._measure_or_stop)
        files.folder_opened.connect(self.look_soon)
        files.saving_changed.connect(self._on_saving)

    # -- Looking

    @Slot()
    def look_soon(self) -> None:
        """Reads labels and runs again once nothing more comes."""
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Reads labels and runs, where the strip is in view; later where they are being read."""
        folder = self._files.folder
        if not (self._strip.isVisible() or self._measures_when_read):
            return
        if self._looking:
            self._timer.start()
            return
        self._looking = True
        around = self._around
        work = partial(_read, folder, around.runs_folder(), around.model(), dict(around.speeds()), around.moved_data())
        run_task(work, self._on_read, self._on_not_read)

    @Slot()
    def _on_saving(self) -> None:
        if self._files.state()[0] == "saved":
            self._timer.start()

    @Slot(object)
    def _on_read(self, found: _Found) -> None:
        folder, last, wanted, why_not, seconds = found
        self._looking = False
        self._timer.setInterval(max(_SETTLED_MS, round(1000 * _REST * seconds)))
        if folder != self._files.folder:
            self.look()
            return
        self._round, self._next = last, wanted
        if self._thread is None:
            self._strip.show_round(last)
        self._strip.show_next(wanted, why_not, waits=self._around.is_training())
        measures, self._measures_when_read = self._measures_when_read, False
        if measures and last is not None and last.gain is None and not last.why_no_gain:
            self._measure(last)

    @Slot(object)
    def _on_not_read(self, error: Exception) -> None:
        self._looking = self._measures_when_read = False
        self._around.tell(str(error))

    # -- The next run

    @Slot()
    def train_again(self) -> None:
        """Starts the next run from the model in use, once all labels are written."""
        if self._next is None or self._round is None:
            return
        errors = self._files.finish()
        if errors:
            self._around.tell(errors[0])
            return
        self.stop()
        order = self._next.order
        self._around.start(TrainingRequest(order.data, order.config, self._round.run.path.parent))

    # -- What the last run gained

    @Slot(object, bool)
    def on_training_ended(self, result: TrainingResult | None, closing: bool) -> None:
        """Measures what a training gained, now that it has ended; nothing where the window closes."""
        if not closing:
            self._measures_when_read = result is not None and result.checkpoint is not None
            self.look()

    @Slot()
    def stop(self) -> None:
        """Ends the measuring, if any; returns at once."""
        if self._thread is not None:
            self._thread.stop()

    @Slot()
    def _measure_or_stop(self) -> None:
        if self._thread is not None:
            self.stop()
        elif self._round is not None:
            self._measure(self._round)

    def _measure(self, last: Round) -> None:
        if self._thread is not None or self._around.is_training():
            return
        worker = self._make_worker(last.run.path, self._around.device(), self._around.moved_data())
        worker.progressed.connect(self._strip.show_measuring)
        worker.failed.connect(self._on_failed)
        self._strip.show_measuring(0, 2 * last.run.validation_images)
        self._thread = WorkerThread(worker, "gain", self)
        self._thread.finished.connect(self._on_measured)
        self._thread.start()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._around.tell(str(error) if isinstance(error, SSDDesktopError) else f"{type(error).__name__}: {error}")

    @Slot()
    def _on_measured(self) -> None:
        if self._thread is not None:
            self._thread.deleteLater()
            self._thread = None
        self._strip.show_measuring(0, 0)
        self.look()


def _read(
    folder: Path | None, runs: Path, model: Path | None, speeds: Mapping[str, float], moved_data: Path | None
) -> _Found:
    """Reads all that the strip shows, and how many seconds that took."""
    begun = time.monotonic()
    last = None if folder is None else read_round(folder, runs, moved_data=moved_data)
    wanted, why_not = None, ""
    if last is not None:
        try:
            wanted = next_run(last, model, speeds, moved_data=moved_data)
        except SSDDesktopError as error:
            why_not = str(error)
    return folder, last, wanted, why_not, time.monotonic() - begun
