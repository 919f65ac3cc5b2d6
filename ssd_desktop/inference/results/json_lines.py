"""JSON Lines: an object a picture on a line of its own."""

import json
from pathlib import Path
from typing import BinaryIO

from ssd_desktop.inference.picture_sources import PictureSource
from ssd_desktop.inference.results.growing_file import GrowingFile
from ssd_desktop.inference.results.rows import json_row
from ssd_desktop.inference.results.writer import ResultWriter
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.own_file import check_own_file
from ssd_desktop.media.types import Frame

_LONGEST_ROW = 2**20
_ROW_START = b'{"image": "'


class JsonLines(ResultWriter):
    """JSON Lines on standard output (``-``) or in a file that grows while the run goes on.

    Args:
        target: As ``GrowingFile`` takes it.
        resume: Take up an earlier run.

    Raises:
        MediaError: The file cannot be written.
        UsageError: The file exists and holds anything else.
    """

    def __init__(self, target: str, *, resume: bool = False) -> None:
        if target != "-":
            check_own_file(Path(target), "list of detections", _is_own)
        self._file = GrowingFile(target, resume=resume)
        self._known = {_picture_of(line) for line in self._file.earlier}

    def write(self, source: PictureSource, frame: Frame, detections: Detections) -> None:
        """Adds a line, unless an earlier run wrote the one of this picture of a file.

        Raises:
            MediaError: The file cannot be written.
        """
        # What a camera gives is another picture each time, whatever its number.
        if source.path is not None and (source.name, frame.number if source.moving else None) in self._known:
            return
        # ASCII escapes: the reader need not know this console's encoding, and a file name need not be text.
        self._file.add(json.dumps(json_row(source, frame, detections)))

    def has(self, source: PictureSource) -> bool:
        """Returns whether an earlier run wrote the line of a still picture; of a video it may lack the end."""
        return not source.moving and (source.name, None) in self._known

    def close(self) -> None:
        """Closes the file."""
        self._file.close()


def _is_own(stream: BinaryIO) -> bool:
    """Returns whether the first line is a row of ours; one that a kill cut off has no other line after it."""
    line = stream.readline(_LONGEST_ROW)
    if not line.endswith(b"\n"):
        return line.startswith(_ROW_START)
    try:
        row = json.loads(line)
    except ValueError:
        return False
    return isinstance(row, dict) and {"image", "width", "height", "detections"} <= row.keys()


def _picture_of(line: str) -> tuple[str, int | None] | None:
    """Returns the picture that a line of an earlier run is about, and the number of a frame; None for other lines."""
    try:
        row = json.loads(line)
    except ValueError:
        return None
    if not isinstance(row, dict) or not isinstance(row.get("image"), str):
        return None
    number = row.get("frame")
    return row["image"], number if isinstance(number, int) else None
