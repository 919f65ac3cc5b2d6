"""What a user should know of a data folder, on stderr; ``--quiet`` silences it, ``--debug`` tells all of it."""

import logging
from collections.abc import Iterable, Sequence
from pathlib import Path

from ssd_desktop.data.types import DatasetReport

_SHOWN = 5

_log = logging.getLogger(__name__)


def note_findings(report: DatasetReport, *, everything: bool) -> None:
    """Logs where the labels of a data set are and what was left out; few lines of a kind unless ``everything``."""
    note_places(report.labels_elsewhere)
    if report.unlabelled:
        _log.warning("Images without an annotation file, left out: %d.", report.unlabelled)
    for lines in (report.unreadable, tuple(str(problem) for problem in report.problems)):
        note_lines(lines, everything=everything)


def note_lines(lines: Sequence[str], *, everything: bool) -> None:
    """Logs lines of one kind; only the first few, and how many there are more, unless ``everything``."""
    shown = lines if everything else lines[:_SHOWN]
    for line in shown:
        _log.warning("%s", line)
    if len(lines) > len(shown):
        _log.warning("... and %d more of this kind; --debug shows all.", len(lines) - len(shown))


def note_places(folders: Iterable[Path]) -> None:
    """Logs the folders that the user keeps labels in, where they do not lie with their images."""
    for folder in dict.fromkeys(folders):
        _log.warning("The labels of these images are kept in %s.", folder)
