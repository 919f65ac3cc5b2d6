"""Training images that are kept back to measure on where no other images are given. No torch here."""

from dataclasses import replace

from ssd_desktop.annotation.grown_split import split_grown
from ssd_desktop.annotation.split_rule import CLASS, split_images
from ssd_desktop.data.image_place import image_places
from ssd_desktop.data.types import Dataset
from ssd_desktop.errors import DataError
from ssd_desktop.training.earlier_split import EarlierSplit

HELD_BACK_SHARE = 0.1
"""Share of the training images that is kept back where the user names none."""

FEWEST_TO_HOLD_BACK = 20
"""With fewer training images none is kept back unasked: two images measure nothing and are missed in training."""

_SEED = 0


def hold_back(
    train: Dataset, *, share: float | None, by: str | None, earlier: EarlierSplit | None = None
) -> tuple[Dataset, Dataset | None, str]:
    """Splits images off to measure on, always the same ones.

    Args:
        train: All images.
        share: Part to split off, 0 to 1; None: ``HELD_BACK_SHARE``, and nothing of a small set.
        by: Rule of ``split_images``; None: each class has its share.
        earlier: What an earlier run measured on stays there, what it was trained on is not measured on.

    Returns:
        The images left to train on, those to measure on (None: nothing can be measured), and a sentence about both.

    Raises:
        UsageError: The rule cannot be used on these images.
        DataError: The share asked for is not between 0 and 1, or leaves nothing to measure on.
    """
    asked = share is not None or by is not None
    if share is not None and not 0 < share < 1:
        raise DataError(f"The share of images to validate on is {share:g}; it must lie between 0 and 1.")
    kept = _places(train, earlier) if earlier is not None and shares_images(train, earlier) else None
    if len(train) < FEWEST_TO_HOLD_BACK and not asked and not (kept and kept[0]):
        return train, None, _note_of_few(len(train))
    share = HELD_BACK_SHARE if share is None else share
    if kept is None:
        held, rest = split_images(train.compared(), share, by=by or CLASS, seed=_SEED)
    else:
        held, rest = split_grown(train.compared(), share, by=by or CLASS, first=kept[0], second=kept[1], seed=_SEED)
    samples = train.samples
    validation = replace(train, name=f"{train.name}, held back", samples=tuple(samples[index] for index in held))
    if not validation.is_measurable or not rest:
        if asked:
            raise DataError(
                f"Of the {len(train)} images of {train.name} no part to validate on can be split off; take another "
                f"share or rule."
            )
        return train, None, _note_of_nothing()
    if earlier is not None and kept is not None:
        note = _note_of_kept(earlier, kept=len(kept[0]), added=len(held) - len(kept[0]))
    else:
        note = _note_of_held(len(held), len(train), rule=by or CLASS if asked else None)
    return replace(train, samples=tuple(samples[index] for index in rest)), validation, note


def shares_images(train: Dataset, earlier: EarlierSplit) -> bool:
    """Returns whether any image was trained on or measured on by the earlier run."""
    return _places(train, earlier) != (set(), set())


def _places(train: Dataset, earlier: EarlierSplit) -> tuple[set[int], set[int]]:
    """Returns the positions of the images that an earlier run measured on, and of those it was trained on."""
    paths = image_places(sample.image_path for sample in train.samples)
    measured = {place for place, path in enumerate(paths) if path in earlier.validation}
    return measured, {place for place, path in enumerate(paths) if path in earlier.train} - measured


def _note_of_few(images: int) -> str:
    return f"All {images} images are trained on: too few to keep some back for validation."


def _note_of_nothing() -> str:
    return "There is no validation: a tenth of the images holds no object."


def _note_of_held(held: int, images: int, *, rule: str | None) -> str:
    if rule is None:
        return (
            f"{held} of the {images} images, always the same, are kept back for validation, since there is no val "
            f"split."
        )
    return f"{held} of the {images} images, always the same, are kept back for validation, split by {rule}."


def _note_of_kept(earlier: EarlierSplit, *, kept: int, added: int) -> str:
    gone = len(earlier.validation) - kept
    if gone:
        return (
            f"Validates on the {kept} images that {earlier.run} was measured on, and on {added} new ones. {gone} that "
            f"it was measured on are not among the images any more."
        )
    return f"Validates on the {kept} images that {earlier.run} was measured on, and on {added} new ones."
