"""What a run writes can be read again, is continued where it was cut off, and replaces nothing unasked."""

import csv
import json
from datetime import datetime

import numpy as np
import pytest

from ssd_desktop.annotation.annotation import Origin
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.annotation.formats.voc_xml import read_voc_xml
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.errors import MediaError, UsageError
from ssd_desktop.inference.picture_sources import PictureSource, picture_sources
from ssd_desktop.inference.results.events import EventLog
from ssd_desktop.inference.results.folder import folder_writers
from ssd_desktop.inference.results.json_lines import JsonLines
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.image_file import write_image
from ssd_desktop.media.types import Frame
from ssd_desktop.media.video_file import VideoFile
from tests.made_models import made_picture

CLASSES = ("white cat", "개")


def found(*objects, width=60, height=40):
    """Detections of (label, score), boxes growing with their place."""
    edges = [[1 + place, 2, 20 + place, 30.25] for place in range(len(objects))]
    return Detections(
        np.array(edges, np.float32).reshape(-1, 4), np.array([label for label, _ in objects], np.int64),
        np.array([score for _, score in objects], np.float32), np.arange(len(objects)), CLASSES, width, height,
    )  # fmt: skip


def frame_of(source, number=0, time_s=0.0):
    return Frame(made_picture(40, 60), number, time_s, source.name)


def moving(name):
    return PictureSource(name, True, None, list, lambda: 10.0)


@pytest.fixture
def stills(tmp_path):
    folder = tmp_path / "사진"
    folder.mkdir()
    for name in ("a.jpg", "classes.jpg"):
        write_image(folder / name, made_picture(40, 60))
    return picture_sources(str(folder), limit=None)


def run(folder, formats, told, *, overwrite=False):
    for writer in folder_writers(folder, formats, model="cats", classes=CLASSES, overwrite=overwrite):
        with writer:
            for source, frame, detections in told:
                writer.write(source, frame, detections)
                writer.end_source(source)


def test_the_labels_of_a_run_are_a_data_set_of_the_pictures(stills, tmp_path):
    told = [(stills[0], frame_of(stills[0]), found((1, 0.9), (2, 0.75))), (stills[1], frame_of(stills[1]), found())]
    pictures = stills[0].path.parent
    run(pictures, ("voc",), told)
    assert read_voc_xml(pictures / "a.xml").annotation.objects[1].origin == Origin("cats", 0.75)
    dataset = load_dataset(pictures)
    assert dataset.classes == ("white cat", "개")
    assert [len(sample.labels) for sample in dataset.samples] == [2, 0]


def test_yolo_labels_have_the_numbers_of_the_list_beside_them(stills, tmp_path):
    told = [(source, frame_of(source), found((2, 0.9))) for source in stills]
    out = tmp_path / "out"
    run(out, ("yolo",), told)
    assert (out / "classes.txt").read_text().splitlines() == list(CLASSES)
    assert sorted(path.name for path in out.iterdir()) == ["a.txt", "classes.txt", "classes_2.txt"]
    number, *fractions = (out / "a.txt").read_text().split()
    assert number == "1"
    assert [float(each) for each in fractions] == pytest.approx([10.5 / 60, 16.125 / 40, 19 / 60, 28.25 / 40])
    (out / "classes.txt").write_text("my dog\n")
    with pytest.raises(MediaError, match="names other classes"):
        run(out, ("yolo",), told)


def test_one_coco_file_tells_of_all_pictures(stills, tmp_path):
    camera = moving("0")
    told = [(stills[0], frame_of(stills[0]), found((1, 0.9))), (camera, frame_of(camera, 7), found((2, 0.5)))]
    run(tmp_path / "out", ("coco",), told)
    path = tmp_path / "out" / "detections.coco.json"
    content = json.loads(path.read_text())
    assert [image["file_name"] for image in content["images"]] == ["a.jpg", "camera-0_000007.jpg"]
    assert [each["name"] for each in content["categories"]] == list(CLASSES)
    assert content["annotations"][0]["bbox"] == [1, 2, 19, 28.25]
    assert content["annotations"][1]["origin"] == {"model": "cats", "score": 0.5}
    for image in content["images"]:
        write_image(path.parent / image["file_name"], made_picture(40, 60))
    assert open_data_folder(path.parent).kind == "COCO"
    with pytest.raises(MediaError, match="exists already"):
        run(tmp_path / "out", ("coco",), told)


def test_frames_of_videos_of_one_name_are_told_apart_as_their_drawn_pictures_are(tmp_path):
    clips = [
        PictureSource(str(path), True, path, list, lambda: 10.0)
        for path in (tmp_path / "a/clip.mp4", tmp_path / "b/clip.mp4")
    ]
    told = [(clip, frame_of(clip, number), found((1, 0.9))) for clip in clips for number in range(2)]
    run(tmp_path / "out", ("image", "coco"), told)
    content = json.loads((tmp_path / "out" / "detections.coco.json").read_text())
    names = [image["file_name"] for image in content["images"]]
    assert names == ["clip_000000.jpg", "clip_000001.jpg", "clip_2_000000.jpg", "clip_2_000001.jpg"]
    assert sorted(names) == sorted(path.name for path in (tmp_path / "out").glob("*.jpg"))


def test_the_table_has_a_line_an_object(stills, tmp_path):
    camera = moving("0")
    told = [
        (stills[0], frame_of(stills[0]), found((1, 0.9), (2, 0.75))),
        (camera, frame_of(camera, 3, 0.125), found((2, 1.0))),
    ]
    run(tmp_path / "out", ("csv",), told)
    with (tmp_path / "out" / "detections.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["label"], row["score"], row["frame"], row["time_s"]) for row in rows] == [
        ("white cat", "0.9000", "", ""), ("개", "0.7500", "", ""), ("개", "1.0000", "3", "0.125"),
    ]  # fmt: skip
    assert [rows[1][edge] for edge in ("x0", "y0", "x1", "y1")] == ["2.00", "2.00", "21.00", "30.25"]
    assert rows[0]["image"] == str(stills[0].path)


def test_a_video_of_a_moving_source_has_its_frames_with_boxes(tmp_path):
    camera = moving("0")
    (writer,) = folder_writers(tmp_path, ("video",), model="cats", classes=CLASSES, overwrite=False)
    with writer:
        for number in range(4):
            writer.write(camera, frame_of(camera, number, number / 10), found((1, 0.9)))
        writer.end_source(camera)
        writer.write(camera, frame_of(camera), found())
    with VideoFile(tmp_path / "camera-0.mp4") as video:
        assert (video.info.frame_count, video.info.fps) == (4, 10)
    assert (tmp_path / "camera-0_2.mp4").exists()


def test_json_lines_that_were_cut_off_are_taken_up_behind_the_last_whole_one(stills, tmp_path):
    path = tmp_path / "rows.jsonl"
    with JsonLines(str(path)) as lines:
        lines.write(stills[0], frame_of(stills[0]), found((1, 0.9)))
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:30])
    with JsonLines(str(path), resume=True) as lines:
        assert [lines.has(source) for source in stills] == [True, False]
        lines.write(stills[1], frame_of(stills[1]), found())
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    assert [row["image"] for row in rows] == [source.name for source in stills]


def test_lines_of_a_video_that_was_cut_off_are_not_written_twice(tmp_path):
    path, clip = tmp_path / "rows.jsonl", PictureSource("clip.mp4", True, tmp_path / "clip.mp4", list)
    frames = [frame_of(clip, number, number / 10) for number in range(3)]
    with JsonLines(str(path)) as lines:
        lines.write(clip, frames[0], found((1, 0.9)))
    with JsonLines(str(path), resume=True) as lines:
        assert not lines.has(clip)
        for frame in frames:
            lines.write(clip, frame, found((1, 0.9)))
    assert [json.loads(line)["frame"] for line in path.read_text().splitlines()] == [0, 1, 2]


def test_events_of_the_picture_at_which_a_run_was_cut_off_are_not_added_twice(stills, tmp_path):
    path = tmp_path / "events.csv"
    for _ in range(2):  # the second run is another one: it may see the same again
        with EventLog(str(path), score=0.5, gap_s=2.0) as log:
            log.write(stills[0], frame_of(stills[0]), found((1, 0.9), (2, 0.8)))
            log.end_source(stills[0])
    with EventLog(str(path), score=0.5, gap_s=2.0, resume=True) as log:
        assert log.has(stills[0])
        log.write(stills[0], frame_of(stills[0]), found((1, 0.9), (2, 0.8)))
        log.end_source(stills[0])
        log.write(stills[1], frame_of(stills[1]), found((2, 0.8)))
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))[1:]
    assert [row[4] for row in rows] == [*CLASSES, *CLASSES, CLASSES[1]]


@pytest.mark.parametrize("name", ["a\nb.jpg", "a\rb.jpg", "a\u2028b.jpg", "a\x85b.jpg", 'a",b.jpg'])
def test_events_of_names_that_hold_ends_of_lines_are_known_again(tmp_path, name):
    source = PictureSource(name, False, tmp_path / name, list)
    target = str(tmp_path / "events.csv")
    for _ in range(2):
        with EventLog(target, score=0.5, gap_s=2, resume=True) as log:
            log.write(source, frame_of(source), found((1, 0.9)))
    with (tmp_path / "events.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["image"] for row in csv.DictReader(stream)] == [name]


def test_an_event_whose_line_an_editor_left_without_an_end_is_kept(stills, tmp_path):
    target = tmp_path / "events.csv"
    target.write_text("seen_at,image,frame,time_s,label,score,count\n1,x.jpg,,,cat,0.9,1\n2,y.jpg,,,cat,0.9,1")
    with EventLog(str(target), score=0.5, gap_s=2) as log:
        log.write(stills[0], frame_of(stills[0]), found((1, 0.9)))
    with target.open(newline="") as stream:
        assert [row["image"] for row in csv.DictReader(stream)] == ["x.jpg", "y.jpg", str(stills[0].path)]
    target.write_text("seen_at,image,frame,time_s,label,score,count\n1,x.jpg,,,ca")
    EventLog(str(target), score=0.5, gap_s=2).close()
    assert target.read_text() == "seen_at,image,frame,time_s,label,score,count\n"


def test_a_file_that_is_no_log_of_events_is_not_continued(tmp_path):
    target = tmp_path / "notes.txt"
    target.write_text("my own notes\nlast line")
    with pytest.raises(UsageError, match=r"notes\.txt is there and is no log of events of this"):
        EventLog(str(target), score=0.5, gap_s=2)
    assert target.read_text() == "my own notes\nlast line"


def test_a_video_that_is_gone_through_again_has_the_events_of_one_that_was_not_cut_off(tmp_path):
    path, clip, other = tmp_path / "events.csv", PictureSource("a.mp4", True, tmp_path / "a.mp4", list), moving("0")
    sights = [found((1, 0.9)), found(), found((2, 0.9)), found((1, 0.9))]

    def run(count, *, resume):
        with EventLog(str(path), score=0.5, gap_s=1.0, resume=resume) as log:
            for number, detections in enumerate(sights[:count]):
                log.write(clip, frame_of(clip, 30 * number, 1.5 * number), detections)
            log.end_source(clip)
            log.write(other, frame_of(other), found((1, 0.9)))

    run(2, resume=False)
    run(4, resume=True)
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))[1:]
    videos = [(row[2], row[4]) for row in rows if row[1] == "a.mp4"]
    assert videos == [("0", CLASSES[0]), ("60", CLASSES[1]), ("90", CLASSES[0])]
    assert [row[1] for row in rows].count("0") == 2  # a camera shows another picture each time


def test_pictures_whose_files_are_all_there_are_known(stills, tmp_path):
    run(tmp_path, ("voc",), [(stills[0], frame_of(stills[0]), found())])
    (writer,) = folder_writers(tmp_path, ("voc",), model="cats", classes=CLASSES, overwrite=False)
    assert [writer.has(source) for source in stills] == [True, False]
    (writer,) = folder_writers(tmp_path, ("voc", "json"), model="cats", classes=CLASSES, overwrite=False)
    assert [writer.has(source) for source in stills] == [False, False]
    assert not writer.has(moving("0"))


def test_events_on_standard_output_begin_with_the_names_of_their_columns(capsys):
    with EventLog("-", score=0.5, gap_s=2.0):
        pass
    assert capsys.readouterr().out.startswith("seen_at,")


def test_an_event_is_a_class_that_was_not_there_for_a_while(tmp_path):
    camera, path = moving("0"), tmp_path / "events.csv"
    sights = {
        0.0: [(1, 0.9), (1, 0.8)], 1.0: [(1, 0.9), (2, 0.3)], 2.5: [(1, 0.9)], 5.0: [(1, 0.7), (2, 0.6)],
    }  # fmt: skip
    with EventLog(str(path), score=0.5, gap_s=2.0) as log:
        for number, (time_s, objects) in enumerate(sights.items()):
            log.write(camera, frame_of(camera, number, time_s), found(*objects))
    with EventLog(str(path), score=0.5, gap_s=2.0) as log:
        log.write(camera, frame_of(camera, 9, 9.0), found((2, 0.9)))
        log.end_source(camera)
        log.write(camera, frame_of(camera, 10, 9.1), found((2, 0.9)))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["time_s"], row["label"], row["count"], row["score"]) for row in rows] == [
        ("0.000", "white cat", "2", "0.9000"), ("5.000", "white cat", "1", "0.7000"), ("5.000", "개", "1", "0.6000"),
        ("9.000", "개", "1", "0.9000"), ("9.100", "개", "1", "0.9000"),
    ]  # fmt: skip
    assert all(datetime.fromisoformat(row["seen_at"]).tzinfo for row in rows)
