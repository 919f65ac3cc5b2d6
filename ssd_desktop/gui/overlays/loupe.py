"""A magnified look at the pixels around the edge that is being placed."""

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.overlay import Overlay
from ssd_desktop.gui.overlays.tag_room import TagRoom

_CELLS = 21
"""Picture pixels from side to side."""

_CELL = 8.0
"""Logical pixels of one of them."""

_MARGIN = 12.0
_NEEDED_BELOW = 6.0
"""Logical pixels per picture pixel from which the picture itself shows as much."""


class Loupe(Overlay):
    """Shows in the corner away from the pointer where, to the pixel, an edge lies."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._point: tuple[float, float] | None = None

    def set_picture(self, image: QImage | None) -> None:
        """Takes the picture that is shown; it is not copied."""
        self._image = image

    def set_point(self, point: tuple[float, float] | None) -> None:
        """Looks at a point in picture pixels; None puts the loupe away."""
        if point != self._point:
            self._point = point
            self.changed.emit()

    def paint_above(self, painter: QPainter, transform: CanvasTransform, tags: TagRoom) -> None:
        """Draws the pixels unsmoothed, with the edges through the point."""
        if self._image is None or self._point is None or transform.scale_x >= _NEEDED_BELOW:
            return
        side = _CELLS * _CELL
        view = transform.view_rect()
        if view.width() < 2 * side or view.height() < 2 * side:
            return
        at = transform.to_widget(*self._point)
        left = view.right() - side - _MARGIN if at.x() < view.center().x() else _MARGIN
        top = _MARGIN if at.y() > view.center().y() else view.bottom() - side - _MARGIN
        self._paint_pixels(painter, self._image, QRectF(left, top, side, side), *self._point)

    @staticmethod
    def _paint_pixels(painter: QPainter, image: QImage, frame: QRectF, x: float, y: float) -> None:
        # The point is an edge between pixels: it belongs in the middle of the loupe.
        source = QRectF(x - _CELLS / 2, y - _CELLS / 2, _CELLS, _CELLS)
        inside = source.intersected(QRectF(image.rect()))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.fillRect(frame, QColor(40, 40, 40))
        if not inside.isEmpty():
            place = QPointF((inside.x() - source.x()) * _CELL, (inside.y() - source.y()) * _CELL)
            target = QRectF(frame.topLeft() + place, inside.size() * _CELL)
            painter.drawImage(target, image, inside)
        for width, colour in ((3, QColor(0, 0, 0, 170)), (1, QColor(255, 255, 255))):
            painter.setPen(QPen(colour, width))
            painter.drawLine(QPointF(frame.left(), frame.center().y()), QPointF(frame.right(), frame.center().y()))
            painter.drawLine(QPointF(frame.center().x(), frame.top()), QPointF(frame.center().x(), frame.bottom()))
            painter.drawRect(frame)
