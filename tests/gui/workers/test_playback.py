"""The media worker: order, exactness, pace and errors, with sources that only pretend."""

import itertools
import threading
from pathlib import Path

import numpy as np
import pytest

from ssd_desktop.errors import MediaError
from ssd_desktop.gui.media_session import Media, MediaWish
from ssd_desktop.gui.workers.media_openers import Opened, VideoStream, list_folder, open_source
from ssd_desktop.gui.workers.playback import LATE_S, LONGEST_GAP_S, PlaybackWorker, _Pace, to_picture
from ssd_desktop.gui.workers.thread import WorkerThread
from ssd_desktop.media.image_file import write_image
from ssd_desktop.media.recording import Recording
from ssd_desktop.media.sources import Source, classify_source
from ssd_desktop.media.types import Frame
from ssd_desktop.media.video_file import VideoFile, VideoInfo


def frame(number, fps=50.0, source="clip"):
    return Frame(np.full((4, 6, 3), number % 256, np.uint8), number, number / fps, source)


class FakeStream:
    """A video of ``count`` frames; ``fail_at`` cannot be decoded."""

    def __init__(self, count, fail_at=None):
        self.count = count
        self.fail_at = fail_at
        self.position = 1
        self.seeks = []
        self.closed = threading.Event()
        self.troubled = ""

    def read(self, wait_s):
        if self.position == self.fail_at:
            raise MediaError("frame cannot be decoded; get an intact copy.")
        if self.position >= self.count:
            return None
        self.position += 1
        return frame(self.position - 1)

    def seek(self, number):
        self.seeks.append(number)
        self.position = number

    def trouble(self):
        return self.troubled

    def close(self):
        self.closed.set()


class FakeCamera(FakeStream):
    """Gives frames only while it has some."""

    def __init__(self):
        super().__init__(10**9)
        self.gives = threading.Event()
        self.gives.set()

    def read(self, wait_s):
        return super().read(wait_s) if self.gives.wait(0.01) else None


class Desk:
    """A worker in its thread, what it opens and what it said."""

    def __init__(self, sources):
        self.sources = sources
        self.worker = PlaybackWorker(self.open, lambda folder: [folder / "a.png", folder / "b.png"])
        self.pictures, self.said = [], []
        self.worker.frame_ready.connect(self._take)
        for name in ("images_listed", "open_failed", "broken", "waiting"):
            getattr(self.worker, name).connect(lambda number, what, name=name: self.said.append((name, number, what)))
        self.worker.ended.connect(lambda number: self.said.append(("ended", number, None)))
        self.thread = WorkerThread(self.worker, "media")

    def open(self, source, number, give_up):
        found = self.sources[source.value]
        if isinstance(found, Exception):
            raise found
        if isinstance(found, Path):
            media = Media(number, "image", "a.png", str(found / "a.png"))
            return Opened(media, frame(0), folder=found)
        kind = "camera" if isinstance(found, FakeCamera) else "video"
        return Opened(Media(number, kind, "clip", "clip", found.count, 50.0), frame(0), found)

    def _take(self):
        picture = self.worker.take_picture()
        if picture is not None:
            self.pictures.append(picture)

    def heard(self, name):
        return [(number, what) for said, number, what in self.said if said == name]

    def numbers(self):
        return [picture.frame.number for picture in self.pictures]


@pytest.fixture
def desk(qtbot):
    """Makes desks and ends their threads."""
    made = []

    def make(**sources):
        made.append(Desk(sources))
        made[-1].thread.start()
        return made[-1]

    yield make
    for one in made:
        one.thread.stop()
        assert one.thread.wait(10_000)


def wish(number, name, **more):
    return MediaWish(number, Source("video", name), **more)


def test_opening_gives_the_first_frame_and_waits(qtbot, desk):
    one = desk(clip=FakeStream(5))
    one.worker.follow(wish(1, "clip"))
    qtbot.waitUntil(lambda: bool(one.pictures))
    qtbot.wait(60)
    assert one.numbers() == [0]
    assert one.pictures[0].media.frame_count == 5


def test_playing_gives_frames_in_order_and_tells_the_end(qtbot, desk):
    one = desk(clip=FakeStream(8))
    one.worker.follow(wish(1, "clip", playing=True))
    qtbot.waitUntil(lambda: bool(one.heard("ended")))
    assert one.heard("ended") == [(1, None)]
    assert one.numbers() == sorted(set(one.numbers()))
    assert one.numbers()[-1] == 7


def test_a_seek_gives_exactly_that_frame_with_the_number_of_the_seek(qtbot, desk):
    one = desk(clip=FakeStream(100))
    one.worker.follow(wish(1, "clip"))
    qtbot.waitUntil(lambda: bool(one.pictures))
    one.worker.follow(wish(1, "clip", seek_number=3, target=42))
    qtbot.waitUntil(lambda: len(one.pictures) == 2)
    assert one.pictures[1].frame.number == 42
    assert one.pictures[1].seek_number == 3


def test_pausing_stops_the_frames(qtbot, desk):
    one = desk(clip=FakeStream(10_000))
    one.worker.follow(wish(1, "clip", playing=True))
    qtbot.waitUntil(lambda: len(one.pictures) > 3)
    one.worker.follow(wish(1, "clip", playing=False))
    qtbot.wait(60)
    before = len(one.pictures)
    qtbot.wait(100)
    assert len(one.pictures) == before


def test_a_source_that_cannot_be_opened_leaves_the_other_open(qtbot, desk):
    stream = FakeStream(100)
    one = desk(clip=stream, bad=MediaError("bad is no video; convert it."))
    one.worker.follow(wish(1, "clip"))
    qtbot.waitUntil(lambda: bool(one.pictures))
    one.worker.follow(wish(2, "bad", playing=True))
    qtbot.waitUntil(lambda: bool(one.heard("open_failed")))
    assert one.heard("open_failed")[0][0] == 2
    assert str(one.heard("open_failed")[0][1]) == "bad is no video; convert it."
    assert not stream.closed.is_set()
    one.worker.follow(wish(1, "clip", seek_number=1, target=9))
    qtbot.waitUntil(lambda: one.numbers() == [0, 9])


def test_what_plays_goes_on_playing_when_another_source_cannot_be_opened(qtbot, desk):
    one = desk(clip=FakeStream(10**9), bad=MediaError("bad is no video; convert it."))
    one.worker.follow(wish(1, "clip", playing=True))
    qtbot.waitUntil(lambda: len(one.pictures) > 2)
    one.worker.follow(wish(2, "bad", playing=True))
    qtbot.waitUntil(lambda: bool(one.heard("open_failed")))
    before = len(one.pictures)
    qtbot.waitUntil(lambda: len(one.pictures) > before + 2)
    assert one.pictures[-1].media.number == 1


def test_opening_another_source_closes_the_one_before(qtbot, desk):
    first, second = FakeStream(9), FakeStream(9)
    one = desk(first=first, second=second)
    one.worker.follow(wish(1, "first"))
    qtbot.waitUntil(lambda: bool(one.pictures))
    one.worker.follow(wish(2, "second"))
    assert first.closed.wait(10)
    assert not second.closed.is_set()


def test_a_frame_that_cannot_be_decoded_is_told_and_the_thread_lives_on(qtbot, desk):
    one = desk(clip=FakeStream(100, fail_at=3), other=FakeStream(3))
    one.worker.follow(wish(1, "clip", playing=True))
    qtbot.waitUntil(lambda: bool(one.heard("broken")))
    assert one.heard("broken")[0][0] == 1
    one.worker.follow(wish(2, "other"))
    qtbot.waitUntil(lambda: one.pictures[-1].media.number == 2)


def test_an_exception_nobody_foresaw_becomes_a_sentence_that_names_the_source(qtbot, desk):
    one = desk(clip=ZeroDivisionError("division by zero"))
    one.worker.follow(wish(1, "clip"))
    qtbot.waitUntil(lambda: bool(one.heard("open_failed")))
    error = one.heard("open_failed")[0][1]
    assert isinstance(error, MediaError)
    assert "clip" in str(error)


def test_the_images_of_a_folder_are_listed_once_while_its_pictures_are_turned(qtbot, desk):
    folder = Path("pictures")
    one = desk(folder=folder)
    one.worker.follow(MediaWish(1, Source("folder", "folder")))
    qtbot.waitUntil(lambda: bool(one.heard("images_listed")))
    assert one.heard("images_listed") == [(1, [folder / "a.png", folder / "b.png"])]
    one.worker.follow(MediaWish(2, Source("folder", "folder")))
    qtbot.waitUntil(lambda: len(one.pictures) == 2)
    assert len(one.heard("images_listed")) == 1


def test_a_folder_that_is_opened_again_is_listed_again(qtbot, desk):
    folder = Path("pictures")
    lists = [[folder / "a.png"], [folder / "a.png", folder / "copied meanwhile.png"]]
    one = desk()
    one.worker._open_source = lambda source, number, give_up: Opened(
        Media(number, "image", "a.png", "pictures/a.png"), frame(0), folder=folder, images=lists[number - 1]
    )
    for number in (1, 2):
        one.worker.follow(MediaWish(number, Source("folder", "pictures")))
        qtbot.waitUntil(lambda number=number: len(one.pictures) == number)
    assert one.heard("images_listed") == [(1, lists[0]), (2, lists[1])]


def test_the_images_are_listed_before_the_labels_of_the_first_are_read(qtbot, desk):
    one = desk()
    told = []

    def read_labels():
        told.append(list(one.said))
        return None, "a.xml is damaged"

    media, folder = Media(1, "image", "a.png", "pictures/a.png"), Path("pictures")
    listed = [folder / "a.png"]
    opened = Opened(media, frame(0), read_labels=read_labels, folder=folder, images=listed)
    one.worker._open_source = lambda source, number, give_up: opened
    one.worker.follow(MediaWish(1, Source("folder", "folder")))
    qtbot.waitUntil(lambda: bool(one.pictures))
    assert told == [[("images_listed", 1, listed)]]
    assert one.pictures[0].notice == "a.xml is damaged"


def test_a_camera_that_stalls_says_why_and_when_it_is_over(qtbot, desk):
    camera = FakeCamera()
    one = desk(camera=camera)
    one.worker.follow(MediaWish(1, Source("camera", "camera"), playing=True))
    qtbot.waitUntil(lambda: len(one.pictures) > 2)
    camera.troubled = "The camera gives nothing."
    camera.gives.clear()
    qtbot.waitUntil(lambda: one.heard("waiting") == [(1, "The camera gives nothing.")])
    camera.gives.set()
    qtbot.waitUntil(lambda: one.heard("waiting")[-1] == (1, ""))


def test_stopping_ends_a_worker_that_plays(qtbot, desk):
    stream = FakeStream(10**9)
    one = desk(clip=stream)
    one.worker.follow(wish(1, "clip", playing=True))
    qtbot.waitUntil(lambda: bool(one.pictures))
    one.thread.stop()
    assert one.thread.wait(10_000)
    assert stream.closed.is_set()


def test_late_frames_are_left_out_but_never_all_of_them():
    now = [0.0]
    pace = _Pace(lambda: now[0])
    given = []
    for number in range(200):  # decoding takes twice as long as the frames last
        now[0] += 0.04
        pace.wait_s(frame(number))
        if pace.is_in_time(frame(number)):
            given.append(now[0])
    assert pace.dropped == 200 - len(given)
    assert pace.dropped > 0
    assert max(b - a for a, b in itertools.pairwise(given)) < LONGEST_GAP_S + 0.05


def test_frames_in_time_are_all_given_and_wait_for_their_time():
    now = [5.0]
    pace = _Pace(lambda: now[0])
    for number in range(50):
        now[0] += pace.wait_s(frame(number)) + LATE_S / 4
        assert pace.is_in_time(frame(number))
    assert pace.dropped == 0
    assert now[0] == pytest.approx(5.0 + 49 / 50, abs=LATE_S)


def test_a_picture_owns_its_pixels():
    pixels = np.zeros((3, 5, 3), np.uint8)
    pixels[1, 2] = (10, 20, 30)
    pixels.flags.writeable = False
    image = to_picture(pixels)
    pixels = None
    colour = image.pixelColor(2, 1)
    assert (image.width(), image.height()) == (5, 3)
    assert (colour.red(), colour.green(), colour.blue()) == (10, 20, 30)


def test_a_real_image_comes_with_its_ground_truth_and_folder(shared_data):
    path = shared_data / "bccd" / "JPEGImages" / "BloodImage_00010.jpg"
    opened = open_source(classify_source(str(path)), 4, lambda: False).labelled()
    assert opened.media == Media(4, "image", path.name, str(path))
    assert opened.annotation is not None
    assert {found.label for found in opened.annotation.objects} >= {"RBC", "WBC"}
    assert opened.folder == path.parent
    assert path in list_folder(shared_data / "bccd")


def test_a_yolo_folder_opens_with_its_pictures_and_their_objects(tmp_path):
    (tmp_path / "labels" / "train").mkdir(parents=True)
    (tmp_path / "images" / "train").mkdir(parents=True)
    write_image(tmp_path / "images" / "train" / "a.png", np.zeros((20, 30, 3), np.uint8))
    (tmp_path / "labels" / "train" / "a.txt").write_text("0 0.5 0.5 0.2 0.2\n")
    (tmp_path / "data.yaml").write_text("names: [dog]\ntrain: images/train\n")
    opened = open_source(classify_source(str(tmp_path)), 1, lambda: False).labelled()
    assert opened.annotation is not None
    assert [found.label for found in opened.annotation.objects] == ["dog"]
    assert opened.folder == tmp_path / "images" / "train"


def test_problems_of_an_annotation_file_are_one_notice_that_names_it_once(tmp_path):
    picture, file = tmp_path / "a.png", tmp_path / "a.xml"
    write_image(picture, np.zeros((20, 30, 3), np.uint8))
    objects = "".join(f"<object><name>dog{number}</name></object>" for number in range(5))
    file.write_text(f"<annotation>{objects}</annotation>", encoding="utf-8")
    notice = open_source(classify_source(str(picture)), 1, lambda: False).labelled().notice
    assert notice.startswith(f"{file}: ")
    assert notice.count(str(file)) == 1
    assert "dog0" in notice
    assert notice.endswith("; ...")


def test_a_real_video_seeks_to_the_exact_frame(shared_data):
    path = shared_data / "videos" / "car-detection.mp4"
    opened = open_source(classify_source(str(path)), 1, lambda: False)
    assert opened.stream is not None
    try:
        for _ in range(30):
            last = opened.stream.read(0)
        opened.stream.seek(5)
        opened.stream.seek(30)
        again = opened.stream.read(0)
        assert again.number == last.number == 30
        assert np.array_equal(again.pixels_rgb, last.pixels_rgb)
    finally:
        opened.stream.close()


def test_a_folder_opens_although_its_first_image_is_damaged(tmp_path, shared_data):
    good = shared_data / "bccd" / "JPEGImages" / "BloodImage_00010.jpg"
    (tmp_path / "a.jpg").write_bytes(good.read_bytes()[:300])
    (tmp_path / "b.jpg").write_bytes(good.read_bytes())
    opened = open_source(Source("folder", tmp_path), 1, lambda: False)
    assert opened.media.name == "b.jpg"
    assert "a.jpg" in opened.labelled().notice
    assert opened.images == [tmp_path / "a.jpg", tmp_path / "b.jpg"]


def test_a_folder_without_images_says_so(tmp_path):
    with pytest.raises(MediaError, match="has no pictures; open one with JPEG"):
        open_source(Source("folder", tmp_path), 1, lambda: False)


def test_a_camera_that_could_not_be_opened_anew_stands_still_and_opens_when_it_is_played(qtbot, desk):
    one = desk(cam=FakeCamera())
    one.worker.follow(wish(1, "cam", playing=True))
    qtbot.waitUntil(lambda: bool(one.pictures))
    one.sources["cam"] = MediaError("The camera gave no picture.")
    one.worker.follow(wish(2, "cam", playing=True))
    qtbot.waitUntil(lambda: one.heard("ended") == [(1, None)])
    assert one.heard("open_failed")[0][0] == 2
    one.sources["cam"] = FakeCamera()
    before = len(one.pictures)
    one.worker.follow(wish(1, "cam", playing=True))
    qtbot.waitUntil(lambda: len(one.pictures) > before)


def test_the_last_frame_is_shown_where_a_video_promises_more_than_it_has(tmp_path, monkeypatch):
    path = tmp_path / "clip.avi"
    recording = Recording(path, 10.0)
    for number in range(20):
        recording.write(np.full((48, 64, 3), 10 * number, np.uint8), number / 10)
    recording.close()
    monkeypatch.setattr(VideoFile, "_describe", lambda self, first: VideoInfo(64, 48, 22, 10.0, 2.2))
    stream = VideoStream(str(path))
    stream.seek(21)
    assert stream.read(0).number == 19
    assert stream.read(0) is None
    stream.close()
