"""One labelled picture as a training shows it: an augmented view a pass, by the code that training uses."""

from dataclasses import dataclass, replace

import numpy as np

from ssd_desktop.data.augmentation import AugmentationConfig
from ssd_desktop.data.image_cache import ImageCache
from ssd_desktop.data.photometric import FloatImage
from ssd_desktop.data.picture_maker import PictureConfig, PictureMaker
from ssd_desktop.data.sampling import EpochSampler
from ssd_desktop.data.types import Dataset, DatasetReport, Sample
from ssd_desktop.media.types import RgbImage


@dataclass(frozen=True, eq=False)
class TrainingView:
    """A picture as the network sees it in training, S pixels wide and high.

    Attributes:
        pixels_rgb: float32 ``[S, S, 3]``, RGB, 0 to 255.
        sample: What is labelled in it, in pixels of the view.
    """

    pixels_rgb: FloatImage
    sample: Sample

    def shown(self) -> RgbImage:
        """Returns the view as a picture to look at, uint8 ``[S, S, 3]``, RGB."""
        pixels: RgbImage = np.clip(np.round(self.pixels_rgb), 0, 255).astype(np.uint8)
        return pixels


class TrainingViews:
    """The views of one picture: those that a training on this picture alone has, pass by pass.

    Args:
        sample: What is labelled in the picture; nothing is read from its file.
        pixels_rgb: uint8 ``[H, W, 3]``, RGB, upright; of the whole picture.
        size: S, side of the network's square input in pixels.
        means_rgb: The colour around a zoomed-out picture.
        seed: Of the training.
    """

    def __init__(
        self,
        sample: Sample,
        pixels_rgb: RgbImage,
        *,
        size: int,
        means_rgb: tuple[float, float, float],
        seed: int = 0,
    ) -> None:
        self._sample = sample
        self._size = size
        cache = ImageCache(pixels_rgb.nbytes)
        cache.put(sample.image_path, pixels_rgb)
        self._maker = PictureMaker(
            Dataset("picture", (sample,), (), DatasetReport(1, 0, 0)),
            PictureConfig(size, means_rgb, AugmentationConfig()),
            sampler=EpochSampler((sample.labels,), seed=seed),
            seed=seed,
            cache=cache,
        )

    def view(self, number: int) -> TrainingView:
        """Returns the view of one pass.

        Args:
            number: Of the pass, from 0.
        """
        picture = self._maker.make(number, 0)
        labelled = replace(
            self._sample,
            width=self._size,
            height=self._size,
            boxes_xyxy=picture.boxes_xyxy * np.float32(self._size),
            labels=picture.labels,
            difficult=np.zeros(len(picture.labels), bool),
            ignore=picture.ignore,
            crowd=picture.crowd,
        )
        return TrainingView(picture.pixels_rgb, labelled)
