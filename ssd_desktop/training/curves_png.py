"""``curves.png``: losses, learning rate and AP of a run over its steps, for a look without any program."""

import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ssd_desktop.media.lettering import BOLD, Rgb, write_text
from ssd_desktop.media.opencv import cv2
from ssd_desktop.training.chart import INK, SOFT_INK, Area, Axis, Chart, Values

_WIDTH = 1200
_LEFT, _RIGHT, _TOP, _BELOW, _BETWEEN = 92, 36, 104, 76, 64
_HEIGHTS = {"loss": 360, "learning_rate": 150, "ap50": 230}
_TITLES = {"loss": "Loss", "learning_rate": "Learning rate", "ap50": "AP50 on the validation images"}
#: Okabe and Ito's blue, vermillion, green and purple, which colour-blind people tell apart.
_LOSSES: dict[str, tuple[str, Rgb]] = {
    "loss": ("total", (0x00, 0x72, 0xB2)),
    "confidence_loss": ("classes", (0xD5, 0x5E, 0x00)),
    "localisation_loss": ("boxes", (0x00, 0x9E, 0x73)),
}
_RATE: Rgb = (0x5B, 0x50, 0x9E)
_AP: Rgb = (0xB3, 0x59, 0x00)
_SMOOTHING_SHARE = 0.02
_FAINT = 0.22
_ROOM_ABOVE = 1.03


class Curves:
    """What a run's ``metrics.jsonl`` says so far; each look reads the lines that are new.

    Args:
        metrics: The file; lines are only ever added to it while a run goes on.
    """

    def __init__(self, metrics: Path) -> None:
        self._path = metrics
        self._read = 0
        self._steps: list[Mapping[str, Any]] = []
        self._aps: list[tuple[float, float]] = []
        self._events: list[tuple[float, str]] = []

    def update(self) -> None:
        """Reads what was added.

        Raises:
            OSError: The file cannot be read.
        """
        with self._path.open("rb") as file:
            file.seek(self._read)
            added = file.read()
        whole = added[: added.rfind(b"\n") + 1]
        self._read += len(whole)
        self.add(json.loads(line) for line in whole.splitlines())

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Takes rows of the metrics: of steps, of epochs (``ap50``) and of events (``event``)."""
        for row in rows:
            if "loss" in row:
                self._steps.append({key: row.get(key, math.nan) for key in ("step", "learning_rate", *_LOSSES)})
            elif row.get("ap50") is not None:
                self._aps.append((float(row["step"]), float(row["ap50"])))
            elif "event" in row:
                self._events.append((float(row["step"]), str(row["event"])))

    def draw(self, title: str, steps: int) -> npt.NDArray[np.uint8]:
        """Returns the curves, uint8 ``[H, W, 3]``, RGB.

        Args:
            title: Name of the run.
            steps: Optimiser steps of the whole run: the width of the drawing.
        """
        shown = [name for name in _HEIGHTS if name != "ap50" or self._aps]
        heights = [_HEIGHTS[name] for name in shown]
        size = _TOP + sum(heights) + _BETWEEN * (len(shown) - 1) + _BELOW
        picture = np.full((size, _WIDTH, 3), 255, np.uint8)
        self._draw_heading(picture, title, steps)
        across = Axis.up_to(max(steps, 1), 10, whole=True)
        across = Axis(max(steps, 1), across.step)
        top = _TOP
        for name, height in zip(shown, heights, strict=True):
            area = Area(_LEFT, top, _WIDTH - _RIGHT, top + height)
            self._draw_part(picture, name, area, across, is_last=name == shown[-1])
            top += height + _BETWEEN
        write_text(
            picture, "step", ((_LEFT + _WIDTH - _RIGHT) / 2, size - 26), size=17, colour=SOFT_INK, align="centre"
        )
        return picture

    def _draw_heading(self, picture: npt.NDArray[np.uint8], title: str, steps: int) -> None:
        done = int(self._steps[-1]["step"]) if self._steps else 0
        write_text(picture, title, (_LEFT, 32), size=24, colour=INK, weight=BOLD)
        place = (_WIDTH - _RIGHT, 32)
        write_text(picture, f"step {done:,} of {steps:,}", place, size=17, colour=SOFT_INK, align="right")

    def _draw_part(self, picture: npt.NDArray[np.uint8], name: str, area: Area, across: Axis, *, is_last: bool) -> None:
        draw = {"loss": self._draw_losses, "learning_rate": self._draw_rate, "ap50": self._draw_aps}[name]
        chart = draw(picture, area, across, numbers_below=is_last)
        for step, event in self._events:
            chart.draw_mark(step, event if name == "loss" else "")

    def _draw_losses(self, picture: npt.NDArray[np.uint8], area: Area, across: Axis, *, numbers_below: bool) -> Chart:
        steps = self._column("step")
        window = max(1, round(len(steps) * _SMOOTHING_SHARE))
        smooth = {name: smoothed(self._column(name), window) for name in _LOSSES}
        highest = max((float(np.nanmax(values)) for values in smooth.values() if len(values)), default=1.0)
        chart = Chart(picture, area, across=across, up=Axis.up_to(_ROOM_ABOVE * highest, 6))
        note = f" (mean of {window} steps; faint: each step)" if window > 1 else ""
        chart.draw_frame(_TITLES["loss"] + note, numbers_below=numbers_below)
        if window > 1:
            for name in reversed(_LOSSES):
                places, values = thinned(steps, self._column(name), area.right - area.left)
                chart.draw_line(places, values, _faint(_LOSSES[name][1]), width=1)
        for name in reversed(_LOSSES):
            chart.draw_line(steps, smooth[name], _LOSSES[name][1])
        chart.draw_legend(list(_LOSSES.values()))
        return chart

    def _draw_rate(self, picture: npt.NDArray[np.uint8], area: Area, across: Axis, *, numbers_below: bool) -> Chart:
        rates = self._column("learning_rate")
        chart = Chart(picture, area, across=across, up=Axis.up_to(_ROOM_ABOVE * float(rates.max(initial=1e-9)), 3))
        chart.draw_frame(_TITLES["learning_rate"], numbers_below=numbers_below)
        chart.draw_line(self._column("step"), rates, _RATE)
        return chart

    def _draw_aps(self, picture: npt.NDArray[np.uint8], area: Area, across: Axis, *, numbers_below: bool) -> Chart:
        steps, aps = (np.array(values) for values in zip(*self._aps, strict=True))
        chart = Chart(picture, area, across=across, up=Axis(1.0, 0.25, percent=True))
        chart.draw_frame(_TITLES["ap50"], numbers_below=numbers_below)
        chart.draw_line(steps, aps, _AP)
        chart.draw_dots(steps, aps, _AP)
        best = int(aps.argmax())
        chart.draw_note(f"best {aps[best]:.1%}", steps[best], aps[best], _AP)
        return chart

    def _column(self, name: str) -> Values:
        return np.array([row[name] for row in self._steps], np.float64)


def encode_png(picture: npt.NDArray[np.uint8]) -> bytes:
    """Returns a picture (uint8 ``[H, W, 3]``, RGB) as the bytes of a PNG file."""
    done, encoded = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    if not done:
        raise ValueError("A picture of these sizes is no PNG.")
    return bytes(encoded.tobytes())


def smoothed(values: Values, window: int) -> Values:
    """Returns the mean of the ``window`` values around each one, of fewer at the ends; float64 ``[N]``."""
    if window <= 1 or not len(values):
        return values
    sums = np.concatenate([[0.0], np.cumsum(values)])
    places = np.arange(len(values))
    first = np.maximum(places - (window - 1) // 2, 0)
    last = np.minimum(places + window // 2 + 1, len(values))
    means: Values = (sums[last] - sums[first]) / (last - first)
    return means


def thinned(xs: Values, ys: Values, columns: int) -> tuple[Values, Values]:
    """Returns the lowest and the highest point of each of ``columns`` stretches: as a line it looks like all points."""
    if len(xs) <= 2 * columns:
        return xs, ys
    starts = np.linspace(0, len(xs), columns, endpoint=False).astype(np.int64)
    low, high = np.minimum.reduceat(ys, starts), np.maximum.reduceat(ys, starts)
    return np.repeat(xs[starts], 2), np.stack([low, high], axis=1).ravel()


def _faint(colour: Rgb) -> Rgb:
    red, green, blue = (round(255 - _FAINT * (255 - channel)) for channel in colour)
    return red, green, blue
