"""What was edited and is in no file yet, so that a program that dies takes nothing with it.

One file a folder, JSON lines that are only added. A line is in the system's hands as soon as it is written, so it
outlives the program; ``sync`` brings it to the disk, so that it outlives a power cut. A line that was cut off in
writing is passed over.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation, Origin
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.exclusive_file import hold
from ssd_desktop.errors import AnnotationError, reason_of

_FLAGS = ("difficult", "truncated", "occluded", "ignore", "crowd", "outlined")


class JournalHeldError(AnnotationError):
    """Another window edits the same folder."""


@dataclass(frozen=True)
class Leftover:
    """Edits of an image that an earlier run did not save.

    Attributes:
        saved: What its file said when that run read or saved it last; None: it was not labelled.
        now: What the image was to say.
    """

    saved: ImageAnnotation | None
    now: ImageAnnotation | None


def journal_path(folder: Path, data_folder: Path) -> Path:
    """Returns where the journal of a folder is.

    Args:
        folder: The folder of images.
        data_folder: Where the program keeps its own files.
    """
    digest = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:24]
    return data_folder / "labelling" / f"{digest}.jsonl"


class EditJournal:
    """The journal of one folder, held by this program alone.

    Attributes:
        leftovers: What an earlier run left, by image; it stays in the journal until it is saved or dropped.
    """

    def __init__(self, path: Path) -> None:
        """Opens or makes the file.

        Raises:
            JournalHeldError: Another window has it.
            AnnotationError: It cannot be written.
        """
        self.path = path
        self._known: set[Path] = set()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise AnnotationError(
                f"The record of unsaved edits {path} cannot be written ({reason_of(error)}); free space or check its "
                "permissions."
            ) from error
        if not hold(self._descriptor):
            os.close(self._descriptor)
            raise JournalHeldError(
                "Another window edits the labels of this folder; close the folder there to edit them here."
            )
        content = path.read_bytes()
        if content and not content.endswith(b"\n"):
            os.write(self._descriptor, b"\n")  # the line that was cut off must not swallow the next one
        self.leftovers = read_leftovers(content)

    def edited(self, image: Path, base: ImageAnnotation | None, now: ImageAnnotation | None) -> None:
        """Notes what an image is to say.

        Args:
            image: The image.
            base: What its file has.
            now: What it is to say; its objects have the entries they have in ``base``.

        Raises:
            AnnotationError: The disk is full or gone.
        """
        row: dict[str, Any] = {"image": str(image), "now": to_record(now)}
        if image not in self._known:
            row["base"] = to_record(base)
        self._write(row)
        self._known.add(image)

    def saved(self, image: Path, annotation: ImageAnnotation | None) -> None:
        """Notes what the file of an image has now.

        Raises:
            AnnotationError: As ``edited``.
        """
        if image in self._known:
            self._write({"image": str(image), "saved": to_record(annotation)})

    def dropped(self, image: Path) -> None:
        """Notes that nobody wants the unsaved edits of an image any more.

        Raises:
            AnnotationError: As ``edited``.
        """
        self.leftovers.pop(image, None)
        self._known.discard(image)
        self._write({"image": str(image), "dropped": True})

    def clear(self) -> None:
        """Empties the journal once everything is saved; what an earlier run left keeps it full."""
        if not self.leftovers:
            os.ftruncate(self._descriptor, 0)
            self._known.clear()

    def sync(self) -> None:
        """Waits until all lines are on the disk; may be called from another thread."""
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Lets another window have the folder."""
        os.close(self._descriptor)

    def _write(self, row: dict[str, Any]) -> None:
        # One call: a line is there whole, or it is cut off at its end and passed over.
        line = (json.dumps(row, ensure_ascii=False) + "\n").encode(errors="surrogateescape")
        try:
            if os.write(self._descriptor, line) != len(line):
                os.write(self._descriptor, b"\n")
                raise OSError("the disk is full")
        except OSError as error:
            raise AnnotationError(
                f"The record of unsaved edits {self.path} was not written ({reason_of(error)}); free space and save."
            ) from error


def read_leftovers(content: bytes) -> dict[Path, Leftover]:
    """Returns what a journal says was edited and not saved; lines that are damaged are passed over."""
    found: dict[Path, Leftover] = {}
    for line in content.split(b"\n"):
        try:
            row = json.loads(line.decode(errors="surrogateescape"))
            image = Path(row["image"])
            if "dropped" in row:
                found.pop(image, None)
            elif "saved" in row:
                found[image] = Leftover(from_record(row["saved"]), found[image].now)
            else:
                saved = from_record(row["base"]) if "base" in row else found[image].saved
                found[image] = Leftover(saved, from_record(row["now"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return {image: left for image, left in found.items() if left.now != left.saved}


def to_record(annotation: ImageAnnotation | None) -> dict[str, Any] | None:
    """Returns an annotation as JSON can hold it."""
    if annotation is None:
        return None
    return {
        "size": [annotation.width, annotation.height],
        "verified": annotation.verified,
        "note": annotation.note,
        "objects": [
            [item.entry, item.label, *item.box.xyxy(), [flag for flag in _FLAGS if getattr(item, flag)], *_origin(item)]
            for item in annotation.objects
        ],
    }


def from_record(record: dict[str, Any] | None) -> ImageAnnotation | None:
    """Returns what ``to_record`` was given.

    Raises:
        ValueError: It is something else; KeyError and TypeError likewise.
    """
    if record is None:
        return None
    objects = tuple(_object(*row) for row in record["objects"])
    width, height = record["size"]
    # Journals of earlier versions have no notes.
    return ImageAnnotation(objects, width, height, bool(record["verified"]), str(record.get("note", "")))


def _origin(item: AnnotatedObject) -> list[Any]:
    return [] if item.origin is None else [item.origin.model, item.origin.score]


def _object(
    entry: Any, label: Any, x0: Any, y0: Any, x1: Any, y1: Any, flags: list[str], model: Any = None, score: Any = 0
) -> AnnotatedObject:
    """Returns an object from its row; an earlier version wrote no model and score."""
    origin = None if model is None else Origin(str(model), float(score))
    box = Box(*map(float, (x0, y0, x1, y1)))
    return AnnotatedObject(str(label), box, entry=int(entry), origin=origin, **dict.fromkeys(flags, True))
