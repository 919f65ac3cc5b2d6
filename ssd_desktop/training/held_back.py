"""Training images that are kept back to measure on where no other images are given. No torch here."""

from dataclasses import replace

from ssd_desktop.annotation.split_rule import CLASS, split_images
from ssd_desktop.data.types import Dataset
from ssd_desktop.errors import DataError

HELD_BACK_SHARE = 0.1
"""Share of the training images that is kept back where the user names none."""

FEWEST_TO_HOLD_BACK = 20
"""With fewer training images none is kept back unasked: two images measure nothing and are missed in training."""

_SEED = 0


def hold_back(train: Dataset, *, share: float | None, by: str | None) -> tuple[Dataset, Dataset | None, str]:
    """Splits images off to measure on, always the same ones.

    Args:
        train: All images.
        share: Part to split off, 0 to 1; None: ``HELD_BACK_SHARE``, and nothing of a small set.
        by: Rule of ``split_images``; None: each class has its share.

    Returns:
        The images left to train on, those to measure on (None: nothing can be measured), and a sentence about both.

    Raises:
        UsageError: The rule cannot be used on these images.
        DataError: The share asked for is not between 0 and 1, or leaves nothing to measure on.
    """
    asked = share is not None or by is not None
    if share is not None and not 0 < share < 1:
        raise DataError(f"The share of images to validate on is {share:g}; it must lie between 0 and 1.")
    if len(train) < FEWEST_TO_HOLD_BACK and not asked:
        return train, None, f"All {len(train)} images are trained on: too few to keep some back for validation."
    share = HELD_BACK_SHARE if share is None else share
    held, rest = split_images(train.compared(), share, by=by or CLASS, seed=_SEED)
    samples = train.samples
    validation = replace(train, name=f"{train.name}, held back", samples=tuple(samples[index] for index in held))
    if not validation.is_measurable or not rest:
        if asked:
            raise DataError(
                f"Of the {len(train)} images of {train.name} no part to validate on can be split off; take another "
                f"share or rule."
            )
        return train, None, "There is no validation: a tenth of the images holds no object."
    reason = f"split by {by or CLASS}" if asked else "since there is no val split"
    note = f"{len(held)} of the {len(train)} images, always the same, are kept back for validation, {reason}."
    return replace(train, samples=tuple(samples[index] for index in rest)), validation, note
