"""How much of the input a cell of a feature map sees, from the layers before it. Numpy only, no torch.

Source: the sizes add up layer by layer (Dumoulin and Visin, "A guide to convolution arithmetic for deep learning",
arXiv 1603.07285, section 2): a window of k cells, d apart, adds (k - 1) d times the pitch of the cells it looks at.
Against the size of the default boxes it tells whether a prediction can see all of the object it is asked for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.layers import Convolution
from ssd_desktop.ssd.networks import NetworkDescription


class Window(NamedTuple):
    """What a convolution or a pooling looks at, along one axis.

    Attributes:
        kernel: Cells that it looks at.
        stride: Cells between two outputs.
        padding: Cells added before the first one.
        dilation: Cells between two that it looks at.
    """

    kernel: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1


@dataclass(frozen=True)
class ReceptiveField:
    """The part of the input that cells see along one axis, the same for x and y.

    Attributes:
        size: Pixels that a cell sees; more than the input's side where the zeros around it are seen too.
        pitch: Pixels between the fields of neighbouring cells.
        start: First pixel of the field of cell 0; negative where it begins in the zeros.
    """

    size: int
    pitch: int
    start: int

    def of_cell(self, cell: int) -> tuple[int, int]:
        """Returns the edges of what a cell sees, first pixel and one past the last; they may lie beyond the input."""
        first = self.start + cell * self.pitch
        return first, first + self.size


_HEAD = Window(3, padding=1)


def field_of(windows: Iterable[Window]) -> ReceptiveField:
    """Returns what a cell behind some layers sees of the input of the first.

    Args:
        windows: In order of the forward pass; none sees the one pixel itself.
    """
    size, pitch, start = 1, 1, 0
    for kernel, stride, padding, dilation in windows:
        size += (kernel - 1) * dilation * pitch
        start -= padding * pitch
        pitch *= stride
    return ReceptiveField(size, pitch, start)


def map_field(network: NetworkDescription, feature_map: int) -> ReceptiveField:
    """Returns what a cell of a feature map sees of the input.

    Args:
        network: Any of ``NETWORKS``.
        feature_map: 0 is the finest.

    Raises:
        ConfigError: The network has no such feature map.
    """
    return field_of(_windows_to(network, feature_map))


def prediction_field(network: NetworkDescription, feature_map: int) -> ReceptiveField:
    """Returns what the scores and offsets of a cell's default boxes depend on: the head adds 3 x 3 cells of the map.

    Args:
        network: Any of ``NETWORKS``.
        feature_map: 0 is the finest.

    Raises:
        ConfigError: The network has no such feature map.
    """
    return field_of([*_windows_to(network, feature_map), _HEAD])


def _windows_to(network: NetworkDescription, feature_map: int) -> list[Window]:
    names = network.map_names
    if not 0 <= feature_map < len(names):
        raise ConfigError(f"{network.name} has feature maps 0 to {len(names) - 1}, not {feature_map}.")
    windows: list[Window] = []
    for layer in network.layers:
        windows += _windows(layer)
        if layer.name == names[feature_map]:
            break
    return windows


def _windows(layer: Convolution) -> list[Window]:
    """What a layer looks at. Rounding up moves no field; what it adds to its output sees a part of the same one."""
    pool = layer.pooling
    pooling = [] if pool is None else [Window(pool.kernel, pool.stride, pool.padding)]
    return [*pooling, Window(layer.kernel, layer.stride, layer.padding, layer.dilation)]
