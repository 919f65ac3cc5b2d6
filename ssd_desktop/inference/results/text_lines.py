"""A line a picture, for people."""

from collections.abc import Callable

from ssd_desktop.inference.picture_sources import PictureSource
from ssd_desktop.inference.results.rows import text_line
from ssd_desktop.inference.results.writer import ResultWriter
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.types import Frame


class TextLines(ResultWriter):
    """Says what was found on each picture.

    Args:
        say: Shows a line.
    """

    def __init__(self, say: Callable[[str], object]) -> None:
        self._say = say

    def write(self, source: PictureSource, frame: Frame, detections: Detections) -> None:
        """Says what was found on one picture."""
        self._say(text_line(source, frame, detections))

    def has(self, source: PictureSource) -> bool:
        """Returns True: what was only said need not be said again."""
        return True
