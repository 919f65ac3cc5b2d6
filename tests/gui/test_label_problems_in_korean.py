"""What is wrong with labels, as readers of files tell it: a Korean window leaves no English in it."""

import json
import re

import pytest

from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.annotation.track_file import read_tracks
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.object_titles import localised_title
from ssd_desktop.media.image_file import ImageSize
from tests.unit.data.made_data import write_image, write_xml

SIZE = ImageSize(40, 30, 1, 40, 30)
_ENGLISH = re.compile(r"\b[a-z]{2,} [a-z]{2,}\b")
_BAD_BOXES = [
    ("cat", (1, 2, "wide", 20)),
    ("cat", (30, 2, 1, 20)),
    ("cat", (5, 5, 5, 20)),
    ("cat", (1, 2, 70, 20)),
    ("cat", (100, 100, 120, 120)),
    ("", (1, 2, 30, 20)),
]


@pytest.fixture(autouse=True)
def korean(speak):
    speak("ko")


def assert_korean(texts):
    assert texts
    for text in texts:
        shown = localised(text)
        assert re.search("[가-힣]", shown), text
        assert not _ENGLISH.search(shown), (text, shown)


def problems_of(root):
    """What the readers say of a folder and of each of its images, without the files in front."""
    data = open_data_folder(root)
    found = [problem.text for problem in data.problems()]
    for entry in data.entries():
        if entry.labels is not None:
            try:
                found += [problem.text for problem in entry.labels.read(SIZE).problems]
            except SSDDesktopError as error:
                found.append(str(error))
    return found


def write(path, document):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")


def test_problems_of_pascal_voc_are_korean(tmp_path):
    for stem in "abc":
        write_image(tmp_path / f"{stem}.png")
    write_xml(tmp_path / "a.xml", _BAD_BOXES)
    text = (tmp_path / "a.xml").read_text(encoding="utf-8")
    named = "<annotation><filename>z.png</filename><object><name>x</name></object>"
    write(tmp_path / "a.xml", text.replace("<annotation>", named).replace("<xmin>100</xmin>", ""))
    write_xml(tmp_path / "b.xml", [("cat", (1, 2, 70, 20))], width=100, height=80)
    write_xml(tmp_path / "c.xml", [("cat", (1, 2, 7, 20))], width=100, height=80)
    (tmp_path / "a.png").rename(tmp_path / "a.jpg")
    write_image(tmp_path / "a.png")
    write_xml(tmp_path / "orphan.xml", [])
    found = problems_of(tmp_path)
    assert_korean(found)
    for words in ("has no element", "as the edge xmax", "were swapped", "has no area", "of another file", "same name",
                  "does not fit its image", "image's was taken"):  # fmt: skip
        assert any(words in text for text in found), words


def test_problems_of_yolo_are_korean(tmp_path):
    write_image(tmp_path / "images" / "a.png")
    lines = ["7 0.5 0.5 0.2 0.2", "x 0.5 0.5 0.2 0.2", "0 0.5 0.5 0 0.2", "0 0.9 0.5 0.5 0.2", "0 0.5 0.5"]
    write(tmp_path / "labels" / "a.txt", "\n".join(lines))
    write(tmp_path / "data.yaml", "train: images\nval: gone\nnames: [cat, dog]\n")
    found = problems_of(tmp_path)
    assert_korean(found)
    assert any("which does not exist" in text for text in found)
    assert any("named are 0 to 1" in text for text in found)


def test_problems_of_coco_are_korean(tmp_path):
    write_image(tmp_path / "a.png")
    rows = [[1, 2, 0, 5], [1, 2, "wide", 5], [1, 2], [35, 2, 20, 5]]
    boxes = [{"id": i, "image_id": 1, "category_id": 1, "bbox": box} for i, box in enumerate(rows)]
    boxes += [{"id": 8, "image_id": 1, "category_id": 4, "bbox": [1, 2, 3, 4]}]
    images = [{"id": 1, "file_name": "a.png", "width": 40, "height": 30}, {"id": 2, "file_name": "gone.png"}]
    for name, category in (("train.json", "cat"), ("val.json", "dog")):
        here = images if name == "train.json" else []
        categories = [{"id": 1, "name": category}]
        write(tmp_path / name, {"images": here, "annotations": boxes if here else [], "categories": categories})
    found = problems_of(tmp_path)
    assert_korean(found)
    assert any("in another file, whose name was taken" in text for text in found)


def test_problems_of_create_ml_and_labelme_are_korean(tmp_path):
    write_image(tmp_path / "ml" / "a.png")
    sides = {"x": 5, "y": 5, "width": "wide", "height": 4}
    write(tmp_path / "ml" / "a.json", [{"image": "a.png", "annotations": [
        {"label": "cat", "coordinates": sides}, {"label": "cat"}, 3,
        {"label": "", "coordinates": sides | {"width": 4}},
    ]}])  # fmt: skip
    assert_korean(problems_of(tmp_path / "ml"))
    write_image(tmp_path / "me" / "a.png")
    shapes = [
        {"label": "cat", "points": [[1, 2]], "shape_type": "rectangle"},
        {"label": "cat", "points": [[1, 2], [1, 9]], "shape_type": "rectangle"},
        {"label": "cat", "points": [[1, 2]], "shape_type": "point"},
        {"label": "cat", "points": [[1, 2]], "shape_type": "cloud"},
    ]
    write(tmp_path / "me" / "a.json", {"shapes": shapes, "imagePath": "a.png", "imageData": None})
    assert_korean(problems_of(tmp_path / "me"))


def test_an_image_that_is_left_out_is_told_in_korean(tmp_path):
    for stem, box in (("a", (5, 5, 5, 20)), ("b", (1, 2, 30, 20))):
        write_image(tmp_path / f"{stem}.png")
        write_xml(tmp_path / f"{stem}.xml", [("cat", box)])
    assert_korean([problem.text for problem in load_dataset(tmp_path).report.problems])


@pytest.mark.parametrize(
    "tracks",
    [
        [3],
        [{"number": 1, "class": ""}],
        [{"number": 1, "class": "cat", "keys": []}],
        [{"number": "x", "class": "cat", "keys": [{"frame": 0, "box": [1, 2, 3, 4]}]}],
        [{"number": 1, "class": "cat", "keys": [{"frame": -1, "box": [1, 2, 3, 4]}]}],
        [{"number": 1, "class": "cat", "keys": [{"frame": 1, "box": [1, 2]}]}],
    ],
)
def test_what_is_wrong_with_tracks_is_told_in_korean(tmp_path, tracks):
    write(tmp_path / "v.tracks.json", {"version": 1, "tracks": tracks})
    with pytest.raises(SSDDesktopError) as caught:
        read_tracks(tmp_path / "v.tracks.json")
    assert_korean([str(caught.value)])


@pytest.mark.parametrize("text", ["VGG16", "object", "shape 3.png", "track 2.mp4", "a list", "object 3 of a"])
def test_names_of_files_are_no_titles(text):
    assert localised_title(text) is None
