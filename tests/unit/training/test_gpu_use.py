"""Whoever computes on a GPU is known to be there, so that no CUDA graph is recorded beside it."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch

from ssd_desktop.inference import predictor as predictor_module
from ssd_desktop.inference.device_use import GPU_USE
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.speed_trial import measure_speeds
from ssd_desktop.training.trainer import train
from ssd_desktop.training.training_data import TrainingData
from tests.made_models import random_model


class EnoughError(Exception):
    """Ends what is looked at."""


def another_thread_is_alone():
    def look():
        with GPU_USE.alone() as is_alone:
            return is_alone

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(look).result()


def test_a_training_is_a_user_until_it_ends(shapes, tmp_path):
    found = []

    def look(event):
        found.append(another_thread_is_alone())
        raise EnoughError

    config = TrainingConfig(device="cpu", plan="caffe-voc", precision="float32", batch_size=2, workers=0)
    with pytest.raises(EnoughError):
        train(config, TrainingData(shapes), run_folder=tmp_path / "run", emit=look)
    assert found == [False]
    assert another_thread_is_alone()


def test_a_speed_trial_is_a_user():
    found = []

    def look():
        found.append(another_thread_is_alone())
        raise EnoughError

    with pytest.raises(EnoughError):
        measure_speeds(TrainingConfig(device="cpu"), "ssd300-vgg16", between=look)
    assert found == [False]


@pytest.mark.parametrize(("device", "alone"), [("cpu", True), ("cuda", False)])
def test_a_detector_is_a_user_of_its_gpu(monkeypatch, device, alone):
    predictor = Predictor(random_model(), torch.device("cpu"))
    monkeypatch.setattr(predictor, "_device", torch.device(device))
    monkeypatch.setattr(predictor_module, "see_view", lambda *_, **__: another_thread_is_alone())
    assert predictor.see_view(np.zeros((8, 8, 3), np.float32)) is alone
    assert another_thread_is_alone()
