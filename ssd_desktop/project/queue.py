"""Runs that wait for their turn: one readable file in the folder of runs, which outlives the program."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ssd_desktop.annotation.exclusive_file import held_file
from ssd_desktop.annotation.formats.json_text import json_bytes
from ssd_desktop.errors import ConfigError, ProjectError, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.project.choice_table import absolute_path, choice_from_table, choice_to_table, relative_path
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.config_file import config_from_table, config_to_table
from ssd_desktop.training.data_choice import DataChoice
from ssd_desktop.training.run_folder import is_run
from ssd_desktop.training.run_status import is_being_trained

QUEUE_FILE = "queue.json"
_LOCK = "queue.lock"
_FORMAT = 1


@dataclass(frozen=True)
class QueuedRun:
    """A training that waits, or has begun.

    Attributes:
        number: Its own in this queue.
        data: Its images.
        config: Its settings.
        added: When it was put there, ISO 8601 in UTC.
        begun: Whether its turn has come.
        run: The folder of the run once there is one; of one that waits, the run that it is to go on with.
    """

    number: int
    data: DataChoice
    config: TrainingConfig
    added: str = ""
    begun: bool = False
    run: Path | None = None


class RunQueue:
    """The queue of a folder of runs. Every change is in the file before the call returns.

    Args:
        runs: The folder of runs; made when something is first put in the queue.
    """

    def __init__(self, runs: Path) -> None:
        self.runs = runs
        self.path = runs / QUEUE_FILE

    def entries(self) -> tuple[QueuedRun, ...]:
        """Returns what is in the queue, the next one first.

        Raises:
            ProjectError: The file is damaged, or of a newer version.
        """
        try:
            document = json.loads(self.path.read_text(encoding="utf-8"))
            if document["format"] != _FORMAT:
                raise ProjectError(f"{self.path} was written by a newer SSD Desktop; update this one to use it.")
            return tuple(_entry(table, self.runs) for table in document["queue"])
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, TypeError, AttributeError, ConfigError) as error:
            raise ProjectError(
                f"The queue of runs {self.path} is damaged ({reason_of(error)}); delete it and queue the runs again."
            ) from error

    def waiting(self) -> tuple[QueuedRun, ...]:
        """Returns those whose turn has not come yet.

        Raises:
            ProjectError: As ``entries``.
        """
        return tuple(entry for entry in self.entries() if not entry.begun)

    def add(self, data: DataChoice, config: TrainingConfig, *, run: Path | None = None) -> QueuedRun:
        """Puts a training at the end.

        Args:
            data: Its images.
            config: Its settings.
            run: The folder of the run that it goes on with.

        Raises:
            ProjectError: As ``entries``, or the file cannot be written.
        """
        with self._to_oneself():
            entries = self.entries()
            added = _next(entries, data, config, run)
            self._write((*entries, added))
        return added

    def begin(self, data: DataChoice, config: TrainingConfig, *, run: Path | None = None) -> QueuedRun:
        """Puts a training in front that has begun at once.

        Args:
            data: Its images.
            config: Its settings.
            run: The folder of the run that it goes on with.

        Raises:
            ProjectError: As ``add``.
        """
        with self._to_oneself():
            entries = self.entries()
            begun = replace(_next(entries, data, config, run), begun=True)
            self._write((begun, *entries))
        return begun

    def remove(self, number: int) -> None:
        """Takes an entry out; nothing where it is not there any more.

        Raises:
            ProjectError: As ``add``.
        """
        with self._to_oneself():
            self._write(tuple(entry for entry in self.entries() if entry.number != number))

    def move(self, number: int, places: int) -> None:
        """Moves an entry so many places towards the end (negative: the front), as far as there are places.

        Raises:
            ProjectError: As ``add``.
        """
        with self._to_oneself():
            entries = list(self.entries())
            at = next((index for index, entry in enumerate(entries) if entry.number == number), None)
            if at is not None:
                entries.insert(max(0, at + places), entries.pop(at))
                self._write(tuple(entries))

    def begin_next(self) -> QueuedRun | None:
        """Marks the first that waits as begun and returns it; None where none waits.

        Raises:
            ProjectError: As ``add``.
        """
        with self._to_oneself():
            waiting = self.waiting()
            if not waiting:
                return None
            begun = replace(waiting[0], begun=True)
            self._replace(begun)
        return begun

    def note_run(self, number: int, run: Path) -> None:
        """Notes the folder of a begun run, by which it is found again after a crash.

        Raises:
            ProjectError: As ``add``.
        """
        with self._to_oneself():
            for entry in self.entries():
                if entry.number == number:
                    self._replace(replace(entry, run=run))

    def interrupted(self) -> QueuedRun | None:
        """Returns the run that had begun when the program ended; None where there is none, or it goes on elsewhere.

        Its ``run`` is None where there is nothing to go on from.

        Raises:
            ProjectError: As ``entries``.
        """
        for entry in self.entries():
            if entry.begun:
                if entry.run is None:
                    return entry
                # Also while it gets ready, before it is a run; where nothing tells, it is left to who may train it.
                if is_being_trained(entry.run) is not False:
                    return None
                return entry if is_run(entry.run) else replace(entry, run=None)
        return None

    @contextmanager
    def _to_oneself(self) -> Iterator[None]:
        """Keeps other windows from changing the queue inside the block: what one of them adds must not be lost.

        Where nothing can be locked, such as on a folder that is missing or read-only, it goes on without.
        """
        with ExitStack() as stack:
            with suppress(OSError):
                stack.enter_context(held_file(self.runs / _LOCK))
            yield

    def _replace(self, changed: QueuedRun) -> None:
        self._write(tuple(changed if entry.number == changed.number else entry for entry in self.entries()))

    def _write(self, entries: tuple[QueuedRun, ...]) -> None:
        try:
            if not entries:
                self.path.unlink(missing_ok=True)
                return
            self.runs.mkdir(parents=True, exist_ok=True)
            document = {"format": _FORMAT, "queue": [_table(entry, self.runs) for entry in entries]}
            text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
            write_file_atomically(self.path, json_bytes(text))
        except OSError as error:
            raise ProjectError(
                f"The queue of runs {self.path} cannot be written ({reason_of(error)}); free space or choose another "
                "folder of runs."
            ) from error


def _next(entries: Sequence[QueuedRun], data: DataChoice, config: TrainingConfig, run: Path | None) -> QueuedRun:
    """Returns an entry with a number that no other has."""
    number = max((entry.number for entry in entries), default=0) + 1
    return QueuedRun(number, data, config, datetime.now(UTC).isoformat(timespec="seconds"), run=run)


def _table(entry: QueuedRun, base: Path) -> dict[str, Any]:
    return {
        "number": entry.number,
        "added": entry.added,
        "begun": entry.begun,
        "run": None if entry.run is None else relative_path(entry.run, base),
        "data": choice_to_table(entry.data, base),
        "settings": config_to_table(entry.config),
    }


def _entry(table: Mapping[str, Any], base: Path) -> QueuedRun:
    run = table["run"]
    return QueuedRun(
        number=int(table["number"]),
        data=choice_from_table(table["data"], base),
        config=config_from_table(table["settings"]),
        added=str(table["added"]),
        begun=table["begun"] is True,
        run=None if run is None else absolute_path(run, base),
    )
