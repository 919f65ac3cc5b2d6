"""Which images an earlier run was trained and measured on, so that a later one keeps them apart. No torch here."""

import json
import shlex
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.data.image_place import folder_place, image_places
from ssd_desktop.errors import DataError, reason_of
from ssd_desktop.training.run_folder import EARLIER_SPLIT, SPLIT, RunFolder

_LISTS = ("train", "validation")


@dataclass(frozen=True)
class EarlierSplit:
    """The images of an earlier run, by their places (``image_places``).

    Attributes:
        run: Name of its folder.
        data: Its data folder; None where it does not say.
        train: Trained on.
        validation: Measured on.
    """

    run: str
    data: Path | None
    train: frozenset[Path]
    validation: frozenset[Path]

    def found_in(self, folder: Path) -> "EarlierSplit":
        """Returns it for a data folder that was moved since: where the earlier one is gone."""
        before, now = self.data, folder_place(folder)
        if before is None or before.is_dir():
            return self

        def place(path: Path) -> Path:
            return now / path.relative_to(before) if path.is_relative_to(before) else path

        return EarlierSplit(self.run, now, frozenset(map(place, self.train)), frozenset(map(place, self.validation)))


def read_earlier_split(source: Path) -> EarlierSplit:
    """Reads the images of an earlier run.

    Args:
        source: The folder of the run, or the file in which a later run kept them.

    Raises:
        DataError: There are none, or they cannot be read.
    """
    is_folder = source.is_dir()
    path = source / SPLIT if is_folder else source
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        train, validation = (frozenset(image_places(Path(str(name)) for name in table[key])) for key in _LISTS)
        kept = (folder_place(source).name, _data_folder(source)) if is_folder else (str(table["run"]), table["data"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"{path} does not say which images an earlier run measured on ({reason_of(error)}); name another run, "
            f"or none."
        ) from error
    run, data = kept
    return EarlierSplit(run, Path(data) if data else None, train, validation)


def keep_earlier_split(folder: RunFolder, split: EarlierSplit | None) -> None:
    """Writes what a run took over of an earlier one into its own folder, so that it can be repeated without that one.

    Args:
        folder: Of the new run.
        split: Of the earlier one; None writes nothing.

    Raises:
        TrainingError: The folder cannot be written.
    """
    if split is None:
        return
    lists = {name: sorted(map(str, getattr(split, name))) for name in _LISTS}
    document = {"run": split.run, "data": None if split.data is None else str(split.data), **lists}
    folder.write(EARLIER_SPLIT, json.dumps(document, indent=1, ensure_ascii=False) + "\n")


def kept_and_added(run: Path) -> tuple[int, int] | None:
    """Returns how many images measured a run and the one before it, and how many it alone; None: it kept none apart.

    Args:
        run: Its folder.
    """
    try:
        own, before = read_earlier_split(run), read_earlier_split(run / EARLIER_SPLIT)
    except DataError:
        return None
    kept = len(own.validation & before.validation)
    return kept, len(own.validation) - kept


def _data_folder(run: Path) -> Path | None:
    """Returns the data folder of a run: the first word of its command line after ``train``."""
    try:
        words = shlex.split(RunFolder(run).command.read_text(encoding="utf-8"))
        return Path(words[words.index("train") + 1])
    except (OSError, ValueError, IndexError):
        return None
