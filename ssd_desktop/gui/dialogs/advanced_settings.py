"""The settings of a training that most users leave alone, in groups; whatever is shown is a valid setting."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QSpinBox,
    QWidget,
)

from ssd_desktop.gui.dialogs.form import named, wide_combo
from ssd_desktop.ssd.networks import NetworkDescription
from ssd_desktop.training.config import TrainingConfig

_COLUMNS = 2
_LEAST_RATE = 1e-6


class AdvancedSettings(QWidget):
    """Shows settings of a ``TrainingConfig`` and changes them.

    Signals:
        changed: A value was chosen.
    """

    changed = Signal()

    def __init__(self, config: TrainingConfig, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read: dict[str, Callable[[], Any]] = {}
        self._write: dict[str, Callable[[Any], None]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._forms: list[QFormLayout] = []
        self._add_learning()
        self._add_length()
        self._add_augmentation()
        self._add_data()
        self._add_old_classes()
        self._add_loss()
        self._add_machine()
        self._align_fields()
        self.show_config(config)

    def show_config(self, config: TrainingConfig) -> None:
        """Shows the values of a configuration."""
        for name, write in self._write.items():
            table, _, key = name.rpartition(".")
            write(getattr(getattr(config, table) if table else config, key))

    def changed_config(self, config: TrainingConfig) -> TrainingConfig:
        """Returns ``config`` with the values that are shown."""
        values = {name: read() for name, read in self._read.items()}
        plain = {name: value for name, value in values.items() if "." not in name}
        for table in ("loss", "match"):
            of_table = {name.removeprefix(f"{table}."): v for name, v in values.items() if name.startswith(f"{table}.")}
            plain[table] = replace(getattr(config, table), **of_table)
        return replace(config, **plain)

    def show_network(self, network: NetworkDescription) -> None:
        """Shows beside an automatic learning rate the one that this network is trained with."""
        rate = self.locale().toString(network.fine_tune_rate, "g", 6)
        self._rate.setSpecialValueText(f"{self.tr('Automatic')} ({rate})")

    # -- Groups

    def _add_learning(self) -> None:
        self._add_group(self.tr("Learning"))
        self._rate = QDoubleSpinBox(decimals=6, maximum=1.0, singleStep=1e-4)
        self._add_number(
            "learning_rate", self.tr("Learning rate"), self.tr("For batches of 32; scaled with the batch size"),
            self._rate, zero=self.tr("Automatic"),
        )  # fmt: skip
        # A rate too small to be shown must not become the automatic one.
        self._write["learning_rate"] = lambda rate: self._rate.setValue(max(rate, _LEAST_RATE) if rate else 0.0)
        schedule = self._add_choice("schedule", self.tr("Schedule"), self.tr("How the learning rate falls to the end"))
        schedule.addItem(self.tr("Cosine"), "cosine")
        schedule.addItem(self.tr("Steps, at 2/3 and 5/6"), "step")
        self._add_number(
            "warmup_steps", self.tr("Warm-up steps"),
            self.tr("Steps in which the learning rate rises; at most a tenth of the training"),
            QSpinBox(maximum=100_000, singleStep=50),
        )  # fmt: skip
        self._add_number(
            "weight_decay", self.tr("Weight decay"), self.tr("How strongly weights are pulled to zero"),
            QDoubleSpinBox(decimals=5, maximum=1.0, singleStep=1e-4),
        )  # fmt: skip
        self._add_share(
            "base_rate_factor", self.tr("Rate of the base"),
            self.tr("Learning rate of the base against that of the layers after it"), most=1.0,
        )  # fmt: skip
        self._add_number(
            "momentum", self.tr("Momentum"), self.tr("Share of the last step that the next one goes on with"),
            QDoubleSpinBox(decimals=3, maximum=0.999, singleStep=0.05),
        )  # fmt: skip
        self._add_number(
            "gradient_clip", self.tr("Gradient limit"),
            self.tr("Largest norm of the gradients; a sane start has 50 to 110, 0 sets no limit"),
            QDoubleSpinBox(decimals=1, maximum=10_000.0, singleStep=10.0), zero=self.tr("None"),
        )  # fmt: skip

    def _add_length(self) -> None:
        self._add_group(self.tr("Length and result"))
        self._add_number(
            "evaluate_every", self.tr("Measure every"),
            self.tr("Epochs between two measurements on the validation images; 0 measures only at the end"),
            QSpinBox(maximum=10_000), zero=self.tr("At the end"),
        )  # fmt: skip
        self._add_number(
            "early_stopping", self.tr("Stop when stalled"),
            self.tr("Measurements without a better AP after which the training ends; 0 never ends it early"),
            QSpinBox(maximum=10_000), zero=self.tr("Never"),
        )  # fmt: skip
        self._add_number(
            "ema_decay", self.tr("Average of weights"),
            self.tr("Decay of the moving average that is measured and saved, such as 0.999; 0 saves the last weights"),
            QDoubleSpinBox(decimals=4, maximum=0.9999, singleStep=0.001), zero=self.tr("Off"),
        )  # fmt: skip
        self._add_switch(
            "tensorboard", self.tr("TensorBoard files"), self.tr("The run folder also gets files for TensorBoard")
        )

    def _add_augmentation(self) -> None:
        self._add_group(self.tr("Variation of the images"))
        self._add_switch(
            "augment", self.tr("Vary the images"), self.tr("Crops, zoom, mirror and colours, as in the paper")
        )
        self._add_share("mosaic", self.tr("Mosaic"), self.tr("Probability that four images are shown in one"), most=1.0)
        self._add_share("mixup", self.tr("Blend"), self.tr("Probability that two images are blended"), most=1.0)
        self._add_share(
            "multi_scale", self.tr("Vary the size"),
            self.tr("Share by which the input side varies from step to step; 0 keeps it"), most=0.5,
        )  # fmt: skip

    def _add_data(self) -> None:
        self._add_group(self.tr("Objects"))
        self._add_switch(
            "train_difficult", self.tr("Train on difficult objects"),
            self.tr("Objects marked difficult are learned; else they count neither as object nor as background"),
        )  # fmt: skip
        self._add_share(
            "class_balance", self.tr("Balance of classes"),
            self.tr("How far rare classes are shown more often: 0 every image equally, 1 every class"), most=1.0,
        )  # fmt: skip
        tiles = self._add_choice(
            "tiles", self.tr("Tiles"),
            self.tr("Large images with small objects are cut into overlapping tiles; each costs as much as an image"),
        )  # fmt: skip
        tiles.addItem(self.tr("Off"), "off")
        tiles.addItem(self.tr("Where they are worth it"), "auto")
        tiles.addItem(self.tr("On"), "on")

    def _add_old_classes(self) -> None:
        self._add_group(self.tr("Classes that are kept"))
        self._add_share(
            "rehearsal_share", self.tr("Share of old images"),
            self.tr("Of each batch, where images of the old classes are given"), most=0.95,
        )  # fmt: skip
        self._add_switch(
            "label_missing", self.tr("Label what is missing"),
            self.tr("What the start detector finds of its classes counts as labels where the data has none of them"),
        )  # fmt: skip
        self._add_pair(
            ("missing_object_score", self.tr("Object from score"), self.tr("Such a detection is trained on as object")),
            ("missing_ignore_score", self.tr("Ignored from score"),
             self.tr("From here up to an object a detection is neither object nor background")),
        )  # fmt: skip

    def _add_loss(self) -> None:
        self._add_group(self.tr("Loss"))
        self._add_share(
            "loss.label_smoothing", self.tr("Label smoothing"),
            self.tr("Share of each target probability that is spread over all classes"), most=0.5,
        )  # fmt: skip
        self._add_number(
            "loss.focal_gamma", self.tr("Focal exponent"),
            self.tr("Above 0: the focal loss over all default boxes in place of hard negative mining"),
            QDoubleSpinBox(decimals=1, maximum=5.0, singleStep=0.5), zero=self.tr("Off"),
        )  # fmt: skip
        self._add_number(
            "loss.alpha", self.tr("Weight of places"), self.tr("Of the localisation loss against the confidence loss"),
            QDoubleSpinBox(decimals=2, maximum=100.0, singleStep=0.1),
        )  # fmt: skip
        self._add_number(
            "loss.negatives_per_positive", self.tr("Hard negatives"),
            self.tr("Kept for each default box that learns an object"), QSpinBox(maximum=100),
        )  # fmt: skip
        self._add_number(
            "loss.min_negatives", self.tr("Negatives of background"),
            self.tr("Kept of an image without objects"), QSpinBox(maximum=1000),
        )  # fmt: skip
        self._add_pair(
            ("match.positive_iou", self.tr("Match from IoU"), self.tr("A default box learns an object from here up")),
            ("match.negative_iou", self.tr("Background below IoU"),
             self.tr("A default box is background below it; up to a match it is ignored")),
        )  # fmt: skip

    def _add_machine(self) -> None:
        self._add_group(self.tr("Machine"))
        self._add_number(
            "seed", self.tr("Seed"),
            self.tr("Decides start values, order and augmentation; the same seed repeats a training"),
            QSpinBox(maximum=2**31 - 1),
        )  # fmt: skip
        precision = self._add_choice(
            "precision",
            self.tr("Precision"),
            self.tr("Numbers the network computes with; automatic takes bfloat16 where it is fast"),
        )
        precision.addItem(self.tr("Automatic"), "auto")
        precision.addItem("float32", "float32")
        precision.addItem("bfloat16", "bfloat16")
        self._add_number(
            "workers", self.tr("Loading threads"), self.tr("Threads that load and vary images"), QSpinBox(maximum=64)
        )
        self._add_number(
            "micro_batch", self.tr("Images at once"),
            self.tr("Of a batch, through the network; fewer need less memory and change nothing"),
            QSpinBox(maximum=512), zero=self.tr("Automatic"),
        )  # fmt: skip
        self._add_number(
            "cached_views", self.tr("Kept views"),
            self.tr("Augmented views of an image whose frozen features are computed once; 0 keeps none"),
            QSpinBox(maximum=1000), zero=self.tr("None"),
        )  # fmt: skip
        self._add_number(
            "cache_limit_gb", self.tr("Room for kept views"), self.tr("Memory and disk that kept views may take"),
            QDoubleSpinBox(decimals=1, maximum=10_000.0, suffix=" GB"),
        )  # fmt: skip

    def _align_fields(self) -> None:
        """Lets the fields of a column of groups begin at the same place."""
        for column in range(_COLUMNS):
            labels = [label for form in self._forms[column::_COLUMNS] for label in _labels(form)]
            width = max(label.sizeHint().width() for label in labels)
            for label in labels:
                label.setMinimumWidth(width)

    # -- Rows

    def _add_group(self, title: str) -> None:
        group = QGroupBox(title)
        form = QFormLayout(group)
        row, column = divmod(len(self._forms), _COLUMNS)
        self._grid.addWidget(group, row, column)
        self._forms.append(form)

    def _add_row(self, label: str, tip: str, field: QWidget) -> None:
        named(field, label).setToolTip(tip)
        self._forms[-1].addRow(label, field)
        self._forms[-1].labelForField(field).setToolTip(tip)

    def _add_number(self, name: str, label: str, tip: str, spin: QSpinBox | QDoubleSpinBox, *, zero: str = "") -> None:
        spin.setSpecialValueText(zero)
        self._add_row(label, tip, spin)
        self._read[name], self._write[name] = spin.value, spin.setValue
        spin.valueChanged.connect(self.changed)

    def _add_share(self, name: str, label: str, tip: str, *, most: float) -> None:
        self._add_number(name, label, tip, QDoubleSpinBox(decimals=2, maximum=most, singleStep=0.05))

    def _add_pair(self, upper: tuple[str, str, str], lower: tuple[str, str, str]) -> None:
        """Adds two shares, each as name, label and tip; the second is held at or below the first."""
        spins = []
        for name, label, tip in (upper, lower):
            spins.append(QDoubleSpinBox(decimals=2, minimum=0.01, maximum=1.0, singleStep=0.05))
            self._add_number(name, label, tip, spins[-1])
        spins[0].valueChanged.connect(spins[1].setMaximum)

    def _add_switch(self, name: str, label: str, tip: str) -> None:
        box = named(QCheckBox(label), label)
        box.setToolTip(tip)
        self._forms[-1].addRow(box)
        self._read[name], self._write[name] = box.isChecked, box.setChecked
        box.toggled.connect(self.changed)

    def _add_choice(self, name: str, label: str, tip: str) -> QComboBox:
        combo = wide_combo(label)
        self._add_row(label, tip, combo)
        self._read[name] = combo.currentData
        self._write[name] = lambda value: combo.setCurrentIndex(max(0, combo.findData(value)))
        combo.currentIndexChanged.connect(self.changed)
        return combo


def _labels(form: QFormLayout) -> list[QWidget]:
    """Returns the labels of a form; rows that are a check box have none."""
    items = (form.itemAt(row, QFormLayout.ItemRole.LabelRole) for row in range(form.rowCount()))
    return [label for item in items if item is not None and (label := item.widget()) is not None]
