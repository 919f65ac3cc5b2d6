import torch

from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.ssd.heads import Heads


def test_each_row_belongs_to_the_default_box_of_its_index():
    plan = PLANS["paper"]
    heads = Heads([2] * 6, plan.boxes_per_cell, class_count=3)
    default_boxes = make_default_boxes(plan)
    maps = [torch.randn(2, 2, size, size) for size in plan.map_sizes]
    with torch.inference_mode():
        offsets, logits = heads(maps)
        assert offsets.shape == (2, 8732, 4)
        assert logits.shape == (2, 8732, 3)
        for index in (0, 3, 4, 151, 5775, 5776, 5781, 5782, 8000, 8691, 8727, 8728, 8731):
            place = default_boxes.locate(index)
            x = maps[place.feature_map]
            for rows, layer, values in (
                (offsets, heads.offsets[place.feature_map], 4),
                (logits, heads.class_scores[place.feature_map], 3),
            ):
                channels = slice(place.shape * values, (place.shape + 1) * values)
                torch.testing.assert_close(rows[:, index], layer(x)[:, channels, place.row, place.column])
