"""Matching, held against a plain loop, and the traps of objects that lose their default box."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.errors import DataError
from ssd_desktop.ssd.boxes import iou_matrix
from ssd_desktop.ssd.config import PLANS, MatchConfig
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.ssd.matching import match
from ssd_desktop.ssd.targets import Targets
from tests.reference.grid import grid_batches, grid_default_boxes_xyxy
from tests.reference.matching import iou_table, match_image, share_table

GRID = grid_default_boxes_xyxy()
THRESHOLDS = st.sampled_from([(0.5, 0.4), (0.5, 0.5), (0.7, 0.2)])
TINY = [[0.500, 0.500, 0.510, 0.512], [0.502, 0.501, 0.512, 0.511], [0.498, 0.503, 0.509, 0.514]]


def matched(default_boxes, boxes, labels, ignore=None, config=None, crowd=None):
    """Matches one batch given as lists."""
    labels = torch.tensor(labels, dtype=torch.int64)
    boxes = torch.tensor(boxes, dtype=torch.float32).reshape(*labels.shape, 4)
    ignore = torch.zeros_like(labels, dtype=torch.bool) if ignore is None else torch.tensor(ignore)
    crowd = torch.zeros_like(ignore) if crowd is None else torch.tensor(crowd)
    return match(torch.tensor(default_boxes), Targets(boxes, labels, ignore, crowd), config or MatchConfig())


def plan_boxes(name="caffe-voc"):
    return make_default_boxes(PLANS[name]).xyxy.tolist()


@settings(max_examples=60, deadline=None)
@given(grid_batches(), THRESHOLDS)
def test_matches_equal_the_plain_loop(targets, thresholds):
    positive, negative = thresholds
    result = match(torch.tensor(GRID), targets, MatchConfig(positive, negative))
    for image in range(len(targets)):
        labels, ground_truth, overlaps, forced = match_image(
            iou_table(targets.boxes_xyxy[image].tolist(), GRID),
            targets.labels[image].tolist(),
            targets.ignore[image].tolist(),
            count=len(GRID),
            positive_iou=positive,
            negative_iou=negative,
            crowd=targets.crowd[image].tolist(),
            shares=share_table(targets.boxes_xyxy[image].tolist(), GRID),
        )
        assert result.labels[image].tolist() == labels
        assert result.ground_truth[image].tolist() == ground_truth
        assert result.forced[image].tolist() == forced
        assert result.iou[image].tolist() == pytest.approx(overlaps, abs=1e-6)


@settings(max_examples=100, deadline=None)
@given(grid_batches())
def test_every_ground_truth_keeps_a_default_box_of_its_own(targets):
    result = match(torch.tensor(GRID), targets, MatchConfig())
    trained = (targets.labels > 0) & ~targets.ignore
    for image in range(len(targets)):
        owned = result.ground_truth[image][result.forced[image]].tolist()
        assert sorted(owned) == trained[image].nonzero()[:, 0].tolist()


@pytest.mark.parametrize("name", PLANS)
def test_three_overlapping_tiny_objects_all_keep_a_default_box(name):
    result = matched(plan_boxes(name), [TINY], [[1, 2, 3]])
    assert result.ground_truth[0][result.labels[0] > 0].sort().values.tolist() == [0, 1, 2]
    assert result.labels[0][result.labels[0] > 0].sort().values.tolist() == [1, 2, 3]
    assert int(result.forced.sum()) == int(result.positives()) == 3


def test_the_same_object_labelled_three_times_takes_three_default_boxes():
    result = matched(plan_boxes(), [[TINY[0]] * 3], [[1, 1, 2]])
    assert sorted(result.ground_truth[0][result.forced[0]].tolist()) == [0, 1, 2]


@pytest.mark.parametrize("seed", range(3))
def test_crowds_on_a_real_plan_equal_the_plain_loop(seed):
    generator = torch.Generator().manual_seed(seed)
    centres = torch.rand(1, 8, 2, generator=generator) * 0.3 + 0.3
    half_sizes = torch.rand(1, 8, 2, generator=generator) * 0.1 + 0.005
    boxes = torch.cat((centres - half_sizes, centres + half_sizes), dim=-1)
    labels = torch.arange(1, 9)[None]
    ignore = labels == 8
    default_boxes = torch.tensor(plan_boxes())
    result = match(default_boxes, Targets(boxes, labels, ignore, torch.zeros_like(ignore)), MatchConfig())
    # An object inside several default boxes of one shape has the same IoU with each but for the last bit, so
    # the loop gets the IoUs in the precision of the matching; they are compared with a loop in test_boxes.py.
    table = iou_matrix(boxes[0].numpy(), default_boxes.numpy()).tolist()
    expected_labels, ground_truth, _, forced = match_image(
        table, labels[0].tolist(), ignore[0].tolist(), count=len(default_boxes)
    )
    assert result.labels[0].tolist() == expected_labels
    assert result.ground_truth[0].tolist() == ground_truth
    assert result.forced[0].tolist() == forced


@pytest.mark.parametrize("columns", [0, 2])
def test_images_without_objects_are_all_negative(columns):
    none = torch.zeros(3, columns, dtype=torch.bool)
    targets = Targets(torch.zeros(3, columns, 4), torch.zeros(3, columns, dtype=torch.int64), none, none)
    result = match(torch.tensor(GRID), targets, MatchConfig())
    assert result.labels.shape == (3, 64)
    assert not result.labels.any()
    assert not result.iou.any()
    assert not result.forced.any()
    assert (result.ground_truth == -1).all()
    assert int(result.positives()) == 0


def test_padding_may_hold_anything():
    clean = matched(GRID, [[GRID[5]]], [[2]])
    padded = matched(GRID, [[[float("nan")] * 4, GRID[5], [1, 1, 0, 0]]], [[0, 2, 0]])
    assert padded.labels.tolist() == clean.labels.tolist()
    assert padded.ground_truth[0, 5] == 1


def test_overlaps_between_the_thresholds_are_ignored_and_with_equal_thresholds_negative():
    # Shifted by 3 of 8 cells: IoU 40 / 88 = 0.4545 with the 8 x 8 default box of the first cell.
    box = [3 / 32, 0, 11 / 32, 8 / 32]
    banded = matched(GRID, [[box]], [[1]])
    caffe = matched(GRID, [[box]], [[1]], config=MatchConfig(0.5, 0.5))
    assert float(banded.iou[0, 0]) == pytest.approx(40 / 88)
    assert banded.labels[0, 0] == -1
    assert caffe.labels[0, 0] == 0
    assert not (caffe.labels == -1).any()


def test_default_boxes_on_an_ignored_object_are_in_neither_class():
    result = matched(GRID, [[GRID[20]]], [[1]], ignore=[[True]])
    assert result.labels[0, 20] == -1
    assert not (result.labels > 0).any()
    assert not result.iou.any()


def test_default_boxes_half_inside_a_crowd_are_in_neither_class():
    crowd = [0, 0, 0.5, 1]
    single = matched(GRID, [[crowd]], [[1]], ignore=[[True]])
    group = matched(GRID, [[crowd]], [[1]], ignore=[[True]], crowd=[[True]])
    half_inside = [index for index, box in enumerate(GRID) if (box[0] + box[2]) / 2 <= 0.5]
    assert (group.labels[0] == -1).nonzero()[:, 0].tolist() == half_inside
    # Each of them is far smaller than the crowd: by IoU none would be spared.
    assert not (single.labels == -1).any()


def test_an_object_in_a_crowd_stays_positive():
    result = matched(GRID, [[[0, 0, 1, 1], GRID[20]]], [[1, 2]], ignore=[[True, False]], crowd=[[True, False]])
    assert result.labels[0, 20] == 2
    assert set(result.labels[0].tolist()) == {-1, 2}


def test_an_object_under_an_ignored_one_stays_positive():
    result = matched(GRID, [[GRID[20], GRID[20]]], [[1, 2]], ignore=[[True, False]])
    assert result.labels[0, 20] == 2
    assert result.ground_truth[0, 20] == 1


def test_a_forced_match_keeps_its_default_box_although_another_object_overlaps_it_more():
    large, small = GRID[0], [1 / 32, 1 / 32, 2 / 32, 2 / 32]
    result = matched([GRID[0], GRID[0]], [[large, small]], [[1, 2]])
    assert result.labels.tolist() == [[1, 2]]
    assert result.forced.tolist() == [[True, True]]
    assert float(result.iou[0, 1]) == pytest.approx(1 / 64)


def test_an_object_is_never_forced_on_a_default_box_it_does_not_touch():
    result = matched([GRID[0], GRID[40]], [[GRID[0], [1 / 32, 1 / 32, 2 / 32, 2 / 32]]], [[1, 2]])
    assert result.labels.tolist() == [[1, 0]]


def test_more_ground_truths_than_default_boxes_leave_the_worst_unmatched():
    result = matched([GRID[0], GRID[1]], [[GRID[0], GRID[1], GRID[3]]], [[1, 2, 3]])
    assert result.labels.tolist() == [[1, 2]]


def test_images_of_a_batch_do_not_touch_each_other():
    boxes = [[GRID[3], GRID[9]], [GRID[50], GRID[50]], [GRID[0], GRID[0]]]
    labels = [[1, 2], [3, 3], [0, 0]]
    together = matched(GRID, boxes, labels)
    for image in range(3):
        alone = matched(GRID, [boxes[image]], [labels[image]])
        assert together[image : image + 1].labels.tolist() == alone.labels.tolist()
        assert together[image : image + 1].iou.tolist() == alone.iou.tolist()
        assert together[image : image + 1].forced.tolist() == alone.forced.tolist()
    assert len(together) == 3
    assert int(together.positives()) == sum(int(together[i : i + 1].positives()) for i in range(3))


@pytest.mark.parametrize("box", [[0.5, 0.5, 0.5, 0.7], [0.6, 0.2, 0.4, 0.3], [0.1, 0.1, float("nan"), 0.2]])
def test_a_box_without_area_is_named_instead_of_becoming_nan(box):
    with pytest.raises(DataError, match="Box 1 of image 1 of the batch has no area"):
        matched(GRID, [[GRID[0], GRID[1]], [GRID[0], box]], [[1, 1], [1, 1]])
