import threading

import pytest

from ssd_desktop.inference.stopwatch import PartTimes, Stopwatch


class Clock:
    """Goes on by a tenth of a second whenever it is read."""

    now = 0.0

    def __call__(self):
        self.now += 0.1
        return self.now


def test_parts_add_up_until_they_are_taken():
    stopwatch = Stopwatch(Clock())
    for _ in range(2):
        with stopwatch.part("network"):
            pass
    with stopwatch.part("postprocess"):
        pass
    assert stopwatch.take() == PartTimes(0.0, pytest.approx(200), pytest.approx(100))
    assert stopwatch.take() == PartTimes()


def test_a_part_that_fails_is_timed_too():
    stopwatch = Stopwatch(Clock())
    with pytest.raises(ValueError, match="oh"), stopwatch.part("network"):
        raise ValueError("oh")
    assert stopwatch.take().network == pytest.approx(100)


def test_threads_do_not_count_each_others_time():
    stopwatch, other = Stopwatch(Clock()), []

    def work():
        with stopwatch.part("preprocess"):
            pass
        other.append(stopwatch.take())

    with stopwatch.part("network"):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert other[0].network == 0
    assert stopwatch.take().preprocess == 0
