"""How long a training is: in passes over the images, or in optimiser steps."""

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from ssd_desktop.gui.dialogs.form import named, wide_combo
from ssd_desktop.training.config import TrainingConfig

_USUAL_STEPS = 1000


class TrainingLength(QWidget):
    """Asks for epochs or steps.

    Signals:
        changed: Something was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        usual = TrainingConfig()
        self._epochs = named(QSpinBox(minimum=1, maximum=10_000, value=usual.epochs), self.tr("Epochs"))
        self._epochs.setToolTip(self.tr("Passes over the training images"))
        self._steps = named(
            QSpinBox(minimum=1, maximum=10_000_000, singleStep=100, value=_USUAL_STEPS), self.tr("Steps")
        )  # fmt: skip
        self._steps.setToolTip(self.tr("Optimiser steps, each on a batch of images"))
        self.unit = wide_combo(self.tr("Counted in"))
        for text, in_steps in ((self.tr("epochs"), False), (self.tr("steps"), True)):
            self.unit.addItem(text, in_steps)
        self.unit.setToolTip(self.tr("Epochs grow with the number of images, steps do not"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self._epochs, self._steps, self.unit):
            row.addWidget(widget)
        self.unit.currentIndexChanged.connect(self._on_unit)
        for spin in (self._epochs, self._steps):
            spin.valueChanged.connect(self.changed)
        self._steps.hide()

    @property
    def epochs(self) -> int:
        """The number of epochs, also where steps count."""
        return self._epochs.value()

    @property
    def steps(self) -> int:
        """The number of steps; 0 where epochs count."""
        return self._steps.value() if self.unit.currentData() else 0

    def show_length(self, epochs: int, steps: int) -> None:
        """Shows a length; nothing is emitted.

        Args:
            epochs: As ``TrainingConfig.epochs``.
            steps: As ``TrainingConfig.steps``; 0: the epochs count.
        """
        with QSignalBlocker(self):
            self._epochs.setValue(epochs)
            if steps:
                self._steps.setValue(steps)
            self.unit.setCurrentIndex(self.unit.findData(steps > 0))

    @Slot()
    def _on_unit(self) -> None:
        in_steps = self.unit.currentData()
        self._epochs.setVisible(not in_steps)
        self._steps.setVisible(in_steps)
        self.changed.emit()
