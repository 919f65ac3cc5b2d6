"""A look at whether the validation images are copies of training images, before a step is spent on them."""

from ssd_desktop.data.near_duplicates import find_near_duplicates
from ssd_desktop.data.types import Dataset
from ssd_desktop.training.events import TrainingMessage


def split_messages(train: Dataset, validation: Dataset | None) -> list[TrainingMessage]:
    """Returns a warning where more than ``TOLD_SHARE`` of the validation images have a near-duplicate in training."""
    if validation is None:
        return []
    text = find_near_duplicates(train.compared(), validation.compared()).warning()
    return [] if text is None else [TrainingMessage("warning", text)]
