"""Zoom-out and patch sampling, held against plain loops."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.data.patch import Patch, PatchConfig, kept_boxes, sample_patch
from ssd_desktop.errors import ConfigError
from tests.reference.voc_ap_loop import iou

SIZES = st.integers(1, 60)


@st.composite
def labelled_pictures(draw, least=0):
    """(width, height, boxes [G, 4] inside it, none degenerate)."""
    width, height = draw(SIZES), draw(SIZES)
    boxes = []
    for _ in range(draw(st.integers(least, 4))):
        x0, x1 = sorted(draw(st.lists(st.integers(0, 2 * width), min_size=2, max_size=2, unique=True)))
        y0, y1 = sorted(draw(st.lists(st.integers(0, 2 * height), min_size=2, max_size=2, unique=True)))
        boxes.append([x0 / 2, y0 / 2, x1 / 2, y1 / 2])
    return width, height, np.array(boxes, np.float32).reshape(-1, 4)


def edges(patch):
    return (patch.x0, patch.y0, patch.x1, patch.y1)


def centre_inside(box, patch):
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return patch.x0 < x < patch.x1 and patch.y0 < y < patch.y1


@settings(max_examples=60, deadline=None)
@given(labelled_pictures(), st.integers(0, 1000))
def test_a_patch_lies_on_the_largest_canvas_and_holds_an_object(picture, seed):
    width, height, boxes = picture
    patch = sample_patch(width, height, boxes, rng=np.random.default_rng(seed), config=PatchConfig())
    assert patch.x1 > patch.x0
    assert patch.y1 > patch.y0
    assert -3 * width <= patch.x0 <= patch.x1 <= 4 * width
    assert -3 * height <= patch.y0 <= patch.y1 <= 4 * height
    if len(boxes):
        assert any(centre_inside(box, patch) for box in boxes)


@settings(max_examples=60, deadline=None)
@given(labelled_pictures(least=1), st.integers(0, 1000), st.sampled_from([0.1, 0.3, 0.5, 0.7, 0.9]))
def test_a_patch_reaches_the_minimum_iou_with_some_object(picture, seed, minimum):
    width, height, boxes = picture
    config = PatchConfig(zoom_probability=0, minimum_ious=(minimum,))
    patch = sample_patch(width, height, boxes, rng=np.random.default_rng(seed), config=config)
    if edges(patch) != (0, 0, width, height):
        assert 0 <= patch.x0 < patch.x1 <= width
        assert 0 <= patch.y0 < patch.y1 <= height
        assert max(iou(edges(patch), box) for box in boxes) >= minimum - 1e-6


def test_one_object_at_the_minimum_is_enough():
    # No patch reaches 0.3 with both of these; amdegroot's condition asks for all and for none at once.
    boxes = np.array([[0, 0, 80, 80], [120, 120, 200, 200]], np.float32)
    config = PatchConfig(zoom_probability=0, minimum_ious=(0.3,) * 9)
    patches = [sample_patch(200, 200, boxes, rng=np.random.default_rng(seed), config=config) for seed in range(40)]
    assert sum(edges(patch) != (0, 0, 200, 200) for patch in patches) > 20


def test_a_minimum_out_of_reach_ends_with_the_whole_picture():
    speck = np.array([[10, 10, 12, 12]], np.float32)
    config = PatchConfig(zoom_probability=0, minimum_ious=(0.9, 0.9, 0.9))
    for seed in range(10):
        patch = sample_patch(100, 80, speck, rng=np.random.default_rng(seed), config=config)
        assert edges(patch) == (0, 0, 100, 80)


def test_patches_keep_the_scales_and_aspect_ratios_of_the_paper():
    none = np.zeros((0, 4), np.float32)
    config = PatchConfig(zoom_probability=0, minimum_ious=(0.0,))
    patches = [sample_patch(1000, 1000, none, rng=np.random.default_rng(seed), config=config) for seed in range(300)]
    widths = np.array([patch.x1 - patch.x0 for patch in patches])
    heights = np.array([patch.y1 - patch.y0 for patch in patches])
    assert np.sqrt(widths * heights).min() >= 299
    assert (widths / heights).min() >= 0.49
    assert (widths / heights).max() <= 2.02
    assert (widths == 1000).sum() > 50
    assert (widths < 1000).sum() > 50


def test_a_zoom_out_reaches_up_to_four_sides():
    none = np.zeros((0, 4), np.float32)
    config = PatchConfig(zoom_probability=1, minimum_ious=())
    canvases = []
    for seed in range(200):
        canvas = sample_patch(100, 50, none, rng=np.random.default_rng(seed), config=PatchConfig(zoom_probability=1))
        canvases.append(canvas)
    widths = [canvas.x1 - canvas.x0 for canvas in canvases]
    assert max(widths) > 350
    assert max(widths) <= 400
    boxes = np.array([[1, 1, 99, 49]], np.float32)
    whole = sample_patch(100, 50, boxes, rng=np.random.default_rng(0), config=config)
    assert whole.x0 <= 0
    assert whole.x1 >= 100
    assert whole.y0 <= 0
    assert whole.y1 >= 50


@settings(max_examples=60, deadline=None)
@given(labelled_pictures(), st.lists(st.booleans(), min_size=4, max_size=4), st.integers(0, 1000))
def test_kept_boxes_equal_the_loop_over_boxes(picture, flags, seed):
    width, height, boxes = picture
    ignore = np.array(flags[: len(boxes)], bool)
    rng = np.random.default_rng(seed)
    x0, y0 = int(rng.integers(-width, width)), int(rng.integers(-height, height))
    patch = Patch(x0, y0, x0 + int(rng.integers(1, 2 * width + 1)), y0 + int(rng.integers(1, 2 * height + 1)))
    expected = []
    for box, ignored in zip(boxes, ignore, strict=True):
        overlaps = box[0] < patch.x1 and box[2] > patch.x0 and box[1] < patch.y1 and box[3] > patch.y0
        expected.append(overlaps if ignored else centre_inside(box, patch))
    assert kept_boxes(boxes, ignore, patch).tolist() == expected


def test_what_is_left_of_an_ignored_box_stays_when_its_centre_leaves():
    boxes = np.array([[0, 0, 100, 100], [0, 0, 100, 100]], np.float32)
    assert kept_boxes(boxes, np.array([False, True]), Patch(60, 60, 120, 120)).tolist() == [False, True]


@pytest.mark.parametrize(
    "values",
    [
        {"zoom_probability": -0.1}, {"largest_zoom": 0.5}, {"minimum_ious": (1.2,)}, {"scale": (0.0, 1.0)},
        {"scale": (0.5, 1.5)}, {"aspect": (1.5, 2.0)}, {"trials": 0},
    ],
)  # fmt: skip
def test_values_out_of_range_are_refused(values):
    with pytest.raises(ConfigError):
        PatchConfig(**values)
