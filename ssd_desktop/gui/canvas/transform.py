"""From picture pixels to the canvas and back: zoom, position and the network's square, as plain numbers.

Three units meet here. Picture pixels are edges, 0 to width and 0 to height of the upright picture. Logical
pixels are Qt's, relative to the canvas widget. Device pixels are the screen's: logical times the device pixel
ratio. The zoom is device pixels per pixel of what is shown, so that 1.0 is pixel for pixel at every ratio.
"""

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF

MIN_ZOOM = 0.01
MAX_ZOOM = 64.0
FIT_MARGIN = 8.0
"""Logical pixels left free around a fitted picture, so that boxes on its border stay visible."""

KEPT_IN_VIEW = 48.0
"""Logical pixels of the picture that panning leaves on the canvas."""

LEAST_SEEN = 24.0
"""Logical pixels of its longer side from which on a box can be made out."""


def round_half_up(value: float) -> int:
    """Returns the nearest integer, halves up (Python's ``round`` goes to even and would shift every other edge)."""
    return math.floor(value + 0.5)


@dataclass(frozen=True)
class CanvasTransform:
    """Where the picture lies on the canvas.

    Attributes:
        picture_width: Pixels of the upright picture.
        picture_height: Likewise.
        view_width: Logical pixels of the canvas.
        view_height: Likewise.
        zoom: Device pixels per shown pixel (a picture pixel, or one of the network's in the network view).
        x: Wanted left edge of the picture, logical pixels; ``left`` is where it is drawn.
        y: Wanted top edge.
        device_pixel_ratio: Device pixels per logical pixel.
        network_size: Side of the network's square when the picture is shown squeezed into it, else None.
    """

    picture_width: int
    picture_height: int
    view_width: float
    view_height: float
    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0
    device_pixel_ratio: float = 1.0
    network_size: int | None = None

    @property
    def shown_width(self) -> int:
        """Pixels of what is shown: the picture's, or the network's side."""
        return self.network_size or self.picture_width

    @property
    def shown_height(self) -> int:
        return self.network_size or self.picture_height

    @property
    def device_scale_x(self) -> float:
        """Device pixels per picture pixel."""
        return self.zoom * self.shown_width / self.picture_width

    @property
    def device_scale_y(self) -> float:
        return self.zoom * self.shown_height / self.picture_height

    @property
    def scale_x(self) -> float:
        """Logical pixels per picture pixel."""
        return self.device_scale_x / self.device_pixel_ratio

    @property
    def scale_y(self) -> float:
        return self.device_scale_y / self.device_pixel_ratio

    @property
    def device_left(self) -> int:
        """Left edge of the picture in device pixels; whole, so that caches survive panning and edges stay sharp."""
        return round_half_up(self.x * self.device_pixel_ratio)

    @property
    def device_top(self) -> int:
        return round_half_up(self.y * self.device_pixel_ratio)

    @property
    def left(self) -> float:
        """Left edge of the picture as drawn, logical pixels."""
        return self.device_left / self.device_pixel_ratio

    @property
    def top(self) -> float:
        return self.device_top / self.device_pixel_ratio

    def to_widget(self, x: float, y: float) -> QPointF:
        """Returns the canvas position, logical pixels, of a point in picture pixels."""
        return QPointF(self.left + x * self.scale_x, self.top + y * self.scale_y)

    def to_picture(self, point: QPointF) -> QPointF:
        """Returns the point in picture pixels under a canvas position in logical pixels; it may lie outside."""
        return QPointF((point.x() - self.left) / self.scale_x, (point.y() - self.top) / self.scale_y)

    def contains(self, x: float, y: float) -> bool:
        """Returns whether a point in picture pixels lies on the picture (right and bottom edge excluded)."""
        return 0 <= x < self.picture_width and 0 <= y < self.picture_height

    def device_rect(self, x0: float, y0: float, x1: float, y1: float) -> QRect:
        """Returns the device pixels a box covers, its edges rounded to whole device pixels.

        The picture's own border is rounded the same way, so a box of the whole picture covers exactly the picture.

        Args:
            x0: Left edge, picture pixels.
            y0: Top edge.
            x1: Right edge.
            y1: Bottom edge.
        """
        left = self.device_left + round_half_up(x0 * self.device_scale_x)
        top = self.device_top + round_half_up(y0 * self.device_scale_y)
        right = self.device_left + round_half_up(x1 * self.device_scale_x)
        bottom = self.device_top + round_half_up(y1 * self.device_scale_y)
        return QRect(left, top, right - left, bottom - top)

    def rect(self, x0: float, y0: float, x1: float, y1: float) -> QRectF:
        """Returns ``device_rect`` in logical pixels of the canvas."""
        return self.to_logical(self.device_rect(x0, y0, x1, y1))

    def to_logical(self, device: QRect) -> QRectF:
        """Returns a rectangle of device pixels in logical pixels."""
        ratio = self.device_pixel_ratio
        return QRectF(device.x() / ratio, device.y() / ratio, device.width() / ratio, device.height() / ratio)

    def device_picture_rect(self) -> QRect:
        """Returns the device pixels of the whole picture, at least 1 x 1."""
        rect = self.device_rect(0, 0, self.picture_width, self.picture_height)
        return QRect(rect.x(), rect.y(), max(rect.width(), 1), max(rect.height(), 1))

    def device_view_rect(self) -> QRect:
        """Returns the device pixels of the canvas."""
        ratio = self.device_pixel_ratio
        return QRect(0, 0, math.ceil(self.view_width * ratio), math.ceil(self.view_height * ratio))

    def view_rect(self) -> QRectF:
        """Returns the canvas in logical pixels."""
        return QRectF(0, 0, self.view_width, self.view_height)

    def fit_zoom(self) -> float:
        """Returns the zoom at which the whole picture just fits, within the limits of the zoom."""
        width = max(self.view_width - 2 * FIT_MARGIN, 1.0)
        height = max(self.view_height - 2 * FIT_MARGIN, 1.0)
        fitting = min(width / self.shown_width, height / self.shown_height) * self.device_pixel_ratio
        return min(max(fitting, MIN_ZOOM), MAX_ZOOM)

    def fitted(self) -> "CanvasTransform":
        """Returns the transform with the whole picture in the middle of the canvas."""
        return replace(self, zoom=self.fit_zoom())._centred()

    def zoomed(self, zoom: float, at: QPointF | None = None) -> "CanvasTransform":
        """Returns the transform at another zoom (limited to 1 % .. 6,400 %).

        Args:
            zoom: Device pixels per shown pixel.
            at: Canvas position in logical pixels whose picture point stays there; None: the middle.
        """
        zoom = min(max(zoom, MIN_ZOOM), MAX_ZOOM)
        fixed = QPointF(self.view_width / 2, self.view_height / 2) if at is None else at
        growth = zoom / self.zoom
        x = fixed.x() - (fixed.x() - self.x) * growth
        y = fixed.y() - (fixed.y() - self.y) * growth
        return replace(self, zoom=zoom, x=x, y=y)._limited()

    def panned(self, dx: float, dy: float) -> "CanvasTransform":
        """Returns the transform with the picture moved by logical pixels, part of it always kept in view."""
        return replace(self, x=self.x + dx, y=self.y + dy)._limited()

    def revealing(self, x0: float, y0: float, x1: float, y1: float) -> "CanvasTransform":
        """Returns a transform in which a box is seen: this one, or the whole picture, or its part around a small box.

        Args:
            x0: Left edge, picture pixels.
            y0: Top edge.
            x1: Right edge.
            y1: Bottom edge.
        """
        if self._shows(x0, y0, x1, y1):
            return self
        whole = self.fitted()
        if whole._shows(x0, y0, x1, y1):
            return whole
        middle = whole.to_widget((x0 + x1) / 2, (y0 + y1) / 2)
        longer = max((x1 - x0) * whole.scale_x, (y1 - y0) * whole.scale_y)
        near = whole.zoomed(2 * LEAST_SEEN / longer * whole.zoom if longer > 0 else MAX_ZOOM, middle)
        return near.panned(self.view_width / 2 - middle.x(), self.view_height / 2 - middle.y())

    def _shows(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        rect = self.rect(x0, y0, x1, y1)
        # Not by QRectF.contains, for which a box as thin as a line is nowhere.
        inside = min(rect.left(), rect.top(), self.view_width - rect.right(), self.view_height - rect.bottom()) >= 0
        return inside and max(rect.width(), rect.height()) >= LEAST_SEEN

    def resized(self, view_width: float, view_height: float, device_pixel_ratio: float) -> "CanvasTransform":
        """Returns the transform for another canvas size; the picture point in the middle stays in the middle."""
        return replace(
            self,
            view_width=view_width,
            view_height=view_height,
            device_pixel_ratio=device_pixel_ratio,
            x=self._recentred(self.x, self.view_width, view_width, self.device_pixel_ratio / device_pixel_ratio),
            y=self._recentred(self.y, self.view_height, view_height, self.device_pixel_ratio / device_pixel_ratio),
        )._limited()

    def with_network_size(self, network_size: int | None) -> "CanvasTransform":
        """Returns the fitted transform of the network view (a side) or of the picture itself (None)."""
        return replace(self, network_size=network_size).fitted()

    @staticmethod
    def _recentred(edge: float, old_view: float, new_view: float, growth: float) -> float:
        return new_view / 2 - (old_view / 2 - edge) * growth

    def _size(self) -> tuple[float, float]:
        return self.picture_width * self.scale_x, self.picture_height * self.scale_y

    def _centred(self) -> "CanvasTransform":
        width, height = self._size()
        return replace(self, x=(self.view_width - width) / 2, y=(self.view_height - height) / 2)

    def _limited(self) -> "CanvasTransform":
        width, height = self._size()
        kept_x, kept_y = min(width, KEPT_IN_VIEW), min(height, KEPT_IN_VIEW)
        return replace(
            self,
            x=min(max(self.x, kept_x - width), self.view_width - kept_x),
            y=min(max(self.y, kept_y - height), self.view_height - kept_y),
        )
