"""Positives of each object, against a plain loop and against the matching of a training."""

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from ssd_desktop.data.positives import positives_per_object
from ssd_desktop.ssd.boxes import iou_matrix
from ssd_desktop.ssd.config import PLANS, BoxPlan, MatchConfig
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.ssd.matching import match
from ssd_desktop.ssd.targets import Targets

SMALL = BoxPlan("small", 300, (5, 2), (0.2, 0.6, 1.1), ((2.0, 3.0), (2.0,)))
EDGES = hnp.arrays(np.float64, st.tuples(st.integers(0, 6), st.just(4)), elements=st.floats(0, 1, width=16))


def loop_positives(plan, boxes, images):
    ious = iou_matrix(boxes, make_default_boxes(plan).xyxy)
    counts = [0] * len(boxes)
    for default_box in range(plan.box_count):
        for image in set(images.tolist()):
            of_image = [n for n in range(len(boxes)) if images[n] == image]
            best = max(of_image, key=lambda n: (ious[n, default_box], -n))
            if ious[best, default_box] >= 0.5:
                counts[best] += 1
    return [max(count, 1) for count in counts]


@settings(max_examples=60, deadline=None)
@given(EDGES, st.integers(1, 3))
def test_positives_equal_those_of_a_plain_loop(edges, images):
    boxes = np.concatenate((np.minimum(edges[:, :2], edges[:, 2:]), np.maximum(edges[:, :2], edges[:, 2:])), axis=1)
    image_of = np.arange(len(boxes)) % images
    assert positives_per_object(SMALL, boxes, image_of).tolist() == loop_positives(SMALL, boxes, image_of)


def test_objects_apart_have_the_positives_that_training_gives_them():
    boxes = np.array([[0.1, 0.1, 0.4, 0.35], [0.5, 0.5, 0.95, 0.9], [0.7, 0.1, 0.72, 0.12]], np.float32)
    plan = PLANS["caffe-coco"]
    default_boxes = torch.from_numpy(make_default_boxes(plan).xyxy.copy())
    nothing = [np.zeros(3, bool)]
    targets = Targets.from_images([boxes], [np.array([1, 2, 3])], nothing, nothing)
    matches = match(default_boxes, targets, MatchConfig())
    expected = [int((matches.labels == label).sum()) for label in (1, 2, 3)]
    assert positives_per_object(plan, boxes, np.zeros(3, np.int64)).tolist() == expected
    assert expected[2] == 1
