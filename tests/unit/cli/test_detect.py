import json
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from ssd_desktop.annotation.formats.voc_xml import read_voc_xml
from ssd_desktop.cli.main import main
from ssd_desktop.errors import CheckpointError, MediaError
from ssd_desktop.inference import picture_sources
from ssd_desktop.inference import tiles as tiles_module
from ssd_desktop.inference.engines.config import EngineChoice
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.image_file import read_image, write_image
from ssd_desktop.media.types import Frame
from tests.made_detectors import OneByOne
from tests.made_models import made_picture


class TwoObjects(OneByOne):
    """A detector that finds a cat of 0.9 and a dog of 0.4 at the same place of every picture."""

    name = "two objects"
    config = SimpleNamespace(classes=("cat", "개"))

    def __init__(self):
        self.thresholds = []

    def detect(self, pixels_rgb, config):
        self.thresholds.append(config.score_threshold)
        height, width, _ = pixels_rgb.shape
        return Detections(
            boxes_xyxy=np.array([[1, 2, width / 3, height], [0, 0, 5.5, 4.25]], np.float32),
            labels=np.array([1, 2]),
            scores=np.array([0.9, 0.4], np.float32),
            default_boxes=np.array([8731, 0]),
            classes=("cat", "개"),
            width=width,
            height=height,
        )


@pytest.fixture
def detector(monkeypatch):
    """Stands in for every model; keeps what it was loaded with."""
    found = TwoObjects()

    def load(name_or_path, *, device, tiles, engine):
        found.loaded = (name_or_path, device)
        found.tiles = tiles
        found.engine = engine
        return found

    monkeypatch.setattr(tiles_module, "load_detector", load)
    return found


@pytest.fixture
def images(tmp_path):
    """A folder with two images and something else."""
    folder = tmp_path / "사진"
    folder.mkdir()
    write_image(folder / "b10.png", made_picture(20, 30))
    write_image(folder / "b2.jpg", made_picture(40, 60))
    (folder / "notes.txt").write_text("no image")
    return folder


@pytest.fixture
def video(tmp_path):
    path = tmp_path / "clip.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), 10, (64, 48))
    for number in range(5):
        writer.write(np.full((48, 64, 3), 40 * number, np.uint8))
    writer.release()
    return path


def rows_of(text):
    return [json.loads(line) for line in text.splitlines()]


def test_json_lines_have_one_object_a_picture_and_nothing_else(detector, images, capsys):
    assert main(["detect", str(images), "--json", "-"]) == 0
    output = capsys.readouterr()
    assert rows_of(output.out) == [
        {
            "image": str(images / name),
            "width": width,
            "height": height,
            "detections": [{"box": [1.0, 2.0, width / 3, height], "label": "cat", "score": 0.9, "default_box": 8731}],
        }
        for name, width, height in (("b2.jpg", 60, 40), ("b10.png", 30, 20))
    ]
    assert output.err == ""


def test_rows_of_a_video_tell_frame_and_time(detector, video, capsys):
    assert main(["detect", str(video), "--json", "-", "--limit", "3"]) == 0
    rows = rows_of(capsys.readouterr().out)
    assert [row["frame"] for row in rows] == [0, 1, 2]
    assert [row["time_s"] for row in rows] == pytest.approx([0, 0.1, 0.2], abs=0.01)
    assert {row["image"] for row in rows} == {str(video)}
    assert list(rows[0]) == ["image", "width", "height", "frame", "time_s", "detections"]


def test_a_camera_gives_as_many_frames_as_were_asked_for(detector, monkeypatch, capsys):
    closed = []

    class FakeCamera:
        def __init__(self, address):
            self.address, self.number = address, 0

        def __enter__(self):
            return self

        def __exit__(self, *_):
            closed.append(self.address)

        def read(self, timeout_s):
            self.number += 1
            return Frame(made_picture(10, 12), self.number, self.number / 4, str(self.address))

    monkeypatch.setattr(picture_sources, "Camera", FakeCamera)
    assert main(["detect", "0", "http://10.0.0.7:8080/video", "--limit", "2", "--json", "-"]) == 0
    rows = rows_of(capsys.readouterr().out)
    assert [(row["image"], row["frame"], row["time_s"]) for row in rows] == [
        ("0", 1, 0.25), ("0", 2, 0.5), ("http://10.0.0.7:8080/video", 1, 0.25), ("http://10.0.0.7:8080/video", 2, 0.5),
    ]  # fmt: skip
    assert closed == [0, "http://10.0.0.7:8080/video"]


def test_a_camera_that_stops_is_one_line_and_a_failure(detector, monkeypatch, images, capsys):
    def stopping(address):
        yield Frame(made_picture(10, 12), 0, 0.0, "0")
        raise MediaError("Camera 0 stopped; connect it again.")

    monkeypatch.setattr(picture_sources, "_camera_frames", stopping)
    assert main(["detect", "0", str(images / "b2.jpg"), "--json", "-"]) == 1
    output = capsys.readouterr()
    assert len(rows_of(output.out)) == 2
    assert output.err == "ssd-desktop: Camera 0 stopped; connect it again.\n"


def test_bad_sources_are_named_and_do_not_stop_the_others(detector, images, tmp_path, capsys):
    broken = images / "a.jpg"
    broken.write_bytes((images / "b2.jpg").read_bytes()[:200])
    empty = tmp_path / "empty"
    empty.mkdir()
    code = main(["detect", str(tmp_path / "gone.jpg"), str(images), str(empty), "--json", "-"])
    assert code == 1
    output = capsys.readouterr()
    assert [row["width"] for row in rows_of(output.out)] == [60, 30]
    complaints = output.err.splitlines()
    assert len(complaints) == 3
    assert all(line.startswith("ssd-desktop: ") for line in complaints)
    for name, line in zip(("gone.jpg", "empty", "a.jpg"), complaints, strict=True):
        assert name in line


def test_no_model_is_loaded_when_no_source_exists(monkeypatch, tmp_path, capsys):
    def load(name_or_path, *, device, tiles, engine):
        raise AssertionError("loaded for nothing")

    monkeypatch.setattr(tiles_module, "load_detector", load)
    assert main(["detect", str(tmp_path / "gone.jpg")]) == 1
    assert "gone.jpg" in capsys.readouterr().err


def test_a_missing_model_is_one_line(monkeypatch, images, capsys):
    def load(name_or_path, *, device, tiles, engine):
        raise CheckpointError("There is no model 'x'.")

    monkeypatch.setattr(tiles_module, "load_detector", load)
    assert main(["detect", str(images), "--model", "x"]) == 1
    assert capsys.readouterr().err == "ssd-desktop: There is no model 'x'.\n"


def test_model_and_device_are_passed_on(detector, images):
    assert main(["detect", str(images), "--model", "mine", "--device", "cpu", "--quiet"]) == 0
    assert detector.loaded == ("mine", "cpu")


@pytest.mark.parametrize(("score", "labels"), [("0", ["cat", "개"]), ("0.4", ["cat", "개"]), ("0.95", [])])
def test_only_objects_of_at_least_the_score_are_told(detector, images, capsys, score, labels):
    assert main(["detect", str(images / "b2.jpg"), "--score", score, "--json", "-"]) == 0
    row = rows_of(capsys.readouterr().out)[0]
    assert [each["label"] for each in row["detections"]] == labels
    assert detector.thresholds[0] <= 0.01


def test_people_get_a_line_a_picture(detector, images, video, capsys):
    assert main(["detect", str(images / "b2.jpg"), str(video), "--score", "0.3", "--limit", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{images / 'b2.jpg'}: cat 0.90, 개 0.40"
    assert re.fullmatch(r".*clip\.avi at 0\.10 s: cat 0\.90, 개 0\.40", lines[2])
    assert main(["detect", str(images / "b2.jpg"), "--score", "1"]) == 0
    assert capsys.readouterr().out.endswith("nothing found\n")


def test_a_json_file_is_written_in_the_same_rows(detector, images, tmp_path, capsys):
    target = tmp_path / "out.jsonl"
    assert main(["detect", str(images), "--json", str(target)]) == 0
    assert [row["width"] for row in rows_of(target.read_text())] == [60, 30]
    assert capsys.readouterr().out == ""


def test_a_json_file_that_holds_something_else_is_a_slip(detector, images, capsys):
    before = (images / "b10.png").read_bytes()
    assert main(["detect", str(images / "b2.jpg"), "--json", str(images / "b10.png")]) == 2
    assert (images / "b10.png").read_bytes() == before
    labels = images / "labels.json"
    labels.write_text('{"images": []}\n')
    for resumed in ([], ["--resume"]):
        assert main(["detect", str(images / "b2.jpg"), "--json", str(labels), *resumed]) == 2
    assert "is there and is no list of detections of this program" in capsys.readouterr().err
    assert labels.read_text() == '{"images": []}\n'
    assert main(["detect", str(images / "b2.jpg"), "--json", str(images / "no" / "x.json")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_pictures_annotations_and_json_are_saved(detector, images, tmp_path):
    folder = tmp_path / "out" / "deep"
    formats = ["--save", "image", "--save", "voc", "--save", "json"]
    assert main(["detect", str(images), "--output", str(folder), "--quiet", *formats]) == 0
    assert sorted(path.name for path in folder.glob("[!.]*")) == [
        "b10.json", "b10.png", "b10.xml", "b2.jpg", "b2.json", "b2.xml",
    ]  # fmt: skip
    drawn = read_image(folder / "b10.png").pixels_rgb
    assert drawn.shape == (20, 30, 3)
    assert (drawn != read_image(images / "b10.png").pixels_rgb).any()
    annotation = read_voc_xml(folder / "b10.xml").annotation
    assert [(item.label, item.box.xyxy()) for item in annotation.objects] == [("cat", (1, 2, 10, 20))]
    assert (annotation.width, annotation.height) == (30, 20)
    assert json.loads((folder / "b10.json").read_text())["detections"][0]["default_box"] == 8731


def test_frames_of_a_video_are_saved_under_their_numbers(detector, video, tmp_path):
    assert main(["detect", str(video), "--output", str(tmp_path / "out"), "--limit", "2", "--quiet"]) == 0
    assert sorted(path.name for path in (tmp_path / "out").glob("[!.]*")) == ["clip_000000.jpg", "clip_000001.jpg"]


def test_images_of_the_same_name_do_not_replace_each_other(detector, images, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    write_image(other / "B2.JPG", made_picture(15, 15))
    folder = tmp_path / "out"
    arguments = [str(images / "b2.jpg"), str(other / "B2.JPG"), "--output", str(folder), "--quiet"]
    assert main(["detect", *arguments]) == 0
    assert sorted(path.name for path in folder.glob("[!.]*")) == ["B2_2.jpg", "b2.jpg"]


def test_nothing_is_overwritten_unless_asked_for(detector, images, tmp_path, capsys):
    folder = tmp_path / "out"
    command = ["detect", str(images / "b2.jpg"), "--output", str(folder), "--save", "voc", "--quiet"]
    folder.mkdir()
    (folder / "b2.xml").write_text("my own work")
    assert main(command) == 1
    assert (folder / "b2.xml").read_text() == "my own work"
    assert "add --overwrite" in capsys.readouterr().err
    assert main([*command, "--overwrite"]) == 0
    assert len(read_voc_xml(folder / "b2.xml").annotation.objects) == 1


def test_the_picture_itself_is_never_replaced(detector, images, capsys):
    before = (images / "b2.jpg").read_bytes()
    assert main(["detect", str(images / "b2.jpg"), "--output", str(images), "--overwrite"]) == 1
    assert (images / "b2.jpg").read_bytes() == before
    assert "is the picture itself" in capsys.readouterr().err


def test_the_picture_itself_is_not_taken_for_what_an_earlier_run_made(detector, images, capsys):
    assert main(["detect", str(images), "--output", str(images), "--resume", "--quiet"]) == 1
    assert capsys.readouterr().err.count("is the picture itself and is not replaced") == 2


def test_an_output_that_is_a_file_is_one_line(detector, images, capsys):
    assert main(["detect", str(images / "b2.jpg"), "--output", str(images / "notes.txt")]) == 1
    assert "notes.txt cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--score", "1.5"], ["--score", "x"], ["--score", "nan"], ["--limit", "0"], ["--limit", "-1"],
        ["--save", "voc"], ["--save", "gif", "--output", "x"], ["--save", "video", "--output", "x"],
        ["--resume"], ["--event-gap", "-1"],
        ["--overwrite"], ["--json", "-", "--events", "-"], ["--json", "x", "--events", "./x"],
    ],
)  # fmt: skip
def test_wrong_usage_is_exit_code_two(detector, images, arguments, capsys):
    assert main(["detect", str(images), *arguments]) == 2
    assert capsys.readouterr().out == ""


def test_no_progress_bar_is_written_where_there_is_no_terminal(detector, images, capsys):
    assert main(["detect", str(images), "--json", "-"]) == 0
    assert capsys.readouterr().err == ""


def test_a_terminal_shows_progress_on_stderr_only(detector, images, monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert main(["detect", str(images), "--json", "-"]) == 0
    output = capsys.readouterr()
    assert len(rows_of(output.out)) == 2
    assert "picture" in output.err


def test_a_stream_is_named_after_its_address_in_files():
    source = picture_sources.PictureSource("rtsp://user:secret@10.0.0.7:554/live?x=a@b", True, None, list)
    assert source.base_name() == "10-0-0-7-554-live-x-a-b"


def test_tiles_go_to_the_model_and_nonsense_is_a_usage_error(detector, images, capsys):
    assert main(["detect", str(images / "b10.png")]) == 0
    assert detector.tiles == "auto"
    assert main(["detect", str(images / "b10.png"), "--tiles", "450"]) == 0
    assert detector.tiles == "450"
    assert main(["detect", str(images / "b10.png"), "--tiles", "big"]) == 2
    assert "'big' is none of auto, on, off and no side in pixels" in capsys.readouterr().err


def test_a_json_row_names_the_tile_that_a_detection_was_made_in(detector, images, capsys, monkeypatch):
    whole = TwoObjects.detect

    def on_tiles(self, pixels_rgb, config):
        regions = np.array([[0, 0, 60, 40], [10, 0, 40, 30]])
        return replace(whole(self, pixels_rgb, config), regions_xyxy=regions)

    monkeypatch.setattr(TwoObjects, "detect", on_tiles)
    assert main(["detect", str(images / "b2.jpg"), "--score", "0.1", "--json", "-"]) == 0
    first, second = json.loads(capsys.readouterr().out)["detections"]
    assert "tile" not in first
    assert second["tile"] == [10, 0, 40, 30]


def test_a_run_is_taken_up_where_it_ended(detector, images, tmp_path, capsys):
    out = tmp_path / "out"
    command = ["detect", str(images), "--output", str(out), "--save", "voc", "--json", str(tmp_path / "rows.jsonl")]
    assert main([*command, "--quiet"]) == 0
    (out / "b10.xml").unlink()
    count = len(detector.thresholds)
    assert main([*command, "--resume"]) == 0
    assert len(detector.thresholds) == count + 1
    assert (out / "b10.xml").exists()
    assert "1 done by an earlier run" in capsys.readouterr().err


def test_what_an_earlier_run_logged_as_an_event_is_passed_over_too(detector, images, tmp_path):
    command = ["detect", str(images), "--quiet", "--json", str(tmp_path / "rows"), "--events", str(tmp_path / "events")]
    assert main(command) == 0
    before = (tmp_path / "rows").read_bytes(), (tmp_path / "events").read_bytes()
    assert main([*command, "--resume"]) == 0
    assert ((tmp_path / "rows").read_bytes(), (tmp_path / "events").read_bytes()) == before


def test_a_video_that_was_cut_off_gets_the_rows_it_lacks(detector, video, tmp_path):
    rows = tmp_path / "rows.jsonl"
    command = ["detect", str(video), "--quiet", "--json", str(rows)]
    assert main(command) == 0
    whole = rows.read_text()
    rows.write_text("".join(whole.splitlines(keepends=True)[:2]))
    assert main([*command, "--resume"]) == 0
    assert rows.read_text() == whole


def test_a_row_that_is_there_is_not_added_again_with_a_lost_file(detector, images, tmp_path):
    rows = tmp_path / "rows.jsonl"
    command = [
        "detect",
        str(images),
        "--output",
        str(tmp_path / "out"),
        "--save",
        "voc",
        "--json",
        str(rows),
        "--quiet",
    ]
    assert main(command) == 0
    (tmp_path / "out" / "b10.xml").unlink()
    assert main([*command, "--resume"]) == 0
    assert [row["image"] for row in rows_of(rows.read_text())] == [str(images / "b2.jpg"), str(images / "b10.png")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the device of a full disk is Linux' own")
def test_a_full_disk_is_one_line(detector, images, capsys):
    assert main(["detect", str(images / "b2.jpg"), "--json", "/dev/full"]) == 1
    assert capsys.readouterr().err == (
        "ssd-desktop: /dev/full cannot be written (No space left on device); choose another place.\n"
    )


def test_events_of_a_folder_are_written(detector, images, tmp_path):
    assert main(["detect", str(images), "--quiet", "--events", str(tmp_path / "events.csv")]) == 0
    lines = (tmp_path / "events.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[4:] for line in lines[1:]] == [["cat", "0.9000", "1"]] * 2


def test_the_engine_is_left_to_a_measurement_unless_named(images, detector):
    assert main(["detect", str(images)]) == 0
    assert detector.engine == EngineChoice("auto", "auto")
    assert main(["detect", str(images), "--engine", "torch", "--precision", "fp32"]) == 0
    assert detector.engine == EngineChoice("torch", "fp32")


def test_a_precision_that_the_engine_lacks_is_one_sentence(images, detector, capsys):
    assert main(["detect", str(images), "--engine", "torch", "--precision", "int8"]) == 1
    assert "PyTorch does not compute in int8" in capsys.readouterr().err
