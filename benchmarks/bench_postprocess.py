"""How long do detections take from network output, against torchvision, and are they the same?

Both get the same 8,732 x 21 outputs with about 16,000 scores above 0.01, as an undertrained network gives them.
Prints milliseconds an image and the ratio; the boxes must be the same.
"""

import argparse
import statistics
import time
from collections.abc import Callable

import torch
from torchvision.models.detection.ssd import ssd300_vgg16

from benchmarks.figures import Figure, record
from ssd_desktop.ssd.config import PLANS, PostprocessConfig
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.ssd.postprocess import postprocess

CLASSES = 21
SIDE = 300


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=16_000)
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=20)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)

    offsets, logits = (x.to(args.device) for x in network_output(args.batch, args.candidates))
    default_boxes = make_default_boxes(PLANS["torchvision"])
    cxcywh = torch.from_numpy(default_boxes.cxcywh.copy()).to(args.device)
    pixels = torch.from_numpy(default_boxes.xyxy * SIDE).to(args.device)
    peer = ssd300_vgg16(weights=None, weights_backbone=None, num_classes=CLASSES)
    outputs = {"bbox_regression": offsets, "cls_logits": logits}

    def ours() -> list[tuple[torch.Tensor, torch.Tensor]]:
        return [(d.boxes_xyxy * SIDE, d.scores) for d in postprocess(offsets, logits, cxcywh, PostprocessConfig())]

    def theirs() -> list[tuple[torch.Tensor, torch.Tensor]]:
        sizes = [(SIDE, SIDE)] * args.batch
        return [(d["boxes"], d["scores"]) for d in peer.postprocess_detections(outputs, [pixels] * args.batch, sizes)]

    compare(ours(), theirs())
    with torch.inference_mode():
        our_ms, their_ms = measure((ours, theirs), args.repeat, args.device)
    above = int((logits.softmax(-1)[..., 1:] > 0.01).sum()) // args.batch
    what = f"post-processing, {above:,} candidates, batch {args.batch}, {args.device}, {args.threads} threads"
    aim = "5 times" if args.device == "cpu" else "10 times"
    record([Figure(what, our_ms / args.batch, "ms", their_ms / args.batch, "torchvision", aim)])


def network_output(batch: int, candidates: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Returns offsets and logits; the background's lead is chosen so that ``candidates`` scores pass an image."""
    generator = torch.Generator().manual_seed(0)
    offsets = torch.randn(batch, 8732, 4, generator=generator)
    logits = torch.randn(batch, 8732, CLASSES, generator=generator)
    low, high = 0.0, 20.0
    for _ in range(40):
        lead = (low + high) / 2
        shifted = logits[:1].clone()
        shifted[..., 0] += lead
        passing = int((shifted.softmax(-1)[..., 1:] > 0.01).sum())
        low, high = (lead, high) if passing > candidates else (low, lead)
    logits[..., 0] += high
    return offsets, logits


def compare(ours: list[tuple[torch.Tensor, torch.Tensor]], theirs: list[tuple[torch.Tensor, torch.Tensor]]) -> None:
    """Prints the largest differences, detections in order of their scores."""
    for (our_boxes, our_scores), (boxes, scores) in zip(ours, theirs, strict=True):
        if len(our_scores) != len(scores):
            raise SystemExit(f"{len(our_scores)} detections against {len(scores)}")
        print(
            f"{len(scores)} detections; largest difference: scores {(our_scores - scores).abs().max():.1e}, "
            f"boxes {(our_boxes - boxes).abs().max():.1e} px"
        )


def measure(functions: tuple[Callable[[], object], ...], repeat: int, device: str) -> list[float]:
    """Returns the median milliseconds of each function, called in turn so that noise hits all alike."""
    times: list[list[float]] = [[] for _ in functions]
    for _ in range(repeat):
        for function, taken in zip(functions, times, strict=True):
            start = time.perf_counter()
            function()
            if device.startswith("cuda"):
                torch.cuda.synchronize()
            taken.append((time.perf_counter() - start) * 1e3)
    return [statistics.median(taken) for taken in times]


if __name__ == "__main__":
    main()
