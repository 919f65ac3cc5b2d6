"""Boxes as arrays."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from ssd_desktop.ssd.boxes import area_xyxy, cxcywh_to_xyxy, iou_matrix, xyxy_to_cxcywh
from tests.reference.matching import iou

EDGES = hnp.arrays(
    np.float64, st.tuples(st.integers(0, 4), st.just(4)), elements=st.floats(-10, 10, allow_subnormal=False)
)


def sorted_edges(boxes):
    low, high = np.minimum(boxes[:, :2], boxes[:, 2:]), np.maximum(boxes[:, :2], boxes[:, 2:])
    return np.concatenate((low, high), axis=1)


def test_centre_and_size_of_a_box():
    assert xyxy_to_cxcywh(np.array([1.0, 2.0, 5.0, 10.0])).tolist() == [3, 6, 4, 8]
    assert cxcywh_to_xyxy(np.array([3.0, 6.0, 4.0, 8.0])).tolist() == [1, 2, 5, 10]


@given(EDGES)
def test_conversion_there_and_back_is_the_identity(boxes):
    np.testing.assert_allclose(cxcywh_to_xyxy(xyxy_to_cxcywh(boxes)), boxes, atol=1e-9)


@settings(max_examples=60)
@given(EDGES.map(sorted_edges), EDGES.map(sorted_edges))
def test_iou_equals_the_plain_loop(a, b):
    matrix = iou_matrix(a, b)
    assert matrix.shape == (len(a), len(b))
    expected = [[iou(first, second) for second in b.tolist()] for first in a.tolist()]
    np.testing.assert_allclose(matrix, np.array(expected).reshape(matrix.shape), atol=1e-9)


def test_touching_and_empty_boxes_do_not_overlap():
    a = np.array([[0, 0, 1, 1], [2, 2, 2, 2]], dtype=np.float32)
    b = np.array([[1, 0, 2, 1], [2, 2, 2, 2]], dtype=np.float32)
    matrix = iou_matrix(a, b)
    assert matrix.dtype == np.float32
    assert not matrix.any()


def test_reversed_edges_have_no_area():
    assert area_xyxy(np.array([[0.0, 0.0, 2.0, 3.0], [2.0, 0.0, 0.0, 3.0]])).tolist() == [6, 0]
