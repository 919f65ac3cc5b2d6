"""Generated images with boxes, and a network small enough to train in milliseconds."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.types import Dataset, DatasetReport, Sample
from ssd_desktop.media.image_file import write_image
from ssd_desktop.ssd.config import BoxPlan
from ssd_desktop.ssd.default_boxes import make_default_boxes

TINY_PLAN = BoxPlan("tiny", 8, (2, 1), (0.4, 0.8, 1.0), ((2.0,), (2.0,)))

_OBJECT = """<object><name>{name}</name>
<bndbox><xmin>{x0}</xmin><ymin>{y0}</ymin><xmax>{x1}</xmax><ymax>{y1}</ymax></bndbox></object>"""


class TinyDetector(nn.Module):
    """Answers like ``SSD``: two feature maps of a box plan with 20 default boxes, classes of choice."""

    def __init__(self, class_count: int = 3, *, seed: int = 0) -> None:
        super().__init__()
        boxes = make_default_boxes(TINY_PLAN)
        self.register_buffer("default_boxes_xyxy", torch.from_numpy(boxes.xyxy.copy()), persistent=False)
        self.register_buffer("default_boxes_cxcywh", torch.from_numpy(boxes.cxcywh.copy()), persistent=False)
        self.class_count = class_count
        self.base = nn.Conv2d(3, 4, 3, padding=1)
        self.heads = nn.ModuleList(nn.Conv2d(4, 4 * (4 + class_count), 1) for _ in TINY_PLAN.map_sizes)
        generator = torch.Generator().manual_seed(seed)
        for value in self.parameters():
            nn.init.normal_(value, std=0.1, generator=generator)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        features = torch.tanh(self.base(x / 100))
        outputs = []
        for head, size in zip(self.heads, TINY_PLAN.map_sizes, strict=True):
            cells = head(nn.functional.adaptive_avg_pool2d(features, size))
            outputs.append(cells.permute(0, 2, 3, 1).reshape(len(x), -1, 4 + self.class_count))
        answer = torch.cat(outputs, dim=1)
        return answer[..., :4], answer[..., 4:]

    def freeze(self, upto: str) -> None:
        self.base.requires_grad_(upto == "none")


def make_sample(name: str = "a.png", boxes: list[list[float]] | None = None, *, size: int = 8) -> Sample:
    """Returns a sample without a file behind it."""
    corners = np.array(boxes if boxes is not None else [[1, 1, 6, 6]], np.float32).reshape(-1, 4)
    count = len(corners)
    return Sample(
        image_path=Path(name),
        annotation_path=Path(name).with_suffix(".xml"),
        width=size,
        height=size,
        boxes_xyxy=corners,
        labels=np.arange(count, dtype=np.int64) % 2 + 1,
        difficult=np.zeros(count, np.bool_),
        ignore=np.zeros(count, np.bool_),
        crowd=np.zeros(count, np.bool_),
    )


def make_dataset(*samples: Sample, name: str = "shapes") -> Dataset:
    """Returns a data set of two classes."""
    background = sum(not len(sample.labels) for sample in samples)
    return Dataset(name, samples, ("disc", "square"), DatasetReport(len(samples), background, 0))


def write_voc_folder(folder: Path, count: int, *, splits: dict[str, range] | None = None) -> Path:
    """Writes ``count`` pictures of a dark square or a bright disc with annotation files; picture 1 shows nothing."""
    for part in ("JPEGImages", "Annotations", "ImageSets/Main"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for number in range(count):
        rng = np.random.default_rng(number)
        pixels = rng.integers(90, 130, (60, 80, 3), dtype=np.uint8)
        name = ("disc", "square")[number % 2]
        x0, y0 = (int(v) for v in rng.integers(2, 20, 2))
        pixels[y0 : y0 + 30, x0 : x0 + 40] = 20 if name == "square" else 230
        body = "" if number == 1 else _OBJECT.format(name=name, x0=x0, y0=y0, x1=x0 + 40, y1=y0 + 30)
        write_image(folder / "JPEGImages" / f"image{number}.png", pixels)
        (folder / "Annotations" / f"image{number}.xml").write_text(f"<annotation>{body}</annotation>")
    for split, numbers in (splits or {}).items():
        (folder / "ImageSets" / "Main" / f"{split}.txt").write_text("".join(f"image{n}\n" for n in numbers))
    return folder


@pytest.fixture
def voc_folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes a data folder of generated pictures and returns its path."""

    def write(count: int, **splits: range) -> Path:
        return write_voc_folder(tmp_path / "shapes", count, splits=splits)

    return write


@pytest.fixture
def shapes(voc_folder: Callable[..., Path]) -> Dataset:
    """Six generated pictures, one of them background."""
    return load_dataset(voc_folder(6))
