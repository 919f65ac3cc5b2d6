"""Default boxes over the picture."""

import numpy as np
import numpy.typing as npt
import pytest
from pytestqt.qtbot import QtBot

from ssd_desktop.gui.canvas.transform import CanvasTransform, round_half_up
from ssd_desktop.gui.overlays.colours import map_colour, plan_colour
from ssd_desktop.gui.overlays.default_boxes import DefaultBoxesOverlay
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.default_boxes import make_default_boxes
from tests.gui.overlays.conftest import Paint

BOXES = make_default_boxes(PLANS["caffe-voc"])
TRANSFORM = CanvasTransform(200, 160, 400, 300, zoom=1.3, x=60, y=40)


@pytest.fixture
def overlay(qapp: object) -> DefaultBoxesOverlay:
    made = DefaultBoxesOverlay()
    made.set_default_boxes(BOXES)
    return made


def outlines(transform: CanvasTransform, feature_map: int, thickness: int) -> npt.NDArray[np.bool_]:
    """The device pixels on the outline of some box of the map, one box at a time."""
    view = transform.device_view_rect()
    margin = 2000
    covered = np.zeros((view.height() + 2 * margin, view.width() + 2 * margin), bool)
    picture = transform.device_picture_rect()
    for box in BOXES.xyxy[BOXES.map_slices[feature_map]].astype(float):
        x0, x1 = (picture.x() + margin + round_half_up(value * picture.width()) for value in (box[0], box[2]))
        y0, y1 = (picture.y() + margin + round_half_up(value * picture.height()) for value in (box[1], box[3]))
        for line in range(thickness):
            covered[[y0 + line, y1 - 1 - line], x0:x1] = True
            covered[y0:y1, [x0 + line, x1 - 1 - line]] = True
    return covered[margin:-margin, margin:-margin]


@pytest.mark.parametrize("feature_map", range(6))
@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("network_size", [None, 300])
def test_all_boxes_of_a_map_are_drawn_pixel_by_pixel_and_dimmed_beyond_the_picture(
    overlay: DefaultBoxesOverlay, paint: Paint, feature_map: int, ratio: float, network_size: int | None
) -> None:
    transform = CanvasTransform(
        200, 160, 400, 300, zoom=0.7, x=60, y=40, device_pixel_ratio=ratio, network_size=network_size
    )
    overlay.set_maps({feature_map})
    canvas = paint(overlay, transform)
    expected = outlines(transform, feature_map, int(ratio))
    assert np.array_equal(canvas.any(axis=2), expected)
    picture = transform.device_picture_rect()
    inside = np.zeros(expected.shape, bool)
    inside[picture.top() : picture.bottom() + 1, picture.left() : picture.right() + 1] = True
    colour = np.array(map_colour(feature_map).getRgb()[:3])
    assert (canvas[expected & inside] == colour).all()
    beyond = canvas[expected & ~inside].astype(float)
    assert np.abs(beyond - colour * 96 / 255).max(initial=0) <= 2


def test_panning_within_the_cache_gives_the_same_pixels_as_painting_anew(
    overlay: DefaultBoxesOverlay, paint: Paint
) -> None:
    overlay.set_maps({0, 3})
    paint(overlay, TRANSFORM)
    for way in (-40, 90, 700, -900):
        panned = TRANSFORM.panned(way, way / 2)
        fresh = DefaultBoxesOverlay()
        fresh.set_default_boxes(BOXES)
        fresh.set_maps({0, 3})
        assert np.array_equal(paint(overlay, panned), paint(fresh, panned))


def test_zooming_gives_the_same_pixels_as_painting_anew(overlay: DefaultBoxesOverlay, paint: Paint) -> None:
    overlay.set_maps({2})
    paint(overlay, TRANSFORM)
    zoomed = TRANSFORM.zoomed(20.0)
    fresh = DefaultBoxesOverlay()
    fresh.set_default_boxes(BOXES)
    fresh.set_maps({2})
    assert np.array_equal(paint(overlay, zoomed), paint(fresh, zoomed))


def test_another_plan_replaces_the_boxes_at_once(overlay: DefaultBoxesOverlay, paint: Paint) -> None:
    overlay.set_maps({1})
    before = paint(overlay, TRANSFORM)
    overlay.set_default_boxes(make_default_boxes(PLANS["paper"]))
    assert not np.array_equal(before, paint(overlay, TRANSFORM))
    overlay.set_default_boxes(None)
    assert not paint(overlay, TRANSFORM).any()


def test_the_boxes_of_the_cell_under_the_pointer_are_drawn_and_no_others(
    overlay: DefaultBoxesOverlay, paint: Paint
) -> None:
    overlay.set_cell_maps({2})
    assert not paint(overlay, TRANSFORM).any()
    overlay.set_pointer(100.0, 80.0)
    canvas = paint(overlay, TRANSFORM)
    colour = np.array(map_colour(2).getRgb()[:3])
    row, column = BOXES.cell_at(2, 0.5, 0.5)
    rects = [
        TRANSFORM.device_rect(*(box * [200, 160, 200, 160]).tolist())
        for box in BOXES.xyxy[BOXES.cell(2, row, column)].astype(float)
    ]
    coloured = np.zeros(canvas.shape[:2], bool)
    for rect in rects:
        coloured[[rect.top(), rect.bottom()], rect.left() : rect.right() + 1] = True
        coloured[rect.top() : rect.bottom() + 1, [rect.left(), rect.right()]] = True
    # The edge of one box may cross another one, so most, not all, of the outlines are visible.
    assert (canvas[coloured] == colour).all(axis=1).mean() > 0.9
    outer = rects[0].united(rects[1]).united(rects[2]).united(rects[3]).united(rects[4]).united(rects[5])
    canvas[outer.top() - 1 : outer.bottom() + 2, outer.left() - 1 : outer.right() + 2] = 0
    assert not canvas.any()


def test_the_pointer_leaves_no_cell_behind(overlay: DefaultBoxesOverlay, paint: Paint) -> None:
    overlay.set_cell_maps({0, 5})
    overlay.set_pointer(10.0, 10.0)
    assert paint(overlay, TRANSFORM).any()
    overlay.set_pointer(None)
    assert not paint(overlay, TRANSFORM).any()


def test_moving_the_pointer_repaints_only_when_a_cell_is_shown(overlay: DefaultBoxesOverlay, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(overlay.changed):
        overlay.set_pointer(1.0, 2.0)
    overlay.set_cell_maps({1})
    with qtbot.waitSignal(overlay.changed):
        overlay.set_pointer(3.0, 4.0)


def test_maps_a_plan_does_not_have_are_passed_over(overlay: DefaultBoxesOverlay, paint: Paint) -> None:
    overlay.set_maps({6, -1})
    overlay.set_cell_maps({6})
    overlay.set_pointer(1.0, 1.0)
    assert not paint(overlay, TRANSFORM).any()


def test_the_boxes_of_a_tile_are_drawn_as_if_the_tile_were_the_picture(
    overlay: DefaultBoxesOverlay, paint: Paint
) -> None:
    overlay.set_maps({2})
    overlay.set_cell_maps({3})
    overlay.set_pointer(140.0, 90.0)
    overlay.set_region((80, 40, 180, 120))
    corner = TRANSFORM.device_rect(80, 40, 180, 120).topLeft()
    alone = DefaultBoxesOverlay()
    alone.set_default_boxes(BOXES)
    alone.set_maps({2})
    alone.set_cell_maps({3})
    alone.set_pointer(60.0, 50.0)
    tile = CanvasTransform(100, 80, 400, 300, zoom=1.3, x=corner.x(), y=corner.y())
    assert np.array_equal(paint(overlay, TRANSFORM), paint(alone, tile))


def test_a_pointer_beside_the_tile_shows_no_cell(overlay: DefaultBoxesOverlay, paint: Paint) -> None:
    overlay.set_cell_maps({3})
    overlay.set_region((80, 40, 180, 120))
    overlay.set_pointer(20.0, 50.0)
    assert not paint(overlay, TRANSFORM).any()


def test_moving_within_a_cell_repaints_nothing_and_the_next_cell_does(
    overlay: DefaultBoxesOverlay, paint: Paint, qtbot: QtBot
) -> None:
    overlay.set_cell_maps({4})
    overlay.set_pointer(10.0, 10.0)
    paint(overlay, TRANSFORM)
    assert overlay.cells() == {4: (0, 0)}
    with qtbot.assertNotEmitted(overlay.changed), qtbot.assertNotEmitted(overlay.cells_changed):
        overlay.set_pointer(20.0, 15.0)
    with qtbot.waitSignals([overlay.changed, overlay.cells_changed]):
        overlay.set_pointer(100.0, 15.0)
    assert overlay.cells() == {4: (0, 1)}
    overlay.set_pointer(None)
    assert overlay.cells() == {}


def test_only_boxes_of_the_wanted_shape_are_drawn(overlay: DefaultBoxesOverlay, paint: Paint) -> None:
    overlay.set_maps({5})
    overlay.set_filter(shapes={2})
    canvas = paint(overlay, TRANSFORM)
    box = BOXES.xyxy[BOXES.index_of(5, 0, 0, 2)].astype(float)
    rect = TRANSFORM.device_rect(*(box * [200, 160, 200, 160]).tolist())
    expected = np.zeros(canvas.shape[:2], bool)
    top, bottom = max(rect.top(), 0), min(rect.bottom(), canvas.shape[0] - 1)
    for row in (rect.top(), rect.bottom()):
        if 0 <= row < canvas.shape[0]:
            expected[row, max(rect.left(), 0) : rect.right() + 1] = True
    for column in (rect.left(), rect.right()):
        if 0 <= column < canvas.shape[1]:
            expected[top : bottom + 1, column] = True
    assert np.array_equal(canvas.any(axis=2), expected)


def test_only_boxes_that_overlap_the_chosen_box_are_drawn(overlay: DefaultBoxesOverlay, paint: Paint) -> None:
    overlay.set_maps({2})
    chosen = tuple((BOXES.xyxy[BOXES.index_of(2, 4, 4, 0)].astype(float) * [200, 160, 200, 160]).tolist())
    overlay.set_filter(near_xyxy=chosen, least_iou=0.99)
    canvas = paint(overlay, TRANSFORM)
    rect = TRANSFORM.device_rect(*chosen)
    drawn = canvas.any(axis=2)
    assert drawn[rect.top(), rect.left() : rect.right() + 1].all()
    drawn[rect.top() : rect.bottom() + 1, rect.left() : rect.right() + 1] = False
    assert not drawn.any()


def test_the_grid_lies_on_the_borders_of_the_cells(overlay: DefaultBoxesOverlay, paint: Paint) -> None:
    overlay.set_grid_maps({4})
    canvas = paint(overlay, TRANSFORM)
    colour = np.array(map_colour(4).getRgb()[:3])
    picture = TRANSFORM.device_rect(0, 0, 200, 160)
    for cell in range(4):  # 3 cells of 100 of the 300 pixels
        column = picture.x() + round_half_up(cell / 3 * picture.width())
        assert (canvas[picture.top() + 5 : picture.bottom(), column] == colour).all()


def test_the_centres_are_dots_of_every_cell(overlay: DefaultBoxesOverlay, paint: Paint) -> None:
    overlay.set_centre_maps({3})
    canvas = paint(overlay, TRANSFORM)
    picture = TRANSFORM.device_rect(0, 0, 200, 160)
    colour = np.array(map_colour(3).getRgb()[:3])
    for row in range(4):  # the last of the 5 rows and columns lies near the border, 288 of 300
        for column in range(4):
            x = picture.x() + round_half_up((column + 0.5) * 64 / 300 * picture.width())
            y = picture.y() + round_half_up((row + 0.5) * 64 / 300 * picture.height())
            assert (canvas[y, x] == colour).all()
            assert not canvas[y, x + 6].any()


def test_two_plans_are_drawn_in_two_colours_and_each_alone(overlay: DefaultBoxesOverlay, paint: Paint) -> None:
    overlay.set_maps({3})
    overlay.set_default_boxes(BOXES, make_default_boxes(PLANS["paper"]))
    found = {}
    for shown in ("first", "second", "both"):
        overlay.set_shown_plans(shown)
        canvas = paint(overlay, TRANSFORM)
        found[shown] = [bool((canvas == plan_colour(place).getRgb()[:3]).all(axis=2).any()) for place in (0, 1)]
    assert found == {"first": [True, False], "second": [False, True], "both": [True, True]}
    overlay.set_default_boxes(BOXES)
    assert (paint(overlay, TRANSFORM) == map_colour(3).getRgb()[:3]).all(axis=2).any()
