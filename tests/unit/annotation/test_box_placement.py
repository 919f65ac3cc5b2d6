"""Boxes of every format are turned, refused and clipped by one rule."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.box_placement import TOLERANCE, BoxPlacement
from ssd_desktop.annotation.orientation import stored_to_upright
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize

FILE = Path("a.xml")
UPRIGHT = ImageSize(80, 60, 1, 80, 60)
TURNED = ImageSize(60, 80, 6, 80, 60)
EDGES = st.floats(-50, 150)


@given(EDGES, EDGES, EDGES, EDGES)
def test_what_is_placed_lies_inside_and_has_an_area(x0, y0, x1, y1):
    placed, remark = BoxPlacement(FILE, UPRIGHT, (80, 60)).place(Box(x0, y0, x1, y1), "object 1")
    if placed is None:
        assert remark.endswith("was skipped")
        return
    assert placed.problem(80, 60) is None
    assert placed == placed.clipped(80, 60)
    beyond = max(-x0, -y0, x1 - 80, y1 - 60)
    assert ("was clipped" in remark) == (beyond > TOLERANCE)


@given(st.integers(5, 8), st.integers(0, 40), st.integers(0, 30))
def test_a_stored_size_means_boxes_of_the_stored_picture(orientation, x0, y0):
    image, box = ImageSize(60, 80, orientation, 80, 60), Box(x0, y0, x0 + 20, y0 + 10)
    stored, upright = BoxPlacement(FILE, image, (80, 60)), BoxPlacement(FILE, image, (60, 80))
    assert (stored.orientation, upright.orientation) == (orientation, 1)
    assert stored.place(box, "it")[0] == stored_to_upright(box, orientation, width=80, height=60)
    assert upright.place(box, "it") == (box, "")


def test_a_wrong_size_is_remarked_and_forbids_boxes_outside():
    placement = BoxPlacement(FILE, UPRIGHT, (800, 600))
    assert placement.remark == "the size inside is 800 x 600, that of the image 80 x 60; the image's was taken"
    assert placement.place(Box(1, 1, 80.5, 50), "it") == (Box(1, 1, 80, 50), "")
    with pytest.raises(AnnotationError, match='box of object 2 "cat" in line 7 lies outside'):
        placement.place(Box(10, 10, 300, 50), 'object 2 "cat"', line=7)


@pytest.mark.parametrize(("image", "declared"), [(UPRIGHT, None), (UPRIGHT, (80, 60)), (TURNED, None)])
def test_a_size_that_fits_or_is_not_given_is_no_remark(image, declared):
    placement = BoxPlacement(FILE, image, declared)
    assert (placement.remark, placement.orientation) == ("", 1)
