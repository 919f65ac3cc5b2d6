import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.ssd.nms import all_groups_at_once, class_wise_nms, group_by_group
from tests.reference.postprocess import suppressed_by_loop


def some_boxes(count, groups, seed):
    rng = np.random.default_rng(seed)
    low = rng.uniform(0, 0.6, (count, 2))
    boxes = np.concatenate((low, low + rng.uniform(0.05, 0.4, (count, 2))), axis=1)
    scores = rng.permutation(count) / max(count, 1)  # no ties
    return (
        torch.from_numpy(boxes).float(),
        torch.from_numpy(scores).float(),
        torch.from_numpy(np.sort(rng.integers(0, groups, count))),
    )


@pytest.mark.parametrize("suppress", [class_wise_nms, group_by_group, all_groups_at_once])
@settings(max_examples=40, deadline=None)
@given(count=st.integers(0, 40), groups=st.sampled_from([1, 2, 5, 90]), seed=st.integers(0, 10_000))
def test_survivors_are_those_of_the_plain_loop(suppress, count, groups, seed):
    boxes, scores, group = some_boxes(count, groups, seed)
    keep = suppress(boxes, scores, group, iou=0.45)
    assert keep.nonzero()[:, 0].tolist() == suppressed_by_loop(boxes.tolist(), scores.tolist(), group.tolist(), 0.45)


def test_many_boxes_leave_the_same_survivors_either_way():
    boxes, scores, group = some_boxes(2000, 20, seed=0)
    expected = class_wise_nms(boxes, scores, group, iou=0.45)
    assert torch.equal(group_by_group(boxes, scores, group, iou=0.45), expected)
    assert torch.equal(all_groups_at_once(boxes, scores, group, iou=0.45), expected)


def test_the_same_box_survives_once_in_each_group():
    boxes = torch.tensor([[0.1, 0.1, 0.5, 0.5]]).repeat(4, 1)
    keep = class_wise_nms(boxes, torch.tensor([0.9, 0.8, 0.7, 0.95]), torch.tensor([0, 0, 1, 1]), iou=0.45)
    assert keep.tolist() == [True, False, False, True]


def test_an_overlap_of_exactly_the_threshold_survives():
    boxes = torch.tensor([[0.0, 0.0, 1.0, 1.0], [0.0, 0.0, 1.0, 0.5]])
    keep = class_wise_nms(boxes, torch.tensor([0.9, 0.8]), torch.tensor([0, 0]), iou=0.5)
    assert keep.tolist() == [True, True]
