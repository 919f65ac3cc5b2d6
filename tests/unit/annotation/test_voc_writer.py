"""Written VOC XML: labelImg's layout, and what was written is read back."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.voc_xml import read_voc_xml, write_voc_xml
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize

ONE = ImageAnnotation((AnnotatedObject("cat", Box(1, 2, 30.5, 40), difficult=True, truncated=True),), 100, 80)
LABELIMG = """<annotation>
\t<folder>photos</folder>
\t<filename>a&amp;b.jpg</filename>
\t<path>photos/a&amp;b.jpg</path>
\t<source>
\t\t<database>Unknown</database>
\t</source>
\t<size>
\t\t<width>100</width>
\t\t<height>80</height>
\t\t<depth>3</depth>
\t</size>
\t<segmented>0</segmented>
\t<object>
\t\t<name>cat</name>
\t\t<pose>Unspecified</pose>
\t\t<truncated>1</truncated>
\t\t<difficult>1</difficult>
\t\t<bndbox>
\t\t\t<xmin>1</xmin>
\t\t\t<ymin>2</ymin>
\t\t\t<xmax>30.5</xmax>
\t\t\t<ymax>40</ymax>
\t\t</bndbox>
\t</object>
</annotation>
"""


def test_the_layout_is_that_of_labelimg(tmp_path):
    path = tmp_path / "a.xml"
    write_voc_xml(path, ONE, image_path="photos/a&b.jpg")
    assert path.read_text(encoding="utf-8") == LABELIMG.replace("photos/", f"photos{os.sep}")


def test_background_is_written_without_objects(tmp_path):
    path = tmp_path / "a.xml"
    write_voc_xml(path, ImageAnnotation((), 100, 80), image_path="a.jpg")
    assert read_voc_xml(path).annotation == ImageAnnotation((), 100, 80)


LABELS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=20).map(str.strip).filter(bool),
    st.sampled_from(
        ["고양이", "a \"quoted\" 'name'", "<b>&amp;</b>", "]]>", "😀 cat", "two\nlines", "carriage\rreturn"]
    ),
)


@st.composite
def annotations(draw: st.DrawFn) -> ImageAnnotation:
    width, height = draw(st.integers(1, 5000)), draw(st.integers(1, 5000))

    def edges(limit: int) -> tuple[float, float]:
        numbers = st.one_of(st.floats(0, limit), st.integers(0, limit).map(float))
        first, second = draw(st.lists(numbers, min_size=2, max_size=2, unique=True))
        return min(first, second), max(first, second)

    objects = []
    for _ in range(draw(st.integers(0, 4))):
        (x0, x1), (y0, y1) = edges(width), edges(height)
        box = Box(x0, y0, x1, y1)
        if box.area > 0:  # products of the smallest floats vanish
            objects.append(AnnotatedObject(draw(LABELS), box, *(draw(st.booleans()) for _ in range(4))))
    return ImageAnnotation(tuple(objects), width, height)


@given(annotations())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_back_to_the_last_bit(tmp_path, annotation):
    path = tmp_path / "a.xml"
    write_voc_xml(path, annotation, image_path=tmp_path / "a.jpg")
    size = ImageSize(annotation.width, annotation.height, 1, annotation.width, annotation.height)
    for image_size in (None, size):
        file = read_voc_xml(path, image_size=image_size)
        assert file.annotation == annotation
        assert file.problems == ()


@pytest.mark.parametrize("label", ["bell\x07", "half\ud800", "null\0"])
def test_a_name_that_xml_cannot_hold_is_refused_and_the_old_file_stays(tmp_path, label):
    path = tmp_path / "a.xml"
    path.write_text("before")
    annotation = ImageAnnotation((AnnotatedObject(label, Box(1, 2, 3, 4)),), 10, 10)
    with pytest.raises(AnnotationError, match="which XML cannot hold; change it"):
        write_voc_xml(path, annotation, image_path="a.jpg")
    assert path.read_text() == "before"


def test_a_file_name_that_is_no_text_does_not_keep_boxes_from_being_saved(tmp_path):
    path = tmp_path / "a.xml"
    write_voc_xml(path, ONE, image_path=Path("folder") / "caf\udce9.jpg")
    assert read_voc_xml(path).annotation == ONE


def test_an_edge_that_is_no_number_is_refused(tmp_path):
    annotation = ImageAnnotation((AnnotatedObject("cat", Box(1, 2, float("nan"), 4)),), 10, 10)
    with pytest.raises(AnnotationError, match="an edge that is no number"):
        write_voc_xml(tmp_path / "a.xml", annotation, image_path="a.jpg")


def test_a_failed_write_leaves_what_was_there(tmp_path, monkeypatch):
    path = tmp_path / "a.xml"
    path.write_text("before")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(AnnotationError, match=r"was not written \(Permission denied\); choose another folder"):
        write_voc_xml(path, ONE, image_path="a.jpg")
    assert path.read_text() == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["a.xml"]


def test_every_real_file_is_read_back_after_writing(shared_data, tmp_path):
    for name in ("playing_cards", "fod_tools"):
        for source in sorted((shared_data / name / "Annotations").iterdir())[:50]:
            first = read_voc_xml(source).annotation
            write_voc_xml(tmp_path / source.name, first, image_path=source.with_suffix(".jpg"))
            assert read_voc_xml(tmp_path / source.name).annotation == first
