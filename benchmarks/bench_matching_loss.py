"""How long do matching, mining and loss of a batch of 32 take, against torchvision's SSD on the same predictions?

Both get the same default boxes, ground truths and random head outputs, in turn in the same run; what is printed is
the ratio of the median times, by the clock and of the processor (above 1: ours is faster; beside other programs only
the second means something, and only on one thread). Ours does more: one-to-one matching, the ignored band and
ignored objects.

Ratios on a shared 2-core machine (torch 2.14, CPU, batch 32), before and after matching went column by column and
mining selected instead of sorting; not measured on a GPU:

    objects an image        1     5     15    50
    before, one thread      1.45  1.40  1.36  1.05
    after, one thread       2.67  3.36  2.23  2.27
    after, two threads      2.55  2.65  2.82  3.20

    python -m benchmarks.bench_matching_loss [--images 32] [--classes 21] [--repeats 9]
"""

import argparse
import statistics
import time
from collections.abc import Callable
from types import SimpleNamespace

import torch
from torch import Tensor
from torchvision.models.detection import _utils as torchvision_utils
from torchvision.models.detection.ssd import SSD as TorchvisionSSD
from torchvision.ops import box_iou

from benchmarks.figures import Figure, record
from ssd_desktop.ssd.config import PLANS, LossConfig, MatchConfig
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.ssd.loss import multibox_loss
from ssd_desktop.ssd.matching import match
from ssd_desktop.ssd.targets import Targets

OBJECTS_PER_IMAGE = (1, 5, 15, 50)

_COCO_STYLE = SimpleNamespace(box_coder=torchvision_utils.BoxCoder(weights=(10.0, 10.0, 5.0, 5.0)), neg_to_pos_ratio=3)


def random_targets(images: int, objects: int, classes: int, device: torch.device) -> Targets:
    """Every image has ``objects`` boxes with sides of 3 to 40 % of the picture."""
    generator = torch.Generator().manual_seed(0)
    sides = 0.03 + torch.rand(images, objects, 2, generator=generator) * 0.37
    low = torch.rand(images, objects, 2, generator=generator) * (1 - sides)
    labels = torch.randint(1, classes, (images, objects), generator=generator)
    none = torch.zeros(images, objects, dtype=torch.bool)
    targets = Targets(torch.cat((low, low + sides), dim=-1), labels, none, none)
    return targets.to(device)


def our_step(offsets: Tensor, logits: Tensor, targets: Targets, xyxy: Tensor, cxcywh: Tensor) -> None:
    matches = match(xyxy, targets, MatchConfig(0.5, 0.5))
    multibox_loss(offsets, logits, matches, targets, cxcywh, LossConfig(min_negatives=0)).total.backward()


def torchvision_step(offsets: Tensor, logits: Tensor, targets: Targets, xyxy: Tensor, _: Tensor) -> None:
    """The matching of ``SSD.forward`` and ``SSD.compute_loss``, without building their network."""
    matcher = torchvision_utils.SSDMatcher(0.5)
    matched = [matcher(box_iou(boxes, xyxy)) for boxes in targets.boxes_xyxy]
    truths = [
        {"boxes": boxes, "labels": labels} for boxes, labels in zip(targets.boxes_xyxy, targets.labels, strict=True)
    ]
    outputs = {"bbox_regression": offsets, "cls_logits": logits}
    losses = TorchvisionSSD.compute_loss(_COCO_STYLE, truths, outputs, [xyxy] * len(truths), matched)
    sum(losses.values()).backward()


def seconds_of(step: Callable[[], None], device: torch.device) -> tuple[float, float]:
    """By the clock and of the processor."""
    start, start_processor = time.perf_counter(), time.process_time()
    step()
    if device.type == "cuda":
        torch.cuda.synchronize()
    return time.perf_counter() - start, time.process_time() - start_processor


def measure(
    device: torch.device, objects: int, options: argparse.Namespace
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Returns our median seconds and torchvision's, each by the clock and of the processor."""
    made = make_default_boxes(PLANS["caffe-voc"])
    xyxy, cxcywh = (torch.tensor(boxes, device=device) for boxes in (made.xyxy, made.cxcywh))
    targets = random_targets(options.images, objects, options.classes, device)
    offsets = torch.randn(options.images, len(made), 4, device=device, requires_grad=True)
    logits = torch.randn(options.images, len(made), options.classes, device=device, requires_grad=True)
    seconds: dict[str, list[tuple[float, float]]] = {"ours": [], "torchvision": []}
    for repeat in range(options.repeats + 1):
        for name, step in (("ours", our_step), ("torchvision", torchvision_step)):
            offsets.grad = logits.grad = None
            taken = seconds_of(lambda step=step: step(offsets, logits, targets, xyxy, cxcywh), device)
            if repeat:  # the first round warms up
                seconds[name].append(taken)
    ours, theirs = (
        (statistics.median(clock for clock, _ in taken), statistics.median(processor for _, processor in taken))
        for taken in (seconds["ours"], seconds["torchvision"])
    )
    return ours, theirs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=int, default=32)
    parser.add_argument("--classes", type=int, default=21)
    parser.add_argument("--repeats", type=int, default=9)
    options = parser.parse_args()
    devices = [torch.device("cpu")] + [torch.device("cuda")] * torch.cuda.is_available()
    for device in devices:
        for objects in OBJECTS_PER_IMAGE:
            ours, theirs = measure(device, objects, options)
            what = f"matching, mining, loss, {options.images} images of {objects} objects, {device.type}"
            aim = "2 times" if device.type == "cpu" else "5 times"
            record([Figure(what, 1e3 * ours[0], "ms", 1e3 * theirs[0], "torchvision", aim)])
            print(f"of the processor's time {theirs[1] / ours[1]:.2f}", flush=True)


if __name__ == "__main__":
    main()
