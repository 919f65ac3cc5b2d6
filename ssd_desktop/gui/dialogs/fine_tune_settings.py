"""The lower half of the fine-tune dialog: start weights, box plan, length, device and the advanced settings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.dialogs.advanced_settings import AdvancedSettings
from ssd_desktop.gui.dialogs.form import add_row, label_for, named, note_label, wide_combo
from ssd_desktop.gui.dialogs.training_request import OwnPlan, StartWeights
from ssd_desktop.gui.workers.data_check import DataCheck
from ssd_desktop.ssd.config import FITTED_PLAN
from ssd_desktop.ssd.networks import SSD300
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.passes import passes_of_epoch
from ssd_desktop.training.recipes import FINE_TUNE, PAPER, recipe

DescribeCheckpoint = Callable[[Path], StartWeights]
"""Reads the header of a checkpoint; raises SSDDesktopError where the file is none."""


class TrainingSection(QGroupBox):
    """Chooses how to train; whatever is chosen is a valid ``TrainingConfig``.

    Signals:
        changed: Something was chosen.
    """

    changed = Signal()

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
            speeds: Images a second of earlier trainings, by ``speed_key``.
            parent: Owner.
        """
        super().__init__(parent)
        self.setTitle(self.tr("Training"))
        self._describe_checkpoint = describe_checkpoint
        self._speeds = speeds or {}
        self._check: DataCheck | None = None
        self._own_plan: OwnPlan | None = None
        self._defaults = TrainingConfig()
        self._advanced = AdvancedSettings(self._defaults)
        self._build_widgets()
        self._lay_out()
        for choice in start_weights:
            self._add_start(choice)
        self._fill_devices(devices, device)
        on_accelerator = any(name != "cpu" for name, _ in devices)
        self._usual_freeze = "none" if on_accelerator else "conv4_3"
        self._on_recipe_chosen()
        self._recipe.currentIndexChanged.connect(self._on_recipe_chosen)
        self._start.currentIndexChanged.connect(self._on_changed)
        self._on_changed()

    def config(self) -> TrainingConfig:
        """Returns the chosen settings."""
        usual = recipe(self._recipe.currentData())
        chosen = replace(
            usual,
            # Epochs that someone asked for are so many passes, as on the command line.
            passes=usual.passes if self._epochs.value() == usual.epochs else 1,
            init=self._current_start().init,
            network=self._network(),
            plan=self._plan.currentData() or "auto",
            epochs=self._epochs.value(),
            batch_size=self._batch.value(),
            freeze=self._freeze.currentData(),
            device=self._device.currentData(),
        )
        return self._advanced.changed_config(chosen)

    def start_classes(self) -> tuple[str, ...]:
        """Returns the classes that the start weights know; empty for the base."""
        return self._current_start().classes

    def keeps_classes(self) -> bool:
        """Returns whether the classes of the start weights stay beside those of the data."""
        return bool(self.start_classes()) and self._keep.isChecked()

    def use_plan(self, plan: OwnPlan) -> None:
        """Offers a plan of the user's and chooses it.

        A detector keeps the plan that its offsets were trained with, so unless that is the same plan the base is chosen
        to start from.
        """
        self._own_plan = plan
        if self._current_start().plan not in (None, plan.value):
            starts = [self._start.itemData(index) for index in range(self._start.count())]
            self._start.setCurrentIndex([start.plan for start in starts].index(None))
        self._on_changed()
        self._plan.setCurrentIndex(max(0, self._plan.findData(plan.value)))
        self._on_changed()

    def show_check(self, check: DataCheck | None) -> None:
        """Shows what each box plan can match of the boxes, and how long the training is."""
        self._check = check
        self._on_changed()

    def _build_widgets(self) -> None:
        self._start = wide_combo(self.tr("Start weights"))
        self._open = QPushButton(self.tr("&Open checkpoint…"), autoDefault=False)
        self._open.clicked.connect(self._ask_for_checkpoint)
        self._start_note = note_label()
        self._keep = QCheckBox(self.tr("&Keep the classes it knows"))
        self._keep.setToolTip(
            self.tr("What it finds of them in your images is trained on too, so that they are not forgotten")
        )
        self._keep.toggled.connect(self._on_changed)
        self._recipe = wide_combo(self.tr("Recipe"))
        self._recipe.addItem(self.tr("Fine-tune: few images of your own"), FINE_TUNE)
        self._recipe.addItem(self.tr("Paper: as its authors trained SSD, with thousands of images"), PAPER)
        self._recipe.setToolTip(self.tr("Sets all that follows; change what you like afterwards"))
        self._plan = wide_combo(self.tr("Box plan"))
        self._freeze = wide_combo(self.tr("What is trained"))
        self._freeze.addItem(self.tr("Base frozen up to conv4_3: quick on a CPU"), "conv4_3")
        self._freeze.addItem(self.tr("Base frozen up to conv3_3: slower, often a little better"), "conv3_3")
        self._freeze.addItem(self.tr("Base frozen up to conv2_2: as in the paper"), "conv2_2")
        self._freeze.addItem(self.tr("Train everything: best with many images and a GPU"), "none")
        self._epochs = named(QSpinBox(minimum=1, maximum=10_000, value=self._defaults.epochs), self.tr("Epochs"))
        self._epochs.setToolTip(self.tr("Passes over the training images"))
        self._batch = named(
            QSpinBox(minimum=1, maximum=512, value=self._defaults.batch_size), self.tr("Images of a batch")
        )
        self._batch.setToolTip(self.tr("Images of an optimiser step"))
        self._device = wide_combo(self.tr("Device"))
        self._length_note = note_label()
        for spin in (self._epochs, self._batch):
            spin.valueChanged.connect(self._on_changed)
        for combo in (self._freeze, self._device):
            combo.currentIndexChanged.connect(self._show_length)
        self._plan.activated.connect(self._show_start_note)

    def _lay_out(self) -> None:
        start = QHBoxLayout()
        start.addWidget(self._start, 1)
        start.addWidget(self._open)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        add_row(form, self.tr("Start wei&ghts"), start, field=self._start)
        form.addRow("", self._start_note)
        form.addRow("", self._keep)
        form.addRow(self.tr("R&ecipe"), self._recipe)
        form.addRow(self.tr("Bo&x plan"), self._plan)
        form.addRow(self.tr("What is t&rained"), self._freeze)
        add_row(form, self.tr("E&pochs"), self._length_row(), field=self._epochs)
        form.addRow(self.tr("&Device"), self._device)
        form.addRow("", self._length_note)
        outer = QVBoxLayout(self)
        outer.addLayout(form)
        outer.addWidget(self._advanced_toggle())
        outer.addWidget(self._advanced)

    def _length_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._epochs)
        row.addSpacing(12)
        row.addWidget(label_for(self.tr("Images of a batc&h"), self._batch))
        row.addWidget(self._batch)
        row.addStretch(1)
        return row

    def _advanced_toggle(self) -> QToolButton:
        self._advanced.hide()
        toggle = QToolButton(autoRaise=True)
        toggle.setText(self.tr("&Advanced"))
        toggle.setCheckable(True)
        toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        toggle.setArrowType(Qt.ArrowType.RightArrow)
        toggle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        toggle.toggled.connect(self._advanced.setVisible)
        toggle.toggled.connect(
            lambda shown: toggle.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        )
        return toggle

    @Slot()
    def _on_recipe_chosen(self) -> None:
        name = self._recipe.currentData()
        config = recipe(name)
        freeze = self._usual_freeze if name == FINE_TUNE else config.freeze
        self._freeze.setCurrentIndex(self._freeze.findData(freeze))
        self._epochs.setValue(config.epochs)
        self._batch.setValue(config.batch_size)
        self._advanced.show_config(config)
        self._on_changed()
        self._plan.setCurrentIndex(max(0, self._plan.findData(config.plan)))

    def _add_start(self, choice: StartWeights) -> None:
        self._start.addItem(choice.label, choice)

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
            self, self.tr("Open checkpoint"), "", self.tr("Checkpoints (*.safetensors);;All files (*)")
        )
        if name:
            self.open_checkpoint(Path(name))

    def open_checkpoint(self, path: Path) -> None:
        """Adds a checkpoint to the start weights and chooses it; a file that is none is explained, not taken."""
        try:
            choice = self._describe_checkpoint(path)
        except SSDDesktopError as error:
            self._start_note.setText(str(error))
            return
        known = [self._start.itemData(index).init for index in range(self._start.count())]
        if choice.init not in known:
            self._add_start(choice)
            known.append(choice.init)
        self._start.setCurrentIndex(known.index(choice.init))
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        self._fill_plans()
        self._start_note.setText(self._start_text())
        self._keep.setVisible(bool(self.start_classes()))
        self._length_note.setText(self._length_text())
        self.changed.emit()

    @Slot()
    def _show_start_note(self) -> None:
        self._start_note.setText(self._start_text())

    @Slot()
    def _show_length(self) -> None:
        self._length_note.setText(self._length_text())

    def _fill_plans(self) -> None:
        fixed = self._current_start().plan
        recalls = {} if self._check is None else dict(self._check.recalls)
        wanted = self._plan.currentData()
        self._plan.clear()
        if fixed is not None:
            self._plan.addItem(self.tr("Of the start weights: {plan}").format(plan=self._plan_text(fixed, recalls)))
        else:
            best = "" if self._check is None else f" ({self._check.best_plan})"
            self._plan.addItem(self.tr("Automatic: the one that can match most of your boxes") + best, "auto")
            fitted = (FITTED_PLAN,) if FITTED_PLAN in recalls else ()
            for name in (*SSD300.plans, *fitted):
                self._plan.addItem(self._plan_text(name, recalls), name)
            own = self._own_plan
            if own is not None and self._plan.findData(own.value) < 0:
                text = self.tr("Yours from Layers, for {network}: {plan}").format(
                    network=own.network, plan=self._plan_text(own.plan.name, recalls, value=own.value)
                )
                self._plan.addItem(text, own.value)
            self._plan.setCurrentIndex(max(0, self._plan.findData(wanted)))
        self._plan.setEnabled(fixed is None)

    def _plan_text(self, name: str, recalls: dict[str, float], *, value: str | None = None) -> str:
        """Names a plan and what it can match; ``value`` is that of a plan whose name does not tell which it is."""
        recall = recalls.get(name if value is None else value)
        if recall is None:
            return name
        percent = self.locale().toString(100 * recall, "f", 1)
        return self.tr("{name}, can match {percent} % of your boxes").format(name=name, percent=percent)

    def _has_own_plan(self) -> bool:
        return self._own_plan is not None and self._plan.currentData() == self._own_plan.value

    def _network(self) -> str:
        """The network to train: that of the user's own plan, else as the start weights have it."""
        own = self._own_plan
        return own.network if own is not None and self._has_own_plan() else self._defaults.network

    def _start_text(self) -> str:
        start = self._current_start()
        if not start.classes and self._has_own_plan():
            return self.tr(
                "Knows shapes and textures, but no class yet. A detector keeps the plan it was trained with: your own "
                "plan starts from the base."
            )
        if not start.classes:
            return self.tr("Knows shapes and textures, but no class yet.")
        if self._check is None:
            return self.tr("Knows the classes: {names}.").format(names=_shortened(start.classes))
        ours = [count.name for count in self._check.counts]
        known = sum(name in start.classes for name in ours)
        if known == len(ours):
            return self.tr("Knows all of your classes.")
        if known == 0:
            return self.tr("Knows how to find objects, but none of your {count} classes yet.").format(count=len(ours))
        return self.tr("Knows {known} of your {count} classes; the others start fresh.").format(
            known=known, count=len(ours)
        )

    def _length_text(self) -> str:
        if self._check is None:
            return ""
        images = max(1, self._check.images)
        # As the loader counts: what is left over of an epoch makes no smaller batch.
        passes = passes_of_epoch(self.config(), images)
        steps = (passes * images) // min(images, self._batch.value()) * self._epochs.value()
        speed = self._speeds.get(speed_key(self._device.currentData(), self._freeze.currentData()), 0.0)
        text = self.tr("About {steps} steps. The time left is shown after the first ones.")
        if speed > 0:
            text = self.tr("About {steps} steps, {time} at the speed of your last training.")
        seconds = passes * images * self._epochs.value() / speed if speed > 0 else 0.0
        return text.format(steps=self.locale().toString(steps), time=self._time_text(seconds))

    def _time_text(self, seconds: float) -> str:
        """Returns a range: measuring on the validation images and other work of the machine come on top."""
        low, high = max(1, round(0.9 * seconds / 60)), max(1, round(1.4 * seconds / 60))
        if high < 2:
            return self.tr("a minute or two")
        if high < 120:
            return self.tr("about {low} to {high} minutes").format(low=low, high=high)
        hours = [self.locale().toString(minutes / 60, "f", 1) for minutes in (low, high)]
        return self.tr("about {low} to {high} hours").format(low=hours[0], high=hours[1])


def speed_key(device: str, freeze: str) -> str:
    """Returns the name under which the speed of a training is remembered: what decides it, besides the machine."""
    return f"{device}/{freeze}"


def _shortened(names: Sequence[str], most: int = 6) -> str:
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")
