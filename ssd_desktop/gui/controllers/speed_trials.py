"""Measures how fast this machine trains, one kind of training at a time, and remembers it."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.dialogs.training_request import SpeedRequest
from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.speed_trial import SpeedTrialWorker
from ssd_desktop.gui.workers.thread import Worker, WorkerThread
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.time_estimate import Speeds, after_run, remembered_speeds, speed_key, with_speeds, workload


class Trial(Worker, Protocol):
    """What the controller needs of ``SpeedTrialWorker``."""

    measured: SignalInstance
    refused: SignalInstance


class SpeedTrials(QObject):
    """Of several wishes only the latest is measured; one that is under way for another kind is given up.

    Signals:
        known: The table of all speeds that are remembered now.
        refused: Key of a kind of training, and why it was not measured, for the user.
    """

    known = Signal(object)
    refused = Signal(str, str)

    def __init__(
        self,
        settings: Settings,
        *,
        make_worker: Callable[[SpeedRequest], Trial] = SpeedTrialWorker,
        parent: QObject | None = None,
    ) -> None:
        """Starts nothing.

        Args:
            settings: Remember the speeds.
            make_worker: Makes what measures.
            parent: Owner.
        """
        super().__init__(parent)
        self._settings = settings
        self._make_worker = make_worker
        self._request: SpeedRequest | None = None
        self._given_up = False
        self._next: SpeedRequest | None = None
        self._thread: WorkerThread | None = None

    @Slot(object)
    def ask(self, request: SpeedRequest) -> None:
        """Measures a kind of training, after the one under way was given up."""
        if self._request is not None and self._request.key == request.key and not self._given_up:
            return
        self._next = request
        if self._thread is None:
            self._start_next()
        else:
            self._give_up()

    @Slot()
    def stop(self) -> None:
        """Gives up what is measured; a training needs the machine."""
        self._next = None
        self._give_up()

    def learn(self, config: TrainingConfig, network: str, *, images: int, images_per_second: float) -> None:
        """Corrects what is remembered by the last steps of a run.

        Args:
            config: Its settings.
            network: Name of the network that it trained.
            images: Training images.
            images_per_second: Over its last steps; 0 where it made none.
        """
        table = self._settings.training_speeds
        speeds = remembered_speeds(table, speed_key(config, network))
        if speeds is not None and images_per_second > 0:
            work = workload(config, images=images, validation_images=0)
            self._remember(speed_key(config, network), after_run(speeds, work, images_per_second))

    def _give_up(self) -> None:
        if self._thread is not None:
            self._given_up = True
            self._thread.stop()

    def _start_next(self) -> None:
        self._request, self._next, self._given_up = self._next, None, False
        if self._request is None:
            return
        worker = self._make_worker(self._request)
        worker.measured.connect(self._remember)
        worker.refused.connect(self.refused)
        worker.failed.connect(self._on_failed)
        self._thread = WorkerThread(worker, "speed trial", self)
        self._thread.finished.connect(self._on_finished)
        self._thread.start()

    @Slot(str, object)
    def _remember(self, key: str, speeds: Speeds) -> None:
        self._settings.training_speeds = with_speeds(self._settings.training_speeds, key, speeds)
        self.known.emit(self._settings.training_speeds)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        if self._request is not None:
            reason = localised(str(error)) if isinstance(error, SSDDesktopError) else type(error).__name__
            text = self.tr("how long they take could not be measured ({reason}).").format(reason=reason)
            self.refused.emit(self._request.key, text)

    @Slot()
    def _on_finished(self) -> None:
        if self._thread is not None:
            self._thread.deleteLater()
            self._thread = None
        self._request = None
        self._start_next()
