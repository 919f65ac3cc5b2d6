"""Batches of augmented training images, loaded by threads, the same ones whatever the number of threads.

Threads and not processes: OpenCV and numpy release the interpreter lock, nothing has to be copied, and nothing can
deadlock in a fork or on a Windows pipe.
"""

from collections import Counter
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ssd_desktop.data.augmentation import AugmentationConfig
from ssd_desktop.data.device_colours import Colours, coloured
from ssd_desktop.data.gpu_batches import GpuBatches, PackedPicture
from ssd_desktop.data.image_cache import ImageCache
from ssd_desktop.data.labelled_picture import LabelledPicture
from ssd_desktop.data.one_ahead import one_ahead
from ssd_desktop.data.picture_maker import PictureConfig, PictureMaker
from ssd_desktop.data.read_ahead import read_ahead
from ssd_desktop.data.rehearsal import RehearsalMix
from ssd_desktop.data.repeated_views import RepeatedViews
from ssd_desktop.data.sampling import EpochSampler
from ssd_desktop.data.types import Dataset, Sample, ViewKey
from ssd_desktop.errors import DataError
from ssd_desktop.ssd.config import VGG_MEANS_RGB
from ssd_desktop.ssd.matching import Matches
from ssd_desktop.ssd.targets import Targets

CACHE_BYTES = 1 << 30
"""Default limit of the decoded pictures kept in memory: 1 GiB."""

_Shown = tuple[int, int, int]
"""Number of the pass, position in the data set, how often that pass has shown it before."""
_View = tuple[ViewKey, LabelledPicture, PackedPicture | None]


@dataclass(frozen=True, eq=False)
class Batch:
    """What an optimiser step is made of.

    Attributes:
        images: float32 ``[B, 3, S, S]``, RGB in 0..255 minus the means: network input, channels last in memory; with
            ``colours`` uint8 ``[B, L, S, S, 4]``, of which ``device_colours`` makes that.
        targets: Boxes 0..1 of what each image shows after augmentation, padded.
        samples: The ``B`` samples the images were made from.
        joined: Further samples that show in some of the images, by mosaic or mixup.
        views: Which view each of the ``B`` images is.
        colours: What happens to the colours of images in bytes; None: ``images`` is network input.
        matches: What each default box learns, where the loader has found it.
    """

    images: Tensor
    targets: Targets
    samples: tuple[Sample, ...]
    joined: tuple[Sample, ...] = ()
    views: tuple[ViewKey, ...] = ()
    colours: Colours | None = None
    matches: Matches | None = None

    def part(self, images: slice) -> "Batch":
        """Returns a run of its images: a micro-batch."""
        return Batch(
            self.images[images],
            self.targets[images],
            self.samples[images],
            self.joined,
            views=self.views[images],
            colours=None if self.colours is None else self.colours[images],
            matches=None if self.matches is None else self.matches[images],
        )

    def network_input(self, device: torch.device, memory_format: torch.memory_format) -> Tensor:
        """Returns its pictures as network input on ``device``, float32 ``[B, 3, S, S]``, without waiting for it."""
        if self.colours is None:
            return self.images.to(device, memory_format=memory_format, non_blocking=True)
        return coloured(self.images.to(device, non_blocking=True), self.colours.to(device))


class TrainingLoader:
    """The batches of each epoch of a data set.

    Everything random of an image is drawn from (seed, epoch, position in the data set), the order of an epoch from
    (seed, epoch): the number of workers changes nothing, and an epoch can be taken up in its middle.

    An image that cannot be read is named in ``unreadable`` and another one takes its place, so that batches keep their
    size.
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
        mosaic: float = 0.0,
        mixup: float = 0.0,
        class_balance: float = 0.0,
        mix: RehearsalMix | None = None,
        passes: int = 1,
        share: tuple[int, int] = (0, 1),
        gpu: GpuBatches | None = None,
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
            mosaic: Probability (0..1) that four images are shown in one.
            mixup: Probability (0..1) that two pictures are blended.
            class_balance: How far images of rare classes are shown more often, 0 to 1 (``image_weights``).
            mix: How batches are made of new and old images; None: of all images alike.
            passes: How often an epoch goes over the images.
            share: Which part of each batch to load, from 0, of how many equal ones; ``batch_size`` stays that of the
                whole. For several processes that train together.
            gpu: Packs batches for a GPU, which changes the colours; None: batches for any device.

        Raises:
            DataError: The data set is empty or a number is out of its range.
        """
        if not len(dataset):
            raise DataError(f"There are no labelled images in {dataset.name} to train on.")
        if batch_size < 1 or passes < 1 or workers < 0 or seed < 0:
            raise DataError("batch_size and passes must be at least 1, workers and seed at least 0.")
        self.batch_size = min(batch_size, len(dataset))
        part, parts = share
        if self.batch_size % parts:
            raise DataError(
                f"A batch of {self.batch_size} images cannot be shared equally by {parts} processes; choose a batch "
                f"size that is a multiple of {parts}."
            )
        self._part, self._part_size = part, self.batch_size // parts
        self._count = len(dataset)
        self._mix = mix
        self._passes = passes
        self._workers = workers
        self._means_rgb = np.asarray(means_rgb, np.float32)
        pictures = PictureConfig(
            size, means_rgb, AugmentationConfig() if augment is True else augment or None,
            mosaic=mosaic, mixup=mixup, train_difficult=train_difficult, colours_later=gpu is not None,
        )  # fmt: skip
        self._gpu = gpu
        self._sampler = EpochSampler(_trained_labels(dataset, train_difficult), seed=seed, balance=class_balance)
        cache = ImageCache(cache_bytes)
        self._maker = PictureMaker(dataset, pictures, sampler=self._sampler, seed=seed, cache=cache)
        self._repeated = RepeatedViews()

    def __len__(self) -> int:
        """Batches of an epoch. An incomplete last one is left out: the next epoch shuffles anew."""
        if self._mix is not None:
            return self._passes * self._mix.batches(self.batch_size)
        return self._passes * self._count // self.batch_size

    @property
    def image_count(self) -> int:
        """Images of the data set."""
        return self._count

    def repeat_views(self, count: int, is_known: Callable[[ViewKey], bool]) -> None:
        """Shows each image in ``count`` augmented views, one a pass, again and again, from the next epoch on.

        Args:
            count: Pass ``number`` shows view ``number % count``.
            is_known: Whether the pixels of a view are no longer needed; such a picture is not loaded and comes as
                zeros, with its ground truths. Called by the loader's threads.
        """
        self._repeated = RepeatedViews(count, is_known)

    @property
    def unreadable(self) -> dict[Path, str]:
        """What could not be read so far: image path to the reason, one sentence."""
        return self._maker.unreadable

    def order(self, number: int) -> npt.NDArray[np.int64]:
        """Returns the positions in the data set in the order of pass ``number`` (from 0), int64 ``[images]``."""
        order = self._sampler.order(number)
        return order if self._mix is None else self._mix.order(order, self.batch_size)

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
        passes = range(number * self._passes, (number + 1) * self._passes)
        shown = [one for each in passes for one in _with_repetitions(each, self.order(each).tolist())]
        starts = (number * self.batch_size + self._part * self._part_size for number in range(start_batch, len(self)))
        batches = [shown[start : start + self._part_size] for start in starts]
        loaded = _loaded(self._prepare, batches, self._workers)
        # Left early, the threads are joined at once, not when the garbage collector comes by.
        with closing(loaded):
            together = (self._collate(pictures) for pictures in loaded)
            # A GPU would wait while its next batch is put together; a processor has nobody else to do it.
            yield from together if self._gpu is None else one_ahead(together)

    def _prepare(self, shown: _Shown) -> _View:
        number, index, repetition = shown
        key = ViewKey(index, self._repeated.view_of(number), repetition)
        picture = self._repeated.remembered(key)
        if picture is None:
            picture = self._maker.make(key.view, index, repetition)
            if picture.pending is None:
                picture = replace(picture, pixels_rgb=picture.pixels_rgb - self._means_rgb)
            self._repeated.remember(key, picture)
        if self._gpu is None:
            return key, picture, None
        return key, picture.without_pixels(), self._gpu.pack(picture)

    def _collate(self, views: list[_View]) -> Batch:
        keys, pictures, packed = zip(*views, strict=True)
        targets = Targets.from_images(
            [picture.boxes_xyxy for picture in pictures],
            [picture.labels for picture in pictures],
            [picture.ignore for picture in pictures],
            [picture.crowd for picture in pictures],
        )
        samples = tuple(picture.samples[0] for picture in pictures)
        joined = dict.fromkeys(sample for picture in pictures for sample in picture.samples[1:])
        rest = tuple(sample for sample in joined if sample not in samples)
        if self._gpu is not None:
            images, colours = self._gpu.images(packed)
            return Batch(images, targets, samples, rest, views=keys, colours=colours, matches=self._gpu.matches(packed))
        pixels = torch.from_numpy(np.stack([picture.pixels_rgb for picture in pictures]))  # [B, S, S, 3]
        return Batch(pixels.permute(0, 3, 1, 2), targets, samples, rest, views=keys)


def _trained_labels(dataset: Dataset, train_difficult: bool) -> list[npt.NDArray[np.int64]]:
    """Returns for each image the labels that are trained on, int64 ``[G_i]``."""
    return [
        sample.labels[~(sample.ignore if train_difficult else sample.ignore | sample.difficult)]
        for sample in dataset.samples
    ]


def _with_repetitions(number: int, order: list[int]) -> list[_Shown]:
    """Numbers the times a position comes in pass ``number``, so that an image shown again is seen in another way."""
    seen: Counter[int] = Counter()
    shown = []
    for index in order:
        shown.append((number, index, seen[index]))
        seen[index] += 1
    return shown


def _loaded(
    prepare: Callable[[_Shown], _View], batches: list[list[_Shown]], workers: int
) -> Generator[list[_View], None, None]:
    if workers:
        yield from read_ahead(prepare, batches, workers=workers, name="loader")
    else:
        yield from ([prepare(shown) for shown in batch] for batch in batches)
