"""What ``detect`` writes: JSON Lines, lines for people, pictures with boxes, VOC XML and JSON files."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.voc_xml import write_voc_xml
from ssd_desktop.cli.detection_sources import PictureSource
from ssd_desktop.errors import MediaError, UsageError, reason_of
from ssd_desktop.inference.drawing import draw_detections
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.media.image_file import IMAGE_SUFFIXES, WRITABLE_SUFFIXES, write_image
from ssd_desktop.media.sources import VIDEO_SUFFIXES
from ssd_desktop.media.types import Frame

FORMATS = ("image", "voc", "json")
"""What ``--save`` takes."""


def json_row(source: PictureSource, frame: Frame, detections: Detections) -> dict[str, Any]:
    """Returns what ``--json`` says of one picture; boxes to a thousandth of a pixel, scores to a millionth.

    The default box of a detection that was made in a tile lies in that ``tile``.
    """
    row: dict[str, Any] = {"image": source.name, "width": detections.width, "height": detections.height}
    if source.moving:
        row |= {"frame": frame.number, "time_s": round(frame.time_s, 6)}
    row["detections"] = [
        {
            "box": [round(float(edge), 3) for edge in detections.boxes_xyxy[i]],
            "label": detections.name(i),
            "score": round(float(detections.scores[i]), 6),
            "default_box": int(detections.default_boxes[i]),
            **({"tile": list(detections.region(i))} if detections.is_from_tile(i) else {}),
        }
        for i in range(len(detections))
    ]
    return row


def text_line(source: PictureSource, frame: Frame, detections: Detections) -> str:
    """Returns what a person reads of one picture, such as ``cat.jpg: cat 0.98, dog 0.71``."""
    name = f"{source.name} at {frame.time_s:.2f} s" if source.moving else source.name
    objects = [f"{detections.name(i)} {detections.scores[i]:.2f}" for i in range(len(detections))]
    return f"{name}: {', '.join(objects) or 'nothing found'}"


class JsonLines:
    """JSON Lines on standard output (``-``) or in a file that grows while the command runs.

    Raises:
        MediaError: The file cannot be written.
        UsageError: The file exists and is a picture or video, so the name must be a slip.
    """

    def __init__(self, target: str) -> None:
        self._path = None if target == "-" else Path(target)
        self._stream: TextIO = sys.stdout
        if self._path is not None:
            if self._path.suffix.lower() in IMAGE_SUFFIXES | VIDEO_SUFFIXES and self._path.exists():
                raise UsageError(f"--json would replace {target}, which is a picture or video; name another file.")
            try:
                self._stream = self._path.open("w", encoding="utf-8", newline="\n")
            except (OSError, ValueError) as error:
                raise _not_written(self._path, error) from error

    def write(self, row: dict[str, Any]) -> None:
        """Writes one object on a line of its own, at once, so that a reader can follow."""
        # ASCII escapes: the reader need not know this console's encoding, and a file name need not be text.
        line = json.dumps(row) + "\n"
        try:
            self._stream.write(line)
            self._stream.flush()
        except (OSError, ValueError) as error:
            if self._path is None:
                raise
            raise _not_written(self._path, error) from error

    def __enter__(self) -> "JsonLines":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._path is not None:
            self._stream.close()


class OutputFolder:
    """Writes files about each picture into a folder; never over a file that was there, unless told to.

    Args:
        folder: Made when missing.
        formats: Of ``FORMATS``.
        overwrite: Replace files of earlier runs; the pictures themselves are never replaced.

    Raises:
        MediaError: The folder cannot be made.
    """

    def __init__(self, folder: Path, formats: Iterable[str], *, overwrite: bool) -> None:
        self._folder = folder
        self._formats = tuple(formats)
        self._overwrite = overwrite
        self._written: set[str] = set()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            raise _not_written(folder, error) from error

    def save(self, source: PictureSource, frame: Frame, detections: Detections) -> None:
        """Writes the files about one picture.

        Raises:
            MediaError: A file exists already or cannot be written.
            AnnotationError: The XML cannot be written.
        """
        suffix = source.path.suffix.lower() if source.path is not None else ""
        suffix = suffix if suffix in WRITABLE_SUFFIXES else ".jpg" if source.moving else ".png"
        suffixes = {"image": suffix, "voc": ".xml", "json": ".json"}
        stem = self._free_stem(source.stem(frame), [suffixes[name] for name in self._formats])
        paths = {name: self._folder / (stem + suffixes[name]) for name in self._formats}
        self._check_free(paths.values(), source)
        if "image" in paths:
            write_image(paths["image"], draw_detections(frame.pixels_rgb, detections))
        if "voc" in paths:
            image_path = source.path if source.path is not None and not source.moving else Path(stem + suffix)
            write_voc_xml(paths["voc"], _annotation(detections), image_path=image_path)
        if "json" in paths:
            _write_json(paths["json"], json_row(source, frame, detections))

    def _free_stem(self, stem: str, suffixes: list[str]) -> str:
        """Returns a name that this run has not used: two folders may each have a ``1.jpg``."""
        number, free = 1, stem
        # Letter case does not tell files apart everywhere.
        while any((free + suffix).lower() in self._written for suffix in suffixes):
            number += 1
            free = f"{stem}_{number}"
        self._written.update((free + suffix).lower() for suffix in suffixes)
        return free

    def _check_free(self, paths: Iterable[Path], source: PictureSource) -> None:
        for path in paths:
            if not path.exists():
                continue
            if source.path is not None and source.path.exists() and path.samefile(source.path):
                raise MediaError(f"{path} is the picture itself and is not replaced; choose another --output folder.")
            if not self._overwrite:
                raise MediaError(f"{path} exists already; add --overwrite, or choose another --output folder.")


def _annotation(detections: Detections) -> ImageAnnotation:
    objects = tuple(
        AnnotatedObject(detections.name(i), Box(*(round(float(edge), 2) for edge in detections.boxes_xyxy[i])))
        for i in range(len(detections))
    )
    return ImageAnnotation(objects, width=detections.width, height=detections.height)


def _write_json(path: Path, row: dict[str, Any]) -> None:
    try:
        write_file_atomically(path, (json.dumps(row, indent=2) + "\n").encode())
    except (OSError, ValueError) as error:
        raise _not_written(path, error) from error


def _not_written(path: Path, error: Exception) -> MediaError:
    return MediaError(f"{path} cannot be written ({reason_of(error)}); choose another place.")
