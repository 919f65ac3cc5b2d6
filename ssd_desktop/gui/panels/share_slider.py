"""A number from 0 to 1 by slider or by typing it."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QSlider, QWidget

_STEPS = 100


class ShareSlider(QWidget):
    """A slider and a field that show the same number, to the hundredth.

    Signals:
        changed: The user wants another number.
    """

    changed = Signal(float)

    def __init__(self, name: str, tip: str, parent: QWidget | None = None, *, least: float = 0.0) -> None:
        """Begins at the least number.

        Args:
            name: What the number is, for people who cannot see the label.
            tip: What it does.
            parent: Owner.
            least: The smallest number.
        """
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(least * _STEPS), _STEPS)
        self.slider.setPageStep(5)
        self.slider.setAccessibleName(name)
        self.field = QDoubleSpinBox()
        self.field.setRange(least, 1.0)
        self.field.setSingleStep(1 / _STEPS)
        self.field.setDecimals(2)
        self.field.setAccessibleName(name)
        for widget in (self.slider, self.field):
            widget.setToolTip(f"<p>{tip}</p>")
        self.slider.valueChanged.connect(lambda value: self.field.setValue(value / _STEPS))
        self.field.valueChanged.connect(self._on_edited)

    def add_to(self, grid: QGridLayout, row: int, text: str) -> None:
        """Puts a label, the slider and the field into a row of a grid."""
        label = QLabel(text)
        label.setBuddy(self.slider)
        for column, widget in enumerate((label, self.slider, self.field)):
            grid.addWidget(widget, row, column)

    def value(self) -> float:
        """Returns the number that is shown."""
        return round(self.field.value(), 2)

    def set_value(self, value: float) -> None:
        """Shows another number without saying so; the same one leaves what is being typed alone."""
        if value == self.value():
            return
        with QSignalBlocker(self.slider), QSignalBlocker(self.field):
            self.slider.setValue(round(value * _STEPS))
            self.field.setValue(value)

    def _on_edited(self, value: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(value * _STEPS))
        self.changed.emit(round(value, 2))
