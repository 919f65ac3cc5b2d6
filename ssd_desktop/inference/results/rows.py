"""What is said of one picture: a row of JSON, a line for people, an annotation with where its boxes came from."""

from typing import Any

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation, Origin
from ssd_desktop.annotation.box import Box
from ssd_desktop.inference.picture_sources import PictureSource
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.types import Frame


def json_row(source: PictureSource, frame: Frame, detections: Detections) -> dict[str, Any]:
    """Returns an object for JSON; boxes to a thousandth of a pixel, scores to a millionth.

    The default box of a detection that was made in a tile lies in that ``tile``.
    """
    row: dict[str, Any] = {"image": source.name, "width": detections.width, "height": detections.height}
    if source.moving:
        row |= {"frame": frame.number, "time_s": round(frame.time_s, 6)}
    row["detections"] = [
        {
            "box": [round(float(edge), 3) for edge in detections.boxes_xyxy[i]],
            "label": detections.name(i),
            "score": round(float(detections.scores[i]), 6),
            "default_box": int(detections.default_boxes[i]),
            **({"tile": list(detections.region(i))} if detections.is_from_tile(i) else {}),
        }
        for i in range(len(detections))
    ]
    return row


def text_line(source: PictureSource, frame: Frame, detections: Detections) -> str:
    """Returns what a person reads of one picture, such as ``cat.jpg: cat 0.98, dog 0.71``."""
    name = f"{source.name} at {frame.time_s:.2f} s" if source.moving else source.name
    objects = [f"{detections.name(i)} {detections.scores[i]:.2f}" for i in range(len(detections))]
    return f"{name}: {', '.join(objects) or 'nothing found'}"


def annotation_of(detections: Detections, *, model: str) -> ImageAnnotation:
    """Returns detections as an annotation; edges to a hundredth of a pixel.

    Args:
        detections: Of one picture.
        model: Name of the detector, which each box keeps with its score.
    """
    objects = tuple(
        AnnotatedObject(
            detections.name(i),
            Box(*(round(float(edge), 2) for edge in detections.boxes_xyxy[i])),
            origin=Origin(model, float(detections.scores[i])),
        )
        for i in range(len(detections))
    )
    return ImageAnnotation(objects, width=detections.width, height=detections.height)
