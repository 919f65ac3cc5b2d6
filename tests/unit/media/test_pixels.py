import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.media.pixels import rgb_from_decoded, upright


@given(st.integers(0, 2**32), st.integers(1, 12), st.integers(1, 12))
@settings(deadline=None)
def test_alpha_over_white_equals_the_formula_pixel_by_pixel(seed, height, width):
    bgra = np.random.default_rng(seed).integers(0, 256, (height, width, 4), np.uint8)
    pixels = rgb_from_decoded(bgra)
    for y in range(height):
        for x in range(width):
            blue, green, red, alpha = (int(value) for value in bgra[y, x])
            expected = [round(c * alpha / 255 + 255 - alpha) for c in (red, green, blue)]
            assert np.abs(pixels[y, x].astype(int) - expected).max() <= 1


@pytest.mark.parametrize("shape", [(3, 4, 2), (3, 4, 5)])
def test_an_unusual_number_of_channels_is_not_guessed_at(shape):
    assert rgb_from_decoded(np.zeros(shape, np.uint8)) is None


def test_every_orientation_moves_the_corner_where_exif_says():
    stored = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
    # EXIF 2.32: where the stored first row and first column are seen.
    corner = {1: (0, 0), 2: (0, -1), 3: (-1, -1), 4: (-1, 0), 5: (0, 0), 6: (0, -1), 7: (-1, -1), 8: (-1, 0)}
    for orientation, (row, column) in corner.items():
        turned = upright(stored, orientation)
        assert turned.shape == ((2, 3, 3) if orientation < 5 else (3, 2, 3))
        assert turned.flags.c_contiguous
        np.testing.assert_array_equal(turned[row, column], stored[0, 0])
