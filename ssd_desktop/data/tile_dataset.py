"""A data set of large pictures as one of their tiles, to train on. Numpy only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.data.tile_views import TileView, reached_in_views, tile_views
from ssd_desktop.data.types import Dataset, Sample
from ssd_desktop.ssd.config import BoxPlan

EMPTY_SHARE = 0.25
"""Tiles without an object are kept up to this share of a picture's tiles with one, and at least one."""


@dataclass(frozen=True, eq=False)
class TileDataset:
    """The views of a data set that are trained on.

    Attributes:
        dataset: A sample for each view, picture by picture.
        views: int64 ``[images]``, how many of them each picture has.
        empty_left_out: Tiles without an object that are not in it.
    """

    dataset: Dataset
    views: npt.NDArray[np.int64]
    empty_left_out: int


def tile_dataset(
    dataset: Dataset, tiling: Tiling, plan: BoxPlan, *, between: Callable[[], None] = lambda: None
) -> TileDataset:
    """Returns the whole pictures and their tiles as a data set.

    - A tile has the objects of which it shows the larger part (``MOSTLY_VISIBLE``), cut at its border; of the others
      what it shows is ignored.
    - An object that no default box reaches in this view but in another one that shows it whole is ignored here: it is
      learned there, and detection merges the views.
    - Tiles without an object are kept up to ``EMPTY_SHARE``, evenly spread over the picture.

    The same data gives the same samples; nothing is drawn.

    Args:
        dataset: Whole pictures.
        tiling: Side and overlap of the tiles.
        plan: The plan that is trained.
        between: Called before each picture; may wait, or raise to give it up.
    """
    kept_views: list[list[Sample]] = []
    left_out = 0
    for sample in dataset.samples:
        between()
        views = _learned_where_reached(tile_views(sample, tiling), plan, count=len(sample.labels))
        kept_views.append(_kept(views))
        left_out += len(views) - len(kept_views[-1])
    samples = tuple(sample for kept in kept_views for sample in kept)
    counts = np.array([len(kept) for kept in kept_views], np.int64)
    return TileDataset(replace(dataset, samples=samples), counts, left_out)


def _learned_where_reached(views: Sequence[TileView], plan: BoxPlan, *, count: int) -> list[Sample]:
    """Returns the samples of the views of one picture; ``count`` objects are in it."""
    if len(views) == 1:
        return [views[0].sample]
    reached = reached_in_views(plan, views)
    somewhere = np.zeros(count, bool)
    for view, here in zip(views, reached, strict=True):
        somewhere[view.objects[here & view.whole]] = True
    return [
        replace(view.sample, ignore=view.sample.ignore | (somewhere[view.objects] & ~here))
        for view, here in zip(views, reached, strict=True)
    ]


def _kept(views: Sequence[Sample]) -> list[Sample]:
    """Returns the whole picture, which comes first, the tiles with objects and a few of those without, in order."""
    has_objects = np.array([not sample.ignore.all() for sample in views])
    tiles = np.arange(1, len(views))
    empty = tiles[~has_objects[1:]]
    wanted = min(len(empty), max(1, int(EMPTY_SHARE * has_objects[1:].sum())))
    positions: npt.NDArray[np.int64] = np.sort(
        np.concatenate([[0], tiles[has_objects[1:]], _evenly_spread(empty, wanted)]).astype(np.int64)
    )
    return [views[position] for position in positions]


def _evenly_spread(values: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.int64]:
    """Returns ``count`` of the values, from the middle of equal parts of the list."""
    return values[(2 * np.arange(count) + 1) * len(values) // (2 * max(count, 1))]
