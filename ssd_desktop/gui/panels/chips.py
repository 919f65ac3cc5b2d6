"""Small coloured squares that stand for a class or a feature map in lists."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

_SIDE = 14


def colour_chip(colour: QColor, device_pixel_ratio: float) -> QPixmap:
    """Returns a rounded square of 14 logical pixels, sharp at the given ratio.

    Args:
        colour: Of the square; a thin darker border keeps bright ones visible on white.
        device_pixel_ratio: Of the widget that shows it.
    """
    side = round(_SIDE * device_pixel_ratio)
    pixmap = QPixmap(side, side)
    pixmap.setDevicePixelRatio(device_pixel_ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour.darker(150), 1))
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(0.5, 0.5, _SIDE - 1, _SIDE - 1), 3, 3)
    painter.end()
    return pixmap


def colour_mark(colour: QColor, device_pixel_ratio: float) -> QIcon:
    """Returns the square as an icon for a list that keeps its colour in a selected row.

    Args:
        colour: Of the square.
        device_pixel_ratio: Of the list.
    """
    chip = colour_chip(colour, device_pixel_ratio)
    mark = QIcon(chip)
    mark.addPixmap(chip, QIcon.Mode.Selected)
    return mark
