"""The ground truths of a batch as padded tensors."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ssd_desktop.errors import DataError


@dataclass(frozen=True, eq=False)
class Targets:
    """The ground truths of a batch, padded to the image that has most. G may be 0.

    Attributes:
        boxes_xyxy: float32 ``[B, G, 4]``, x0, y0, x1, y1 as fractions of the picture, 0..1; anything in padding.
        labels: int64 ``[B, G]``, 1 to C - 1; 0 is padding.
        ignore: bool ``[B, G]``; True: neither object nor background.
        crowd: bool ``[B, G]``; those of ``ignore`` that are groups: what lies half inside one is ignored.

    Raises:
        DataError: The shapes do not fit each other.
    """

    boxes_xyxy: Tensor
    labels: Tensor
    ignore: Tensor
    crowd: Tensor

    def __post_init__(self) -> None:
        shape = tuple(self.labels.shape)
        flags = (tuple(self.ignore.shape), tuple(self.crowd.shape))
        if len(shape) != 2 or self.boxes_xyxy.shape != (*shape, 4) or flags != (shape, shape):
            raise DataError(
                "Targets need boxes [B, G, 4], labels [B, G], ignore [B, G] and crowd [B, G], not "
                f"{list(self.boxes_xyxy.shape)}, {list(shape)}, {list(flags[0])} and {list(flags[1])}."
            )

    @classmethod
    def from_images(
        cls,
        boxes_xyxy: Sequence[npt.NDArray[np.floating]],
        labels: Sequence[npt.NDArray[np.integer]],
        ignore: Sequence[npt.NDArray[np.bool_]],
        crowd: Sequence[npt.NDArray[np.bool_]],
    ) -> "Targets":
        """Pads the ground truths of each image to a batch.

        Args:
            boxes_xyxy: For each image float ``[G_i, 4]``, x0, y0, x1, y1, 0..1; G_i may be 0.
            labels: For each image int ``[G_i]``, 1 to C - 1.
            ignore: For each image bool ``[G_i]``.
            crowd: For each image bool ``[G_i]``.

        Raises:
            DataError: The lists do not fit each other.
        """
        counts = [len(image_labels) for image_labels in labels]
        if any([len(values) for values in column] != counts for column in (boxes_xyxy, ignore, crowd)):
            raise DataError("Every image of a batch needs one label and one of each flag for each of its boxes.")
        batch, most = len(counts), max(counts, default=0)
        padded = cls(
            torch.zeros(batch, most, 4),
            torch.zeros(batch, most, dtype=torch.int64),
            torch.zeros(batch, most, dtype=torch.bool),
            torch.zeros(batch, most, dtype=torch.bool),
        )
        for image, count in enumerate(counts):
            if count:
                padded.boxes_xyxy[image, :count] = torch.from_numpy(np.asarray(boxes_xyxy[image], np.float32))
                padded.labels[image, :count] = torch.from_numpy(np.asarray(labels[image], np.int64))
                padded.ignore[image, :count] = torch.from_numpy(np.asarray(ignore[image], np.bool_))
                padded.crowd[image, :count] = torch.from_numpy(np.asarray(crowd[image], np.bool_))
        return padded

    def __len__(self) -> int:
        """B, the number of images."""
        return len(self.labels)

    def __getitem__(self, images: slice) -> "Targets":
        """Returns the ground truths of a run of images: a micro-batch of the batch."""
        return Targets(self.boxes_xyxy[images], self.labels[images], self.ignore[images], self.crowd[images])

    def to(self, device: torch.device | str, *, non_blocking: bool = False) -> "Targets":
        """Returns the same ground truths on ``device``."""
        return Targets(
            self.boxes_xyxy.to(device, non_blocking=non_blocking),
            self.labels.to(device, non_blocking=non_blocking),
            self.ignore.to(device, non_blocking=non_blocking),
            self.crowd.to(device, non_blocking=non_blocking),
        )
