"""The labelled objects of one image."""

from dataclasses import dataclass, field

from ssd_desktop.annotation.box import Box


@dataclass(frozen=True)
class Origin:
    """Where a box came from that nobody drew: a detector suggested it and somebody accepted it.

    Attributes:
        model: Name of the detector.
        score: What it gave the box, 0..1.
    """

    model: str
    score: float


@dataclass(frozen=True)
class AnnotatedObject:
    """A ground-truth object.

    Attributes:
        label: Class name as written in the file.
        box: Edges in pixels of the upright image.
        difficult: Hard to recognise; trained or not by a setting, never counted in VOC evaluation.
        truncated: The object goes on beyond the picture.
        occluded: Partly hidden.
        ignore: Neither object nor background: in no loss, and detections on it count neither way
            (COCO iscrowd, uncertain pseudo labels).
        crowd: The box holds a group (COCO iscrowd): what lies inside it is ignored, whatever its size. ``ignore`` is
            set too.
        entry: Which object of its image this is, whatever edits make of it: the number of its entry in the file,
            from 1 (of its line in a YOLO file); below 0 for one that no file had yet; 0 where nobody asks.
        outlined: The file has a polygon, mask or circle of which ``box`` is only the bounding box.
        origin: The detector that suggested the box; None where a person drew it, or nobody knows.
    """

    label: str
    box: Box
    difficult: bool = False
    truncated: bool = False
    occluded: bool = False
    ignore: bool = False
    crowd: bool = False
    entry: int = field(default=0, compare=False)
    outlined: bool = field(default=False, compare=False)
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True)
class ImageAnnotation:
    """What an annotation file says of an image.

    Attributes:
        objects: In the order of the file; empty means "checked, no objects" (background, trained on).
        width: Pixels of the upright image; None where the file does not say.
        height: Likewise.
        verified: Somebody has looked at it and found it right.
        note: What somebody wrote about the image, one line; "" without.
    """

    objects: tuple[AnnotatedObject, ...]
    width: int | None = None
    height: int | None = None
    verified: bool = False
    note: str = ""


@dataclass(frozen=True)
class AnnotationProblem:
    """Something wrong in an annotation file that reading could live with.

    Attributes:
        path: The file, as text.
        line: Line in it, from 1; 0 where unknown.
        text: One sentence that names the object and what was done with it (skipped, clipped, taken).
        entry: Which object of its image it is about, as ``AnnotatedObject.entry``; 0 where about none, or unknown.
        outside: Its box does not lie in the picture, or not all of it.
    """

    path: str
    line: int
    text: str
    entry: int = field(default=0, compare=False)
    outside: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.text}"
