"""The learning rate at every step, and which parameters get how much of it."""

import copy
import itertools
import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn
from torch._subclasses.fake_tensor import FakeTensorMode

from ssd_desktop.ssd.backbone import L2Norm
from ssd_desktop.ssd.model import SSD
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.optimizer import (
    base_learning_rate,
    is_base_parameter,
    learning_rate_factor,
    load_momentum,
    make_optimizer,
    momentum_state,
    set_learning_rate,
)
from tests.made_models import config_for


class Layers(nn.Module):
    def __init__(self):
        super().__init__()
        self.frozen = nn.Conv2d(3, 3, 1).requires_grad_(False)
        self.conv = nn.Conv2d(3, 3, 1)
        self.norm = L2Norm(3)


def factors(steps, **settings):
    config = TrainingConfig(**settings)
    return [learning_rate_factor(step, steps=steps, config=config) for step in range(steps)]


def test_the_learning_rate_is_scaled_with_the_batch():
    config = TrainingConfig(learning_rate=1e-3, batch_size=16)

    assert base_learning_rate(config, 16) == pytest.approx(5e-4)
    assert base_learning_rate(config, 5) == pytest.approx(5 / 32 * 1e-3)


def test_warm_up_rises_in_a_line_from_a_hundredth():
    rising = factors(1000, warmup_steps=100)[:101]

    assert rising[0] == pytest.approx(0.01)
    assert rising[50] == pytest.approx(0.505)
    assert rising[100] == 1.0


def test_warm_up_takes_at_most_a_tenth_of_a_short_run():
    assert factors(20, warmup_steps=100)[2] == 1.0
    assert factors(5, warmup_steps=100)[0] == 1.0


def test_step_schedule_drops_to_a_tenth_at_two_thirds_and_five_sixths():
    values = factors(600, schedule="step", warmup_steps=0)

    assert values[399] == 1.0
    assert values[400] == pytest.approx(0.1)
    assert values[499] == pytest.approx(0.1)
    assert values[500] == pytest.approx(0.01)


def test_cosine_schedule_falls_from_one_to_nearly_nothing():
    values = factors(200, schedule="cosine", warmup_steps=20)

    assert values[20] == 1.0
    assert values[110] == pytest.approx(0.5)
    assert 0 < values[-1] < 1e-3
    assert all(after < before for before, after in itertools.pairwise(values[20:]))


@given(st.integers(1, 5000), st.integers(0, 200), st.sampled_from(["step", "cosine"]), st.data())
def test_the_factor_is_always_above_zero_and_at_most_one(steps, warmup, schedule, data):
    step = data.draw(st.integers(0, steps - 1))
    config = TrainingConfig(warmup_steps=warmup, schedule=schedule)

    factor = learning_rate_factor(step, steps=steps, config=config)

    assert 0 < factor <= 1
    assert math.isfinite(factor)


def test_biases_learn_twice_as_fast_and_only_weights_decay():
    model = Layers()
    optimizer = make_optimizer(model, TrainingConfig(weight_decay=0.25))
    set_learning_rate(optimizer, 0.5)

    rules = {
        id(value): (group["lr"], group["weight_decay"]) for group in optimizer.param_groups for value in group["params"]
    }

    assert rules == {
        id(model.conv.weight): (0.5, 0.25),
        id(model.conv.bias): (1.0, 0.0),
        id(model.norm.scale): (0.5, 0.0),
    }


class WithBase(nn.Module):
    """A layer of the base and one after it."""

    def __init__(self):
        super().__init__()
        self.backbone = nn.ModuleDict({"conv5_3": nn.Conv2d(3, 3, 1), "conv6": nn.Conv2d(3, 3, 1)})


def rates(model, **settings):
    optimizer = make_optimizer(model, TrainingConfig(**settings))
    set_learning_rate(optimizer, 0.5)
    rate_of = {id(value): group["lr"] for group in optimizer.param_groups for value in group["params"]}
    return {name: rate_of[id(value)] for name, value in model.named_parameters()}


def test_the_base_learns_with_its_share_of_the_rate_and_its_biases_with_twice_that():
    assert rates(WithBase(), base_rate_factor=0.1) == pytest.approx(
        {
            "backbone.conv5_3.weight": 0.05,
            "backbone.conv5_3.bias": 0.1,
            "backbone.conv6.weight": 0.5,
            "backbone.conv6.bias": 1.0,
        }
    )


def test_a_base_without_a_rate_keeps_its_weights():
    model = WithBase()
    before = {name: value.detach().clone() for name, value in model.named_parameters()}
    optimizer = make_optimizer(model, TrainingConfig(base_rate_factor=0.0))
    for value in model.parameters():
        value.grad = torch.ones_like(value)
    set_learning_rate(optimizer, 0.5)
    optimizer.step()

    changed = {name for name, value in model.named_parameters() if not torch.equal(value, before[name])}
    assert changed == {"backbone.conv6.weight", "backbone.conv6.bias"}


def test_the_base_is_the_thirteen_convolutions_of_vgg16():
    names = [name for name, _ in SSD(config_for()).named_parameters()]

    base = [name for name in names if is_base_parameter(name)]

    assert len(base) == 26
    assert {"backbone.conv1_1.weight", "backbone.conv5_3.bias"} <= set(base)
    assert "backbone.conv4_3_norm.scale" not in base


def test_momentum_put_back_by_name_continues_as_if_never_stopped():
    def steps(model, optimizer, count):
        for _ in range(count):
            optimizer.zero_grad()
            model.norm(model.conv(torch.ones(1, 3, 2, 2))).square().sum().backward()
            set_learning_rate(optimizer, 0.01)
            optimizer.step()

    torch.manual_seed(0)
    straight = Layers()
    stopped = Layers()
    stopped.load_state_dict(straight.state_dict())
    optimizer = make_optimizer(straight, TrainingConfig())
    steps(straight, optimizer, 4)

    first = make_optimizer(stopped, TrainingConfig())
    assert momentum_state(stopped, first) == {}
    steps(stopped, first, 2)
    saved = momentum_state(stopped, first)
    second = make_optimizer(stopped, TrainingConfig())
    load_momentum(stopped, second, saved)
    steps(stopped, second, 2)

    assert set(saved) == {"conv.weight", "conv.bias", "norm.scale"}
    for name, value in straight.state_dict().items():
        assert torch.equal(value, stopped.state_dict()[name]), name


@pytest.mark.parametrize(("device", "fused"), [("cpu", None), ("cuda:0", True)])
def test_a_gpu_updates_all_weights_of_a_group_in_one_kernel(device, fused):
    with FakeTensorMode(), torch.device(device):  # answers as a GPU would, and computes nothing
        optimizer = make_optimizer(nn.Conv2d(3, 3, 1), TrainingConfig())
    assert optimizer.defaults["fused"] is fused


def test_updates_in_one_kernel_are_those_of_the_loop_over_the_weights():
    torch.manual_seed(0)
    loop = nn.Conv2d(6, 6, 3, groups=2).to(memory_format=torch.channels_last)
    fused = copy.deepcopy(loop)
    ways = {model: make_optimizer(model, TrainingConfig(weight_decay=0.1)) for model in (loop, fused)}
    for group in ways[fused].param_groups:
        group["fused"] = True
    for step in range(5):
        picture = torch.randn(2, 6, 5, 5)
        for model, optimizer in ways.items():
            optimizer.zero_grad()
            model(picture).square().sum().backward()
            set_learning_rate(optimizer, 0.01 / (step + 1))
            optimizer.step()
    for name, value in loop.state_dict().items():
        torch.testing.assert_close(fused.state_dict()[name], value, msg=name)


def test_a_weight_without_momentum_starts_from_rest_beside_others_that_go_on():
    model = Layers()
    optimizer = make_optimizer(model, TrainingConfig(weight_decay=0))
    load_momentum(model, optimizer, {"conv.bias": torch.ones(3)})
    before = model.conv.weight.detach().clone()
    for value in (model.conv.weight, model.conv.bias, model.norm.scale):
        value.grad = torch.ones_like(value)
    set_learning_rate(optimizer, 0.5)
    optimizer.step()
    torch.testing.assert_close(model.conv.weight.detach(), before - 0.5)
    assert all("momentum_buffer" in optimizer.state[value] for value in (model.conv.weight, model.norm.scale))
