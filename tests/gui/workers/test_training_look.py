"""The thread that tells what training would make of a picture."""

from pathlib import Path

import numpy as np
import pytest
import torch

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.gui.workers.answering import Asked
from ssd_desktop.gui.workers.thread import WorkerThread
from ssd_desktop.gui.workers.training_look import TrainingLookWorker
from ssd_desktop.inference.explanation.training_questions import NoLoss, TrainingQuestion
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.inference.tiles import TiledPredictor
from ssd_desktop.ssd.config import PLANS
from tests.made_models import made_picture, random_model

WAIT = 60_000
BEE = AnnotatedObject("bee", Box(20, 30, 120, 150))
THIN = AnnotatedObject("bee", Box(50, 50, 50, 90))


class Desk:
    """A worker in its thread, and the detector it finds."""

    def __init__(self):
        self.detector = None
        self.worker = TrainingLookWorker(lambda: self.detector)
        self.thread = WorkerThread(self.worker, "training look")
        self.thread.start()


@pytest.fixture
def desk(qtbot):
    desk = Desk()
    yield desk
    with qtbot.waitSignal(desk.thread.finished, timeout=WAIT):
        desk.thread.stop()


def request(number, *objects, pixels=None, wants_loss=True):
    pixels = made_picture(200, 260) if pixels is None else pixels
    return Asked(number, TrainingQuestion(Path("a.png"), pixels, objects, PLANS["caffe-voc"], wants_loss=wants_loss))


def said(qtbot, signal, desk, asked):
    """Returns what a signal of the worker says to a question.

    Not by ``waitSignal``: a worker that answers before the test begins to wait would let it wait for ever.
    """
    heard = []
    signal.connect(lambda *args: heard.append(args))
    desk.worker.ask(asked)
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT)
    signal.disconnect()
    return heard[0]


def answer(desk, qtbot, asked):
    (answered,) = said(qtbot, desk.worker.answered, desk, asked)
    assert answered.number == asked.number
    return answered.explained


def test_matching_comes_without_a_detector_and_the_loss_once_there_is_one(desk, qtbot):
    first = answer(desk, qtbot, request(1, BEE))
    assert (first.matching.positives > 0, first.loss, first.no_loss) == (True, None, NoLoss.NO_DETECTOR)
    desk.detector = Predictor(random_model(), torch.device("cpu"))
    assert answer(desk, qtbot, request(2, BEE)).loss is not None


def test_a_detector_that_looks_at_tiles_gives_no_loss(desk, qtbot):
    desk.detector = TiledPredictor(Predictor(random_model(), torch.device("cpu")), Tiling(100))
    assert answer(desk, qtbot, request(1, BEE)).no_loss is NoLoss.TILES


def test_labels_that_cannot_be_used_are_refused_in_a_sentence_and_the_next_question_is_answered(desk, qtbot):
    number, error = said(qtbot, desk.worker.refused, desk, request(1, THIN))
    assert number == 1
    assert "No object of a.png can be used" in str(error)
    assert answer(desk, qtbot, request(2, BEE)).matching.positives > 0


def test_a_foreign_error_is_one_sentence_and_ends_nothing(desk, qtbot):
    _, error = said(qtbot, desk.worker.refused, desk, request(1, BEE, pixels=np.zeros(7, np.uint8)))
    assert "a.png could not be explained" in str(error)
    assert answer(desk, qtbot, request(2, BEE)).matching.positives > 0
