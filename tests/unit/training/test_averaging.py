"""The moving average of the weights, held against a plain loop."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from ssd_desktop.training.averaging import WeightAverage, load_weights, ramped_decay


class Layers(nn.Module):
    """A frozen number and two that train."""

    def __init__(self):
        super().__init__()
        self.frozen = nn.Parameter(torch.tensor([1.0]), requires_grad=False)
        self.trained = nn.Parameter(torch.tensor([1.0, -2.0]))

    def become(self, values):
        with torch.no_grad():
            self.trained.copy_(torch.tensor(values))


def averaged_by_loop(start, weights, decay):
    """The average after each step of one weight, a number at a time."""
    average = start
    for step, weight in enumerate(weights, start=1):
        kept = min(decay, (1 + step) / (10 + step))
        average = kept * average + (1 - kept) * weight
    return average


@given(
    st.lists(st.tuples(*[st.floats(-100, 100, width=32)] * 2), max_size=40),
    st.floats(0.01, 0.9999),
)
def test_the_average_equals_the_plain_loop(path, decay):
    model = Layers()
    average = WeightAverage(model, decay)

    for step, values in enumerate(path, start=1):
        model.become(values)
        average.update(step)

    with average.in_model():
        found = model.trained.tolist()
    expected = [averaged_by_loop(start, [v[i] for v in path], decay) for i, start in enumerate((1.0, -2.0))]
    assert found == pytest.approx(expected, rel=1e-4, abs=1e-3)


@given(st.floats(0.01, 0.9999), st.integers(1, 10_000))
def test_the_decay_rises_to_the_asked_one_and_never_above(decay, step):
    assert 0 < ramped_decay(decay, step) <= ramped_decay(decay, step + 1) <= decay


def test_a_short_run_forgets_its_start():
    assert ramped_decay(0.999, 1) == pytest.approx(2 / 11)
    assert ramped_decay(0.999, 90) == pytest.approx(0.91)
    assert ramped_decay(0.999, 10_000) == 0.999


def test_the_weights_themselves_come_back_after_the_average_was_in_the_model():
    model = Layers()
    average = WeightAverage(model, 0.9)
    model.become([5.0, 5.0])
    storage = model.trained.data_ptr()

    with average.in_model() as weights:
        assert model.trained.tolist() == [1.0, -2.0]
        assert weights["trained"].tolist() == [5.0, 5.0]

    assert model.trained.tolist() == [5.0, 5.0]
    assert model.trained.data_ptr() == storage


def test_frozen_weights_are_not_averaged():
    model = Layers()
    average = WeightAverage(model, 0.9)

    with average.in_model() as weights:
        assert weights.keys() == {"trained"}


def test_weights_are_put_back_by_name_and_others_stay():
    model = Layers()

    load_weights(model, {"trained": torch.tensor([7.0, 8.0])})

    assert model.trained.tolist() == [7.0, 8.0]
    assert model.frozen.tolist() == [1.0]
