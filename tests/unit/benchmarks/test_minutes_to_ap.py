"""When a run reached a share of its last AP: by its own metrics, in the time of its steps."""

import pytest

from benchmarks.bench_minutes_to_ap import StepClock, first_reached
from ssd_desktop.project.curves import read_curves
from ssd_desktop.training.events import EpochFinished, TrainingProgress, TrainingStarted


def test_the_time_to_an_ap_is_that_of_the_steps_alone(tmp_path, monkeypatch):
    times = iter([0.0, 10.0, 100.0, 130.0, 200.0])
    monkeypatch.setattr("benchmarks.bench_minutes_to_ap.time.perf_counter", lambda: next(times))
    clock = StepClock()
    clock.note(TrainingStarted("", (), "", 1.0, "", "", 1, 1, 2, 1, 0))
    for epoch, ap50 in ((1, 0.5), (2, 0.8)):
        clock.note(TrainingProgress(epoch, 2, epoch, 1.0, 1.0, 1.0, 0.1, 1.0, 0.0))
        clock.note(EpochFinished(epoch, 2, 1.0, ap50, "", True))
    assert clock.seconds_at_evaluations == [10.0, 40.0]
    path = tmp_path / "metrics.jsonl"
    path.write_text('{"step": 1, "epoch": 1, "ap50": 0.5}\n{"step": 2, "epoch": 2, "ap50": 0.8}\n')
    reached = first_reached(read_curves(path), clock.seconds_at_evaluations, 0.95)
    assert (reached.step, reached.seconds, reached.final) == (2, 40.0, 0.8)
    assert first_reached(read_curves(path), clock.seconds_at_evaluations, 0.6).step == 1


def test_a_run_that_finds_nothing_has_no_time_to_its_ap(tmp_path):
    path = tmp_path / "metrics.jsonl"
    path.write_text('{"step": 1, "epoch": 1, "ap50": 0.0}\n')
    with pytest.raises(SystemExit, match="more --steps"):
        first_reached(read_curves(path), [1.0], 0.95)
