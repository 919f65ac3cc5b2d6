"""``metrics.jsonl``: the curve of a run, one JSON object a line, cut back to the checkpoint on resume."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.training.run_folder import saving_to


class MetricsLog:
    """Appends lines to the metrics of a run. Lines hold no times, so that equal runs write equal files.

    Args:
        path: ``metrics.jsonl`` of the run folder.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def append(self, row: Mapping[str, Any]) -> None:
        """Appends one line; it must have a ``step``.

        Raises:
            TrainingError: The file cannot be written.
        """
        with saving_to(self._path.parent), self._path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(row) + "\n")

    def truncate(self, step: int) -> None:
        """Keeps the lines up to ``step``; a line torn by a kill goes with the rest.

        Raises:
            TrainingError: The file cannot be written.
        """
        kept = [line for line in self._lines() if _step_of(line) <= step]
        with saving_to(self._path.parent):
            write_file_atomically(self._path, "".join(f"{line}\n" for line in kept).encode())

    def _lines(self) -> list[str]:
        if not self._path.exists():
            return []
        with saving_to(self._path.parent):
            return self._path.read_text(encoding="utf-8", errors="replace").splitlines()


def _step_of(line: str) -> float:
    try:
        return float(json.loads(line)["step"])
    except (ValueError, TypeError, KeyError):
        return float("inf")
