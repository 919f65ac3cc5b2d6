"""The loop of a training with a step, a loader and a validation that cost nothing."""

import json
import re
import threading
from dataclasses import dataclass, field
from unittest.mock import Mock

import pytest

from ssd_desktop.errors import DataError, TrainingError
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.control import TrainingControl
from ssd_desktop.training.disk_full import DiskFullError
from ssd_desktop.training.divergence import DivergenceError
from ssd_desktop.training.events import (
    EpochFinished,
    TrainingMessage,
    TrainingPaused,
    TrainingProgress,
    TrainingResumed,
    TrainingStopping,
)
from ssd_desktop.training.loop import RunLength, TrainingLoop
from ssd_desktop.training.metrics_log import MetricsLog
from ssd_desktop.training.progress import ProgressMeter
from ssd_desktop.training.recovery import Position
from ssd_desktop.training.step import StepLosses

DISK_FULL = DiskFullError("full")
DIVERGED = DivergenceError((), step=3, learning_rate=0.1, loss=9.0, gradient_norm=1e9)


@dataclass(frozen=True)
class FakeBatch:
    epoch: int
    number: int
    samples: tuple[str, ...] = ("a", "b")


class FakeLoader:
    """Five batches an epoch."""

    batch_size = 2

    def __init__(self):
        self.left = 0

    def epoch(self, number, start_batch=0):
        try:
            for batch in range(start_batch, 5):
                yield FakeBatch(number, batch)
        finally:
            self.left += 1


@dataclass
class Training:
    """A loop and all it touched. ``during`` is called with (step, micro-batch) before each of two micro-batches."""

    folder: object
    config: TrainingConfig = field(default_factory=lambda: TrainingConfig(epochs=3, warmup_steps=0))
    ap50: object = None
    during: object = None
    loader: FakeLoader = field(default_factory=FakeLoader)
    control: TrainingControl = field(default_factory=TrainingControl)
    events: list = field(default_factory=list)
    trained: list = field(default_factory=list)
    rates: list = field(default_factory=list)
    saved: list = field(default_factory=list)
    seconds: float = 0.0

    def step(self, batch, *, step, learning_rate, between):
        for part in range(2):
            if self.during:
                self.during(step, part)
            between()
        self.seconds += 0.05
        self.trained.append((batch.epoch, batch.number))
        self.rates.append(learning_rate)
        return StepLosses(10.0 / step, 8.0 / step, 2.0 / step)

    def evaluate(self, should_stop):
        return 0.0 if should_stop() else self.ap50(len(self.saved) + 1)

    def save(self, position, mean_loss):
        self.saved.append((position, mean_loss))
        return self.folder / "last.safetensors"

    def run(self, position=None):
        self.loop = TrainingLoop(
            self.config,
            RunLength.of(self.config, 5),
            batches=self.loader,
            step=self.step,
            evaluate=self.evaluate if self.ap50 else None,
            save=self.save,
            metrics=MetricsLog(self.folder / "metrics.jsonl"),
            emit=self.events.append,
            control=self.control,
            meter=ProgressMeter(lambda: self.seconds),
        )
        return self.loop.run(position or Position())

    def of(self, kind):
        return [event for event in self.events if isinstance(event, kind)]

    def metrics(self):
        return [json.loads(line) for line in (self.folder / "metrics.jsonl").read_text().splitlines()]


def test_every_batch_of_every_epoch_is_trained_once_in_order(tmp_path):
    training = Training(tmp_path)

    assert training.run() == "finished"

    assert training.trained == [(epoch, batch) for epoch in range(3) for batch in range(5)]
    assert training.loop.position == Position(step=15, epoch=3)
    assert training.loader.left == 3
    assert [event.epoch for event in training.of(EpochFinished)] == [1, 2, 3]
    assert training.of(EpochFinished)[0].mean_loss == pytest.approx(sum(10 / n for n in range(1, 6)) / 5)


def test_steps_cut_the_last_epoch_short(tmp_path):
    training = Training(tmp_path, config=TrainingConfig(steps=7, warmup_steps=0), ap50=lambda n: 0.5)

    assert training.run() == "finished"

    assert training.trained[-1] == (1, 1)
    assert training.of(TrainingProgress)[-1].step == 7
    assert [(event.epoch, event.epochs) for event in training.of(EpochFinished)] == [(1, 2), (2, 2)]


def test_a_run_made_longer_after_its_last_step_is_in_no_epoch_beyond_the_last(tmp_path):
    training = Training(tmp_path, config=TrainingConfig(steps=3, warmup_steps=0))

    assert training.run(Position(step=2, epoch=1)) == "finished"

    assert [(event.epoch, event.epochs) for event in training.of(EpochFinished)] == [(2, 2)]


def test_a_run_made_shorter_than_what_is_done_is_measured_at_its_end(tmp_path):
    config = TrainingConfig(epochs=1, warmup_steps=0, evaluate_every=0)
    training = Training(tmp_path, config=config, ap50=lambda number: 0.5)

    assert training.run(Position(step=7, epoch=1, batch=2)) == "finished"

    assert [event.ap50 for event in training.of(EpochFinished)] == [0.5]


def test_the_learning_rate_follows_the_schedule(tmp_path):
    training = Training(tmp_path, config=TrainingConfig(epochs=6, warmup_steps=0, schedule="step", learning_rate=3.2))
    training.run()

    assert training.rates == pytest.approx([0.2] * 20 + [0.02] * 5 + [0.002] * 5)


def test_each_step_and_epoch_has_a_line_without_times(tmp_path):
    training = Training(tmp_path, config=TrainingConfig(epochs=1, warmup_steps=0), ap50=lambda n: 0.25)
    training.run()

    rows = training.metrics()
    assert len(rows) == 6
    assert list(rows[0]) == ["step", "epoch", "loss", "confidence_loss", "localisation_loss", "learning_rate"]
    assert rows[-1] == {"step": 5, "epoch": 1, "mean_loss": pytest.approx(4.5667, abs=1e-3), "ap50": 0.25}


def test_progress_comes_at_most_ten_times_a_second_and_for_the_last_step(tmp_path):
    training = Training(tmp_path, config=TrainingConfig(steps=22, warmup_steps=0))
    training.run()

    progress = training.of(TrainingProgress)
    assert len(progress) <= 13
    assert progress[-1].step == 22
    assert progress[-1].seconds_left == 0.0
    assert progress[3].seconds_left == pytest.approx((22 - progress[3].step) * 0.05)
    assert progress[3].images_per_second == pytest.approx(40)


def test_the_best_epoch_is_marked_and_remembered(tmp_path):
    training = Training(tmp_path, ap50=lambda n: [0.5, 0.7, 0.7][n - 1])
    training.run()

    assert [event.is_best for event in training.of(EpochFinished)] == [True, True, False]
    assert [position.best_step for position, _ in training.saved] == [5, 10, 10]
    assert training.loop.position.best_ap50 == 0.7
    assert training.loop.position.ap50 == 0.7


@pytest.mark.parametrize(("every", "evaluated"), [(1, [1, 2, 3]), (2, [2, 3]), (0, [3])])
def test_validation_comes_as_often_as_asked_and_always_at_the_end(tmp_path, every, evaluated):
    config = TrainingConfig(epochs=3, evaluate_every=every, warmup_steps=0)
    training = Training(tmp_path, config=config, ap50=lambda n: 0.5)
    training.run()

    assert [event.epoch for event in training.of(EpochFinished) if event.ap50 is not None] == evaluated


def early_stopping(folder, figures, **settings):
    config = TrainingConfig(epochs=len(figures), early_stopping=2, warmup_steps=0, **settings)
    return Training(folder, config=config, ap50=lambda n: figures[n - 1])


def test_a_training_that_no_longer_gets_better_ends_and_says_where(tmp_path):
    training = early_stopping(tmp_path, [0.1, 0.5, 0.4, 0.5, 0.9])

    assert training.run() == "finished"

    assert training.loop.position.step == 20
    assert training.loop.position.best_step == 10
    assert [event.text for event in training.of(TrainingMessage)] == [
        "The training ends at step 20 of 25: the last 2 evaluations were no better than the best one. That was "
        "AP50 50.0% at step 10."
    ]


def test_a_better_evaluation_begins_the_count_anew(tmp_path):
    training = early_stopping(tmp_path, [0.1, 0.1, 0.2, 0.2, 0.3])

    training.run()

    assert training.loop.position.step == 25
    assert training.of(TrainingMessage) == []


def test_epochs_without_an_evaluation_do_not_count(tmp_path):
    training = early_stopping(tmp_path, [0.5] * 8, evaluate_every=2)

    training.run()

    assert training.loop.position.step == 30


def test_a_run_that_ended_early_stays_so_when_resumed_and_goes_on_without_early_stopping(tmp_path):
    figures = [0.5, 0.5, 0.5, 0.5]
    training = early_stopping(tmp_path, figures)
    training.run()
    position = training.saved[-1][0]
    again = early_stopping(tmp_path, figures)
    further = Training(tmp_path, config=TrainingConfig(epochs=4, warmup_steps=0), ap50=lambda n: 0.5)

    assert again.run(position) == "finished"
    assert further.run(position) == "finished"

    assert again.trained == []
    assert further.loop.position.step == 20


def test_the_evaluations_before_an_interruption_count(tmp_path):
    figures = [0.5, 0.4, 0.4, 0.4, 0.4]
    stopped = early_stopping(tmp_path, figures)
    stopped.during = lambda step, part: stopped.control.stop(keep=True) if step == 12 else None
    assert stopped.run() == "stopped"
    stopped.control, stopped.during = TrainingControl(), None

    stopped.run(stopped.saved[-1][0])

    assert stopped.loop.position.step == 15


@pytest.mark.parametrize("part", [0, 1])
def test_a_kept_stop_saves_before_the_batch_it_interrupts_and_goes_on_with_it(tmp_path, part):
    straight = Training(tmp_path / "straight")
    (tmp_path / "straight").mkdir()
    straight.run()
    stopped = Training(tmp_path)
    stopped.during = lambda step, p: stopped.control.stop(keep=True) if (step, p) == (8, part) else None

    assert stopped.run() == "stopped"
    position, mean_loss = stopped.saved[-1]
    assert (position.step, position.epoch, position.batch) == (7, 1, 2)
    assert mean_loss == pytest.approx((10 / 6 + 10 / 7) / 2)
    assert stopped.of(TrainingStopping) == [TrainingStopping(keep=True)]

    stopped.control, stopped.during = TrainingControl(), None
    assert stopped.run(position) == "finished"
    assert stopped.trained == straight.trained
    assert stopped.rates == straight.rates
    assert stopped.metrics() == straight.metrics()


def test_a_discarded_run_is_not_saved(tmp_path):
    training = Training(tmp_path)
    training.during = lambda step, part: training.control.stop(keep=False) if step == 3 else None

    assert training.run() == "discarded"
    assert training.saved == []
    assert training.of(TrainingStopping) == [TrainingStopping(keep=False)]


def test_a_stop_before_the_first_step_is_saved_at_step_nought(tmp_path):
    training = Training(tmp_path)
    training.control.stop(keep=True)

    assert training.run() == "stopped"
    assert training.saved == [(Position(), None)]


def test_a_stop_during_validation_repeats_only_the_validation(tmp_path):
    training = Training(tmp_path, ap50=lambda n: 0.5)
    evaluate = training.evaluate

    def stop_half_way(should_stop):
        training.control.stop(keep=True)
        return evaluate(should_stop)

    training.evaluate = stop_half_way
    assert training.run() == "stopped"
    position, _ = training.saved[-1]
    assert (position.step, position.epoch, position.batch, position.best_ap50) == (5, 0, 5, None)

    training.control, training.evaluate = TrainingControl(), evaluate
    assert training.run(position) == "finished"
    assert len(training.trained) == 15
    assert [event.ap50 for event in training.of(EpochFinished)] == [0.5, 0.5, 0.5]


def test_a_finished_run_trains_nothing_more(tmp_path):
    training = Training(tmp_path)

    assert training.run(Position(step=15, epoch=3)) == "finished"
    assert training.trained == []


def test_a_pause_waits_between_micro_batches_and_costs_no_estimate(tmp_path):
    training = Training(tmp_path)
    waiting = threading.Event()

    def emit(event):
        training.events.append(event)
        if isinstance(event, TrainingPaused):
            training.seconds += 3600
            waiting.set()

    def resume():
        assert waiting.wait(30)
        training.control.resume()

    training.during = lambda step, part: training.control.pause() if (step, part) == (4, 1) else None
    training.events = _Appender(emit)
    other = threading.Thread(target=resume)
    other.start()
    assert training.run() == "finished"
    other.join()

    kinds = [type(event) for event in training.events]
    assert kinds.index(TrainingResumed) == kinds.index(TrainingPaused) + 1
    assert len(training.trained) == 15
    assert max(event.seconds_left for event in training.of(TrainingProgress)) < 10


class _Appender(list):
    """A list of events that also calls ``emit``."""

    def __init__(self, emit):
        super().__init__()
        self._emit = emit
        self._inside = False

    def append(self, event):
        if self._inside:
            super().append(event)
            return
        self._inside = True
        self._emit(event)
        self._inside = False


def test_a_stop_wakes_a_paused_training(tmp_path):
    training = Training(tmp_path)

    class Waker(list):
        def append(self, event):
            super().append(event)
            if isinstance(event, TrainingPaused):
                threading.Timer(0.01, training.control.stop, kwargs={"keep": True}).start()

    training.events = Waker()
    training.control.pause()

    assert training.run() == "stopped"
    assert [type(event) for event in training.events] == [TrainingPaused, TrainingStopping]


def test_what_was_learned_before_an_error_is_saved(tmp_path):
    training = Training(tmp_path)

    def fail(step, part):
        if step == 8:
            raise DataError("the network drive is gone")

    training.during = fail
    with pytest.raises(DataError):
        training.run()

    position, mean_loss = training.saved[-1]
    assert (position.step, position.epoch, position.batch) == (7, 1, 2)
    assert mean_loss == pytest.approx(position.loss_sum / 2)


def test_an_evaluation_that_fails_costs_no_steps(tmp_path):
    def fail(number):
        raise DataError("no image can be evaluated")

    training = Training(tmp_path, ap50=fail)
    with pytest.raises(DataError):
        training.run()

    assert [(position.step, position.epoch, position.batch) for position, _ in training.saved] == [(5, 0, 5)]


@pytest.mark.parametrize("error", [DataError("first"), DISK_FULL, DIVERGED])
def test_the_error_that_ended_it_is_told_and_nothing_is_saved_where_nothing_can_be(tmp_path, error):
    training = Training(tmp_path)

    def fail(step, part):
        if step == 3:
            raise error

    training.during = fail
    training.save = Mock(side_effect=TrainingError("read-only"))
    with pytest.raises(type(error), match=re.escape(str(error))):
        training.run()
    assert training.save.call_count == isinstance(error, DataError)


def test_an_error_of_the_listener_ends_the_training(tmp_path):
    training = Training(tmp_path)

    class Broken(list):
        def append(self, event):
            raise LookupError("a programming error")

    training.events = Broken()
    with pytest.raises(LookupError):
        training.run()
    assert training.loader.left == 1
