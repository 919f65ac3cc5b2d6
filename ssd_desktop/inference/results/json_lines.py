"""JSON Lines: an object a picture on a line of its own."""

import json

from ssd_desktop.inference.picture_sources import PictureSource
from ssd_desktop.inference.results.growing_file import GrowingFile
from ssd_desktop.inference.results.rows import json_row
from ssd_desktop.inference.results.writer import ResultWriter
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.types import Frame


class JsonLines(ResultWriter):
    """JSON Lines on standard output (``-``) or in a file that grows while the run goes on.

    Args:
        target: As ``GrowingFile`` takes it.
        resume: Take up an earlier run.

    Raises:
        MediaError: The file cannot be written.
        UsageError: The file exists and is a picture or video.
    """

    def __init__(self, target: str, *, resume: bool = False) -> None:
        self._file = GrowingFile(target, resume=resume)
        self._known = {name for line in self._file.earlier if (name := _image_of(line)) is not None}

    def write(self, source: PictureSource, frame: Frame, detections: Detections) -> None:
        """Adds a line.

        Raises:
            MediaError: The file cannot be written.
        """
        # ASCII escapes: the reader need not know this console's encoding, and a file name need not be text.
        self._file.add(json.dumps(json_row(source, frame, detections)))

    def has(self, source: PictureSource) -> bool:
        """Returns whether an earlier run wrote the picture's line."""
        return source.name in self._known

    def close(self) -> None:
        """Closes the file."""
        self._file.close()


def _image_of(line: str) -> str | None:
    """Returns the picture that a line of an earlier run is about; None where it is no such line."""
    try:
        row = json.loads(line)
    except ValueError:
        return None
    name = row.get("image") if isinstance(row, dict) else None
    return name if isinstance(name, str) else None
