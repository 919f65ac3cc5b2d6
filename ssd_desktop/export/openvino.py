"""The detector as an OpenVINO model (IR): the network of the engine, with what stands before and after it.

Its oracle is ``detector_module``, operator by operator.
"""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ssd_desktop.export.config import FP16, ExportOptions
from ssd_desktop.export.onnx import OUTPUTS
from ssd_desktop.inference.engines.openvino_graph import INPUT, LOGITS, OFFSETS
from ssd_desktop.inference.engines.openvino_runtime import load_openvino
from ssd_desktop.ssd.box_coder import MAX_SIZE_LOG
from ssd_desktop.ssd.config import OFFSET_VARIANCES, PostprocessConfig
from ssd_desktop.ssd.model import SSD

_FIXED_POINT = 2.0**-24
"""The last digit of numbers that stay exact when weights are stored as float16; itself a float16."""


def write_openvino(model: SSD, network: Any, options: ExportOptions, config: PostprocessConfig, path: Path) -> None:
    """Writes an ``.xml`` file and the ``.bin`` with the weights beside it.

    Args:
        model: Whose plan, means and classes are taken.
        network: ``network_graph(model)`` or its quantised form; becomes part of the model written.
        options: What is inside.
        config: Thresholds of the suppression.
        path: The ``.xml`` file.

    Raises:
        RuntimeError: It cannot be written.
    """
    openvino = load_openvino()
    builder = _Builder(openvino.opset13, model, config)
    pixels, prepared = builder.squeezed() if options.preprocess else builder.plain_input()
    for target in list(network.input(INPUT).get_node().output(0).get_target_inputs()):
        target.replace_source_output(prepared.output(0))
    offsets, logits = (network.output(name).get_node().input_value(0) for name in (OFFSETS, LOGITS))
    outputs = builder.decoded(offsets, logits)
    if options.nms:
        outputs = builder.suppressed(*outputs)
    for output, name in zip(outputs, OUTPUTS[options.nms], strict=True):
        output.get_tensor().set_names({name})
    pixels.output(0).get_tensor().set_names({INPUT})
    whole = openvino.Model(list(outputs), [pixels], "ssd")
    openvino.save_model(whole, path, compress_to_fp16=options.precision == FP16)


class _Builder:
    """Appends what surrounds the network; nodes and outputs are OpenVINO's, of no type that a checker could know.

    Args:
        ops: The operator set.
        model: Whose plan, means and classes are taken.
        config: Thresholds of the suppression.
    """

    def __init__(self, ops: Any, model: SSD, config: PostprocessConfig) -> None:
        self._ops = ops
        self._side = model.config.plan.image_size
        self._means = np.array(model.config.means_rgb, np.float32).reshape(1, 3, 1, 1)
        self._default_boxes = model.default_boxes.cxcywh.astype(np.float32)[None]
        self._classes = model.config.class_count - 1
        self._config = config

    def plain_input(self) -> tuple[Any, Any]:
        """Returns an input float32 ``[B, 3, S, S]`` and what the network takes of it, ``[B, S, S, 3]``."""
        pixels = self._ops.parameter([-1, 3, self._side, self._side], np.float32, name=INPUT)
        return pixels, self._ops.transpose(pixels, _numbers(0, 2, 3, 1))

    def squeezed(self) -> tuple[Any, Any]:
        """Returns an input uint8 ``[B, H, W, 3]`` and what the network takes of it (``detector_module.Squeeze``)."""
        ops = self._ops
        pixels = ops.parameter([-1, -1, -1, 3], np.uint8, name=INPUT)
        planes = ops.transpose(ops.convert(pixels, "f32"), _numbers(0, 3, 1, 2))
        resized = ops.interpolate(
            planes,
            _numbers(self._side, self._side),
            "linear_onnx",
            "sizes",
            coordinate_transformation_mode="half_pixel",
            axes=_numbers(2, 3),
        )
        return pixels, ops.transpose(ops.subtract(resized, self._constant(self._means)), _numbers(0, 2, 3, 1))

    def decoded(self, offsets: Any, logits: Any) -> list[Any]:
        """Returns boxes ``[B, K, 4]`` and scores ``[B, K, C]`` (``detector_module.Decode``)."""
        ops, (centre_variance, size_variance) = self._ops, OFFSET_VARIANCES
        centres, sizes = self._default_boxes[..., :2], self._default_boxes[..., 2:]
        move = ops.multiply(self._part(offsets, 0, 2), self._exact(sizes * centre_variance))
        centre = ops.add(move, self._exact(centres))
        growth = ops.multiply(self._part(offsets, 2, 4), self._exact(np.array(size_variance)))
        growth = ops.exp(ops.minimum(growth, self._constant(np.float32(MAX_SIZE_LOG))))
        half = ops.multiply(growth, self._exact(sizes / 2))
        corners = ops.concat([ops.subtract(centre, half), ops.add(centre, half)], axis=2)
        return [ops.clamp(corners, 0.0, 1.0).output(0), ops.softmax(logits, 2).output(0)]

    def suppressed(self, boxes: Any, scores: Any) -> list[Any]:
        """Returns boxes ``[B, D, 4]``, labels, scores and default boxes ``[B, D]`` (``detector_module.Suppress``)."""
        ops, config = self._ops, self._config
        count = self._default_boxes.shape[1]
        # TopK must not ask for more than there is (traps.md).
        most = min(config.candidates_per_class, count)
        row = self._classes * most
        by_class = ops.transpose(self._part(scores, 1, self._classes + 1), _numbers(0, 2, 1))
        best = ops.topk(by_class, np.int64(most), 2, "max", "value", index_element_type="i64")  # [B, C - 1, M]
        default_boxes = ops.reshape(best.output(1), _numbers(-1, row), False)
        candidates = self._gathered(boxes, default_boxes)  # [B, (C - 1) * M, 4]
        kept = self._kept(candidates, best.output(0), most)
        shown = np.int64(min(config.detections_per_image, row))
        chosen = ops.topk(kept, shown, 1, "max", "value", index_element_type="i64")
        nothing, nowhere = self._constant(np.int64(0)), self._constant(np.float32(0))
        found = ops.greater(chosen.output(0), nowhere)
        labels = ops.add(ops.divide(chosen.output(1), self._constant(np.int64(most))), self._constant(np.int64(1)))
        picked = ops.select(ops.unsqueeze(found, _numbers(2)), self._gathered(candidates, chosen.output(1)), nowhere)
        indices = ops.select(found, self._gathered(default_boxes, chosen.output(1)), nothing)
        rows = (picked, ops.select(found, labels, nothing))
        return [*(node.output(0) for node in rows), chosen.output(0), indices.output(0)]

    def _kept(self, candidates: Any, best: Any, most: int) -> Any:
        """Returns the scores ``[B, (C - 1) * M]`` of the candidates that survive, 0 of the others."""
        ops, config = self._ops, self._config
        selected = ops.non_max_suppression(
            ops.reshape(candidates, _numbers(-1, most, 4), False),
            ops.reshape(best, _numbers(-1, 1, most), False),
            np.int64(most),
            np.float32(config.nms_iou),
            np.float32(config.score_threshold),
            box_encoding="corner",
            sort_result_descending=False,
            output_type="i64",
        ).output(0)  # [N, 3]: image and class together, 0, candidate
        group, place = (ops.gather(selected, self._constant(np.int64(column)), np.int64(1)) for column in (0, 2))
        positions = ops.add(ops.multiply(group, self._constant(np.int64(most))), place)
        flat = ops.reshape(best, _numbers(-1), False)
        none = ops.broadcast(self._constant(np.float32(0)), ops.shape_of(flat))
        ones = ops.broadcast(self._constant(np.float32(1)), ops.shape_of(positions))
        is_kept = ops.scatter_elements_update(none, positions, ones, np.int64(0))
        return ops.reshape(ops.multiply(flat, is_kept), _numbers(-1, self._classes * most), False)

    def _gathered(self, rows: Any, positions: Any) -> Any:
        """Returns ``rows[b, positions[b, i]]``."""
        return self._ops.gather(rows, positions, np.int64(1), 1)

    def _part(self, x: Any, begin: int, end: int) -> Any:
        """Returns columns ``begin`` to ``end`` of ``[B, K, columns]``."""
        return self._ops.slice(x, _numbers(begin), _numbers(end), _numbers(1), _numbers(2))

    def _constant(self, values: Any) -> Any:
        return self._ops.constant(values)

    def _exact(self, values: npt.NDArray[np.floating[Any]]) -> Any:
        """Returns constants below 128 that no compression touches: half a pixel lies in the digits of a default box."""
        digits = np.round(values.astype(np.float64) / _FIXED_POINT).astype(np.int32)
        last = self._constant(np.float32(_FIXED_POINT))
        return self._ops.multiply(self._ops.convert(self._constant(digits), "f32"), last)


def _numbers(*values: int) -> npt.NDArray[np.int64]:
    return np.array(values, np.int64)
