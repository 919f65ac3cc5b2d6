"""The detector network as an OpenVINO graph, layer by layer.

Built from the weights instead of traced: it takes a tenth of a second where PyTorch's exporter and OpenVINO's
converter take four, and needs neither while the window is open. Its oracle is ``SSD.forward``.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from torch import Tensor, nn

from ssd_desktop.inference.engines.openvino_runtime import load_openvino
from ssd_desktop.ssd.backbone import L2Norm
from ssd_desktop.ssd.layers import Convolution, Pooling
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
    for name, depthwise, convolutions, values in (
        (OFFSETS, heads.offsets_depthwise, heads.offsets, 4),
        (LOGITS, heads.class_depthwise, heads.class_scores, heads.class_count),
    ):
        seen = builder.depthwise(depthwise, maps)
        rows = [builder.rows(head, x, values) for head, x in zip(convolutions, seen, strict=True)]
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
        maps: list[Any] = []
        outputs: dict[str, Any] = {}
        for layer in network.layers:
            x = self._layer(layer, backbone.get_submodule(layer.name), x, outputs)
            outputs[layer.name] = x
            if layer.name in network.map_names:
                normalised = layer.name == network.normalised_map
                maps.append(self._normalised(backbone.get_submodule(f"{layer.name}_norm"), x) if normalised else x)
        return maps

    def depthwise(self, layers: nn.ModuleList, maps: list[Any]) -> list[Any]:
        """Returns the maps after the depthwise halves of the heads, where there are such (``Heads.forward``)."""
        if not len(layers):
            return maps
        return [self._relu6(self._convolution(layer, x)) for layer, x in zip(layers, maps, strict=True)]

    def rows(self, head: nn.Module, x: Any, values: int) -> Any:
        """Returns the output of a head as ``[B, f * f * k, values]``: row, column, shape."""
        in_rows = self._ops.transpose(self._convolution(head, x), _numbers(_NCHW_TO_NHWC))
        return self._ops.reshape(in_rows, _numbers((0, -1, values)), special_zero=True)

    def _layer(self, layer: Convolution, module: nn.Module, x: Any, outputs: dict[str, Any]) -> Any:
        """Appends a layer as ``Convolution`` says it; the outputs of earlier ones are there by name."""
        if layer.input_divisor != 1:
            x = self._ops.divide(x, self._ops.constant(np.float32(layer.input_divisor)))
        if layer.pooling is not None:
            x = self._pool(x, layer.pooling)
        x = self._convolution(module, x, layer.paddings)
        if layer.adds:
            x = self._ops.add(x, outputs[layer.adds])
        if layer.activation == "none":
            return x
        return self._ops.relu(x) if layer.activation == "relu" else self._relu6(x)

    def _relu6(self, x: Any) -> Any:
        return self._ops.clamp(x, 0.0, 6.0)

    def _convolution(self, layer: nn.Module, x: Any, paddings: tuple[int, int] | None = None) -> Any:
        """Appends a convolution.

        Args:
            layer: Its weights.
            x: Its input.
            paddings: Zeros before and after the input along each axis; None: as the layer has them.
        """
        if not isinstance(layer, nn.Conv2d):
            raise TypeError(f"{type(layer).__name__} is no convolution.")
        before, after = (_pair(layer.padding),) * 2 if paddings is None else ([each] * 2 for each in paddings)
        weights, convolve = _array(layer.weight), self._ops.convolution
        if layer.groups > 1:
            weights, convolve = weights[:, None], self._ops.group_convolution  # [groups, 1, 1, k, k]
        constant = self._ops.constant(weights)
        result = convolve(x, constant, _pair(layer.stride), before, after, _pair(layer.dilation))
        if layer.bias is None:
            return result
        return self._ops.add(result, self._ops.constant(_array(layer.bias).reshape(1, -1, 1, 1)))

    def _pool(self, x: Any, pooling: Pooling) -> Any:
        ends, rounding = [pooling.padding] * 2, "ceil" if pooling.rounds_up else "floor"
        # Without an index type the second output stays unused and the node is the plain maximum.
        pooled = self._ops.max_pool(x, [pooling.stride] * 2, [1, 1], ends, ends, [pooling.kernel] * 2, rounding)
        return pooled.output(0)

    def _normalised(self, layer: nn.Module, x: Any) -> Any:
        if not isinstance(layer, L2Norm):
            raise TypeError(f"{type(layer).__name__} is no normalisation.")
        unit = self._ops.normalize_l2(x, _numbers((1,)), _NORM_EPS, "max")
        return self._ops.multiply(unit, self._ops.constant(_array(layer.scale).reshape(1, -1, 1, 1)))


def _array(tensor: Tensor) -> npt.NDArray[np.float32]:
    array: npt.NDArray[np.float32] = tensor.detach().float().cpu().contiguous().numpy()
    return array


def _numbers(values: tuple[int, ...]) -> npt.NDArray[np.int64]:
    return np.array(values, np.int64)


def _pair(values: Any) -> list[int]:
    return [int(value) for value in values]
