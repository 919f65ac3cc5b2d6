"""The folder of a run: which files lie in it, how they are written, and what a discarded run removes."""

import json
import os
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from ssd_desktop.annotation.classes import write_class_list
from ssd_desktop.annotation.folder_names import RUN_MARKS
from ssd_desktop.errors import CheckpointError, TrainingError, reason_of
from ssd_desktop.media.atomic_file import replace_file, write_file_atomically
from ssd_desktop.ssd.config import BoxPlan

_CONFIG, _VERSIONS = RUN_MARKS
_LAST = "last.safetensors"
_BEST = "best.safetensors"
_METRICS = "metrics.jsonl"
_COMMAND = "command.txt"
_DIVERGED = "diverged.txt"
_CLASSES = "classes.txt"
FEATURES = "features.bin"
"""Kept features that did not fit into memory; gone when the run ends."""

START = "start.json"
"""What was taken over from the start weights."""

REHEARSAL = "rehearsal.json"
"""What was done for the old classes, and their AP before and after."""

START_DETECTIONS = "start_detections.json"
"""What the start detector found in the training and validation images, so that it looks once."""

STATUS = "status.json"
"""The life of the run (``run_status.py``)."""

LOCK = "running.lock"
"""Held by the process that trains the run."""

ABOUT = "about.toml"
"""Name and note that the user gave the run."""

PREVIEWS = tuple(f"preview-{number}.png" for number in range(1, 5))
"""What the detector finds in some validation images so far."""

LABELS = "labels.json"
"""The labels as they were when the run began (``data/label_snapshot.py``)."""

SPLIT = "split.json"
"""Which images it is trained and measured on."""

EARLIER_SPLIT = "earlier_split.json"
"""Which images the run before it was trained and measured on, where it keeps them apart (``earlier_split.py``)."""

GAIN = "gain.json"
"""What the run gained over the model that it started from."""

_FILES = (
    *PREVIEWS,
    _CLASSES, "plan.json", SPLIT, EARLIER_SPLIT, "samples.png", "curves.png", _VERSIONS, _COMMAND, _METRICS, _LAST,
    _BEST, _DIVERGED, FEATURES, START, REHEARSAL, START_DETECTIONS, STATUS, LOCK, ABOUT, LABELS,
    GAIN, _CONFIG,
)  # fmt: skip
_STATE = "state"
TENSORBOARD = "tensorboard"
"""Folder of the TensorBoard event files."""

STATE_INDEX = "index.json"
"""The file of the state folder that names the current ones."""

_TEMPORARY = ".part"


class RunFolder:
    """A folder that holds one training run and nothing else.

    ``config.toml`` and ``versions.json`` mark it as a run. Made by ``RunFolder.create`` or ``RunFolder.open``.

    Attributes:
        path: The folder.
    """

    def __init__(self, path: Path, *, made: tuple[Path, ...] = ()) -> None:
        self.path = path
        self._made = made

    @classmethod
    def create(cls, path: Path) -> "RunFolder":
        """Makes the folder of a new run; an empty folder is taken.

        Raises:
            TrainingError: The path holds a run, other files or is a file, or the folder cannot be made.
        """
        with saving_to(path):
            if is_run(path):
                raise TrainingError(
                    f"{path} already holds a run; go on with it by --resume, or choose another folder by --output."
                )
            missing = tuple(folder for folder in (path, *path.parents) if not folder.exists())
            path.mkdir(parents=True, exist_ok=True)
            occupied = next((entry for entry in path.iterdir() if not _is_of_killed_start(entry)), None)
        if occupied is not None:
            raise TrainingError(
                f"{path} is not empty and holds no run ({occupied.name} is in it); choose another folder."
            )
        return cls(path, made=missing)

    @classmethod
    def open(cls, path: Path) -> "RunFolder":
        """Opens the folder of a run that is there.

        Raises:
            TrainingError: There is no run.
        """
        with saving_to(path):
            there = is_run(path)
        if not there:
            raise TrainingError(f"{path} holds no run to resume; start one without --resume.")
        return cls(path)

    @property
    def config(self) -> Path:
        return self.path / _CONFIG

    @property
    def classes(self) -> Path:
        return self.path / _CLASSES

    @property
    def last(self) -> Path:
        return self.path / _LAST

    @property
    def best(self) -> Path:
        return self.path / _BEST

    @property
    def metrics(self) -> Path:
        return self.path / _METRICS

    @property
    def diverged(self) -> Path:
        return self.path / _DIVERGED

    @property
    def features(self) -> Path:
        """Kept features that did not fit into memory; gone when the run ends."""
        return self.path / FEATURES

    @property
    def state(self) -> Path:
        return self.path / _STATE

    @property
    def command(self) -> Path:
        return self.path / _COMMAND

    def best_or_last(self) -> Path | None:
        """Returns the checkpoint to use: the best, else the last, else None."""
        return next((path for path in (self.best, self.last) if path.is_file()), None)

    def write_start(self, *, config_toml: str, versions: dict[str, str], command: str) -> None:
        """Writes what is known before anything is built; the marks of a run come last.

        Args:
            config_toml: The settings of the run.
            versions: Name to version of what trains.
            command: The command line that repeats the run; empty: no ``command.txt``.

        Raises:
            TrainingError: The folder cannot be written.
        """
        if command:
            self.write(_COMMAND, command + "\n")
        self.write(_VERSIONS, json.dumps(versions, indent=2) + "\n")
        self.write(_CONFIG, config_toml)

    def write_detector(self, classes: tuple[str, ...], plan: BoxPlan, *, recall: float) -> None:
        """Writes the class list and the box plan with its recall (0..1) on the training boxes.

        Raises:
            AnnotationError: A class name cannot be a line of the list, or the list cannot be written.
            TrainingError: The folder cannot be written.
        """
        write_class_list(self.classes, classes)
        facts = {
            "name": plan.name,
            "recall": recall,
            "image_size": plan.image_size,
            "map_sizes": plan.map_sizes,
            "scales": plan.scales,
            "aspect_ratios": plan.aspect_ratios,
            "centres": plan.centres,
            "steps": plan.steps,
            "clip": plan.clip,
        }
        self.write("plan.json", json.dumps(facts, indent=2) + "\n")

    def write(self, name: str, text: str) -> None:
        """Writes one text file of the run, whole or not at all.

        Raises:
            TrainingError: The folder cannot be written.
        """
        # A file name on Linux need not be text; in this form JSON gives it back as it was.
        self.write_bytes(name, text.encode(errors="backslashreplace"))

    def write_bytes(self, name: str, content: bytes) -> None:
        """Writes one file of the run, whole or not at all.

        Raises:
            TrainingError: The folder cannot be written.
        """
        with saving_to(self.path):
            write_file_atomically(self.path / name, content)

    def publish(self, source: Path, target: Path) -> None:
        """Puts the content of ``source`` at ``target``, whole or not at all: a hard link, else a copy.

        Both are files of this run that are replaced, never changed in place, so they may share their bytes.

        Raises:
            TrainingError: The folder cannot be written.
        """
        temporary = target.with_name(target.name + _TEMPORARY)
        with saving_to(self.path):
            try:
                temporary.unlink(missing_ok=True)
                try:
                    os.link(source, temporary)
                except OSError:  # FAT, exFAT and some network drives have no hard links
                    shutil.copyfile(source, temporary)
                replace_file(temporary, target)
            finally:
                # A rename onto another link of the same file does nothing and leaves the temporary name.
                temporary.unlink(missing_ok=True)

    def retire_divergence(self) -> None:
        """Keeps the report of a divergence under a number once the run got past it: the next one has room.

        Raises:
            TrainingError: The folder cannot be written.
        """
        with saving_to(self.path):
            if self.diverged.exists():
                number = 1
                while (target := self.diverged.with_stem(f"{self.diverged.stem}-{number}")).exists():
                    number += 1
                self.diverged.replace(target)

    def remove_halves(self) -> None:
        """Removes what a killed process left: half a file, its kept features; for whoever holds the lock of the run."""
        _remove(self.features)
        for path in _content(self.path):
            if _is_temporary(path) and not path.name.startswith(f".ssd-{os.getpid()}-"):
                _remove(path)

    def discard(self) -> None:
        """Removes the files of the run, and the folders made for it where nothing else lies in them."""
        for path in _content(self.state):
            if is_state_file(path):
                _remove(path)
        _remove_folder(self.state)
        for path in _content(self.path / TENSORBOARD):
            if path.name.startswith("events.out.tfevents."):
                _remove(path)
        _remove_folder(self.path / TENSORBOARD)
        for path in _content(self.path):
            if path.name in _FILES or _is_old_divergence(path) or _is_temporary(path):
                _remove(path)
        for folder in self._made:
            _remove_folder(folder)


def is_run(path: Path) -> bool:
    """Returns whether a folder holds a run."""
    return (path / _CONFIG).is_file() and (path / _VERSIONS).is_file()


def is_state_file(path: Path) -> bool:
    """Returns whether a file has a name that a training gives to the files of its state."""
    name = path.name
    return (
        name == STATE_INDEX
        or re.fullmatch(r"step-\d{8}-\d+\.\w+\.safetensors", name) is not None
        or _is_temporary(path)
    )


def _is_of_killed_start(path: Path) -> bool:
    """Returns whether a start that was killed before there was a run left a file behind: there is nothing to keep."""
    return path.name in (STATUS, LOCK, _COMMAND, _VERSIONS, EARLIER_SPLIT) or _is_temporary(path)


def _is_old_divergence(path: Path) -> bool:
    return re.fullmatch(r"diverged-\d+\.txt", path.name) is not None


def _is_temporary(path: Path) -> bool:
    return path.name.endswith(_TEMPORARY) or (path.name.startswith(".ssd-") and path.suffix == ".tmp")


def next_run_folder(root: Path, name: str, *, day: date) -> Path:
    """Returns ``root/<name>-<day>-N`` with the first N from 1 that is free.

    Args:
        root: The folder of runs, such as ``runs``.
        name: What is trained on; characters that file systems dislike become ``-``.
        day: The date in the name.
    """
    plain = re.sub(r'[\s<>:"/\\|?*\x00-\x1f]+', "-", name).strip("-.") or "run"
    number = 1
    while (path := root / f"{plain[:80]}-{day.isoformat()}-{number}").exists():
        number += 1
    return path


def repeat_command(data: Path, run: Path, *, options: Mapping[str, str | bool | None]) -> str:
    """Returns the command line that repeats a run in a new folder.

    Args:
        data: The data folder.
        run: The run folder, whose ``config.toml`` holds the settings.
        options: Further options, such as ``{"--split": "train", "--one-based": True}``; None and False are left out.
    """
    return _train_command(data, ["--config", str((run / _CONFIG).absolute())], options)


def resume_command(
    data: Path, run: Path, *, options: Mapping[str, str | bool | None], settings: Mapping[str, object]
) -> str:
    """Returns the command line that goes on with a run, with other settings.

    Args:
        data: The data folder.
        run: The run folder.
        options: As for ``repeat_command``.
        settings: Settings to change, such as ``{"learning_rate": 0.002}``.
    """
    words = ["--output", str(run.absolute()), "--resume"]
    for name, value in settings.items():
        words += ["--set", f"{name}={value}"]
    return _train_command(data, words, options)


def _train_command(data: Path, words: list[str], options: Mapping[str, str | bool | None]) -> str:
    words = ["ssd-desktop", "train", str(data.absolute()), *words]
    for option, value in options.items():
        if value is not None and value is not False:
            words += [option] if value is True else [option, value]
    return shlex.join(words)


@contextmanager
def saving_to(folder: Path) -> Iterator[None]:
    """Turns a failed write inside the block into one sentence.

    Raises:
        TrainingError: The disk is full, the folder is read-only, or another error of the file system.
    """
    try:
        yield
    except CheckpointError as error:
        raise TrainingError(f"{error} What was saved before is kept.") from error
    except OSError as error:
        raise TrainingError(
            f"The run folder {folder} cannot be written ({reason_of(error)}); free space or choose another "
            f"folder. What was saved before is kept."
        ) from error


def _content(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _remove_folder(path: Path) -> None:
    with suppress(OSError):
        path.rmdir()
