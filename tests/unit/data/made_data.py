"""Small data sets made for tests: samples in memory and VOC folders on disk."""

from pathlib import Path

import cv2
import numpy as np

from ssd_desktop.data.types import Dataset, DatasetReport, Sample


def made_sample(
    boxes=(), labels=None, *, width=40, height=30, difficult=None, ignore=None, image_path="a.png"
) -> Sample:
    """An ``ignore`` of "crowd" marks a group."""
    count = len(boxes)
    ignore = [False] * count if ignore is None else ignore
    return Sample(
        image_path=Path(image_path),
        annotation_path=Path(image_path).with_suffix(".xml"),
        width=width,
        height=height,
        boxes_xyxy=np.array(boxes, np.float32).reshape(-1, 4),
        labels=np.array([1] * count if labels is None else labels, np.int64),
        difficult=np.array([False] * count if difficult is None else difficult, bool),
        ignore=np.array([bool(mark) for mark in ignore], bool),
        crowd=np.array([mark == "crowd" for mark in ignore], bool),
    )


def made_dataset(samples, classes=("cat", "dog"), name="made") -> Dataset:
    samples = tuple(samples)
    background = sum(not len(sample.labels) for sample in samples)
    return Dataset(name, samples, tuple(classes), DatasetReport(len(samples), background, 0))


def write_image(path: Path, *, width=40, height=30, seed=0) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    path.write_bytes(cv2.imencode(path.suffix, pixels)[1].tobytes())


def write_xml(path: Path, objects=(), *, width=40, height=30) -> None:
    """Objects are (name, (x0, y0, x1, y1)) or (name, box, {tag: text})."""
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = [f"<size><width>{width}</width><height>{height}</height><depth>3</depth></size>"]
    for name, box, *more in objects:
        tags = "".join(f"<{tag}>{text}</{tag}>" for tag, text in (more[0] if more else {}).items())
        edges = "".join(f"<{edge}>{value}</{edge}>" for edge, value in zip(EDGES, box, strict=True))
        parts.append(f"<object><name>{name}</name>{tags}<bndbox>{edges}</bndbox></object>")
    path.write_text(f"<annotation>{''.join(parts)}</annotation>", encoding="utf-8")


def write_voc_folder(folder: Path, images: dict, *, splits=None, width=40, height=30) -> Path:
    """``images``: stem to its objects, or None for an image without an annotation file."""
    for seed, (stem, objects) in enumerate(images.items()):
        write_image(folder / "JPEGImages" / f"{stem}.png", width=width, height=height, seed=seed)
        if objects is not None:
            write_xml(folder / "Annotations" / f"{stem}.xml", objects, width=width, height=height)
    (folder / "Annotations").mkdir(parents=True, exist_ok=True)
    for name, stems in (splits or {}).items():
        path = folder / "ImageSets" / "Main" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(stems) + "\n", encoding="utf-8")
    return folder


EDGES = ("xmin", "ymin", "xmax", "ymax")


def made_boxes(count, *, seed=0, side=(0.03, 0.3), ratio=(0.12, 0.3)):
    """Boxes [N, 4] in 0..1 anywhere in a picture, of these sides (geometric mean) and ratios of width to height."""
    rng = np.random.default_rng(seed)
    sides, roots = rng.uniform(*side, count), np.sqrt(rng.uniform(*ratio, count))
    sizes = np.stack([sides * roots, sides / roots], axis=1)
    low = rng.uniform(0, 1, (count, 2)) * (1 - sizes)
    return np.concatenate([low, low + sizes], axis=1)
