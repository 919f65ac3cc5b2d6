"""Videos: what is read after a seek is what reading from the start gives, at the file's own times."""

import random
import struct
import zlib
from pathlib import Path
from typing import ClassVar

import cv2
import numpy as np
import pytest

from ssd_desktop.errors import MediaError
from ssd_desktop.media.types import Frame
from ssd_desktop.media.video_file import VideoFile


def numbered_frame(number: int) -> np.ndarray:
    """A frame that tells its number by its brightness, in 16 stripes of a bit."""
    bits = [(number >> bit & 1) * 255 for bit in range(16)]
    return np.repeat(np.repeat(np.array(bits, np.uint8)[None, :, None], 64, 0), 8, 1).repeat(3, 2)


def number_of(pixels: np.ndarray) -> int:
    return sum((pixels[32, 8 * bit + 4].mean() > 127) << bit for bit in range(16))


def write_video(path: Path, count: int) -> Path:
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, cv2.VideoWriter_fourcc(*"mp4v"), 25, (128, 64))
    assert writer.isOpened()
    for number in range(count):
        writer.write(numbered_frame(number))
    writer.release()
    return path


def slow_down_the_second_half(path: Path, *, count: int, factor: int) -> None:
    """Rewrites the table of durations of an MP4 (box ``stts``) whose index stands after its pictures."""
    content = path.read_bytes()
    place = content.index(b"stts") - 4
    (step,) = struct.unpack_from(">I", content, place + 20)
    table = struct.pack(">I4sIIIIII", 32, b"stts", 0, 2, count // 2, step, count - count // 2, factor * step)
    content = bytearray(content[:place] + table + content[place + 24 :])
    for name in (b"moov", b"trak", b"mdia", b"minf", b"stbl"):  # what holds the table is 8 bytes longer now
        start = content.index(name) - 4
        struct.pack_into(">I", content, start, struct.unpack_from(">I", content, start)[0] + 8)
    path.write_bytes(content.replace(b"edts", b"free"))  # the edit list cuts at the old length


def read_all(video: VideoFile) -> list[Frame]:
    return list(iter(video.read, None))


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_video(tmp_path_factory.mktemp("video") / "Übung 한글.mp4", 200)


@pytest.mark.parametrize(("name", "count"), [("bottle-detection.mp4", 1189), ("car-detection.mp4", 377)])
def test_a_seek_gives_the_frame_and_time_that_reading_gives_on_real_clips(shared_data, name, count):
    with VideoFile(shared_data / "videos" / name) as video:
        assert video.info.frame_count == count
        sums, times = [], []
        while (frame := video.read()) is not None:  # not kept: a thousand frames are 800 MB
            assert frame.number == len(sums)
            sums.append(zlib.crc32(frame.pixels_rgb))
            times.append(frame.time_s)
        assert len(sums) == count
        fps = video.info.fps
    # A fresh file, so that nothing is known of its times beforehand.
    with VideoFile(shared_data / "videos" / name) as video:
        for number in [count - 1, 0, 1, 2, 50, 49, *random.Random(0).sample(range(count), 20)]:
            video.seek(number)
            assert video.position == number
            frame = video.read()
            assert frame.number == number
            assert zlib.crc32(frame.pixels_rgb) == sums[number]
            assert frame.time_s == pytest.approx(times[number], abs=1e-6)
    # 29 5/6 frames a second: counting 1/30 a frame would be 0.2 s off at the end.
    assert times[-1] == pytest.approx((count - 1) / fps, abs=1e-3)


def test_frames_are_rgb_and_numbered_from_zero(clip):
    with VideoFile(clip) as video:
        first = video.read()
        assert (first.number, first.time_s, first.source) == (0, 0.0, str(clip))
        assert first.pixels_rgb.shape == (64, 128, 3)
        assert (video.info.width, video.info.height) == (128, 64)
        assert video.info.duration_s == pytest.approx(8.0)
        second = video.read()
        assert (second.number, second.time_s) == (1, pytest.approx(0.04))
        assert number_of(second.pixels_rgb) == 1


def test_seeks_backwards_forwards_and_to_the_same_place_are_exact(clip):
    with VideoFile(clip) as video:
        for number in [150, 150, 3, 4, 0, 199, 100, 110, 99]:
            video.seek(number)
            assert number_of(video.read().pixels_rgb) == number


def test_a_seek_to_the_frame_that_was_just_read_gives_it_again(clip):
    with VideoFile(clip) as video:
        video.seek(70)
        video.read()
        video.seek(70)
        assert number_of(video.read().pixels_rgb) == 70


@pytest.mark.parametrize("number", [200, 5_000])
def test_a_seek_beyond_the_end_is_the_end(clip, number):
    with VideoFile(clip) as video:
        video.seek(number)
        assert video.read() is None
        assert video.read() is None
        video.seek(-5)
        assert video.read().number == 0


def test_seeks_are_exact_where_the_rate_varies(tmp_path, monkeypatch):
    # By its average rate, nearly every number would be another frame.
    path = write_video(tmp_path / "varying.mp4", 120)
    slow_down_the_second_half(path, count=120, factor=5)
    with VideoFile(path) as video:
        frames = read_all(video)
        assert [number_of(frame.pixels_rgb) for frame in frames] == list(range(120))
        steps = np.diff([frame.time_s for frame in frames])
        assert steps[80] == pytest.approx(5 * steps[0])
    # Once with what reading taught, once afresh with the file's index, once with neither.
    for known in ("read", "index", "nothing"):
        if known == "nothing":
            monkeypatch.setattr("ssd_desktop.media.video_file.mp4_frame_times_ms", lambda _: None)
        with VideoFile(path) as video:
            numbers = [100, 20, 70, 119, 61, 62, 0]
            if known != "index":
                read_all(video)
            for number in numbers:
                video.seek(number)
                frame = video.read()
                assert (frame.number, number_of(frame.pixels_rgb)) == (number, number)
                assert frame.time_s == pytest.approx(frames[number].time_s, abs=1e-3)


def test_a_truncated_video_says_where_it_ends_and_what_came_before_is_shown(shared_data, tmp_path, capfd):
    content = (shared_data / "videos" / "car-detection.mp4").read_bytes()
    path = tmp_path / "cut.mp4"
    path.write_bytes(content[: len(content) // 2])
    with VideoFile(path) as video:
        with pytest.raises(MediaError, match=r"cut\.mp4 ends at frame \d+ of 377; it is truncated or damaged there"):
            read_all(video)
        assert 100 < video.position < 300
        assert video.read() is None
        video.seek(10)
        assert video.read().number == 10
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", r"is empty \(0 bytes\)"),
        (b"\0" * 1000, "cannot be read as a video"),
        (b"no video at all " * 100, "cannot be read as a video"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42mp41\0\0\0\x08free", "cannot be read as a video"),
    ],
)
def test_what_is_no_video_is_refused_in_one_sentence_and_nothing_is_printed(tmp_path, capfd, content, words):
    path = tmp_path / "clip.mp4"
    path.write_bytes(content)
    with pytest.raises(MediaError, match=words) as error:
        VideoFile(path)
    assert "\n" not in str(error.value)
    assert path.name in str(error.value)
    assert capfd.readouterr() == ("", "")


def test_a_sound_without_pictures_is_no_video(tmp_path):
    import wave

    path = tmp_path / "sound.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0" * 16000)
    with pytest.raises(MediaError, match="cannot be read as a video"):
        VideoFile(path)


def test_a_missing_video_a_folder_and_an_impossible_path_are_told_apart(tmp_path):
    with pytest.raises(MediaError, match="does not exist"):
        VideoFile(tmp_path / "absent.mp4")
    with pytest.raises(MediaError, match="is a folder"):
        VideoFile(tmp_path)
    with pytest.raises(MediaError, match="cannot be read"):
        VideoFile("nul\0character.mp4")
    with pytest.raises(MediaError, match="cannot be read"):
        VideoFile(tmp_path / ("x" * 5000))


def test_a_closed_video_says_so(clip):
    video = VideoFile(clip)
    video.close()
    video.close()
    with pytest.raises(MediaError, match="is closed; open it again"):
        video.read()
    with pytest.raises(MediaError, match="is closed; open it again"):
        video.seek(3)


def test_a_container_that_does_not_count_its_frames_is_read_to_its_end(tmp_path):
    # Bare MPEG-4 frames, without a container: neither a count nor an index.
    path = write_video(tmp_path / "bare.m4v", 60)
    with VideoFile(path) as video:
        assert len(read_all(video)) == 60
        video.seek(20)
        assert number_of(video.read().pixels_rgb) == 20
        assert video.info.frame_count is None or video.info.frame_count == 60


class HardwareCapture:
    """A capture on a computer whose video hardware opens a file, and decodes it or not."""

    decodes = True
    opened: ClassVar[list[bool]] = []

    def __init__(self, path: str, backend: int, options: list[int]) -> None:
        wanted = dict(zip(options[::2], options[1::2], strict=True))
        self.hardware = wanted.get(cv2.CAP_PROP_HW_ACCELERATION) == cv2.VIDEO_ACCELERATION_ANY
        self.opened.append(self.hardware)
        self.real = REAL_CAPTURE(path, backend)

    def get(self, name: int) -> float:
        return float(self.hardware) if name == cv2.CAP_PROP_HW_ACCELERATION else self.real.get(name)

    def retrieve(self) -> tuple[bool, np.ndarray | None]:
        return self.real.retrieve() if self.decodes or not self.hardware else (False, None)

    def __getattr__(self, name: str) -> object:
        return getattr(self.real, name)


REAL_CAPTURE = cv2.VideoCapture


@pytest.mark.parametrize(("decodes", "opened"), [(True, [True, True]), (False, [True, False, False])])
def test_the_video_hardware_decodes_and_where_it_cannot_the_processor(clip, monkeypatch, decodes, opened):
    monkeypatch.setattr(HardwareCapture, "decodes", decodes)
    monkeypatch.setattr(HardwareCapture, "opened", [])
    monkeypatch.setattr(cv2, "VideoCapture", HardwareCapture)
    with VideoFile(clip) as video:
        assert [number_of(frame.pixels_rgb) for frame in read_all(video)] == list(range(200))
        video._rewind()
        assert number_of(video.read().pixels_rgb) == 0
    assert HardwareCapture.opened == opened


def test_a_file_that_neither_hardware_nor_processor_decodes_is_refused(clip, tmp_path, monkeypatch):
    monkeypatch.setattr(cv2, "VideoCapture", HardwareCapture)
    monkeypatch.setattr(HardwareCapture, "retrieve", lambda self: (False, None))
    with pytest.raises(MediaError, match="cannot be read as a video"):
        VideoFile(clip)
