"""Rounds of a loop: runs whose labels are kept, the second one begun from what the first one made."""

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from ssd_desktop.checkpoints.info import METADATA_KEY, info_text
from ssd_desktop.project.order import data_options
from ssd_desktop.project.since import labelled_images
from ssd_desktop.ssd.config import PLANS, NetworkConfig
from ssd_desktop.training.data_choice import DataChoice
from ssd_desktop.training.kept_labels import keep_labels
from ssd_desktop.training.run_folder import RunFolder, repeat_command
from ssd_desktop.training.training_data import TrainingData
from tests.unit.project.made_runs import make_run


def make_round(run: Path, data: Path, *, classes=("cat",), validation=(), **settings) -> Path:
    """Writes a run on all labelled images of a folder, with its labels of now.

    Args:
        run: Its folder.
        data: The data folder.
        classes: Foreground classes.
        validation: Stems of the images that it measures on.
        settings: As ``make_run`` takes them.
    """
    make_run(run, data=data, classes=classes, **settings)
    folder = RunFolder(run)
    options = data_options(DataChoice(data, validate=False), run)
    folder.write("command.txt", repeat_command(data, run, options=options))
    images = labelled_images(run).train
    parts = {"train": [], "validation": []}
    for sample in images.samples:
        name = "validation" if sample.image_path.stem in validation else "train"
        parts[name].append(str(sample.image_path.absolute()))
    folder.write("split.json", json.dumps({"labels": "0" * 32, **parts}))
    keep_labels(folder, TrainingData(images))
    write_checkpoint(folder.best, classes)
    return run


def write_checkpoint(path: Path, classes=("cat",)) -> Path:
    """Writes a checkpoint that says what it is and holds no weights."""
    text = info_text(NetworkConfig("ssd300-vgg16", PLANS["paper"], tuple(classes)), {}, {}, {})
    save_file({"none": np.zeros(1, np.float32)}, path, metadata={METADATA_KEY: text})
    return path
