"""A blend of two pictures: every pixel lies between both, and no object is lost."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.data.mixup import draw_share, mix
from ssd_desktop.errors import DataError
from tests.unit.data.test_mosaic import made_view


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 8), st.floats(0, 1), st.integers(0, 1000))
def test_pixels_equal_the_loop_over_pixels(side, share, seed):
    first, second = made_view(side, seed=seed), made_view(side, seed=seed + 1)
    blended = mix(first, second, share).pixels_rgb
    for y in range(side):
        for x in range(side):
            for channel in range(3):
                one, other = float(first.pixels_rgb[y, x, channel]), float(second.pixels_rgb[y, x, channel])
                assert blended[y, x, channel] == pytest.approx(share * one + (1 - share) * other, abs=1e-3)


def test_the_objects_of_both_keep_boxes_labels_and_flags():
    first = made_view(4, [[0, 0, 0.5, 0.5]], [2], [True])
    second = made_view(4, [[0.25, 0.25, 1, 1], [0, 0, 1, 1]], [1, 3], [False, True], seed=1)
    blended = mix(first, second, 0.4)
    assert blended.boxes_xyxy.tolist() == [[0, 0, 0.5, 0.5], [0.25, 0.25, 1, 1], [0, 0, 1, 1]]
    assert blended.labels.tolist() == [2, 1, 3]
    assert blended.ignore.tolist() == [True, False, True]
    assert blended.crowd.tolist() == [True, False, False]
    assert blended.samples == first.samples + second.samples


def test_backgrounds_blend_to_a_background():
    assert mix(made_view(4), made_view(4, seed=1), 0.5).boxes_xyxy.shape == (0, 4)


def test_both_pictures_stay_visible_in_nearly_every_blend():
    shares = np.array([draw_share(np.random.default_rng(seed)) for seed in range(500)])
    assert abs(shares.mean() - 0.5) < 0.02
    # The standard deviation of Beta(8, 8) is sqrt(1 / 68).
    assert abs(shares.std() - (1 / 68) ** 0.5) < 0.02


def test_pictures_of_two_sizes_are_refused():
    with pytest.raises(DataError, match="same size"):
        mix(made_view(4), made_view(5), 0.5)
