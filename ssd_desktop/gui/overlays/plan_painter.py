"""What the default boxes of one box plan look like: outlines, grid and centres as rectangles, one cell painted."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.frames import draw_frame, edge_colour, fill_rects, frame_strips, line_pixels
from ssd_desktop.gui.overlays.grid_lines import IntArray, map_strips
from ssd_desktop.ssd.box_selection import BoxFilter, selected_boxes
from ssd_desktop.ssd.boxes import FloatArray
from ssd_desktop.ssd.default_boxes import DefaultBoxes, cell_pitch, map_centres

_OUTSIDE_OPACITY = 96
"""Of 255; parts of boxes beyond the picture are dimmed, because nothing is there to be found."""

_CELL_FILL = 70
_MOST_EDGED = 300
"""Boxes of a map that get contrasting edges; of more the edges would hide the picture."""

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


class Ink(NamedTuple):
    """Rectangles of one colour.

    Attributes:
        rects: Device pixels from the upper left corner of the shown part of the picture.
        colour: Of all of them.
        is_outline: Of boxes: dimmed beyond the picture, and copied over what is below. Others are blended.
    """

    rects: list[QRect]
    colour: QColor
    is_outline: bool


class PlanPainter:
    """Draws one plan.

    Args:
        boxes: The default boxes of the plan.
        colour: Of a feature map by its number.
    """

    def __init__(self, boxes: DefaultBoxes, colour: Callable[[int], QColor]) -> None:
        self.boxes = boxes
        self._colour = colour

    def outlines(self, feature_map: int, picture: QRect, wanted: BoxFilter, *, pixel: int) -> list[Ink]:
        """Returns the outlines of the boxes of a map that pass a filter.

        Args:
            feature_map: 0 is the finest.
            picture: Device pixels of the shown part of the picture.
            wanted: Which boxes.
            pixel: Device pixels of a thin line.
        """
        colour = self._colour(feature_map)
        grid = _device_grid(self.boxes, feature_map, picture)
        if wanted.near_xyxy is None:
            shapes = [shape for shape in sorted(wanted.shapes) if shape < grid.shape[2]]
            return [Ink(map_strips(grid[:, :, shapes] if wanted.shapes else grid, pixel), colour, True)]
        first = int(self.boxes.map_slices[feature_map].start)
        chosen = grid.reshape(-1, 4)[selected_boxes(self.boxes, feature_map, wanted) - first]
        return _single_frames([QRect(x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1 in chosen.tolist()], colour, pixel)

    def grid(self, feature_map: int, picture: QRect, *, pixel: int) -> list[Ink]:
        """Returns the lines between the cells of a map, and before them a contrasting line beside each."""
        cells = self.boxes.plan.map_sizes[feature_map]
        lines = np.arange(cells + 1) * cell_pitch(self.boxes.plan, feature_map)
        columns, rows = _pixels_of(lines, picture.width()), _pixels_of(lines, picture.height())
        colour = self._colour(feature_map)
        inks = []
        for offset, ink in ((pixel, edge_colour(colour)), (0, colour)):
            across = [QRect(columns[0], row + offset, columns[-1] - columns[0], pixel) for row in rows]
            down = [QRect(column + offset, rows[0], pixel, rows[-1] - rows[0]) for column in columns]
            inks.append(Ink(across + down, ink, False))
        return inks

    def centres(self, feature_map: int, picture: QRect, *, ratio: float) -> list[Ink]:
        """Returns a dot with a contrasting edge on the centre of every cell.

        Args:
            feature_map: 0 is the finest.
            picture: Device pixels of the shown part of the picture.
            ratio: Device pixels of a logical pixel.
        """
        middles = map_centres(self.boxes.plan, feature_map)
        columns, rows = _pixels_of(middles, picture.width()), _pixels_of(middles, picture.height())
        dot, edge = line_pixels(_DOT, ratio), line_pixels(1, ratio)
        colour = self._colour(feature_map)
        inks = []
        for grown, ink in ((edge, edge_colour(colour)), (0, colour)):
            side, back = dot + 2 * grown, dot // 2 + grown
            inks.append(Ink([QRect(x - back, y - back, side, side) for y in rows for x in columns], ink, False))
        return inks

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


def _single_frames(rects: list[QRect], colour: QColor, pixel: int) -> list[Ink]:
    """Frames twice as thick as those of a whole map, between contrasting lines unless they are too many."""
    frames = Ink([strip for rect in rects for strip in frame_strips(rect, 2 * pixel)], colour, True)
    if len(rects) > _MOST_EDGED:
        return [frames]
    around = [rect.adjusted(-pixel, -pixel, pixel, pixel) for rect in rects]
    inside = [rect.adjusted(2 * pixel, 2 * pixel, -2 * pixel, -2 * pixel) for rect in rects]
    edges = [strip for rect in (*around, *inside) for strip in frame_strips(rect, pixel)]
    return [Ink(edges, edge_colour(colour), False), frames]


def render_inks(pixmap: QPixmap, inks: Iterable[Ink], *, region: QRect, picture: QRect) -> None:
    """Paints inks over each other.

    Args:
        pixmap: Painted over; as large as ``region``.
        inks: In this order.
        region: What the pixmap shows, device pixels from the picture's corner.
        picture: The whole picture, in the same coordinates.
    """
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.translate(-region.topLeft())
    for ink in inks:
        shown = [rect for rect in ink.rects if rect.intersects(region)]
        if ink.is_outline:
            _render_outlines(painter, shown, ink.colour, region=region, picture=picture)
        else:
            fill_rects(painter, shown, ink.colour)
    painter.end()


def _render_outlines(painter: QPainter, strips: list[QRect], colour: QColor, *, region: QRect, picture: QRect) -> None:
    """Paints the outlines of a map, dimmed beyond the picture."""
    dimmed = QColor(colour.red(), colour.green(), colour.blue(), _OUTSIDE_OPACITY)
    painter.save()
    # Strips cross each other: copying, instead of blending, keeps the dimmed crossings as they are.
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    outside = QRegion(region).subtracted(picture)
    if not outside.isEmpty():
        painter.setClipRegion(outside)
        fill_rects(painter, [strip for strip in strips if not picture.contains(strip)], dimmed)
    painter.setClipRect(picture)
    fill_rects(painter, strips, colour)
    painter.restore()


def _device_grid(boxes: DefaultBoxes, feature_map: int, picture: QRect) -> IntArray:
    """The boxes of a map, int64 ``[f, f, k, 4]``, device pixels from the picture's corner, edges rounded half up."""
    size, shapes = boxes.plan.map_sizes[feature_map], boxes.plan.boxes_per_cell[feature_map]
    grid = boxes.xyxy[boxes.map_slices[feature_map]].reshape(size, size, shapes, 4).astype(np.float64)
    scale = np.array([picture.width(), picture.height(), picture.width(), picture.height()])
    edges: IntArray = np.floor(grid * scale + 0.5).astype(np.int64)
    return edges


def _pixels_of(fractions: FloatArray, length: int) -> list[int]:
    """Device pixels of fractions of a length, rounded half up."""
    edges: list[int] = np.floor(fractions * length + 0.5).astype(np.int64).tolist()
    return edges
