"""YOLO label files: every defect is told by file and line, and no box moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.yolo_txt import read_yolo_txt, write_yolo_txt
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize

SIZE = ImageSize(200, 100, 1, 200, 100)
NAMES = {0: "cat", 3: "dog"}


@pytest.fixture
def read(tmp_path):
    def read(text, **options):
        path = tmp_path / "a.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_yolo_txt(path, **({"names": NAMES, "image_size": SIZE} | options))

    return read


def found(file):
    return [(item.label, item.box.xyxy()) for item in file.annotation.objects]


def only_problem(file):
    (problem,) = file.problems
    return f"{problem.line}: {problem.text}"


def test_fractions_are_of_the_upright_image(read):
    assert found(read("0 0.5 0.5 0.25 0.5\r\n3 0.25 0.25 0.5 0.5\n")) == [
        ("cat", (75, 25, 125, 75)),
        ("dog", (0, 0, 100, 50)),
    ]
    turned = ImageSize(200, 100, 6, 100, 200)
    assert found(read("0 0.5 0.5 0.25 0.5", image_size=turned)) == [("cat", (75, 25, 125, 75))]


def test_an_empty_file_is_checked_background(read):
    file = read("\n \n")
    assert file.annotation == ImageAnnotation((), 200, 100)
    assert file.problems == ()


def test_a_confidence_is_tolerated_and_a_whole_number_may_be_written_with_a_point(read):
    assert found(read("3.0 0.5 0.5 0.25 0.5 0.93")) == [("dog", (75, 25, 125, 75))]


def test_a_polygon_becomes_its_bounding_box_and_is_counted(read):
    file = read("0 0.1 0.2 0.5 0.1 0.3 0.9")
    assert found(file) == [("cat", pytest.approx((20, 10, 100, 90)))]
    assert file.outlines == 1


def test_key_points_after_the_box_are_not_taken_for_a_polygon(read):
    file = read("0 0.5 0.5 0.25 0.5 0.9 0.9 2 0.1 0.1 2", key_points=True)
    assert found(file) == [("cat", (75, 25, 125, 75))]
    assert file.outlines == 0


@pytest.mark.parametrize("number", ["1", "4", "-1", "0.5", "1e8"])
def test_a_number_without_a_name_is_named_by_line_and_not_moved_to_another(read, number):
    file = read(f"0 0.5 0.5 0.25 0.5\n{number} 0.5 0.5 0.25 0.5\n")
    assert len(file.annotation.objects) == 1
    assert only_problem(file).startswith(f"2: class {float(number):g} has no name (named are 0 to 3)")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("0 0.5 0.5 0.25", "4 columns is neither a box nor a polygon"),
        ("0 0.1 0.2 0.5 0.1 0.3 0.9 0.5", "8 columns is neither"),
        ("0 0.5 0.5 nan 0.5", 'has "nan", which is no number'),
        ("cat 0.5 0.5 0.2 0.5", 'has "cat", which is no number'),
        ("0 0.5 0.5 0 0.5", '"cat" has no area and was skipped'),
        ("0 0.5 0.5 -0.2 0.5", '"cat" has its edges reversed and was skipped'),
        ("0 120 30 40 20", '"cat" lies outside the 200 x 100 image and was skipped'),
    ],
)
def test_a_line_that_is_no_object_is_skipped_and_told(read, line, words):
    file = read(f"{line}\n0 0.5 0.5 0.25 0.5\n")
    assert len(file.annotation.objects) == 1
    assert only_problem(file).startswith("1: ")
    assert words in only_problem(file)


def test_a_box_that_sticks_out_by_more_than_a_pixel_is_clipped_and_told(read):
    file = read("0 0 0.5 0.5 0.5")
    assert found(file) == [("cat", (0, 25, 50, 75))]
    assert "sticks out" in only_problem(file)


@pytest.mark.parametrize("content", [b"\xff\xfe0", b"\x00\xd8\xff"])
def test_what_is_no_text_is_one_sentence(read, content):
    with pytest.raises(AnnotationError, match=r"a\.txt is no text"):
        read(content)


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(AnnotationError, match="does not exist"):
        read_yolo_txt(tmp_path / "a.txt", names=NAMES, image_size=SIZE)


@given(st.data())
def test_boxes_come_back_to_a_millionth_of_a_pixel(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("yolo") / "a.txt"
    width, height = data.draw(st.integers(1, 20_000)), data.draw(st.integers(1, 20_000))
    x0, y0 = data.draw(st.floats(0, width * 0.9)), data.draw(st.floats(0, height * 0.9))
    box = Box(x0, y0, data.draw(st.floats(x0 + 0.01, width)), data.draw(st.floats(y0 + 0.01, height)))
    write_yolo_txt(path, ImageAnnotation((AnnotatedObject("dog", box),), width, height), ids={"dog": 3})
    size = ImageSize(width, height, 1, width, height)
    (item,) = read_yolo_txt(path, names=NAMES, image_size=size).annotation.objects
    assert item.label == "dog"
    assert item.box.xyxy() == pytest.approx(box.xyxy(), abs=1e-6)


def test_ignored_objects_are_left_out_and_a_class_without_number_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    box = Box(0, 0, 10, 10)
    write_yolo_txt(path, ImageAnnotation((AnnotatedObject("cat", box, ignore=True),), 20, 20), ids={})
    assert path.read_bytes() == b""
    with pytest.raises(AnnotationError, match=r'"cat" has no number'):
        write_yolo_txt(path, ImageAnnotation((AnnotatedObject("cat", box),), 20, 20), ids={})
