"""A run over many pictures: all of them in order, a bad one in the way, an end before the end."""

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ssd_desktop.errors import InferenceError, MediaError, UsageError
from ssd_desktop.inference import pictures_ahead
from ssd_desktop.inference.batch import BatchReport, detect_in
from ssd_desktop.inference.picture_sources import PictureSource, picture_sources
from ssd_desktop.inference.results.writer import ResultWriter
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.image_file import write_image
from ssd_desktop.media.types import Frame
from tests.made_detectors import OneByOne


class Brightness(OneByOne):
    """Finds as many objects as the picture's first value says, with scores 0.9, 0.8..."""

    def detect(self, pixels_rgb, config):
        count = int(pixels_rgb[0, 0, 0])
        return Detections(
            np.tile(np.array([[0, 0, 2, 2]], np.float32), (count, 1)), np.ones(count, np.int64),
            np.array([0.9 - 0.1 * i for i in range(count)], np.float32), np.arange(count), ("cat",), 4, 4,
        )  # fmt: skip


class Kept(ResultWriter):
    def __init__(self, known=()):
        self.rows, self.ended, self.known, self.closed = [], [], known, False

    def write(self, source, frame, detections):
        if source.name == "unwritable":
            raise MediaError("unwritable is there already.")
        if source.name == "slip":
            raise UsageError("No.")
        self.rows.append((source.name, frame.number, len(detections)))

    def has(self, source):
        return source.name in self.known

    def end_source(self, source):
        self.ended.append(source.name)


def made_source(name, *counts, moving=False, error=None, threads=None):
    def frames():
        for number, count in enumerate(counts):
            if threads is not None:
                threads.add(threading.current_thread().name)
            yield Frame(np.full((4, 4, 3), count, np.uint8), number, number / 10, name)
        if error is not None:
            raise error

    return PictureSource(name, moving, None, frames)


def test_every_picture_is_written_once_in_order_and_read_in_another_thread():
    threads, kept, seen = set(), Kept(), []
    sources = [made_source("a", 1, threads=threads), made_source("v", 2, 0, 3, moving=True), made_source("b", 1)]
    report = detect_in(sources, Brightness(), [kept], score=0.85, progress=lambda *done: seen.append(done))
    assert kept.rows == [("a", 0, 1), ("v", 0, 1), ("v", 1, 0), ("v", 2, 1), ("b", 0, 1)]
    assert kept.ended == ["a", "v", "b"]
    assert report == BatchReport(5, 4, 0, (), complete=True)
    assert seen[-1] == (3, 5)
    assert seen == sorted(seen)
    assert threading.current_thread().name not in threads
    assert not any(thread.name.startswith("decode") for thread in threading.enumerate())


def test_a_source_that_fails_is_named_at_once_and_the_others_go_on():
    kept, said = Kept(), []
    sources = [
        made_source("torn", 1, 1, moving=True, error=MediaError("torn ends early.")),
        made_source("unwritable", 1, 1, 1, moving=True),
        made_source("b", 1),
    ]
    report = detect_in(sources, Brightness(), [kept], score=0.5, complain=said.append)
    assert report.failures == ("torn ends early.", "unwritable is there already.") == tuple(said)
    assert kept.rows == [("torn", 0, 1), ("torn", 1, 1), ("b", 0, 1)]
    assert report.complete
    assert report.pictures == 3


class Batches(Brightness):
    """Detects in several pictures at once; keeps how many, and fails where they are too many or one is too bright."""

    def __init__(self, batch_size, *, most=100):
        self.batch_size, self.most, self.asked = batch_size, most, []

    def detect_batch(self, images, config):
        self.asked.append(len(images))
        if len(images) > self.most or any(image.max() == 9 for image in images):
            raise InferenceError("Too much.")
        return super().detect_batch(images, config)


@pytest.mark.parametrize("batch_size", [1, 2, 3, 7])
def test_batches_give_what_single_pictures_give_in_the_same_order(batch_size):
    sources = [
        *(made_source(f"{n}", n % 3) for n in range(4)),
        made_source("v", 2, 0, 3, 1, 1, moving=True),
        made_source("torn", error=MediaError("torn is damaged.")),
        *(made_source(f"{n}", n % 2) for n in range(4, 7)),
    ]
    single, several = Kept(), Kept()
    expected = detect_in(sources, Brightness(), [single], score=0.5)
    assert detect_in(sources, Batches(batch_size), [several], score=0.5) == expected
    assert (several.rows, several.ended) == (single.rows, single.ended)


def test_still_pictures_and_the_frames_of_a_video_are_detected_in_together():
    detector = Batches(3)
    sources = [made_source(f"{n}", 1) for n in range(4)]
    video = replace(made_source("v", 1, 1, 1, 1, moving=True), path=Path("v.avi"))
    detect_in([*sources, video], detector, [], score=0.5)
    assert detector.asked == [3, 1, 3, 1]


def test_fewer_large_pictures_are_in_memory_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures_ahead, "_MOST_PIXELS", 1500)
    sides = [(20, 30), (20, 30), (20, 30), (50, 60), (10, 10), (10, 10), (10, 10), (10, 10)]
    for number, (height, width) in enumerate(sides):
        write_image(tmp_path / f"{number}.png", np.zeros((height, width, 3), np.uint8))
    (tmp_path / "8.png").write_bytes(b"torn")
    detector, kept = Batches(3), Kept()
    report = detect_in(picture_sources(str(tmp_path), limit=None), detector, [kept], score=0.5)
    assert detector.asked == [2, 1, 1, 3, 1]
    assert [Path(name).stem for name, _, _ in kept.rows] == [str(number) for number in range(8)]
    assert len(report.failures) == 1


def test_a_camera_waits_for_no_batch():
    detector = Batches(3)
    detect_in([made_source("camera", 1, 1, 1, 1, moving=True)], detector, [], score=0.5)
    assert detector.asked == [1, 1, 1, 1]


def test_a_batch_that_is_too_large_is_detected_in_one_by_one():
    kept = Kept()
    report = detect_in([made_source(f"{n}", 1) for n in range(5)], Batches(4, most=1), [kept], score=0.5)
    assert [name for name, _, _ in kept.rows] == ["0", "1", "2", "3", "4"]
    assert report.failures == ()


def test_a_picture_that_cannot_be_detected_in_is_named_and_the_others_of_its_batch_are_not_lost():
    kept = Kept()
    report = detect_in([made_source("a", 1), made_source("b", 9), made_source("c", 2)], Batches(3), [kept], score=0.5)
    assert kept.rows == [("a", 0, 1), ("c", 0, 2)]
    assert report.failures == ("Too much.",)


def test_a_cancelled_run_closes_what_was_read_ahead_of_still_pictures():
    kept = Kept()
    sources = [made_source(f"{n}", 1) for n in range(40)]
    report = detect_in(sources, Batches(4), [kept], score=0.5, cancelled=lambda: len(kept.rows) == 8)
    assert (len(kept.rows), report.complete) == (8, False)
    assert not any(thread.name.startswith("decode") for thread in threading.enumerate())


def test_wrong_usage_ends_the_run():
    with pytest.raises(UsageError):
        detect_in([made_source("slip", 1), made_source("b", 1)], Brightness(), [Kept()], score=0.5)


def test_a_run_that_is_cancelled_writes_nothing_more_and_closes_its_source():
    kept, closed = Kept(), []

    def endless():
        try:
            while True:
                yield Frame(np.ones((4, 4, 3), np.uint8), 0, 0.0, "camera")
        finally:
            closed.append(True)

    report = detect_in(
        [PictureSource("camera", True, None, endless)], Brightness(), [kept], score=0.5,
        cancelled=lambda: len(kept.rows) == 3,
    )  # fmt: skip
    assert len(kept.rows) == 3
    assert not report.complete
    assert closed == [True]


def test_only_pictures_that_every_writer_has_are_passed_over():
    first, second = Kept(known=("a", "b")), Kept(known=("b",))
    sources = [made_source("a", 1), made_source("b", 1)]
    report = detect_in(sources, Brightness(), [first, second], score=0.5, resume=True)
    assert first.rows == [("a", 0, 1)]
    assert (report.pictures, report.passed_over) == (1, 1)
    assert detect_in(sources, Brightness(), [first, second], score=0.5).pictures == 2
    assert detect_in(sources, Brightness(), [], score=0.5, resume=True).pictures == 2
