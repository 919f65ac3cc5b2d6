"""Several files changed together or not at all, also where the program is killed in the middle.

Before the first file is written, what all of them were is on the disk in one record. Where that is found later, the
files that were changed already are put back: after a crash everything is as it was. Renaming the record is the moment
from which everything is as it was meant; it then serves to take the whole change back.
"""

import contextlib
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.annotation.exclusive_file import hold
from ssd_desktop.errors import AnnotationError, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically

_OPEN, _DONE = ".changing", ".changed"
_INDEX = "files.json"


@dataclass(frozen=True)
class FileChange:
    """A file and what becomes of it.

    Attributes:
        path: An existing file.
        before: What it has; where it has anything else by then, nothing is changed at all.
        after: What it is to have.
    """

    path: Path
    before: bytes
    after: bytes


def change_files(
    changes: Sequence[FileChange], record: Path, *, progress: Callable[[int], object] = lambda _: None
) -> None:
    """Writes all files or none, and keeps what they were until ``forget_change``.

    Args:
        changes: At least one.
        record: Where that is kept, without a suffix; an older record there is forgotten.
        progress: Told how many files are written.

    Raises:
        AnnotationError: A file has been changed by another program, or cannot be written; all files are as they were
            (or will be at the next start, where not even that could be written: the error says so).
    """
    with _alone(record.parent):
        for change in changes:
            _check(change)
        forget_change(record)
        started = record.with_name(record.name + _OPEN)
        _write_record(started, changes)
        try:
            for number, change in enumerate(changes):
                write_file_atomically(change.path, change.after, durable=False)
                progress(number + 1)
            _bring_to_disk(changes)
            started.replace(record.with_name(record.name + _DONE))
        except Exception as error:
            _give_up(started, error)
            raise AnnotationError(
                f"Not all files could be written ({reason_of(error)}), so all were put back as they were; free space "
                "or check the folder, then try again."
            ) from error


def recover_changes(folder: Path) -> list[str]:
    """Puts files back that a program was changing when it ended.

    Args:
        folder: Where records are kept.

    Returns:
        A sentence for each change that was taken back.

    Raises:
        AnnotationError: Files cannot be put back; the record stays.
    """
    found = list(folder.glob("*" + _OPEN)) if folder.is_dir() else []
    told: list[str] = []
    if not found:
        return told
    with _alone(folder):
        for started in found:
            if not started.exists():  # another window was faster
                continue
            try:
                restored = _put_back(started)
                started.unlink()
            except OSError as error:
                raise AnnotationError(
                    f"A change of many annotation files was cut off and cannot be taken back ({reason_of(error)}); "
                    "make the files writable and open the folder again."
                ) from error
            if restored:
                told.append(f"A change of classes was cut off; {restored} files were put back as they were.")
    return told


def undo_change(record: Path) -> None:
    """Takes a whole change back, if no file has been changed since.

    Raises:
        AnnotationError: A file has been changed since, or cannot be written; all files are as they are.
    """
    changes = []
    for path, content, digest in _entries(record.with_name(record.name + _DONE)):
        now = _read(path)
        if hashlib.sha256(now).hexdigest() != digest:
            raise AnnotationError(f"{path} was changed since, so the change of classes stays; edit the classes again.")
        changes.append(FileChange(path, now, content))
    change_files(changes, record)
    forget_change(record)


def can_undo(record: Path) -> bool:
    """Returns whether a finished change is kept there."""
    return record.with_name(record.name + _DONE).exists()


def forget_change(record: Path) -> None:
    """Drops the record of a finished change."""
    with contextlib.suppress(OSError):
        record.with_name(record.name + _DONE).unlink(missing_ok=True)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keeps other windows from changing or recovering files at the same time."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / "changes.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise AnnotationError(f"{folder} cannot be written ({reason_of(error)}); check its permissions.") from error
    try:
        if not hold(descriptor):
            raise AnnotationError("Another window is changing classes; wait until it is done.")
        yield
    finally:
        os.close(descriptor)


def _check(change: FileChange) -> None:
    if _read(change.path) != change.before:
        raise AnnotationError(f"{change.path} was changed by another program, so nothing was changed; try again.")
    if not os.access(change.path, os.W_OK):
        raise AnnotationError(f"{change.path} is read-only, so nothing was changed; make it writable and try again.")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise AnnotationError(
            f"{path} cannot be read ({reason_of(error)}), so nothing was changed; bring it back and try again."
        ) from error


def _write_record(path: Path, changes: Iterable[FileChange]) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        index = []
        for number, change in enumerate(changes):
            archive.writestr(str(number), change.before)
            digests = [hashlib.sha256(one).hexdigest() for one in (change.before, change.after)]
            index.append([os.fsencode(change.path.absolute()).hex(), *digests])
        archive.writestr(_INDEX, json.dumps(index))
    try:
        write_file_atomically(path, content.getvalue())
    except OSError as error:
        raise AnnotationError(
            f"What the files were cannot be kept in {path.parent} ({reason_of(error)}), so nothing was changed; "
            "free space."
        ) from error


def _entries(path: Path) -> Iterator[tuple[Path, bytes, str]]:
    """Gives path, old content and digest of the new content of every file of a record."""
    try:
        with zipfile.ZipFile(path) as archive:
            for number, (name, _, after) in enumerate(json.loads(archive.read(_INDEX))):
                yield Path(os.fsdecode(bytes.fromhex(name))), archive.read(str(number)), str(after)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise AnnotationError(
            f"The record {path} of a change of classes cannot be read ({reason_of(error)}); restore the annotation "
            "files from your own copy if they are not as they should be."
        ) from error


def _put_back(started: Path) -> int:
    """Gives every file that was changed its old content; one that has neither content belongs to somebody else."""
    restored = 0
    for path, content, digest in _entries(started):
        try:
            now = path.read_bytes()
        except FileNotFoundError:
            continue
        if now != content and hashlib.sha256(now).hexdigest() == digest:
            write_file_atomically(path, content)
            restored += 1
    return restored


def _give_up(started: Path, error: Exception) -> None:
    try:
        _put_back(started)
        started.unlink()
    except (OSError, AnnotationError) as second:
        raise AnnotationError(
            f"Not all files could be written ({reason_of(error)}), nor put back ({reason_of(second)}); they will be "
            "put back when a folder is opened next."
        ) from error


def _bring_to_disk(changes: Iterable[FileChange]) -> None:
    for change in changes:
        descriptor = os.open(change.path, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
