"""However damaged the files of a data folder are, opening and reading it ends in entries or in a named error.

The files start as valid ones of each format and are cut, spliced, re-encoded, nested and filled with wrong values.
"""

import json
import shutil
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssd_desktop.annotation.classes import read_class_list
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize
from tests.unit.data.made_data import write_image

SIZES = [ImageSize(40, 30, 1, 40, 30), ImageSize(30, 40, 6, 40, 30)]
PROFILE = settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
XML = """<?xml version="1.0" encoding="UTF-8"?>
<annotation verified="yes"><filename>a.png</filename><size><width>40</width><height>30</height></size>
<object><name>cat</name><difficult>0</difficult><bndbox><xmin>1</xmin><ymin>2.5</ymin><xmax>20</xmax><ymax>25</ymax>
</bndbox></object></annotation>
"""
COCO = {
    "images": [{"id": 1, "file_name": "a.png", "width": 40, "height": 30}],
    "categories": [{"id": 1, "name": "cat"}],
    "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2.5, 19, 22.5], "iscrowd": 0}],
}
CREATEML = [
    {
        "image": "a.png",
        "annotations": [{"label": "cat", "coordinates": {"x": 10, "y": 12.5, "width": 19, "height": 20}}],
    }
]
LABELME = {
    "imagePath": "a.png", "imageWidth": 40, "imageHeight": 30, "flags": {},
    "shapes": [{"label": "cat", "shape_type": "rectangle", "points": [[1, 2.5], [20, 25]], "flags": {}}],
}  # fmt: skip
YAML = "path: .\ntrain: images\nval:\n  - images\nnc: 1\nnames:\n  0: cat\n"
FORMATS = {
    "voc": {"Annotations/a.xml": XML, "ImageSets/Main/train.txt": "a\n"},
    "coco": {"annotations/instances_train.json": json.dumps(COCO)},
    "createml": {"images/_annotations.createml.json": json.dumps(CREATEML)},
    "labelme": {"images/a.json": json.dumps(LABELME)},
    "yolo": {"labels/a.txt": "0 .5 .5 .4 .4\n", "data.yaml": YAML},
    "yolo list": {"labels/a.txt": "0 .1 .1 .5 .1 .5 .6\n", "classes.txt": "cat\n"},
}
"""Files by format; the image is ``images/a.png``."""

PIECES = st.sampled_from(
    [
        *(b"NaN", b"-Infinity", b"1e999", b"9" * 5000, b"-1", b"null", b"true", b"{}", b"[]", b'""', b"\x00", b"\xff"),
        *(b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\n", b"&lol;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<a>" * 300),
        *(b"[" * 3000, b'{"a":' * 3000, b"- " * 50, b"!!python/object ", b"&x *x", b"\\ud800", b"' \"", b"0x1F", b": "),
    ]
)
ENCODINGS = ["utf-16", "utf-16-be", "utf-32", "latin-1", "utf-8-sig", "cp037", "utf-7"]


@st.composite
def damaged(draw, content: bytes) -> bytes:
    """Cuts, splices, doubles and re-encodes."""
    if draw(st.booleans()):
        content = content.decode().encode(draw(st.sampled_from(ENCODINGS)))
    changed = bytearray(content)
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(changed)))
        stop = min(len(changed), start + draw(st.integers(0, 12)))
        changed[start:stop] = draw(st.one_of(PIECES, st.binary(max_size=6), st.just(bytes(changed[start:stop]) * 2)))
    return bytes(changed[: draw(st.integers(0, len(changed)))] if draw(st.integers(0, 3)) == 0 else changed)


@pytest.fixture
def image(tmp_path):
    path = tmp_path / "made.png"
    write_image(path)
    return path


def refusal(attempt) -> str:
    """Returns the named error that an attempt ends in, empty for none; any other error gets out."""
    try:
        attempt()
    except AnnotationError as error:
        return str(error)
    return ""


def read_all(root: Path) -> None:
    """Reads everything a folder offers."""
    folder = open_data_folder(root, missing_is_background=True)
    for split in (None, *folder.splits()):
        assert all("\n" not in str(problem) for problem in folder.problems(split))
        for entry in folder.entries(split):
            for size in SIZES if entry.labels is not None else ():
                assert "\n" not in refusal(partial(read_labels, entry.labels, size))


def read_labels(labels, size) -> None:
    file = labels.read(size)
    assert all("\n" not in problem.text for problem in file.problems)
    assert all(item.box.problem(size.width, size.height) is None for item in file.annotation.objects)


def write_folder(root: Path, image: Path, files: dict[str, bytes]) -> None:
    shutil.rmtree(root, ignore_errors=True)
    for name, content in (files | {"images/a.png": image.read_bytes()}).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@pytest.mark.parametrize("kind", FORMATS)
@given(data=st.data())
@PROFILE
def test_no_damage_to_a_data_folder_ends_in_anything_but_a_named_error(tmp_path, image, kind, data):
    files = {name: data.draw(damaged(text.encode()), label=name) for name, text in FORMATS[kind].items()}
    write_folder(tmp_path / "data", image, files)
    assert "\n" not in refusal(partial(read_all, tmp_path / "data"))


@pytest.mark.parametrize("kind", FORMATS)
def test_the_files_the_damage_starts_from_are_valid(tmp_path, image, kind):
    write_folder(tmp_path / "data", image, {name: text.encode() for name, text in FORMATS[kind].items()})
    (entry,) = open_data_folder(tmp_path / "data").entries()
    (item,) = entry.labels.read(SIZES[0]).annotation.objects
    assert item.label == "cat"


@given(content=st.one_of(damaged(b"cat\ndog\n"), st.binary(max_size=60)))
@PROFILE
def test_no_class_list_ends_in_anything_but_a_named_error(tmp_path, content):
    path = tmp_path / "classes.txt"
    path.write_bytes(content)
    assert "\n" not in refusal(partial(read_class_list, path))
