"""What the detector finds in a few validation images so far: a small picture each, drawn anew at every measurement."""

from collections.abc import Callable
from contextlib import closing

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.class_colours import Rgb, class_colours, text_colour_on
from ssd_desktop.data.sample_pixels import read_pixels
from ssd_desktop.data.types import Dataset, Sample
from ssd_desktop.errors import MediaError, TrainingError
from ssd_desktop.evaluation.collection import Detector, detections_of
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.lettering import shortened, text_width, write_text
from ssd_desktop.media.opencv import cv2
from ssd_desktop.training.curves_png import encode_png
from ssd_desktop.training.events import PreviewPicture
from ssd_desktop.training.run_folder import PREVIEWS, RunFolder

SHOWN_SCORE = 0.3
"""Detections from this score up are drawn: lower than the usual 0.5, so that something is seen early."""

_SIDE = 320
_TEXT = 18
"""So that it can be read where the picture is shown half as large."""
_WHITE: Rgb = (255, 255, 255)
_BLACK: Rgb = (0, 0, 0)


class Previews:
    """Draws the same images of a validation set again and again.

    Args:
        folder: The run folder, which gets the pictures.
        validation: The validation set; images with objects are taken, evenly spread over it.
    """

    def __init__(self, folder: RunFolder, validation: Dataset) -> None:
        self._folder = folder
        self._samples = chosen_samples(validation, len(PREVIEWS))
        self._colours = class_colours(validation.classes)
        self._classes = validation.classes

    def draw(self, detector: Detector, *, should_stop: Callable[[], bool]) -> tuple[PreviewPicture, ...]:
        """Writes the pictures; those that cannot be read or written are left out, since no run ends over them.

        Args:
            detector: As trained so far.
            should_stop: Asked before each batch; True ends early.
        """
        drawn: list[PreviewPicture] = []
        with closing(detections_of(detector, self._samples, should_stop=should_stop)) as batches:
            for sample, found in (pair for batch in batches for pair in batch):
                if isinstance(found, MediaError):
                    continue
                name = PREVIEWS[len(drawn)]
                try:
                    self._folder.write_bytes(name, encode_png(self._drawn(sample, found)))
                except (MediaError, TrainingError):
                    continue
                drawn.append(self._told(sample, found, name))
        return tuple(drawn)

    def _drawn(self, sample: Sample, found: Detections) -> npt.NDArray[np.uint8]:
        shown = found.take(found.scores >= SHOWN_SCORE)
        return draw_preview(read_pixels(sample), sample.boxes_xyxy[~sample.ignore], shown, self._colours)

    def _told(self, sample: Sample, found: Detections, name: str) -> PreviewPicture:
        return PreviewPicture(
            image=str(sample.image_path),
            drawn=str(self._folder.path / name),
            objects=int((~sample.ignore).sum()),
            found=int((found.scores >= SHOWN_SCORE).sum()),
        )


def chosen_samples(validation: Dataset, most: int) -> tuple[Sample, ...]:
    """Returns at most ``most`` images of a set that have objects, evenly spread over it; always the same."""
    with_objects = [sample for sample in validation.samples if sample.to_find.any()]
    count = min(most, len(with_objects))
    return tuple(with_objects[index * len(with_objects) // count] for index in range(count))


def draw_preview(
    pixels_rgb: npt.NDArray[np.uint8],
    truths_xyxy: npt.NDArray[np.float32],
    found: Detections,
    colours: dict[str, Rgb],
) -> npt.NDArray[np.uint8]:
    """Returns a picture with its ground truth in white and the detections in the colours of their classes.

    Args:
        pixels_rgb: uint8 ``[H, W, 3]``, RGB.
        truths_xyxy: float32 ``[G, 4]``, x0, y0, x1, y1, pixels of the picture.
        found: What is drawn of the detections, in the same pixels.
        colours: By class name.

    Returns:
        uint8 ``[h, w, 3]``, RGB, its longer side at most 320 pixels.
    """
    height, width = pixels_rgb.shape[:2]
    scale = min(1.0, _SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    picture = np.array(cv2.resize(pixels_rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    for truth in truths_xyxy:
        cv2.rectangle(picture, *_corners(truth, scale), _BLACK, 3)
        cv2.rectangle(picture, *_corners(truth, scale), _WHITE, 1)
    for index in reversed(range(len(found))):  # the surest on top
        colour = colours[found.name(index)]
        cv2.rectangle(picture, *_corners(found.boxes_xyxy[index], scale), colour, 2)
        _write_name(picture, found, index, scale=scale, colour=colour)
    return picture


def _corners(box_xyxy: npt.NDArray[np.float32], scale: float) -> tuple[tuple[int, int], tuple[int, int]]:
    """Returns the first and the last pixel of a box."""
    x0, y0, x1, y1 = (round(float(edge) * scale) for edge in box_xyxy)
    return (x0, y0), (max(x0, x1 - 1), max(y0, y1 - 1))


def _write_name(picture: npt.NDArray[np.uint8], found: Detections, index: int, *, scale: float, colour: Rgb) -> None:
    """Writes class and score above a box, or inside it at the upper edge of the picture."""
    text = shortened(f"{found.name(index)} {found.scores[index]:.2f}", picture.shape[1] - 8, _TEXT)
    width, height = text_width(text, _TEXT) + 8, _TEXT + 5
    (left, top), _ = _corners(found.boxes_xyxy[index], scale)
    left = max(0, min(left, picture.shape[1] - width))
    top = top - height if top >= height else top
    cv2.rectangle(picture, (left, top), (left + width - 1, top + height - 1), colour, cv2.FILLED)
    write_text(picture, text, (left + 4, top + height / 2), size=_TEXT, colour=text_colour_on(colour))
