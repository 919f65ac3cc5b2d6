"""Labelling a video, without a window: a view that only pretends, and dialogs that answer by themselves."""

import time
from unittest.mock import MagicMock

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.frame_export import ExportWish
from ssd_desktop.annotation.track_file import read_tracks
from ssd_desktop.annotation.track_store import frame_image
from ssd_desktop.gui.canvas.box_scene import BoxScene
from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.frame_files import FrameFiles, free_folder, write_new
from ssd_desktop.gui.controllers.label_files import LabelFiles
from ssd_desktop.gui.controllers.track_files import TrackFiles
from ssd_desktop.gui.controllers.track_forward import TrackForward
from ssd_desktop.gui.controllers.video_labels import VideoLabels
from ssd_desktop.gui.dialogs.export_frames import ExportRequest
from ssd_desktop.gui.media_session import Media, MediaPicture
from ssd_desktop.gui.video_actions import VideoActions
from ssd_desktop.media.types import Frame

WIDTH, HEIGHT, COUNT, SIDE = 160, 120, 20, 40
OBJECT = cv2.resize(np.random.default_rng(1).integers(0, 256, (4, 4, 3), np.uint8), (SIDE, SIDE))
GROUND = cv2.resize(np.random.default_rng(0).integers(80, 130, (30, 40, 3), np.uint8), (WIDTH, HEIGHT))


def picture_of(number):
    """The frame of a number: the object three pixels further right than in the one before."""
    pixels = GROUND.copy()
    pixels[30 : 30 + SIDE, 20 + 3 * number : 20 + 3 * number + SIDE] = OBJECT
    return pixels


def box_in(number):
    return Box(20 + 3 * number, 30, 20 + 3 * number + SIDE, 30 + SIDE)


class View(QObject):
    """Records what the window would show."""

    closing = Signal()

    def __init__(self):
        super().__init__()
        self.editing_overlay, self.annotations_overlay = MagicMock(), MagicMock()
        self.status, self.messages, self.statusBar = MagicMock(), MagicMock(), MagicMock()
        self.timeline_panel = MagicMock()
        self.box_tool = MagicMock(mode="edit", scene=BoxScene())
        self.commands = MagicMock()
        self.commands.video = VideoActions(self)
        self.commands.show_ground_truth = QAction(self)


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    path = tmp_path_factory.mktemp("clip") / "clip.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), 10, (WIDTH, HEIGHT))
    for number in range(COUNT):
        writer.write(picture_of(number)[..., ::-1])
    writer.release()
    return path


@pytest.fixture
def video(clip, tmp_path):
    path = tmp_path / "my clip.avi"
    path.write_bytes(clip.read_bytes())
    return path


class Desk:
    """The controllers of a video, put together as the program does."""

    def __init__(self, video, tmp_path):
        self.video = video
        self.view, self.questions, self.dialogs = View(), MagicMock(), MagicMock()
        self.images = LabelFiles(self.questions, data_folder=tmp_path / "data", parent=self.view)
        self.annotate = AnnotateController(self.view, self.images, self.questions)
        self.modes = MagicMock()
        self.files = TrackFiles(self.questions, data_folder=tmp_path / "data", parent=self.view)
        self.files.autosave = False
        self.labels = VideoLabels(self.view, self.annotate, self.modes, self.files)
        self.labels.seek_wanted.connect(self.show)
        self.forward = TrackForward(self.view, self.annotate, self.labels, self.dialogs)
        self.settings = MagicMock(grab_folder=None, last_folder=tmp_path)
        self.session = MagicMock(shown=None)
        self.frames = FrameFiles(self.view, self.settings, self.session, self.labels, self.dialogs)
        self.show(0)

    def show(self, number, kind="video"):
        media = Media(1, kind, self.video.name, str(self.video), COUNT, 10.0)
        self.session.shown = MediaPicture(media, Frame(picture_of(number), number, number / 10, "x"), None)
        self.labels.show_picture(self.session.shown)

    def draw(self, box, label="car"):
        self.annotate.add_box(box, label)

    def track(self):
        (track,) = self.labels.store.tracks
        return track

    @property
    def marks(self):
        return self.view.timeline_panel.set_marks.call_args.args[0]


@pytest.fixture
def desk(qapp, video, tmp_path):
    return Desk(video, tmp_path)


def test_a_box_drawn_on_a_paused_frame_begins_a_track_there(desk):
    desk.show(4)
    desk.draw(box_in(4))
    assert desk.track().frames == (4,)
    assert desk.annotate.classes == ("car",)
    assert desk.marks.keys == (4,)
    assert desk.files.state()[0] == "unsaved"


def test_a_box_moved_in_another_frame_makes_a_key_frame_and_those_between_are_guessed(desk):
    desk.draw(box_in(0))
    desk.show(10)
    assert desk.view.box_tool.scene.carried == {1}
    desk.annotate.move({1: box_in(10)}, 5)
    desk.annotate.end_gesture()
    assert desk.track().frames == (0, 10)
    desk.show(5)
    assert desk.view.box_tool.scene.guessed == {1}
    assert desk.annotate.objects[0].box == box_in(5)
    assert desk.marks.spans == ((0, 10),)


def test_a_selected_track_stays_selected_from_frame_to_frame(desk):
    desk.draw(box_in(0))
    desk.show(3)
    assert [item.entry for item in desk.annotate.selected] == [1]
    assert desk.marks.selected == {0}


def test_undo_goes_to_the_frame_of_the_edit(desk):
    desk.draw(box_in(0))
    desk.show(6)
    desk.annotate.undo()
    assert desk.labels.store.tracks == ()
    assert desk.labels.frame == 0


def test_a_picture_that_an_undone_edit_is_of_is_asked_for(desk, tmp_path):
    wanted = []
    desk.labels.image_wanted.connect(wanted.append)
    desk.annotate.image_wanted.emit(tmp_path / "a.png")
    assert wanted == [tmp_path / "a.png"]


def test_while_the_video_plays_boxes_are_seen_and_not_edited(desk):
    desk.draw(box_in(0))
    desk.labels.set_playing(True)
    assert desk.annotate.image is None
    shown = desk.view.annotations_overlay.set_annotation.call_args.args[0]
    assert [item.label for item in shown.objects] == ["car"]
    assert not desk.view.commands.video.track_forward.isEnabled()
    desk.modes.set_mode.reset_mock()
    desk.labels.set_playing(False)
    assert desk.annotate.image == frame_image(desk.video, 0)
    desk.modes.set_mode.assert_called_once_with("edit")


def test_k_sets_and_removes_a_key_frame(desk):
    desk.draw(box_in(0))
    desk.show(10)
    desk.annotate.move({1: box_in(10)}, 1)
    desk.show(5)
    desk.annotate.select(frozenset({1}))
    desk.labels.toggle_key_frame()
    assert desk.track().frames == (0, 5, 10)
    desk.labels.toggle_key_frame()
    assert desk.track().frames == (0, 10)


def test_brackets_go_from_key_frame_to_key_frame(desk):
    desk.draw(box_in(0))
    desk.show(10)
    desk.annotate.move({1: box_in(10)}, 1)
    desk.show(5)
    desk.view.commands.video.next_key.trigger()
    assert desk.labels.frame == 10
    desk.view.commands.video.previous_key.trigger()
    assert desk.labels.frame == 0
    desk.view.commands.video.previous_key.trigger()
    assert desk.labels.frame == 0


def test_whole_tracks_are_deleted_and_come_back(desk):
    desk.draw(box_in(0))
    desk.labels.delete_tracks()
    assert desk.labels.store.tracks == ()
    desk.annotate.undo()
    assert desk.track().frames == (0,)


def test_tracks_are_saved_by_themselves(desk, qtbot):
    desk.files.autosave = True
    desk.draw(box_in(0))
    qtbot.waitUntil(lambda: desk.files.state()[0] == "saved", timeout=20_000)
    assert read_tracks(desk.files.store.path).tracks == desk.labels.store.tracks


def test_a_file_that_cannot_be_used_blocks_editing_and_is_told(desk, video):
    told = []
    desk.files.told.connect(told.append)
    desk.files.close()
    (video.parent / "my clip.avi.tracks.json").write_text("{")
    desk.files.open(video, (WIDTH, HEIGHT))
    desk.show(1)
    assert "my clip.avi.tracks.json" in told[0]
    assert desk.annotate.image is None
    assert desk.files.state() == ("none", "")


def test_a_picture_after_the_video_closes_its_tracks_saved(desk):
    desk.files.autosave = True
    desk.draw(box_in(0))
    path = desk.files.store.path
    desk.show(0, kind="image")
    assert len(read_tracks(path).tracks) == 1
    assert desk.files.store is None
    assert desk.view.commands.show_ground_truth.isEnabled()


def test_closing_asks_for_tracks_that_are_not_saved(desk):
    desk.draw(box_in(0))
    assert desk.files.is_running()
    closed = MagicMock()
    desk.questions.close_video.return_value = "stay"
    desk.files.ask_to_close(closed)
    closed.assert_not_called()
    desk.questions.close_video.return_value = "save"
    desk.files.ask_to_close(closed)
    closed.assert_called_once_with()
    assert (desk.video.parent / "my clip.avi.tracks.json").exists()


def test_tracks_that_may_stay_unsaved_are_not_let_go_and_not_asked_about_again_before_the_next_edit(desk):
    desk.draw(box_in(0))
    desk.questions.close_video.return_value = "leave"
    closed = MagicMock()
    desk.files.ask_to_close(closed)
    closed.assert_called_once_with()
    assert not desk.files.is_running()
    assert len(desk.labels.store.tracks) == 1
    desk.draw(box_in(3))
    assert desk.files.is_running()


def test_unsaved_tracks_are_offered_when_the_video_is_opened_again(desk, video):
    desk.draw(box_in(0))
    desk.files.close()
    assert not (video.parent / "my clip.avi.tracks.json").exists()
    desk.questions.track_leftovers.return_value = "later"
    desk.files.open(video, (WIDTH, HEIGHT))
    assert desk.files.store.tracks == ()
    desk.files.close()
    desk.questions.track_leftovers.return_value = "restore"
    desk.files.open(video, (WIDTH, HEIGHT))
    assert [one.label for one in desk.files.store.tracks] == ["car"]
    assert desk.files.state()[0] == "unsaved"
    desk.questions.track_leftovers.assert_called_with("my clip.avi")


def test_a_video_that_another_window_edits_is_shown_and_not_edited(desk, video, tmp_path):
    told = []
    other = TrackFiles(desk.questions, data_folder=tmp_path / "data", parent=desk.view)
    other.told.connect(told.append)
    other.open(video, (WIDTH, HEIGHT))
    assert "Another window edits the tracks of this video" in told[0]
    assert other.store is None
    desk.files.close()
    other.open(video, (WIDTH, HEIGHT))
    assert other.store is not None
    other.close()


def test_tracks_changed_by_another_program_are_loaded_or_kept_as_the_user_says(desk):
    desk.draw(box_in(0))
    desk.files.store.path.write_text('{"version": 1, "tracks": []}')
    desk.questions.conflict.return_value = "keep"
    desk.files.look_at_disk()
    assert len(desk.labels.store.tracks) == 1
    desk.files.store.path.write_text('{"version": 1, "tracks": [], "other": 1}')
    desk.questions.conflict.return_value = "load"
    desk.files.look_at_disk()
    assert desk.labels.store.tracks == ()


def test_boxes_are_tracked_forward_as_one_step_with_few_key_frames(desk, qtbot):
    desk.draw(box_in(0))
    desk.forward.track(12)
    qtbot.waitUntil(lambda: len(desk.track().keys) > 1, timeout=30_000)
    assert desk.track().frames[-1] == 12
    assert len(desk.track().keys) <= 4
    assert all(key.tracked for key in desk.track().keys[1:])
    desk.show(8)
    assert desk.annotate.objects[0].box.xyxy() == pytest.approx(box_in(8).xyxy(), abs=2)
    desk.annotate.undo()
    assert desk.track().frames == (0,)


def test_tracking_stops_before_a_key_frame_made_by_hand(desk, qtbot):
    desk.draw(box_in(0))
    desk.show(9)
    desk.annotate.move({1: box_in(9)}, 1)
    desk.show(0)
    desk.forward.track(1000)
    qtbot.waitUntil(lambda: len(desk.track().keys) > 2, timeout=30_000)
    assert [key.frame for key in desk.track().keys if not key.tracked] == [0, 9]
    assert desk.track().frames[-1] == 9


def test_nothing_is_tracked_where_there_is_no_box(desk):
    desk.forward.track(5)
    desk.dialogs.progress.assert_not_called()


def test_how_many_frames_is_asked_and_remembered(desk):
    desk.dialogs.frames.return_value = None
    desk.view.commands.video.track_frames.setEnabled(True)
    desk.view.commands.video.track_frames.trigger()
    desk.dialogs.frames.assert_called_once_with(30)
    desk.dialogs.progress.assert_not_called()


def test_a_frame_is_grabbed_into_the_folder_asked_for_once(desk, qtbot, tmp_path):
    folder = tmp_path / "grabbed"
    folder.mkdir()
    desk.dialogs.grab_folder.return_value = folder
    desk.show(7)
    desk.frames.grab()
    assert desk.settings.grab_folder == folder
    desk.frames.grab()
    names = {"my clip_000007.jpg", "my clip_000007_2.jpg"}
    qtbot.waitUntil(lambda: {path.name for path in folder.glob("*.jpg")} == names, timeout=20_000)
    message = desk.view.statusBar.return_value.showMessage
    qtbot.waitUntil(lambda: message.call_count == 2, timeout=20_000)
    assert str(folder) in message.call_args.args[0]
    desk.dialogs.grab_folder.assert_called_once()


def test_a_grabbed_frame_never_takes_the_place_of_a_file(tmp_path):
    (tmp_path / "a.jpg").write_text("mine")
    assert write_new(tmp_path, "a", picture_of(0)) == tmp_path / "a_2.jpg"
    assert (tmp_path / "a.jpg").read_text() == "mine"


def test_frames_are_exported_where_and_as_the_user_says(desk, qtbot, tmp_path):
    desk.draw(box_in(0))
    desk.dialogs.export.return_value = ExportRequest(ExportWish("keys"), tmp_path / "set")
    desk.frames.export()
    folder, keys, boxes, count = desk.dialogs.export.call_args.args
    assert (folder.name, keys, boxes, count) == ("my clip-frames", 1, 1, COUNT)
    qtbot.waitUntil(lambda: desk.view.messages.show_notice.called, timeout=30_000)
    assert (tmp_path / "set" / "Annotations" / "my clip_000000.xml").exists()


def test_a_closing_window_ends_the_writing_of_frames_and_the_following_of_boxes(desk, qtbot, tmp_path, monkeypatch):
    ended = []

    def until_ended(*_wish, cancelled, **_options):
        while not cancelled():
            time.sleep(0.001)
        ended.append("frames")
        raise OSError("ended")

    def follow_until_ended(_wish, _progress, cancelled):
        while not cancelled():
            time.sleep(0.001)
        ended.append("boxes")
        return {}

    monkeypatch.setattr("ssd_desktop.gui.controllers.frame_files.export_frames", until_ended)
    monkeypatch.setattr("ssd_desktop.gui.controllers.track_forward.follow_boxes", follow_until_ended)
    desk.dialogs.export.return_value = ExportRequest(ExportWish("boxes"), tmp_path / "frames")
    desk.draw(box_in(0))
    desk.frames.export()
    desk.forward.track(5)
    desk.view.closing.emit()
    qtbot.waitUntil(lambda: sorted(ended) == ["boxes", "frames"], timeout=20_000)


def test_the_folder_offered_for_frames_does_not_exist_yet(video):
    (video.parent / "my clip-frames").mkdir()
    assert free_folder(video).name == "my clip-frames-2"


def test_the_frame_that_was_shown_when_it_was_wanted_is_grabbed_whatever_came_since(desk, qtbot, tmp_path):
    desk.show(7)
    desk.dialogs.grab_folder.side_effect = lambda start: (desk.show(8), tmp_path)[1]
    desk.frames.choose_and_grab()
    qtbot.waitUntil(lambda: [path.name for path in tmp_path.glob("*.jpg")] == ["my clip_000007.jpg"], timeout=20_000)


def test_marks_are_not_made_anew_for_every_frame_of_a_video_that_plays(desk):
    desk.draw(box_in(0))
    desk.labels.set_playing(True)
    desk.show(1)
    set_marks = desk.view.timeline_panel.set_marks
    before = set_marks.call_count
    for number in (2, 3, 4):
        desk.show(number)
    assert set_marks.call_count == before
