"""A chart painted into a picture: a frame with axes and ticks, lines, dots and a legend. No Qt."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ssd_desktop.media.lettering import BOLD, Align, Rgb, text_width, write_text
from ssd_desktop.media.opencv import cv2

Values = npt.NDArray[np.float64]

INK: Rgb = (38, 42, 48)
SOFT_INK: Rgb = (104, 110, 118)
_GRID: Rgb = (231, 233, 236)
_FRAME: Rgb = (176, 181, 188)
_MARK: Rgb = (190, 60, 60)
_TEXT, _TITLE = 17, 19
_SUBPIXEL_BITS = 4


@dataclass(frozen=True)
class Area:
    """Where a chart is painted: pixel edges of its frame, without the numbers around it."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class Axis:
    """The numbers along a side of a chart.

    Attributes:
        top: Largest number; the smallest is 0.
        step: Distance of the ticks.
        percent: Whether 0..1 is written as 0 % to 100 %.
    """

    top: float
    step: float
    percent: bool = False

    @classmethod
    def up_to(cls, highest: float, ticks: int, *, whole: bool = False) -> "Axis":
        """Returns an axis that reaches ``highest`` with round numbers at about ``ticks`` places.

        Args:
            highest: Largest number to be shown.
            ticks: How many places there is room for.
            whole: Only whole numbers.
        """
        wished = max(highest, 1e-12) / max(ticks, 1)
        unit = 10.0 ** math.floor(math.log10(wished))
        step = next(unit * factor for factor in (1, 2, 2.5, 5, 10) if unit * factor >= wished * (1 - 1e-9))
        if whole:
            step = max(1.0, math.ceil(step))
        return cls(math.ceil(highest / step - 1e-9) * step or step, step)

    @property
    def ticks(self) -> list[float]:
        return [number * self.step for number in range(int(self.top / self.step + 1e-9) + 1)]

    def text(self, value: float) -> str:
        """Returns a tick's number as it is written."""
        if self.percent:
            return f"{value:.0%}"
        if value and self.top < 1e-2:
            return f"{value:.3g}".replace("e-0", "e-")
        return f"{value:,.10g}"


class Chart:
    """One chart of a picture; x runs from 0 to ``across.top``, y from 0 to ``up.top``.

    Args:
        picture: uint8 ``[H, W, 3]``, RGB; painted into.
        area: Where.
        across: Numbers along the bottom.
        up: Numbers along the left side.
    """

    def __init__(self, picture: npt.NDArray[np.uint8], area: Area, *, across: Axis, up: Axis) -> None:
        self._picture = picture
        self._area = area
        self._across = across
        self._up = up

    def draw_frame(self, title: str, *, numbers_below: bool) -> None:
        """Paints the grid, the frame, the numbers and the title above the left corner.

        Args:
            title: What the chart shows.
            numbers_below: Whether the numbers of the bottom axis are written.
        """
        area = self._area
        for value in self._up.ticks:
            y = self._y(value)
            cv2.line(self._picture, (area.left, y), (area.right, y), _GRID, 1)
            self._write(self._up.text(value), (area.left - 10, y), align="right")
        for value in self._across.ticks:
            x = self._x(value)
            cv2.line(self._picture, (x, area.top), (x, area.bottom), _GRID, 1)
            if numbers_below:
                cv2.line(self._picture, (x, area.bottom), (x, area.bottom + 5), _FRAME, 1)
                self._write(self._across.text(value), (x, area.bottom + 20), align="centre")
        cv2.rectangle(self._picture, (area.left, area.top), (area.right, area.bottom), _FRAME, 1)
        place = (area.left, area.top - 20)
        write_text(self._picture, title, place, size=_TITLE, colour=INK, weight=BOLD)

    def draw_legend(self, entries: Sequence[tuple[str, Rgb]]) -> None:
        """Paints names with their colours above the right corner."""
        x, y = self._area.right, self._area.top - 20
        for name, colour in reversed(entries):
            self._write(name, (x, y), align="right")
            x -= text_width(name, _TEXT) + 10
            cv2.line(self._picture, (x - 24, y), (x, y), colour, 3, cv2.LINE_AA)
            x -= 24 + 24

    def draw_line(self, xs: Values, ys: Values, colour: Rgb, *, width: int = 2) -> None:
        """Paints a line through points in rising order of x; above the chart it is cut off."""
        if len(xs) == 1:
            self.draw_dots(xs, ys, colour)
        if len(xs) < 2:
            return
        area = self._area
        points = np.stack([self._column(xs), self._row(np.minimum(ys, self._up.top))], axis=1)
        points = (points - [area.left, area.top]) * 2**_SUBPIXEL_BITS
        inside = self._picture[area.top : area.bottom + 1, area.left : area.right + 1]
        fixed = np.round(points).astype(np.int32)[:, None]
        cv2.polylines(inside, [fixed], False, colour, width, cv2.LINE_AA, _SUBPIXEL_BITS)

    def draw_dots(self, xs: Values, ys: Values, colour: Rgb) -> None:
        """Paints a dot at each point."""
        for x, y in zip(self._column(xs), self._row(ys), strict=True):
            cv2.circle(self._picture, (round(x), round(y)), 4, colour, cv2.FILLED, cv2.LINE_AA)

    def draw_note(self, text: str, x: float, y: float, colour: Rgb) -> None:
        """Writes a word beside a point, on the side where there is room."""
        column, row = float(self._column(np.array([x]))[0]), float(self._row(np.array([y]))[0])
        width = text_width(text, _TEXT)
        column = min(max(column, self._area.left + width / 2 + 8), self._area.right - width / 2 - 8)
        above = row - 18 > self._area.top + 8
        place = (column, row - 18 if above else row + 18)
        write_text(self._picture, text, place, size=_TEXT, colour=colour, align="centre", weight=BOLD)

    def draw_mark(self, x: float, text: str) -> None:
        """Paints a dashed line from top to bottom at ``x``, with a word beside it; empty for none."""
        column, area = self._x(x), self._area
        for y in range(area.top, area.bottom, 9):
            cv2.line(self._picture, (column, y), (column, min(y + 5, area.bottom)), _MARK, 1)
        if text:
            room = column + 8 + text_width(text, _TEXT) < area.right
            place = (column + 8 if room else column - 8, area.top + 16)
            write_text(self._picture, text, place, size=_TEXT, colour=_MARK, align="left" if room else "right")

    def _write(self, text: str, place: tuple[float, float], *, align: Align) -> None:
        write_text(self._picture, text, place, size=_TEXT, colour=SOFT_INK, align=align)

    def _x(self, value: float) -> int:
        return round(float(self._column(np.array([value]))[0]))

    def _y(self, value: float) -> int:
        return round(float(self._row(np.array([value]))[0]))

    def _column(self, values: Values) -> Values:
        return self._area.left + np.asarray(values) / self._across.top * (self._area.right - self._area.left)

    def _row(self, values: Values) -> Values:
        return self._area.bottom - np.asarray(values) / self._up.top * (self._area.bottom - self._area.top)
