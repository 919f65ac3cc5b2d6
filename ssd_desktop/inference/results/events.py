"""Events: a class that was not there appears, as a line of CSV at the moment it does."""

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from ssd_desktop.inference.picture_sources import PictureSource
from ssd_desktop.inference.results.growing_file import GrowingFile
from ssd_desktop.inference.results.table import csv_line
from ssd_desktop.inference.results.writer import ResultWriter
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.own_file import check_own_file
from ssd_desktop.media.types import Frame

COLUMNS = ("seen_at", "image", "frame", "time_s", "label", "score", "count")
"""``seen_at`` is the time of day with its zone; ``count`` how many of the class there are in that picture."""

_LONGEST_HEADING = 1000


class EventLog(ResultWriter):
    """A line each time a class is seen that was not seen in the same source for some seconds.

    Every still picture is a source of its own: it gives an event for each class it shows.

    Args:
        target: As ``GrowingFile`` takes it; an existing file is continued.
        score: Objects from this score on count.
        gap_s: Seconds without a class after which its next sight is a new event.
        resume: Go on with a run that was cut off: an event of a picture or video file that is there is not added again.

    Raises:
        MediaError: The file cannot be written.
        UsageError: The file exists and holds anything else.
    """

    def __init__(self, target: str, *, score: float, gap_s: float, resume: bool = False) -> None:
        if target != "-":
            check_own_file(Path(target), "log of events", _is_log)
        self._file = GrowingFile(target, resume=True, is_whole=_is_event)
        self._there = _events_in(self._file.earlier) if resume else frozenset()
        self._score = score
        self._gap_s = gap_s
        self._last_seen_s: dict[str, float] = {}
        if not self._file.earlier:
            mark = "" if target == "-" else "\ufeff"  # spreadsheets want it in a file, no reader of a pipe does
            self._file.add(mark + csv_line(COLUMNS))

    def write(self, source: PictureSource, frame: Frame, detections: Detections) -> None:
        """Adds a line for each class that appears.

        Raises:
            MediaError: The file cannot be written.
        """
        sure = detections.above(self._score)
        names = [sure.name(i) for i in range(len(sure))]
        for name in dict.fromkeys(names):
            last = self._last_seen_s.get(name)
            self._last_seen_s[name] = frame.time_s
            if last is None or frame.time_s - last > self._gap_s:
                self._add(source, frame, name, score=float(sure.scores[names.index(name)]), count=names.count(name))

    def _add(self, source: PictureSource, frame: Frame, name: str, *, score: float, count: int) -> None:
        seen_at = datetime.now().astimezone().isoformat(timespec="milliseconds")
        moment = (frame.number, f"{frame.time_s:.3f}") if source.moving else ("", "")
        if source.path is not None and (source.name, str(moment[0]), name) in self._there:
            return
        self._file.add(csv_line((seen_at, source.name, *moment, name, f"{score:.4f}", count)))

    def has(self, source: PictureSource) -> bool:
        """Returns True: a picture that the other writers have was seen before they got it."""
        return True

    def end_source(self, source: PictureSource) -> None:
        """Forgets what was seen: the next source begins anew."""
        self._last_seen_s.clear()

    def close(self) -> None:
        """Closes the file."""
        self._file.close()


def _is_log(stream: BinaryIO) -> bool:
    """Returns whether the first line is the heading."""
    first = stream.readline(_LONGEST_HEADING).decode("utf-8-sig", errors="replace")
    return first.rstrip() in ("", csv_line(COLUMNS))


def _is_event(line: str) -> bool:
    return any(len(row) == len(COLUMNS) for row in csv.reader([line]))


def _events_in(lines: Sequence[str]) -> frozenset[tuple[str, str, str]]:
    """Returns image, frame and class of each event in the lines of a file."""
    rows = (row for row in csv.reader(f"{line}\n" for line in lines) if len(row) == len(COLUMNS))
    return frozenset((row[1], row[2], row[4]) for row in rows)
