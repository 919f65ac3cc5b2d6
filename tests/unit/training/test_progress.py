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


class Spared:
    """Ten images are computed once, at 0.5 seconds each."""

    seconds, done, left = 0.0, 0, 10

    def compute(self, images):
        self.seconds += 0.5 * images
        self.done += images
        self.left -= images


def test_what_later_steps_are_spared_counts_only_for_the_images_still_to_come():
    clock, spared = Clock(), Spared()
    meter = ProgressMeter(clock)
    meter.spared = spared
    left = []
    for _ in range(5):
        spared.compute(2)
        clock.seconds += 1 + 2 * 0.5
        meter.step_done(2)
        left.append(meter.seconds_left(steps=20, evaluations=0))
    clock.seconds += 1
    meter.step_done(2)
    left.append(meter.seconds_left(steps=20, evaluations=0))

    assert left == pytest.approx([20 + 4, 20 + 3, 20 + 2, 20 + 1, 20, 20])


def test_a_run_that_ends_before_all_images_came_is_not_charged_for_them():
    clock, spared = Clock(), Spared()
    meter = ProgressMeter(clock)
    meter.spared = spared
    spared.compute(2)
    clock.seconds += 2
    meter.step_done(2)

    assert meter.seconds_left(steps=1, evaluations=0) == pytest.approx(2)


def test_events_are_due_at_most_ten_times_a_second():
    clock = Clock()
    meter = ProgressMeter(clock)
    due = []
    for _ in range(100):
        due.append(meter.event_due())
        clock.seconds += 0.03

    assert due[0]
    assert 20 <= sum(due) <= 30
