"""Paints the default boxes of one box plan: all of a map from a cached picture, its grid, its centres, one cell."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.frames import draw_frame, edge_colour, fill_rects, frame_strips, line_pixels
from ssd_desktop.gui.overlays.grid_lines import IntArray, map_strips
from ssd_desktop.ssd.box_selection import BoxFilter, selected_boxes
from ssd_desktop.ssd.default_boxes import DefaultBoxes, cell_pitch, map_centres

_MARGIN = 128
"""Device pixels around the visible part that are painted ahead of a pan."""

_OUTSIDE_OPACITY = 96
"""Of 255; parts of boxes beyond the picture are dimmed, because nothing is there to be found."""

_CELL_FILL = 70
_DOT = 3
"""Logical pixels of the side of a centre."""

PictureRegion = tuple[int, int, int, int]
"""x0, y0, x1, y1 in picture pixels: the part that the network is shown."""

BoxXyxy = tuple[float, float, float, float]


def in_fractions(box_xyxy: BoxXyxy, region: PictureRegion) -> BoxXyxy:
    """Returns a box of the picture, x0, y0, x1, y1 in its pixels, in fractions of a part of it."""
    x0, y0, x1, y1 = region
    width, height = x1 - x0, y1 - y0
    left, top, right, bottom = box_xyxy
    return (left - x0) / width, (top - y0) / height, (right - x0) / width, (bottom - y0) / height


@dataclass(frozen=True)
class _CachedMap:
    """The boxes of one map at one zoom.

    Attributes:
        size: Device pixels of the whole part that is shown, which stand for zoom, ratio and view.
        wanted: Which boxes it shows.
        region: Part that is painted, device pixels from the upper left corner of that.
        pixmap: Of the region, one pixel a device pixel.
    """

    size: tuple[int, int, int]
    wanted: BoxFilter
    region: QRect
    pixmap: QPixmap


class PlanPainter:
    """Paints with painters that count in device pixels.

    Args:
        boxes: The default boxes of the plan.
        colour: Of a feature map by its number.
    """

    def __init__(self, boxes: DefaultBoxes, colour: Callable[[int], QColor]) -> None:
        self.boxes = boxes
        self._colour = colour
        self._cache: dict[int, _CachedMap] = {}

    def keep_only(self, maps: frozenset[int]) -> None:
        """Forgets the pictures of all other feature maps: each takes as much memory as the screen."""
        for feature_map in set(self._cache) - maps:
            del self._cache[feature_map]

    def paint_boxes(
        self,
        painter: QPainter,
        transform: CanvasTransform,
        shown: PictureRegion,
        feature_map: int,
        wanted: BoxFilter,
    ) -> None:
        """Draws the boxes of a map that pass a filter, dimmed beyond the shown part of the picture."""
        picture = transform.device_rect(*shown)
        origin = picture.topLeft()
        pixel = line_pixels(1, transform.device_pixel_ratio)
        size = (picture.width(), picture.height(), pixel)
        view = transform.device_view_rect().translated(-origin)
        cached = self._cache.get(feature_map)
        if cached is None or (cached.size, cached.wanted) != (size, wanted) or not cached.region.contains(view):
            region = view.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
            # Fresh memory for some megabytes costs more than painting into them: keep what fits.
            kept = cached is not None and cached.pixmap.size() == region.size()
            pixmap = cached.pixmap if cached is not None and kept else QPixmap(region.size())
            strips = self._strips(feature_map, picture, wanted, pixel)
            _render(pixmap, strips, self._colour(feature_map), region=region, picture=QRect(0, 0, *size[:2]))
            cached = self._cache[feature_map] = _CachedMap(size, wanted, region, pixmap)
        painter.drawPixmap(QPoint(0, 0), cached.pixmap, view.translated(-cached.region.topLeft()))

    def paint_grid(self, painter: QPainter, transform: CanvasTransform, shown: PictureRegion, feature_map: int) -> None:
        """Draws the lines between the cells of a map, each with a contrasting line beside it."""
        cells = self.boxes.plan.map_sizes[feature_map]
        picture = transform.device_rect(*shown)
        lines = np.arange(cells + 1) * cell_pitch(self.boxes.plan, feature_map)
        columns = _device_edges(lines, picture.x(), picture.width())
        rows = _device_edges(lines, picture.y(), picture.height())
        pixel = line_pixels(1, transform.device_pixel_ratio)
        colour = self._colour(feature_map)
        for offset, ink in ((pixel, edge_colour(colour)), (0, colour)):
            across = [QRect(columns[0], row + offset, columns[-1] - columns[0], pixel) for row in rows]
            down = [QRect(column + offset, rows[0], pixel, rows[-1] - rows[0]) for column in columns]
            fill_rects(painter, across + down, ink)

    def paint_centres(
        self, painter: QPainter, transform: CanvasTransform, shown: PictureRegion, feature_map: int
    ) -> None:
        """Draws a dot with a contrasting edge on the centre of every cell."""
        picture = transform.device_rect(*shown)
        centres = map_centres(self.boxes.plan, feature_map)
        columns = _device_edges(centres, picture.x(), picture.width())
        rows = _device_edges(centres, picture.y(), picture.height())
        ratio = transform.device_pixel_ratio
        dot, edge = line_pixels(_DOT, ratio), line_pixels(1, ratio)
        colour = self._colour(feature_map)
        for grown, ink in ((edge, edge_colour(colour)), (0, colour)):
            side, back = dot + 2 * grown, dot // 2 + grown
            fill_rects(painter, [QRect(x - back, y - back, side, side) for y in rows for x in columns], ink)

    def paint_cell(
        self,
        painter: QPainter,
        transform: CanvasTransform,
        shown: PictureRegion,
        place: tuple[int, int, int],
        wanted: BoxFilter,
    ) -> None:
        """Draws one cell, filled, with those of its boxes that pass a filter.

        Args:
            painter: In device pixels.
            transform: Where the picture lies.
            shown: The part of the picture that the network is shown.
            place: Feature map, row and column.
            wanted: Which boxes.
        """
        feature_map, row, column = place
        x0, y0, x1, y1 = shown
        corner, sides = np.array([x0, y0] * 2), np.array([x1 - x0, y1 - y0] * 2)
        colour = self._colour(feature_map)
        pitch = cell_pitch(self.boxes.plan, feature_map)
        cell = np.array([column, row, column + 1, row + 1]) * pitch * sides + corner
        fill = QColor(colour.red(), colour.green(), colour.blue(), _CELL_FILL)
        painter.fillRect(transform.device_rect(*cell.tolist()), fill)
        ratio = transform.device_pixel_ratio
        thickness, edge = line_pixels(2, ratio), line_pixels(1, ratio)
        for box in self.boxes.xyxy[self._of_cell(place, wanted)] * sides + corner:
            draw_frame(painter, transform.device_rect(*box.tolist()), colour, thickness=thickness, edge=edge)

    def _of_cell(self, place: tuple[int, int, int], wanted: BoxFilter) -> IntArray:
        """Indices of the boxes of a cell that pass a filter."""
        part = self.boxes.cell(*place)
        indices = np.arange(part.start, part.stop)
        if wanted.passes_all:
            return indices
        return np.intersect1d(indices, selected_boxes(self.boxes, place[0], wanted))

    def _strips(self, feature_map: int, picture: QRect, wanted: BoxFilter, pixel: int) -> list[QRect]:
        """The outlines of the boxes of a map that pass a filter; overlaps with a chosen box twice as thick."""
        grid = _device_grid(self.boxes, feature_map, picture)
        if wanted.near_xyxy is None:
            shapes = [shape for shape in sorted(wanted.shapes) if shape < grid.shape[2]]
            return map_strips(grid[:, :, shapes] if wanted.shapes else grid, pixel)
        first = int(self.boxes.map_slices[feature_map].start)
        chosen = grid.reshape(-1, 4)[selected_boxes(self.boxes, feature_map, wanted) - first]
        rects = [QRect(x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1 in chosen.tolist()]
        return [strip for rect in rects for strip in frame_strips(rect, 2 * pixel)]


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


def _device_edges(fractions: np.ndarray, start: int, length: int) -> list[int]:
    """Device pixels of fractions of a length, rounded half up."""
    edges: list[int] = (np.floor(fractions * length + 0.5).astype(np.int64) + start).tolist()
    return edges
