"""The evaluation in the window: figures are those of the library, a click leads to the picture, the score is kept."""

from threading import Event
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.errors import DataError
from ssd_desktop.evaluation.analysis import analyse
from ssd_desktop.evaluation.collection import collect
from ssd_desktop.evaluation.errors import ERRORS, Kind
from ssd_desktop.evaluation.voc import voc_ap
from ssd_desktop.gui.controllers.evaluate import EvaluateController
from ssd_desktop.gui.media_session import Media, MediaPicture
from ssd_desktop.gui.panels.evaluation import EvaluationPanel
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.image_file import read_image
from ssd_desktop.media.types import Frame
from ssd_desktop.ssd.config import PLANS
from tests.unit.data.made_data import write_voc_folder

CLASSES = ("cat", "dog")
CAT, DOG = ("cat", (2, 3, 20, 25)), ("dog", (5, 5, 30, 29))


class SeesCats:
    """Finds a sure cat where a cat or dog may be, and an unsure dog in the corner, in every picture, at a gate."""

    config = SimpleNamespace(classes=CLASSES, plan=PLANS["caffe-voc"])

    def __init__(self):
        self.gate = Event()
        self.gate.set()

    def detect_batch(self, images):
        assert self.gate.wait(20)
        return [
            Detections(
                np.array([[2, 3, 20, 25], [0, 0, 4, 4]], np.float32), np.array([1, 2]),
                np.array([0.9, 0.6], np.float32), np.array([0, 1]), CLASSES, image.shape[1], image.shape[0],
            )
            for image in images
        ]  # fmt: skip


class DetectStub(QObject):
    model_changed = Signal(object)

    def __init__(self):
        super().__init__()
        self.model = SimpleNamespace(path="cats.safetensors", name="cats")
        self.thresholds = []

    def set_threshold(self, score):
        self.thresholds.append(score)


class MediaStub(QObject):
    shown = Signal(object)

    def __init__(self):
        super().__init__()
        self.session = SimpleNamespace(shown=None)
        self.opened = []

    def open_image(self, path):
        self.opened.append(path)
        self.show(path)

    def show(self, path):
        pixels = read_image(path).pixels_rgb
        media = Media(1, "image", path.name, str(path))
        height, width, _ = pixels.shape
        picture = QImage(width, height, QImage.Format.Format_RGB32)
        self.session.shown = MediaPicture(media, Frame(pixels, 0, 0.0, str(path)), picture)
        self.shown.emit(self.session.shown)


@pytest.fixture
def data(tmp_path):
    folder = write_voc_folder(tmp_path / "pets", {"a": [CAT], "b": [CAT, DOG], "c": [DOG], "d": []})
    lists = folder / "ImageSets" / "Main"
    lists.mkdir(parents=True, exist_ok=True)
    (lists / "train.txt").write_text("a\n")
    (lists / "test.txt").write_text("b\nc\nd\n")
    return folder


@pytest.fixture
def parts(window, settings, data):
    """A window with the panel, beside a detector and media that only pretend."""
    detect, media, panel = DetectStub(), MediaStub(), EvaluationPanel()
    dock = window.add_dock("evaluation", "Evaluation", panel, Qt.DockWidgetArea.BottomDockWidgetArea, keys="")
    parts = SimpleNamespace(panel=panel, detect=detect, media=media, dock=dock, window=window, detector=SeesCats())
    parts.controller = EvaluateController(
        window, dock, panel, settings, lambda: parts.detector, detect=detect, media=media
    )
    window.show()
    media.show(next(iter(sorted((data / "JPEGImages").iterdir()))))
    return parts


@pytest.fixture
def measured(qtbot, parts):
    qtbot.waitUntil(lambda: parts.panel.split() == "test")
    parts.controller.start()
    qtbot.waitUntil(lambda: parts.panel.analysis() is not None)
    return parts


def table(parts):
    model = parts.panel._model
    return [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_table_shows_the_figures_of_the_library(measured, data):
    dataset = load_dataset(data, split="test", classes=CLASSES)
    collected = collect(SeesCats(), dataset)
    analysis = analyse(collected, image_size=300)
    aps = voc_ap(collected.detections, collected.samples, CLASSES)
    rows = table(measured)
    for row, name in zip(rows, CLASSES, strict=False):
        errors = analysis.errors.per_class[name]
        assert row[0] == name
        assert row[1] == str(errors.objects)
        assert float(row[2]) == pytest.approx(100 * aps[name], abs=0.05)
        assert float(row[3]) == pytest.approx(100 * errors.precision, abs=0.05)
        assert float(row[4]) == pytest.approx(100 * errors.recall, abs=0.05)
        assert row[5:] == [str(errors.counts[kind]) for kind in ERRORS]
    assert rows[-1][0] == "All"
    assert float(rows[-1][2]) == pytest.approx(50 * sum(aps.values()), abs=0.05)
    assert rows[-1][5:] == [str(analysis.errors.total.counts[kind]) for kind in ERRORS]


def test_a_cell_lists_its_images_and_a_click_shows_what_was_judged(qtbot, measured, data):
    panel, errors = measured.panel, measured.panel.analysis().errors
    column = 5 + ERRORS.index(Kind.BACKGROUND)
    panel.select_cell(1, column)
    found = [errors.images[index] for index in panel._images.indices()]
    dogs = [
        kind
        for image in found
        for kind, label in zip(image.detection_kinds, image.detections.labels, strict=True)
        if label == 2
    ]
    assert dogs.count(Kind.BACKGROUND) == int(table(measured)[1][column]) == 3
    panel._images.choose(0)
    path = measured.panel.analysis().samples[panel._images.indices()[0]].image_path
    assert measured.media.opened == [path]
    overlay = measured.controller._overlay
    assert any(text.startswith("dog 0.60: background") for text in overlay.texts())
    assert not measured.window.detections_overlay.visible
    measured.dock.hide()
    qtbot.waitUntil(lambda: overlay.texts() == [])
    assert measured.window.detections_overlay.visible


def test_another_score_changes_the_figures_without_another_pass(qtbot, measured):
    before = measured.panel.analysis()
    measured.panel._score.setValue(0.7)
    qtbot.waitUntil(lambda: measured.panel.analysis() is not before)
    assert measured.panel.analysis().errors.score == 0.7
    assert measured.panel.analysis().errors.total.counts[Kind.BACKGROUND] < before.errors.total.counts[Kind.BACKGROUND]


def test_a_point_of_the_curve_is_a_score_and_becomes_that_of_the_detector(qtbot, measured, settings):
    chart = measured.panel.chart()
    recall, precision = chart.point()
    total = measured.panel.analysis().errors.total
    assert (recall, precision) == (pytest.approx(total.recall), pytest.approx(total.precision))
    chart.choose(0.01)
    qtbot.waitUntil(lambda: measured.panel.analysis().errors.score == pytest.approx(0.9))
    measured.panel.default_wanted.emit()
    assert measured.detect.thresholds == [pytest.approx(0.9)]
    assert settings.model_score("cats.safetensors") == pytest.approx(0.9)
    measured.detect.model_changed.emit(measured.detect.model)
    assert len(measured.detect.thresholds) == 2
    assert measured.panel.analysis() is None


def test_a_pass_that_is_stopped_or_fails_says_so(qtbot, parts, data, monkeypatch):
    qtbot.waitUntil(lambda: parts.panel.split() == "test")
    parts.detector.gate.clear()
    parts.controller.start()
    parts.controller.stop()
    parts.detector.gate.set()
    qtbot.waitUntil(lambda: not parts.controller.is_running())
    assert parts.panel._message.text() == "Stopped; nothing was measured."
    for xml in (data / "Annotations").iterdir():
        xml.write_text("<annotation>")
    parts.controller.start()
    qtbot.waitUntil(lambda: not parts.controller.is_running())
    assert parts.panel._message.text()


def test_what_one_detector_was_measured_to_is_not_shown_of_the_next(qtbot, parts):
    qtbot.waitUntil(lambda: parts.panel.split() == "test")
    measured = parts.detector
    measured.gate.clear()
    parts.controller.start()
    parts.detector = SeesCats()
    parts.detect.model_changed.emit(SimpleNamespace(path="dogs.safetensors", name="dogs"))
    measured.gate.set()
    qtbot.waitUntil(lambda: not parts.controller.is_running())
    assert parts.panel.analysis() is None
    assert parts.panel._message.text() == "Stopped; nothing was measured."


def test_why_one_folder_cannot_be_measured_on_is_not_told_of_the_next(qtbot, parts, data, tmp_path):
    qtbot.waitUntil(lambda: parts.panel.split() == "test")
    parts.controller._on_no_folder(tmp_path / "left long ago", DataError("It is gone."))
    assert parts.panel.split() == "test"
    assert parts.panel._message.text() == ""


def test_the_figures_of_a_folder_go_away_with_it(qtbot, measured, tmp_path):
    other = tmp_path / "other"
    write_voc_folder(other, {"e": [CAT]})
    measured.media.show(next((other / "JPEGImages").iterdir()))
    qtbot.waitUntil(lambda: measured.panel.analysis() is None)


def test_why_a_folder_cannot_be_measured_on_is_told_with_every_detector(parts):
    parts.controller._folder = None
    parts.controller._on_no_folder(parts.controller._asked_of, DataError("It has no labels."))
    parts.detect.model_changed.emit(SimpleNamespace(path="dogs.safetensors", name="dogs"))
    assert parts.panel._message.text() == "It has no labels."


def test_a_camera_and_a_missing_detector_have_a_reason(parts):
    media = Media(2, "camera", "Camera 0", "0")
    picture = MediaPicture(
        media, Frame(np.zeros((4, 4, 3), np.uint8), 0, 0.0, "0"), QImage(4, 4, QImage.Format.Format_RGB32)
    )
    parts.media.session.shown = picture
    parts.media.shown.emit(picture)
    assert "labelled folder" in parts.panel._message.text()
    parts.detect.model = None
    parts.dock.hide()
    assert "no detector yet" in parts.panel._message.text()


def test_while_it_is_measured_the_middle_says_so(qtbot, parts):
    qtbot.waitUntil(lambda: parts.panel.split() == "test")
    assert "press Evaluate" in parts.panel._empty.text()
    parts.detector.gate.clear()
    parts.controller.start()
    assert parts.panel._empty.text() == "Evaluating..."
    parts.controller.stop()
    parts.detector.gate.set()
    qtbot.waitUntil(lambda: not parts.controller.is_running())
    assert "press Evaluate" in parts.panel._empty.text()


def test_errors_that_no_image_has_are_a_sentence_and_no_empty_list(measured):
    panel = measured.panel
    assert panel._images._heading.text() == "Images with errors: 3 (all errors, all classes)"
    kind = next(kind for kind in ERRORS if not panel.analysis().errors.total.counts[kind])
    panel.select_cell(0, 5 + ERRORS.index(kind))
    assert panel._images._heading.text() == "No image has such errors."
    assert not panel._images._list.isVisible()
    panel.select_cell(len(CLASSES), 0)
    assert panel._images._list.isVisible()


def test_all_figures_fit_into_a_window_of_1280_by_720(qtbot, measured):
    measured.window.resize(1280, 720)
    measured.dock.show()
    table = measured.panel._table
    qtbot.waitUntil(lambda: table.viewport().width() > 500)
    assert table.horizontalScrollBar().maximum() == 0
