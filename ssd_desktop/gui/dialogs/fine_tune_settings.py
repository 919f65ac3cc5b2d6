"""The lower half of the fine-tune dialog: start weights, quality against time, device, and the rest under Advanced."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.checkpoints.catalog import find_model
from ssd_desktop.checkpoints.plan_file import read_plan
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.dialogs.advanced_settings import AdvancedSettings
from ssd_desktop.gui.dialogs.effort_choice import EffortChoice
from ssd_desktop.gui.dialogs.fold_out import FoldOut
from ssd_desktop.gui.dialogs.form import add_row, note_label, wide_combo
from ssd_desktop.gui.dialogs.old_classes import OldClasses
from ssd_desktop.gui.dialogs.settings_file import SettingsFile
from ssd_desktop.gui.dialogs.start_text import start_text
from ssd_desktop.gui.dialogs.training_method import MethodSettings
from ssd_desktop.gui.dialogs.training_request import OwnPlan, SpeedRequest, StartWeights
from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.workers.data_check import DataCheck
from ssd_desktop.ssd.config import is_plan_file
from ssd_desktop.ssd.networks import network_by_name
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.effort import EFFORTS, Effort, EffortSettings, effort_settings
from ssd_desktop.training.recipes import FINE_TUNE, recipe
from ssd_desktop.training.time_estimate import duration, remembered_speeds, speed_key, workload

DescribeCheckpoint = Callable[[Path], StartWeights]
"""Reads the header of a checkpoint; raises SSDDesktopError where the file is none."""

_SETTLED_MS = 700
"""Speeds are measured for what was left as it is this long."""


class TrainingSection(QGroupBox):
    """Chooses how to train; whatever is chosen is a valid ``TrainingConfig``.

    Signals:
        changed: Something was chosen.
        network_changed: Name of another network whose box plans are to be measured.
        speed_wanted: A ``SpeedRequest``; answer with ``show_speeds`` or ``show_no_speed``.
        plan_read: An ``OwnPlan`` that came with settings, to be measured on the data.

    Attributes:
        old_classes: Asks what becomes of the classes that the start weights know.
        advanced_toggle: Shows everything else that the trainer can do.
    """

    changed = Signal()
    network_changed = Signal(str)
    speed_wanted = Signal(object)
    plan_read = Signal(object)

    def __init__(
        self,
        start_weights: Sequence[StartWeights],
        devices: Sequence[tuple[str, str]],
        *,
        describe_checkpoint: DescribeCheckpoint,
        device: str = "auto",
        speeds: Mapping[str, float] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Builds the section.

        Args:
            start_weights: Choices, the first is preselected.
            devices: Name and label of each device besides ``auto``.
            describe_checkpoint: For a checkpoint that the user opens.
            device: Name of the device to preselect.
            speeds: What is remembered of earlier trainings (``time_estimate.with_speeds``).
            parent: Owner.
        """
        super().__init__(parent)
        self.setTitle(self.tr("Training"))
        self._describe_checkpoint = describe_checkpoint
        self._speeds = dict(speeds or {})
        self._why_no_speed: dict[str, str] = {}
        self._check: DataCheck | None = None
        self._chosen_effort: Effort | None = "good"
        self._own_passes = 0, 0
        self._advanced = AdvancedSettings(TrainingConfig())
        self._method = MethodSettings(start_weights[0])
        self._build_widgets()
        self._lay_out()
        for choice in start_weights:
            self._start.addItem(choice.label, choice)
        self._fill_devices(devices, device)
        self._has_accelerator = any(name != "cpu" for name, _ in devices)
        self._network = self._method.network
        self._advanced.show_network(network_by_name(self._network))
        self._show_recipe(FINE_TUNE)
        self._connect()
        self._on_changed()

    def config(self) -> TrainingConfig:
        """Returns the chosen settings."""
        usual = recipe(self._method.recipe)
        base = replace(usual, init=self._current_start().init, device=self._device.currentData())
        chosen = self._advanced.changed_config(self._method.changed_config(base))
        return replace(chosen, passes=self._passes(chosen, usual))

    def start_classes(self) -> tuple[str, ...]:
        """Returns the classes that the start weights know; empty for the base."""
        return self._current_start().classes

    def start_run(self) -> Path | None:
        """Returns the run that made the start weights; None where no run did."""
        return self._current_start().run

    def keeps_classes(self) -> bool:
        """Returns whether the classes of the start weights stay beside those of the data."""
        return bool(self.start_classes()) and self.old_classes.keeps()

    def old_images(self) -> Path | None:
        """Returns the folder with images of the classes that stay; None without."""
        return self.old_classes.folder() if self.keeps_classes() else None

    def old_list(self) -> str | None:
        """Returns the list of that folder to train on; None as the trainer takes it."""
        return self.old_classes.split() if self.keeps_classes() else None

    @property
    def plan(self) -> str:
        """Name of the box plan that is trained with, or ``auto``."""
        return self._method.plan

    @property
    def reason(self) -> str:
        """Why a training cannot start with these settings; empty when it can."""
        return self.old_classes.problem() if self.keeps_classes() else ""

    def use_plan(self, plan: OwnPlan) -> None:
        """Offers a plan of the user's and chooses it.

        A detector keeps the plan that its offsets were trained with, so unless that is the same plan the base of the
        plan's network is chosen to start from.
        """
        starts = [self._start.itemData(index) for index in range(self._start.count())]
        base = network_by_name(plan.network).base
        fitting = [start.plan in (None, plan.value) and network_by_name(start.network).base == base for start in starts]
        if not fitting[self._start.currentIndex()]:
            self._start.setCurrentIndex(fitting.index(True))
        self._method.set_start(self._current_start())
        self._method.use_plan(plan)
        self._on_changed()

    @Slot(object)
    def show_settings(self, config: TrainingConfig) -> None:
        """Shows settings that were used before; start weights that are gone are left as they are."""
        self._file_note.hide()
        self._choose_start(config.init)
        self._device.setCurrentIndex(max(0, self._device.findData(config.device)))
        self._method.show_config(config)
        if is_plan_file(config.plan):
            self._use_plan_file(config.plan)
        self._advanced.show_config(config)
        self._own_passes = config.epochs, config.passes
        self._chosen_effort = next((one for one in EFFORTS if self._method.is_of(self._settings_of(one))), None)
        self._on_changed()

    def show_check(self, check: DataCheck | None) -> None:
        """Shows what each box plan can match of the boxes, and how long the training is."""
        self._check = check
        if check is None:
            self._method.set_recalls({}, "")
        else:
            self._method.set_recalls(dict(check.recalls), check.best_plan if check.network == self._network else "")
        self._on_changed()

    def show_speeds(self, table: Mapping[str, float]) -> None:
        """Takes speeds that were measured, beside those that were known."""
        self._speeds.update(table)
        self._show_time()

    def show_no_speed(self, key: str, text: str) -> None:
        """Shows why the speeds of a kind of training could not be measured."""
        self._why_no_speed[key] = text
        self._show_time()

    def _build_widgets(self) -> None:
        self._start = wide_combo(self.tr("Start weights"))
        self._open = QPushButton(self.tr("&Open Checkpoint..."), autoDefault=False)
        self._open.clicked.connect(self._ask_for_checkpoint)
        self._start_note = note_label()
        self.old_classes = OldClasses()
        self._effort = EffortChoice()
        self._device = wide_combo(self.tr("Device"))
        self._from_file = SettingsFile()
        self._file_note = note_label()
        self._file_note.hide()
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._ask_for_speeds)

    def _lay_out(self) -> None:
        start = QHBoxLayout()
        start.addWidget(self._start, 1)
        start.addWidget(self._open)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        add_row(form, self.tr("Start wei&ghts"), start, field=self._start)
        form.addRow("", self._start_note)
        form.addRow("", self.old_classes)
        add_row(form, self.tr("&Quality"), self._effort, field=self._effort.combo)
        form.addRow(self.tr("&Device"), self._device)
        outer = QVBoxLayout(self)
        outer.addLayout(form)
        advanced = QHBoxLayout()
        self.advanced_toggle = FoldOut(self.tr("&Advanced"), (self._method, self._advanced))
        advanced.addWidget(self.advanced_toggle)
        advanced.addStretch(1)
        advanced.addWidget(self._from_file)
        outer.addLayout(advanced)
        outer.addWidget(self._file_note)
        outer.addWidget(self._method)
        outer.addWidget(self._advanced)

    def _connect(self) -> None:
        self._start.currentIndexChanged.connect(self._on_start)
        self._device.currentIndexChanged.connect(self._on_machine)
        self._effort.chosen.connect(self._on_effort)
        self._method.changed.connect(self._on_changed)
        self._method.recipe_chosen.connect(self._show_recipe)
        self._from_file.read.connect(self.show_settings)
        self._from_file.refused.connect(self._explain_file)
        for part in (self._advanced, self.old_classes):
            part.changed.connect(self._on_changed)

    def _current_start(self) -> StartWeights:
        choice: StartWeights = self._start.currentData()
        return choice

    def _fill_devices(self, devices: Sequence[tuple[str, str]], wanted: str) -> None:
        self._device.addItem(self.tr("Automatic: the fastest there is"), "auto")
        for name, label in devices:
            self._device.addItem(label, name)
        self._device.setCurrentIndex(max(0, self._device.findData(wanted)))

    @Slot()
    def _ask_for_checkpoint(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open Checkpoint"), "", self.tr("Checkpoints (*.safetensors);;All files (*)")
        )
        if name:
            self.open_checkpoint(Path(name))

    @Slot(str)
    def _explain_file(self, reason: str) -> None:
        self._file_note.setText(localised(reason))
        self._file_note.show()

    def _use_plan_file(self, path: str) -> None:
        """Chooses the plan in a file; one that cannot be read is explained."""
        try:
            plan = OwnPlan(path, read_plan(Path(path)))
        except SSDDesktopError as error:
            self._explain_file(str(error))
            return
        self._method.use_plan(plan)
        self.plan_read.emit(plan)

    def _choose_start(self, init: str) -> None:
        """Chooses start weights by their name or file, where they are there."""
        known = [self._start.itemData(index).init for index in range(self._start.count())]
        if init in known:
            self._start.setCurrentIndex(known.index(init))
            return
        with suppress(SSDDesktopError):  # gone: what is chosen stays
            self.open_checkpoint(find_model(init))

    def open_checkpoint(self, path: Path) -> None:
        """Adds a checkpoint to the start weights and chooses it; a file that is none is explained, not taken."""
        try:
            choice = self._describe_checkpoint(path)
        except SSDDesktopError as error:
            self._start_note.setText(localised(str(error)))
            return
        known = [self._start.itemData(index).init for index in range(self._start.count())]
        if choice.init not in known:
            self._start.addItem(choice.label, choice)
            known.append(choice.init)
        self._start.setCurrentIndex(known.index(choice.init))

    # -- Quality against time

    def _settings_of(self, effort: Effort) -> EffortSettings:
        device = self._device.currentData()
        on_accelerator = self._has_accelerator if device == "auto" else device != "cpu"
        start = self._current_start()
        base = network_by_name(start.network).base
        return effort_settings(effort, on_accelerator=on_accelerator, from_detector=start.is_detector, base=base)

    def _shown_effort(self) -> Effort | None:
        """Returns the effort that is still as it was chosen; what someone typed is none, unless it is the usual one."""
        candidates: tuple[Effort | None, ...] = (self._chosen_effort, "good")
        return next((effort for effort in candidates if effort and self._method.is_of(self._settings_of(effort))), None)

    def _passes(self, chosen: TrainingConfig, usual: TrainingConfig) -> int:
        """Returns the passes of an epoch: as the effort has them; of epochs that someone asked for one each."""
        effort = self._shown_effort()
        if effort is None:
            epochs, passes = self._own_passes
            if chosen.epochs == epochs:
                return passes
            return usual.passes if chosen.epochs == usual.epochs else 1
        return self._settings_of(effort).passes(self._images(), chosen.batch_size)

    def _images(self) -> int:
        return 1 if self._check is None else max(1, self._check.images)

    @Slot(str)
    def _on_effort(self, effort: Effort) -> None:
        if self._method.recipe != FINE_TUNE:
            self._method.show_recipe(FINE_TUNE)
            self._show_recipe(FINE_TUNE)
        self._chosen_effort = effort
        self._method.show_effort(self._settings_of(effort))
        self._on_changed()

    @Slot()
    def _on_start(self) -> None:
        effort = self._effort.effort()
        self._method.set_start(self._current_start())
        self._keep_effort(effort)

    @Slot()
    def _on_machine(self) -> None:
        self._keep_effort(self._effort.effort())

    def _keep_effort(self, effort: Effort | None) -> None:
        """Shows what the chosen effort sets with other weights or on another device."""
        if effort is not None:
            self._chosen_effort = effort
            self._method.show_effort(self._settings_of(effort))
        self._on_changed()

    @Slot(str)
    def _show_recipe(self, name: str) -> None:
        self._advanced.show_config(recipe(name))
        if name == FINE_TUNE:
            self._method.show_effort(self._settings_of("good"))

    # -- Showing

    @Slot()
    def _on_changed(self) -> None:
        self._chosen_effort = self._shown_effort()
        self._effort.show_effort(self._chosen_effort)
        self._start_note.setText(start_text(self._current_start(), self._check, has_own_plan=self._method.has_own_plan))
        self.old_classes.setVisible(bool(self.start_classes()))
        self._show_time()
        self._settled.start()
        if self._method.network != self._network:
            self._network = self._method.network
            self._advanced.show_network(network_by_name(self._network))
            self.network_changed.emit(self._network)
        self.changed.emit()

    # -- Time

    def _show_time(self) -> None:
        if self._check is None:
            self._effort.show_time(0, None, why_not="")
            return
        config = self.config()
        work = workload(config, images=self._check.images, validation_images=self._check.validation_images)
        key = speed_key(config, self._method.network)
        speeds = remembered_speeds(self._speeds, key)
        why_not = self._why_no_speed.get(key, self.tr("how long they take is being measured on this machine..."))
        self._effort.show_time(work.steps, None if speeds is None else duration(work, speeds), why_not=why_not)

    @Slot()
    def _ask_for_speeds(self) -> None:
        """Asks for a measurement where the data can be trained on and nothing is known of its speed."""
        if self._check is None or not self.isVisible():
            return
        config, network = self.config(), self._method.network
        key = speed_key(config, network)
        if remembered_speeds(self._speeds, key) is None:
            self.speed_wanted.emit(SpeedRequest(key, config, network))
