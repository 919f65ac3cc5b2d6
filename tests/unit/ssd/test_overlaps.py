"""The best partners of default boxes and ground truths: as a loop finds them, whichever way they are computed."""

import pytest
import torch
from hypothesis import given, settings

from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.ssd.overlaps import all_at_once, best_overlaps, by_column, paired_iou, pairwise_iou, share_inside
from tests.reference.grid import grid_batches, grid_default_boxes_xyxy
from tests.reference.matching import iou_table, share_table

GRID = grid_default_boxes_xyxy()
GRID_XYXY = torch.tensor(GRID)


def empty_where_not_trained(targets):
    trained = (targets.labels > 0) & ~targets.ignore
    return targets.boxes_xyxy.masked_fill(~trained[..., None], 0.0), trained


@settings(max_examples=100, deadline=None)
@given(grid_batches())
def test_best_partners_equal_the_plain_loop(targets):
    boxes, trained = empty_where_not_trained(targets)
    found = best_overlaps(boxes, trained, GRID_XYXY)
    for image in range(len(targets)):
        table = iou_table(boxes[image].tolist(), GRID)
        for d in range(len(GRID)):
            column = [row[d] for row in table]
            assert found.iou[image, d].item() == pytest.approx(max(column, default=0), abs=1e-6)
            if max(column, default=0) > 0:
                assert found.ground_truth[image, d] == column.index(max(column))
        for g in trained[image].nonzero()[:, 0].tolist():
            assert found.wish[image, g] == table[g].index(max(table[g]))
            assert found.wish_iou[image, g].item() == pytest.approx(max(table[g]), abs=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_column_by_column_gives_the_bits_of_all_at_once(seed):
    generator = torch.Generator().manual_seed(seed)
    default_boxes = torch.tensor(make_default_boxes(PLANS["caffe-voc"]).xyxy)
    low = torch.rand(5, 9, 2, generator=generator) * 0.8
    boxes = torch.cat((low, low + 0.01 + torch.rand(5, 9, 2, generator=generator) * 0.2), dim=-1)
    trained = torch.rand(5, 9, generator=generator) < torch.tensor([[0.0], [1.0], [0.3], [0.6], [0.9]])
    boxes = boxes.masked_fill(~trained[..., None], 0.0)
    columns, whole = by_column(boxes, trained, default_boxes), all_at_once(boxes, default_boxes)
    assert torch.equal(columns.iou, whole.iou)
    touched = whole.iou > 0
    assert torch.equal(columns.ground_truth[touched], whole.ground_truth[touched])
    assert torch.equal(columns.wish_iou[trained], whole.wish_iou[trained])
    assert torch.equal(columns.wish[trained], whole.wish[trained])


def test_pairs_have_the_bits_of_the_table():
    generator = torch.Generator().manual_seed(0)
    low = torch.rand(6, 3, 2, generator=generator) * 0.7
    boxes = torch.cat((low, low + 0.05 + torch.rand(6, 3, 2, generator=generator) * 0.2), dim=-1)
    picked = torch.tensor([0, 5, 9, 33, 40, 63])
    table = pairwise_iou(boxes, GRID_XYXY)
    assert torch.equal(paired_iou(boxes, GRID_XYXY[picked]), table[torch.arange(6), :, picked])


def test_the_share_inside_equals_the_plain_loop():
    boxes = [[0.0, 0.0, 0.5, 1.0], [0.25, 0.25, 0.5, 0.75], [0.9, 0.9, 1.0, 1.0]]
    shares = share_inside(torch.tensor(boxes), GRID_XYXY)
    assert shares.flatten().tolist() == pytest.approx([share for row in share_table(boxes, GRID) for share in row])
