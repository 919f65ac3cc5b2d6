"""The picture under the overlays: only its visible part is drawn, from a copy scaled once per zoom."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from ssd_desktop.gui.canvas.transform import CanvasTransform

NEAREST_FROM_ZOOM = 2.0
"""From here on pixels are shown as squares; below, the picture is smoothed."""

_MARGIN = 128
"""Device pixels around the visible part that are scaled ahead of a pan."""


class PicturePainter:
    """Draws one image into the rectangle a ``CanvasTransform`` gives the picture."""

    def __init__(self, image: QImage) -> None:
        """Keeps a copy in a format Qt draws quickly.

        Args:
            image: What to show; in the network view the network's square, not the picture.
        """
        alpha = image.hasAlphaChannel()
        wanted = QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32
        self._levels = [image.convertToFormat(wanted)]
        self._scaled: QImage | None = None
        self._scaled_size = (0, 0)
        self._region = QRect()

    def paint(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Draws the visible part; ``painter`` is in device pixels of the canvas."""
        whole = transform.device_picture_rect()
        visible = whole.intersected(transform.device_view_rect())
        if visible.isEmpty():
            return
        if transform.zoom >= NEAREST_FROM_ZOOM or transform.zoom == 1:
            self._paint_nearest(painter, whole, visible)
        else:
            self._paint_smooth(painter, whole, visible)

    def _paint_nearest(self, painter: QPainter, whole: QRect, visible: QRect) -> None:
        image = self._levels[0]
        scale_x, scale_y = whole.width() / image.width(), whole.height() / image.height()
        inside = visible.translated(-whole.topLeft())
        x0, x1 = int(inside.left() / scale_x), min(math.ceil((inside.right() + 1) / scale_x), image.width())
        y0, y1 = int(inside.top() / scale_y), min(math.ceil((inside.bottom() + 1) / scale_y), image.height())
        source = QRectF(x0, y0, x1 - x0, y1 - y0)
        target = QRectF(x0 * scale_x, y0 * scale_y, (x1 - x0) * scale_x, (y1 - y0) * scale_y)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(target.translated(whole.left(), whole.top()), image, source)
        painter.restore()

    def _paint_smooth(self, painter: QPainter, whole: QRect, visible: QRect) -> None:
        wanted = visible.translated(-whole.topLeft())
        size = (whole.width(), whole.height())
        if self._scaled is None or self._scaled_size != size or not self._region.contains(wanted):
            bounds = QRect(0, 0, *size)
            self._region = wanted.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN).intersected(bounds)
            self._scaled = self._scale(size, self._region)
            self._scaled_size = size
        offset = wanted.topLeft() - self._region.topLeft()
        painter.drawImage(visible.topLeft(), self._scaled, QRect(offset, wanted.size()))

    def _scale(self, size: tuple[int, int], region: QRect) -> QImage:
        """Returns ``region`` of the image scaled to ``size`` device pixels."""
        level = self._level_for(size[0] / self._levels[0].width())
        scale_x, scale_y = level.width() / size[0], level.height() / size[1]
        source = QRectF(region.x() * scale_x, region.y() * scale_y, region.width() * scale_x, region.height() * scale_y)
        scaled = QImage(region.size(), level.format())
        scaled.fill(Qt.GlobalColor.transparent)
        painter = QPainter(scaled)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(QPoint(0, 0), QRectF(region).size()), level, source)
        painter.end()
        return scaled

    def _level_for(self, scale: float) -> QImage:
        """Returns the image halved until less than another halving is left to do.

        Bilinear scaling below a half skips pixels, which would make thin lines flicker while zooming.
        """
        wanted = max(int(math.log2(1 / scale)), 0) if scale < 1 else 0
        while len(self._levels) <= wanted:
            last = self._levels[-1]
            width, height = max((last.width() + 1) // 2, 1), max((last.height() + 1) // 2, 1)
            self._levels.append(
                last.scaled(
                    width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
            )
        return self._levels[wanted]


def network_picture(image: QImage, size: int) -> QImage:
    """Returns the picture as the network sees it, squeezed into its square.

    Bilinear with half-pixel centres and no antialiasing, as the detector's own resizing (SSD, section 2.2, takes
    300 x 300 whatever the aspect ratio).

    Args:
        image: The upright picture.
        size: Side of the network's input, pixels.
    """
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    pixels = rows[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3)
    y0, y1, weight_y = _bilinear_taps(rgb.height(), size)
    x0, x1, weight_x = _bilinear_taps(rgb.width(), size)
    left = _mixed(pixels[np.ix_(y0, x0)], pixels[np.ix_(y1, x0)], weight_y[:, None, None])  # [size, size, 3]
    right = _mixed(pixels[np.ix_(y0, x1)], pixels[np.ix_(y1, x1)], weight_y[:, None, None])
    squeezed = _mixed(left, right, weight_x[None, :, None])
    values = np.ascontiguousarray(np.clip(np.rint(squeezed), 0, 255).astype(np.uint8))
    return QImage(values.data, size, size, size * 3, QImage.Format.Format_RGB888).copy()


def _mixed(one: npt.NDArray[Any], other: npt.NDArray[Any], weight: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Returns the values between two arrays, ``weight`` of the way to the other."""
    start: npt.NDArray[np.float32] = one.astype(np.float32)
    return start + (other - start) * weight


def _bilinear_taps(
    length: int, size: int
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.float32]]:
    """Returns for each of ``size`` samples its two source positions and the weight of the second."""
    centres = np.clip((np.arange(size) + 0.5) * (length / size) - 0.5, 0, length - 1)
    first = np.floor(centres).astype(np.intp)
    second = np.minimum(first + 1, length - 1)
    return first, second, (centres - first).astype(np.float32)
