"""The worst pictures of the report: a small JPEG with boxes over it and a list that names what is wrong.

Boxes are vectors over the picture and names are text of the page: sharp at any zoom and on paper, in any script.
"""

import base64
from dataclasses import dataclass

import numpy as np

from ssd_desktop.data.sample_pixels import read_pixels
from ssd_desktop.data.types import Sample
from ssd_desktop.errors import MediaError
from ssd_desktop.evaluation.errors import FALSE_ALARMS, ImageErrors, Kind
from ssd_desktop.evaluation.report_text import safe
from ssd_desktop.media.opencv import cv2
from ssd_desktop.media.types import RgbImage

LONGEST_SIDE = 480
_QUALITY = 80

KIND_TEXTS = {
    Kind.CORRECT: "correct",
    Kind.MISSED: "missed",
    Kind.WRONG_CLASS: "wrong class",
    Kind.BADLY_PLACED: "badly placed",
    Kind.WRONG_CLASS_BADLY_PLACED: "wrong class and badly placed",
    Kind.DUPLICATE: "duplicate",
    Kind.BACKGROUND: "background",
    Kind.NOT_COUNTED: "not counted",
}


@dataclass(frozen=True)
class _Mark:
    """A box on a picture; ``number`` refers to the list beside it, None for what is right."""

    box_xyxy: tuple[float, float, float, float]
    style: str
    title: str
    number: int | None = None


def error_picture(sample: Sample, image: ImageErrors) -> str | None:
    """Returns a figure of HTML for one image; None where its file can no longer be read.

    Args:
        sample: The image and its ground truth.
        image: What is wrong on it.
    """
    try:
        pixels = read_pixels(sample)
    except MediaError:
        return None
    small = _shrunk(pixels)
    height, width = small.shape[:2]
    scale = np.array([width / sample.width, height / sample.height] * 2)
    marks, errors = _marks(sample, image)
    boxes = "".join(_drawn(mark, scale) for mark in marks)
    lines = "".join(f'<li value="{number}">{text}</li>' for number, text in errors)
    count = f"{image.errors:,} error{'s' * (image.errors != 1)}"
    return (
        f'<figure class="picture"><svg viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{safe(sample.image_path.name)}"><image href="{_data_address(small)}" width="{width}" '
        f'height="{height}"/>{boxes}</svg><figcaption><b>{safe(sample.image_path.name)}</b> '
        f'<span class="quiet">{count}</span><ol>{lines}</ol></figcaption></figure>'
    )


def _shrunk(pixels_rgb: RgbImage) -> RgbImage:
    height, width = pixels_rgb.shape[:2]
    scale = min(1.0, LONGEST_SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return cv2.resize(pixels_rgb, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _data_address(pixels_rgb: RgbImage) -> str:
    settings = [cv2.IMWRITE_JPEG_QUALITY, _QUALITY, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
    _, encoded = cv2.imencode(".jpg", cv2.cvtColor(pixels_rgb, cv2.COLOR_RGB2BGR), settings)
    return f"data:image/jpeg;base64,{base64.b64encode(encoded.tobytes()).decode('ascii')}"


def _marks(sample: Sample, image: ImageErrors) -> tuple[list[_Mark], list[tuple[int, str]]]:
    """Returns the boxes, errors last, so that they lie on top, and the numbered texts of the errors."""
    found = image.detections
    marks: list[_Mark] = []
    wrong: list[tuple[tuple[float, float, float, float], str, str, str]] = []
    for position, (kind, box) in enumerate(zip(image.object_kinds, sample.boxes_xyxy.tolist(), strict=True)):
        name = found.classes[int(sample.labels[position]) - 1]
        if kind is Kind.MISSED:
            wrong.append((tuple(box), "truth missed", f"missed {name}", f"missed <b>{safe(name)}</b>"))
        else:
            marks.append(_Mark(tuple(box), "truth", f"ground truth: {name}"))
    for position, (kind, box) in enumerate(zip(image.detection_kinds, found.boxes_xyxy.tolist(), strict=True)):
        title = f"{KIND_TEXTS[kind]}: {found.name(position)} {found.scores[position]:.2f}"
        if kind in FALSE_ALARMS:
            wrong.append((tuple(box), "found wrong", title, _error_text(sample, image, position)))
        else:
            marks.append(_Mark(tuple(box), "found", title))
    marks += [_Mark(box, style, title, number) for number, (box, style, title, _) in enumerate(wrong, start=1)]
    return marks, [(number, text) for number, (*_, text) in enumerate(wrong, start=1)]


def _error_text(sample: Sample, image: ImageErrors, position: int) -> str:
    kind, found = image.detection_kinds[position], image.detections
    text = f"{KIND_TEXTS[kind]}: <b>{safe(found.name(position))}</b> {found.scores[position]:.2f}"
    about = int(image.objects[position])
    if about < 0:
        return text
    name = found.classes[int(sample.labels[about]) - 1]
    is_other = kind in (Kind.WRONG_CLASS, Kind.WRONG_CLASS_BADLY_PLACED)
    known = f"it is <b>{safe(name)}</b>, " if is_other else ""
    return f"{text} <span class='quiet'>({known}IoU {image.ious[position]:.2f})</span>"


def _drawn(mark: _Mark, scale: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> str:
    x0, y0, x1, y1 = (np.array(mark.box_xyxy) * scale).tolist()
    frame = f'x="{x0:.1f}" y="{y0:.1f}" width="{max(1.0, x1 - x0):.1f}" height="{max(1.0, y1 - y0):.1f}"'
    # The dark line below keeps a box visible on a light picture.
    box = f'<rect class="under" {frame}/><rect class="{mark.style}" {frame}><title>{safe(mark.title)}</title></rect>'
    if mark.number is None:
        return box
    text = str(mark.number)
    width = 7 + 7 * len(text)
    # What is missed has its number at the left, what is found at the right, so that they do not cover each other.
    x = x0 if "missed" in mark.style else max(x0, x1 - width)
    return (
        f'{box}<rect class="badge {mark.style}" x="{x:.1f}" y="{y0:.1f}" width="{width}" height="15"/>'
        f'<text class="number" x="{x + width / 2:.1f}" y="{y0 + 11.5:.1f}" text-anchor="middle">{text}</text>'
    )
