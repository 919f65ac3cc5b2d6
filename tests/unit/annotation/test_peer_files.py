"""Files as labelImg, labelme, CVAT and Roboflow write them: unedited the same bytes, edited only what was edited."""

import difflib
import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

import cv2
import numpy as np
import pytest

from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.edits import ChangeBoxes
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.media.image_file import ImageSize

PEERS = Path(__file__).with_name("peers")
SIZE = ImageSize(320, 240, 1, 320, 240)
HASH = "8071be7ca7c93095c750f93f929d"


@dataclass(frozen=True)
class Peer:
    """A sample, and what becomes of its file when the left edge of its first box goes from 20 to 17.

    Attributes:
        images: The images of its folder.
        file: The annotation file of the first.
        found: Labels and edges of the first image's objects.
        changed: What differs in the parsed file, before and after.
        lines: How many lines differ, taking each value of a JSON file for a line.
    """

    images: tuple[str, ...]
    file: str
    found: tuple[tuple[str, tuple[float, ...]], ...]
    changed: dict[str, tuple[object, object]]
    lines: int


KING = (20, 30, 90, 130)
QUEEN = (190, 120, 301.5, 229.9)
PEER_FILES = {
    "labelimg_voc": Peer(
        ("table 1.jpg", "table 2.jpg"),
        "table 1.xml",
        (('king & "queen"', KING), ("조커 <작은>", (1, 1, 60, 44)), ("ace/♠", (200, 120, 320, 240))),
        {"object 0/bndbox/xmin": ("20", "17")},
        1,
    ),
    "labelimg_yolo": Peer(
        ("table 1.jpg", "table 2.jpg"),
        "table 1.txt",
        (("king of hearts", KING), ("ace/♠", (200, 120, 320, 240)), ("queen", (1, 1, 60, 44))),
        {"0/1": ("0.171875", "0.1671875"), "0/3": ("0.218750", "0.228125")},
        1,
    ),
    "labelme_5": Peer(
        ("table 1.jpg",),
        "table 1.json",
        (("king", KING), ("퀸 ♥", (190, 120, 301.5, 229.9)), ("coin", (45, 185, 75, 215))),
        {"shapes/0/points/1/0": (20.0, 17)},
        1,
    ),
    "labelme_7": Peer(
        ("table 1.jpg",),
        "table 1.json",
        (("king", KING), ("queen", (200.4, 120, 301.5, 229.9))),
        {"shapes/0/points/0/0": (20.0, 17)},
        1,
    ),
    "cvat_coco": Peer(
        ("images/default/table 1.jpg", "images/default/table 2.jpg", "images/default/table 3.jpg"),
        "annotations/instances_default.json",
        (("king", KING), ("queen", QUEEN), ("에이스", (40, 40, 44, 50))),
        {
            "annotations/0/area": (7000.0, 7300.0),
            "annotations/0/bbox/0": (20.0, 17),
            "annotations/0/bbox/2": (70.0, 73),
        },
        3,
    ),
    "roboflow_coco": Peer(
        tuple(f"train/table-{number}_jpg.rf.{four}{HASH}.jpg" for number, four in ((1, "79a2"), (2, "0b3c"))),
        "train/_annotations.coco.json",
        (("king", KING), ("queen", QUEEN)),
        {"annotations/0/area": (7000, 7300), "annotations/0/bbox/0": (20, 17), "annotations/0/bbox/2": (70, 73)},
        3,
    ),
    "roboflow_yolo": Peer(
        (
            f"train/images/table-1_jpg.rf.79a2{HASH}.jpg",
            f"train/images/table-2_jpg.rf.0b3c{HASH}.jpg",
            f"valid/images/table-3_jpg.rf.aa00{HASH}.jpg",
        ),
        f"train/labels/table-1_jpg.rf.79a2{HASH}.txt",
        (("king", KING), ("queen", QUEEN)),
        {"0/1": ("0.171875", "0.1671875"), "0/3": ("0.21875", "0.228125")},
        1,
    ),
}


@pytest.fixture(params=PEER_FILES)
def peer(request, tmp_path):
    """Copies a sample and makes its pictures; returns the data folder and what is known of it."""
    known, root = PEER_FILES[request.param], tmp_path / request.param
    shutil.copytree(PEERS / request.param, root)
    picture = cv2.imencode(".jpg", np.full((240, 320, 3), 90, np.uint8))[1].tobytes()
    for name in known.images:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(picture)
    return root, known


def opened(image):
    store = AnnotationStore(LabelFolder.open(image.parent))
    store.load(image, SIZE)
    return store


def everything(root):
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def parsed(path):
    """Returns every value of a file by its place, read without the program's own readers."""
    if path.suffix == ".xml":
        return dict(xml_values(ElementTree.parse(path).getroot(), ""))
    if path.suffix == ".json":
        return dict(json_values(json.loads(path.read_text(encoding="utf-8")), ""))
    rows = path.read_text(encoding="utf-8").splitlines()
    return {f"{row}/{column}": value for row, line in enumerate(rows) for column, value in enumerate(line.split())}


def xml_values(element, place):
    yield from ((f"{place}@{name}", value) for name, value in element.attrib.items())
    yield place, (element.text or "").strip()
    for number, child in enumerate(element):
        same = [other for other in element if other.tag == child.tag]
        name = f"{child.tag} {same.index(child)}" if len(same) > 1 else child.tag
        yield from xml_values(child, f"{place}/{name}".lstrip("/") or str(number))


def json_values(value, place):
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from json_values(item, f"{place}/{key}".lstrip("/"))
    else:
        yield place, value


def changed_lines(before, after):
    """Counts the lines of the first text that are not in the second."""
    one, other = (text.decode().replace(",", ",\n").splitlines() for text in (before, after))
    return sum(line.startswith("- ") for line in difflib.ndiff(one, other))


def move_edge(root, known, to=17.0):
    image = root / known.images[0]
    store = opened(image)
    first = store.annotation(image).objects[0]
    store.apply(image, ChangeBoxes({first.entry: replace(first.box, x0=to)}), name="Resize", size=(320, 240))
    return store


def test_all_objects_are_read(peer):
    root, known = peer
    image = root / known.images[0]
    found = opened(image).annotation(image).objects
    assert [(item.label, item.box.xyxy()) for item in found] == [
        (label, pytest.approx(edges, abs=0.001)) for label, edges in known.found
    ]


def test_loading_and_saving_every_image_leaves_every_byte(peer):
    root, known = peer
    before = everything(root)
    for name in known.images:
        assert opened(root / name).save_all() == []
    assert everything(root) == before


def test_a_moved_edge_changes_its_numbers_and_nothing_else(peer):
    root, known = peer
    file, before = root / known.file, everything(root)
    values = parsed(file)
    assert move_edge(root, known).save_all() == []

    after = everything(root)
    assert {path for path in before if after[path] != before[path]} == {Path(known.file)}
    assert set(after) == set(before)
    assert changed_lines(before[Path(known.file)], after[Path(known.file)]) == known.lines
    now = parsed(file)
    assert list(now) == list(values)
    assert {place: (values[place], now[place]) for place in now if now[place] != values[place]} == known.changed


def test_an_edge_that_was_moved_and_put_back_leaves_every_byte(peer):
    root, known = peer
    before = everything(root)
    store = move_edge(root, known)
    assert store.save_all() == []
    assert everything(root) != before
    store.undo()
    assert store.save_all() == []
    assert everything(root) == before
