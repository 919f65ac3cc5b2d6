"""The images controller against a window and workers that only pretend."""

from pathlib import Path
from unittest.mock import MagicMock

import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.image_summary import UNLABELLED, ImageSummary
from ssd_desktop.gui.actions import Actions
from ssd_desktop.gui.controllers.images import ImagesController
from ssd_desktop.gui.media_session import Media, MediaPicture
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.detection import DetectionAnswer
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.types import Frame

FOLDER = Path("/photos")
IMAGES = [FOLDER / f"{name}.png" for name in "abcd"]
A, B, C, D = IMAGES
ACE = ImageAnnotation((AnnotatedObject("ace", Box(0, 0, 2, 2)),))
LABELLED = ImageSummary("labelled", 1, frozenset({"ace"}))


class Panel(QObject):
    grid_wanted = Signal(bool)
    thumbnails_wanted = Signal(object)

    def __init__(self):
        super().__init__()
        self.statuses = {}
        self.thumbnails = []
        self.set_grid, self.set_classes = MagicMock(), MagicMock()
        self.expect_summaries, self.next_unlabelled = MagicMock(), MagicMock(return_value=None)

    def set_summaries(self, summaries):
        self.statuses.update(summaries)

    def set_thumbnail(self, image, version, picture):
        self.thumbnails.append((image, version))

    def summary(self, image):
        return self.statuses.get(image)

    def neighbour(self, image, by):
        return IMAGES[min(max(IMAGES.index(image) + by, 0), len(IMAGES) - 1)]


class View(QObject):
    def __init__(self):
        super().__init__()
        self.commands, self.images_panel = Actions(self), Panel()
        self.bar = MagicMock()

    def statusBar(self):
        return self.bar


class Annotate(QObject):
    changed = Signal(object)
    classes_changed = Signal(object)


class Files(QObject):
    folder_opened = Signal()
    refused = Signal(object, str)
    store = None


class Store:
    """Labels of edited images; the folder says that no image has a file."""

    def __init__(self, folder=FOLDER):
        self.folder = MagicMock(images_folder=folder)
        self.folder.is_labelled.return_value = False
        self.now, self.why = {}, {}

    def is_loaded(self, image):
        return image in self.now

    def annotation(self, image):
        return self.now[image]

    def blocked(self, image):
        return self.why.get(image, "")


class Worker(QObject):
    """Lives in a thread without an event loop, as the real ones do."""

    ready = Signal(object, object, QImage)
    failed = Signal(object)

    def __init__(self):
        super().__init__()
        self.wanted, self.request_stop = [], MagicMock()

    def want(self, images):
        self.wanted.append(images)

    def run(self):
        pass


class Stage:
    def __init__(self, settings):
        self.settings, self.view, self.annotate, self.files = settings, View(), Annotate(), Files()
        self.panel, self.thumbnails, self.prefetch = self.view.images_panel, Worker(), Worker()
        self.images = ImagesController(
            self.view, settings, self.annotate, self.files, thumbnails=self.thumbnails, prefetch=self.prefetch
        )

    def open(self, qtbot):
        self.files.store = Store()
        self.images.set_images(IMAGES)
        qtbot.waitUntil(lambda: len(self.panel.statuses) == len(IMAGES))
        return self.files.store


@pytest.fixture
def stage(qtbot, tmp_path):
    stage = Stage(Settings(tmp_path / "settings.ini"))
    yield stage
    stage.images.stop()


def picture(path, kind="image"):
    frame = Frame(np.zeros((6, 8, 3), np.uint8), 0, 0.0, str(path))
    return MediaPicture(Media(1, kind, path.name, str(path)), frame, QImage())


def found(path, *scores):
    count = len(scores)
    detections = Detections(
        np.zeros((count, 4), np.float32),
        np.ones(count, np.int64),
        np.array(scores, np.float32),
        np.zeros(count, np.int64),
        ("ace",),
        8,
        6,
    )
    return DetectionAnswer(1, str(path), detections, 1.0, picture(path))


def test_labels_are_read_once_images_and_labels_of_the_same_folder_are_known(stage, qtbot):
    stage.images.set_images(IMAGES)
    assert not stage.panel.expect_summaries.called
    stage.files.store = Store(Path("/elsewhere"))
    stage.files.folder_opened.emit()
    assert not stage.panel.expect_summaries.called
    stage.files.store = Store()
    with qtbot.waitSignal(stage.images.statuses_known, timeout=10_000):
        stage.files.folder_opened.emit()
    assert stage.panel.statuses == dict.fromkeys(IMAGES, UNLABELLED)


def test_what_the_files_say_does_not_replace_what_was_edited_meanwhile(stage, qtbot):
    stage.files.store = Store()
    stage.files.store.now[B] = ACE
    stage.images.set_images(IMAGES)
    qtbot.waitUntil(lambda: len(stage.panel.statuses) == len(IMAGES))
    assert stage.panel.statuses[B] == LABELLED


def test_labels_of_a_folder_that_was_left_are_dropped(stage, qtbot):
    left = stage.open(qtbot)
    stage.files.store = Store(Path("/elsewhere"))
    stage.images._on_read(left.folder, {A: LABELLED})
    assert stage.panel.statuses[A] == UNLABELLED


def test_an_edit_changes_the_status_of_its_image(stage, qtbot):
    store = stage.open(qtbot)
    store.now[C] = ACE
    stage.annotate.changed.emit(C)
    assert stage.panel.statuses[C] == LABELLED
    store.now[C] = None
    stage.annotate.changed.emit(C)
    assert stage.panel.statuses[C] == UNLABELLED


def test_an_image_whose_labels_cannot_be_read_is_an_error(stage, qtbot):
    store = stage.open(qtbot)
    stage.files.refused.emit(A, "samples cannot be labelled")
    assert stage.panel.statuses[A] == UNLABELLED
    store.why[A] = "a.xml is no XML"
    stage.files.refused.emit(A, "a.xml is no XML")
    assert stage.panel.statuses[A] == ImageSummary("error", why="a.xml is no XML")


def test_what_the_detector_found_shows_on_images_without_labels_only(stage, qtbot):
    store = stage.open(qtbot)
    store.now[B] = ACE
    stage.annotate.changed.emit(B)
    for image in (A, B):
        stage.images.show_answer(found(image, 0.9, 0.6, 0.2))
    assert stage.panel.statuses[A] == ImageSummary("predicted", 2, frozenset({"ace"}))
    assert stage.panel.statuses[B] == LABELLED
    store.now[B] = None
    stage.annotate.changed.emit(B)
    assert stage.panel.statuses[B].status == "predicted"
    stage.images.show_answer(found(A))
    assert stage.panel.statuses[A] == UNLABELLED


def test_detections_of_a_video_are_of_no_image(stage, qtbot):
    stage.open(qtbot)
    answer = found(A, 0.9)
    stage.images.show_answer(DetectionAnswer(1, "clip", answer.detections, 1.0, picture(A, "video")))
    assert stage.panel.statuses[A] == UNLABELLED


def test_the_neighbours_of_the_picture_that_is_shown_are_read_ahead(stage):
    stage.images.show_picture(picture(B))
    assert stage.prefetch.wanted[-1] == (C, D, A)
    stage.images.show_picture(picture(D))
    assert stage.prefetch.wanted[-1] == (C,)
    stage.images.show_picture(picture(Path("clip.mp4"), "video"))
    assert stage.prefetch.wanted[-1] == ()


def test_next_unlabelled_goes_on_from_where_it_went(stage, qtbot):
    stage.images.show_picture(picture(A))
    stage.panel.next_unlabelled.side_effect = [C, D]
    command = stage.view.commands.next_unlabelled
    for expected in (C, D):
        with qtbot.waitSignal(stage.images.image_wanted) as wanted:
            command.trigger()
        assert wanted.args == [expected]
    assert [call.args for call in stage.panel.next_unlabelled.call_args_list] == [(A,), (C,)]


def test_it_is_said_when_nothing_is_left_to_label(stage, qtbot):
    with qtbot.assertNotEmitted(stage.images.image_wanted):
        stage.view.commands.next_unlabelled.trigger()
    assert "without labels" in stage.view.bar.showMessage.call_args.args[0]


def test_the_grid_is_remembered(stage, tmp_path):
    stage.panel.set_grid.assert_called_with(False)
    stage.panel.grid_wanted.emit(True)
    assert stage.settings.shows_grid
    Stage(stage.settings).panel.set_grid.assert_called_with(True)


def test_thumbnails_go_from_the_panel_to_the_worker_and_back(stage, qtbot):
    stage.panel.thumbnails_wanted.emit(((A, None),))
    assert stage.thumbnails.wanted == [((A, None),)]
    stage.thumbnails.ready.emit(A, (1, 2, 3), QImage())
    qtbot.waitUntil(lambda: stage.panel.thumbnails == [(A, (1, 2, 3))])


def test_stopping_ends_the_workers(stage):
    stage.images.start()
    stage.images.stop()
    assert stage.thumbnails.request_stop.called
    assert stage.prefetch.request_stop.called
