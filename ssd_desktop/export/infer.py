"""Runs an exported detector on pictures, without SSD Desktop.

    python infer.py PICTURE... [--score 0.5]

Needs numpy, OpenCV or Pillow to read pictures, and what runs the model: onnxruntime for .onnx, openvino for .xml, torch
and torchvision for .pt2. ``labels.json`` beside this file says what the model holds. Written by SSD Desktop; use it as
you like (MIT licence).
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
Run = Callable[[npt.NDArray[Any]], Sequence[npt.NDArray[Any]]]


class Found(NamedTuple):
    """The detections of one picture, highest score first.

    Attributes:
        boxes_xyxy: float32 ``[N, 4]``, x0, y0, x1, y1 in pixels of the picture.
        labels: int64 ``[N]``; label i is ``classes[i - 1]`` of ``labels.json``.
        scores: float32 ``[N]``.
        default_boxes: int64 ``[N]``, the index of the default box that made each.
    """

    boxes_xyxy: FloatArray
    labels: npt.NDArray[np.int64]
    scores: FloatArray
    default_boxes: npt.NDArray[np.int64]


class Detector:
    """An exported model, ready to run.

    Args:
        folder: Where the model and ``labels.json`` are.
        exact: Compute in 32 bits a number also where the processor is faster with 16.
    """

    def __init__(self, folder: Path, *, exact: bool = False) -> None:
        self.facts: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.classes: list[str] = self.facts["classes"]
        openers = {"onnx": _open_onnx, "openvino": _open_openvino, "torch": _open_torch}
        self._run: Run = openers[self.facts["format"]](folder / self.facts["model"], exact)

    def detect(self, pixels_rgb: npt.NDArray[np.uint8], score: float = 0.5) -> Found:
        """Returns what is found in a picture, uint8 ``[H, W, 3]``, RGB, of any size.

        Args:
            pixels_rgb: The picture.
            score: Least score.
        """
        height, width = pixels_rgb.shape[:2]
        outputs = self._outputs(pixels_rgb)
        if self.facts["nms"]:
            every = Found(*(output[0] for output in outputs))
        else:
            every = suppress(outputs[0][0], outputs[1][0], self.facts)
        # Rows after the last detection are zeros.
        is_found = (every.scores > 0) & (every.scores >= score)
        pixels = every.boxes_xyxy[is_found] * np.array([width, height, width, height], np.float32)
        return Found(pixels, every.labels[is_found], every.scores[is_found], every.default_boxes[is_found])

    def every_default_box(self, pixels_rgb: npt.NDArray[np.uint8]) -> tuple[FloatArray, FloatArray]:
        """Returns boxes ``[K, 4]``, 0..1, and scores ``[K, C]`` of a model that was exported without suppression.

        Args:
            pixels_rgb: As for ``detect``.
        """
        boxes, scores = self._outputs(pixels_rgb)
        return boxes[0], scores[0]

    def _outputs(self, pixels_rgb: npt.NDArray[np.uint8]) -> Sequence[npt.NDArray[Any]]:
        if self.facts["preprocess"]:
            return self._run(np.ascontiguousarray(pixels_rgb[None]))
        return self._run(squeeze(pixels_rgb, self.facts["size"], self.facts["means_rgb"])[None])


def squeeze(pixels_rgb: npt.NDArray[np.uint8], size: int, means_rgb: Sequence[float]) -> FloatArray:
    """Returns the picture resized to a square (bilinear, half-pixel centres), less the means: ``[3, size, size]``."""
    above, below, down = _neighbours(pixels_rgb.shape[0], size)
    left, right, across = _neighbours(pixels_rgb.shape[1], size)
    rows = [
        pixels_rgb[row[:, None], left] * (1 - across)[None, :, None]
        + pixels_rgb[row[:, None], right] * across[None, :, None]
        for row in (above, below)
    ]
    square = rows[0] * (1 - down)[:, None, None] + rows[1] * down[:, None, None]
    planes = (square - np.asarray(means_rgb, np.float32)).transpose(2, 0, 1)
    return np.ascontiguousarray(planes, np.float32)


def _neighbours(length: int, size: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], FloatArray]:
    """Returns for each output pixel the input pixels before and after it and the second's weight."""
    scale = float(np.float32(length) / np.float32(size))
    position = ((np.arange(size) + 0.5) * scale - 0.5).astype(np.float32).clip(0, None)
    before = np.minimum(position.astype(np.int64), length - 1)
    return before, np.minimum(before + 1, length - 1), np.clip(position - before, 0, 1).astype(np.float32)


def suppress(boxes: FloatArray, scores: FloatArray, facts: dict[str, Any]) -> Found:
    """Returns what non-maximum suppression leaves of every default box.

    Args:
        boxes: ``[K, 4]``, 0..1.
        scores: ``[K, C]``; column 0 is background.
        facts: Of ``labels.json``.
    """
    kept: list[tuple[float, int, int]] = []
    for label in range(1, scores.shape[1]):
        candidates = np.flatnonzero(scores[:, label] > facts["score_threshold"])
        order = candidates[np.argsort(-scores[candidates, label], kind="stable")][: facts["candidates_per_class"]]
        while len(order):
            best, order = order[0], order[1:]
            kept.append((float(scores[best, label]), label, int(best)))
            order = order[_iou(boxes[best], boxes[order]) <= facts["nms_iou"]]
    kept = sorted(kept, key=lambda one: -one[0])[: facts["detections_per_image"]]
    places = np.array([place for _, _, place in kept], np.int64)
    labels = np.array([label for _, label, _ in kept], np.int64)
    return Found(boxes[places], labels, np.array([score for score, _, _ in kept], np.float32), places)


def _iou(box: FloatArray, others: FloatArray) -> FloatArray:
    low, high = np.maximum(box[:2], others[:, :2]), np.minimum(box[2:], others[:, 2:])
    shared = np.clip(high - low, 0, None).prod(axis=1)
    areas = (others[:, 2:] - others[:, :2]).prod(axis=1) + (box[2:] - box[:2]).prod()
    overlaps: FloatArray = shared / np.maximum(areas - shared, 1e-12)
    return overlaps


def read_picture(path: str) -> npt.NDArray[np.uint8]:
    """Returns the pixels of an image file, upright, uint8 ``[H, W, 3]``, RGB.

    Raises:
        OSError: It cannot be read.
        ValueError: It is no picture.
    """
    try:
        import cv2
    except ImportError:
        from PIL import Image, ImageOps

        with Image.open(path) as image:
            return np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
    content = np.fromfile(path, np.uint8)
    pixels_bgr = cv2.imdecode(content, cv2.IMREAD_COLOR) if len(content) else None
    if pixels_bgr is None:
        raise ValueError(f"{path} is no picture")
    return np.ascontiguousarray(pixels_bgr[:, :, ::-1])


def _open_onnx(path: Path, exact: bool) -> Run:
    import onnxruntime

    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    return lambda pixels: session.run(None, {"pixels": pixels})


def _open_openvino(path: Path, exact: bool) -> Run:
    # OpenVINO sends usage data to its makers when this package is there.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    settings = {"INFERENCE_PRECISION_HINT": "f32"} if exact else {}
    compiled = openvino.Core().compile_model(path, "CPU", settings)
    return lambda pixels: list(compiled([pixels]).values())


def _open_torch(path: Path, exact: bool) -> Run:
    import torch
    import torchvision  # noqa: F401 - PyTorch learns its suppression by the import

    module: Any = torch.export.load(path).module()
    return lambda pixels: [output.detach().numpy() for output in module(torch.from_numpy(np.array(pixels)))]


def main() -> int:
    """Prints one line of JSON for each picture; returns 1 where one could not be read, 0 otherwise."""
    parser = argparse.ArgumentParser(description="Finds objects in pictures.")
    parser.add_argument("pictures", nargs="+")
    parser.add_argument("--score", type=float, default=0.5, help="least score, 0 to 1 (default: 0.5)")
    args = parser.parse_args()
    detector = Detector(Path(__file__).resolve().parent)
    unread = 0
    for path in args.pictures:
        try:
            pixels_rgb = read_picture(path)
        except (OSError, ValueError) as error:
            print(f"{path} was left out: {error}", file=sys.stderr)
            unread = 1
            continue
        found = detector.detect(pixels_rgb, args.score)
        rows = [
            {
                "box": [round(float(edge), 2) for edge in box],
                "label": detector.classes[label - 1],
                "score": round(float(score), 4),
            }
            for box, label, score in zip(found.boxes_xyxy, found.labels, found.scores, strict=True)
        ]
        print(json.dumps({"image": path, "detections": rows}))
    return unread


if __name__ == "__main__":
    sys.exit(main())
