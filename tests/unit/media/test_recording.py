"""A recording keeps the times of its pictures, and has its name only once it is whole."""

import numpy as np
import pytest

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
    assert read(tmp_path / "a.avi")[0] == pytest.approx([0, 100, 100, 100, 200], abs=4)


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


def test_nothing_is_left_of_a_recording_without_pictures_or_that_is_not_kept(tmp_path):
    Recording(tmp_path / "a.mp4", 10.0).close()
    dropped = Recording(tmp_path / "b.mp4", 10.0)
    dropped.write(grey(1), 0.0)
    dropped.close(keep=False)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(MediaError, match=r"no\.gif was not made; name it \.mp4, \.mkv, \.avi"):
        Recording(tmp_path / "no.gif", 10.0)
    with pytest.raises(MediaError, match=r"a\.mp4 cannot be written; choose another folder"):
        Recording(tmp_path / "missing" / "a.mp4", 10.0).write(grey(1), 0.0)
