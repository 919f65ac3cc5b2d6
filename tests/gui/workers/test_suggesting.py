"""Looking for objects in files, with a detector that only pretends: order, cancelling, errors, the cache."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from ssd_desktop.annotation.box import Box
from ssd_desktop.errors import CheckpointError
from ssd_desktop.gui.workers.suggesting import SuggestionJob, SuggestionWorker
from ssd_desktop.gui.workers.thread import WorkerThread
from ssd_desktop.inference.prediction_cache import PredictionCache
from tests.gui.workers.test_detection import FakeDetector


class Office:
    """A worker, what it said, and how often it was asked to load."""

    def __init__(self, folder, load=None):
        self.said, self.loads, self.detector = [], [], FakeDetector("pretender")
        self.worker = SuggestionWorker(load or self._load, PredictionCache(folder / "cache"))
        for name in ("predicted", "missed", "model_failed", "ended"):
            getattr(self.worker, name).connect(lambda *values, name=name: self.said.append((name, *values)))

    def _load(self, path, device):
        self.loads.append((path, device))
        return self.detector

    def work(self, *jobs, last=None):
        """Does jobs in this thread, until the last one has ended."""
        last = jobs[-1].number if last is None else last
        self.worker.ended.connect(lambda number: number == last and self.worker.request_stop())
        for job in jobs:
            self.worker.ask(job)
        self.worker.run()

    def all(self, name):
        return [values for said, *values in self.said if said == name]


@pytest.fixture
def images(tmp_path):
    paths = [tmp_path / f"{name}.png" for name in "abcd"]
    for width, path in enumerate(paths, 20):
        cv2.imwrite(str(path), np.zeros((10, width, 3), np.uint8))
    return tuple(paths)


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "model.safetensors"
    path.write_bytes(b"weights")
    return str(path)


@pytest.fixture
def office(qapp, tmp_path):
    return Office(tmp_path)


def test_every_image_is_answered_by_its_own_number_and_path(office, images, model):
    office.work(SuggestionJob(7, images, model, "cpu"))
    assert [(number, image) for number, image, *_ in office.all("predicted")] == [(7, image) for image in images]
    widths = [found.found[0].box for _, _, found, _ in office.all("predicted")]
    assert widths == [Box(0, 0, width, 10) for width in (20, 21, 22, 23)]
    assert (office.loads, office.said[-1]) == ([(model, "cpu")], ("ended", 7))


def test_a_second_look_asks_the_cache_and_loads_no_model(tmp_path, office, images, model):
    office.work(SuggestionJob(1, images, model, "cpu"))
    again = Office(tmp_path)
    again.work(SuggestionJob(2, images, model, "cpu"))
    assert again.loads == []
    assert [found for _, _, found, _ in again.all("predicted")] == [found for _, _, found, _ in office.all("predicted")]


def test_the_mirror_image_is_looked_at_where_only_the_image_was(tmp_path, office, images, model):
    office.work(SuggestionJob(1, images[:1], model, "cpu"))
    assert office.all("predicted")[0][2].mirrored is None
    again = Office(tmp_path)
    again.work(SuggestionJob(2, images[:1], model, "cpu", mirrored=True))
    assert len(again.detector.seen_scores) == 1
    ((_, _, found, unsure),) = again.all("predicted")
    assert found.mirrored == found.found
    assert (unsure.disagreement, unsure.reason) == (0, "hardly an object")


def test_what_cannot_be_read_is_named_and_the_others_are_looked_at(office, images, model):
    images[1].write_bytes(b"no picture")
    images[2].unlink()
    office.work(SuggestionJob(1, images, model, "cpu"))
    assert [image for _, image, *_ in office.all("predicted")] == [images[0], images[3]]
    assert [(image, image.name in why) for _, image, why in office.all("missed")] == [
        (images[1], True),
        (images[2], True),
    ]


def test_a_detector_that_fails_on_an_image_goes_on_with_the_next(office, images, model):
    cv2.imwrite(str(images[0]), np.zeros((10, 13, 3), np.uint8))
    office.work(SuggestionJob(1, images, model, "cpu"))
    assert office.all("missed") == [[1, images[0], "RuntimeError: unlucky width"]]
    assert len(office.all("predicted")) == 3


def test_without_a_detector_the_job_ends_with_one_sentence(qapp, tmp_path, images, model):
    def load(path, device):
        raise CheckpointError("The model is damaged.")

    office = Office(tmp_path, load)
    office.work(SuggestionJob(1, images, model, "cpu"))
    assert office.said == [("model_failed", 1, "The model is damaged."), ("ended", 1)]


def test_a_model_that_is_gone_ends_the_job(office, images, tmp_path):
    office.work(SuggestionJob(1, images, str(tmp_path / "gone.safetensors"), "cpu"))
    assert "gone.safetensors" in office.all("model_failed")[0][1]


def test_a_cancelled_job_ends_before_its_next_image(office, images, model):
    office.worker.predicted.connect(lambda number, *_: office.worker.cancel(number))
    office.work(SuggestionJob(1, images, model, "cpu"))
    assert [image for _, image, *_ in office.all("predicted")] == [images[0]]


def test_another_job_ends_the_one_under_way(office, images, model):
    def ask_another(number, *_):
        if number == 1:
            office.worker.ask(SuggestionJob(2, images[2:], model, "cpu"))

    office.worker.predicted.connect(ask_another)
    office.work(SuggestionJob(1, images, model, "cpu"), last=2)
    answers = [(number, image) for number, image, *_ in office.all("predicted")]
    assert answers == [(1, images[0]), (2, images[2]), (2, images[3])]


def test_the_image_that_somebody_waits_for_goes_first(office, images, model):
    def ask_first(number, image, *_):
        if image == images[0]:
            office.worker.ask_first(SuggestionJob(2, images[3:], model, "cpu"))

    office.worker.predicted.connect(ask_first)
    office.work(SuggestionJob(1, images[:3], model, "cpu"))
    answers = [(number, image) for number, image, *_ in office.all("predicted")]
    assert answers == [(1, images[0]), (2, images[3]), (1, images[1]), (1, images[2])]


def test_the_thread_waits_for_work_and_ends_when_asked(qtbot, tmp_path, images, model):
    office = Office(tmp_path)
    thread = WorkerThread(office.worker, "suggestions")
    thread.start()
    office.worker.ask_first(SuggestionJob(1, images[:1], model, "cpu"))
    qtbot.waitUntil(lambda: office.all("ended") == [[1]])
    with qtbot.waitSignal(thread.finished):
        thread.stop()


def test_a_checkpoint_that_was_written_anew_is_loaded_anew(office, images, model):
    office.work(SuggestionJob(1, images[:1], model, "cpu"))
    Path(model).write_bytes(b"other weights")
    again = SuggestionWorker(office._load, office.worker._cache)
    again._detector, again._loaded = office.detector, office.worker._loaded
    assert again._found(images[0], SuggestionJob(2, images[:1], model, "cpu")).found
    assert office.loads == [(model, "cpu")] * 2
