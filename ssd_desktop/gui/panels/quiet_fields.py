"""Sliders and fields that leave the wheel to what they scroll in, so that nobody changes a value by scrolling."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QSlider, QSpinBox, QWidget


class QuietSlider(QSlider):
    """A horizontal slider."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Passes the wheel on."""
        event.ignore()


class QuietField(QDoubleSpinBox):
    """A field for a number."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Passes the wheel on."""
        event.ignore()


class QuietCounter(QSpinBox):
    """A field for a whole number."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Passes the wheel on."""
        event.ignore()
