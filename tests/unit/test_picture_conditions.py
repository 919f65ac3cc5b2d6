"""The worse pictures of ``benchmarks/robustness.py``, and where their boxes lie."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.picture_conditions import FILL_RGB, conditions, noisy, shrunk, shrunk_boxes, turned, turned_boxes
from ssd_desktop.data.types import Sample
from tests.made_models import made_picture

ALL = conditions()


def made_sample(boxes, width, height):
    boxes = np.array(boxes, np.float32).reshape(-1, 4)
    flags = np.zeros(len(boxes), bool)
    labels = np.ones(len(boxes), np.int64)
    return Sample(Path("a.png"), Path("a.xml"), width, height, boxes, labels, flags, flags, flags)


def naive_turned(box, degrees, width, height):
    """Turns the four corners one by one about the centre, counterclockwise on the screen."""
    angle = math.radians(degrees)
    wide = math.ceil(width * abs(math.cos(angle)) + height * abs(math.sin(angle)))
    high = math.ceil(width * abs(math.sin(angle)) + height * abs(math.cos(angle)))
    xs, ys = [], []
    for x in (box[0], box[2]):
        for y in (box[1], box[3]):
            right, up = x - width / 2, height / 2 - y
            xs.append(wide / 2 + right * math.cos(angle) - up * math.sin(angle))
            ys.append(high / 2 - (right * math.sin(angle) + up * math.cos(angle)))
    edges = (min(xs), min(ys), max(xs), max(ys))
    return [min(max(edge, 0), side) for edge, side in zip(edges, (wide, high, wide, high), strict=True)]


@pytest.mark.parametrize("condition", ALL, ids=lambda condition: f"{condition.name} {condition.strength}")
def test_a_worse_picture_is_the_same_every_time_and_of_the_size_its_boxes_say(condition):
    picture = made_picture(90, 120)
    picture.flags.writeable = False
    worse = condition.pixels(picture)
    sample = condition.sample(made_sample([[10, 20, 60, 80]], 120, 90))
    assert worse.dtype == np.uint8
    assert worse.shape == (sample.height, sample.width, 3)
    np.testing.assert_array_equal(worse, condition.pixels(picture.copy()))
    assert not np.array_equal(worse, picture)
    assert (sample.boxes_xyxy >= 0).all()
    assert (sample.boxes_xyxy <= [sample.width, sample.height] * 2).all()


def test_every_kind_has_two_strengths_and_only_turning_and_shrinking_move_boxes():
    names = [condition.name for condition in ALL]
    assert {names.count(name) for name in names} == {2}
    sample = made_sample([[10, 20, 60, 80]], 120, 90)
    moving = {one.name for one in ALL if not np.array_equal(one.sample(sample).boxes_xyxy, sample.boxes_xyxy)}
    assert moving == {"rotation", "smaller objects"}


@pytest.mark.parametrize("condition", ALL, ids=lambda condition: f"{condition.name} {condition.strength}")
def test_pictures_without_objects_stay_without(condition):
    assert condition.sample(made_sample([], 120, 90)).boxes_xyxy.shape == (0, 4)


@settings(deadline=None, max_examples=50)
@given(st.data(), st.integers(2, 300), st.integers(2, 300), st.floats(-180, 180))
def test_turned_boxes_enclose_the_turned_corners(data, width, height, degrees):
    x0, x1 = sorted(data.draw(st.tuples(st.integers(0, width), st.integers(0, width))))
    y0, y1 = sorted(data.draw(st.tuples(st.integers(0, height), st.integers(0, height))))
    boxes, wide, high = turned_boxes(degrees)(np.array([[x0, y0, x1, y1]], np.float32), width, height)
    expected = naive_turned((x0, y0, x1, y1), degrees, width, height)
    np.testing.assert_allclose(boxes[0], expected, atol=1e-3)
    assert turned(degrees)(np.zeros((height, width, 3), np.uint8)).shape == (high, wide, 3)


@pytest.mark.parametrize("degrees", [0, 10, 30, 90])
def test_pixels_and_boxes_turn_together(degrees):
    picture = np.zeros((120, 160, 3), np.uint8)
    picture[50:70, 30:60] = 255
    boxes, _, _ = turned_boxes(degrees)(np.array([[30, 50, 60, 70]], np.float32), 160, 120)
    rows, columns = np.nonzero(turned(degrees)(picture).min(axis=2) > 160)
    seen = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
    np.testing.assert_allclose(boxes[0], seen, atol=1.5)


@pytest.mark.parametrize("divisor", [2, 3])
def test_pixels_and_boxes_shrink_together_into_the_middle(divisor):
    picture = np.zeros((120, 180, 3), np.uint8)
    picture[30:90, 60:120] = 255
    small = shrunk(divisor)(picture)
    boxes, width, height = shrunk_boxes(divisor)(np.array([[60, 30, 120, 90]], np.float32), 180, 120)
    assert (width, height) == (180, 120)
    rows, columns = np.nonzero(small.min(axis=2) > 250)
    np.testing.assert_allclose(boxes[0], [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1], atol=0.5)
    assert tuple(small[0, 0]) == FILL_RGB


def test_noise_differs_from_picture_to_picture():
    first, second = np.full((30, 30, 3), 100, np.uint8), np.full((30, 30, 3), 101, np.uint8)
    assert not np.array_equal(noisy(20)(first).astype(int) + 1, noisy(20)(second))
