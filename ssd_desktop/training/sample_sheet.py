"""``samples.png``: what the first training images look like to the network, and which default boxes learn from them.

A wrong format, shifted boxes or objects that no default box fits are seen here before the first epoch is over.
"""

from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from ssd_desktop.annotation.iou_colours import HIGHEST_IOU, LOWEST_IOU, iou_colour
from ssd_desktop.data.loader import Batch, TrainingLoader
from ssd_desktop.media.lettering import BOLD, Rgb, shortened, text_width, write_text
from ssd_desktop.media.opencv import cv2
from ssd_desktop.ssd.config import MatchConfig
from ssd_desktop.ssd.matching import IGNORED, match

VIEWS = 8
"""Views on a sheet."""

_COLUMNS, _SIDE, _GAP, _CAPTION, _HEADING = 4, 356, 24, 80, 92
_TEXT, _SMALL = 17, 16
_INK: Rgb = (38, 42, 48)
_SOFT_INK: Rgb = (94, 100, 108)
_WHITE: Rgb = (255, 255, 255)
_BLACK: Rgb = (0, 0, 0)
_IGNORED_COLOUR: Rgb = (170, 170, 170)
_SMALL_BOX = 48
_MOST_CLASSES = 4

_Rectangle = tuple[int, int, int, int]


@dataclass(frozen=True, eq=False)
class View:
    """One training image as the network sees it, with its matches.

    Attributes:
        name: File name of the image.
        pixels_rgb: uint8 ``[S, S, 3]``, RGB.
        boxes_xyxy: float32 ``[G, 4]``, ground truths, x0, y0, x1, y1, 0..1.
        labels: int64 ``[G]``, from 1.
        ignore: bool ``[G]``.
        matched_xyxy: float32 ``[P, 4]``, the default boxes that learn an object, likewise.
        ious: float32 ``[P]``, of each with its ground truth.
        ignored: Default boxes that are in neither loss.
    """

    name: str
    pixels_rgb: npt.NDArray[np.uint8]
    boxes_xyxy: npt.NDArray[np.float32]
    labels: npt.NDArray[np.int64]
    ignore: npt.NDArray[np.bool_]
    matched_xyxy: npt.NDArray[np.float32]
    ious: npt.NDArray[np.float32]
    ignored: int


def first_views(
    loader: TrainingLoader,
    default_boxes_xyxy: npt.NDArray[np.float32],
    *,
    match_config: MatchConfig,
    means_rgb: tuple[float, float, float],
) -> list[View]:
    """Returns the first ``VIEWS`` images of the first epoch, fewer of a smaller data set.

    Args:
        loader: Of the training.
        default_boxes_xyxy: float32 ``[K, 4]``, x0, y0, x1, y1, 0..1.
        match_config: Thresholds of the training.
        means_rgb: What the loader subtracted.

    Raises:
        DataError: No image can be read.
    """
    views: list[View] = []
    defaults = torch.from_numpy(default_boxes_xyxy.astype(np.float32))
    with closing(loader.epoch(0)) as batches:
        for batch in batches:
            views += _views_of(batch, defaults, match_config=match_config, means_rgb=means_rgb)
            if len(views) >= VIEWS:
                break
    return views[:VIEWS]


def draw_sample_sheet(views: Iterable[View], classes: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    """Returns the sheet, uint8 ``[H, W, 3]``, RGB.

    Args:
        views: What to show, four in a row.
        classes: Foreground classes; label i is ``classes[i - 1]``.
    """
    views = list(views)
    rows = -(-len(views) // _COLUMNS)
    height = _HEADING + rows * (_SIDE + _CAPTION)
    sheet = np.full((height, _COLUMNS * (_SIDE + _GAP) + _GAP, 3), 255, np.uint8)
    _draw_heading(sheet)
    for number, view in enumerate(views):
        row, column = divmod(number, _COLUMNS)
        left, top = _GAP + column * (_SIDE + _GAP), _HEADING + row * (_SIDE + _CAPTION)
        sheet[top : top + _SIDE, left : left + _SIDE] = _tile(view, classes)
        _draw_caption(sheet, view, classes, left=left, top=top + _SIDE)
    return sheet


def _views_of(
    batch: Batch, defaults: torch.Tensor, *, match_config: MatchConfig, means_rgb: tuple[float, float, float]
) -> Generator[View, None, None]:
    targets = batch.targets
    matches = match(defaults, targets, match_config)
    shown = batch.images.permute(0, 2, 3, 1).numpy() + np.array(means_rgb, np.float32)  # [B, S, S, 3]
    for i, sample in enumerate(batch.samples):
        there = targets.labels[i] > 0
        positive = matches.labels[i] > 0
        yield View(
            name=sample.image_path.name,
            pixels_rgb=np.clip(np.round(shown[i]), 0, 255).astype(np.uint8),
            boxes_xyxy=targets.boxes_xyxy[i][there].numpy(),
            labels=targets.labels[i][there].numpy(),
            ignore=targets.ignore[i][there].numpy(),
            matched_xyxy=defaults[positive].numpy(),
            ious=matches.iou[i][positive].numpy(),
            ignored=int((matches.labels[i] == IGNORED).sum()),
        )


def _draw_heading(sheet: npt.NDArray[np.uint8]) -> None:
    title = "Training images as the network sees them"
    write_text(sheet, title, (_GAP, 32), size=24, colour=_INK, weight=BOLD)
    note = "White: ground truth. Coloured: the default boxes that learn it, by their overlap (IoU):"
    write_text(sheet, note, (_GAP, 68), size=_TEXT, colour=_SOFT_INK)
    left = _GAP + text_width(note, _TEXT) + 16
    write_text(sheet, f"{LOWEST_IOU:g}", (left, 68), size=_TEXT, colour=_SOFT_INK)
    left += text_width(f"{LOWEST_IOU:g}", _TEXT) + 8
    for x in range(160):
        colour = iou_colour(LOWEST_IOU + (HIGHEST_IOU - LOWEST_IOU) * x / 159)
        sheet[61:76, left + x] = colour
    write_text(sheet, f"{HIGHEST_IOU:g}", (left + 168, 68), size=_TEXT, colour=_SOFT_INK)


def _tile(view: View, classes: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    tile = np.asarray(cv2.resize(view.pixels_rgb, (_SIDE, _SIDE), interpolation=cv2.INTER_LINEAR), np.uint8)
    for index in np.argsort(view.ious):  # the best on top
        cv2.rectangle(tile, *_corners(view.matched_xyxy[index]), iou_colour(float(view.ious[index])), 1)
    for box, ignored in zip(view.boxes_xyxy, view.ignore.tolist(), strict=True):
        _draw_ground_truth(tile, box, _IGNORED_COLOUR if ignored else _WHITE)
    _draw_names(tile, view, classes)
    return tile


def _corners(box_xyxy: npt.NDArray[np.float32]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Returns the first and the last pixel of a box on a tile."""
    x0, y0, x1, y1 = (round(float(edge) * _SIDE) for edge in box_xyxy)
    return (x0, y0), (x1 - 1, y1 - 1)


def _draw_ground_truth(tile: npt.NDArray[np.uint8], box_xyxy: npt.NDArray[np.float32], colour: Rgb) -> None:
    first, last = _corners(box_xyxy)
    width = 1 if min(last[0] - first[0], last[1] - first[1]) < _SMALL_BOX else 2
    cv2.rectangle(tile, first, last, _BLACK, width + 2)
    cv2.rectangle(tile, first, last, colour, width)


def _draw_names(tile: npt.NDArray[np.uint8], view: View, classes: tuple[str, ...]) -> None:
    """Writes the class above its box, the largest first; where names would lie on each other, the caption counts."""
    taken: list[_Rectangle] = []
    sizes = (view.boxes_xyxy[:, 2:] - view.boxes_xyxy[:, :2]).prod(axis=1)
    for index in np.argsort(-sizes):
        name = classes[int(view.labels[index]) - 1] + (" (ignored)" if view.ignore[index] else "")
        name = shortened(name, _SIDE - 12, _SMALL)
        place = _name_place(view.boxes_xyxy[index], text_width(name, _SMALL) + 10)
        if any(_overlap(place, other) for other in taken):
            continue
        taken.append(place)
        x0, y0, x1, y1 = place
        cv2.rectangle(tile, (x0, y0), (x1 - 1, y1 - 1), _WHITE, cv2.FILLED)
        write_text(tile, name, (x0 + 5, (y0 + y1) / 2), size=_SMALL, colour=_BLACK)


def _name_place(box_xyxy: npt.NDArray[np.float32], width: int) -> _Rectangle:
    height = _SMALL + 5
    (left, top), _ = _corners(box_xyxy)
    x = max(0, min(left, _SIDE - width))
    y = top - height if top >= height else top
    return x, y, x + width, y + height


def _overlap(one: _Rectangle, other: _Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _draw_caption(sheet: npt.NDArray[np.uint8], view: View, classes: tuple[str, ...], *, left: int, top: int) -> None:
    name = shortened(view.name, _SIDE, _TEXT)
    write_text(sheet, name, (left, top + 18), size=_TEXT, colour=_INK, weight=BOLD)
    for line, text in enumerate(caption_lines(view, classes)):
        place = (left, top + 40 + 20 * line)
        write_text(sheet, shortened(text, _SIDE, _SMALL), place, size=_SMALL, colour=_SOFT_INK)


def caption_lines(view: View, classes: tuple[str, ...]) -> tuple[str, str]:
    """Returns what is said below a view: its objects, and what its default boxes do."""
    ignored = f"{view.ignored:,} ignored"
    if not len(view.ious):
        return "No object in view: background", f"No default box matched, {ignored}"
    counts = np.bincount(view.labels[~view.ignore], minlength=len(classes) + 1)
    common = [label for label in np.argsort(-counts, kind="stable")[:_MOST_CLASSES].tolist() if counts[label]]
    rest = ", …" if (counts > 0).sum() > len(common) else ""
    objects = ", ".join(f"{counts[label]} {classes[label - 1]}" for label in common) + rest
    overlap = f"IoU {view.ious.min():.2f} to {view.ious.max():.2f}"
    return objects, f"{len(view.ious):,} matched, {overlap}; {ignored}"
