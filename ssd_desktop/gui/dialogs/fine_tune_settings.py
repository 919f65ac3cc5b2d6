"""The lower half of the fine-tune dialog: start weights, box plan, length, device and the advanced settings."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
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
from ssd_desktop.gui.dialogs.form import add_row, label_for, named, note_label, wide_combo
from ssd_desktop.gui.dialogs.training_request import StartWeights
from ssd_desktop.gui.workers.data_check import DataCheck
from ssd_desktop.ssd.networks import SSD300
from ssd_desktop.training.config import TrainingConfig

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
        parent: QWidget | None = None,
    ) -> None:
        """Builds the section.

        Args:
            start_weights: Choices, the first is preselected.
            devices: Name and label of each device besides ``auto``.
            describe_checkpoint: For a checkpoint that the user opens.
            device: Name of the device to preselect.
            parent: Owner.
        """
        super().__init__(parent)
        self.setTitle(self.tr("Training"))
        self._describe_checkpoint = describe_checkpoint
        self._check: DataCheck | None = None
        self._defaults = TrainingConfig()
        self._build_widgets()
        self._build_advanced()
        self._lay_out()
        for choice in start_weights:
            self._add_start(choice)
        self._fill_devices(devices, device)
        on_accelerator = any(name != "cpu" for name, _ in devices)
        self._freeze.setCurrentIndex(self._freeze.findData("none" if on_accelerator else "conv4_3"))
        self._start.currentIndexChanged.connect(self._on_changed)
        self._on_changed()

    def config(self) -> TrainingConfig:
        """Returns the chosen settings."""
        return TrainingConfig(
            init=self._current_start().init,
            plan=self._plan.currentData() or "auto",
            epochs=self._epochs.value(),
            batch_size=self._batch.value(),
            learning_rate=self._learning_rate.value(),
            freeze=self._freeze.currentData(),
            train_difficult=self._difficult.isChecked(),
            augment=self._augment.isChecked(),
            precision=self._precision.currentData(),
            device=self._device.currentData(),
            seed=self._seed.value(),
        )

    def start_classes(self) -> tuple[str, ...]:
        """Returns the classes that the start weights know; empty for the base."""
        return self._current_start().classes

    def show_check(self, check: DataCheck | None) -> None:
        """Shows what each box plan can match of the boxes, and how long the training is."""
        self._check = check
        self._on_changed()

    def _build_widgets(self) -> None:
        self._start = wide_combo(self.tr("Start weights"))
        self._open = QPushButton(self.tr("&Open checkpoint…"), autoDefault=False)
        self._open.clicked.connect(self._ask_for_checkpoint)
        self._start_note = note_label()
        self._plan = wide_combo(self.tr("Box plan"))
        self._freeze = wide_combo(self.tr("What is trained"))
        self._freeze.addItem(self.tr("Base frozen up to conv4_3: quick on a CPU"), "conv4_3")
        self._freeze.addItem(self.tr("Base frozen up to conv3_3: slower, often a little better"), "conv3_3")
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

    def _build_advanced(self) -> None:
        self._learning_rate = QDoubleSpinBox(
            decimals=6, minimum=1e-6, maximum=1.0, singleStep=1e-4, value=self._defaults.learning_rate
        )
        self._learning_rate.setAccessibleName(self.tr("Learning rate"))
        self._learning_rate.setToolTip(self.tr("For batches of 32; scaled with the batch size"))
        self._seed = named(QSpinBox(maximum=2**31 - 1), self.tr("Seed"))
        self._seed.setToolTip(self.tr("Decides start values, order and augmentation; the same seed repeats a training"))
        self._precision = wide_combo(self.tr("Precision"))
        self._precision.addItem(self.tr("Automatic: bfloat16 where it is fast"), "auto")
        self._precision.addItem("float32", "float32")
        self._precision.addItem("bfloat16", "bfloat16")
        self._difficult = QCheckBox(self.tr("Train on objects marked diffic&ult"))
        self._difficult.setChecked(self._defaults.train_difficult)
        self._augment = QCheckBox(self.tr("&Vary the images (crops, mirror, colours)"))
        self._augment.setChecked(self._defaults.augment)

    def _lay_out(self) -> None:
        start = QHBoxLayout()
        start.addWidget(self._start, 1)
        start.addWidget(self._open)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        add_row(form, self.tr("Start wei&ghts"), start, field=self._start)
        form.addRow("", self._start_note)
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
        self._advanced = QWidget(self, visible=False)
        form = QFormLayout(self._advanced)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("&Learning rate"), self._learning_rate)
        form.addRow(self.tr("S&eed"), self._seed)
        form.addRow(self.tr("Pre&cision"), self._precision)
        form.addRow("", self._difficult)
        form.addRow("", self._augment)
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
        self._length_note.setText(self._length_text())
        self.changed.emit()

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
            for name in SSD300.plans:
                self._plan.addItem(self._plan_text(name, recalls), name)
            self._plan.setCurrentIndex(max(0, self._plan.findData(wanted)))
        self._plan.setEnabled(fixed is None)

    def _plan_text(self, name: str, recalls: dict[str, float]) -> str:
        if name not in recalls:
            return name
        percent = self.locale().toString(100 * recalls[name], "f", 1)
        return self.tr("{name}, can match {percent} % of your boxes").format(name=name, percent=percent)

    def _start_text(self) -> str:
        start = self._current_start()
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
        steps = images // min(images, self._batch.value()) * self._epochs.value()
        return self.tr("About {steps} steps. The time left is shown after the first ones.").format(
            steps=self.locale().toString(steps)
        )


def _shortened(names: Sequence[str], most: int = 6) -> str:
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")
