"""The media controller against a window, a media worker and a detector that only pretend."""

from pathlib import Path
from unittest.mock import MagicMock

import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ssd_desktop.errors import MediaError
from ssd_desktop.gui.actions import Actions
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.media_session import Media, MediaPicture
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.detection import DetectionAnswer
from ssd_desktop.media.types import Frame


class FakeWorker(QObject):
    frame_ready = Signal()
    images_listed = Signal(int, object)
    open_failed = Signal(int, object)
    broken = Signal(int, object)
    waiting = Signal(int, str)
    ended = Signal(int)
    failed = Signal(object)

    def __init__(self):
        super().__init__()
        self.wishes = []
        self._picture = None

    def follow(self, wish):
        self.wishes.append(wish)

    def take_picture(self):
        picture, self._picture = self._picture, None
        return picture

    def give(self, number, *, of, kind="video", seek=0, count=100, notice="", value="clip.mp4"):
        """Gives frame ``number`` of the source that wish ``of`` opened."""
        media = Media(of, kind, Path(value).name, value, count if kind == "video" else None, 25.0)
        frame = Frame(np.zeros((6, 8, 3), np.uint8), number, number / 25, value)
        picture = MediaPicture(media, frame, QImage(8, 6, QImage.Format.Format_RGB32), seek, notice=notice)
        self._picture = picture
        self.frame_ready.emit()
        return picture


class FakeDetector(QObject):
    answered = Signal(object)
    wanted_again = Signal()
    switched_off = Signal()

    def __init__(self):
        super().__init__()
        self.active = True
        self.requests, self.shown, self.tries = [], [], 0

    def is_active(self):
        return self.active

    def request(self, request):
        self.requests.append(request)

    def show(self, answer):
        self.shown.append(answer)

    def try_again(self):
        self.tries += 1

    def answer(self, request):
        self.answered.emit(DetectionAnswer(request.number, request.source, MagicMock(), 3.0, request.shown))


class TimelinePanel(QObject):
    play_toggled = Signal()
    step = Signal(int)
    seek = Signal(int)

    def __init__(self):
        super().__init__()
        self.set_media, self.set_position, self.set_playing, self.setVisible = (MagicMock() for _ in range(4))


class ImagesPanel(QObject):
    image_chosen = Signal(object)

    def __init__(self):
        super().__init__()
        self.set_current = MagicMock()
        self.images = []

    def set_images(self, images):
        self.images = images

    def neighbour(self, image, by):
        position = self.images.index(image) if image in self.images else -1
        return self.images[min(max(position + by, 0), len(self.images) - 1)] if self.images else None


class FakeMessages:
    """Keeps the text as the message bar does."""

    def __init__(self):
        self.text = ""

    def show_error(self, text):
        self.text = text
        return text

    show_notice = show_error

    def withdraw(self, text):
        if self.text == text:
            self.text = ""


class FakeView(QObject):
    def __init__(self):
        super().__init__()
        self.commands = Actions(self)
        self.timeline_panel, self.images_panel, self.messages = TimelinePanel(), ImagesPanel(), FakeMessages()
        self.canvas, self.status, self.annotations_overlay = MagicMock(), MagicMock(), MagicMock()
        self.setWindowTitle = MagicMock()

    def pictures_shown(self):
        return [call.args[0] for call in self.canvas.set_picture.call_args_list]


class Stage:
    def __init__(self, settings):
        self.view, self.worker, self.detector, self.settings = FakeView(), FakeWorker(), FakeDetector(), settings
        self.media = MediaController(self.view, settings, self.worker, self.detector)

    def open(self, path):
        self.media.open(str(path))
        return self.worker.wishes[-1].number


@pytest.fixture
def stage(qapp, tmp_path):
    return Stage(Settings(tmp_path / "settings.ini"))


@pytest.fixture
def clip(tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"\0\0\0\x20ftypisom")
    return path


@pytest.fixture
def image(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    return path


def test_a_still_image_is_shown_at_once_and_its_detections_follow(stage, image):
    number = stage.open(image)
    picture = stage.worker.give(0, of=number, kind="image", value=str(image))
    assert stage.view.pictures_shown() == [picture.picture]
    assert stage.detector.shown == [None]
    stage.detector.answer(stage.detector.requests[-1])
    assert stage.detector.shown[-1].shown is picture


def test_while_playing_a_frame_is_shown_when_its_detections_arrive(stage, clip):
    number = stage.open(clip)
    first = stage.worker.give(0, of=number)
    stage.worker.give(1, of=number)
    third = stage.worker.give(2, of=number)
    assert stage.view.pictures_shown() == [first.picture]
    stage.detector.answer(stage.detector.requests[-1])
    assert stage.view.pictures_shown() == [first.picture, third.picture]
    assert stage.media.session.shown is third
    stage.view.status.set_dropped.assert_called_with(1)


def test_while_playing_without_the_detector_every_frame_is_shown(stage, clip):
    stage.detector.active = False
    number = stage.open(clip)
    pictures = [stage.worker.give(frame, of=number).picture for frame in range(4)]
    assert stage.view.pictures_shown() == pictures
    assert stage.detector.requests == []


def test_an_answer_for_what_was_open_before_is_not_applied_to_what_is_open_now(stage, clip, image):
    number = stage.open(image)
    stage.worker.give(0, of=number, kind="image", value=str(image))
    late = stage.detector.requests[-1]
    number = stage.open(clip)
    second = stage.worker.give(0, of=number)
    shown_before = len(stage.detector.shown)
    stage.detector.answer(late)
    assert len(stage.detector.shown) == shown_before
    assert stage.media.session.shown is second


def test_an_answer_that_arrives_after_the_pause_does_not_move_the_picture(stage, clip):
    number = stage.open(clip)
    first = stage.worker.give(0, of=number)
    stage.worker.give(1, of=number)
    stage.view.commands.play.trigger()
    stage.detector.answer(stage.detector.requests[-1])
    assert stage.media.session.shown is first
    assert not stage.worker.wishes[-1].playing


def test_frames_of_the_old_source_that_arrive_late_are_dropped(stage, clip, image):
    number = stage.open(clip)
    stage.worker.give(0, of=number)
    stage.open(image)
    shown = len(stage.view.pictures_shown())
    stage.worker.give(1, of=number)
    assert len(stage.view.pictures_shown()) == shown


def test_a_source_that_fails_keeps_what_was_open_and_says_one_sentence(stage, clip, image):
    number = stage.open(clip)
    first = stage.worker.give(0, of=number)
    failing = stage.open(image)
    stage.worker.open_failed.emit(failing, MediaError("a.png is damaged; get an intact copy."))
    assert stage.view.messages.text == "a.png is damaged; get an intact copy."
    assert stage.media.session.shown is first
    assert stage.media.session.playing
    stage.media.seek(10)
    assert stage.worker.wishes[-1].number == number
    assert stage.worker.wishes[-1].target == 10


def test_a_path_that_does_not_exist_is_told_and_forgotten_among_the_recent_ones(stage, tmp_path):
    gone = str(tmp_path / "gone.png")
    stage.settings.add_recent(gone)
    stage.media.open(gone)
    assert "gone.png does not exist" in stage.view.messages.text
    assert stage.worker.wishes == []
    assert stage.settings.recents == ()


def test_the_message_goes_when_the_next_source_opens(stage, clip, image):
    number = stage.open(clip)
    stage.worker.open_failed.emit(number, MediaError("clip.mp4 is no video."))
    number = stage.open(image)
    stage.worker.give(0, of=number, kind="image", value=str(image))
    assert stage.view.messages.text == ""


def test_what_others_said_in_the_message_bar_stays(stage, image):
    number = stage.open(image)
    stage.view.messages.text = "There is no shipped detector."
    stage.worker.give(0, of=number, kind="image", value=str(image))
    assert stage.view.messages.text == "There is no shipped detector."


def test_the_list_marks_the_picture_that_is_shown_and_none_while_a_video_is(stage, clip, image):
    number = stage.open(image)
    stage.worker.give(0, of=number, kind="image", value=str(image))
    stage.view.images_panel.set_current.assert_called_with(image)
    number = stage.open(clip)
    stage.worker.give(0, of=number)
    stage.view.images_panel.set_current.assert_called_with(None)


def test_a_step_goes_from_the_frame_that_is_shown(stage, clip):
    number = stage.open(clip)
    stage.worker.give(0, of=number)
    stage.worker.give(30, of=number)
    stage.detector.answer(stage.detector.requests[-1])
    stage.view.commands.step_back.trigger()
    wish = stage.worker.wishes[-1]
    assert (wish.target, wish.playing) == (29, False)
    stage.worker.give(31, of=number, seek=wish.seek_number - 1)  # was on its way before the seek
    assert stage.media.session.shown.frame.number == 30
    stage.worker.give(29, of=number, seek=wish.seek_number)
    assert stage.media.session.shown.frame.number == 29


def test_playing_goes_on_after_the_frame_shown_and_from_the_start_after_the_last(stage, clip):
    number = stage.open(clip)
    stage.worker.give(0, of=number)
    stage.media.toggle_playing()
    stage.media.toggle_playing()
    assert (stage.worker.wishes[-1].target, stage.worker.wishes[-1].playing) == (1, True)
    stage.media.seek(99)
    stage.worker.give(99, of=number, seek=stage.worker.wishes[-1].seek_number)
    stage.media.toggle_playing()
    assert (stage.worker.wishes[-1].target, stage.worker.wishes[-1].playing) == (0, True)


def test_seeks_stay_within_the_video(stage, clip):
    number = stage.open(clip)
    stage.worker.give(0, of=number)
    stage.media.seek(10_000)
    assert stage.worker.wishes[-1].target == 99
    stage.media.step(-50)
    assert stage.worker.wishes[-1].target == 0


def test_the_last_frame_of_a_video_still_gets_its_detections(stage, clip):
    number = stage.open(clip)
    stage.worker.give(0, of=number)
    last = stage.worker.give(99, of=number)
    stage.worker.ended.emit(number)
    stage.view.timeline_panel.set_playing.assert_called_with(False)
    stage.detector.answer(stage.detector.requests[-1])
    assert stage.media.session.shown is last


def listed(stage, folder, count=5):
    images = [folder / f"{number}.png" for number in range(count)]
    number = stage.open(folder)
    stage.worker.give(0, of=number, kind="image", value=str(images[0]))
    stage.worker.images_listed.emit(number, images)
    return images


def test_quick_presses_of_next_are_all_counted_though_no_picture_has_arrived_yet(stage, tmp_path):
    images = listed(stage, tmp_path)
    for _ in range(3):
        stage.view.commands.next_image.trigger()
    assert stage.worker.wishes[-1].source.value == images[3]
    stage.view.commands.previous_image.trigger()
    assert stage.worker.wishes[-1].source.value == images[2]


def test_next_goes_past_a_picture_that_cannot_be_read(stage, tmp_path):
    images = listed(stage, tmp_path)
    stage.view.commands.next_image.trigger()
    stage.worker.open_failed.emit(stage.worker.wishes[-1].number, MediaError("1.png is damaged."))
    stage.view.images_panel.set_current.assert_called_with(images[0])
    stage.view.commands.next_image.trigger()
    assert stage.worker.wishes[-1].source.value == images[2]


def test_a_picture_that_could_not_be_read_is_tried_again_when_it_is_chosen_again(stage, tmp_path):
    images = listed(stage, tmp_path)
    stage.media.open_image(images[1])
    stage.worker.open_failed.emit(stage.worker.wishes[-1].number, MediaError("1.png is on a drive that sleeps."))
    tries = len(stage.worker.wishes)
    stage.media.open_image(images[1])
    assert len(stage.worker.wishes) == tries + 1


def test_a_picture_that_is_shown_or_on_its_way_is_not_opened_twice(stage, tmp_path):
    images = listed(stage, tmp_path)
    stage.media.open_image(images[0])
    assert len(stage.worker.wishes) == 1
    stage.media.open_image(images[1])
    stage.media.open_image(images[1])
    assert len(stage.worker.wishes) == 2


def test_next_stops_at_the_last_picture(stage, tmp_path):
    images = listed(stage, tmp_path, count=2)
    for _ in range(4):
        stage.view.commands.next_image.trigger()
    assert stage.worker.wishes[-1].source.value == images[1]


def test_a_picture_chosen_in_the_list_is_opened_but_not_among_the_recent_ones(stage, tmp_path):
    images = listed(stage, tmp_path)
    stage.view.images_panel.image_chosen.emit(images[4])
    wish = stage.worker.wishes[-1]
    stage.worker.give(0, of=wish.number, kind="image", value=str(images[4]))
    assert stage.settings.recents == (str(tmp_path),)
    assert stage.settings.last_folder == tmp_path


def test_a_model_that_becomes_ready_looks_at_the_picture_that_is_shown(stage, image):
    stage.detector.active = False
    number = stage.open(image)
    picture = stage.worker.give(0, of=number, kind="image", value=str(image))
    stage.detector.active = True
    stage.detector.wanted_again.emit()
    assert stage.detector.requests[-1].shown is picture


def test_switching_the_detector_off_takes_its_boxes_away(stage, image):
    number = stage.open(image)
    stage.worker.give(0, of=number, kind="image", value=str(image))
    stage.detector.switched_off.emit()
    stage.detector.answer(stage.detector.requests[-1])
    assert stage.detector.shown[-1] is None


def test_a_stalled_camera_says_so_until_it_gives_pictures_again(stage):
    number = stage.open("0")
    stage.worker.give(0, of=number, kind="camera", value="0")
    stage.worker.waiting.emit(number, "The camera gives nothing; check its cable.")
    assert stage.view.messages.text == "The camera gives nothing; check its cable."
    stage.worker.waiting.emit(number, "")
    assert stage.view.messages.text == ""


def test_commands_are_only_enabled_where_they_make_sense(stage, image, clip):
    commands = stage.view.commands
    assert not commands.save_picture.isEnabled()
    assert not commands.play.isEnabled()
    number = stage.open(image)
    stage.worker.give(0, of=number, kind="image", value=str(image))
    assert commands.save_picture.isEnabled()
    assert not commands.step_forward.isEnabled()
    number = stage.open(clip)
    stage.worker.give(0, of=number)
    assert commands.play.isEnabled()
    assert commands.step_forward.isEnabled()
    number = stage.open("0")
    stage.worker.give(0, of=number, kind="camera", value="0")
    assert commands.play.isEnabled()
    assert not commands.step_forward.isEnabled()
