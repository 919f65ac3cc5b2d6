"""A small mark for each status of an image, told apart by its shape as well as by its colour.

The hues are those of Okabe and Ito, "Color Universal Design" (2008).
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from ssd_desktop.annotation.image_summary import ImageStatus
from ssd_desktop.gui.theme import is_dark

_LIGHT = {
    "unlabelled": "#767676",
    "predicted": "#b36b00",
    "labelled": "#0072b2",
    "verified": "#007a59",
    "background": "#007a59",
    "error": "#c44900",
}
_DARK = {
    "unlabelled": "#a8a8a8",
    "predicted": "#e69f00",
    "labelled": "#56b4e9",
    "verified": "#2bc59a",
    "background": "#2bc59a",
    "error": "#ff8a4c",
}
_PIXELS = 16


def status_colour(status: ImageStatus) -> QColor:
    """Returns the colour of a status, at least 3 to 1 against the lists of both themes."""
    return QColor((_DARK if is_dark() else _LIGHT)[status])


def paint_mark(painter: QPainter, rect: QRectF, status: ImageStatus, colour: QColor) -> None:
    """Paints the mark of a status.

    Args:
        painter: Paints in logical pixels.
        rect: A square.
        status: Hollow circle: not labelled; dashed box: detected only; filled box: labelled; tick on a disc: verified;
            barred circle: no objects; triangle: labels unreadable.
        colour: Usually ``status_colour``.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, rect.width() / 8))
    inner = rect.adjusted(*(rect.width() * part for part in (0.12, 0.12, -0.12, -0.12)))
    _PAINTERS[status](painter, inner, colour)
    painter.restore()


def status_icon(status: ImageStatus) -> QIcon:
    """Returns the mark as an icon in the colours of the moment."""
    pixmap = QPixmap(2 * _PIXELS, 2 * _PIXELS)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_mark(painter, QRectF(0, 0, _PIXELS, _PIXELS), status, status_colour(status))
    painter.end()
    return QIcon(pixmap)


def _circle(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    painter.drawEllipse(rect)


def _dashed_box(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    pen = painter.pen()
    pen.setDashPattern([2, 1.4])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawRect(rect)


def _filled_box(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    painter.setBrush(colour)
    painter.drawRect(rect)


def _tick(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    disc, tick = QPainterPath(), QPainterPath()
    disc.addEllipse(rect.adjusted(-1, -1, 1, 1))
    painter.fillPath(disc, colour)
    tick.moveTo(_at(rect, 0.2, 0.52))
    tick.lineTo(_at(rect, 0.42, 0.76))
    tick.lineTo(_at(rect, 0.82, 0.28))
    painter.setPen(QPen(QColor("black" if colour.lightness() > 110 else "white"), rect.width() / 5))
    painter.drawPath(tick)


def _barred_circle(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    painter.drawEllipse(rect)
    painter.drawLine(_at(rect, 0.15, 0.85), _at(rect, 0.85, 0.15))


def _triangle(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    painter.drawPolygon(QPolygonF([_at(rect, 0.5, 0.0), _at(rect, 1.0, 0.95), _at(rect, 0.0, 0.95)]))
    painter.drawLine(_at(rect, 0.5, 0.38), _at(rect, 0.5, 0.6))
    painter.drawPoint(_at(rect, 0.5, 0.8))


def _at(rect: QRectF, x: float, y: float) -> QPointF:
    return QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height())


_PAINTERS: dict[ImageStatus, Callable[[QPainter, QRectF, QColor], None]] = {
    "unlabelled": _circle,
    "predicted": _dashed_box,
    "labelled": _filled_box,
    "verified": _tick,
    "background": _barred_circle,
    "error": _triangle,
}
