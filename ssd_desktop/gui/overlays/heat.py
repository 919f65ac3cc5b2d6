"""Values of a feature map's cells as colours over the picture."""

import numpy as np
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QColor, QImage, QPainter

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.frames import draw_frame, line_pixels
from ssd_desktop.gui.overlays.heat_colours import heat_colours
from ssd_desktop.gui.overlays.overlay import Overlay, device_pixels
from ssd_desktop.inference.explanation.questions import HeatMap

_MARK = QColor("#ffffff")


class HeatOverlay(Overlay):
    """Draws a heat map; each cell is a rectangle, so that nothing looks finer than the network saw it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._side = 0
        self._pitch = 1.0
        self._opacity = 0.5
        self._marked: tuple[int, int] | None = None

    def set_heat(self, heat: HeatMap | None, *, pitch: float = 1.0, low: float = 0.0, high: float = 1.0) -> None:
        """Shows another heat map; None shows none.

        Args:
            heat: What is shown.
            pitch: Side of a cell as a fraction of the picture's.
            low: Value of the darkest colour.
            high: Value of the brightest.
        """
        self._image, self._pitch = None, pitch
        if heat is not None:
            pixels = np.ascontiguousarray(heat_colours(heat.values, low, high))
            self._side = len(pixels)
            form = QImage.Format.Format_RGB888
            self._image = QImage(pixels.data, self._side, self._side, 3 * self._side, form).copy()
        self.changed.emit()

    def set_opacity(self, opacity: float) -> None:
        """Lets more or less of the picture through: 0 shows the picture, 1 the heat alone."""
        self._opacity = opacity
        self.changed.emit()

    def set_marked(self, cell: tuple[int, int] | None) -> None:
        """Marks a cell by row and column; None marks none."""
        if cell != self._marked:
            self._marked = cell
            self.changed.emit()

    def paint(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Draws the cells, cut off where the map reaches beyond the picture."""
        if self._image is None:
            return
        with device_pixels(painter, transform):
            painter.setClipRect(transform.device_picture_rect())
            painter.setOpacity(self._opacity)
            painter.drawImage(self._cells(transform, 0, 0, self._side), self._image)
            painter.setOpacity(1.0)
            if self._marked is not None and max(self._marked) < self._side:
                ratio = transform.device_pixel_ratio
                thickness, edge = line_pixels(1, ratio), line_pixels(1, ratio)
                draw_frame(painter, self._cells(transform, *self._marked, 1), _MARK, thickness=thickness, edge=edge)

    def _cells(self, transform: CanvasTransform, row: int, column: int, count: int) -> QRect:
        """Returns the device pixels of a square of cells."""
        across, down = self._pitch * transform.picture_width, self._pitch * transform.picture_height
        return transform.device_rect(column * across, row * down, (column + count) * across, (row + count) * down)
