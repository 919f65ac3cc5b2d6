"""Default boxes compared one by one, as a plain loop has it."""

from dataclasses import dataclass

import pytest
import torch

from ssd_desktop.export.raw_agreement import compare_default_boxes
from ssd_desktop.inference.seen_picture import see_picture
from ssd_desktop.ssd.box_coder import decode
from tests.made_models import made_picture, random_model


@dataclass
class Exported:
    """Gives PyTorch's boxes and scores, a few of them changed."""

    seen: object
    moved: dict
    rescored: dict

    def every_default_box(self, pixels_rgb):
        boxes = decode(self.seen.offsets, self.seen.default_boxes_cxcywh).clamp(0, 1).numpy().copy()
        scores = self.seen.scores.copy()
        for place, shift in self.moved.items():
            boxes[place] += shift
        for place, shift in self.rescored.items():
            scores[place] += shift
        return boxes, scores


@pytest.mark.parametrize(("width", "height"), [(200, 100), (4000, 500)])
def test_differences_are_the_largest_of_all_default_boxes_in_pixels_of_a_picture_1000_wide(width, height):
    picture = made_picture(height, width)
    seen = see_picture(random_model(), picture, device=torch.device("cpu"))
    exported = Exported(seen, {(7, 0): 0.01, (9, 1): -0.02}, {(3, 0): 0.25, (4, 1): -0.5})
    found = compare_default_boxes(exported, lambda pixels: seen, [picture])
    longest = max(1000, width, height)
    expected = max(0.01 * width, 0.02 * height) * 1000 / longest
    assert (found.pictures, found.detections, found.lost, found.default_boxes) == (1, 0, 0, len(seen.scores))
    assert found.pixels == pytest.approx(expected, rel=1e-3)
    assert found.score == pytest.approx(0.5)
