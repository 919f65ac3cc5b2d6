"""A run that was cut off is gone on with, whatever it writes, and stands in nobody's way unsaid."""

import json
import os
from contextlib import ExitStack

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.errors import MediaError
from ssd_desktop.inference.batch import detect_in
from ssd_desktop.inference.picture_sources import PictureSource
from ssd_desktop.inference.results.folder import folder_writers
from ssd_desktop.inference.results.run_journal import JOURNAL_NAME, RunJournal, RunSettings, earlier_run
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.types import Frame
from tests.made_detectors import OneByOne

CLASSES = ("cat", "개")
FORMATS = ("voc", "coco", "csv")
SETTINGS = RunSettings("made", CLASSES, 0.5)


class CutOffError(Exception):
    """Ends a run as a kill would, but that what is open is closed."""


class Counting(OneByOne):
    """Finds as many objects as a picture's first value says; breaks off after so many pictures."""

    def __init__(self, most=100):
        self.most, self.seen = most, 0

    def detect(self, pixels_rgb, config):
        if self.seen == self.most:
            raise CutOffError
        self.seen += 1
        count = int(pixels_rgb[0, 0, 0])
        boxes = np.array([[1 / 3, 0, 2 + i / 7, 3] for i in range(count)], np.float32).reshape(-1, 4)
        scores = np.array([0.9 - i / 30 for i in range(count)], np.float32)
        return Detections(boxes, np.arange(count) % 2 + 1, scores, np.arange(count), CLASSES, 4, 4)


def made_source(folder, name, *counts, moving=False):
    def frames():
        for number, count in enumerate(counts):
            yield Frame(np.full((4, 4, 3), count, np.uint8), number, number / 10, name)

    return PictureSource(name, moving, folder / name, frames, lambda: 10.0)


def run(folder, sources, detector, *, resume=False, overwrite=False, settings=SETTINGS, formats=FORMATS):
    with ExitStack() as stack:
        journal = stack.enter_context(RunJournal(folder, settings, resume=resume, overwrite=overwrite))
        made = folder_writers(
            folder, formats, model="made", classes=CLASSES, overwrite=overwrite, journal=journal, resume=resume
        )
        writers = [stack.enter_context(writer) for writer in made]
        return detect_in(sources, detector, writers, score=0.5, resume=resume, journal=journal)


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != JOURNAL_NAME}


@pytest.fixture
def sources(tmp_path):
    pictures = [made_source(tmp_path, f"{number}.png", count) for number, count in enumerate((2, 0, 3, 1))]
    return [*pictures[:2], made_source(tmp_path, "v.avi", 1, 0, 2, moving=True), *pictures[2:]]


@pytest.mark.parametrize("done", range(8))
def test_a_run_that_was_cut_off_anywhere_ends_as_one_that_was_not(tmp_path, sources, done):
    run(tmp_path / "straight", sources, Counting())
    if done < 7:
        with pytest.raises(CutOffError):
            run(tmp_path / "cut", sources, Counting(done))
    else:
        run(tmp_path / "cut", sources, Counting(done))
    before = earlier_run(tmp_path / "cut")
    assert (before.finished, before.pictures, before.settings) == (done == 7, done, SETTINGS)

    rest = Counting()
    report = run(tmp_path / "cut", sources, rest, resume=True)

    assert rest.seen == 7 - done
    assert report.complete
    assert files(tmp_path / "cut") == files(tmp_path / "straight")
    assert earlier_run(tmp_path / "cut").finished


def test_pictures_that_came_to_a_folder_are_all_that_a_later_run_detects_in(tmp_path, sources):
    run(tmp_path / "straight", sources, Counting())
    run(tmp_path / "grown", sources[:-1], Counting())
    more = Counting()
    run(tmp_path / "grown", sources, more, resume=True)
    assert more.seen == 1
    assert files(tmp_path / "grown") == files(tmp_path / "straight")


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_picture_that_came_later_never_has_the_files_of_one_of_its_name(tmp_path, is_gone):
    photo, scan, drawing = (made_source(tmp_path, f"a.{kind}", i) for i, kind in enumerate(("jpg", "png", "bmp"), 1))
    out = tmp_path / "out"
    run(out, [photo, scan], Counting(), formats=("voc", "json"))
    before = files(out)
    assert before.keys() == {"a.xml", "a.json", "a_2.xml", "a_2.json"}

    run(out, [drawing, *([] if is_gone else [photo]), scan], (more := Counting()), resume=True, formats=("voc", "json"))

    after = files(out)
    assert more.seen == 1
    assert {name: after[name] for name in before} == before
    assert json.loads(after["a_3.json"])["image"] == drawing.name


def test_pictures_whose_folder_was_moved_are_passed_over_all_the_same(tmp_path):
    def sources(folder):
        return [made_source(tmp_path / folder, name, 1) for name in ("a.jpg", "a.png")]

    run(tmp_path / "out", sources("old"), Counting(), formats=("voc",))
    run(tmp_path / "out", sources("new"), (more := Counting()), resume=True, formats=("voc",))
    assert more.seen == 0
    assert files(tmp_path / "out").keys() == {"a.xml", "a_2.xml"}


def test_names_in_a_journal_that_lead_out_of_the_folder_are_none(tmp_path):
    out = tmp_path / "out"
    source = made_source(tmp_path, "a.jpg", 1)
    run(out, [source], Counting(), formats=("voc",))
    with (out / JOURNAL_NAME).open("a") as stream:
        stream.write(json.dumps({"stems": {str(tmp_path / "a.jpg"): "../a", "b": 1}}) + "\n")
    run(out, [source], (more := Counting()), resume=True, formats=("voc",))
    assert more.seen == 0


def test_a_run_that_was_cut_off_is_named_where_another_begins_and_forgotten_where_it_is_replaced(tmp_path, sources):
    with pytest.raises(CutOffError):
        run(tmp_path, sources, Counting(2))
    with pytest.raises(MediaError, match=r"cut off in .* after 2 pictures; go on with it \(--resume\)"):
        run(tmp_path, sources, Counting())
    anew = Counting()
    run(tmp_path, sources, anew, overwrite=True)
    assert anew.seen == 7


@pytest.mark.parametrize(
    "other",
    [
        RunSettings("other", CLASSES, 0.5),
        RunSettings("made", CLASSES, 0.4),
        RunSettings("made", CLASSES, 0.5, Tiling(600)),
    ],
)
def test_results_of_two_detectors_or_scores_are_not_mixed(tmp_path, sources, other):
    with pytest.raises(CutOffError):
        run(tmp_path, sources, Counting(2))
    with pytest.raises(MediaError, match=r"detected with made on whole pictures from a score of 0\.5"):
        run(tmp_path, sources, Counting(), resume=True, settings=other)


def test_a_run_on_tiles_goes_on_with_the_same_tiles_only(tmp_path, sources):
    on_tiles = RunSettings("made", CLASSES, 0.5, Tiling(600))
    with pytest.raises(CutOffError):
        run(tmp_path, sources, Counting(2), settings=on_tiles)
    with pytest.raises(MediaError, match=r"with made on tiles of 600 px from a score"):
        run(tmp_path, sources, Counting(), resume=True)
    assert run(tmp_path, sources, Counting(), resume=True, settings=on_tiles).complete


def test_a_run_that_could_not_start_leaves_the_journal_as_it_was(tmp_path, sources):
    out = tmp_path / "out"
    run(out, sources, Counting())
    before = files(out), (out / JOURNAL_NAME).read_bytes()
    with pytest.raises(MediaError, match="exists already; add --overwrite"):
        run(out, sources, Counting())
    assert (files(out), (out / JOURNAL_NAME).read_bytes()) == before
    assert earlier_run(out).finished


def test_a_first_run_that_could_not_start_leaves_no_journal(tmp_path, sources):
    (tmp_path / "detections.csv").write_text("mine")
    for resume in (False, True):
        with pytest.raises(MediaError, match="exists already; add --overwrite"):
            run(tmp_path, sources, Counting(), resume=resume, formats=("coco", "csv"))
        assert earlier_run(tmp_path) is None
    assert [path.name for path in tmp_path.iterdir()] == ["detections.csv"]
    assert (tmp_path / "detections.csv").read_text() == "mine"


@pytest.mark.parametrize("done", [0, 1, 7])
def test_going_on_replaces_no_file_that_the_earlier_run_did_not_write(tmp_path, sources, done):
    out, formats = tmp_path / "out", ("voc", "json")
    out.mkdir()
    for name in ("1.xml", "3.xml", "v_000002.xml"):
        (out / name).write_text("mine")
    if done < 7:
        with pytest.raises(CutOffError):
            run(out, sources, Counting(done), formats=formats)
    else:
        assert run(out, sources, Counting(), formats=formats).failures
    report = run(out, sources, Counting(), resume=True, formats=formats)
    assert not report.failures
    assert [(out / name).read_text() for name in ("1.xml", "3.xml", "v_000002.xml")] == ["mine"] * 3
    assert len(list(out.glob("*.json"))) == len(list(out.glob("*.xml"))) == 7


def test_going_on_replaces_the_video_that_was_cut_off_and_no_other(tmp_path):
    own, other = (made_source(tmp_path, name, 1, 1, 1, moving=True) for name in ("own.avi", "other.avi"))
    out = tmp_path / "out"
    out.mkdir()
    (out / "other.mp4").write_text("mine")
    with pytest.raises(CutOffError):
        run(out, [own, other], Counting(2), formats=("video",))
    half = (out / "own.mp4").read_bytes()
    report = run(out, [own, other], Counting(), resume=True, formats=("video",))
    assert (out / "own.mp4").read_bytes() != half
    assert (out / "other.mp4").read_text() == "mine"
    assert len(report.failures) == 1
    assert "other.mp4 exists already" in report.failures[0]


@pytest.mark.parametrize("is_video", [False, True])
def test_files_keep_their_names_where_one_of_two_of_a_name_could_not_be_read_at_first(tmp_path, is_video):
    def unreadable():
        raise MediaError("It is damaged.")
        yield

    name = "a/clip.avi" if is_video else "a/1.png"
    there = made_source(tmp_path, name, 1, moving=is_video)
    torn = PictureSource(name, is_video, tmp_path / name, unreadable, lambda: 10.0)
    other = made_source(tmp_path, name.replace("a/", "b/"), 3, moving=is_video)
    formats = ("json", "video", "coco")
    run(tmp_path / "straight", [there, other], Counting(), formats=formats)
    assert len(run(tmp_path / "cut", [torn, other], Counting(), formats=formats).failures) == 1
    run(tmp_path / "cut", [there, other], Counting(), resume=True, formats=formats)
    assert files(tmp_path / "cut") == files(tmp_path / "straight")


def test_halves_of_files_go_that_the_process_was_writing_and_nobody_elses(tmp_path, sources):
    dead, other = "111-aaaa.tmp", "112-aaaa.tmp"
    for name in (dead, other):
        (tmp_path / f".ssd-{name}").write_text("half")
    start = {"model": "made", "score": 0.5, "classes": CLASSES, "process": 111}
    (tmp_path / JOURNAL_NAME).write_text(json.dumps(start) + "\n" + '{"image": "0.p')
    run(tmp_path, sources, Counting(), resume=True)
    assert [path.name for path in tmp_path.glob(".ssd-1*")] == [f".ssd-{other}"]
    assert earlier_run(tmp_path).processes == (111, os.getpid())


@pytest.mark.parametrize("content", ["", "[1]\n", '{"model": 3}\n{"image": "0.png", "frame": 0}\n', "\x00\n"])
def test_a_damaged_journal_knows_nothing(tmp_path, sources, content):
    (tmp_path / JOURNAL_NAME).write_text(content)
    detector = Counting()
    run(tmp_path, sources, detector, resume=True)
    assert detector.seen == 7


@given(st.lists(st.tuples(st.floats(0, 1, width=32), st.floats(-1e6, 1e6, width=32)), max_size=4), st.booleans())
def test_what_is_recalled_is_what_was_noted_bit_for_bit(tmp_path_factory, numbers, tiled):
    folder = tmp_path_factory.mktemp("journal")
    count = len(numbers)
    regions = np.arange(4 * count).reshape(-1, 4) if tiled else None
    noted = Detections(
        np.array([[edge] * 4 for _, edge in numbers], np.float32).reshape(-1, 4), np.ones(count, np.int64),
        np.array([score for score, _ in numbers], np.float32), np.arange(count), CLASSES, 7, 9, regions,
    )  # fmt: skip
    source = made_source(folder, "clip", 1, moving=True)
    with RunJournal(folder, SETTINGS, resume=False, overwrite=False) as journal:
        journal.note(source, Frame(np.zeros((9, 7, 3), np.uint8), 5, 0.5, "clip"), noted)
    with RunJournal(folder, SETTINGS, resume=True, overwrite=False) as journal:
        found = journal.recall(source, 5)
        assert journal.recall(source, 4) is None
    for name in ("boxes_xyxy", "labels", "scores", "default_boxes"):
        assert getattr(found, name).dtype == getattr(noted, name).dtype
        assert np.array_equal(getattr(found, name), getattr(noted, name))
    assert (found.width, found.height, found.classes) == (7, 9, CLASSES)
    assert regions is found.regions_xyxy is None or np.array_equal(found.regions_xyxy, regions)
