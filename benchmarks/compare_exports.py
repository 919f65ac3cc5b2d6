"""Does an exported detector answer as PyTorch does, and what does int8 cost?

Exports a checkpoint to ONNX, OpenVINO IR in fp32, fp16 and int8 (quantised on images of the train split only) and
``.pt2``, runs each file with ``infer.py`` on the whole test split as its user would, and prints against PyTorch in
fp32: the largest difference of an edge and of a score (detections from 0.05 up with the same class and default box),
objects that are lost, and AP50 (VOC area). Computed in 32 bits where the file has them (OpenVINO itself takes 16 where
the processor is faster so). Ends with 1 where int8 loses 1 point or more. Nothing is left on the disk.

    python -m benchmarks.compare_exports ../shared/data/playing_cards [--calibrated 100]
"""

import argparse
import importlib.util
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from ssd_desktop.checkpoints.builder import build_model
from ssd_desktop.checkpoints.catalog import find_model
from ssd_desktop.checkpoints.checkpoint import load_checkpoint
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.types import Dataset
from ssd_desktop.evaluation.collection import Collected, collect
from ssd_desktop.evaluation.evaluator import measure
from ssd_desktop.export.agreement import agreement_of
from ssd_desktop.export.calibration import spread
from ssd_desktop.export.config import FORMATS, INT8, ONNX, OPENVINO, PRECISIONS, SUFFIXES, ExportOptions
from ssd_desktop.export.infer import Detector
from ssd_desktop.export.onnx import write_onnx
from ssd_desktop.export.openvino import write_openvino
from ssd_desktop.export.package import Source, write_description
from ssd_desktop.export.quantise import quantise
from ssd_desktop.export.torch_export import write_torch
from ssd_desktop.export.types import ExportRequest
from ssd_desktop.inference.engines.openvino_graph import network_graph
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.types import RgbImage
from ssd_desktop.ssd.config import NetworkConfig, PostprocessConfig
from ssd_desktop.ssd.model import SSD

THRESHOLDS = PostprocessConfig()
MOST_LOST = 0.01
"""AP50 that int8 may cost, 0 to 1."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="labelled folder whose classes the model knows")
    parser.add_argument("--model", default="shipped")
    parser.add_argument("--split", default="test", help="measured on (default: test)")
    parser.add_argument("--calibration-split", default="train", help="int8 is calibrated on (default: train)")
    parser.add_argument("--calibrated", type=int, default=100, help="images of it; 0: no int8")
    args = parser.parse_args()

    model = build_model(load_checkpoint(find_model(args.model))).eval().requires_grad_(False)
    classes = model.config.classes
    test = load_dataset(args.data, split=args.split, classes=classes)
    train = load_dataset(args.data, split=args.calibration_split, classes=classes)
    images = [sample.image_path for sample in spread(train.samples, args.calibrated)]
    if set(images) & {sample.image_path for sample in test.samples}:
        parser.error("the images that calibrate must not be among those that measure; choose another split")
    expected = collect(Predictor(model, torch.device("cpu")), test, batch_size=1)
    reference = measure(expected).map
    print("| | box, px | score | lost | AP50, % | against PyTorch |\n| --- | --- | --- | --- | --- | --- |")
    print(f"| PyTorch fp32 | | | | {100 * reference:.2f} | |", flush=True)
    losses = {options: tell(model, options, test, images, expected) for options in exports(bool(images))}
    return int(any(loss >= MOST_LOST for options, loss in losses.items() if options.precision == INT8))


def exports(has_images: bool) -> list[ExportOptions]:
    """Returns what is exported: every format and precision that this installation and the images allow."""
    missing = {ONNX} if importlib.util.find_spec("onnxscript") is None else set()
    has_int8 = has_images and importlib.util.find_spec("nncf") is not None
    return [
        ExportOptions(format=one, precision=precision)
        for one in FORMATS
        for precision in PRECISIONS[one]
        if one not in missing and (precision != INT8 or has_int8)
    ]


def tell(model: SSD, options: ExportOptions, test: Dataset, images: Sequence[Path], expected: Collected) -> float:
    """Prints the row of an export; returns the AP50 that it lost, 0 to 1."""
    with tempfile.TemporaryDirectory() as folder:
        write(model, options, Path(folder), images)
        found = collect(_Exported(Path(folder), model.config), test, batch_size=1)
    agreement = agreement_of(expected.detections, found.detections)
    before, after = measure(expected).map, measure(found).map
    cells = (
        f"{options.format} {options.precision}",
        f"{agreement.pixels:.2g}",
        f"{agreement.score:.1g}",
        f"{agreement.lost} of {agreement.detections}",
        f"{100 * after:.2f}",
        f"{100 * (after - before):+.2f}",
    )
    print(f"| {' | '.join(cells)} |", flush=True)
    return before - after


def write(model: SSD, options: ExportOptions, folder: Path, images: Sequence[Path]) -> None:
    """Writes an export as ``ssd-desktop export`` does, with what describes it; the user's own int8 stays as it is."""
    path = folder / f"model{SUFFIXES[options.format]}"
    if options.format == OPENVINO:
        write_openvino(model, _network(model, options, images), options, THRESHOLDS, path)
    else:
        writer = write_onnx if options.format == ONNX else write_torch
        writer(model, options, THRESHOLDS, path)
    write_description(folder, ExportRequest("", path, options), Source("", model.config, None), THRESHOLDS)


def _network(model: SSD, options: ExportOptions, images: Sequence[Path]) -> Any:
    if options.precision != INT8:
        return network_graph(model)
    return quantise(model, images, progress=lambda done, total: None)


class _Exported:
    """What ``infer.py`` finds, as an evaluation takes it."""

    def __init__(self, folder: Path, config: NetworkConfig) -> None:
        self.config = config
        self._detector = Detector(folder, exact=True)

    def detect_batch(self, images: list[RgbImage], /) -> list[Detections]:
        return [self._detect(image) for image in images]

    def _detect(self, pixels_rgb: RgbImage) -> Detections:
        height, width = pixels_rgb.shape[:2]
        return Detections(*self._detector.detect(pixels_rgb, 0.0), self.config.classes, width, height)


if __name__ == "__main__":
    sys.exit(main())
