"""Batches of augmented training images, loaded by threads, the same ones whatever the number of threads.

Threads and not processes: OpenCV and numpy release the interpreter lock, nothing has to be copied, and nothing can
deadlock in a fork or on a Windows pipe.
"""

import threading
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ssd_desktop.data.augmentation import AugmentationConfig, augment
from ssd_desktop.data.image_cache import ImageCache
from ssd_desktop.data.read_ahead import read_ahead
from ssd_desktop.data.sample_pixels import read_pixels
from ssd_desktop.data.types import Dataset, Sample
from ssd_desktop.errors import DataError, MediaError
from ssd_desktop.media.types import RgbImage
from ssd_desktop.ssd.config import VGG_MEANS_RGB
from ssd_desktop.ssd.preprocess import preprocess
from ssd_desktop.ssd.targets import Targets

CACHE_BYTES = 1 << 30
"""Default limit of the decoded pictures kept in memory: 1 GiB."""

_SUBSTITUTES = 20
_ORDER_KEY = (1,)  # Keeps the order's random numbers apart from those of the images.


@dataclass(frozen=True, eq=False)
class Batch:
    """What an optimiser step is made of.

    Attributes:
        images: float32 ``[B, 3, S, S]``, RGB in 0..255 minus the means: network input.
        targets: Boxes 0..1 of what each image shows after augmentation, padded.
        samples: The ``B`` samples the images were made from.
    """

    images: Tensor
    targets: Targets
    samples: tuple[Sample, ...]


@dataclass(frozen=True, eq=False)
class _Prepared:
    """One image of a batch: float32 ``[S, S, 3]`` minus the means, and its ground truth in 0..1."""

    sample: Sample
    pixels: npt.NDArray[np.float32]
    boxes_xyxy: npt.NDArray[np.float32]
    labels: npt.NDArray[np.int64]
    ignore: npt.NDArray[np.bool_]


class TrainingLoader:
    """The batches of each epoch of a data set.

    Everything random of an image is drawn from (seed, epoch, position in the data set), the order of an epoch from
    (seed, epoch): the number of workers changes nothing, and an epoch can be taken up in its middle.

    An image that cannot be read is named in ``unreadable`` and another one, drawn from the same numbers, takes its
    place, so that batches keep their size.
    """

    def __init__(
        self,
        dataset: Dataset,
        *,
        batch_size: int,
        size: int = 300,
        seed: int = 0,
        augment: bool | AugmentationConfig = True,
        workers: int = 2,
        means_rgb: tuple[float, float, float] = VGG_MEANS_RGB,
        train_difficult: bool = True,
        cache_bytes: int = CACHE_BYTES,
    ) -> None:
        """Prepares the loader; nothing is read yet.

        Args:
            dataset: What to train on.
            batch_size: Images of a batch; a smaller data set gives one batch of all its images.
            size: S, side of the network's square input in pixels.
            seed: Decides order and augmentation, together with the epoch.
            augment: Whether to augment, or how; False only resizes, exactly as detection does.
            workers: Threads that load; 0 loads in the thread that asks.
            means_rgb: Subtracted from the pixels, and the colour around a zoomed-out picture.
            train_difficult: False: objects marked difficult are neither object nor background.
            cache_bytes: Limit of the decoded pictures kept in memory; 0 keeps none.

        Raises:
            DataError: The data set is empty or a number is out of its range.
        """
        if not len(dataset):
            raise DataError(f"There are no labelled images in {dataset.name} to train on.")
        if batch_size < 1 or workers < 0 or size < 1 or seed < 0:
            raise DataError("batch_size and size must be at least 1, workers and seed at least 0.")
        self.batch_size = min(batch_size, len(dataset))
        self._dataset = dataset
        self._size = size
        self._seed = seed
        self._augmentation = AugmentationConfig() if augment is True else augment or None
        self._workers = workers
        self._means_rgb = means_rgb
        self._train_difficult = train_difficult
        self._cache = ImageCache(cache_bytes)
        self._unreadable: dict[Path, str] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """Batches of an epoch. An incomplete last one is left out: the next epoch shuffles anew."""
        return len(self._dataset) // self.batch_size

    @property
    def unreadable(self) -> dict[Path, str]:
        """What could not be read so far: image path to the reason, one sentence."""
        with self._lock:
            return dict(self._unreadable)

    def order(self, number: int) -> npt.NDArray[np.int64]:
        """Returns the positions in the data set in the order of epoch ``number`` (from 0), int64 ``[images]``."""
        seeds = np.random.SeedSequence([self._seed, number], spawn_key=_ORDER_KEY)
        return np.random.default_rng(seeds).permutation(len(self._dataset))

    def epoch(self, number: int, start_batch: int = 0) -> Generator[Batch, None, None]:
        """Yields the batches of an epoch; may be left early at any time.

        Args:
            number: Epoch, from 0.
            start_batch: First batch to yield; the others are not loaded. A resumed run goes on here.

        Raises:
            DataError: ``start_batch`` is not in the epoch, or no image can be read.
        """
        if not 0 <= start_batch <= len(self):
            raise DataError(f"Epoch {number} has {len(self)} batches; it cannot be taken up at batch {start_batch}.")
        order = self.order(number)
        batches = [
            order[first * self.batch_size : (first + 1) * self.batch_size].tolist()
            for first in range(start_batch, len(self))
        ]
        prepare = partial(self._prepare, number)
        loaded = _loaded(prepare, batches, self._workers)
        # Left early, the threads are joined at once, not when the garbage collector comes by.
        with closing(loaded):
            for images in loaded:
                yield self._collate(images)

    def _prepare(self, epoch: int, index: int) -> _Prepared:
        """Loads and augments one image, or a substitute for an unreadable one."""
        rng = np.random.default_rng(np.random.SeedSequence([self._seed, epoch, index]))
        for _ in range(_SUBSTITUTES):
            sample = self._dataset.samples[index]
            try:
                return self._view(sample, self._pixels(sample), rng)
            except MediaError as error:
                with self._lock:
                    self._unreadable[sample.image_path] = str(error)
                index = int(rng.integers(len(self._dataset)))
        raise DataError(
            f"Hardly any image of {self._dataset.name} can be read any more; the last one was {sample.image_path}."
        )

    def _pixels(self, sample: Sample) -> RgbImage:
        pixels = self._cache.get(sample.image_path)
        if pixels is None:
            pixels = read_pixels(sample)
            self._cache.put(sample.image_path, pixels)
        return pixels

    def _view(self, sample: Sample, pixels: RgbImage, rng: np.random.Generator) -> _Prepared:
        ignore = sample.ignore if self._train_difficult else sample.ignore | sample.difficult
        if self._augmentation is None:
            plain = preprocess([pixels], size=self._size, means_rgb=self._means_rgb)[0].permute(1, 2, 0).numpy()
            sides = np.array([sample.width, sample.height] * 2, np.float32)
            return _Prepared(sample, plain, sample.boxes_xyxy / sides, sample.labels, ignore)
        view = augment(
            pixels, sample.boxes_xyxy, ignore,
            size=self._size, fill_rgb=self._means_rgb, rng=rng, config=self._augmentation,
        )  # fmt: skip
        shown = view.pixels_rgb - np.asarray(self._means_rgb, np.float32)
        return _Prepared(sample, shown, view.boxes_xyxy, sample.labels[view.kept], ignore[view.kept])

    @staticmethod
    def _collate(images: list[_Prepared]) -> Batch:
        pixels = torch.from_numpy(np.stack([image.pixels for image in images]))  # [B, S, S, 3]
        targets = Targets.from_images(
            [image.boxes_xyxy for image in images],
            [image.labels for image in images],
            [image.ignore for image in images],
        )
        return Batch(pixels.permute(0, 3, 1, 2).contiguous(), targets, tuple(image.sample for image in images))


def _loaded(
    prepare: Callable[[int], _Prepared], batches: list[list[int]], workers: int
) -> Generator[list[_Prepared], None, None]:
    if workers:
        yield from read_ahead(prepare, batches, workers=workers, name="loader")
    else:
        yield from ([prepare(index) for index in batch] for batch in batches)
