"""A recording keeps the times of its pictures, and has its name only once it is whole."""

import tempfile
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.errors import MediaError
from ssd_desktop.media.recording import Recording
from ssd_desktop.media.video_file import VideoFile


def grey(value, height=48, width=64):
    return np.full((height, width, 3), value, np.uint8)


def read(path):
    """Returns the mean of each frame and the frame rate."""
    means = []
    with VideoFile(path) as video:
        while (frame := video.read()) is not None:
            means.append(round(float(frame.pixels_rgb.mean())))
        return means, video.info.fps


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".avi"])
def test_every_picture_of_a_video_is_a_frame(tmp_path, suffix):
    path = tmp_path / f"영상{suffix}"
    recording = Recording(path, 30.0)
    for number in range(10):
        recording.write(grey(20 * number), number / 30)
        assert not path.exists()
    recording.close()
    means, fps = read(path)
    assert fps == pytest.approx(30)
    assert means == pytest.approx([20 * number for number in range(10)], abs=4)
    assert list(tmp_path.iterdir()) == [path]


def test_pictures_that_come_too_slowly_are_repeated_and_too_quick_ones_left_out(tmp_path):
    recording = Recording(tmp_path / "a.avi", 10.0)
    for time_s, value in ((7.0, 0), (7.31, 100), (7.33, 150), (7.4, 200)):
        recording.write(grey(value), time_s)
    recording.close()
    assert read(tmp_path / "a.avi")[0] == pytest.approx([0, 0, 0, 100, 200], abs=4)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(0.0, 0.9), min_size=1, max_size=8))
def test_at_every_moment_the_latest_picture_is_shown(waits):
    times = [3.0 + sum(waits[:number]) for number in range(len(waits))]
    with tempfile.TemporaryDirectory() as folder:
        recording = Recording(Path(folder) / "a.avi", 10.0)
        for number, time_s in enumerate(times):
            recording.write(grey(20 * number), time_s)
        recording.close()
        shown, _ = read(Path(folder) / "a.avi")
    for frame, mean in enumerate(shown):
        # A picture belongs to the frame that is nearest to it in time.
        there = [number for number, time_s in enumerate(times) if round((time_s - times[0]) * 10) <= frame]
        assert any(mean == pytest.approx(20 * number, abs=4) for number in there[-1:] + ties(times, frame))


def ties(times, frame):
    """Returns the pictures that share a frame; which of them it shows does not matter."""
    return [number for number, time_s in enumerate(times) if round((time_s - times[0]) * 10) == frame]


def test_a_long_silence_takes_five_seconds_at_most(tmp_path):
    recording = Recording(tmp_path / "a.avi", 10.0)
    for time_s in (0.0, 3600.0, 3600.1):
        recording.write(grey(9), time_s)
    recording.close()
    assert recording.frames == 1 + 50 + 1


def test_a_picture_of_another_size_is_scaled(tmp_path):
    recording = Recording(tmp_path / "a.mp4", 10.0)
    recording.write(grey(80, 49, 65), 0.0)
    recording.write(grey(80, 20, 20), 0.1)
    recording.close()
    with VideoFile(tmp_path / "a.mp4") as video:
        shapes = [video.read().pixels_rgb.shape for _ in range(2)]
    assert len(set(shapes)) == 1


def test_nothing_is_left_of_a_recording_without_pictures(tmp_path):
    Recording(tmp_path / "a.mp4", 10.0).close()
    assert list(tmp_path.iterdir()) == []


def write_all(recording, numbers):
    for number in numbers:
        recording.write(grey(100), number / 10)


def test_a_recording_ends_while_the_disk_has_room_for_its_end(tmp_path, monkeypatch):
    recording = Recording(tmp_path / "a.mp4", 10.0)
    write_all(recording, range(20))
    monkeypatch.setattr("ssd_desktop.media.recording.shutil.disk_usage", lambda _: SimpleNamespace(free=2**20))
    with pytest.raises(MediaError, match=r"a\.mp4 ends here, because the disk is nearly full"):
        write_all(recording, range(20, 40))
    recording.close()
    assert len(read(tmp_path / "a.mp4")[0]) >= 20


class CutOff:
    """A writer whose disk is full: OpenCV says nothing of it."""

    def __init__(self, writer, path):
        self._writer, self._path = writer, path

    def release(self):
        self._writer.release()
        self._path.write_bytes(self._path.read_bytes()[:2000])


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".avi"])
def test_a_recording_that_was_cut_off_is_told_and_not_kept(tmp_path, suffix):
    recording = Recording(tmp_path / f"a{suffix}", 10.0)
    noise = np.random.default_rng(0).integers(0, 255, (20, 48, 64, 3), dtype=np.uint8)
    for number, picture in enumerate(noise):
        recording.write(picture, number / 10)
    recording._writer = CutOff(recording._writer, recording._temporary)
    with pytest.raises(MediaError, match=r"was not written \(it was cut off\)"):
        recording.close()
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(MediaError, match=r"no\.gif was not made; name it \.mp4, \.mkv, \.avi"):
        Recording(tmp_path / "no.gif", 10.0)
    with pytest.raises(MediaError, match=r"a\.mp4 cannot be written; choose another folder"):
        Recording(tmp_path / "missing" / "a.mp4", 10.0).write(grey(1), 0.0)
