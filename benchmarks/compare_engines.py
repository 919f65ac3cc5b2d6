"""How fast is each engine, from a decoded picture to final detections, and what does it cost in AP50?

Every engine and precision of this machine, in turns with torchvision's ``ssd300_vgg16`` on the same weights (of another
network: on those of the shipped SSD300) and its ``ssdlite320_mobilenet_v3_large`` (random weights, and no candidates to
suppress: its best case). Int8 is quantised here
on images of the train split; AP50 is that of the test split. Last comes the time at
the rate of matrix products.

    python -m benchmarks.compare_engines --data ../shared/data/playing_cards [--model FILE] [--rounds 20] [--threads 2]
"""

import argparse
import importlib.util
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch
from torchvision.models.detection import ssdlite320_mobilenet_v3_large

from benchmarks.figures import Figure, record
from benchmarks.machine_limit import limit_ms, matrix_product
from ssd_desktop.checkpoints.builder import build_model
from ssd_desktop.checkpoints.catalog import find_model
from ssd_desktop.checkpoints.checkpoint import Checkpoint, load_checkpoint
from ssd_desktop.checkpoints.torchvision import build_torchvision_model
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.types import Dataset
from ssd_desktop.evaluation.evaluator import evaluate
from ssd_desktop.export.calibration import spread
from ssd_desktop.export.quantise import quantise
from ssd_desktop.inference.devices import bfloat16_is_fast
from ssd_desktop.inference.engines.config import BF16, FP32, INT8, OPENVINO, TORCH, TORCH_FP32, EngineChoice
from ssd_desktop.inference.engines.openvino import OpenVinoEngine, openvino_has_bfloat16
from ssd_desktop.inference.engines.openvino_runtime import load_openvino
from ssd_desktop.inference.engines.torch import TorchEngine
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.media.image_file import read_image
from ssd_desktop.media.types import RgbImage
from ssd_desktop.ssd.model import SSD
from ssd_desktop.ssd.networks import SSD300, NetworkDescription

CPU = torch.device("cpu")
DTYPES = {FP32: torch.float32, BF16: torch.bfloat16}
"""Those whose rate of matrix products PyTorch can measure here."""
AIMS = {FP32: "1.8 times", BF16: "3.5 times", INT8: "6 times"}

Detect = Callable[[RgbImage], object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/playing_cards"))
    parser.add_argument("--model", default="shipped")
    parser.add_argument("--rounds", type=int, default=20, help="times that each contestant sees each picture")
    parser.add_argument("--pictures", type=int, default=3, help="pictures that are timed")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--calibrated", type=int, default=100, help="images that int8 is calibrated on; 0: no int8")
    parser.add_argument("--measured", type=int, default=200, help="test images for AP50; 0: no AP50")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)

    checkpoint = load_checkpoint(find_model(args.model))
    model = build_model(checkpoint).eval().requires_grad_(False)
    test = load_dataset(args.data, split="test", classes=checkpoint.config.classes)
    pictures = [read_image(sample.image_path).pixels_rgb for sample in spread(test.samples, args.pictures)]
    with tempfile.TemporaryDirectory() as folder:
        predictors = engines(model, args.data, Path(folder), calibrated=args.calibrated)
        rivals = peers(checkpoint)
        network = checkpoint.config.description
        ours = {label(network, choice): predictor.detect for choice, predictor in predictors.items()}
        products = {str(dtype): matrix_product(dtype) for dtype in DTYPES.values()}
        times = race({**ours, **rivals, **products}, pictures, args.rounds)
        what = f"{args.threads} threads, decoded picture to detections"
        record(
            figure(network, choice, what, times, times[peer], peer, aim_for(network, choice, peer))
            for choice in predictors
            for peer in rivals
        )
        limits = {precision: limit_ms(model, times[str(dtype)]) for precision, dtype in DTYPES.items()}
        record(
            figure(network, choice, what, times, limits[choice.precision], "matrix products")
            for choice in predictors
            if choice.precision in limits
        )
        if args.measured:
            tell_ap(predictors, replace(test, samples=tuple(spread(test.samples, args.measured))))


def engines(model: SSD, data: Path, folder: Path, *, calibrated: int) -> dict[EngineChoice, Predictor]:
    """Returns a predictor for each engine and precision of this machine."""
    made = {TORCH_FP32: Predictor(model, CPU)}
    if bfloat16_is_fast(CPU):
        choice = EngineChoice(TORCH, BF16)
        made[choice] = Predictor(model, CPU, engine=TorchEngine(model, choice))
    for precision in (FP32, BF16) if openvino_has_bfloat16() else (FP32,):
        made[EngineChoice(OPENVINO, precision)] = Predictor(model, CPU, engine=OpenVinoEngine(model, precision))
    if calibrated and importlib.util.find_spec("nncf"):
        train = load_dataset(data, split="train", classes=model.config.classes)
        images = [sample.image_path for sample in spread(train.samples, calibrated)]
        network = quantise(model, images, progress=lambda done, total: None)
        load_openvino().save_model(network, folder / "int8.xml", compress_to_fp16=False)
        engine = OpenVinoEngine(model, INT8, quantised=folder / "int8.xml")
        made[EngineChoice(OPENVINO, INT8)] = Predictor(model, CPU, engine=engine)
    return made


def peers(checkpoint: Checkpoint) -> dict[str, Detect]:
    """Returns torchvision's whole calls by name."""
    same = checkpoint if checkpoint.config.description == SSD300 else load_checkpoint(find_model("shipped"))
    classes = checkpoint.config.class_count
    lite = ssdlite320_mobilenet_v3_large(
        weights=None, weights_backbone=None, num_classes=classes, score_thresh=1.0
    ).eval()
    return {
        "torchvision ssd300_vgg16": whole_call(build_torchvision_model(same).eval()),
        "torchvision ssdlite320": whole_call(lite),
    }


def whole_call(model: torch.nn.Module) -> Detect:
    """Returns what takes a decoded picture as a torchvision script would."""

    def detect(pixels_rgb: RgbImage) -> object:
        with torch.inference_mode():
            return model([torch.from_numpy(pixels_rgb.copy()).permute(2, 0, 1).float() / 255])

    return detect


def race(contestants: dict[str, Detect], pictures: list[RgbImage], rounds: int) -> dict[str, float]:
    """Returns the median milliseconds of each, in turns, so that a machine that slows down slows all."""
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(rounds + 1):
        for picture in pictures:
            for name, detect in contestants.items():
                begin = time.perf_counter()
                detect(picture)
                if number:
                    taken[name].append((time.perf_counter() - begin) * 1000)
    return {name: statistics.median(milliseconds) for name, milliseconds in taken.items()}


def label(network: NetworkDescription, choice: EngineChoice) -> str:
    """Returns the name of an engine of ours in the table."""
    return f"{network.name} {choice.label}"


def figure(
    network: NetworkDescription,
    choice: EngineChoice,
    what: str,
    times: dict[str, float],
    peer_ms: float,
    peer: str,
    aim: str = "",
) -> Figure:
    """Returns what an engine took against a peer."""
    name = label(network, choice)
    return Figure(f"{name}, {what}", times[name], "ms", peer_ms, peer, aim)


def aim_for(network: NetworkDescription, choice: EngineChoice, peer: str) -> str:
    """Returns what was aimed at: for SSD300 against torchvision's, and for nothing else."""
    aimed = network == SSD300 and "vgg16" in peer and choice.engine == OPENVINO
    return AIMS[choice.precision] if aimed else ""


def tell_ap(predictors: dict[EngineChoice, Predictor], test: Dataset) -> None:
    """Prints the AP50 of each engine on the same images."""
    print(f"\n| engine | AP50, {len(test)} test images | against PyTorch fp32 |\n|---|---|---|")
    reference: float | None = None
    for choice, predictor in predictors.items():
        ap = 100 * evaluate(predictor, test, batch_size=1).map
        reference = ap if reference is None else reference
        print(f"| {choice.label} | {ap:.2f} | {ap - reference:+.2f} |", flush=True)


if __name__ == "__main__":
    main()
