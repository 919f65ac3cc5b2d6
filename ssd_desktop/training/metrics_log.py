"""``metrics.jsonl``: the curve of a run, one JSON object a line, cut back to the checkpoint on resume."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.training.run_folder import saving_to


class MetricsLog:
    """Appends lines to the metrics of a run. Lines hold no times, so that equal runs write equal files.

    Args:
        path: ``metrics.jsonl`` of the run folder.
        guard: Calls what appends a line, and again where the disk is full.
    """

    def __init__(self, path: Path, *, guard: Callable[[Callable[[], None]], None] | None = None) -> None:
        self._path = path
        self._guard = guard or _once
        self._mirror: Callable[[Mapping[str, Any]], None] | None = None

    def mirror_to(self, add: Callable[[Mapping[str, Any]], None]) -> None:
        """Gives each line that is appended from now on to ``add`` too."""
        self._mirror = add

    def append(self, row: Mapping[str, Any]) -> None:
        """Appends one line; it must have a ``step``.

        Raises:
            TrainingError: The file cannot be written.
        """
        line = json.dumps(row).encode() + b"\n"
        self._guard(lambda: self._append(line))
        if self._mirror is not None:
            self._mirror(row)

    def append_once(self, row: Mapping[str, Any]) -> None:
        """Appends a line unless it is there.

        Raises:
            TrainingError: The file cannot be read or written.
        """
        if json.dumps(row) not in self._lines():
            self.append(row)

    def truncate(self, step: int) -> None:
        """Keeps the lines up to ``step``; a line torn by a kill goes with the rest.

        Raises:
            TrainingError: The file cannot be written.
        """
        kept = [line for line in self._lines() if _step_of(line) <= step]
        with saving_to(self._path.parent):
            write_file_atomically(self._path, "".join(f"{line}\n" for line in kept).encode())

    def _append(self, line: bytes) -> None:
        with saving_to(self._path.parent):
            before = self._path.stat().st_size if self._path.exists() else 0
            try:
                with self._path.open("ab") as file:
                    file.write(line)
            except OSError:
                # A full disk may have taken half of the line.
                if self._path.exists():
                    os.truncate(self._path, before)
                raise

    def _lines(self) -> list[str]:
        if not self._path.exists():
            return []
        with saving_to(self._path.parent):
            return self._path.read_text(encoding="utf-8", errors="replace").splitlines()


def class_row(step: int, ap_per_class: Mapping[str, float | None]) -> dict[str, Any]:
    """Returns the line of an evaluation.

    Args:
        step: Optimiser steps done.
        ap_per_class: AP50 (0..1) by class name; None for a class without objects.
    """
    return {"step": step, "ap50_per_class": dict(ap_per_class)}


def _once(write: Callable[[], None]) -> None:
    write()


def _step_of(line: str) -> float:
    try:
        return float(json.loads(line)["step"])
    except (ValueError, TypeError, KeyError):
        return float("inf")
