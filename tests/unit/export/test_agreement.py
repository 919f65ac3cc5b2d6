import numpy as np
import pytest

from ssd_desktop.errors import ExportError
from ssd_desktop.export.agreement import check, compare
from ssd_desktop.export.infer import Found
from ssd_desktop.export.types import Agreement
from ssd_desktop.inference.types import Detections

PICTURE = np.zeros((100, 2000, 3), np.uint8)


class Exported:
    """Finds what it is told."""

    def __init__(self, *rows):
        self.rows = rows

    def detect(self, pixels_rgb, score):
        boxes, labels, scores, default_boxes = zip(*self.rows, strict=True) if self.rows else ((), (), (), ())
        return Found(
            np.array(boxes, np.float32).reshape(-1, 4),
            np.array(labels, np.int64),
            np.array(scores, np.float32),
            np.array(default_boxes, np.int64),
        )


def reference(pixels_rgb):
    return Detections(
        np.array([[0, 0, 40, 40], [50, 50, 90, 90]], np.float32),
        np.array([1, 2]),
        np.array([0.9, 0.01], np.float32),
        np.array([7, 8]),
        ("cat", "dog"),
        2000,
        100,
    )


def test_errors_are_the_largest_of_the_same_detections_in_pixels_of_a_picture_1000_wide():
    found = Exported(([0, 0, 43, 40], 1, 0.8, 7), ([0, 0, 10, 10], 1, 0.2, 9))
    assert compare(found, reference, [PICTURE]) == Agreement(1, 1, 0, pytest.approx(1.5), pytest.approx(0.1))


def test_another_default_box_counts_as_the_same_object_where_class_and_place_are():
    assert compare(Exported(([0, 0, 41, 40], 1, 0.9, 8)), reference, [PICTURE]) == Agreement(1, 1, 0, 0.0, 0.0)
    assert compare(Exported(([0, 0, 41, 40], 2, 0.9, 8)), reference, [PICTURE]).lost == 1
    assert compare(Exported(([60, 60, 90, 90], 1, 0.9, 8)), reference, [PICTURE]).lost == 1


def test_nothing_found_loses_all():
    told = []
    agreement = compare(Exported(), reference, [PICTURE] * 2, progress=lambda done, total: told.append((done, total)))
    assert (agreement.detections, agreement.lost) == (2, 2)
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("agreement", "precision", "is_kept"),
    [
        (Agreement(2, 100, 0, 0.01, 1e-5), "fp32", True),
        (Agreement(2, 100, 0, 0.5, 1e-5), "fp32", False),
        (Agreement(2, 100, 0, 0.5, 1e-5), "fp16", True),
        (Agreement(2, 100, 0, 0.01, 0.01), "fp32", False),
        (Agreement(2, 100, 5, 0.01, 1e-5), "fp32", False),
        (Agreement(2, 100, 40, 60.0, 0.4), "int8", True),
        (Agreement(2, 100, 60, 60.0, 0.4), "int8", False),
        (Agreement(2, 0, 0, 0.0, 0.0), "fp32", True),
    ],
)
def test_each_precision_has_its_bounds(agreement, precision, is_kept):
    if is_kept:
        check(agreement, precision)
    else:
        with pytest.raises(ExportError, match="was not kept"):
            check(agreement, precision)
