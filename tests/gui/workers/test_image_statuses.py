"""Reading how far images are labelled, in pieces."""

from pathlib import Path
from unittest.mock import MagicMock

import numpy as np

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.voc_writer import write_voc_xml
from ssd_desktop.annotation.image_summary import UNLABELLED, ImageSummary
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.gui.workers.image_statuses import StatusWorker
from ssd_desktop.gui.workers.thread import WorkerThread
from ssd_desktop.media.image_file import write_image

LABELLED = ImageSummary("labelled", 1, frozenset({"ace"}))
IMAGES = [Path(f"{number}.png") for number in range(6)]


class Folder:
    """Every second image is described."""

    def is_labelled(self, image):
        return int(image.stem) % 2 == 1

    def labels(self, image):
        return None


def worker_on(folder=None, summarise=lambda image, labels: LABELLED, **more):
    return StatusWorker(folder or Folder(), IMAGES, summarise=summarise, **more)


class Heard:
    def __init__(self, worker):
        self.pieces, self.done = [], False
        worker.read.connect(lambda folder, piece: self.pieces.append(dict(piece)))
        worker.done.connect(self._finish)

    def _finish(self):
        self.done = True

    def all(self):
        return {image: summary for piece in self.pieces for image, summary in piece.items()}


def test_images_without_a_file_are_told_at_once_and_before_all_others(qapp):
    worker = worker_on()
    heard = Heard(worker)
    worker.run()
    assert heard.pieces[0] == dict.fromkeys(IMAGES[::2], UNLABELLED)
    assert {image: summary.status for image, summary in heard.all().items()} == {
        image: "labelled" if number % 2 else "unlabelled" for number, image in enumerate(IMAGES)
    }
    assert heard.done


def test_what_was_read_is_told_piece_by_piece(qapp):
    times = iter(range(100))
    worker = worker_on(clock=lambda: float(next(times)))
    heard = Heard(worker)
    worker.run()
    assert [len(piece) for piece in heard.pieces] == [3, 1, 1, 1]


def test_a_file_that_breaks_the_reader_is_an_error_and_the_rest_is_read(qapp):
    reads = iter([RuntimeError("a bug"), None, None])

    def summarise(image, labels):
        if error := next(reads):
            raise error
        return LABELLED

    worker = worker_on(summarise=summarise)
    heard = Heard(worker)
    worker.run()
    assert [heard.all()[IMAGES[number]].status for number in (1, 3, 5)] == ["error", "labelled", "labelled"]


def test_a_stopped_worker_ends_without_saying_that_all_is_known(qtbot):
    worker = worker_on()
    heard = Heard(worker)
    worker.request_stop()
    thread = WorkerThread(worker, "statuses")
    with qtbot.waitSignal(thread.finished, timeout=10_000):
        thread.start()
    assert not heard.done


def test_a_real_folder_is_read(qapp, tmp_path):
    for name in ("a", "b", "c"):
        write_image(tmp_path / f"{name}.png", np.zeros((20, 20, 3), np.uint8))
    annotation = ImageAnnotation((AnnotatedObject("ace", Box(1, 2, 9, 9)),), 20, 20)
    write_voc_xml(tmp_path / "a.xml", annotation, image_path=tmp_path / "a.png")
    (tmp_path / "b.xml").write_text("<annotation>")
    folder = LabelFolder.open(tmp_path)
    worker = StatusWorker(folder, folder.images())
    heard = Heard(worker)
    worker.run()
    statuses = {image.stem: summary.status for image, summary in heard.all().items()}
    assert statuses == {"a": "labelled", "b": "error", "c": "unlabelled"}


def test_the_folder_is_told_with_its_statuses(qapp):
    folder, told = Folder(), MagicMock()
    worker = worker_on(folder)
    worker.read.connect(lambda found, piece: told(found))
    worker.run()
    assert all(call.args == (folder,) for call in told.call_args_list)
