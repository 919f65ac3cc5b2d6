"""What the canvas says while nothing is open."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPalette

_MAX_WIDTH = 420.0
_MARGIN = 16.0
_GAP = 8.0
_HEADING_GROWTH = 1.4


def paint_empty_state(painter: QPainter, *, area: QRectF, palette: QPalette, text: str) -> None:
    """Paints a heading and what to do, centred and calm.

    Args:
        painter: In logical pixels, with the font of the text.
        area: The canvas.
        palette: Of the canvas.
        text: The first line is the heading; the rest may be empty.
    """
    heading, _, body = text.partition("\n")
    heading_font = QFont(painter.font())
    heading_font.setPointSizeF(heading_font.pointSizeF() * _HEADING_GROWTH)
    width = min(max(area.width() - 2 * _MARGIN, 1.0), _MAX_WIDTH)
    room = QRectF(0, 0, width, area.height())
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    heading_box = QFontMetricsF(heading_font).boundingRect(room, flags, heading)
    body_box = QFontMetricsF(painter.font()).boundingRect(room, flags, body) if body else QRectF()
    height = heading_box.height() + (body_box.height() + _GAP if body else 0)
    left, top = area.center().x() - width / 2, area.center().y() - height / 2
    colour = palette.color(QPalette.ColorRole.WindowText)
    body_font = QFont(painter.font())
    colour.setAlphaF(0.85)
    painter.setPen(colour)
    painter.setFont(heading_font)
    painter.drawText(QRectF(left, top, width, heading_box.height()), flags, heading)
    colour.setAlphaF(0.7)
    painter.setPen(colour)
    painter.setFont(body_font)
    painter.drawText(QRectF(left, top + heading_box.height() + _GAP, width, body_box.height()), flags, body)
