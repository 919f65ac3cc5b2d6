"""Plan recall: which boxes a plan can match, and which plan is chosen."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from ssd_desktop.data.plan_recall import best_default_box_iou, plan_recall
from ssd_desktop.data.types import Dataset, DatasetReport, Sample
from ssd_desktop.ssd.boxes import iou_matrix
from ssd_desktop.ssd.config import PLANS, BoxPlan
from ssd_desktop.ssd.default_boxes import make_default_boxes

SMALL = BoxPlan("small", 300, (5, 2), (0.2, 0.6, 1.1), ((2.0, 3.0), (2.0,)), centres="steps", steps=(64.0, 150.0))


def sample(boxes, labels, *, width=300, height=300, ignore=None):
    return Sample(
        image_path=Path("a.jpg"),
        annotation_path=Path("a.xml"),
        width=width,
        height=height,
        boxes_xyxy=np.array(boxes, np.float32).reshape(-1, 4),
        labels=np.array(labels, np.int64),
        difficult=np.zeros(len(labels), np.bool_),
        ignore=np.array(ignore if ignore is not None else [False] * len(labels), np.bool_),
        crowd=np.zeros(len(labels), np.bool_),
    )


def dataset(*samples, classes=("cell", "platelet")):
    return Dataset("smears", samples, classes, DatasetReport(len(samples), 0, 0))


def square(side, *, at=150):
    return [at - side / 2, at - side / 2, at + side / 2, at + side / 2]


UNIT_EDGES = hnp.arrays(np.float64, st.tuples(st.integers(0, 5), st.just(4)), elements=st.floats(0, 1, width=16))


@settings(max_examples=60, deadline=None)
@given(UNIT_EDGES, st.sampled_from(["none", "size", "cxcywh", "corners"]), st.sampled_from(["cell", "steps"]))
def test_best_iou_equals_that_of_all_pairs(edges, clip, centres):
    boxes = np.concatenate((np.minimum(edges[:, :2], edges[:, 2:]), np.maximum(edges[:, :2], edges[:, 2:])), axis=1)
    plan = replace(SMALL, clip=clip, centres=centres)
    expected = iou_matrix(boxes, make_default_boxes(plan).xyxy).max(axis=1, initial=0)
    np.testing.assert_allclose(best_default_box_iou(plan, boxes), expected, atol=1e-6)


@pytest.mark.parametrize("name", PLANS)
def test_best_iou_on_a_shipped_plan_equals_that_of_all_pairs(name):
    low = np.random.default_rng(0).random((200, 2)) * 0.9
    size = np.random.default_rng(1).random((200, 2)) ** 2 * (1 - low) + 0.001
    boxes = np.concatenate((low, low + size), axis=1)
    expected = iou_matrix(boxes, make_default_boxes(PLANS[name]).xyxy).max(axis=1)
    np.testing.assert_allclose(best_default_box_iou(PLANS[name], boxes), expected, atol=2e-6)


@pytest.mark.parametrize(("name", "least"), [("paper", 43), ("caffe-voc", 22), ("caffe-coco", 15)])
def test_a_square_is_reached_from_the_smallest_side_over_root_2(name, least):
    # Centred on a cell of the finest map: (18 + 0.5) / 38 and 18.5 * 8 / 300 differ by centre convention.
    at = float(make_default_boxes(PLANS[name]).cxcywh[make_default_boxes(PLANS[name]).index_of(0, 18, 18, 0), 0]) * 300
    assert plan_recall(PLANS[name], dataset(sample([square(least, at=at)], [1]))).recall == 1
    assert plan_recall(PLANS[name], dataset(sample([square(least - 1, at=at)], [1]))).recall == 0


def test_boxes_are_measured_as_the_network_sees_them():
    stretched = sample([[v * s for v, s in zip(square(60), (4, 2, 4, 2), strict=True)]], [1], width=1200, height=600)
    plain = sample([square(60)], [1])
    measured = [plan_recall(PLANS["paper"], dataset(image)).mean_best_iou for image in (stretched, plain)]
    assert measured[0] == pytest.approx(measured[1], rel=1e-6)


def test_recall_is_split_by_class_and_by_size():
    measured = plan_recall(
        PLANS["paper"], dataset(sample([square(60), square(10), square(20)], [1, 2, 2]), sample([square(200)], [1]))
    )
    assert measured.recall == 0.5
    assert {name: (group.boxes, group.recall) for name, group in measured.per_class.items()} == {
        "cell": (2, 1.0),
        "platelet": (2, 0.0),
    }
    assert {name: (group.boxes, group.reached) for name, group in measured.by_size.items()} == {
        "under 16 px": (1, 0),
        "16 to 32 px": (1, 0),
        "32 to 96 px": (1, 1),
        "96 px and over": (1, 1),
    }


def test_a_class_without_boxes_has_no_recall():
    measured = plan_recall(PLANS["paper"], dataset(sample([square(60)], [1])))
    assert measured.per_class["platelet"].recall is None
    assert measured.per_class["platelet"].mean_best_iou == 0


def test_boxes_out_of_reach_are_listed_with_their_image():
    images = (sample([square(60)], [1]), sample([square(60), square(8), square(9)], [1, 2, 2]))
    unmatched = plan_recall(PLANS["paper"], dataset(*images)).unmatched
    assert [(box.sample, box.box) for box in unmatched] == [(1, 1), (1, 2)]
    assert all(0 < box.best_iou < 0.5 for box in unmatched)


def test_ignored_boxes_and_background_images_do_not_count():
    images = (sample([], []), sample([square(60), square(5), square(6)], [1, 2, 2], ignore=[False, True, False]))
    measured = plan_recall(PLANS["paper"], dataset(*images))
    assert measured.recall == 0.5
    assert [(box.sample, box.box) for box in measured.unmatched] == [(1, 2)]


def test_positives_are_the_mean_over_objects():
    measured = plan_recall(PLANS["caffe-voc"], dataset(sample([square(60), square(60)], [1, 1])))
    assert measured.positives == measured.per_class["cell"].positives > 1
    assert measured.per_class["platelet"].positives == 0


def test_many_small_objects_bring_advice_that_names_the_larger_network_and_tiles():
    small = sample([square(12), square(14), square(100)], [1, 1, 1])
    advice = plan_recall(PLANS["paper"], dataset(small)).small_objects_advice()
    assert advice.startswith("66.7% of the boxes have sides under 16 px on the input of 300 x 300")
    assert "Train ssd512-vgg16 (--network), or cut the pictures into tiles" in advice
    on_512 = plan_recall(PLANS["ssd512-voc"], dataset(sample([square(5)], [1]))).small_objects_advice()
    assert "ssd512-vgg16" not in on_512
    assert plan_recall(PLANS["paper"], dataset(sample([square(60)], [1]))).small_objects_advice() is None
