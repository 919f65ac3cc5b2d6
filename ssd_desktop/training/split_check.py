"""A look at whether the validation images are copies of training images, before a step is spent on them."""

from collections.abc import Callable

from ssd_desktop.data.near_duplicates import find_near_duplicates
from ssd_desktop.data.types import Dataset
from ssd_desktop.training.events import TrainingMessage


def split_messages(
    train: Dataset, validation: Dataset | None, *, between: Callable[[], None] = lambda: None
) -> list[TrainingMessage]:
    """Returns a warning where more than ``TOLD_SHARE`` of the validation images have a near-duplicate in training.

    Args:
        train: Images to train on.
        validation: Images to measure on, or None.
        between: As for ``find_near_duplicates``.
    """
    if validation is None:
        return []
    text = find_near_duplicates(train.compared(), validation.compared(), between=between).warning()
    return [] if text is None else [TrainingMessage("warning", text)]
