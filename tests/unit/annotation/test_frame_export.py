"""Frames of a video become a data set that training reads."""

import cv2
import numpy as np
import pytest

from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.annotation.frame_export import ExportWish, chosen_frames, export_frames
from ssd_desktop.annotation.tracks import KeyFrame, Track
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import read_image, read_image_size

WIDTH, HEIGHT, COUNT = 64, 48, 12
CAR = Track(1, "빨간 차", (KeyFrame(2, Box(0, 0, 10, 10)), KeyFrame(6, Box(9, 0, 19, 10), frozenset({"difficult"}))))
DOG = Track(2, "dog", (KeyFrame(9, Box(50, 30, 70, 60)),))
TRACKS = (CAR, DOG)


@pytest.fixture(scope="module")
def video(tmp_path_factory):
    """A video whose frames have a grey of their own: 20 times their number."""
    path = tmp_path_factory.mktemp("video") / "my clip.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), 10, (WIDTH, HEIGHT))
    for number in range(COUNT):
        writer.write(np.full((HEIGHT, WIDTH, 3), 20 * number, np.uint8))
    writer.release()
    return path


def export(video, folder, wish, **options):
    return export_frames(video, TRACKS, wish, frames=chosen_frames(TRACKS, wish, COUNT), folder=folder, **options)


def test_the_frames_are_chosen_by_key_frames_by_boxes_or_by_counting():
    assert chosen_frames(TRACKS, ExportWish("keys"), COUNT) == [2, 6, 9]
    assert chosen_frames(TRACKS, ExportWish("keys"), 9) == [2, 6]
    assert chosen_frames(TRACKS, ExportWish("boxes"), COUNT) == [2, 3, 4, 5, 6, 9]
    assert chosen_frames(TRACKS, ExportWish("boxes", 2), COUNT) == [2, 4, 6]
    assert chosen_frames(TRACKS, ExportWish("every", 5), COUNT) == [0, 5, 10]
    assert chosen_frames((), ExportWish("boxes"), COUNT) == []


@pytest.mark.parametrize("form", ["voc", "yolo", "coco"])
def test_images_and_boxes_of_every_format_read_back(video, tmp_path, form):
    steps = []
    wish = ExportWish("boxes", format=form, suffix=".png")
    report = export(video, tmp_path / "set", wish, progress=lambda done, count: steps.append((done, count)))
    assert (report.images, report.labelled, report.objects, report.complete) == (6, 6, 6, True)
    assert steps[-1] == (6, 6)
    entries = {entry.image_path.name: entry for entry in open_data_folder(tmp_path / "set").entries()}
    assert list(entries) == [f"my clip_{number:06}.png" for number in (2, 3, 4, 5, 6, 9)]
    entry = entries["my clip_000003.png"]
    (item,) = entry.labels.read(read_image_size(entry.image_path)).annotation.objects
    assert item.label == "빨간 차"
    assert item.box.xyxy() == pytest.approx((2, 0, 12, 10), abs=1e-6)
    assert abs(int(read_image(entry.image_path).pixels_rgb.mean()) - 60) < 4
    entry = entries["my clip_000009.png"]
    (item,) = entry.labels.read(read_image_size(entry.image_path)).annotation.objects
    assert item.box.xyxy() == pytest.approx((50, 30, WIDTH, HEIGHT), abs=1e-6)


@pytest.mark.parametrize("form", ["voc", "yolo", "coco"])
@pytest.mark.parametrize("background", [False, True])
def test_a_frame_without_a_box_is_background_only_where_that_is_said(video, tmp_path, form, background):
    wish = ExportWish("every", 11, form, empty_is_background=background)
    report = export(video, tmp_path / "set", wish)
    assert (report.images, report.labelled) == (2, 2 if background else 0)
    if background:
        entries = open_data_folder(tmp_path / "set").entries()
        assert [entry.labels.read(read_image_size(entry.image_path)).annotation.objects for entry in entries] == [
            (),
            (),
        ]


def test_a_folder_with_anything_in_it_is_left_alone(video, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(AnnotationError, match="not empty"):
        export(video, tmp_path, ExportWish())
    with pytest.raises(AnnotationError, match="is a file"):
        export(video, tmp_path / "mine.txt", ExportWish())
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_what_was_written_before_a_cancel_is_whole(video, tmp_path):
    done = []
    report = export(
        video,
        tmp_path / "set",
        ExportWish("every", format="yolo", empty_is_background=True),
        progress=lambda one, _: done.append(one),
        cancelled=lambda: len(done) == 3,
    )
    assert not report.complete
    assert report.images == 3
    assert len(list((tmp_path / "set" / "labels").iterdir())) == 3
    assert (tmp_path / "set" / "data.yaml").exists()


def test_without_frames_nothing_is_made(video, tmp_path):
    with pytest.raises(AnnotationError, match="draw a box"):
        export_frames(video, (), ExportWish(), frames=[], folder=tmp_path / "set")
    assert not (tmp_path / "set").exists()
