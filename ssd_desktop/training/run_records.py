"""What a run folder shows a person: curves, sample views and the lists of its images."""

import json

from ssd_desktop.data.image_place import image_places
from ssd_desktop.data.loader import TrainingLoader
from ssd_desktop.data.types import Dataset
from ssd_desktop.ssd.config import BoxPlan, MatchConfig
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.training.curves_png import Curves, encode_png
from ssd_desktop.training.metrics_log import MetricsLog
from ssd_desktop.training.run_folder import SPLIT, TENSORBOARD, RunFolder, saving_to
from ssd_desktop.training.sample_sheet import draw_sample_sheet, first_views
from ssd_desktop.training.tensorboard_log import TensorboardLog


class RunRecords:
    """Writes the pictures and lists of a run.

    Args:
        folder: The run folder.
        steps: Optimiser steps of the whole run.
    """

    def __init__(self, folder: RunFolder, *, steps: int) -> None:
        self._folder = folder
        self._steps = steps
        self._curves = Curves(folder.metrics)
        self._tensorboard: TensorboardLog | None = None

    def open_tensorboard(self, metrics: MetricsLog, *, first_step: int) -> None:
        """Writes what ``metrics`` get from now on as TensorBoard event files too, until ``close``.

        Args:
            metrics: Of the run.
            first_step: Steps done; 0 of a new run.

        Raises:
            TrainingError: The tensorboard package is not installed.
        """
        self._tensorboard = TensorboardLog(self._folder.path / TENSORBOARD, first_step=first_step)
        metrics.mirror_to(self._tensorboard.add)

    def close(self) -> None:
        """Closes what is open."""
        if self._tensorboard is not None:
            self._tensorboard.close()

    def write_split(self, train: Dataset, validation: Dataset | None, *, labels: str) -> None:
        """Writes ``split.json``: which images are trained on and which are measured on, in the order of the data set.

        Args:
            train: Training images.
            validation: Images to measure on, if any.
            labels: What tells one state of their labels from another (``data_fingerprint``).

        Raises:
            TrainingError: The folder cannot be written.
        """
        lists = {"labels": labels, "train": _image_list(train), "validation": _image_list(validation)}
        self._folder.write(SPLIT, json.dumps(lists, indent=1, ensure_ascii=False) + "\n")

    def write_samples(
        self,
        loader: TrainingLoader,
        plan: BoxPlan,
        *,
        classes: tuple[str, ...],
        match_config: MatchConfig,
        means_rgb: tuple[float, float, float],
    ) -> None:
        """Writes ``samples.png``: the first training images as the network sees them, with their matches.

        Args:
            loader: Like that of the training.
            plan: Box plan of the network.
            classes: Foreground classes.
            match_config: Thresholds of the training.
            means_rgb: What the loader subtracts.

        Raises:
            DataError: No image can be read.
            TrainingError: The folder cannot be written.
        """
        boxes = make_default_boxes(plan).xyxy
        views = first_views(loader, boxes, match_config=match_config, means_rgb=means_rgb)
        self._folder.write_bytes("samples.png", encode_png(draw_sample_sheet(views, classes)))

    def draw_curves(self) -> None:
        """Writes ``curves.png`` as the metrics stand now; some 40 ms.

        Raises:
            TrainingError: The folder cannot be written.
        """
        with saving_to(self._folder.path):
            self._curves.update()
        picture = self._curves.draw(self._folder.path.name, self._steps)
        self._folder.write_bytes("curves.png", encode_png(picture))


def _image_list(dataset: Dataset | None) -> list[str]:
    return [] if dataset is None else [str(place) for place in image_places(one.image_path for one in dataset.samples)]
