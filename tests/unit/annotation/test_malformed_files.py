"""However malformed a txt, YAML or JSON is, it ends in a result or in a named error of one line."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssd_desktop.annotation.formats.coco_json import read_coco_json
from ssd_desktop.annotation.formats.createml_json import read_createml_json
from ssd_desktop.annotation.formats.labelme_json import read_labelme_json
from ssd_desktop.annotation.formats.yolo_names import read_data_yaml, read_numbered_names
from ssd_desktop.annotation.formats.yolo_txt import read_yolo_txt
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize

SIZES = st.sampled_from([ImageSize(100, 80, 1, 100, 80), ImageSize(80, 100, 6, 100, 80)])
PROFILE = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(0, 3),
    st.floats(),
    st.floats(0, 100),
    st.text(max_size=8),
    st.sampled_from(["a.jpg", "cat", "rectangle", "circle", "mask", "\ud800", "a\nb", 10**400]),
)
ROW_KEYS = [
    *("id", "image_id", "category_id", "bbox", "iscrowd", "segmentation", "attributes", "file_name", "width", "height"),
    *("name", "label", "points", "shape_type", "flags", "image", "annotations", "coordinates", "x", "y"),
]
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(ROW_KEYS), inner, max_size=6)),
    max_leaves=12,
)
TOP_KEYS = st.sampled_from(["images", "annotations", "categories", "shapes", "imagePath", "imageWidth", "imageHeight"])
DOCUMENTS = st.one_of(VALUES, st.dictionaries(TOP_KEYS, st.one_of(VALUES, st.lists(VALUES, max_size=4)), max_size=7))
LISTED = {
    "images": [{"id": 1, "file_name": "a.jpg", "width": 100, "height": 80}],
    "categories": [{"id": 1, "name": "c"}],
}
TEXTS = st.one_of(
    st.binary(max_size=200),
    st.text(st.sampled_from("0123456789 .-e\n\tnamestrivl:[]{}'\"#,|&*\\"), max_size=120).map(str.encode),
    st.lists(st.sampled_from(["names:", "  0: a", "- a", "[a,", "]", "train: x", "0 .5 .5 .1 .1", "'", '"', "#"])).map(
        lambda lines: "\n".join(lines).encode()
    ),
)


def check(path, content, size):
    """Reads a file as every format and reads all it describes."""
    path.write_bytes(content)
    attempts = (
        lambda: [read_coco(path, size)],
        lambda: [read_createml(path, size)],
        lambda: read_labelme_json(path).read(size),
        lambda: read_yolo_txt(path, names={0: "cat"}, image_size=size),
        lambda: read_data_yaml(path),
        lambda: read_numbered_names(path),
    )
    for attempt in attempts:
        message = ""
        try:
            attempt()
        except AnnotationError as error:
            message = str(error)
        assert "\n" not in message


def read_coco(path, size):
    file = read_coco_json(path)
    for image in file.images:
        assert all("\n" not in problem.text for problem in file.read(image, size).problems)


def read_createml(path, size):
    file = read_createml_json(path)
    for image in file.images:
        assert all("\n" not in problem.text for problem in file.read(image, size).problems)


@given(DOCUMENTS, SIZES)
@PROFILE
def test_no_json_document_ends_in_anything_but_a_named_error(tmp_path, document, size):
    check(tmp_path / "a", json.dumps(document).encode(), size)


@given(st.lists(st.dictionaries(st.sampled_from(ROW_KEYS), VALUES, max_size=6), max_size=3), SIZES)
@PROFILE
def test_no_coco_annotation_ends_in_anything_but_a_named_error(tmp_path, rows, size):
    rows = [{"image_id": 1, "category_id": 1} | row for row in rows]
    check(tmp_path / "a", json.dumps(LISTED | {"annotations": rows}).encode(), size)


@given(TEXTS, SIZES)
@PROFILE
def test_no_bytes_end_in_anything_but_a_named_error(tmp_path, content, size):
    check(tmp_path / "a", content, size)
