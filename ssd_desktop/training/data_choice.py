"""Which images of a data folder train and which measure the training. No torch here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ssd_desktop.annotation.data_entries import DataFolder
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.data.dataset import load_dataset, split_names
from ssd_desktop.data.rehearsal import RehearsalData, extended_classes, with_class_list, with_first_classes
from ssd_desktop.data.types import Dataset
from ssd_desktop.errors import AnnotationError, DataError
from ssd_desktop.training.earlier_split import EarlierSplit, read_earlier_split
from ssd_desktop.training.held_back import hold_back, shares_images

_TRAIN_SPLITS = ("train", "trainval")
_VALIDATION_SPLIT = "val"

_Load = Callable[[Path, str | None, tuple[str, ...] | None], Dataset]  # folder, split, classes


@dataclass(frozen=True)
class DataChoice:
    """What the user said about the data; what is left out is chosen from the folder's splits.

    Attributes:
        folder: The data folder.
        split: Split to train on, or several with commas between; None: ``train``, else ``trainval``, else every
            labelled image.
        validation_folder: Folder to measure on; None: ``folder``.
        validation_split: Split to measure on; None: ``val`` where there is one.
        validation_share: Part (0..1) of the training images to measure on, rather than a split ``val``; None: as
            ``hold_back`` says.
        split_by: Rule by which that part is split off (``split_images``); None: each class has its share.
        earlier_split: Folder of an earlier run, or what a run kept of it (``read_earlier_split``): where images are
            held back, those that it measured on are, and those that it was trained on are not; None: of no run.
        validate: False trains on everything and measures nothing.
        classes: Foreground names in order; None: those of the folder's class list or ``data.yaml``, else those of
            ``start_classes`` where the names are the same, else sorted.
        start_classes: Class order of the start detector; empty for none.
        one_based: The annotation files count pixels from 1.
        missing_is_background: YOLO: an image without a txt has no objects; else it is unlabelled.
        keep_classes: The classes of ``start_classes`` stay, first and in their order; those of the data follow.
        rehearsal_folder: Images of the old classes to train on as well; they too make ``keep_classes`` true.
        rehearsal_split: Split of it to train on; None: chosen as for ``folder``.
    """

    folder: Path
    split: str | None = None
    validation_folder: Path | None = None
    validation_split: str | None = None
    validation_share: float | None = None
    split_by: str | None = None
    earlier_split: Path | None = None
    validate: bool = True
    classes: tuple[str, ...] | None = None
    start_classes: tuple[str, ...] = ()
    one_based: bool = False
    missing_is_background: bool = False
    keep_classes: bool = False
    rehearsal_folder: Path | None = None
    rehearsal_split: str | None = None

    @property
    def keeps_classes(self) -> bool:
        """Whether the classes of the start detector stay."""
        return self.keep_classes or self.rehearsal_folder is not None


@dataclass(frozen=True, eq=False)
class ChosenData:
    """The images of a training.

    Attributes:
        train: Training images.
        validation: Images of the same class list to measure on, or None.
        split: Split the training images came from, or None.
        notes: What was chosen for the user, one sentence each.
        rehearsal: What keeps the classes of the start detector, or None.
        earlier: The images of the earlier run that were kept apart, or None.
    """

    train: Dataset
    validation: Dataset | None
    split: str | None
    notes: tuple[str, ...] = ()
    rehearsal: RehearsalData | None = None
    earlier: EarlierSplit | None = None


def choose_data(choice: DataChoice, *, between: Callable[[], None] = lambda: None) -> ChosenData:
    """Reads the images to train on and those to measure on.

    A ``test`` split is never chosen: what picks the best checkpoint must not also grade it.

    Args:
        choice: What the user said.
        between: Called before each image; may wait, or raise to give the reading up.

    Raises:
        DataError: A folder cannot be read, a split does not exist, nothing can be trained on, or there are no classes
            to keep.
    """
    chosen = _keeping_classes(choice, between) if choice.keeps_classes else _choose(choice, between)
    places = chosen.train.report.labels_elsewhere
    return replace(chosen, notes=(*(f"The labels of these images are kept in {one}." for one in places), *chosen.notes))


def _choose(choice: DataChoice, between: Callable[[], None]) -> ChosenData:
    splits = _splits(choice.folder)
    split = choice.split or next((name for name in _TRAIN_SPLITS if splits.get(name)), None)
    load = partial(_load, choice, between=between)
    earlier = _earlier(choice)
    train = _load_train(choice, split, load)
    if not choice.validate:
        return ChosenData(train, None, split, earlier=earlier)
    if choice.validation_folder is not None or choice.validation_split is not None:
        return ChosenData(train, _load_validation(choice, train.classes, load), split, earlier=earlier)
    unasked = choice.validation_share is None and choice.split_by is None
    if unasked and has_validation_list(split, splits):
        validation = load(choice.folder, _VALIDATION_SPLIT, train.classes)
        return ChosenData(train, validation, split, (_note_of_list(len(validation)),), earlier=earlier)
    rest, held, note = hold_back(train, share=choice.validation_share, by=choice.split_by, earlier=earlier)
    notes = (note,) if earlier is None or shares_images(train, earlier) else (note, _note_of_others(earlier))
    return ChosenData(rest, held, split, notes, earlier=earlier)


def has_validation_list(split: str | None, splits: Mapping[str, int]) -> bool:
    """Returns whether the data folder has a list to measure on, of images that are not trained on.

    Args:
        split: Trained on, as ``load_dataset`` takes it.
        splits: Images of each list of the folder.
    """
    trained = split_names(split or "")
    return "train" in trained and _VALIDATION_SPLIT not in trained and splits.get(_VALIDATION_SPLIT, 0) > 0


def _note_of_list(images: int) -> str:
    return f"Validates on the {images} images of split val."


def _note_of_others(earlier: EarlierSplit) -> str:
    return f"None of these images was in {earlier.run}: what that was measured on is not kept apart here."


def _earlier(choice: DataChoice) -> EarlierSplit | None:
    source = choice.earlier_split
    return None if source is None else read_earlier_split(source).found_in(choice.folder)


def _keeping_classes(choice: DataChoice, between: Callable[[], None]) -> ChosenData:
    start = choice.start_classes
    if not start:
        raise DataError("Only a detector has classes to keep; start from one, not from vgg16.")
    chosen = _choose(choice, between)
    classes = extended_classes(start, chosen.train.classes)
    rehearsal = RehearsalData(start, _labelled(choice.folder, chosen))
    notes = chosen.notes
    if choice.rehearsal_folder is not None:
        old = _choose_old(choice, choice.rehearsal_folder, classes, between)
        rehearsal = replace(
            rehearsal, old=old.train, old_validation=_measuring(old.validation, start),
            old_labelled=_labelled(choice.rehearsal_folder, old),
        )  # fmt: skip
        notes = (*notes, *(f"Old classes: {note}" for note in old.notes))
    validation = chosen.validation
    return ChosenData(
        train=with_class_list(chosen.train, classes),
        validation=None if validation is None else with_class_list(validation, classes),
        split=chosen.split,
        notes=notes,
        rehearsal=rehearsal,
        earlier=chosen.earlier,
    )


def _choose_old(choice: DataChoice, folder: Path, classes: tuple[str, ...], between: Callable[[], None]) -> ChosenData:
    """Reads the old images by the same rules as the new ones."""
    elsewhere = replace(choice, folder=folder, split=choice.rehearsal_split, classes=classes)
    old = _choose(replace(elsewhere, validation_folder=None, validation_split=None, earlier_split=None), between)
    counts = old.train.boxes_per_class()
    if not any(counts[name] for name in choice.start_classes):
        raise DataError(
            f"{old.train.name} holds no object of the start detector's classes ({', '.join(choice.start_classes)}); "
            f"name the folder that it was trained on."
        )
    return old


def _measuring(old_validation: Dataset | None, start_classes: tuple[str, ...]) -> Dataset | None:
    """Returns the images to measure old classes on; None where they show none of them."""
    if old_validation is None or not with_first_classes(old_validation, start_classes).is_measurable:
        return None
    return old_validation


def _labelled(folder: Path, chosen: ChosenData) -> tuple[str, ...]:
    """Returns the classes that the data labels: those its class list names, and those of its objects."""
    listed = _open(folder).class_order
    counts = chosen.train.boxes_per_class()
    return tuple(name for name in chosen.train.classes if counts[name] or name in listed)


def _open(folder: Path) -> DataFolder:
    try:
        return open_data_folder(folder)
    except AnnotationError as error:
        raise DataError(str(error)) from error


def _splits(folder: Path) -> dict[str, int]:
    return _open(folder).splits()


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
    if _open(choice.folder).class_order:
        return train
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
