"""Speed and time left, measured by a clock that the test turns."""

import pytest

from ssd_desktop.training.progress import ProgressMeter


class Clock:
    def __init__(self):
        self.seconds = 100.0

    def __call__(self):
        return self.seconds


def test_speed_and_time_left_follow_the_last_steps():
    clock = Clock()
    meter = ProgressMeter(clock)
    for seconds in (2.0, 4.0):
        clock.seconds += seconds
        meter.step_done(8)

    assert meter.images_per_second() == pytest.approx(16 / 6)
    assert meter.seconds_left(steps=10, evaluations=0) == pytest.approx(30)


def test_nothing_is_promised_before_the_first_step():
    meter = ProgressMeter(Clock())

    assert meter.images_per_second() == 0.0
    assert meter.seconds_left(steps=10, evaluations=2) == 0.0


def test_a_pause_is_in_no_figure():
    clock = Clock()
    meter = ProgressMeter(clock)
    clock.seconds += 1
    since = meter.now()
    clock.seconds += 3600
    meter.exclude(since)
    clock.seconds += 1
    meter.step_done(4)

    assert meter.images_per_second() == pytest.approx(2.0)
    assert meter.seconds_left(steps=5, evaluations=0) == pytest.approx(10.0)


def test_evaluations_still_to_come_count_once_one_was_measured():
    clock = Clock()
    meter = ProgressMeter(clock)
    clock.seconds += 1
    meter.step_done(4)
    since = meter.now()
    clock.seconds += 20
    meter.evaluation_done(since)
    meter.restart()
    clock.seconds += 1
    meter.step_done(4)

    assert meter.seconds_left(steps=10, evaluations=3) == pytest.approx(70)


def test_events_are_due_at_most_ten_times_a_second():
    clock = Clock()
    meter = ProgressMeter(clock)
    due = []
    for _ in range(100):
        due.append(meter.event_due())
        clock.seconds += 0.03

    assert due[0]
    assert 20 <= sum(due) <= 30
