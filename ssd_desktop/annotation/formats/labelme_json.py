"""labelme's JSON: one file an image, shapes by their points in pixels of the upright image.

Source: labelme's examples and ``labelme/utils/shape.py``. Of every shape with an area the bounding box is taken;
points and lines have none.
"""

import math
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ssd_desktop.annotation.annotation import AnnotationProblem
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile, ObjectCollector, shown
from ssd_desktop.annotation.formats.json_text import declared_size, note_of, numbers, objects_of, read_json
from ssd_desktop.annotation.formats.origins import read_origin
from ssd_desktop.annotation.formats.voc_number import NumberError
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize

_FLAGS = ("difficult", "truncated", "occluded", "ignore")
_FEWEST_POINTS = {"rectangle": 2, "mask": 2, "circle": 2, "polygon": 3, "oriented_rectangle": 3, "rotation": 3}
_NO_AREA = frozenset({"point", "points", "line", "linestrip"})


@dataclass(frozen=True)
class LabelmeFile:
    """What a labelme file says.

    Attributes:
        path: The file.
        image_name: ``imagePath`` as written; None where missing.
        size: ``imageWidth`` and ``imageHeight``; None where missing.
        shapes: With their number from 1.
        verified: Whether its ``flags`` say so.
        note: What somebody wrote about the image; labelme keeps it, but does not show it.
        problems: What was wrong beyond single shapes, which ``read`` reports.
    """

    path: Path
    image_name: str | None
    size: tuple[int, int] | None
    shapes: tuple[tuple[int, dict[str, Any]], ...]
    verified: bool = False
    note: str = ""
    problems: tuple[AnnotationProblem, ...] = ()

    def read(self, image_size: ImageSize) -> AnnotationFile:
        """Returns the objects.

        Raises:
            AnnotationError: The file claims another size of image, and a box does not fit the real one.
        """
        collector = ObjectCollector(self.path, image_size, declared=self.size)
        for index, shape in self.shapes:
            kind = shape.get("shape_type") or "polygon"
            title = f"shape {index}"
            if isinstance(kind, str) and kind in _NO_AREA:
                collector.skip(f"{title} is a {kind}, which has no area, and was skipped")
                continue
            try:
                edges = _edges(kind, shape.get("points"))
            except NumberError as error:
                collector.skip(f"{title} has a wrong value, {error}, and was skipped", entry=index)
                continue
            outline = kind != "rectangle"
            collector.take(
                shape.get("label"),
                edges,
                title=title,
                entry=index,
                flags=_flags(shape),
                outline=outline,
                origin=read_origin(shape),
            )
        file = collector.file(verified=self.verified, note=self.note)
        return replace(file, problems=self.problems + file.problems)


def read_labelme_json(path: str | os.PathLike[str]) -> LabelmeFile:
    """Reads a labelme file; what is wrong with single shapes is reported, not raised.

    Raises:
        AnnotationError: The file cannot be read, is no JSON, or has no shapes.
    """
    path = Path(path)
    document = read_json(path)
    if not isinstance(document, dict):
        raise AnnotationError(f"The file {path} is no labelme annotation (no JSON object); choose another file.")
    problems: list[AnnotationProblem] = []
    shapes = tuple(objects_of(document.get("shapes"), "shapes", path, problems))
    name = document.get("imagePath")
    size = declared_size(document.get("imageWidth"), document.get("imageHeight"))
    flags = document.get("flags")
    verified = isinstance(flags, dict) and flags.get("verified") is True
    name = name if isinstance(name, str) and name else None
    return LabelmeFile(path, name, size, shapes, verified, note_of(document), tuple(problems))


def _edges(kind: object, points: object) -> tuple[float, float, float, float]:
    fewest = _FEWEST_POINTS.get(kind) if isinstance(kind, str) else None
    if fewest is None:
        raise NumberError(f"the unknown type {shown(kind)}")
    if not isinstance(points, list) or len(points) < fewest:
        raise NumberError(f"fewer than {fewest} points")
    pairs = [numbers(point, 2) for point in points]
    xs, ys = [x for x, _ in pairs], [y for _, y in pairs]
    if kind == "circle":
        radius = math.hypot(xs[1] - xs[0], ys[1] - ys[0])
        return xs[0] - radius, ys[0] - radius, xs[0] + radius, ys[0] + radius
    # The corners of a mask are its first and its last pixel.
    beyond = 1 if kind == "mask" else 0
    return min(xs), min(ys), max(xs) + beyond, max(ys) + beyond


def _flags(shape: dict[str, Any]) -> frozenset[str]:
    """Flags of ours among the shape's ``flags``; some labelme forks write ``difficult`` beside them."""
    flags = shape.get("flags")
    found = {flag for flag in _FLAGS if isinstance(flags, dict) and flags.get(flag) is True}
    return frozenset(found | ({"difficult"} if shape.get("difficult") is True else set()))
