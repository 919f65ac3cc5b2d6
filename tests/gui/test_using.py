"""Detection in files and recording, in the window: what is written, what is said, and how it ends."""

from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QProgressDialog

from ssd_desktop.annotation.formats.voc_xml import read_voc_xml
from ssd_desktop.gui.controllers.detect_files import DetectFilesController
from ssd_desktop.gui.controllers.recording import RecordingController
from ssd_desktop.gui.media_session import Media, MediaPicture, MediaSession
from ssd_desktop.inference.results.file_run import FileRun
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.image_file import write_image
from ssd_desktop.media.types import Frame
from ssd_desktop.media.video_file import VideoFile
from tests.made_detectors import OneByOne
from tests.made_models import made_picture


class OneCat(OneByOne):
    name = "cats"
    config = SimpleNamespace(classes=("cat",))

    def detect(self, pixels_rgb, config):
        height, width, _ = pixels_rgb.shape
        return Detections(
            np.array([[1, 2, width / 2, height / 2]], np.float32), np.array([1]), np.array([0.9], np.float32),
            np.array([0]), ("cat",), width, height,
        )  # fmt: skip


class DetectStub(QObject):
    model_changed = Signal(object)

    def __init__(self, model):
        super().__init__()
        self.model = model


class MediaStub(QObject):
    shown = Signal(object)
    settled = Signal(object, object)

    def __init__(self):
        super().__init__()
        self.session = MediaSession()


@pytest.fixture
def pictures(tmp_path):
    folder = tmp_path / "사진"
    folder.mkdir()
    for number in range(3):
        write_image(folder / f"{number}.jpg", made_picture(30, 40))
    return folder


@pytest.fixture
def files(window, settings):
    detect = DetectStub(SimpleNamespace(name="cats"))
    controller = DetectFilesController(window, settings, MediaSession(), detect, OneCat)
    detect.model_changed.emit(None)
    return controller


def test_labels_of_a_whole_folder_are_written_and_told(qtbot, window, files, pictures, tmp_path):
    assert window.commands.use.detect_files.isEnabled()
    files.start(FileRun(str(pictures), ("voc",), tmp_path / "out", 0.5))
    assert not window.commands.use.detect_files.isEnabled()
    qtbot.waitUntil(lambda: not files.is_running())
    assert window.messages.text == f"Pictures: 3, objects: 3, passed over: 0. Saved in {tmp_path / 'out'}."
    assert read_voc_xml(tmp_path / "out" / "2.xml").annotation.objects[0].box.xyxy() == (1, 2, 20, 15)
    assert window.commands.use.detect_files.isEnabled()


def test_a_run_that_is_stopped_keeps_what_it_has_and_is_taken_up(qtbot, window, files, pictures, tmp_path):
    write_image(pictures / "9.jpg", made_picture(30, 40))
    run = FileRun(str(pictures), ("voc",), tmp_path / "out", 0.5)
    (tmp_path / "out").mkdir()
    files.start(run)
    window.findChild(QProgressDialog).canceled.emit()
    qtbot.waitUntil(lambda: not files.is_running())
    assert window.messages.text.startswith("Stopped. ") or "Pictures: 4" in window.messages.text
    done = len(list((tmp_path / "out").glob("*.xml")))
    files.start(FileRun(run.source, run.formats, run.folder, run.score, resume=True))
    qtbot.waitUntil(lambda: not files.is_running())
    assert f"Pictures: {4 - done}, objects: {4 - done}, passed over: {done}." in window.messages.text


def test_what_goes_wrong_is_one_sentence(qtbot, window, files, pictures, tmp_path):
    (pictures / "1.jpg").write_bytes(b"torn")
    (pictures / "2.jpg").write_bytes(b"torn")
    files.start(FileRun(str(pictures), ("voc",), tmp_path / "out", 0.5))
    qtbot.waitUntil(lambda: not files.is_running())
    assert "1.jpg" in window.messages.text
    assert window.messages.text.endswith("And failures: 1.")
    files.start(FileRun(str(tmp_path / "gone"), ("voc",), tmp_path / "out", 0.5))
    qtbot.waitUntil(lambda: not files.is_running())
    assert "gone" in window.messages.text


@pytest.fixture
def media():
    return MediaStub()


def show(media, number, *, kind="camera", wish=1):
    """Shows a frame with a cat that is found; returns the picture."""
    shown = Media(wish, kind, "clip.mp4" if kind == "video" else "Camera 0", "0", None, 10.0)
    frame = Frame(made_picture(30, 40), number, number / 10, "0")
    picture = MediaPicture(shown, frame, QImage(40, 30, QImage.Format.Format_RGB32))
    media.session.open(SimpleNamespace(kind=kind, value=0)) if media.session.wish.number < wish else None
    media.session.show(picture)
    media.shown.emit(picture)
    media.settled.emit(picture, OneCat().detect(frame.pixels_rgb, None))
    return picture


def test_what_is_shown_is_recorded_until_it_is_switched_off(qtbot, window, settings, media, tmp_path):
    recording = RecordingController(window, settings, media)
    settings.recording_folder = tmp_path
    show(media, 0)
    window.commands.use.record.trigger()
    assert recording.is_recording()
    for number in range(1, 6):
        show(media, number)
    window.commands.use.record.trigger()
    qtbot.waitUntil(lambda: window.messages.text.startswith("Recorded "))
    (path,) = tmp_path.glob("camera_*.mp4")
    assert window.messages.text == f"Recorded {path}: frames: 5, left out: 0."
    with VideoFile(path) as video:
        assert video.info.frame_count == 5


def test_another_source_ends_the_recording_and_a_still_picture_cannot_be_recorded(
    qtbot, window, settings, media, tmp_path
):
    recording = RecordingController(window, settings, media)
    show(media, 0)
    recording.start(tmp_path)
    show(media, 1)
    show(media, 0, kind="image", wish=2)
    assert not recording.is_recording()
    assert not window.commands.use.record.isEnabled()
    qtbot.waitUntil(lambda: "frames: 1" in window.messages.text)


def test_a_folder_that_cannot_be_written_ends_the_recording_with_a_sentence(qtbot, window, settings, media, tmp_path):
    recording = RecordingController(window, settings, media)
    show(media, 0)
    recording.start(tmp_path / "gone")
    show(media, 1)
    qtbot.waitUntil(lambda: (show(media, 2), not recording.is_recording())[1])
    qtbot.waitUntil(lambda: "cannot be written; choose another folder" in window.messages.text)
    assert not window.commands.use.record.isChecked()


def test_after_a_recording_that_could_not_be_written_another_folder_is_asked_for(
    qtbot, window, settings, media, tmp_path, monkeypatch
):
    recording = RecordingController(window, settings, media)
    full = tmp_path / "full"
    full.mkdir()
    settings.recording_folder = full
    monkeypatch.setattr(recording, "_choose_folder", lambda: tmp_path)
    show(media, 0)
    monkeypatch.setattr("ssd_desktop.media.recording.shutil.disk_usage", lambda _: SimpleNamespace(free=0))
    window.commands.use.record.trigger()
    qtbot.waitUntil(lambda: (show(media, 1), not recording.is_recording())[1])
    qtbot.waitUntil(lambda: "the disk is nearly full" in window.messages.text)
    monkeypatch.undo()
    monkeypatch.setattr(recording, "_choose_folder", lambda: tmp_path)
    window.commands.use.record.trigger()
    assert settings.recording_folder == tmp_path
    window.commands.use.record.trigger()
    qtbot.waitUntil(lambda: "Nothing was shown" in window.messages.text)


def test_a_window_that_detects_in_files_says_before_it_closes_that_what_is_done_stays(files, pictures, tmp_path, qtbot):
    assert files.loss() == ""
    files.start(FileRun(str(pictures), ("voc",), tmp_path / "out", 0.5))
    assert files.loss().startswith(f"The detection in files stops; what it has written to {tmp_path / 'out'} stays")
    qtbot.waitUntil(lambda: not files.is_running())
    assert files.loss() == ""
