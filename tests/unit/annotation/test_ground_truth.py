"""What is drawn over a picture that is shown, whatever format its folder has."""

import json
import os

import numpy as np
import pytest

from ssd_desktop.annotation import ground_truth
from ssd_desktop.annotation.convert import convert_data
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.annotation.ground_truth import GroundTruthReader
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import read_image_size
from tests.unit.data.made_data import write_image, write_voc_folder

IMAGES = {
    "a": [("dog", (2, 3, 20, 25)), ("cat", (5, 6, 30, 29))],
    "b": [],
    "c": [("cat", (1, 1, 9, 9))],
    "d": None,
}


def shown(reader, image):
    """Names and edges of what is drawn, None where nothing is known."""
    found = reader.read(image, read_image_size(image))
    if found is None:
        return None
    return [(item.label, *item.box.xyxy()) for item in found[1].annotation.objects]


def image_of(root, stem):
    return next(path for path in root.rglob(f"{stem}.*") if path.suffix in (".png", ".jpg"))


@pytest.fixture
def voc(tmp_path):
    return write_voc_folder(tmp_path / "voc", IMAGES, splits={"train": ["a", "b", "d"], "val": ["c"]})


@pytest.mark.parametrize("to", ["voc", "yolo", "coco", "createml"])
def test_the_same_objects_are_shown_in_every_format(tmp_path, voc, to):
    root = tmp_path / "out"
    convert_data(open_data_folder(voc), to, root)
    before, after = GroundTruthReader(), GroundTruthReader()
    for stem in "abc":
        expected, found = shown(before, image_of(voc, stem)), shown(after, image_of(root, stem))
        assert [row[0] for row in found] == [row[0] for row in expected]
        edges = [row[1:] for row in expected]
        np.testing.assert_allclose([row[1:] for row in found], edges, atol=1e-3)


def test_labelme_files_beside_the_images_are_shown(tmp_path):
    write_image(tmp_path / "a.png")
    shape = {"label": "dog", "points": [[2, 3], [20, 25]], "shape_type": "rectangle"}
    (tmp_path / "a.json").write_text(json.dumps({"shapes": [shape], "imagePath": "a.png"}))
    assert shown(GroundTruthReader(), tmp_path / "a.png") == [("dog", 2, 3, 20, 25)]


def test_an_image_that_nothing_describes_has_no_ground_truth(voc, tmp_path):
    write_image(tmp_path / "plain" / "x.png")
    reader = GroundTruthReader()
    assert shown(reader, image_of(voc, "d")) is None
    assert shown(reader, image_of(voc, "b")) == []
    assert shown(reader, tmp_path / "plain" / "x.png") is None


def test_a_file_of_many_images_is_read_once_and_again_when_it_changed(tmp_path, voc, monkeypatch):
    root = tmp_path / "coco"
    convert_data(open_data_folder(voc), "coco", root)
    opened = []
    from ssd_desktop.annotation import ground_truth

    open_folder = ground_truth.LabelFolder.open
    monkeypatch.setattr(ground_truth.LabelFolder, "open", lambda *args: (opened.append(args), open_folder(*args))[1])
    reader, image = GroundTruthReader(), image_of(root, "a")
    assert len(shown(reader, image)) == 2
    shown(reader, image_of(root, "b"))
    assert len(opened) == 1

    file = reader.read(image, read_image_size(image))[0]
    document = json.loads(file.read_text())
    document["annotations"] = [item for item in document["annotations"] if item["category_id"] != 1]
    file.write_text(json.dumps(document))
    os.utime(file, ns=(1, 1))
    assert len(shown(reader, image)) == 1
    assert len(opened) == 2


def test_a_label_file_that_came_later_is_seen(tmp_path):
    for stem in ("a", "b"):
        write_image(tmp_path / "images" / f"{stem}.png")
    (tmp_path / "labels").mkdir()
    (tmp_path / "data.yaml").write_text("names: [dog]\n")
    (tmp_path / "labels" / "a.txt").write_text("0 .5 .5 .5 .5\n")
    reader = GroundTruthReader()
    assert shown(reader, tmp_path / "images" / "b.png") is None
    (tmp_path / "labels" / "b.txt").write_text("0 .5 .5 .5 .5\n")
    os.utime(tmp_path / "labels", ns=(1, 1))
    assert [row[0] for row in shown(reader, tmp_path / "images" / "b.png")] == ["dog"]


def test_a_damaged_file_is_an_error_that_names_it(tmp_path):
    write_image(tmp_path / "a.png")
    (tmp_path / "a.xml").write_text("<annotation><object>")
    with pytest.raises(AnnotationError, match=r"a\.xml"):
        shown(GroundTruthReader(), tmp_path / "a.png")


def test_labels_written_while_somebody_labels_do_not_list_the_folder_anew(tmp_path, monkeypatch):
    for stem in "abc":
        write_image(tmp_path / f"{stem}.png")
    reader = GroundTruthReader()
    assert shown(reader, tmp_path / "a.png") is None
    monkeypatch.setattr(ground_truth, "_open", lambda folder: pytest.fail("the folder was listed anew"))
    (tmp_path / "b.xml").write_text("<annotation></annotation>")
    os.utime(tmp_path, ns=(1, 1))
    assert shown(reader, tmp_path / "c.png") is None
    assert shown(reader, tmp_path / "b.png") == []


def test_a_description_in_another_format_that_came_later_is_seen(tmp_path):
    write_image(tmp_path / "a.png")
    reader = GroundTruthReader()
    assert shown(reader, tmp_path / "a.png") is None
    shape = {"label": "dog", "points": [[2, 3], [20, 25]], "shape_type": "rectangle"}
    (tmp_path / "a.json").write_text(json.dumps({"shapes": [shape], "imagePath": "a.png"}))
    os.utime(tmp_path, ns=(1, 1))
    assert shown(reader, tmp_path / "a.png") == [("dog", 2, 3, 20, 25)]
