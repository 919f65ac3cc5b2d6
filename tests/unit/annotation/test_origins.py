"""Labels that a detector suggested say so in their files, for every format that can hold it."""

import json

import cv2
import numpy as np
import pytest

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation, Origin
from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.edit_journal import from_record, to_record
from ssd_desktop.annotation.edits import AddObjects, ChangeLabel
from ssd_desktop.annotation.formats.origins import checked_origin
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.media.image_file import ImageSize

SIZE = ImageSize(200, 100, 1, 200, 100)
ORIGIN = Origin("cards <ssd300> & more", 0.8765)
DRAWN = AnnotatedObject("king", Box(100, 10, 150, 60), entry=-1)
SUGGESTED = AnnotatedObject("ace", Box(10, 20, 60, 70), entry=-2, origin=ORIGIN)


def voc(folder):
    return folder / "a.xml"


def labelme(folder):
    other = {"shapes": [], "imagePath": "b.png", "imageWidth": 200, "imageHeight": 100, "imageData": None}
    (folder / "b.json").write_text(json.dumps({"version": "5.5.0", "flags": {}, **other}))
    return folder / "a.json"


def coco(folder):
    path = folder / "instances.json"
    images = [{"id": 1, "file_name": "b.png", "width": 200, "height": 100}]
    path.write_text(json.dumps({"images": images, "annotations": [], "categories": [{"id": 1, "name": "ace"}]}))
    return path


def reopened(folder, image):
    store = AnnotationStore(LabelFolder.open(folder))
    store.load(image, SIZE)
    return store


@pytest.mark.parametrize("prepare", [voc, labelme, coco])
def test_the_origin_of_a_box_goes_through_its_file(tmp_path, prepare):
    image = tmp_path / "a.png"
    for name in ("a.png", "b.png"):
        cv2.imwrite(str(tmp_path / name), np.zeros((100, 200, 3), np.uint8))
    path = prepare(tmp_path)
    store = reopened(tmp_path, image)
    assert "origin" in store.holds(image)
    store.apply(image, AddObjects((DRAWN, SUGGESTED)), name="Accept", size=(200, 100))
    assert store.save_all() == []
    store = reopened(tmp_path, image)
    assert [item.origin for item in store.annotation(image).objects] == [None, ORIGIN]
    before = path.read_text()
    store.apply(image, ChangeLabel(frozenset({2}), "queen"), name="Change", size=(200, 100))
    assert store.save_all() == []
    assert [(item.label, item.origin) for item in reopened(tmp_path, image).annotation(image).objects] == [
        ("king", None),
        ("queen", ORIGIN),
    ]
    assert before != path.read_text()


def test_the_journal_keeps_the_origin():
    annotation = ImageAnnotation((DRAWN, SUGGESTED), 200, 100)
    back = from_record(json.loads(json.dumps(to_record(annotation))))
    assert [item.origin for item in back.objects] == [None, ORIGIN]
    assert back == annotation


@pytest.mark.parametrize(
    ("model", "score"),
    [("", 0.5), (None, 0.5), ("m", "0.5"), ("m", True), ("m", 1.5), ("m", float("nan")), ("m", None)],
)
def test_what_makes_no_sense_as_an_origin_is_none(model, score):
    assert checked_origin(model, score) is None


def test_a_foreign_element_called_origin_harms_nothing(tmp_path):
    image = tmp_path / "a.png"
    cv2.imwrite(str(image), np.zeros((100, 200, 3), np.uint8))
    box = "<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox>"
    marks = (
        "<origin>Spain</origin>",
        "<origin><model>m</model></origin>",
        "<origin><model>m</model><score>2</score></origin>",
    )
    objects = "".join(f"<object><name>ace</name>{mark}{box}</object>" for mark in marks)
    voc(tmp_path).write_text(f"<annotation>{objects}</annotation>")
    assert [item.origin for item in reopened(tmp_path, image).annotation(image).objects] == [None] * 3
