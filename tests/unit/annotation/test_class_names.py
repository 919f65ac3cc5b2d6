"""Class names of any letters in every format: written, read back, renamed, and counted by other programs' parsers."""

import json
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.edits import AddObjects, ChangeLabel
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.media.image_file import ImageSize, write_image

SIZE = ImageSize(200, 100, 1, 200, 100)
NAMES = (
    "ace of spades",
    "two  blanks",
    'the "big" one',
    "it's",
    "'quoted'",
    "red/black",
    "C:\\cards\\ace",
    "스페이드 에이스",
    "é",
    "🂡🃏",
    "👩‍👩‍👧",
    "a: b",
    "# no comment",
    "- item",
    "[list], {map}",
    "null",
    "12",
    "<b>&amp;</b>",
    "100 %",
    "..",
)
#: What makes a folder one of each format.
FORMATS = {
    "Pascal VOC": {},
    "YOLO": {"data.yaml": "names: [first]\n", "a.txt": ""},
    "YOLO with classes.txt": {"classes.txt": "first\n", "a.txt": ""},
    "COCO": {
        "_annotations.coco.json": json.dumps(
            {"images": [{"id": 1, "file_name": "a.png"}], "annotations": [], "categories": []}
        )
    },
    "labelme": {"a.json": json.dumps({"shapes": [], "imagePath": "a.png"})},
    "Create ML": {"_annotations.createml.json": json.dumps([{"image": "a.png", "annotations": []}])},
}


@pytest.fixture(params=FORMATS)
def folder(request, tmp_path):
    write_image(tmp_path / "a.png", np.zeros((100, 200, 3), np.uint8))
    for name, content in FORMATS[request.param].items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def opened(folder):
    store = AnnotationStore(LabelFolder.open(folder))
    store.load(folder / "a.png", SIZE)
    return store


def labels(folder):
    return [item.label for item in opened(folder).annotation(folder / "a.png").objects]


def apply(store, folder, edit):
    store.apply(folder / "a.png", edit, name="Edit", size=(200, 100))
    assert store.save_all() == []


def read_elsewhere(folder: Path) -> list[str]:
    """Returns the names of the objects as plain parsers read them, VOC and JSON only."""
    if (folder / "a.xml").exists():
        return [item.findtext("name") for item in ElementTree.parse(folder / "a.xml").iter("object")]
    (file,) = folder.glob("*.json")
    document = json.loads(file.read_text(encoding="utf-8"))
    if "shapes" in document:
        return [shape["label"] for shape in document["shapes"]]
    if isinstance(document, list):
        return [item["label"] for item in document[0]["annotations"]]
    names = {category["id"]: category["name"] for category in document["categories"]}
    return [names[item["category_id"]] for item in document["annotations"]]


def test_names_of_any_letters_are_written_and_read_back(folder):
    store = opened(folder)
    objects = tuple(
        AnnotatedObject(name, Box(5 * at, 10, 5 * at + 40, 60), entry=-at - 1) for at, name in enumerate(NAMES)
    )
    apply(store, folder, AddObjects(objects))
    assert labels(folder) == list(NAMES)
    if not (folder / "a.txt").exists():
        assert read_elsewhere(folder) == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_box_gets_a_name_of_any_letters_and_undo_gives_every_byte_back(folder, name):
    apply(opened(folder), folder, AddObjects((AnnotatedObject("first", Box(10, 10, 60, 60), entry=-1),)))
    before = label_files(folder)
    store = opened(folder)
    entry = store.annotation(folder / "a.png").objects[0].entry
    apply(store, folder, ChangeLabel(frozenset({entry}), name))
    assert labels(folder) == [name]
    store.undo()
    assert store.save_all() == []
    assert label_files(folder) == before
    assert labels(folder) == ["first"]


def label_files(folder: Path) -> dict[str, bytes]:
    """Returns every file but the lists of classes, which keep a new class: without it others would be renumbered."""
    kept = ("classes.txt", "data.yaml")
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in kept}
