import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.ssd.device_preprocess import squeeze_on
from ssd_desktop.ssd.preprocess import preprocess
from tests.made_models import made_picture

NO_MEANS = (0.0, 0.0, 0.0)


def squeezed_by_torch(picture, size):
    x = torch.from_numpy(picture).permute(2, 0, 1)[None].float()
    return torch.nn.functional.interpolate(x, (size, size), mode="bilinear", align_corners=False)[0].numpy()


def squeezed_by_loop(picture, size):
    """Half-pixel centres, clamped at the border, a pixel at a time."""
    height, width, _ = picture.shape
    result = np.zeros((3, size, size))
    for i in range(size):
        for j in range(size):
            y = min(max((i + 0.5) * height / size - 0.5, 0), height - 1)
            x = min(max((j + 0.5) * width / size - 0.5, 0), width - 1)
            y0, x0 = math.floor(y), math.floor(x)
            y1, x1 = min(y0 + 1, height - 1), min(x0 + 1, width - 1)
            for c in range(3):
                a, b, d, e = (float(picture[p, q, c]) for p in (y0, y1) for q in (x0, x1))
                upper, lower = a + (b - a) * (x - x0), d + (e - d) * (x - x0)
                result[c, i, j] = upper + (lower - upper) * (y - y0)
    return result


@settings(max_examples=30, deadline=None)
@given(height=st.integers(1, 900), width=st.integers(1, 900), size=st.sampled_from([7, 32, 300]))
def test_squeezing_equals_torchs_bilinear_in_float32(height, width, size):
    picture = made_picture(height, width)
    ours = preprocess([picture], size=size, means_rgb=NO_MEANS)[0].numpy()
    np.testing.assert_allclose(ours, squeezed_by_torch(picture, size), atol=1e-3)


@settings(max_examples=20, deadline=None)
@given(height=st.integers(1, 30), width=st.integers(1, 30), size=st.integers(1, 12))
def test_squeezing_equals_the_plain_loop(height, width, size):
    picture = made_picture(height, width)
    ours = preprocess([picture], size=size, means_rgb=NO_MEANS)[0].numpy()
    np.testing.assert_allclose(ours, squeezed_by_loop(picture, size), atol=0.01)


@pytest.mark.parametrize(("height", "width"), [(3, 20_000), (20_000, 2), (1, 1), (1080, 1920)])
def test_extreme_sizes_equal_torchs_bilinear_too(height, width):
    picture = made_picture(height, width)
    ours = preprocess([picture], size=300, means_rgb=NO_MEANS)[0].numpy()
    np.testing.assert_allclose(ours, squeezed_by_torch(picture, 300), atol=1e-3)


def test_each_channel_loses_its_own_mean():
    picture = np.full((10, 20, 3), (200, 100, 50), np.uint8)
    x = preprocess([picture], size=4, means_rgb=(123.68, 116.779, 103.939))
    assert x.shape == (1, 3, 4, 4)
    assert x.dtype == torch.float32
    np.testing.assert_allclose(x[0, :, 2, 2].numpy(), [76.32, -16.779, -53.939], rtol=1e-6)


def test_pictures_of_several_sizes_make_one_batch():
    pictures = [made_picture(20, 30), made_picture(7, 90, seed=1)]
    together = preprocess(pictures, size=16, means_rgb=NO_MEANS)
    alone = [preprocess([picture], size=16, means_rgb=NO_MEANS) for picture in pictures]
    assert torch.equal(together, torch.cat(alone))


def test_the_picture_itself_is_not_changed():
    picture = made_picture(30, 30)
    before = picture.copy()
    picture.flags.writeable = False
    preprocess([picture], size=30, means_rgb=(1.0, 2.0, 3.0))
    np.testing.assert_array_equal(picture, before)


@pytest.mark.parametrize(
    "picture",
    [np.zeros((4, 4), np.uint8), np.zeros((4, 4, 4), np.uint8), np.zeros((0, 4, 3), np.uint8), np.zeros((4, 4, 3))],
)
def test_what_is_no_rgb_picture_is_refused(picture):
    with pytest.raises(ValueError, match="uint8"):
        preprocess([picture], size=8, means_rgb=NO_MEANS)


def test_no_picture_is_refused():
    with pytest.raises(ValueError, match="no picture"):
        preprocess([], size=8, means_rgb=NO_MEANS)


SIZES = st.tuples(st.integers(1, 90), st.integers(1, 90))


@settings(max_examples=40, deadline=None)
@given(sizes=st.lists(SIZES, min_size=1, max_size=4), repeated=st.integers(1, 3), size=st.sampled_from([1, 7, 32]))
def test_a_device_squeezes_pictures_as_the_processor_does(sizes, repeated, size):
    pictures = [made_picture(h, w, seed=n) for h, w in sizes for n in range(repeated)]
    expected = preprocess(pictures, size=size, means_rgb=NO_MEANS).permute(0, 2, 3, 1)
    squares = squeeze_on(torch.device("cpu"), pictures, size)
    assert squares.dtype == torch.float32
    torch.testing.assert_close(squares, expected, atol=1e-4, rtol=0)


def test_network_input_is_made_on_the_device_that_is_asked_for():
    x = preprocess([made_picture(20, 30), made_picture(7, 9)], size=16, means_rgb=NO_MEANS, device="meta")
    assert (x.device.type, x.shape, x.dtype) == ("meta", (2, 3, 16, 16), torch.float32)
