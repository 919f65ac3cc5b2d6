"""From the wish to fine-tune to a model that can be used: dialog, worker, panel, and the close of the window."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from platformdirs import user_documents_path
from PySide6.QtCore import QObject, QUrl, Signal, SignalInstance, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.controllers.data_checks import DataChecks
from ssd_desktop.gui.controllers.old_lists import OldLists
from ssd_desktop.gui.controllers.speed_trials import SpeedTrials
from ssd_desktop.gui.controllers.start_weights import describe_checkpoint, offered_start_weights
from ssd_desktop.gui.controllers.training_memory import TrainingMemory
from ssd_desktop.gui.dialogs.fine_tune import FineTuneDialog
from ssd_desktop.gui.dialogs.training_questions import CloseAnswer, DivergenceAnswer, TrainingQuestions
from ssd_desktop.gui.dialogs.training_request import OwnPlan, TrainingRequest
from ssd_desktop.gui.localised import localised_device
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.thread import Worker, WorkerThread
from ssd_desktop.gui.workers.training import TrainingWorker
from ssd_desktop.resources import samples_folder
from ssd_desktop.training.control import TrainingControl
from ssd_desktop.training.events import (
    TrainingDiverged,
    TrainingEvent,
    TrainingProgress,
    TrainingResult,
    TrainingStarted,
)


class Panel(Protocol):
    """What the controller needs of ``TrainingPanel``."""

    fine_tune_wanted: SignalInstance
    pause_wanted: SignalInstance
    resume_wanted: SignalInstance
    stop_wanted: SignalInstance
    cancel_wanted: SignalInstance
    model_wanted: SignalInstance
    folder_wanted: SignalInstance

    def begin(self, title: str, *, resumed: bool = False) -> None: ...
    def show_event(self, event: TrainingEvent) -> None: ...
    def show_pausing(self) -> None: ...
    def show_resuming(self) -> None: ...
    def show_stopping(self, *, keep: bool) -> None: ...
    def show_failure(self, text: str) -> None: ...


class RunningTraining(Worker, Protocol):
    """What the controller needs of ``TrainingWorker``."""

    reported: SignalInstance
    run_chosen: SignalInstance
    control: TrainingControl


class Questions(Protocol):
    """What the controller needs of ``TrainingQuestions``."""

    def discard(self) -> bool: ...
    def close(self) -> CloseAnswer: ...
    def diverged(self, event: TrainingDiverged) -> DivergenceAnswer: ...


class Device(Protocol):
    """What the dialog shows of ``inference.devices.DeviceInfo``."""

    @property
    def name(self) -> str: ...

    @property
    def label(self) -> str: ...


class TrainController(QObject):
    """Runs at most one training.

    Signals:
        panel_wanted: The panel should be in view.
        model_chosen: Path of a trained checkpoint that is to be used now.
        running_changed: Whether a training runs.
        begun: The ``TrainingRequest`` of a training that starts now.
        run_started: The folder of its run, as soon as it is known, and again once the training has begun.
        ended: The ``TrainingResult`` of a training that has ended, or None where it failed; whether the window closes.
        queue_wanted: A ``TrainingRequest`` that came while another training runs.
        finding_chosen: A ``Finding`` of the dialog whose image should be shown.

    Attributes:
        opened_data: Returns the data folder of the labelled pictures that are open, which the dialog begins with.
    """

    begun = Signal(object)
    run_started = Signal(str)
    ended = Signal(object, bool)
    queue_wanted = Signal(object)
    finding_chosen = Signal(object)
    model_chosen = Signal(object)
    running_changed = Signal(bool)
    panel_wanted = Signal()

    def __init__(
        self,
        panel: Panel,
        settings: Settings,
        *,
        window: QWidget | None = None,
        questions: Questions | None = None,
        make_worker: Callable[[TrainingRequest], RunningTraining] = TrainingWorker,
        parent: QObject | None = None,
    ) -> None:
        """Connects the panel.

        Args:
            panel: Where the training is shown.
            settings: Remember the folders of the last training.
            window: Parent of dialogs.
            questions: Asks the user before work is thrown away.
            make_worker: Makes the worker of a training.
            parent: Owner; the window when not given.
        """
        super().__init__(parent or window)
        self._panel = panel
        self._settings = settings
        self._window = window
        self._questions = questions or TrainingQuestions(window)
        self._make_worker = make_worker
        self._training: RunningTraining | None = None
        self._thread: WorkerThread | None = None
        self._stopping = False
        self._request: TrainingRequest | None = None
        self._diverged: TrainingDiverged | None = None
        self._result: TrainingResult | None = None
        self._speed = 0.0
        self._started: TrainingStarted | None = None
        self.opened_data: Callable[[], Path | None] = lambda: None
        self._project_data: Path | None = None
        self._project_runs: Path | None = None
        self._after_end: list[Callable[[], None]] = []
        self._checks = DataChecks(self)
        self._speeds = SpeedTrials(settings, parent=self)
        self._memory = TrainingMemory(settings)
        self._dialog: FineTuneDialog | None = None
        self._devices: tuple[tuple[str, str], ...] = (("cpu", "CPU"),)
        self._connect_panel()

    # -- What others ask

    @property
    def training(self) -> RunningTraining | None:
        """The training that runs or ends; None while there is none."""
        return self._training

    def is_running(self) -> bool:
        """Returns whether a training runs, also while it ends."""
        return self._training is not None

    @property
    def runs_folder(self) -> Path:
        """The folder that the next run is saved in, unless the user changes it."""
        return self._project_runs or self._settings.runs_folder or user_documents_path() / "SSD Desktop" / "runs"

    def use_project(self, data: Path | None, runs: Path | None) -> None:
        """Takes the folders of the project that is open as defaults of the dialog; None: none is open."""
        self._project_data, self._project_runs = data, runs

    @Slot()
    def open_dialog(self) -> None:
        """Opens the dialog; while a training runs, what it asks for is queued."""
        if self.is_running():
            self.panel_wanted.emit()
        if self._dialog is None:
            self._dialog = self._new_dialog()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def open_with_plan(self, plan: OwnPlan, folder: Path | None) -> None:
        """Opens the dialog with a box plan of the user's chosen, or shows the training that runs.

        Args:
            plan: To train with.
            folder: To train on; None leaves what the dialog has.
        """
        self.open_dialog()
        if self._dialog is not None:
            self._dialog.use_plan(plan)
            if folder is not None:
                self._dialog.choose_data(folder)

    @Slot(object)
    def start(self, request: TrainingRequest) -> None:
        """Starts a training; while one runs, asks for it to be queued."""
        self.panel_wanted.emit()
        if self.is_running():
            self.queue_wanted.emit(request)
            return
        self._speeds.stop()
        self._settings.data_folder = request.data.folder
        self._settings.runs_folder = request.runs_folder
        self._panel.begin(request.data.folder.name, resumed=request.resumed is not None)
        self._request, self._diverged, self._result = request, None, None
        self._started, self._speed = None, 0.0
        self.begun.emit(request)
        training = self._make_worker(request)
        training.reported.connect(self._on_reported)
        training.run_chosen.connect(self._on_run_chosen)
        training.failed.connect(self._on_failed)
        self._training, self._stopping = training, False
        self._thread = WorkerThread(training, "training", self)
        self._thread.finished.connect(self._on_finished)
        self._thread.start()
        self.running_changed.emit(True)

    def request_close(self, callback: Callable[[], None]) -> None:
        """Asks what is to become of the training, and ends it.

        Args:
            callback: Called once no training runs, at once where none does; never when the user goes on training.
        """
        if self._training is None:
            callback()
            return
        if not self._stopping:
            training, answer = self._training, self._questions.close()
            if self._training is not training:  # it ended while the question stood, and the next one began
                self.request_close(callback)
                return
            if answer != "go on":
                self._stop(keep=answer == "keep")
        if self._stopping:
            self._after_end.append(callback)
            self.panel_wanted.emit()

    @Slot()
    def stop_and_keep(self) -> None:
        """Ends the training that runs, if any, and keeps what it has learned; nobody is asked."""
        self._stop(keep=True)

    @Slot(object)
    def set_devices(self, devices: Sequence[Device]) -> None:
        """Takes the devices that the dialog offers besides ``auto``."""
        self._devices = tuple((one.name, localised_device(one.label)) for one in devices) or self._devices

    # -- Panel

    def _connect_panel(self) -> None:
        panel = self._panel
        panel.fine_tune_wanted.connect(self.open_dialog)
        panel.pause_wanted.connect(self._pause)
        panel.resume_wanted.connect(self._resume)
        panel.stop_wanted.connect(self.stop_and_keep)
        panel.cancel_wanted.connect(self._ask_and_discard)
        panel.model_wanted.connect(self._choose_model)
        panel.folder_wanted.connect(self._show_folder)

    @Slot()
    def _pause(self) -> None:
        if self._training is not None:
            # Directly: a queued slot would wait for the end of the training.
            self._training.control.pause()
            self._panel.show_pausing()

    @Slot()
    def _resume(self) -> None:
        if self._training is not None:
            self._training.control.resume()
            self._panel.show_resuming()

    @Slot()
    def _ask_and_discard(self) -> None:
        training = self._training
        if training is not None and self._questions.discard() and self._training is training:
            self._stop(keep=False)

    def _stop(self, *, keep: bool) -> None:
        if self._training is not None and not self._stopping:
            self._stopping = True
            self._training.control.stop(keep=keep)
            self._panel.show_stopping(keep=keep)

    @Slot(str)
    def _choose_model(self, checkpoint: str) -> None:
        self.model_chosen.emit(Path(checkpoint))

    @Slot(str)
    def _show_folder(self, folder: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(folder))

    # -- Worker

    @Slot(str)
    def _on_run_chosen(self, folder: str) -> None:
        self.run_started.emit(folder)

    @Slot(object)
    def _on_reported(self, event: TrainingEvent) -> None:
        if isinstance(event, TrainingDiverged):
            self._diverged = event
        if isinstance(event, TrainingStarted):
            self._started = event
            self.run_started.emit(event.run_folder)
        if isinstance(event, TrainingResult):
            self._result = event
        if isinstance(event, TrainingProgress):
            self._speed = event.images_per_second
        self._panel.show_event(event)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._panel.show_failure(self._shown(error))

    @Slot()
    def _on_finished(self) -> None:
        self._training = None
        if self._thread is not None:
            self._thread.deleteLater()
            self._thread = None
        self._remember_speed()
        callbacks, self._after_end = self._after_end, []
        self.running_changed.emit(False)
        for callback in callbacks:
            callback()
        if not callbacks and self._diverged is not None and self._request is not None:
            self._ask_after_divergence(self._request, self._diverged)
        if not self.is_running():
            self.ended.emit(self._result, bool(callbacks))

    def _remember_speed(self) -> None:
        started = self._started
        if self._request is not None and started is not None:
            config, images = self._request.config, started.images
            self._speeds.learn(config, started.network, images=images, images_per_second=self._speed)

    def _ask_after_divergence(self, request: TrainingRequest, event: TrainingDiverged) -> None:
        answer = self._questions.diverged(event)
        if self.is_running():  # another one was started while the question stood
            return
        if answer == "half":
            config = replace(request.config, learning_rate=event.learning_rate)
            self.start(replace(request, config=config, resumed=Path(event.run_folder)))
        elif answer == "keep":
            self._panel.show_event(TrainingResult(event.run_folder, event.checkpoint, "stopped", event.first_step))

    def _shown(self, error: BaseException) -> str:
        if isinstance(error, SSDDesktopError):
            return str(error)
        lines = str(error).strip().splitlines() or [""]
        return self.tr("The training failed unexpectedly ({name}: {reason}); details are in the log file.").format(
            name=type(error).__name__, reason=lines[0]
        )

    # -- Dialog

    def _new_dialog(self) -> FineTuneDialog:
        dialog = FineTuneDialog(
            offered_start_weights(),
            self._devices,
            runs_folder=self.runs_folder,
            queues=self.is_running(),
            describe_checkpoint=describe_checkpoint,
            device=self._settings.device,
            speeds=self._settings.training_speeds,
            parent=self._window,
        )
        dialog.check_wanted.connect(self._checks.ask)
        dialog.start_wanted.connect(self._memory.keep)
        dialog.start_wanted.connect(self.start)
        dialog.finding_chosen.connect(self.finding_chosen)
        OldLists(dialog.training.old_classes)
        dialog.training.speed_wanted.connect(self._speeds.ask)
        self._speeds.known.connect(dialog.training.show_speeds)
        self._speeds.refused.connect(dialog.training.show_no_speed)
        self.running_changed.connect(dialog.set_queues)
        dialog.finished.connect(self._on_dialog_finished)
        self._checks.checked.connect(dialog.show_check)
        self._checks.failed.connect(dialog.show_check_error)
        folder = self._project_data or self.opened_data() or self._settings.data_folder
        # The shipped labelled pictures, so that a first training needs no data of one's own.
        folder = folder or samples_folder("game_pieces")
        if folder is not None:
            self._memory.fill(dialog, folder)
        return dialog

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._speeds.stop()
        self._checks.stop()
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
