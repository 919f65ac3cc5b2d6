"""What a cell of a feature map sees, against a loop over cells and against the gradients of the network itself."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.backbone import Backbone
from ssd_desktop.ssd.networks import SSD300, SSD512, SSDLITE320
from ssd_desktop.ssd.receptive_field import Window, field_of, map_field, prediction_field

WINDOWS = st.builds(
    Window,
    kernel=st.integers(1, 4),
    stride=st.integers(1, 3),
    padding=st.integers(0, 3),
    dilation=st.integers(1, 3),
)


def cells_seen(windows, cell):
    """The cells of the input that a cell looks at, layer by layer backwards, zeros of the padding included."""
    seen = {cell}
    for window in reversed(windows):
        seen = {
            position * window.stride - window.padding + element * window.dilation
            for position in seen
            for element in range(window.kernel)
        }
    return seen


@given(windows=st.lists(WINDOWS, max_size=5), cell=st.integers(0, 6))
def test_the_field_spans_what_a_loop_over_the_layers_visits(windows, cell):
    seen = cells_seen(windows, cell)
    assert field_of(windows).of_cell(cell) == (min(seen), max(seen) + 1)


def test_no_layer_sees_the_pixel_itself():
    assert field_of([]).of_cell(7) == (7, 8)


def thin_backbone(network, monkeypatch):
    """The network with one channel and the same kernels, strides, paddings and dilations, which blends all it sees."""
    monkeypatch.setattr(F, "max_pool2d", F.avg_pool2d)
    backbone = Backbone(network).double()
    for name, old in list(backbone.named_children()):
        new = nn.Identity()
        if isinstance(old, nn.Conv2d):
            new = nn.Conv2d(1, 1, old.kernel_size, old.stride, old.padding, old.dilation, bias=False).double()
            nn.init.constant_(new.weight, 1 / new.weight.numel())
        setattr(backbone, name, new)
    return backbone


def pixels_with_gradient(picture, value):
    (gradient,) = torch.autograd.grad(value, picture, retain_graph=True)
    rows, columns = np.nonzero(gradient[0, 0].numpy())
    assert len(rows) == (rows.max() + 1 - rows.min()) * (columns.max() + 1 - columns.min())
    return (columns.min(), columns.max() + 1), (rows.min(), rows.max() + 1)


def within(span, side):
    return max(span[0], 0), min(span[1], side)


@pytest.mark.parametrize("network", [SSD300, SSD512, SSDLITE320], ids=lambda network: network.name)
def test_the_field_is_where_the_network_has_gradients(network, monkeypatch):
    side = network.image_size
    picture = torch.rand(1, 1, side, side, dtype=torch.float64).requires_grad_()
    maps = thin_backbone(network, monkeypatch)(picture)
    head = torch.full((1, 1, 3, 3), 1 / 9, dtype=torch.float64)
    for feature_map, values in enumerate(maps):
        assert values.shape[-1] == network.map_sizes[feature_map]
        predicted = F.conv2d(values, head, padding=1)
        row, column = values.shape[-1] // 2, values.shape[-1] // 3
        for field, output in (
            (map_field(network, feature_map), values),
            (prediction_field(network, feature_map), predicted),
        ):
            across, down = pixels_with_gradient(picture, output[0, 0, row, column])
            assert across == within(field.of_cell(column), side)
            assert down == within(field.of_cell(row), side)


def test_conv4_3_sees_92_pixels_as_published_for_vgg16():
    assert map_field(SSD300, 0).size == 92
    assert map_field(SSD300, 0).pitch == 8


def test_fields_grow_from_map_to_map_and_with_the_head():
    for network in (SSD300, SSD512, SSDLITE320):
        sizes = [map_field(network, k).size for k in range(len(network.map_sizes))]
        assert sizes == sorted(set(sizes))
        assert all(prediction_field(network, k).size > size for k, size in enumerate(sizes))


def test_a_map_that_the_network_lacks_is_refused():
    with pytest.raises(ConfigError, match="feature maps 0 to 5, not 6"):
        map_field(SSD300, 6)
