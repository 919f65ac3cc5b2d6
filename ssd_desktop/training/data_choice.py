"""Which images of a data folder train and which measure the training. No torch here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.annotation.split import split_by_ratio
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.types import Dataset
from ssd_desktop.errors import AnnotationError, DataError

HELD_BACK_SHARE = 0.1
"""Share of the training images that is kept back to measure on where no other images are given."""

FEWEST_TO_HOLD_BACK = 20
"""With fewer training images none is kept back: two images measure nothing and are missed in training."""

_HOLD_BACK_SEED = 0
_TRAIN_SPLITS = ("train", "trainval")
_VALIDATION_SPLIT = "val"

_Load = Callable[[Path, str | None, tuple[str, ...] | None], Dataset]  # folder, split, classes


@dataclass(frozen=True)
class DataChoice:
    """What the user said about the data; what is left out is chosen from the folder's splits.

    Attributes:
        folder: The data folder.
        split: Split to train on; None: ``train``, else ``trainval``, else every labelled image.
        validation_folder: Folder to measure on; None: ``folder``.
        validation_split: Split to measure on; None: ``val`` where there is one.
        validate: False trains on everything and measures nothing.
        classes: Foreground names in order; None: those of ``start_classes`` where the names are the same, else sorted.
        start_classes: Class order of the start detector; empty for none.
        one_based: The annotation files count pixels from 1.
        missing_is_background: YOLO: an image without a txt has no objects; else it is unlabelled.
    """

    folder: Path
    split: str | None = None
    validation_folder: Path | None = None
    validation_split: str | None = None
    validate: bool = True
    classes: tuple[str, ...] | None = None
    start_classes: tuple[str, ...] = ()
    one_based: bool = False
    missing_is_background: bool = False


@dataclass(frozen=True, eq=False)
class ChosenData:
    """The images of a training.

    Attributes:
        train: Training images.
        validation: Images of the same class list to measure on, or None.
        split: Split the training images came from, or None.
        notes: What was chosen for the user, one sentence each.
    """

    train: Dataset
    validation: Dataset | None
    split: str | None
    notes: tuple[str, ...] = ()


def choose_data(choice: DataChoice, *, between: Callable[[], None] = lambda: None) -> ChosenData:
    """Reads the images to train on and those to measure on.

    A ``test`` split is never chosen: what picks the best checkpoint must not also grade it.

    Args:
        choice: What the user said.
        between: Called before each image; may wait, or raise to give the reading up.

    Raises:
        DataError: A folder cannot be read, a split does not exist, or nothing can be trained on.
    """
    splits = _splits(choice.folder)
    split = choice.split or next((name for name in _TRAIN_SPLITS if splits.get(name)), None)
    load = partial(_load, choice, between=between)
    train = _load_train(choice, split, load)
    if not choice.validate:
        return ChosenData(train, None, split)
    if choice.validation_folder is not None or choice.validation_split is not None:
        return ChosenData(train, _load_validation(choice, train.classes, load), split)
    if split == "train" and splits.get(_VALIDATION_SPLIT):
        validation = load(choice.folder, _VALIDATION_SPLIT, train.classes)
        return ChosenData(train, validation, split, (f"Validates on the {len(validation)} images of split val.",))
    return _hold_back(train, split)


def _splits(folder: Path) -> dict[str, int]:
    try:
        return open_data_folder(folder).splits()
    except AnnotationError as error:
        raise DataError(str(error)) from error


def _load(
    choice: DataChoice,
    folder: Path,
    split: str | None,
    classes: tuple[str, ...] | None,
    *,
    between: Callable[[], None],
) -> Dataset:
    return load_dataset(
        folder,
        split=split,
        classes=classes,
        one_based=choice.one_based,
        missing_is_background=choice.missing_is_background,
        between=between,
    )


def _load_train(choice: DataChoice, split: str | None, load: _Load) -> Dataset:
    train = load(choice.folder, split, choice.classes)
    start = choice.start_classes
    # The same names in another order would train known classes on each other's rows again.
    if choice.classes is None and train.classes != start and sorted(train.classes) == sorted(start):
        return load(choice.folder, split, start)
    return train


def _load_validation(choice: DataChoice, classes: tuple[str, ...], load: _Load) -> Dataset:
    folder = choice.validation_folder or choice.folder
    split = choice.validation_split
    if split is None and _splits(folder).get(_VALIDATION_SPLIT):
        split = _VALIDATION_SPLIT
    return load(folder, split, classes)


def _hold_back(train: Dataset, split: str | None) -> ChosenData:
    if len(train) < FEWEST_TO_HOLD_BACK:
        note = f"All {len(train)} images are trained on: too few to keep some back for validation."
        return ChosenData(train, None, split, (note,))
    held, rest = split_by_ratio(train.samples, HELD_BACK_SHARE, _HOLD_BACK_SEED)
    validation = replace(train, name=f"{train.name}, held back", samples=tuple(held))
    if not validation.is_measurable:
        return ChosenData(train, None, split, ("There is no validation: a tenth of the images holds no object.",))
    note = (
        f"{len(held)} of the {len(train)} images, always the same, are kept back for validation, since there is no "
        f"val split."
    )
    return ChosenData(replace(train, samples=tuple(rest)), validation, split, (note,))
