"""The detector: which model is in use, on which device, and what it found on the picture that is shown."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFileDialog

from ssd_desktop.checkpoints.catalog import default_detector, find_model, shipped_detectors
from ssd_desktop.checkpoints.info import read_checkpoint_info
from ssd_desktop.checkpoints.library import weights_patterns
from ssd_desktop.errors import CheckpointError, SSDDesktopError
from ssd_desktop.gui.dialogs.model_information import ModelInformationDialog
from ssd_desktop.gui.localised import localised_device
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.detection import DetectionAnswer, DetectionRequest, DetectionWorker, Device, ModelInfo
from ssd_desktop.gui.workers.thread import WorkerThread
from ssd_desktop.inference.types import Detections

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

_log = logging.getLogger(__name__)


class DetectController(QObject):
    """Loads models as the menu says and passes requests and answers between the window and the worker.

    Signals:
        model_changed: ``ModelInfo`` of the model that is in use from now on.
        answered: ``DetectionAnswer``; whether it is still wanted, the receiver knows.
        wanted_again: The picture that is shown should be detected (again).
        switched_off: The user turned detection off.
        devices_found: List of ``Device``, once torch is loaded.
        checkpoint_chosen: Path of a file of weights that the user wants to use, maybe another program's.
    """

    model_changed = Signal(object)
    answered = Signal(object)
    wanted_again = Signal()
    switched_off = Signal()
    devices_found = Signal(object)
    checkpoint_chosen = Signal(object)

    def __init__(
        self, view: "MainWindow", settings: Settings, worker: DetectionWorker, *, device: str = "auto"
    ) -> None:
        """Connects view and worker; ``start`` starts the worker's thread.

        Args:
            view: The window.
            settings: Device, model and threshold are remembered here.
            worker: Not running yet.
            device: ``auto`` takes what the settings remember; anything else is taken as it is.
        """
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._worker = worker
        self._thread = WorkerThread(worker, "detection", self)
        self._device = settings.device if device == "auto" else device
        self._is_remembered_device = device == "auto"
        self._devices: tuple[Device, ...] = ()
        self._shipped = QActionGroup(view.shipped_menu)
        self._model: ModelInfo | None = None
        self._detections: Detections | None = None
        self._failing = False
        self._wanted_path = ""
        self._told = ""
        self._connect_worker()
        self._connect_view()
        self._fill_device_menu()
        self._show_model()

    # -- What others ask

    @property
    def model(self) -> ModelInfo | None:
        """The model in use; None while none is ready."""
        return self._model

    @property
    def device(self) -> str:
        """The device that was chosen, as ``choose_device`` takes it."""
        return self._device

    @property
    def devices(self) -> tuple[Device, ...]:
        """The devices of this machine; empty until torch is loaded."""
        return self._devices

    @property
    def detections(self) -> Detections | None:
        """What was found on the picture that is shown; None where nothing was looked at."""
        return self._detections

    def is_active(self) -> bool:
        """Whether a request would be answered."""
        return self._model is not None and not self._failing and self._view.commands.detecting.isChecked()

    def try_again(self) -> None:
        """Trusts a model that failed on the source before."""
        self._failing = False

    def request(self, request: DetectionRequest) -> None:
        self._view.objects_panel.set_looking(self._detections is None)
        self._worker.request(request)

    def start(self) -> None:
        """Starts the thread and loads the model used last, else the default detector."""
        self._thread.start()
        # Not looked for here: a drive of the network may take a minute to say that it is not there.
        if self._settings.model:
            self.load(self._settings.model)
        else:
            self._load_default()

    def stop(self) -> None:
        """Asks the thread to end; returns at once."""
        self._thread.stop()

    def load(self, path: str | Path) -> None:
        """Loads a checkpoint; the model in use stays until it is ready, and if it fails."""
        self._wanted_path = str(path)
        self._worker.load_model(path, self._device)

    def load_again(self) -> None:
        """Loads the model in use anew, or the one on its way: it is to run otherwise from now on."""
        path = self._wanted_path or (self._model.path if self._model is not None else "")
        if path:
            self.load(path)

    def select(self, position: int | None) -> None:
        """Emphasises one of the detections, by its index, in the picture and in the objects panel; None: none."""
        self._view.detections_overlay.set_selected(position)
        self._view.objects_panel.set_selected(position)
        self._show_tile_of(position)

    def set_threshold(self, score: float) -> None:
        """Shows detections from this score (0..1) on, as if it was chosen in the objects panel."""
        self._view.objects_panel.set_threshold(score)
        self._on_threshold(score)

    def show(self, answer: DetectionAnswer | None) -> None:
        """Shows what was found on the picture that is on screen; None shows nothing."""
        self._detections = answer.detections if answer is not None else None
        self._view.detections_overlay.set_detections(self._detections)
        self._view.objects_panel.set_detections(self._detections)
        self._show_tile_of(None)
        if answer is not None:
            self._view.status.set_time(answer.milliseconds, answer.parts)

    # -- Connections

    def _connect_worker(self) -> None:
        worker = self._worker
        worker.devices_found.connect(self._on_devices_found)
        worker.model_loading.connect(self._on_loading)
        worker.model_ready.connect(self._on_ready)
        worker.model_failed.connect(self._on_model_failed)
        worker.detected.connect(self._on_detected)
        worker.failed.connect(self._on_failed)

    def _connect_view(self) -> None:
        view, commands = self._view, self._view.commands
        commands.detecting.setChecked(self._settings.detecting)
        commands.detecting.toggled.connect(self._on_detecting_toggled)
        commands.show_detections.toggled.connect(self._on_show_toggled)
        commands.open_checkpoint.triggered.connect(self._choose_checkpoint)
        commands.model_info.triggered.connect(self._show_model_information)
        view.shipped_menu.aboutToShow.connect(self._fill_shipped_menu)
        view.objects_panel.threshold_changed.connect(self._on_threshold)
        view.objects_panel.selected.connect(self._on_selected)
        view.canvas.picture_clicked.connect(self._on_clicked)
        threshold = self._settings.score_threshold
        view.objects_panel.set_threshold(threshold)
        view.detections_overlay.set_threshold(threshold)

    # -- Model

    def _load_default(self) -> None:
        """Loads the default detector; says what to do where there is none."""
        try:
            path = default_detector()
        except SSDDesktopError:
            self._told = self._view.messages.show_notice(
                self.tr(
                    "There is no shipped detector; choose Model > Open Checkpoint or train one with Train > Fine-tune."
                )
            )
            return
        if str(path) != self._wanted_path:
            self.load(path)

    @Slot(str)
    def _on_loading(self, name: str) -> None:
        self._view.status.set_model(self.tr("Loading {name}...").format(name=name), "", "")

    @Slot(object)
    def _on_ready(self, info: ModelInfo) -> None:
        self._model = info
        self._settings.model = info.path
        self._failing = False
        self._view.messages.withdraw(self._told)
        self._show_model()
        self.model_changed.emit(info)
        self.wanted_again.emit()

    @Slot(object)
    def _on_model_failed(self, error: Exception) -> None:
        self._told = self._view.messages.show_error(str(error))
        if self._model is not None:
            self._wanted_path = self._model.path
        elif isinstance(error, CheckpointError) and self._wanted_path == self._settings.model != "":
            self._told = ""  # it stays to be read, though another detector will be ready
            self._load_default()
        self._show_model()

    def _show_model(self) -> None:
        self._view.commands.model_info.setEnabled(self._model is not None)
        if self._model is None:
            self._view.status.set_model(self.tr("No model"), "", "")
            return
        plan = self.tr("plan {plan}").format(plan=self._model.plan.name)
        if self._model.tiling is not None:
            plan += ", " + self.tr("tiles of {side} px").format(side=self._model.tiling.side)
        self._view.status.set_model(self._model.name, plan, localised_device(self._model.device_label))

    @Slot()
    def _choose_checkpoint(self) -> None:
        folder = str(Path(self._settings.model).parent) if self._settings.model else ""
        path, _ = QFileDialog.getOpenFileName(
            self._view,
            self.tr("Open Checkpoint"),
            folder,
            self.tr("Checkpoints and weights ({patterns});;All files (*)").format(patterns=weights_patterns()),
        )
        if path:
            self.checkpoint_chosen.emit(Path(path))

    @Slot()
    def _fill_shipped_menu(self) -> None:
        menu = self._view.shipped_menu
        menu.clear()
        for path in shipped_detectors():
            action = menu.addAction(_title(path))
            action.setCheckable(True)
            action.setChecked(self._model is not None and Path(self._model.path) == path)
            action.triggered.connect(self._load_from_menu)
            action.setData(str(path))
            self._shipped.addAction(action)
        if menu.isEmpty():
            menu.addAction(self.tr("None in this installation")).setEnabled(False)

    @Slot()
    def _load_from_menu(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.load(str(action.data()))

    @Slot()
    def _show_model_information(self) -> None:
        if self._model is None:
            return
        dialog = ModelInformationDialog(self._model, _header_facts(self._model), self._view)
        dialog.exec()
        dialog.deleteLater()

    # -- Device

    @Slot(object)
    def _on_devices_found(self, devices: Sequence[Device]) -> None:
        self._devices = tuple(devices)
        names = [device.name for device in devices]
        if self._is_remembered_device and self._device not in ("auto", *names) and self._wanted_path:
            # The GPU of yesterday is not there today: go on without it.
            self._device = "auto"
            self.load_again()
        self._fill_device_menu()
        self.devices_found.emit(devices)

    def _fill_device_menu(self) -> None:
        menu = self._view.device_menu
        menu.clear()
        group = QActionGroup(menu)
        entries = [("auto", self.tr("Automatic")), *((one.name, localised_device(one.label)) for one in self._devices)]
        if self._device not in (name for name, _ in entries):
            entries.append((self._device, self._device))
        for name, label in entries:
            action = menu.addAction(label)
            action.setCheckable(True)
            action.setChecked(name == self._device)
            action.setData(name)
            group.addAction(action)
        group.triggered.connect(self._choose_device)

    @Slot(QAction)
    def _choose_device(self, action: QAction) -> None:
        self._device = str(action.data())
        self._is_remembered_device = False
        self._settings.device = self._device
        self.load_again()

    # -- Detections

    @Slot(object)
    def _on_detected(self, answer: DetectionAnswer) -> None:
        self.answered.emit(answer)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._view.objects_panel.set_looking(False)
        # A model that fails on one frame of a video fails on all: they are shown without it, and it says so once.
        if not self._failing:
            self._failing = True
            self._view.messages.show_error(str(error))

    @Slot(bool)
    def _on_detecting_toggled(self, on: bool) -> None:
        self._settings.detecting = on
        self._failing = False
        if on:
            self.wanted_again.emit()
        else:
            self.switched_off.emit()

    @Slot(bool)
    def _on_show_toggled(self, on: bool) -> None:
        self._view.detections_overlay.visible = on

    @Slot(float)
    def _on_threshold(self, score: float) -> None:
        self._settings.score_threshold = score
        self._view.detections_overlay.set_threshold(score)

    @Slot(int)
    def _on_selected(self, position: int) -> None:
        self._view.detections_overlay.set_selected(position)
        self._show_tile_of(position if position >= 0 else None)

    @Slot(float, float, Qt.KeyboardModifier)
    def _on_clicked(self, x: float, y: float, modifiers: Qt.KeyboardModifier) -> None:
        overlay = self._view.detections_overlay
        self.select(overlay.detection_at(x, y, self._view.canvas.transform()) if overlay.visible else None)

    def _show_tile_of(self, position: int | None) -> None:
        """Lays the default boxes where the selected detection was made: over its tile, else over the picture."""
        found, region = self._detections, None
        if found is not None and position is not None and found.is_from_tile(position):
            region = found.region(position)
        self._view.default_boxes_overlay.set_region(region)


def _title(path: Path) -> str:
    try:
        return read_checkpoint_info(path).name
    except SSDDesktopError:
        return path.stem


def _header_facts(model: ModelInfo) -> dict[str, float | str]:
    """Returns figures and card of the checkpoint; empty where its file is gone."""
    try:
        info = read_checkpoint_info(find_model(model.path))
    except SSDDesktopError:
        return {}
    return {**info.figures, **info.card}
