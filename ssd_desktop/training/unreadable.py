"""Images that cannot be read: skipped, counted and named at the end; too many of them end the training."""

from collections.abc import Generator, Iterable
from contextlib import closing
from pathlib import Path
from typing import Protocol

from ssd_desktop.data.loader import Batch
from ssd_desktop.data.types import Dataset
from ssd_desktop.errors import TrainingError
from ssd_desktop.training.events import TrainingMessage

LARGEST_SHARE = 0.05
"""Share of the data set that may be unreadable; with more, what is trained on is no longer what was labelled."""

_NAMED = 3


class ReadingBatches(Protocol):
    """Batches that name what they could not read, such as a ``TrainingLoader``."""

    @property
    def batch_size(self) -> int: ...

    @property
    def unreadable(self) -> dict[Path, str]: ...

    def epoch(self, number: int, start_batch: int = 0) -> Generator[Batch, None, None]: ...


class ReadableBatches:
    """Batches whose unreadable images are counted.

    Args:
        batches: Where the batches come from.
        dataset: What they are made from; what reading it left out counts too.

    Raises:
        TrainingError: Too many images were unreadable when the data set was read.
    """

    def __init__(self, batches: ReadingBatches, dataset: Dataset) -> None:
        self._batches = batches
        self._left_out = dataset.report.unreadable
        self._images = len(dataset) + len(self._left_out)
        self._name = dataset.name
        self._check()

    @property
    def batch_size(self) -> int:
        return self._batches.batch_size

    def epoch(self, number: int, start_batch: int = 0) -> Generator[Batch, None, None]:
        """Yields the batches of an epoch.

        Raises:
            TrainingError: Too many images turn out to be unreadable.
        """
        with closing(self._batches.epoch(number, start_batch)) as batches:
            for batch in batches:
                self._check()
                yield batch

    def message(self, found_elsewhere: Iterable[str] = ()) -> TrainingMessage | None:
        """Returns how many images were skipped and the first of them by name; None where every one could be read.

        Args:
            found_elsewhere: What other processes could not read, one sentence each.
        """
        reasons = list(dict.fromkeys([*self._reasons(), *found_elsewhere]))
        if not reasons:
            return None
        return TrainingMessage(
            "warning",
            f"{len(reasons)} of the {self._images} images of {self._name} could not be read and were skipped: "
            f"{_named(reasons)}",
        )

    def _check(self) -> None:
        reasons = self._reasons()
        if len(reasons) > LARGEST_SHARE * self._images:
            raise TrainingError(
                f"{len(reasons)} of the {self._images} images of {self._name} cannot be read, more than "
                f"{LARGEST_SHARE:.0%}; mend or remove them and start again. {_named(reasons)} What was saved before is "
                "kept."
            )

    def _reasons(self) -> list[str]:
        return [*self._left_out, *self._batches.unreadable.values()]


def _named(reasons: list[str]) -> str:
    more = [f"And {len(reasons) - _NAMED} more images."] if len(reasons) > _NAMED else []
    return " ".join([*reasons[:_NAMED], *more])
