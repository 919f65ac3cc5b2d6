"""What was found wrong in a data folder, on stderr; ``--quiet`` silences it, ``--debug`` tells all of it."""

import logging

from ssd_desktop.data.types import DatasetReport

_SHOWN = 5

_log = logging.getLogger(__name__)


def note_findings(report: DatasetReport, *, everything: bool) -> None:
    """Logs what was left out of a data set; at most a few lines of a kind unless ``everything``."""
    if report.unlabelled:
        _log.warning("Images without an annotation file, left out: %d.", report.unlabelled)
    for lines in (report.unreadable, tuple(str(problem) for problem in report.problems)):
        shown = lines if everything else lines[:_SHOWN]
        for line in shown:
            _log.warning("%s", line)
        if len(lines) > len(shown):
            _log.warning("... and %d more of this kind; --debug shows all.", len(lines) - len(shown))
