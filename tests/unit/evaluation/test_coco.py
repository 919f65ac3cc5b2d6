"""COCO average precision on cases whose figures can be told by hand."""

import pytest

from ssd_desktop.evaluation.coco import coco_ap
from ssd_desktop.evaluation.voc import voc_ap
from tests.unit.data.made_data import made_sample
from tests.unit.evaluation.test_voc import CLASSES, found

SMALL, MEDIUM, LARGE = (0, 0, 20, 20), (100, 100, 160, 160), (200, 200, 350, 350)


def test_everything_found_exactly_is_one_at_every_size_and_iou():
    figures = coco_ap([found([SMALL, MEDIUM, LARGE], [0.9, 0.8, 0.7])], [made_sample([SMALL, MEDIUM, LARGE])], CLASSES)
    values = (figures.ap, figures.ap50, figures.ap75, figures.ap_small, figures.ap_medium, figures.ap_large)
    assert values == pytest.approx((1,) * 6)
    assert figures.per_class == {"cat": pytest.approx(1), "dog": None}


def test_sizes_that_do_not_occur_have_no_figure():
    figures = coco_ap([found([SMALL], [0.9])], [made_sample([SMALL])], CLASSES)
    assert figures.ap_small == pytest.approx(1)
    assert figures.ap_medium is None
    assert figures.ap_large is None


def test_a_loose_box_counts_at_the_ious_it_reaches():
    # IoU 0.72: reached at 0.50, 0.55, 0.60, 0.65 and 0.70 of ten thresholds.
    figures = coco_ap([found([(0, 0, 100, 72)], [0.9])], [made_sample([(0, 0, 100, 100)])], CLASSES)
    assert figures.ap == pytest.approx(0.5)
    assert figures.ap50 == pytest.approx(1)
    assert figures.ap75 == pytest.approx(0)


@pytest.mark.parametrize("flag", ["ignore", "difficult"])
def test_crowds_are_not_missed_and_excuse_detections_inside_them(flag):
    samples = [made_sample([LARGE, SMALL], **{flag: [True, False]})]
    inside = (220, 220, 260, 260)
    figures = coco_ap([found([inside, LARGE, SMALL], [0.9, 0.8, 0.7])], samples, CLASSES)
    assert figures.ap == pytest.approx(1)


def test_a_coco_crowd_is_a_crowd_in_every_metric():
    samples = [made_sample([LARGE, SMALL], ignore=["crowd", False])]
    inside, outside = (220, 220, 260, 260), (60, 220, 220, 260)
    excused = [found([inside, SMALL], [0.9, 0.8])]
    blamed = [found([outside, SMALL], [0.9, 0.8])]
    assert coco_ap(excused, samples, CLASSES).ap50 == pytest.approx(1)
    assert voc_ap(excused, samples, CLASSES)["cat"] == pytest.approx(1)
    assert coco_ap(blamed, samples, CLASSES).ap50 == pytest.approx(0.5)
    assert voc_ap(blamed, samples, CLASSES)["cat"] == pytest.approx(0.5)


def test_the_mean_is_over_classes_and_not_over_boxes():
    samples = [made_sample([SMALL, MEDIUM, LARGE], [1, 2, 2])]
    figures = coco_ap([found([SMALL], [0.9], [1])], samples, CLASSES)
    assert figures.per_class == {"cat": pytest.approx(1), "dog": pytest.approx(0)}
    assert figures.ap == pytest.approx(0.5)


def test_detections_beyond_the_limit_do_not_count():
    samples = [made_sample([SMALL, MEDIUM])]
    detections = [found([SMALL, MEDIUM], [0.9, 0.8])]
    assert coco_ap(detections, samples, CLASSES, max_detections=2).ap == pytest.approx(1)
    assert coco_ap(detections, samples, CLASSES, max_detections=1).ap == pytest.approx(51 / 101)


def test_no_detection_at_all_is_zero_and_no_object_at_all_is_no_figure():
    assert coco_ap([found()], [made_sample([SMALL])], CLASSES).ap == 0
    figures = coco_ap([found([SMALL], [0.9])], [made_sample()], CLASSES)
    assert figures.ap is None
    assert figures.per_class == {"cat": None, "dog": None}


def test_nothing_is_printed(capfd):
    coco_ap([found([SMALL], [0.9])], [made_sample([SMALL])], CLASSES)
    coco_ap([found()], [made_sample([SMALL])], CLASSES)
    assert capfd.readouterr() == ("", "")
