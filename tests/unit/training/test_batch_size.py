"""Batch size 0: what the memory holds, and what the images and the device make sensible."""

import dataclasses
from types import SimpleNamespace

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.matching import match
from ssd_desktop.training import batch_size
from ssd_desktop.training.batch_size import largest_batch, made_batch, sensible_limit, with_batch_size
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.preparation import Machine

AUTOMATIC = TrainingConfig(batch_size=0)
CPU = Machine(torch.device("cpu"), "float32")


def chosen(config, *, images=1000, plan="caffe-voc", saved=None):
    return with_batch_size(config, PLANS[plan], ("disc",), images=images, machine=CPU, saved=saved)


def memory_of(monkeypatch, found):
    monkeypatch.setattr(batch_size, "available_memory", lambda: found)


@given(st.integers(1, 200), st.floats(1, 1000), st.floats(0, 1000), st.floats(0, 100_000))
def test_the_batch_is_the_largest_power_of_two_that_fits(most, each, fixed, budget):
    def need(images):
        return fixed + each * images

    found = largest_batch(need, most=most, budget=budget)

    fitting = [2**power for power in range(1, 9) if 2**power <= most and need(2**power) <= budget]
    assert found == max([1, *fitting])


def test_nothing_is_tried_above_what_did_not_fit():
    tried = []

    def need(images):
        tried.append(images)
        return images

    assert largest_batch(need, most=64, budget=10) == 8
    assert tried == [2, 4, 8, 16]


@pytest.mark.parametrize(
    ("images", "most", "limit"), [(3, 8, 3), (36, 64, 8), (160, 64, 10), (500, 64, 31), (5000, 64, 64), (5000, 8, 8)]
)
def test_few_images_keep_their_steps(images, most, limit):
    assert sensible_limit(images, most=most) == limit


@pytest.mark.parametrize(("free", "size"), [(64e9, 8), (2e9, 8), (1.1e9, 2), (0.2e9, 1), (None, 8)])
def test_a_processor_takes_eight_images_where_its_memory_holds_the_four_at_once(monkeypatch, free, size):
    memory_of(monkeypatch, free)

    config, messages = chosen(AUTOMATIC)

    assert config == dataclasses.replace(AUTOMATIC, batch_size=size)
    assert messages[0].text.startswith(f"The batch size is {size}, chosen automatically: ")


def test_a_larger_or_varying_input_needs_more(monkeypatch):
    memory_of(monkeypatch, 2e9)

    assert chosen(AUTOMATIC, plan="ssd512-voc")[0].batch_size == 2
    assert chosen(dataclasses.replace(AUTOMATIC, multi_scale=0.5))[0].batch_size == 2
    assert chosen(dataclasses.replace(AUTOMATIC, micro_batch=1, multi_scale=0.5))[0].batch_size == 8


def test_a_number_stays_and_a_resumed_run_keeps_its_own(monkeypatch):
    memory_of(monkeypatch, 0)
    saved = SimpleNamespace(config=TrainingConfig(batch_size=6))

    assert chosen(TrainingConfig(batch_size=3)) == (TrainingConfig(batch_size=3), ())
    assert chosen(AUTOMATIC, saved=saved) == (TrainingConfig(batch_size=6), ())


def test_a_gpu_is_measured_by_real_steps_until_its_memory_ends(monkeypatch):
    """The GPU is played: 1 GB for the network and 1 GB an image of a step, 20 GB free, 2 GB taken before."""
    asked, cuda = [], SimpleNamespace(taken=2e9, free=0)

    class FakeNetwork:
        @classmethod
        def untrained(cls, config, plan, classes, *, machine, tell):
            cuda.tell = tell
            return SimpleNamespace(step=step)

    def step(batch, *, step, learning_rate, between):
        assert learning_rate == 0
        asked.append(len(batch.targets))
        if len(batch.targets) > 18:
            cuda.tell("The memory is not enough.")
        cuda.taken = 3e9 + 1e9 * len(batch.targets)

    monkeypatch.setattr(batch_size, "Network", FakeNetwork)
    for name, answer in {
        "mem_get_info": lambda device: (cuda.free, 80e9),
        "memory_reserved": lambda device: 2e9,
        "max_memory_reserved": lambda device: cuda.taken,
        "reset_peak_memory_stats": lambda device: None,
        "synchronize": lambda device: None,
        "empty_cache": lambda: None,
    }.items():
        monkeypatch.setattr(batch_size.torch.cuda, name, answer)
    gpu = Machine(torch.device("cuda"), "bfloat16")

    sizes = []
    for cuda.free in (20e9, 10e9, 80e9):
        config, _ = with_batch_size(AUTOMATIC, PLANS["caffe-voc"], ("disc",), images=5000, machine=gpu, saved=None)
        sizes.append(config.batch_size)

    assert sizes == [8, 4, 16]
    assert asked == [2, 4, 8, 16, 2, 4, 8, 2, 4, 8, 16, 32]


def test_the_made_batch_has_objects_to_train_on():
    batch = made_batch(3, 16)
    plan_boxes = torch.tensor([[0.0, 0.0, 0.5, 0.5], [0.5, 0.5, 1.0, 1.0]])

    result = match(plan_boxes, batch.targets, AUTOMATIC.match)

    assert batch.images.shape == (3, 3, 16, 16)
    assert (result.labels > 0).any()
    assert ((batch.targets.boxes_xyxy >= 0) & (batch.targets.boxes_xyxy <= 1)).all()


def test_several_processes_take_and_tell_the_size_they_agree_on_and_a_run_that_goes_on_keeps_its_own(monkeypatch):
    memory_of(monkeypatch, 64e9)
    asked = []

    def agree(size):
        asked.append(size)
        return 6

    arguments = {"images": 1000, "machine": CPU, "agree": agree}
    config, (message,) = with_batch_size(AUTOMATIC, PLANS["caffe-voc"], ("disc",), saved=None, **arguments)
    assert (config.batch_size, asked) == (6, [8])
    assert message.text.startswith("The batch size is 6,")

    saved = SimpleNamespace(config=TrainingConfig(batch_size=5))
    config, messages = with_batch_size(AUTOMATIC, PLANS["caffe-voc"], ("disc",), saved=saved, **arguments)
    assert (config.batch_size, messages, asked) == (5, (), [8])
