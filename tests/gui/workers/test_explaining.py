"""The worker that explains, with a detector that only pretends."""

import threading
from pathlib import Path

import numpy as np
import pytest

from ssd_desktop.errors import InferenceError
from ssd_desktop.gui.workers.answering import Asked
from ssd_desktop.gui.workers.explaining import ExplanationWorker
from ssd_desktop.gui.workers.thread import WorkerThread
from ssd_desktop.inference.explanation.questions import Question
from tests.unit.inference.explanation.made_seen import HEIGHT, WIDTH, made_seen


class Seeing:
    """Sees the same everywhere; waits at a gate where one is given."""

    def __init__(self, gate=None):
        self.gate = gate
        self.entered = threading.Event()
        self.threads = []

    def see(self, pixels_rgb):
        self.threads.append(threading.get_ident())
        self.entered.set()
        if self.gate is not None:
            assert self.gate.wait(20)
        if pixels_rgb.mean() > 200:
            raise RuntimeError("too bright")
        return made_seen()


class Tiled:
    """Has no ``see``, as a detector that looks at tiles."""


@pytest.fixture
def start(qtbot):
    threads = []

    def run(detector):
        worker = ExplanationWorker(lambda: detector)
        answers, refusals = [], []
        worker.answered.connect(answers.append)
        worker.refused.connect(lambda number, error: refusals.append((number, error)))
        thread = WorkerThread(worker, "explaining")
        threads.append(thread)
        thread.start()
        return worker, answers, refusals

    yield run
    for thread in threads:
        thread.stop()
        assert thread.wait(10_000)


def request(number, grey=0):
    return Asked(number, Question(Path("p.png"), np.full((HEIGHT, WIDTH, 3), grey, np.uint8)))


def test_a_question_is_answered_with_its_number_off_the_window_thread(qtbot, start):
    detector = Seeing()
    worker, answers, _ = start(detector)
    worker.ask(request(7))
    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    assert answers[0].number == 7
    assert answers[0].explained.explanation.detector == "made"
    assert detector.threads != [threading.get_ident()]


def test_questions_that_pile_up_are_answered_by_the_latest_only(qtbot, start):
    gate = threading.Event()
    detector = Seeing(gate)
    worker, answers, _ = start(detector)
    worker.ask(request(1))
    assert detector.entered.wait(20)
    for number in range(2, 30):
        worker.ask(request(number))
    gate.set()
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=20_000)
    assert [answer.number for answer in answers] == [1, 29]


@pytest.mark.parametrize("detector", [None, Tiled()])
def test_without_a_detector_that_sees_whole_pictures_it_says_what_to_do(qtbot, start, detector):
    worker, _, refusals = start(detector)
    worker.ask(request(3))
    qtbot.waitUntil(lambda: bool(refusals), timeout=20_000)
    number, error = refusals[0]
    assert number == 3
    assert isinstance(error, InferenceError)
    assert "choose another" in str(error)


def test_an_error_of_the_model_is_told_and_the_next_question_answered(qtbot, start):
    worker, answers, refusals = start(Seeing())
    worker.ask(request(1, grey=255))
    qtbot.waitUntil(lambda: bool(refusals), timeout=20_000)
    assert "p.png could not be explained: too bright" in str(refusals[0][1])
    worker.ask(request(2))
    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    assert answers[0].number == 2
