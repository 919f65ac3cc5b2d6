"""The ground truths of a batch."""

import numpy as np
import pytest
import torch

from ssd_desktop.errors import DataError
from ssd_desktop.ssd.targets import Targets


def three_images():
    boxes = [np.array([[0.1, 0.1, 0.2, 0.3]]), np.zeros((0, 4)), np.array([[0, 0, 1, 1], [0.5, 0.5, 0.6, 0.7]])]
    labels = [np.array([3]), np.zeros(0, np.int64), np.array([1, 2])]
    ignore = [np.array([False]), np.zeros(0, np.bool_), np.array([True, False])]
    crowd = [np.array([False]), np.zeros(0, np.bool_), np.array([True, False])]
    return Targets.from_images(boxes, labels, ignore, crowd)


def test_images_are_padded_with_label_0():
    targets = three_images()
    assert len(targets) == 3
    assert targets.labels.tolist() == [[3, 0], [0, 0], [1, 2]]
    assert targets.ignore.tolist() == [[False, False], [False, False], [True, False]]
    assert targets.crowd.tolist() == targets.ignore.tolist()
    assert targets.boxes_xyxy.dtype == torch.float32
    assert targets.boxes_xyxy[2, 1].tolist() == pytest.approx([0.5, 0.5, 0.6, 0.7])


@pytest.mark.parametrize("images", [0, 2])
def test_a_batch_without_any_object_has_no_column(images):
    empty = Targets.from_images(
        *([np.zeros(shape, dtype)] * images for shape, dtype in (((0, 4), float), (0, int), (0, bool), (0, bool)))
    )
    assert empty.boxes_xyxy.shape == (images, 0, 4)
    assert empty.labels.shape == (images, 0)


def test_a_slice_is_a_micro_batch():
    part = three_images()[1:3]
    assert part.labels.tolist() == [[0, 0], [1, 2]]
    assert part.boxes_xyxy.shape == (2, 2, 4)


def test_moving_keeps_every_tensor():
    moved = three_images().to("meta")
    tensors = (moved.boxes_xyxy, moved.labels, moved.ignore, moved.crowd)
    assert {tensor.device.type for tensor in tensors} == {"meta"}


def test_shapes_that_do_not_fit_are_named():
    none = torch.zeros(2, 3, dtype=torch.bool)
    with pytest.raises(DataError, match=r"\[2, 3, 4\], \[2, 4\]"):
        Targets(torch.zeros(2, 3, 4), torch.zeros(2, 4, dtype=torch.int64), none, none)


def test_an_image_with_a_missing_label_is_refused():
    with pytest.raises(DataError, match="one label"):
        Targets.from_images([np.zeros((2, 4))], [np.array([1])], [np.array([False])], [np.array([False])])
