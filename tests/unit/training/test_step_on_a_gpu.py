"""A step on batches packed for a GPU: the same training, and nothing asked of the device before the losses are read.

No GPU computes here: the packed batches run on the processor, and the questions are looked for on "meta", a device
without numbers, on which every one of them fails.
"""

from contextlib import nullcontext

import pytest
import torch

from ssd_desktop.data.gpu_batches import GpuBatches
from ssd_desktop.data.loader import TrainingLoader
from ssd_desktop.ssd.config import LossConfig
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.micro_batch import MicroBatch
from ssd_desktop.training.optimizer import make_optimizer
from ssd_desktop.training.step import OptimiserStep
from tests.unit.training.conftest import TINY_PLAN, TinyDetector

CPU = torch.device("cpu")
MEANS = (123.68, 116.779, 103.939)


def packed_for(model, config, *, matched=True):
    boxes = model.default_boxes_xyxy.cpu() if matched else None
    return GpuBatches(means_rgb=MEANS, default_boxes_xyxy=boxes, match_config=config.match, pinned=False)


def batches(dataset, gpu=None):
    size = TINY_PLAN.image_size
    loader = TrainingLoader(dataset, batch_size=3, size=size, means_rgb=MEANS, workers=0, mixup=0.3, gpu=gpu)
    return list(loader.epoch(0))


def make_step(model, config, device=CPU):
    return OptimiserStep(
        model,
        make_optimizer(model, config),
        config=config,
        micro_batch=MicroBatch(config.micro_batch, device, tell=lambda message: None),
        device=device,
        bfloat16=False,
        channels_last=True,
    )


def run(step, batch):
    return step(batch, step=1, learning_rate=0.01, between=lambda: None)


@pytest.mark.parametrize("matched", [True, False])
def test_packed_batches_train_as_those_of_the_processor_do(shapes, matched):
    config = TrainingConfig()
    plain, packed = TinyDetector(), TinyDetector()
    ways = (
        (make_step(plain, config), batches(shapes)),
        (make_step(packed, config), batches(shapes, packed_for(packed, config, matched=matched))),
    )
    losses = [[run(step, batch).total for batch in found] for step, found in ways]
    assert losses[1] == pytest.approx(losses[0], rel=1e-4)
    for name, value in plain.state_dict().items():
        torch.testing.assert_close(packed.state_dict()[name], value, rtol=1e-4, atol=1e-5, msg=name)


@pytest.fixture
def on_meta(monkeypatch):
    monkeypatch.setattr(torch, "autocast", lambda *arguments, **given: nullcontext())  # has no word for meta
    return torch.device("meta")


@pytest.mark.parametrize("settings", [{}, {"loss": LossConfig(focal_gamma=2.0)}, {"gradient_clip": 0.0}])
def test_a_step_asks_the_device_for_its_losses_only_and_once(shapes, monkeypatch, on_meta, settings):
    config = TrainingConfig(micro_batch=2, **settings)
    (batch, *_) = batches(shapes, packed_for(TinyDetector(), config))
    model = TinyDetector().to(on_meta)
    read = []

    def answer(values):
        read.append((values.device.type, tuple(values.shape)))
        return [1.0, 0.5, 0.5, 2.0]

    monkeypatch.setattr(torch.Tensor, "tolist", answer)
    losses = run(make_step(model, config, on_meta), batch)

    assert read == [("meta", (4,))]
    assert losses.total == 1.0
    assert all(value.grad is not None for value in model.parameters())


def test_matching_in_the_step_would_ask_the_device_and_so_is_found_out(shapes, on_meta):
    config = TrainingConfig()
    (batch, *_) = batches(shapes, packed_for(TinyDetector(), config, matched=False))
    with pytest.raises(NotImplementedError):
        run(make_step(TinyDetector().to(on_meta), config, on_meta), batch)
