"""Conversion: every box comes back to the pixel, what is lost is listed, and the source is not touched."""

import json

import pytest

from ssd_desktop.annotation.convert import FORMATS, convert_data
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import read_image_size
from tests.unit.data.made_data import write_image, write_voc_folder

CAT, DOG = ("cat", (2.25, 3, 20, 25.125)), ("dog", (5.5, 6.25, 30, 29))
FLAGGED = ("cat", (1, 1, 9, 9), {"difficult": "1", "truncated": "1"})
IGNORED = ("dog", (10, 1, 19, 9), {"ignore": "1"})
HELD = {"voc": {"difficult", "truncated", "ignore"}, "coco": {"difficult", "truncated", "ignore"}}


@pytest.fixture
def source(tmp_path):
    images = {"a": [CAT, DOG], "b": [], "c": None, "d": [FLAGGED, IGNORED], "é 1": [CAT]}
    splits = {"train": ["a", "b"], "trainval": ["a", "b", "d"], "train_extra": ["c", "d"]}
    return write_voc_folder(tmp_path / "source", images, splits=splits)


def content(folder):
    """Everything a folder says: by stem the objects, and the stems of each split."""
    found = {}
    for entry in folder.entries():
        file = None if entry.labels is None else entry.labels.read(read_image_size(entry.image_path))
        found[entry.image_path.stem] = None if file is None else file.annotation.objects
    splits = {name: [entry.image_path.stem for entry in folder.entries(name)] for name in folder.splits()}
    return found, splits


def assert_same_objects(before, after, flags):
    kept = [item for item in before if "ignore" in flags or not item.ignore]
    assert [item.label for item in after] == [item.label for item in kept]
    for one, other in zip(kept, after, strict=True):
        assert other.box.xyxy() == pytest.approx(one.box.xyxy(), abs=1e-3)
        for flag in ("difficult", "truncated", "ignore"):
            assert getattr(other, flag) == (getattr(one, flag) and flag in flags)


def bytes_under(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("link", [False, True])
def test_a_voc_folder_comes_back_through_every_format(tmp_path, source, to, link):
    before = bytes_under(source)
    objects, splits = content(open_data_folder(source))
    convert_data(open_data_folder(source), to, tmp_path / "there", link=link)
    between = open_data_folder(tmp_path / "there")
    convert_data(between, "voc", tmp_path / "back")
    assert bytes_under(source) == before
    found, found_splits = content(open_data_folder(tmp_path / "back"))
    assert found.keys() == objects.keys()
    for stem, items in objects.items():
        assert (found[stem] is None) == (items is None)
        assert_same_objects(items or (), found[stem] or (), HELD.get(to, set()))
    if to in ("coco", "createml"):  # their files list labelled images only, and one more those in no split
        splits = splits | {"train_extra": ["d"], "unlisted": ["é 1"]}
    assert found_splits == splits
    assert all(path.is_symlink() == link for path in (tmp_path / "there").rglob("*.png"))


def test_progress_counts_the_images_that_are_there(tmp_path, source):
    told = []
    convert_data(open_data_folder(source), "yolo", tmp_path / "yolo", progress=lambda *counts: told.append(counts))
    assert told == [(done, 5) for done in range(1, 6)]


def test_what_the_format_does_not_hold_is_listed(tmp_path, source):
    report = convert_data(open_data_folder(source), "yolo", tmp_path / "yolo")
    assert (report.images, report.labelled, report.objects) == (5, 4, 4)
    text = "\n".join(report.notes)
    assert 'YOLO has no "difficult": the mark was dropped (1).' in text
    assert 'YOLO has no "ignore": these objects were left out (1).' in text
    assert "not labelled, which stay so: 1." in text
    coco = "\n".join(convert_data(open_data_folder(source), "coco", tmp_path / "coco").notes)
    assert "difficult (1), truncated (1): kept as attributes" in coco
    assert "unlisted" in coco
    assert convert_data(open_data_folder(source), "voc", tmp_path / "voc").notes == (
        "Images that are not labelled, which stay so: 1.",
    )


def yolo_folder(root, names, lines):
    for name, line in lines.items():
        write_image(root / "images" / f"{name}.png")
        path = root / "labels" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(line, encoding="utf-8")
    (root / "data.yaml").write_text(f"names: {json.dumps(names)}\n", encoding="utf-8")
    return open_data_folder(root)


@pytest.mark.parametrize("to", ["yolo", "coco"])
def test_yolo_numbers_stay_with_their_gaps_and_unused_names(tmp_path, to):
    source = yolo_folder(tmp_path / "s", {"2": "zebra", "7": "ant", "9": "unused"}, {"a": "7 .5 .5 .5 .5\n"})
    convert_data(source, to, tmp_path / "to")
    assert open_data_folder(tmp_path / "to").class_ids == {2: "zebra", 7: "ant", 9: "unused"}


def test_coco_categories_with_gaps_are_numbered_from_zero_for_yolo_and_it_is_told(tmp_path):
    source = yolo_folder(tmp_path / "s", {"2": "zebra", "7": "ant"}, {"a": "7 .5 .5 .5 .5\n"})
    convert_data(source, "coco", tmp_path / "coco")
    report = convert_data(open_data_folder(tmp_path / "coco"), "yolo", tmp_path / "yolo")
    assert open_data_folder(tmp_path / "yolo").class_ids == {0: "zebra", 1: "ant"}
    assert any("numbered anew, from 0 on" in note for note in report.notes)


def test_outlines_are_counted_and_classes_without_numbers_keep_their_order_in_a_list(tmp_path):
    source = yolo_folder(
        tmp_path / "s", ["zebra", "ant"], {"a": "1 .1 .1 .5 .1 .5 .5\n", "b": "", "train/a": "0 1 1 1 1"}
    )
    report = convert_data(source, "voc", tmp_path / "voc")
    text = "\n".join(report.notes)
    assert "became their bounding boxes: 1 objects" in text
    assert "new names: 1" in text
    assert (tmp_path / "voc" / "classes.txt").read_text(encoding="utf-8") == "zebra\nant\n"
    names = sorted(path.name for path in (tmp_path / "voc" / "JPEGImages").iterdir())
    assert names == ["a.png", "b.png", "images_train_a.png"]


def test_what_cannot_be_read_is_left_out_and_told_and_never_becomes_background(tmp_path, source):
    (source / "Annotations" / "a.xml").write_text("<annotation>", encoding="utf-8")
    (source / "JPEGImages" / "b.png").write_bytes(b"")
    report = convert_data(open_data_folder(source), "coco", tmp_path / "coco")
    assert report.images == 3
    assert [("a.xml" in text, "b.png" in text) for text in report.problems] == [(True, False), (False, True)]


def test_a_used_folder_a_file_and_a_folder_inside_the_source_are_refused(tmp_path, source):
    data = open_data_folder(source)
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "x").write_text("x", encoding="utf-8")
    for output, words in (
        (tmp_path / "used", "not empty"),
        (tmp_path / "used/x", "is a file"),
        (source / "o", "inside"),
    ):
        with pytest.raises(AnnotationError, match=words):
            convert_data(data, "yolo", output)
    assert not (source / "o").exists()


def test_a_folder_without_images_is_refused_and_nothing_is_made(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(AnnotationError, match="no images"):
        convert_data(open_data_folder(tmp_path / "empty"), "voc", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["playing_cards", "bccd", "fod_tools"])
@pytest.mark.parametrize("to", ["yolo", "coco", "createml"])
def test_real_sets_come_back_to_the_pixel(tmp_path, shared_data, name, to):
    source = open_data_folder(shared_data / name)
    convert_data(source, to, tmp_path / "there", link=True)
    objects, splits = content(source)
    found, found_splits = content(open_data_folder(tmp_path / "there"))
    assert (found.keys(), found_splits) == (objects.keys(), splits)
    for stem, items in objects.items():
        assert_same_objects(items, found[stem], HELD.get(to, set()))
