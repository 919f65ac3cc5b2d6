"""``data.yaml`` and class lists: numbers never move, and what is not understood is refused by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.annotation.formats.yolo_names import read_data_yaml, read_numbered_names, write_data_yaml
from ssd_desktop.errors import AnnotationError

ULTRALYTICS = """\
# Ultralytics
path: coco8 # dataset root dir
train: images/train # 4 images
val: [images/val, "more # of it"]
test: # optional

names:
  0: person
  1: 'it''s'
  79: "tooth\\u00e9brush"

download: |
  names: not these
  url = 'https://example.org'  # [
"""
ROBOFLOW = """\
train: ../train/images
val: ../valid/images
nc: 3
names: ['head', "hel,met",
  person,
]
roboflow:
  workspace: x
  license: CC BY 4.0
"""
DUMPED = "names:\n- b\n- a\n-\n- yes\nnc: 4\ntrain: a.txt\nextra: lists/extra.txt\n"


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "data.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_a_mapping_keeps_its_gaps_and_comments_and_scripts_are_passed_over(write):
    data = read_data_yaml(write(ULTRALYTICS))
    assert data.names == {0: "person", 1: "it's", 79: "toothébrush"}
    assert data.root == "coco8"
    assert {name: place.places for name, place in data.splits.items()} == {
        "train": ("images/train",),
        "val": ("images/val", "more # of it"),
    }
    assert data.splits["val"].line == 4
    assert not data.key_points


def test_a_list_over_several_lines_is_read_as_tools_write_it(write):
    data = read_data_yaml(write(ROBOFLOW.replace("\n", "\r\n")))
    assert data.names == {0: "head", 1: "hel,met", 2: "person"}
    assert data.problems == ()


def test_a_dumped_list_counts_its_empty_items_and_a_wrong_nc_is_told(write):
    data = read_data_yaml(write(DUMPED))
    assert data.names == {0: "b", 1: "a", 3: "yes"}
    assert set(data.splits) == {"train", "extra"}
    (problem,) = data.problems
    assert (problem.line, "nc" in problem.text) == (6, True)


def test_key_points_are_noticed(write):
    assert read_data_yaml(write("kpt_shape: [17, 3]\nnames: {0: person}\n")).key_points


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("train: a\n", "no names of classes"),
        ("names: cat\n", "line 1 has names that are neither"),
        ("names: [a, b\n", "line 1 opens a bracket"),
        ("names:\n  0: a\n  0: b\n", "line 3 has 0 again"),
        ("names:\n  x: a\n", '"x" where a class number belongs'),
        ("names:\n  0: [a]\n", "line 2 has a value of a kind"),
        ("names: *anchor\n", "line 1 has a value of a kind"),
        ("names:\n  0:\n    a: b\n", "nested"),
        ("names: [a]\nnames: [b]\n", "line 2 has names again"),
        ("names: []\n", "are empty"),
        ("names: [a]\ntrain: {a: b}\n", "line 2 has a train"),
        ("just text\n", "line 1 is no key"),
        (b"names: [\xff]\n", "no UTF-8 text"),
        ("", "no names"),
    ],
)
def test_what_is_not_understood_is_refused_by_line(write, text, words):
    with pytest.raises(AnnotationError) as caught:
        read_data_yaml(write(text))
    assert words in str(caught.value)
    assert "data.yaml" in str(caught.value)


names = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=12).map(str.strip)


@given(st.dictionaries(st.integers(0, 99_999), names.filter(bool), min_size=1, max_size=6))
def test_written_names_come_back_with_their_numbers(tmp_path_factory, by_number):
    path = tmp_path_factory.mktemp("yaml") / "data.yaml"
    write_data_yaml(path, by_number, {"train": "train.txt"})
    data = read_data_yaml(path)
    assert data.names == by_number
    assert data.splits["train"].places == ("train.txt",)


def test_a_blank_line_of_a_class_list_keeps_its_number(tmp_path):
    path = tmp_path / "classes.txt"
    path.write_bytes("\ufeffcat\r\n\r\ndog\n\n".encode())
    assert read_numbered_names(path) == {0: "cat", 2: "dog"}
    path.write_bytes(b"\n")
    with pytest.raises(AnnotationError, match="has no name"):
        read_numbered_names(path)
