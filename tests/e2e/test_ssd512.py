"""The second network from pictures to detections: trained, saved, loaded, used."""

import json

import numpy as np

from ssd_desktop.checkpoints.info import read_checkpoint_info
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.ssd.config import PostprocessConfig
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.trainer import train
from ssd_desktop.training.training_data import TrainingData
from tests.made_models import made_picture
from tests.unit.data.made_data import write_voc_folder


def test_ssd512_trains_from_the_base_saves_loads_and_detects(tmp_path):
    objects = [("cell", (20, 20, 60, 60)), ("cell", (80, 40, 150, 110))]
    folder = write_voc_folder(tmp_path / "cells", {"a": objects, "b": objects[:1]}, width=200, height=160)
    config = TrainingConfig(
        network="ssd512-vgg16", steps=1, batch_size=1, freeze="conv5_3", device="cpu", workers=0, multi_scale=0.05
    )
    result = train(config, TrainingData(load_dataset(folder)), run_folder=tmp_path / "run", emit=lambda event: None)

    info = read_checkpoint_info(result.checkpoint)
    assert (info.network, info.plan.name, info.plan.box_count) == ("ssd512-vgg16", "ssd512-voc", 24564)
    assert json.loads((tmp_path / "run" / "plan.json").read_text())["image_size"] == 512
    found = Predictor.load(result.checkpoint, device="cpu").detect(
        made_picture(120, 160), PostprocessConfig(score_threshold=0.0)
    )
    assert len(found.scores) > 0
    assert np.isfinite(found.boxes_xyxy).all()
    assert found.default_boxes.max() < 24564
