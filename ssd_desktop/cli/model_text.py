"""Models and their cards as text and JSON values, and the bar of a download."""

import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from types import TracebackType
from typing import Any

from ssd_desktop.checkpoints.class_lists import without_gaps
from ssd_desktop.checkpoints.model_card import measured_precision
from ssd_desktop.checkpoints.model_list import ModelEntry, Source
from ssd_desktop.cli.table import format_table
from ssd_desktop.inference.speed_memory import remembered_speeds

_MEGABYTE = 2**20
_PLAIN_SECONDS = 5.0

_HEADINGS: dict[Source, str] = {
    "shipped": "Shipped",
    "downloaded": "Downloaded",
    "imported": "Imported",
    "run": "Your runs",
    "downloadable": "To download (ssd-desktop models download NAME)",
}


def entry_values(entry: ModelEntry) -> dict[str, Any]:
    """Returns an entry as JSON values, with the speeds that were measured."""
    values = asdict(entry)
    values["path"] = None if entry.path is None else str(entry.path)
    values["milliseconds"] = _speeds(entry)
    return values


def list_text(entries: Sequence[ModelEntry]) -> str:
    """Returns the models by source, a line each."""
    parts = []
    for source, heading in _HEADINGS.items():
        rows = [_row(entry) for entry in entries if entry.source == source]
        if rows:
            parts.append(f"{heading}\n{format_table([['  name', 'MB', 'classes', 'AP', 'network'], *rows])}")
    return "\n\n".join(parts)


def card_text(entry: ModelEntry) -> str:
    """Returns the card of a model, a line a fact."""
    named = without_gaps(entry.classes)
    rows = [("name", entry.name), ("kind", "detector" if entry.is_detector else "start weights of a training")]
    rows += [("origin", _HEADINGS[entry.source].partition(" (")[0].lower())]
    rows += [("file", str(entry.path))] if entry.path is not None else []
    rows += [("size", f"{_megabytes(entry)} MB"), ("network", entry.network)]
    rows += [("box plan", entry.plan), ("classes", f"{len(named)}: {', '.join(named)}")] * bool(entry.classes)
    rows += [(name, _rounded(value)) for name, value in entry.figures.items()]
    rows += [(name, str(value)) for name, value in entry.card.items()]
    if entry.is_detector:
        speeds = _speeds(entry)
        measured = [(f"on {device}", f"{ms:.0f} ms a picture") for device, ms in speeds.items()]
        rows += measured or [("speed", "not measured on this machine (--measure)")]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name.ljust(width)}  {value}" for name, value in rows)


def _row(entry: ModelEntry) -> list[str]:
    if entry.problem:
        return [f"  {entry.name}", _megabytes(entry), "", "", f"unusable: {entry.problem}"]
    classes = str(len(without_gaps(entry.classes))) if entry.is_detector else "start"
    return [f"  {entry.name}", _megabytes(entry), classes, _precision(entry), entry.network]


def _rounded(value: object) -> str:
    """Returns a figure for reading; --json has all its digits."""
    if not isinstance(value, float):
        return str(value)
    return f"{value:,.0f}" if value.is_integer() and abs(value) > 1 else f"{value:.3f}"


def _precision(entry: ModelEntry) -> str:
    measured = measured_precision(entry.figures)
    return "–" if measured is None else f"{measured.value:.3f} {measured.metric}"


def _megabytes(entry: ModelEntry) -> str:
    return f"{entry.size_bytes / _MEGABYTE:.0f}"


def _speeds(entry: ModelEntry) -> dict[str, float]:
    return remembered_speeds(entry.network, len(entry.classes)) if entry.is_detector else {}


class DownloadBar:
    """The progress of a download on stderr: a bar on a terminal, a line every five seconds elsewhere."""

    def __init__(self, name: str, *, quiet: bool) -> None:
        """Shows nothing yet.

        Args:
            name: Of the file.
            quiet: Shows nothing at all.
        """
        from tqdm import tqdm

        self._name, self._quiet = name, quiet
        self._is_terminal = sys.stderr.isatty()
        self._told = time.monotonic()
        hidden = quiet or not self._is_terminal
        self._bar = tqdm(unit="B", unit_scale=True, unit_divisor=1024, desc=name, file=sys.stderr, disable=hidden)

    def __enter__(self) -> "DownloadBar":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.close()

    def show(self, done: int, total: int | None) -> None:
        """Shows how far it is."""
        if self._is_terminal:
            self._bar.total = total
            self._bar.n = done
            self._bar.refresh()
        elif not self._quiet and time.monotonic() - self._told > _PLAIN_SECONDS:
            self._told = time.monotonic()
            whole = "" if total is None else f" of {total // _MEGABYTE:,}"
            print(f"{self._name}: {done // _MEGABYTE:,}{whole} MB", file=sys.stderr)
