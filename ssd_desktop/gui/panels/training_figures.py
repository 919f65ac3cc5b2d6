"""The figures of a training as a list of names and values."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ssd_desktop.training.events import TrainingProgress

_NONE = "–"


class TrainingFigures(QWidget):
    """Losses, learning rate, speed, memory, time left and the best AP50 of a training."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        # Figures that come and grow do not move the columns beside them.
        widest = self.fontMetrics().horizontalAdvance(self._memory_text(10**11, 10**11))
        self._grid.setColumnMinimumWidth(1, widest)
        self._values: list[QLabel] = []
        self._loss = self._add(self.tr("Loss"))
        self._confidence = self._add(self.tr("Confidence loss"))
        self._localisation = self._add(self.tr("Localisation loss"))
        self._rate = self._add(self.tr("Learning rate"))
        self._speed = self._add(self.tr("Images a second"))
        self._memory = self._add(self.tr("Memory"))
        self._memory.setToolTip(self.tr("Of the GPU, where one trains; else of this program"))
        self._left = self._add(self.tr("Time left"))
        self._ap = self._add(self.tr("Best AP50"))
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def clear(self) -> None:
        """Forgets the run."""
        for value in self._values:
            value.setText(_NONE)

    def show_progress(self, event: TrainingProgress) -> None:
        """Shows the figures of a step."""
        self._loss.setText(f"{event.loss:.3f}")
        self._confidence.setText(f"{event.confidence_loss:.3f}")
        self._localisation.setText(f"{event.localisation_loss:.3f}")
        self._rate.setText(f"{event.learning_rate:.2e}")
        self._speed.setText(f"{event.images_per_second:.1f}")
        self._memory.setText(self._memory_text(event.memory_bytes, event.memory_total))
        self._left.setText(self._duration(event.seconds_left))

    def show_best_ap(self, ap50: float) -> None:
        """Shows the best AP50 (0..1) on the validation images so far."""
        self._ap.setText(self.tr("{percent} %").format(percent=self.locale().toString(100 * ap50, "f", 1)))

    def end(self) -> None:
        """Takes away what only a running training has."""
        self._left.setText(_NONE)

    def _add(self, name: str) -> QLabel:
        value = QLabel(_NONE)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value.setAccessibleName(name)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._values.append(value)
        row = self._grid.rowCount()
        self._grid.addWidget(QLabel(name), row, 0)
        self._grid.addWidget(value, row, 1)
        return value

    def _memory_text(self, used: int, total: int) -> str:
        if not total:
            return _NONE
        texts = [self.locale().toString(size / 1e9, "f", 1) for size in (used, total)]
        return self.tr("{used} of {total} GB").format(used=texts[0], total=texts[1])

    def _duration(self, seconds: float) -> str:
        minutes = round(seconds / 60)
        if minutes < 1:
            return self.tr("under a minute")
        if minutes < 60:
            return self.tr("about {minutes} min").format(minutes=minutes)
        return self.tr("about {hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)
