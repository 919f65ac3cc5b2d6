"""Default boxes: their number, their places and the two conventions of their centres."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torchvision.models.detection.anchor_utils import DefaultBoxGenerator
from torchvision.models.detection.image_list import ImageList

from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.boxes import cxcywh_to_xyxy
from ssd_desktop.ssd.config import PLANS, BoxPlan
from ssd_desktop.ssd.default_boxes import DefaultBoxPlace, make_default_boxes
from tests.reference.default_boxes import default_boxes_cxcywh, paper_scales

SMALL = BoxPlan("small", 300, (3, 1), (0.3, 0.8, 1.2), ((2.0, 3.0), (2.0,)))


def loop_boxes(plan):
    return default_boxes_cxcywh(
        plan.map_sizes,
        plan.scales,
        plan.aspect_ratios,
        steps=plan.steps if plan.centres == "steps" else None,
        image_size=plan.image_size,
        clip=plan.clip,
    )


@pytest.mark.parametrize("name", ["paper", "caffe-voc", "caffe-coco", "torchvision"])
def test_every_ssd300_plan_has_8732_default_boxes(name):
    default_boxes = make_default_boxes(PLANS[name])
    assert len(default_boxes) == PLANS[name].box_count == 8732
    assert default_boxes.cxcywh.shape == default_boxes.xyxy.shape == (8732, 4)
    counts = [part.stop - part.start for part in default_boxes.map_slices]
    assert counts == [38 * 38 * 4, 19 * 19 * 6, 10 * 10 * 6, 5 * 5 * 6, 3 * 3 * 4, 1 * 1 * 4]


@pytest.mark.parametrize("name", PLANS)
def test_default_boxes_equal_the_plain_loop(name):
    default_boxes = make_default_boxes(PLANS[name])
    np.testing.assert_allclose(default_boxes.cxcywh, loop_boxes(PLANS[name]), atol=1e-6)
    np.testing.assert_allclose(default_boxes.xyxy, cxcywh_to_xyxy(default_boxes.cxcywh), atol=1e-6)


@pytest.mark.parametrize("clip", ["none", "size", "cxcywh", "corners"])
def test_each_clip_equals_the_plain_loop(clip):
    plan = replace(SMALL, clip=clip, centres="steps", steps=(110.0, 300.0))
    default_boxes = make_default_boxes(plan)
    np.testing.assert_allclose(default_boxes.cxcywh, loop_boxes(plan), atol=1e-6)
    np.testing.assert_allclose(default_boxes.xyxy, cxcywh_to_xyxy(default_boxes.cxcywh), atol=1e-6)


def test_plan_paper_follows_the_equation():
    assert PLANS["paper"].scales == pytest.approx(paper_scales(6))


def test_plan_torchvision_equals_torchvisions_default_boxes():
    plan = PLANS["torchvision"]
    generator = DefaultBoxGenerator(
        [[2], [2, 3], [2, 3], [2, 3], [2], [2]],
        scales=[0.07, 0.15, 0.33, 0.51, 0.69, 0.87, 1.05],
        steps=[8, 16, 32, 64, 100, 300],
    )
    maps = [torch.zeros(1, 1, size, size) for size in plan.map_sizes]
    theirs = generator(ImageList(torch.zeros(1, 3, 300, 300), [(300, 300)]), maps)[0].numpy() / 300
    np.testing.assert_allclose(make_default_boxes(plan).xyxy, theirs, rtol=0, atol=3e-7)


def test_step_centres_leave_the_picture_on_the_10_x_10_map_and_cell_centres_do_not():
    steps = make_default_boxes(PLANS["caffe-voc"])
    cell = make_default_boxes(PLANS["paper"])
    last = steps.index_of(2, 9, 9, 0)
    assert steps.cxcywh[last, :2] * 300 == pytest.approx([304, 304])
    assert cell.cxcywh[last, :2] * 300 == pytest.approx([285, 285])
    assert cell.cxcywh[:, :2].max() < 1


def test_plans_of_other_scales_are_unequal_and_move_every_default_box():
    voc, coco = make_default_boxes(PLANS["caffe-voc"]), make_default_boxes(PLANS["caffe-coco"])
    assert voc.plan != coco.plan
    assert (np.abs(voc.cxcywh - coco.cxcywh).max(axis=1) > 0.005).all()


@pytest.mark.parametrize("name", ["ssd512-voc", "ssd512-coco"])
def test_every_ssd512_plan_has_24564_default_boxes(name):
    default_boxes = make_default_boxes(PLANS[name])
    assert len(default_boxes) == PLANS[name].box_count == 24564
    counts = [part.stop - part.start for part in default_boxes.map_slices]
    assert counts == [64 * 64 * 4, 32 * 32 * 6, 16 * 16 * 6, 8 * 8 * 6, 4 * 4 * 6, 2 * 2 * 4, 1 * 1 * 4]


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_resized_to_its_own_side_is_itself(name):
    assert PLANS[name].resized(PLANS[name].image_size) == PLANS[name]


@pytest.mark.parametrize(("name", "side"), [("paper", 268), ("caffe-voc", 348), ("ssd512-voc", 432)])
def test_a_resized_plan_keeps_fractions_and_lays_its_boxes_over_the_whole_side(name, side):
    plan, resized = PLANS[name], PLANS[name].resized(side)
    assert (resized.name, resized.image_size, resized.scales) == (plan.name, side, plan.scales)
    assert resized.boxes_per_cell == plan.boxes_per_cell
    default_boxes = make_default_boxes(resized)
    np.testing.assert_allclose(default_boxes.cxcywh, loop_boxes(resized), atol=1e-6)
    for part, cells in zip(default_boxes.map_slices, resized.map_sizes, strict=True):
        centres = default_boxes.cxcywh[part, 0]
        assert 0 < centres.min() < 0.7 / cells
        assert 1 - 0.7 / cells < centres.max() < 1.04  # as far out as 304 of 300 and a bit


def test_step_centres_stay_on_the_stride_of_their_map_at_another_side():
    assert PLANS["caffe-voc"].resized(360).steps == (8.0, 16.0, 32.0, 64.0, 90.0, 180.0)
    assert PLANS["caffe-voc"].resized(360).map_sizes == (45, 22, 11, 6, 4, 2)


def test_a_side_without_cells_on_the_last_map_is_refused():
    with pytest.raises(ConfigError, match="ssd300-vgg16 has no cells left on its last feature map at 267 pixels"):
        PLANS["paper"].resized(267)


def test_a_plan_of_no_network_cannot_be_resized():
    with pytest.raises(ConfigError, match="small is of no network"):
        SMALL.resized(320)


@given(st.integers(0, 8731))
def test_locate_and_index_of_are_inverse(index):
    default_boxes = make_default_boxes(PLANS["caffe-voc"])
    place = default_boxes.locate(index)
    assert default_boxes.index_of(place.feature_map, place.row, place.column, place.shape) == index
    part = default_boxes.map_slices[place.feature_map]
    assert part.start <= index < part.stop


def test_index_order_is_map_row_column_shape():
    default_boxes = make_default_boxes(SMALL)
    places = [default_boxes.locate(index) for index in range(len(default_boxes))]
    expected = [(0, r, c, s) for r in range(3) for c in range(3) for s in range(6)] + [(1, 0, 0, s) for s in range(4)]
    assert [(p.feature_map, p.row, p.column, p.shape) for p in places] == expected
    assert places[7] == DefaultBoxPlace(7, 0, 0, 1, 1)


def test_a_cell_holds_all_its_shapes_at_one_centre():
    default_boxes = make_default_boxes(SMALL)
    cell = default_boxes.cxcywh[default_boxes.cell(0, 1, 2)]
    assert len(cell) == 6
    assert cell[:, :2] == pytest.approx(np.tile([2.5 / 3, 1.5 / 3], (6, 1)))


@pytest.mark.parametrize("name", PLANS)
def test_the_cell_at_a_centre_is_the_cell_of_that_centre(name):
    default_boxes = make_default_boxes(PLANS[name])
    for index in range(0, len(default_boxes), 97):
        place = default_boxes.locate(index)
        x, y = default_boxes.cxcywh[index, :2].tolist()
        assert default_boxes.cell_at(place.feature_map, x, y) == (place.row, place.column)


def test_points_outside_take_the_nearest_border_cell():
    default_boxes = make_default_boxes(PLANS["paper"])
    assert default_boxes.cell_at(2, -0.5, 1.5) == (9, 0)
    assert default_boxes.cell_at(5, 1.0, 1.0) == (0, 0)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda d: d.locate(58), "0 to 57, not 58"),
        (lambda d: d.locate(-1), "not -1"),
        (lambda d: d.index_of(0, 0, 0, 6), "no shape 6"),
        (lambda d: d.cell(0, 3, 0), "no row 3"),
        (lambda d: d.cell(1, 0, -1), "column -1"),
        (lambda d: d.cell_at(2, 0.5, 0.5), "feature maps 0 to 1, not 2"),
    ],
)
def test_a_place_that_is_not_there_is_named(call, named):
    with pytest.raises(ConfigError, match=named):
        call(make_default_boxes(SMALL))


def test_the_shared_arrays_cannot_be_written():
    default_boxes = make_default_boxes(SMALL)
    assert make_default_boxes(replace(SMALL)) is default_boxes
    with pytest.raises(ValueError, match="read-only"):
        default_boxes.cxcywh[0, 0] = 1
