"""The training view: boxes stay on their objects whatever is done to the picture."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.data.augmentation import AugmentationConfig, augment
from ssd_desktop.data.patch import PatchConfig
from ssd_desktop.data.photometric import PhotometricConfig
from ssd_desktop.errors import ConfigError

FILL = (10.0, 20.0, 30.0)
NO_COLOUR = PhotometricConfig(probability=0)
GEOMETRY = AugmentationConfig(photometric=NO_COLOUR)
WHOLE = PatchConfig(zoom_probability=0, minimum_ious=())


def view(pixels, boxes, *, ignore=None, size=64, seed=0, config=None):
    boxes = np.array(boxes, np.float32).reshape(-1, 4)
    ignore = np.zeros(len(boxes), bool) if ignore is None else np.array(ignore, bool)
    return augment(
        pixels, boxes, ignore,
        size=size, fill_rgb=FILL, rng=np.random.default_rng(seed), config=config or AugmentationConfig(),
    )  # fmt: skip


@st.composite
def painted(draw):
    """A black picture, not square, with one white rectangle, and its box."""
    width, height = draw(st.integers(20, 150)), draw(st.integers(20, 150))
    x0, y0 = draw(st.integers(0, width - 12)), draw(st.integers(0, height - 12))
    x1, y1 = draw(st.integers(x0 + 12, width)), draw(st.integers(y0 + 12, height))
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[y0:y1, x0:x1] = 255
    return pixels, [x0, y0, x1, y1]


@settings(max_examples=80, deadline=None)
@given(painted(), st.integers(0, 10_000))
def test_boxes_bound_what_is_painted_in_them(picture, seed):
    pixels, box = picture
    size = 200
    shown = view(pixels, [box], size=size, seed=seed, config=GEOMETRY)
    assert len(shown.boxes_xyxy) == 1
    rows, columns = np.nonzero(shown.pixels_rgb[..., 0] > 127)
    painted_box = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
    # A pixel of the picture may be many of the view; resizing blurs an edge by about one of them.
    blur = 1.5 + size / min(pixels.shape[:2]) / 0.3 * 0.5
    np.testing.assert_allclose(shown.boxes_xyxy[0] * size, painted_box, atol=blur)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 80), st.integers(1, 80), st.integers(0, 5), st.integers(0, 10_000))
def test_boxes_are_inside_and_none_is_degenerate(width, height, count, seed):
    rng = np.random.default_rng(seed)
    low = rng.uniform(0, 0.9, (count, 2))
    high = low + rng.uniform(0.02, 0.1, (count, 2))
    boxes = np.concatenate([low, high], axis=1) * [width, height, width, height]
    ignore = rng.random(count) < 0.3
    pixels = rng.integers(0, 256, (height, width, 3), np.uint8)
    shown = view(pixels, boxes, ignore=ignore, seed=seed)
    assert shown.pixels_rgb.shape == (64, 64, 3)
    assert shown.pixels_rgb.dtype == np.float32
    assert shown.boxes_xyxy.dtype == np.float32
    assert len(shown.kept) == len(shown.boxes_xyxy) == len(set(shown.kept.tolist()))
    assert ((shown.boxes_xyxy >= 0) & (shown.boxes_xyxy <= 1)).all()
    assert (shown.boxes_xyxy[:, 2:] - shown.boxes_xyxy[:, :2] > 0).all()


def test_the_same_numbers_give_the_same_view():
    pixels = np.random.default_rng(0).integers(0, 256, (50, 70, 3), np.uint8)
    first, second = (view(pixels, [[5, 5, 60, 40]], seed=7) for _ in range(2))
    np.testing.assert_array_equal(first.pixels_rgb, second.pixels_rgb)
    np.testing.assert_array_equal(first.boxes_xyxy, second.boxes_xyxy)
    other = view(pixels, [[5, 5, 60, 40]], seed=8)
    assert not np.array_equal(first.pixels_rgb, other.pixels_rgb)


def test_a_zoom_out_leaves_exactly_the_fill_colour_around_the_picture():
    config = AugmentationConfig(
        photometric=PhotometricConfig(probability=1), patch=PatchConfig(zoom_probability=1, minimum_ious=())
    )
    pixels = np.full((40, 60, 3), 200, np.uint8)
    seen = 0
    for seed in range(20):
        canvas = view(pixels, [[1, 1, 59, 39]], seed=seed, config=config).pixels_rgb
        around = (canvas == np.array(FILL, np.float32)).all(axis=2)
        seen += around.any()
        assert len(np.unique(canvas[~around].round(3), axis=0)) == 1
    assert seen > 10


def test_mirroring_takes_boxes_along():
    pixels = np.zeros((30, 60, 3), np.uint8)
    pixels[:, :15] = 255
    config = AugmentationConfig(photometric=NO_COLOUR, patch=WHOLE, flip_probability=1)
    shown = view(pixels, [[0, 6, 15, 30]], size=60, config=config)
    np.testing.assert_allclose(shown.boxes_xyxy, [[0.75, 0.2, 1.0, 1.0]], atol=1e-6)
    assert shown.pixels_rgb[:, 48:].min() == 255
    assert shown.pixels_rgb[:, :40].max() == 0


def test_the_aspect_ratio_of_the_picture_is_not_kept():
    pixels = np.zeros((50, 200, 3), np.uint8)
    config = AugmentationConfig(photometric=NO_COLOUR, patch=WHOLE, flip_probability=0)
    shown = view(pixels, [[50, 25, 100, 50]], config=config)
    np.testing.assert_allclose(shown.boxes_xyxy, [[0.25, 0.5, 0.5, 1.0]], atol=1e-6)


def test_flags_travel_with_their_boxes():
    # The first box leaves the patch in some views: what is kept must still name the right one.
    boxes = [[0, 0, 30, 30], [60, 60, 100, 100]]
    pixels = np.zeros((100, 100, 3), np.uint8)
    alone = 0
    for seed in range(60):
        shown = view(pixels, boxes, ignore=[True, False], seed=seed, config=GEOMETRY)
        assert 1 in shown.kept
        alone += shown.kept.tolist() == [1]
    assert alone > 5


def test_pictures_without_objects_and_of_one_pixel_have_a_view():
    for shape in ((1, 1, 3), (1, 500, 3), (40, 30, 3)):
        for seed in range(10):
            shown = view(np.full(shape, 90, np.uint8), [], seed=seed)
            assert shown.pixels_rgb.shape == (64, 64, 3)
            assert shown.boxes_xyxy.shape == (0, 4)


def test_a_sliver_of_an_ignored_box_is_dropped():
    config = AugmentationConfig(photometric=NO_COLOUR, patch=WHOLE)
    shown = view(np.zeros((100, 100, 3), np.uint8), [[10, 10, 10.01, 50], [10, 10, 50, 50]], config=config)
    assert shown.kept.tolist() == [1]


def test_the_picture_itself_is_not_changed():
    pixels = np.random.default_rng(1).integers(0, 256, (64, 64, 3), np.uint8)
    before = pixels.copy()
    pixels.flags.writeable = False
    for seed in range(10):
        view(pixels, [[5, 5, 60, 60]], seed=seed)
    np.testing.assert_array_equal(pixels, before)


def test_a_flip_probability_out_of_range_is_refused():
    with pytest.raises(ConfigError):
        AugmentationConfig(flip_probability=2)
