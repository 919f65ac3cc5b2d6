"""A table of all objects found, as CSV: a line an object."""

import csv
import io
from pathlib import Path

from ssd_desktop.inference.picture_sources import PictureSource
from ssd_desktop.inference.results.growing_file import GrowingFile
from ssd_desktop.inference.results.writer import ResultWriter, check_free, make_folder
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.types import Frame

CSV_NAME = "detections.csv"

COLUMNS = ("image", "frame", "time_s", "label", "score", "x0", "y0", "x1", "y1")
"""Boxes in pixels; frame and time are empty for still pictures."""

_LINE_END = "\r\n"
"""A cell that holds a character of it is quoted."""


class CsvTable(ResultWriter):
    """A CSV file as spreadsheets read it (RFC 4180, with the mark of UTF-8 at its start).

    Args:
        folder: Where ``detections.csv`` goes; made when missing.
        overwrite: Replace the file of an earlier run.

    Raises:
        MediaError: The file is there or cannot be written.
    """

    gathers = True

    def __init__(self, folder: Path, *, overwrite: bool) -> None:
        make_folder(folder)
        check_free(folder / CSV_NAME, None, overwrite=overwrite)
        self._file = GrowingFile(str(folder / CSV_NAME))
        self._file.add("\ufeff" + csv_line(COLUMNS))

    def write(self, source: PictureSource, frame: Frame, detections: Detections) -> None:
        """Adds a line for each object.

        Raises:
            MediaError: The file cannot be written.
        """
        self._add(source, (frame.number, f"{frame.time_s:.3f}") if source.moving else ("", ""), detections)

    def recall(self, source: PictureSource, detections: Detections) -> None:
        """Adds the lines of an earlier run.

        Raises:
            MediaError: The file cannot be written.
        """
        self._add(source, ("", ""), detections)

    def _add(self, source: PictureSource, moment: tuple[object, object], detections: Detections) -> None:
        for i in range(len(detections)):
            edges = (f"{float(edge):.2f}" for edge in detections.boxes_xyxy[i])
            score = f"{float(detections.scores[i]):.4f}"
            self._file.add(csv_line((source.name, *moment, detections.name(i), score, *edges)))

    def close(self) -> None:
        """Closes the file."""
        self._file.close()


def csv_line(cells: tuple[object, ...]) -> str:
    """Returns cells as a line without its end."""
    text = io.StringIO()
    csv.writer(text, lineterminator=_LINE_END).writerow(cells)
    return text.getvalue().removesuffix(_LINE_END)
