"""The queue behind the trainings of the window, and the offer to go on after a crash."""

import pytest

from ssd_desktop.gui.controllers.train import TrainController
from ssd_desktop.gui.controllers.training_queue import TrainingQueue
from ssd_desktop.gui.dialogs.training_request import TrainingRequest
from ssd_desktop.gui.settings import Settings
from ssd_desktop.project.queue import RunQueue
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.data_choice import DataChoice
from ssd_desktop.training.events import TrainingStarted
from tests.gui.controllers.test_train import _Panel, _Questions, _Training
from tests.unit.project.made_runs import make_run


class _Stage:
    def __init__(self, tmp_path):
        self.data, self.runs = tmp_path / "data", tmp_path / "runs"
        self.data.mkdir()
        self.runs.mkdir()
        self.trainings, self.asked, self.told = [], [], []
        self.answer, self.error = "later", None
        settings = Settings(tmp_path / "settings.ini")
        self.train = TrainController(_Panel(), settings, questions=_Questions(), make_worker=self._make_worker)
        self.queue = TrainingQueue(self.train, self, self)

    def _make_worker(self, request):
        self.trainings.append(_Training(request, self.error))
        return self.trainings[-1]

    def resume(self, found):
        self.asked.append(found)
        return self.answer

    def show_error(self, text):
        self.told.append(text)
        return text

    def request(self, epochs=1, **more):
        return TrainingRequest(DataChoice(self.data), TrainingConfig(init="vgg16", epochs=epochs), self.runs, **more)

    def entries(self):
        return [(entry.config.epochs, entry.begun) for entry in RunQueue(self.runs).entries()]

    def offer(self, qtbot):
        count = len(self.asked)
        self.queue.offer(self.runs)
        qtbot.waitUntil(lambda: len(self.asked) > count, timeout=5000)


@pytest.fixture
def stage(tmp_path, qtbot):
    made = _Stage(tmp_path)
    yield made
    while made.train.is_running():
        RunQueue(made.runs).path.unlink(missing_ok=True)
        made.trainings[-1].may_end.set()
        qtbot.wait(10)


def end(stage, qtbot):
    training = stage.trainings[-1]
    training.may_end.set()
    qtbot.waitUntil(lambda: stage.train.training is not training, timeout=5000)


def test_a_training_is_in_the_queue_from_its_begin_to_its_end(qtbot, stage):
    stage.train.start(stage.request())
    assert stage.entries() == [(1, True)]
    end(stage, qtbot)
    assert stage.entries() == []


def test_what_is_asked_for_meanwhile_follows_in_its_order(qtbot, stage):
    for epochs in (1, 2, 3):
        stage.train.start(stage.request(epochs))
    assert stage.entries() == [(1, True), (2, False), (3, False)]
    end(stage, qtbot)
    qtbot.waitUntil(lambda: len(stage.trainings) == 2, timeout=5000)
    assert stage.entries() == [(2, True), (3, False)]
    end(stage, qtbot)
    qtbot.waitUntil(lambda: len(stage.trainings) == 3, timeout=5000)
    assert [training.request.config.epochs for training in stage.trainings] == [1, 2, 3]


def test_a_failed_training_does_not_stop_the_next(qtbot, stage):
    stage.train.start(stage.request(1))
    stage.train.start(stage.request(2))
    stage.trainings[0].control.stop(keep=False)
    qtbot.waitUntil(lambda: len(stage.trainings) == 2, timeout=5000)


def test_a_queued_training_taken_out_does_not_start(qtbot, stage):
    for epochs in (1, 2):
        stage.train.start(stage.request(epochs))
    stage.queue.remove(stage.runs, [entry.number for entry in RunQueue(stage.runs).waiting()])
    end(stage, qtbot)
    assert len(stage.trainings) == 1


def test_closing_and_keeping_leaves_the_training_to_be_offered(qtbot, stage):
    closed = []
    stage.train.start(stage.request(1))
    stage.train.start(stage.request(2))
    stage.train.run_started.emit(str(make_run(stage.runs / "one", steps=5, state="stopped")))
    stage.train.request_close(lambda: closed.append(True))
    qtbot.waitUntil(lambda: closed == [True], timeout=5000)
    assert stage.entries() == [(1, True), (2, False)]
    assert len(stage.trainings) == 1
    stage.offer(qtbot)
    assert (stage.asked[0].record.step, stage.asked[0].waiting) == (5, 1)


def test_a_run_that_was_cut_off_is_gone_on_with_where_it_was(qtbot, stage):
    run = make_run(stage.runs / "one", data=stage.data, steps=5, state="running", init="vgg16")
    RunQueue(stage.runs).begin(DataChoice(stage.data), TrainingConfig(), run=run)
    stage.answer = "go on"
    stage.offer(qtbot)
    assert (stage.trainings[0].request.resumed, stage.trainings[0].request.config.epochs) == (run, 3)
    assert len(stage.entries()) == 1
    end(stage, qtbot)
    assert stage.entries() == []


def test_one_that_had_hardly_begun_starts_over(qtbot, stage):
    RunQueue(stage.runs).begin(DataChoice(stage.data), TrainingConfig(epochs=7))
    stage.answer = "go on"
    stage.offer(qtbot)
    assert (stage.trainings[0].request.resumed, stage.trainings[0].request.config.epochs) == (None, 7)


def test_later_keeps_it_and_leaving_it_takes_it_out(qtbot, stage):
    run = make_run(stage.runs / "one", data=stage.data, steps=5, state="running", init="vgg16")
    RunQueue(stage.runs).begin(DataChoice(stage.data), TrainingConfig(), run=run)
    stage.offer(qtbot)
    assert len(stage.entries()) == 1
    other = TrainingQueue(stage.train, stage, stage)
    stage.answer = "forget"
    other.offer(stage.runs)
    qtbot.waitUntil(lambda: stage.entries() == [], timeout=5000)
    assert run.is_dir()
    assert stage.trainings == []


def test_a_run_whose_data_are_gone_says_so_and_stays_in_the_queue(qtbot, stage):
    run = make_run(stage.runs / "one", data=stage.data, steps=5, state="running", init="vgg16")
    RunQueue(stage.runs).begin(DataChoice(stage.data / "gone"), TrainingConfig(), run=run)
    stage.data.rmdir()
    stage.answer = "go on"
    stage.offer(qtbot)
    assert "is not there any more" in stage.told[0]
    assert stage.trainings == []
    assert len(stage.entries()) == 1


def test_a_damaged_queue_is_told_and_stops_no_training(qtbot, stage):
    RunQueue(stage.runs).path.write_text("{")
    stage.queue.offer(stage.runs)
    qtbot.waitUntil(lambda: bool(stage.told), timeout=5000)
    assert "is damaged" in stage.told[0]
    stage.train.start(stage.request())
    stage.train.run_started.emit("one")
    end(stage, qtbot)
    assert RunQueue(stage.runs).path.read_text() == "{"


def test_a_run_is_repeated_or_the_reason_why_not_is_told(qtbot, stage):
    run = make_run(stage.runs / "one", data=stage.data, init="vgg16", learning_rate=0.002)
    stage.queue.repeat(run)
    assert stage.trainings[0].request.resumed is None
    assert stage.trainings[0].request.config.learning_rate == 0.002
    stage.queue.repeat(run)
    assert len(stage.entries()) == 2
    stage.queue.repeat(stage.runs)
    assert "holds no run" in stage.told[-1]


def test_a_run_is_gone_on_with_after_the_one_that_trains(qtbot, stage):
    run = make_run(stage.runs / "one", data=stage.data, steps=5, state="stopped", init="vgg16")
    stage.train.start(stage.request())
    stage.queue.go_on(run)
    assert [(entry.begun, entry.run) for entry in RunQueue(stage.runs).entries()] == [(True, None), (False, run)]
    end(stage, qtbot)
    qtbot.waitUntil(lambda: len(stage.trainings) == 2, timeout=5000)
    assert stage.trainings[1].request.resumed == run


def test_the_folder_of_a_run_is_noted_once_it_is_there(qtbot, stage):
    stage.train.start(stage.request())
    event = TrainingStarted(str(stage.runs / "one"), (), "paper", 1.0, "CPU", "float32", 1, 0, 1, 1, 0)
    stage.trainings[0].reported.emit(event)
    qtbot.waitUntil(lambda: RunQueue(stage.runs).entries()[0].run == stage.runs / "one", timeout=5000)
