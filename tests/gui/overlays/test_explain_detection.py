"""A detection on its way, and what is drawn beside it."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.explain_detection import ExplainDetectionOverlay, Scene, ShownBox, Way, box_under

RED, GREEN, WHITE = QColor("#ff0000"), QColor("#00ff00"), QColor("#ffffff")
TRANSFORM = CanvasTransform(100, 80, 120, 100, zoom=1, x=10, y=10)
STEPS = ((10.0, 10.0, 30.0, 30.0), (20.0, 10.0, 40.0, 30.0), (0.0, 0.0, 60.0, 40.0), (0.0, 0.0, 50.0, 40.0))
WAY = Way(STEPS, ShownBox(STEPS[-1], RED, width=4))


@pytest.fixture
def overlay(qapp):
    return ExplainDetectionOverlay()


def where(canvas, colour):
    """The edges of what has a colour, from its highest row and its lowest, in pixels of the picture."""
    rows, columns = np.nonzero((canvas == colour.getRgb()[:3]).all(axis=2))
    highest = columns[rows == rows.min()]
    return highest.min() - 10, rows.min() - 10, highest.max() + 1 - 10, rows.max() + 1 - 10


@pytest.mark.parametrize(
    ("progress", "expected"),
    [(0.0, STEPS[0]), (0.5, (15, 10, 35, 30)), (1.0, STEPS[1]), (2.25, (0, 0, 57.5, 40)), (3.0, STEPS[3])],
)
def test_a_box_goes_evenly_from_step_to_step(progress, expected):
    assert WAY.at(progress) == pytest.approx(expected)


def test_a_way_is_not_left_at_its_ends():
    assert (WAY.at(-1.0), WAY.at(9.0)) == (STEPS[0], STEPS[3])


@pytest.mark.parametrize("step", range(4))
def test_the_moving_box_is_drawn_where_its_step_puts_it(overlay, paint, step):
    overlay.set_scene(Scene(way=WAY))
    overlay.set_progress(float(step))
    assert where(paint(overlay, TRANSFORM), RED) == STEPS[step]


def test_the_cell_is_tinted_and_a_dashed_box_lets_the_picture_show_inside(overlay, paint):
    cell, box = ShownBox((40, 40, 60, 60), GREEN), ShownBox((0, 0, 80, 70), WHITE, dashed=True)
    overlay.set_scene(Scene((box,), cell))
    canvas = paint(overlay, TRANSFORM)
    assert 0 < canvas[60, 60, 1] < 255
    assert canvas[60, 60, 0] == 0
    assert (canvas[30, 30] == 0).all()
    assert (canvas[10, 10:90] == 255).all(axis=1).any()


def test_a_tag_below_a_box_leaves_what_is_above_it_free(overlay, paint):
    box = ShownBox((10, 40, 60, 60), RED, "ant", tag_below=True)
    overlay.set_scene(Scene((box,)))
    x0, y0, _, y1 = where(paint(overlay, TRANSFORM), RED)
    assert (x0, y0) == (10, 40)
    assert y1 > 65


def test_the_same_progress_paints_nothing_anew(overlay):
    heard = []
    overlay.changed.connect(lambda: heard.append(1))
    overlay.set_progress(1.0)
    overlay.set_progress(1.0)
    assert heard == [1]


def test_of_boxes_under_a_point_the_smallest_is_hit():
    boxes = [(0, 0, 90, 70), (20, 20, 40, 40)]
    assert box_under(boxes, 30, 30, TRANSFORM) == 1
    assert box_under(boxes, 80, 60, TRANSFORM) == 0
    assert box_under(boxes, 99, 79, TRANSFORM) is None
    assert box_under([], 1, 1, TRANSFORM) is None
