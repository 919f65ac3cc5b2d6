"""The curves of a run as a picture: what is read of the metrics, and what shows."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.media.opencv import cv2
from ssd_desktop.training.chart import Axis
from ssd_desktop.training.curves_png import Curves, encode_png, smoothed, thinned

LOSS_BLUE = (0x00, 0x72, 0xB2)
AP_BROWN = (0xB3, 0x59, 0x00)


def step_row(step, loss=3.0):
    return {
        "step": step, "epoch": 1, "loss": loss, "confidence_loss": loss / 2, "localisation_loss": loss / 2,
        "learning_rate": 1e-3,
    }  # fmt: skip


def curves_of(tmp_path, rows):
    path = tmp_path / "metrics.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    curves = Curves(path)
    curves.update()
    return curves


def shows(picture, colour):
    return bool((picture == colour).all(axis=2).any())


def test_losses_are_drawn_and_ap_only_where_it_was_measured(tmp_path):
    rows = [step_row(step, 8 / step) for step in range(1, 41)]
    without = curves_of(tmp_path, rows).draw("run", 40)
    with_ap = curves_of(tmp_path, [*rows, {"step": 40, "epoch": 1, "mean_loss": 1.0, "ap50": 0.5}]).draw("run", 40)

    assert shows(without, LOSS_BLUE)
    assert not shows(without, AP_BROWN)
    assert shows(with_ap, AP_BROWN)
    assert with_ap.shape[0] > without.shape[0]
    assert without.shape[1] == 1200
    assert (without[0] == 255).all()


def test_an_event_marks_its_step(tmp_path):
    rows = [step_row(step) for step in range(1, 11)]
    plain = curves_of(tmp_path, rows).draw("run", 10)
    marked = curves_of(tmp_path, [*rows, {"step": 5, "event": "diverged"}]).draw("run", 10)

    changed = (plain != marked).any(axis=2)
    columns = np.flatnonzero(changed.any(axis=0))
    assert columns.min() == pytest.approx(plain.shape[1] / 2, abs=40)


def test_each_look_reads_only_what_was_added_and_leaves_a_line_that_is_being_written(tmp_path):
    path = tmp_path / "metrics.jsonl"
    path.write_text(json.dumps(step_row(1)) + "\n" + '{"step": 2, "lo')
    curves = Curves(path)
    curves.update()
    first = curves.draw("run", 4)
    path.write_text(json.dumps(step_row(1)) + "\n" + json.dumps(step_row(2)) + "\n")
    curves.update()

    assert (first != curves.draw("run", 4)).any()
    assert (curves.draw("run", 4) == curves_of(tmp_path, [step_row(1), step_row(2)]).draw("run", 4)).all()


@pytest.mark.parametrize("steps", [0, 1, 7, 12_000])
def test_runs_of_any_length_can_be_drawn(tmp_path, steps):
    rows = [step_row(step) for step in range(1, steps + 1)]
    picture = curves_of(tmp_path, rows).draw("a run of many steps", steps)

    decoded = cv2.imdecode(np.frombuffer(encode_png(picture), np.uint8), cv2.IMREAD_COLOR)
    assert (cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB) == picture).all()


@given(st.lists(st.floats(-1e6, 1e6), max_size=40), st.integers(1, 12))
def test_smoothing_is_the_mean_of_the_neighbours(values, window):
    result = smoothed(np.array(values, np.float64), window)

    before, after = (window - 1) // 2, window // 2
    expected = [np.mean(values[max(0, i - before) : i + after + 1]) for i in range(len(values))]
    assert result.tolist() == pytest.approx(expected, abs=1e-6)


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=200), st.integers(1, 20))
def test_thinning_keeps_the_highest_and_the_lowest_and_the_order(values, columns):
    ys = np.array(values, np.float64)
    xs = np.arange(len(ys), dtype=np.float64)
    few_xs, few_ys = thinned(xs, ys, columns)

    assert len(few_xs) <= max(len(xs), 2 * columns)
    assert (few_ys.min(), few_ys.max()) == (ys.min(), ys.max())
    assert (np.diff(few_xs) >= 0).all()


@given(st.floats(1e-9, 1e9), st.integers(1, 12))
def test_an_axis_reaches_the_highest_number_with_few_round_ticks(highest, ticks):
    axis = Axis.up_to(highest, ticks)

    assert axis.top >= highest * (1 - 1e-6)
    assert 2 <= len(axis.ticks) <= ticks + 2
    leading = axis.step / 10 ** math.floor(math.log10(axis.step) + 1e-9)
    assert any(leading == pytest.approx(factor) for factor in (1, 2, 2.5, 5, 10))
