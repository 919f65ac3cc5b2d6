"""A few timed steps: which speeds they give, by a clock that is made."""

from types import SimpleNamespace

import pytest
import torch

from ssd_desktop.training import speed_trial
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.machine_use import machine_if_free, machine_to_oneself
from ssd_desktop.training.speed_trial import measure_speeds


class _Clock:
    """Each look at it is later than the one before by the next of some seconds."""

    def __init__(self, *seconds):
        self._seconds = list(seconds)
        self._now = 0.0

    def __call__(self):
        self._now += self._seconds.pop(0)
        return self._now


@pytest.fixture
def steps(monkeypatch):
    """Puts a network in place of SSD whose steps only note whether features were kept."""
    done = []

    class _Step:
        kept_features = None

        def __call__(self, batch, *, step, learning_rate, between):
            between()
            assert learning_rate == 0.0
            assert len(batch.views) == len(batch.images)
            done.append("computed" if self.kept_features is None else "kept")

    class _Model(torch.nn.Module):
        def forward(self, images):
            done.append("detected")

    network = SimpleNamespace(step=_Step(), model=_Model())
    monkeypatch.setattr(speed_trial.Network, "untrained", lambda *_, **__: network)
    return done


def test_each_speed_is_timed_after_it_ran_once(steps):
    config = TrainingConfig(device="cpu", freeze="conv4_3", batch_size=4)

    speeds = measure_speeds(config, "ssd300-vgg16", clock=_Clock(0, 2, 0, 1, 0, 0.5))

    assert (speeds.training, speeds.kept, speeds.detection) == pytest.approx((2, 4, 8))
    assert steps == ["computed", "computed", "kept", "kept", "detected", "detected"]


def test_where_nothing_is_frozen_nothing_is_kept(steps):
    speeds = measure_speeds(TrainingConfig(device="cpu"), "ssd300-vgg16", clock=_Clock(0, 2, 0, 1))

    assert speeds.kept == speeds.training == pytest.approx(2)
    assert "kept" not in steps


def test_a_measurement_can_be_given_up_between_its_parts(steps):
    def give_up():
        raise InterruptedError

    with pytest.raises(InterruptedError):
        measure_speeds(TrainingConfig(device="cpu"), "ssd300-vgg16", between=give_up)
    assert steps == []


def test_a_real_network_has_speeds_above_zero():
    config = TrainingConfig(device="cpu", precision="float32", freeze="block11_project", batch_size=1)

    speeds = measure_speeds(config, "ssdlite320-efficientnet-lite0")

    assert min(speeds.training, speeds.kept, speeds.detection) > 0


def test_a_training_whose_input_side_varies_is_timed_at_its_own_side(steps, monkeypatch):
    asked = []
    network = speed_trial.Network.untrained()
    monkeypatch.setattr(speed_trial.Network, "untrained", lambda config, *_, **__: asked.append(config) or network)
    config = TrainingConfig(device="cpu", freeze="conv4_3", batch_size=4, multi_scale=0.1)
    measure_speeds(config, "ssd300-vgg16", clock=_Clock(0, 1, 0, 1, 0, 1))
    assert [one.multi_scale for one in asked] == [0.0]


def test_a_measurement_does_not_start_beside_a_training():
    with machine_to_oneself(), machine_if_free() as free:
        assert not free
    with machine_if_free() as free:
        assert free
