"""One training picture at a time: read, augmented, perhaps one of four or blended with another.

Everything random of a picture is drawn from (seed, epoch, position in the data set, times shown before in the epoch).
"""

import threading
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ssd_desktop.data.augmentation import AugmentationConfig, augment
from ssd_desktop.data.image_cache import ImageCache
from ssd_desktop.data.labelled_picture import LabelledPicture
from ssd_desktop.data.mixup import draw_share, mix
from ssd_desktop.data.mosaic import compose_mosaic, draw_parts
from ssd_desktop.data.sample_pixels import read_picture, shown_part
from ssd_desktop.data.sampling import EpochSampler
from ssd_desktop.data.types import Dataset, Sample
from ssd_desktop.errors import DataError, MediaError
from ssd_desktop.media.types import RgbImage
from ssd_desktop.ssd.preprocess import preprocess

_SUBSTITUTES = 20
# Numbers that keep random streams apart: of views shown again in an epoch, and of what joins a view.
_AGAIN_KEY = 2
_COMPOSITION_KEY = 3


@dataclass(frozen=True)
class PictureConfig:
    """What is done to pictures.

    Attributes:
        size: S, side of the network's square input in pixels.
        means_rgb: The colour around a zoomed-out picture.
        augmentation: None only resizes, exactly as detection does.
        mosaic: Probability (0..1) that four images are shown in one.
        mixup: Probability (0..1) that two pictures are blended.
        train_difficult: False: objects marked difficult are neither object nor background.
        colours_later: Whether augmented pictures keep their colours and say how they are to be changed (``pending``).

    Raises:
        DataError: A value is out of its range.
    """

    size: int
    means_rgb: tuple[float, float, float]
    augmentation: AugmentationConfig | None
    mosaic: float = 0.0
    mixup: float = 0.0
    train_difficult: bool = True
    colours_later: bool = False

    def __post_init__(self) -> None:
        if self.size < 1 or not (0 <= self.mosaic <= 1 and 0 <= self.mixup <= 1):
            raise DataError("The size must be at least 1, and mosaic and mixup must lie between 0 and 1.")


class PictureMaker:
    """Makes training pictures; thread-safe.

    An image that cannot be read is named in ``unreadable`` and another one, drawn from the same numbers, takes its
    place.

    Args:
        dataset: Where pictures come from.
        config: What is done to them.
        sampler: Draws the images that join another in a mosaic or a blend.
        seed: Decides everything random.
        cache: Keeps decoded images.
    """

    def __init__(
        self, dataset: Dataset, config: PictureConfig, *, sampler: EpochSampler, seed: int, cache: ImageCache
    ) -> None:
        self._dataset = dataset
        self._config = config
        self._sampler = sampler
        self._seed = seed
        self._cache = cache
        self._unreadable: dict[Path, str] = {}
        self._lock = threading.Lock()

    @property
    def unreadable(self) -> dict[Path, str]:
        """What could not be read so far: image path to the reason, one sentence."""
        with self._lock:
            return dict(self._unreadable)

    def make(self, epoch: int, index: int, again: int = 0) -> LabelledPicture:
        """Makes a picture.

        Args:
            epoch: From 0.
            index: Position in the data set.
            again: How many times the epoch has shown this image before.

        Raises:
            DataError: Hardly any image can be read.
        """
        entropy, key = [self._seed, epoch, index], (_AGAIN_KEY, again) if again else ()
        own = np.random.default_rng(np.random.SeedSequence(entropy, spawn_key=key))
        # A stream of its own: whether others join it does not change how an image itself is seen.
        joint = np.random.default_rng(np.random.SeedSequence(entropy, spawn_key=(_COMPOSITION_KEY, again)))
        picture = self._single_or_mosaic(index, own, joint)
        if joint.random() >= self._config.mixup:
            return picture
        share = draw_share(joint)
        return mix(picture, self._single_or_mosaic(self._sampler.draw(joint), joint, joint), share)

    def _single_or_mosaic(self, index: int, own: np.random.Generator, joint: np.random.Generator) -> LabelledPicture:
        config = self._config
        if config.size < 2 or joint.random() >= config.mosaic:
            return self._view(index, own, config.size, config.augmentation)
        parts = draw_parts(config.size, joint)
        place = int(joint.integers(len(parts)))
        views = []
        for number, part in enumerate(parts):
            chosen, rng = (index, own) if number == place else (self._sampler.draw(joint), joint)
            views.append(self._view(chosen, rng, part.side, _without_zoom(config.augmentation)))
        mosaic = compose_mosaic(views, parts)
        # The image that was asked for comes first.
        names = views[place].samples + tuple(sample for view in views for sample in view.samples)
        return replace(mosaic, samples=tuple(dict.fromkeys(names)))

    def _view(
        self, index: int, rng: np.random.Generator, size: int, augmentation: AugmentationConfig | None
    ) -> LabelledPicture:
        sample, pixels = self._read(index, rng)
        ignore = sample.ignore if self._config.train_difficult else sample.ignore | sample.difficult
        if augmentation is None:
            plain = preprocess([pixels], size=size, means_rgb=(0, 0, 0))[0].permute(1, 2, 0).numpy()
            sides = np.array([sample.width, sample.height] * 2, np.float32)
            return LabelledPicture(plain, sample.boxes_xyxy / sides, sample.labels, ignore, sample.crowd, (sample,))
        view = augment(
            pixels, sample.boxes_xyxy, ignore,
            size=size, fill_rgb=self._config.means_rgb, rng=rng, config=augmentation,
            colours_later=self._config.colours_later,
        )  # fmt: skip
        labels, kept_flags = sample.labels[view.kept], (ignore[view.kept], sample.crowd[view.kept])
        return LabelledPicture(view.pixels_rgb, view.boxes_xyxy, labels, *kept_flags, (sample,), view.pending)

    def _read(self, index: int, rng: np.random.Generator) -> tuple[Sample, RgbImage]:
        """Reads an image, or a substitute for an unreadable one."""
        for _ in range(_SUBSTITUTES):
            sample = self._dataset.samples[index]
            try:
                return sample, self._pixels(sample)
            except MediaError as error:
                with self._lock:
                    self._unreadable[sample.image_path] = str(error)
                index = int(rng.integers(len(self._dataset)))
        raise DataError(
            f"Hardly any image of {self._dataset.name} can be read any more; the last one was {sample.image_path}."
        )

    def _pixels(self, sample: Sample) -> RgbImage:
        # Whole pictures are kept: every tile of one is cut from the same.
        pixels = self._cache.get(sample.image_path)
        if pixels is None:
            pixels = read_picture(sample)
            self._cache.put(sample.image_path, pixels)
        return shown_part(sample, pixels)


def _without_zoom(augmentation: AugmentationConfig | None) -> AugmentationConfig | None:
    """A mosaic shows every picture smaller already; a zoom-out on top leaves dots."""
    if augmentation is None:
        return None
    return replace(augmentation, patch=replace(augmentation.patch, zoom_probability=0.0))
