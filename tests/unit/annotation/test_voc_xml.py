"""VOC XML as people have it: every defect is told by file and line, and nothing ends in a crash."""

import gc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats import xml_tree
from ssd_desktop.annotation.formats.voc_xml import VocFile, read_voc_xml
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize

SIZE = ImageSize(100, 80, 1, 100, 80)
WHOLE = "<size><width>100</width><height>80</height><depth>3</depth></size>"


def an_object(box: str = "10 20 30 40", *, name: str = "<name>cat</name>", more: str = "") -> str:
    edges = "".join(
        f"<{tag}>{text}</{tag}>" for tag, text in zip(("xmin", "ymin", "xmax", "ymax"), box.split(" "), strict=True)
    )
    return f"\n<object>{name}{more}\n<bndbox>{edges}</bndbox>\n</object>"


@pytest.fixture
def write(tmp_path: Path):
    def write(body: str | bytes, name: str = "img1.xml") -> Path:
        path = tmp_path / name
        path.write_bytes(body if isinstance(body, bytes) else f"<annotation>{body}</annotation>".encode())
        return path

    return write


def boxes(file: VocFile) -> list[tuple[float, ...]]:
    return [item.box.xyxy() for item in file.annotation.objects]


def only_problem(file: VocFile) -> str:
    (problem,) = file.problems
    return f"{problem.line}: {problem.text}"


def test_coordinates_are_taken_verbatim(write):
    file = read_voc_xml(write(WHOLE + an_object("0.1 1e1 99.9999 80")), image_size=SIZE)
    assert boxes(file) == [(0.1, 10.0, 99.9999, 80.0)]
    assert file.problems == ()
    assert (file.annotation.width, file.annotation.height) == (100, 80)


def test_counting_from_one_moves_the_first_edges_only(write):
    file = read_voc_xml(write(WHOLE + an_object("1 1 100 80") + an_object("7 9 7 9")), image_size=SIZE, one_based=True)
    assert boxes(file) == [(0, 0, 100, 80), (6, 8, 7, 9)]


def test_missing_flags_size_and_pose_have_defaults(write):
    file = read_voc_xml(write(an_object()))
    assert file.annotation == ImageAnnotation((AnnotatedObject("cat", Box(10, 20, 30, 40)),), None, None)
    assert file.problems == ()


@pytest.mark.parametrize(
    ("text", "value"), [("1", True), ("0", False), ("true", True), ("Unspecified", False), ("", False), ("1.0", True)]
)
def test_flags_are_read_as_tools_write_them(write, text, value):
    flags = "".join(f"<{tag}>{text}</{tag}>" for tag in ("difficult", "truncated", "occluded", "ignore"))
    (item,) = read_voc_xml(write(an_object(more=flags))).annotation.objects
    assert (item.difficult, item.truncated, item.occluded, item.ignore) == (value,) * 4


def test_an_annotation_without_objects_is_checked_background(write):
    file = read_voc_xml(write(WHOLE), image_size=SIZE)
    assert file.annotation == ImageAnnotation((), 100, 80)
    assert file.problems == ()


def test_reversed_edges_are_swapped_and_reported(write):
    file = read_voc_xml(write(an_object("30 40 10 20")), image_size=SIZE)
    assert boxes(file) == [(10, 20, 30, 40)]
    assert only_problem(file) == '3: object 1 "cat" has its edges reversed; they were swapped'


@pytest.mark.parametrize("size", [SIZE, None])
@pytest.mark.parametrize("box", ["5 5 5 5", "5 5 5 9", "5 5 9 5"])
def test_a_box_without_area_is_skipped_and_reported_by_line(write, box, size):
    file = read_voc_xml(write(an_object() + an_object(box)), image_size=size)
    assert len(file.annotation.objects) == 1
    assert only_problem(file) == '6: object 2 "cat" has no area and was skipped'


@pytest.mark.parametrize("box", ["200 5 300 9", "-9 -9 -1 -1", "100 5 120 9"])
def test_a_box_outside_the_image_is_skipped_and_reported(write, box):
    file = read_voc_xml(write(WHOLE + an_object(box)), image_size=SIZE)
    assert boxes(file) == []
    assert only_problem(file) == '3: object 1 "cat" lies outside the 100 x 80 image and was skipped'


def test_a_box_that_sticks_out_is_clipped_and_reported_only_when_by_more_than_a_pixel(write):
    file = read_voc_xml(write(an_object("-1 0 101 81") + an_object("-0.5 5 102.5 9")), image_size=SIZE)
    assert boxes(file) == [(0, 0, 100, 80), (0, 5, 100, 9)]
    assert only_problem(file) == '6: object 2 "cat" sticks out of the 100 x 80 image by 2.5 px and was clipped'


@pytest.mark.parametrize("text", ["abc", "", "nan", "inf", "1e999", "12,5", "1_0", "0x10", "１２", "9" * 5000])
def test_an_edge_that_is_no_number_skips_its_object_only(write, text):
    file = read_voc_xml(write(an_object(f"1 2 {text} 40") + an_object()), image_size=SIZE)
    assert boxes(file) == [(10, 20, 30, 40)]
    assert only_problem(file).startswith('3: object 1 "cat" has as the edge xmax "')
    assert only_problem(file).endswith("which is no number and was skipped")


def test_missing_parts_of_an_object_skip_it_only(write):
    body = (
        "\n<object><name>cat</name></object>"
        "\n<object><name>cat</name><bndbox><xmin>1</xmin></bndbox></object>"
        "\n<object><bndbox><xmin>1</xmin></bndbox></object>"
        "\n<object><name> </name></object>"
    )
    file = read_voc_xml(write(body + an_object()), image_size=SIZE)
    assert boxes(file) == [(10, 20, 30, 40)]
    assert [f"{problem.line}: {problem.text}" for problem in file.problems] == [
        '2: object 1 "cat" has no <bndbox> and was skipped',
        '3: object 2 "cat" has no element <ymin> and was skipped',
        "4: object 3 has no class name and was skipped",
        "5: object 4 has no class name and was skipped",
    ]
    assert all(problem.path.endswith("img1.xml") for problem in file.problems)


def test_extra_elements_and_parts_of_objects_are_no_objects(write):
    more = (
        "<score>0.7</score><attributes><attribute><name>keyframe</name></attribute></attributes>"
        "<part><name>head</name><bndbox><xmin>1</xmin></bndbox></part>"
    )
    body = "<owner><name>somebody</name></owner>" + an_object(more=more) + "<comment/>"
    file = read_voc_xml(write(body), image_size=SIZE)
    assert file.annotation.objects == (AnnotatedObject("cat", Box(10, 20, 30, 40)),)
    assert file.problems == ()


@pytest.mark.parametrize("name", ["img1.jpg", "IMG1.JPG", "img1", "C:\\data\\img1.png", "dir/img1.jpeg"])
def test_a_filename_in_any_spelling_is_no_problem(write, name):
    file = read_voc_xml(write(f"<filename>{name}</filename>"), image_path=Path("x") / "img1.jpg")
    assert file.problems == ()
    assert file.filename == name


def test_a_filename_of_another_file_is_reported_once_and_ignored(write):
    file = read_voc_xml(write("<filename>other.jpg</filename><filename>third.jpg</filename>" + an_object()))
    assert only_problem(file) == '1: the file name "other.jpg" inside is of another file than img1.xml; ignored'
    assert len(file.annotation.objects) == 1


STORED = "<size><width>80</width><height>100</height></size>"


@pytest.mark.parametrize(
    ("orientation", "upright"),
    [(5, (20, 10, 40, 30)), (6, (40, 10, 60, 30)), (7, (40, 70, 60, 90)), (8, (20, 70, 40, 90))],
)
def test_boxes_in_stored_orientation_are_turned_upright(write, orientation, upright):
    # A picture of 100 x 80 stored, shown as 80 x 100.
    size = ImageSize(80, 100, orientation, 100, 80)
    file = read_voc_xml(write(WHOLE + an_object("10 20 30 40")), image_size=size)
    assert boxes(file) == [upright]
    assert file.orientation == orientation
    assert (file.annotation.width, file.annotation.height) == (80, 100)
    assert file.problems == ()


def test_boxes_in_upright_orientation_are_left_alone(write):
    file = read_voc_xml(write(STORED + an_object("10 20 30 90")), image_size=ImageSize(80, 100, 6, 100, 80))
    assert boxes(file) == [(10, 20, 30, 90)]
    assert file.orientation == 1


def test_a_size_of_another_image_is_reported_and_boxes_that_fit_are_kept(write):
    body = "\n<size><width>640</width><height>480</height></size>" + an_object()
    file = read_voc_xml(write(body), image_size=SIZE)
    assert boxes(file) == [(10, 20, 30, 40)]
    assert only_problem(file) == "2: the size inside is 640 x 480, that of the image 100 x 80; the image's was taken"


def test_a_size_of_another_image_whose_boxes_do_not_fit_is_an_error(write):
    body = "<size><width>640</width><height>480</height></size>" + an_object("10 20 300 400")
    with pytest.raises(AnnotationError, match=r"does not fit its image: .*640 x 480.*100 x 80.*line 3") as error:
        read_voc_xml(write(body), image_size=SIZE)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("size", ["", "<size/>", "<size><width>0</width><height>0</height></size>", "<size>?</size>"])
def test_a_size_that_says_nothing_is_no_problem(write, size):
    file = read_voc_xml(write(size + an_object("-9 0 30 40")), image_size=SIZE)
    assert boxes(file) == [(0, 0, 30, 40)]
    file = read_voc_xml(write(size + an_object("-9 0 30 40")))
    assert boxes(file) == [(-9, 0, 30, 40)]
    assert file.annotation.width is None


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp949", "euc-kr", "shift_jis", "cp1252"]
)
def test_a_declared_encoding_is_honoured(write, encoding):
    name = {"latin-1": "Käse", "cp1252": "Käse", "shift_jis": "ねこ"}.get(encoding, "고양이")
    declared = encoding.removesuffix("-sig")
    text = (
        f'<?xml version="1.0" encoding="{declared}"?><annotation>{an_object(name=f"<name>{name}</name>")}</annotation>'
    )
    (item,) = read_voc_xml(write(text.encode(encoding))).annotation.objects
    assert item.label == name


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b" \n ", "it is empty"),
        (b"<annotation><object>", "line 1: no element found"),
        (b"hello", "line 1: syntax error"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "cannot be read as XML"),
        (b"<annotation>\xb0\xed</annotation>", "not well-formed"),
        (b'<?xml version="1.0" encoding="klingon"?><annotation/>', r"encoding it declares \(klingon\)"),
        (b'<?xml version="1.0" encoding="hex"?><annotation/>', r"encoding it declares \(hex\)"),
        (b'<?xml version="1.0" encoding="euc-kr"?><annotation>\xff\xff</annotation>', r"declares \(euc-kr\)"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><annotation>&b;</annotation>', "DTD"),
        (b"<a>" * 100_000, "nested too deeply"),
        (b"<svg/>", "its outermost element is <svg>, not <annotation>"),
    ],
)
def test_what_is_no_voc_xml_is_refused_in_one_sentence_that_names_the_file(write, content, words):
    with pytest.raises(AnnotationError, match=words) as error:
        read_voc_xml(write(content))
    assert "img1.xml" in str(error.value)
    assert "\n" not in str(error.value)


def test_an_expansion_bomb_is_refused_at_once(write):
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE annotation [<!ENTITY e0 "ha">{entities}]><annotation>&e11;</annotation>'
    with pytest.raises(AnnotationError, match="DTD"):
        read_voc_xml(write(bomb.encode()))


def test_files_that_cannot_be_read_are_told_apart(tmp_path, write, monkeypatch):
    with pytest.raises(AnnotationError, match="does not exist"):
        read_voc_xml(tmp_path / "absent.xml")
    with pytest.raises(AnnotationError, match="cannot be read"):
        read_voc_xml(tmp_path)
    with pytest.raises(AnnotationError, match="cannot be read"):
        read_voc_xml("nul\0.xml")
    monkeypatch.setattr("ssd_desktop.annotation.formats.voc_xml._MAX_BYTES", 10)
    with pytest.raises(AnnotationError, match="larger than"):
        read_voc_xml(write(WHOLE))


VALID = f"<annotation><filename>img1.jpg</filename>{WHOLE}{an_object()}{an_object('1 2 3 x')}</annotation>".encode()


@st.composite
def damaged_bytes(draw: st.DrawFn) -> bytes:
    """A valid file with some of its bytes replaced, cut or doubled."""
    content = bytearray(VALID)
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(content)))
        stop = min(len(content), start + draw(st.integers(0, 20)))
        content[start:stop] = draw(st.one_of(st.binary(max_size=8), st.just(bytes(content[start:stop]) * 2)))
    return bytes(content)


@given(
    st.one_of(st.binary(max_size=300), damaged_bytes()), st.sampled_from([None, SIZE, ImageSize(80, 100, 6, 100, 80)])
)
@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_end_in_anything_but_a_file_or_an_annotation_error(tmp_path, content, size):
    path = tmp_path / "img1.xml"
    path.write_bytes(content)
    file, message = VocFile(ImageAnnotation(())), ""
    try:
        file = read_voc_xml(path, image_size=size)
    except AnnotationError as error:
        message = str(error)
    assert "\n" not in message
    for item in file.annotation.objects:
        assert item.label
        if size is not None:
            assert item.box.problem(size.width, size.height) is None
            assert item.box == item.box.clipped(size.width, size.height)


def test_the_two_boxes_without_area_of_a_real_set_are_named_by_line(shared_data):
    folder = shared_data / "bccd" / "Annotations"
    found = [str(problem) for path in sorted(folder.glob("*.xml")) for problem in read_voc_xml(path).problems]
    assert found == [
        f'{folder / "BloodImage_00338.xml"}:163: object 13 "RBC" has no area and was skipped',
        f'{folder / "BloodImage_00343.xml"}:55: object 4 "RBC" has no area and was skipped',
    ]


def test_a_file_that_was_read_leaves_no_garbage_that_only_a_collection_finds(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text("<annotation><object><name>cat</name></object></annotation>")
    gc.collect()
    gc.disable()
    try:
        for _ in range(50):
            xml_tree.parse_xml(path.read_bytes())
        assert gc.collect() < 50
    finally:
        gc.enable()
