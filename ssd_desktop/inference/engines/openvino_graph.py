"""The detector network as an OpenVINO graph, layer by layer.

Built from the weights instead of traced: it takes a tenth of a second where PyTorch's exporter and OpenVINO's
converter take four, and needs neither while the window is open. Its oracle is ``SSD.forward``.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from torch import Tensor, nn

from ssd_desktop.inference.engines.openvino_runtime import load_openvino
from ssd_desktop.ssd.backbone import BASE_LAYERS, L2Norm
from ssd_desktop.ssd.model import SSD

INPUT, OFFSETS, LOGITS = "pixels", "offsets", "logits"

_NHWC_TO_NCHW = (0, 3, 1, 2)
_NCHW_TO_NHWC = (0, 2, 3, 1)
_NORM_EPS = 1e-24
"""Of the squared norm: ``torch.nn.functional.normalize`` has 1e-12 for the norm."""


def network_graph(model: SSD) -> Any:
    """Returns the network as an ``openvino.Model``.

    Its input ``pixels`` is float32 ``[B, S, S, 3]`` (the order in which ``preprocess`` lays them in memory), RGB in
    0..255 minus the means; its outputs are ``offsets [B, K, 4]`` and ``logits [B, K, C]``.

    Args:
        model: Of any network of this program; its weights are copied.

    Raises:
        InferenceError: OpenVINO is not installed or does not start.
    """
    openvino = load_openvino()
    ops = openvino.opset13
    side = model.config.plan.image_size
    pixels = ops.parameter([-1, side, side, 3], np.float32, name=INPUT)
    builder = _Builder(ops)
    maps = builder.feature_maps(model, ops.transpose(pixels, _numbers(_NHWC_TO_NCHW)))
    heads = model.heads
    results = []
    for name, convolutions, values in (
        (OFFSETS, heads.offsets, 4),
        (LOGITS, heads.class_scores, heads.class_count),
    ):
        rows = [builder.rows(head, x, values) for head, x in zip(convolutions, maps, strict=True)]
        result = ops.concat(rows, axis=1)  # [B, K, values]
        result.output(0).get_tensor().set_names({name})
        results.append(result)
    pixels.output(0).get_tensor().set_names({INPUT})
    return openvino.Model(results, [pixels], "ssd")


class _Builder:
    """Appends layers to a graph; nodes are OpenVINO's, of no type that a checker could know.

    Args:
        ops: The operator set.
    """

    def __init__(self, ops: Any) -> None:
        self._ops = ops

    def feature_maps(self, model: SSD, x: Any) -> list[Any]:
        """Returns the feature maps as the heads see them, ``[B, channels, f, f]`` each (``Backbone.forward``)."""
        backbone, network = model.backbone, model.backbone.network
        maps = []
        for name in BASE_LAYERS:
            if name.endswith("_1") and name != "conv1_1":
                x = self._pool(x, side=2, stride=2, padding=0, rounding="ceil" if name == "conv4_1" else "floor")
            x = self._ops.relu(self._convolution(backbone.get_submodule(name), x))
            if name == "conv4_3":
                maps.append(self._normalised(backbone.conv4_3_norm, x))
        x = self._pool(x, side=3, stride=1, padding=1, rounding="floor")
        for layer in network.new_layers:
            x = self._ops.relu(self._convolution(backbone.get_submodule(layer.name), x))
            if layer.name in network.map_names:
                maps.append(x)
        return maps

    def rows(self, head: nn.Module, x: Any, values: int) -> Any:
        """Returns the output of a head as ``[B, f * f * k, values]``: row, column, shape."""
        in_rows = self._ops.transpose(self._convolution(head, x), _numbers(_NCHW_TO_NHWC))
        return self._ops.reshape(in_rows, _numbers((0, -1, values)), special_zero=True)

    def _convolution(self, layer: nn.Module, x: Any) -> Any:
        if not isinstance(layer, nn.Conv2d):
            raise TypeError(f"{type(layer).__name__} is no convolution.")
        padding = _pair(layer.padding)
        weights = self._ops.constant(_array(layer.weight))
        result = self._ops.convolution(x, weights, _pair(layer.stride), padding, padding, _pair(layer.dilation))
        if layer.bias is None:
            return result
        return self._ops.add(result, self._ops.constant(_array(layer.bias).reshape(1, -1, 1, 1)))

    def _pool(self, x: Any, *, side: int, stride: int, padding: int, rounding: str) -> Any:
        ends = [padding, padding]
        # Without an index type the second output stays unused and the node is the plain maximum.
        pooled = self._ops.max_pool(x, [stride] * 2, [1, 1], ends, ends, [side] * 2, rounding)
        return pooled.output(0)

    def _normalised(self, layer: L2Norm, x: Any) -> Any:
        unit = self._ops.normalize_l2(x, _numbers((1,)), _NORM_EPS, "max")
        return self._ops.multiply(unit, self._ops.constant(_array(layer.scale).reshape(1, -1, 1, 1)))


def _array(tensor: Tensor) -> npt.NDArray[np.float32]:
    array: npt.NDArray[np.float32] = tensor.detach().float().cpu().contiguous().numpy()
    return array


def _numbers(values: tuple[int, ...]) -> npt.NDArray[np.int64]:
    return np.array(values, np.int64)


def _pair(values: Any) -> list[int]:
    return [int(value) for value in values]
