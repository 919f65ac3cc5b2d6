"""A record of what was edited and is in no file yet, so that a program that dies takes nothing with it.

JSON lines that are only added. A line is in the system's hands as soon as it is written, so it outlives the program;
``sync`` brings it to the disk, so that it outlives a power cut. A line that was cut off in writing is passed over.
"""

import hashlib
import json
import os
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from ssd_desktop.annotation.exclusive_file import hold
from ssd_desktop.errors import AnnotationError, reason_of

T = TypeVar("T")
"""What is edited, such as the annotation of an image."""


class JournalHeldError(AnnotationError):
    """Another window edits the same labels."""


@dataclass(frozen=True)
class Leftover(Generic[T]):
    """Edits that an earlier run did not save.

    Attributes:
        saved: What the file said when that run read or saved it last; None: nothing.
        now: What it was to say.
    """

    saved: T | None
    now: T | None


def journal_path(folder: Path, data_folder: Path) -> Path:
    """Returns where the journal of a folder, or of a video, is.

    Args:
        folder: The folder of images, or the video.
        data_folder: Where the program keeps its own files.
    """
    digest = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:24]
    return data_folder / "labelling" / f"{digest}.jsonl"


class Journal(ABC, Generic[T]):
    """A journal, held by this program alone.

    Attributes:
        leftovers: What an earlier run left, by the path that stands for it; it stays in the journal until it is saved
            or dropped.
        known: The paths of what was noted since the journal was empty last.
        held: Said where another window has the journal.
    """

    held: str

    def __init__(self, path: Path) -> None:
        """Opens or makes the file.

        Raises:
            JournalHeldError: Another window has it.
            AnnotationError: It cannot be written.
        """
        self.path = path
        self.known: set[Path] = set()
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
            raise JournalHeldError(self.held)
        content = path.read_bytes()
        if content and not content.endswith(b"\n"):
            os.write(self._descriptor, b"\n")  # the line that was cut off must not swallow the next one
        self.leftovers = self._read(content)

    @abstractmethod
    def to_record(self, value: T | None) -> Any:
        """Returns what JSON can hold."""

    @abstractmethod
    def from_record(self, record: Any) -> T | None:
        """Returns what ``to_record`` was given.

        Raises:
            ValueError: It is something else; KeyError, TypeError and AttributeError likewise.
        """

    def edited(self, image: Path, base: T | None, now: T | None) -> None:
        """Notes an edit.

        Args:
            image: What was edited.
            base: What its file has.
            now: What it is to say.

        Raises:
            AnnotationError: The disk is full or gone.
        """
        row: dict[str, Any] = {"image": str(image), "now": self.to_record(now)}
        if image not in self.known:
            row["base"] = self.to_record(base)
        self._write(row)
        self.known.add(image)

    def saved(self, image: Path, value: T | None) -> None:
        """Notes what the file has now.

        Raises:
            AnnotationError: As ``edited``.
        """
        if image in self.known:
            self._write({"image": str(image), "saved": self.to_record(value)})

    def dropped(self, image: Path) -> None:
        """Notes that nobody wants unsaved edits any more.

        Raises:
            AnnotationError: As ``edited``.
        """
        self.leftovers.pop(image, None)
        self.known.discard(image)
        self._write({"image": str(image), "dropped": True})

    def clear(self) -> None:
        """Empties the journal once everything is saved; what an earlier run left keeps it full."""
        if not self.leftovers:
            os.ftruncate(self._descriptor, 0)
            self.known.clear()

    def sync(self) -> None:
        """Waits until all lines are on the disk; may be called from another thread."""
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Lets another window have it."""
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

    def _read(self, content: bytes) -> dict[Path, Leftover[T]]:
        """Returns what was edited and not saved; lines that are damaged are passed over."""
        found: dict[Path, Leftover[T]] = {}
        for line in content.split(b"\n"):
            try:
                row = json.loads(line.decode(errors="surrogateescape"))
                image = Path(row["image"])
                if "dropped" in row:
                    found.pop(image, None)
                elif "saved" in row:
                    found[image] = Leftover(self.from_record(row["saved"]), found[image].now)
                else:
                    saved = self.from_record(row["base"]) if "base" in row else found[image].saved
                    found[image] = Leftover(saved, self.from_record(row["now"]))
            except (ValueError, KeyError, TypeError, AttributeError):
                continue
        return {image: left for image, left in found.items() if left.now != left.saved}
