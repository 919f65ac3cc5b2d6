"""The default boxes of the feature maps: all of a map from a cached picture, those of one cell on top."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.colours import map_colour
from ssd_desktop.gui.overlays.frames import draw_frame, fill_rects, line_pixels
from ssd_desktop.gui.overlays.grid_lines import IntArray, map_strips
from ssd_desktop.gui.overlays.overlay import Overlay, device_pixels
from ssd_desktop.ssd.default_boxes import DefaultBoxes, cell_pitch

_MARGIN = 128
"""Device pixels around the visible part that are painted ahead of a pan."""

_OUTSIDE_OPACITY = 96
"""Of 255; parts of boxes beyond the picture are dimmed, because nothing is there to be found."""

_CELL_FILL = 70


@dataclass(frozen=True)
class _CachedMap:
    """The boxes of one map at one zoom.

    Attributes:
        size: Device pixels of the whole part that is shown, which stand for zoom, ratio and view.
        region: Part that is painted, device pixels from the upper left corner of that.
        pixmap: Of the region, one pixel a device pixel.
    """

    size: tuple[int, int, int]
    region: QRect
    pixmap: QPixmap


class DefaultBoxesOverlay(Overlay):
    """Draws default boxes over the picture, or over the tile of it that the network was shown.

    They are stretched with it, each feature map in its own colour.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._default_boxes: DefaultBoxes | None = None
        self._maps: frozenset[int] = frozenset()
        self._cell_maps: frozenset[int] = frozenset()
        self._pointer: tuple[float, float] | None = None
        self._region: tuple[int, int, int, int] | None = None
        self._cache: dict[int, _CachedMap] = {}

    def set_default_boxes(self, default_boxes: DefaultBoxes | None) -> None:
        """Shows the default boxes of another box plan; None shows none."""
        self._default_boxes = default_boxes
        self._cache.clear()
        self.changed.emit()

    def set_region(self, region_xyxy: tuple[int, int, int, int] | None) -> None:
        """Shows the default boxes of a part of the picture, x0, y0, x1, y1 in its pixels; None: of the whole."""
        if region_xyxy != self._region:
            self._region = region_xyxy
            self.changed.emit()

    def set_maps(self, maps: Iterable[int]) -> None:
        """Shows all boxes of these feature maps (0 is the finest)."""
        self._maps = frozenset(maps)
        for feature_map in set(self._cache) - self._maps:
            del self._cache[feature_map]
        self.changed.emit()

    def set_cell_maps(self, maps: Iterable[int]) -> None:
        """Shows the boxes of the cell under the pointer for these feature maps."""
        self._cell_maps = frozenset(maps)
        self.changed.emit()

    def set_pointer(self, x: float | None, y: float | None = None) -> None:
        """Moves the pointer, in picture pixels; None when it has left the picture."""
        self._pointer = None if x is None or y is None else (x, y)
        if self._cell_maps:
            self.changed.emit()

    def paint(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Draws coarse maps first, so that the fine ones are not hidden, and the cells on top."""
        boxes = self._default_boxes
        if boxes is None:
            return
        with device_pixels(painter, transform):
            for feature_map in sorted(self._known(self._maps), reverse=True):
                self._paint_map(painter, transform, boxes, feature_map)
            if self._pointer is not None:
                for feature_map in sorted(self._known(self._cell_maps), reverse=True):
                    self._paint_cell(painter, transform, boxes, feature_map, self._pointer)

    def _known(self, maps: frozenset[int]) -> list[int]:
        """Those of the maps that the present plan has."""
        count = 0 if self._default_boxes is None else len(self._default_boxes.map_slices)
        return [feature_map for feature_map in maps if 0 <= feature_map < count]

    def _shown_region(self, transform: CanvasTransform) -> tuple[int, int, int, int]:
        return self._region or (0, 0, transform.picture_width, transform.picture_height)

    def _paint_map(self, painter: QPainter, transform: CanvasTransform, boxes: DefaultBoxes, feature_map: int) -> None:
        picture = transform.device_rect(*self._shown_region(transform))
        origin = picture.topLeft()
        pixel = line_pixels(1, transform.device_pixel_ratio)
        size = (picture.width(), picture.height(), pixel)
        view = transform.device_view_rect().translated(-origin)
        cached = self._cache.get(feature_map)
        if cached is None or cached.size != size or not cached.region.contains(view):
            region = view.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
            # Fresh memory for some megabytes costs more than painting into them: keep what fits.
            kept = cached is not None and cached.pixmap.size() == region.size()
            pixmap = cached.pixmap if cached is not None and kept else QPixmap(region.size())
            strips = map_strips(_device_grid(boxes, feature_map, picture), pixel)
            _render(pixmap, strips, map_colour(feature_map), region=region, picture=QRect(0, 0, *size[:2]))
            cached = self._cache[feature_map] = _CachedMap(size, region, pixmap)
        painter.drawPixmap(QPoint(0, 0), cached.pixmap, view.translated(-cached.region.topLeft()))

    def _paint_cell(
        self,
        painter: QPainter,
        transform: CanvasTransform,
        boxes: DefaultBoxes,
        feature_map: int,
        pointer: tuple[float, float],
    ) -> None:
        x0, y0, x1, y1 = self._shown_region(transform)
        if not (x0 <= pointer[0] < x1 and y0 <= pointer[1] < y1):
            return
        corner, sides = np.array([x0, y0] * 2), np.array([x1 - x0, y1 - y0] * 2)
        row, column = boxes.cell_at(feature_map, (pointer[0] - x0) / (x1 - x0), (pointer[1] - y0) / (y1 - y0))
        colour = map_colour(feature_map)
        pitch = cell_pitch(boxes.plan, feature_map)
        cell = np.array([column, row, column + 1, row + 1]) * pitch * sides + corner
        fill = QColor(colour.red(), colour.green(), colour.blue(), _CELL_FILL)
        painter.fillRect(transform.device_rect(*cell.tolist()), fill)
        ratio = transform.device_pixel_ratio
        thickness, edge = line_pixels(2, ratio), line_pixels(1, ratio)
        for box in boxes.xyxy[boxes.cell(feature_map, row, column)] * sides + corner:
            draw_frame(painter, transform.device_rect(*box.tolist()), colour, thickness=thickness, edge=edge)


def _render(pixmap: QPixmap, strips: list[QRect], colour: QColor, *, region: QRect, picture: QRect) -> None:
    """Paints the outlines of a map, dimmed beyond the picture.

    Args:
        pixmap: Painted over; as large as ``region``.
        strips: Of the outlines, device pixels from the picture's corner.
        colour: Of the map.
        region: What the pixmap shows, in the same coordinates.
        picture: The whole picture, in the same coordinates.
    """
    pixmap.fill(Qt.GlobalColor.transparent)
    shown = [strip for strip in strips if strip.intersects(region)]
    dimmed = QColor(colour.red(), colour.green(), colour.blue(), _OUTSIDE_OPACITY)
    painter = QPainter(pixmap)
    painter.translate(-region.topLeft())
    # Strips cross each other: copying, instead of blending, keeps the dimmed crossings as they are.
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.setClipRegion(QRegion(region).subtracted(picture))
    fill_rects(painter, shown, dimmed)
    painter.setClipRect(picture)
    fill_rects(painter, shown, colour)
    painter.end()


def _device_grid(boxes: DefaultBoxes, feature_map: int, picture: QRect) -> IntArray:
    """The boxes of a map, int64 ``[f, f, k, 4]``, device pixels from the picture's corner, edges rounded half up."""
    size, shapes = boxes.plan.map_sizes[feature_map], boxes.plan.boxes_per_cell[feature_map]
    grid = boxes.xyxy[boxes.map_slices[feature_map]].reshape(size, size, shapes, 4).astype(np.float64)
    scale = np.array([picture.width(), picture.height(), picture.width(), picture.height()])
    edges: IntArray = np.floor(grid * scale + 0.5).astype(np.int64)
    return edges
