"""Tiles in a training: what is trained on, what evaluates it, and what is told about them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.checkpoints.info import read_checkpoint_info
from ssd_desktop.data.plan_recall import PlanRecall, plan_recall
from ssd_desktop.data.rehearsal import RehearsalMix
from ssd_desktop.data.tile_choice import WORTHWHILE_GAIN, choose_tiles
from ssd_desktop.data.tile_dataset import TileDataset, tile_dataset
from ssd_desktop.data.types import Dataset
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.inference.tiles import TiledPredictor
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.events import TrainingMessage
from ssd_desktop.training.recovery import SavedState


@dataclass(frozen=True, eq=False)
class TrainingTiles:
    """Whole pictures, or their tiles.

    Attributes:
        dataset: What is trained on: the pictures, or every view of them.
        tiling: None: whole pictures.
        recall: What the plan reaches of the boxes in ``dataset``.
        messages: What was measured and chosen.
        views: int64 ``[images]``, samples of ``dataset`` that each picture has; None: one.
    """

    dataset: Dataset
    tiling: Tiling | None
    recall: PlanRecall
    messages: tuple[TrainingMessage, ...] = ()
    views: npt.NDArray[np.int64] | None = None

    @classmethod
    def choose(
        cls,
        config: TrainingConfig,
        dataset: Dataset,
        plan_for: Callable[[Dataset], PlanRecall],
        *,
        resumed: SavedState | None,
        between: Callable[[], None] = lambda: None,
    ) -> "TrainingTiles":
        """Measures and decides; a resumed run keeps the tiles it began with.

        Args:
            config: Whether tiles are wanted.
            dataset: Whole pictures.
            plan_for: Returns the plan to train on samples, and what it reaches of their boxes. Asked for the whole
                pictures, and again for the views: in tiles objects are larger than in whole pictures.
            resumed: The state that the run goes on from.
            between: Called before each picture; may wait, or raise to give it up.

        Raises:
            CheckpointError: The checkpoint of the state cannot be read.
        """
        plan = plan_for(dataset)
        if resumed is not None:
            tiling = None if config.tiles == "off" else read_checkpoint_info(resumed.checkpoint).tiling
            return cls._of(dataset, tiling, plan, plan_for, between=between)
        choice = choose_tiles(config.tiles, dataset, plan.plan, between=between)
        told = config.tiles != "off" or choice.gain > WORTHWHILE_GAIN
        messages = (TrainingMessage("info", choice.sentence()),) if told else ()
        return cls._of(dataset, choice.tiling, plan, plan_for, messages, between=between)

    @classmethod
    def _of(
        cls,
        dataset: Dataset,
        tiling: Tiling | None,
        plan: PlanRecall,
        plan_for: Callable[[Dataset], PlanRecall],
        messages: tuple[TrainingMessage, ...] = (),
        *,
        between: Callable[[], None],
    ) -> "TrainingTiles":
        if tiling is None:
            return cls(dataset, None, plan, messages)
        made = tile_dataset(dataset, tiling, plan.plan, between=between)
        recall = plan_for(made.dataset)
        if recall.plan != plan.plan:
            # Which view learns an object depends on what the plan reaches there.
            made = tile_dataset(dataset, tiling, recall.plan, between=between)
            recall = plan_recall(recall.plan, made.dataset)
        messages += (TrainingMessage("info", _sentence(made, len(dataset), tiling)),)
        return cls(made.dataset, tiling, recall, messages, made.views)

    def mix(self, mix: RehearsalMix | None) -> RehearsalMix | None:
        """Returns how new and old images are mixed, counted in samples of ``dataset``."""
        if mix is None or self.views is None:
            return mix
        return replace(mix, new_images=int(self.views[: mix.new_images].sum()))

    def detector(self, predictor: Predictor) -> Predictor | TiledPredictor:
        """Returns what evaluates: the predictor, on tiles where the training is."""
        return predictor if self.tiling is None else TiledPredictor(predictor, self.tiling)


def _sentence(made: TileDataset, images: int, tiling: Tiling) -> str:
    text = (
        f"Trains on {len(made.dataset)} views of {images} images: the whole images and tiles of {tiling.side} px that "
        f"overlap by {tiling.overlap_px} px."
    )
    left_out = made.empty_left_out
    return f"{text} {left_out} tiles without an object are left out." if left_out else text
