"""Colours changed where the network is, held against those of the loader's threads."""

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ssd_desktop.data.device_colours import Colours, coloured, distorted, steps_of
from ssd_desktop.data.photometric import Distortion, distort

#: Grey levels of 255. Both compute in float32, in another order; a thousandth of a step between two bytes is nothing.
BOUND = 2e-3
MEANS = (123.68, 116.779, 103.939)

DISTORTIONS = st.builds(
    Distortion,
    contrast_first=st.booleans(),
    brightness=st.none() | st.floats(-32, 32),
    contrast=st.none() | st.floats(0.5, 1.5),
    saturation=st.none() | st.floats(0, 2),
    hue=st.none() | st.floats(-180, 180),
)


@settings(max_examples=80, deadline=None)
@given(arrays.arrays(np.uint8, (4, 5, 3)), DISTORTIONS)
def test_a_device_changes_colours_as_the_loader_does(pixels, distortion):
    expected = distort(pixels.astype(np.float32), distortion)

    steps = torch.from_numpy(steps_of([distortion]))[0]
    found = distorted(torch.from_numpy(pixels).float(), steps)

    assert found.dtype == torch.float32
    np.testing.assert_allclose(found.numpy(), expected, atol=BOUND, rtol=0)


@given(arrays.arrays(np.uint8, (3, 4, 3)))
def test_steps_that_are_left_out_leave_every_pixel(pixels):
    steps = torch.from_numpy(steps_of([Distortion()]))[0]
    assert torch.equal(distorted(torch.from_numpy(pixels).float(), steps), torch.from_numpy(pixels).float())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_pixel_gets_the_steps_of_its_piece_and_layers_are_blended_by_their_shares(data):
    """Against a loop over pictures, layers and pieces; pictures of one layer stand beside blends."""
    batch, most, side = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 2)), 4
    layers = data.draw(arrays.arrays(np.uint8, (batch, most, side, side, 3)))
    pieces = data.draw(arrays.arrays(np.uint8, (batch, most, side, side), elements=st.integers(0, 3)))
    distortions = [[[data.draw(DISTORTIONS) for _ in range(3)] for _ in range(most)] for _ in range(batch)]
    shares = np.array([[1.0, 0.0] if data.draw(st.booleans()) else [0.25, 0.75] for _ in range(batch)], np.float32)
    expected = np.zeros((batch, side, side, 3), np.float32)
    for image, layer in np.ndindex(batch, most):
        for number, distortion in enumerate(distortions[image][layer], start=1):
            changed = distort(layers[image, layer].astype(np.float32), distortion) - np.array(MEANS, np.float32)
            expected[image] += np.where((pieces[image, layer] == number)[..., None], changed * shares[image, layer], 0)

    steps = np.stack([[np.concatenate([np.zeros((1, 6)), steps_of(one)]) for one in image] for image in distortions])
    colours = Colours(torch.from_numpy(steps).float(), torch.from_numpy(shares[:, :most]), torch.tensor(MEANS))
    bytes_and_pieces = torch.from_numpy(np.concatenate([layers, pieces[..., None]], axis=-1))
    found = coloured(bytes_and_pieces, colours)

    np.testing.assert_allclose(found.permute(0, 2, 3, 1).numpy(), expected, atol=2 * BOUND, rtol=0)
    part = slice(batch - 1, batch)
    torch.testing.assert_close(coloured(bytes_and_pieces[part], colours[part]), found[part])


def test_canvas_is_exactly_the_means_and_lies_channels_last():
    layers = torch.randint(0, 256, (2, 1, 8, 8, 4), dtype=torch.uint8, generator=torch.Generator().manual_seed(0))
    layers[..., 3] = 0
    layers[:, :, 2:, :, 3] = 1
    steps = torch.from_numpy(steps_of([Distortion(), Distortion(brightness=20.0)])).view(1, 1, 2, 6).expand(2, 1, 2, 6)
    found = coloured(layers, Colours(steps, torch.ones(2, 1), torch.tensor(MEANS)))
    assert (found[:, :, :2] == 0).all()
    assert (found[:, :, 2:] != 0).any()
    assert found.shape == (2, 3, 8, 8)
    assert found.is_contiguous(memory_format=torch.channels_last)


def test_no_step_asks_for_a_number_of_the_device():
    """A tensor without numbers ("meta") fails where a GPU would have to be waited for."""
    for pieces in (1, 4):
        colours = Colours(torch.zeros(2, 2, pieces + 1, 6), torch.zeros(2, 2), torch.zeros(3))
        meta = torch.device("meta")
        found = coloured(torch.zeros(2, 2, 8, 8, 4, dtype=torch.uint8).to(meta), colours.to(meta))
        assert (found.device.type, found.shape) == ("meta", (2, 3, 8, 8))
