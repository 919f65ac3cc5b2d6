"""Pascal VOC annotation files: reading what people really have; writing is in ``voc_writer``.

Source: VOC2012 development kit (Everingham et al.), the files labelImg writes, and the defects found in public sets.
Numbers are taken verbatim, as edges from 0 to width; ``one_based`` is for sets that count pixels from 1.
"""

import os
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from ssd_desktop.annotation.annotation import AnnotatedObject, AnnotationProblem, ImageAnnotation, Origin
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.box_placement import BoxPlacement
from ssd_desktop.annotation.formats.origins import checked_origin
from ssd_desktop.annotation.formats.voc_number import NumberError, parse_flag, parse_number
from ssd_desktop.annotation.formats.voc_writer import EDGES, FLAGS, as_xml_text, write_voc_xml
from ssd_desktop.annotation.formats.xml_tree import Element, XmlError, parse_xml
from ssd_desktop.errors import AnnotationError, reason_of
from ssd_desktop.media.image_file import ImageSize

__all__ = ["VocFile", "read_voc_xml", "write_voc_xml"]

_MAX_BYTES = 64 * 2**20


@dataclass(frozen=True)
class VocFile:
    """What a VOC annotation file says.

    Attributes:
        annotation: The objects that can be used, boxes clipped to the image, in pixels of the upright image.
        problems: What was wrong with it, in order of lines.
        filename: What ``<filename>`` says; None where it is missing or empty.
        orientation: The EXIF orientation of the image if the file's boxes are in stored orientation (they were turned
            while reading and are to be turned back while writing), else 1.
        skipped: How many objects could not be used.
    """

    annotation: ImageAnnotation
    problems: tuple[AnnotationProblem, ...] = ()
    filename: str | None = None
    orientation: int = 1
    skipped: int = 0


def read_voc_xml(
    path: str | os.PathLike[str],
    *,
    image_size: ImageSize | None = None,
    image_path: Path | None = None,
    one_based: bool = False,
) -> VocFile:
    """Reads an annotation file; what is wrong with single objects is reported, not raised.

    Objects without a usable name or box are skipped, reversed edges swapped, boxes that stick out clipped. A ``<size>``
    that is the stored, not the upright, size of an EXIF-rotated image means that the boxes are in stored orientation:
    they are turned upright.

    Args:
        path: The XML file.
        image_size: The real size of the image (``read_image_size``); None: the file's ``<size>`` is believed.
        image_path: The image it belongs to, to notice a ``<filename>`` that names another; None: judged by the name of
            the XML file.
        one_based: Pixels are counted from 1: 1 is subtracted from xmin and ymin.

    Returns:
        Objects, problems, and how the file is oriented.

    Raises:
        AnnotationError: The file cannot be read, is no VOC XML, or was made for another size of image and does not fit.
    """
    path = Path(path)
    root = _parse(path)
    if root.tag != "annotation":
        raise AnnotationError(
            f"{path} is no VOC annotation (its outermost element is <{root.tag[:40]}>, not <annotation>); "
            "choose another file."
        )
    return _Reader(path, root, image_size, one_based).read(image_path or path)


def _parse(path: Path) -> Element:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise AnnotationError(f"The annotation file {path} is larger than 64 MB; choose that of a single image.")
        return parse_xml(path.read_bytes())
    except XmlError as error:
        raise AnnotationError(
            f"The annotation file {path} cannot be read as XML ({error}); repair it, or delete it and label the "
            "picture again."
        ) from error
    except FileNotFoundError as error:
        raise AnnotationError(f"The annotation file {path} does not exist; check the path.") from error
    except (OSError, ValueError) as error:
        raise AnnotationError(
            f"The annotation file {path} cannot be read ({reason_of(error)}); check the path and its permissions."
        ) from error


class _Reader:
    """Reads one parsed file, collecting problems on the way."""

    def __init__(self, path: Path, root: Element, image_size: ImageSize | None, one_based: bool) -> None:
        self._path = path
        self._root = root
        self._one_based = one_based
        self._problems: list[AnnotationProblem] = []
        declared = self._declared_size()
        # Without the real size, that of the file is believed.
        size = image_size or (None if declared is None else ImageSize(*declared, 1, *declared))
        self._image = size
        self._placement = None if size is None else BoxPlacement(path, size, declared)

    def read(self, named_after: Path) -> VocFile:
        filename = self._root.child_text("filename") or None
        if filename is not None and not _names(filename, named_after):
            line = self._line_of("filename")
            self._report(line, f'the file name "{filename}" inside is of another file than {named_after.name}; ignored')
        placement = self._placement
        if placement is not None and placement.remark:
            self._report(self._line_of("size"), placement.remark)
        found = [child for child in self._root.children if child.tag == "object"]
        objects = [self._object(element, number) for number, element in enumerate(found, 1)]
        width, height = (None, None) if self._image is None else (self._image.width, self._image.height)
        # labelImg's mark.
        verified = parse_flag(self._root.attributes.get("verified"))
        usable = tuple(one for one in objects if one is not None)
        annotation = ImageAnnotation(usable, width, height, verified, self._root.child_text("note") or "")
        problems = tuple(sorted(self._problems, key=lambda problem: problem.line))
        orientation = 1 if placement is None else placement.orientation
        return VocFile(annotation, problems, filename, orientation, len(objects) - len(usable))

    def _declared_size(self) -> tuple[int, int] | None:
        size = self._root.child("size")
        if size is None:
            return None
        try:
            width, height = (parse_number(size.child_text(tag) or "") for tag in ("width", "height"))
        except NumberError:
            return None
        # Some tools write 0 x 0 for "not known".
        return (round(width), round(height)) if width >= 1 and height >= 1 else None

    def _object(self, element: Element, number: int) -> AnnotatedObject | None:
        label = element.child_text("name") or ""
        title = f'object {number} "{label}"'
        box_element = element.child("bndbox")
        line = (box_element or element).line
        if not label:
            self._report(element.line, f"object {number} has no class name and was skipped", entry=number)
            return None
        if box_element is None:
            self._report(line, f"{title} has no <bndbox> and was skipped", entry=number)
            return None
        box = self._box(box_element, title, number)
        if box is None:
            return None
        flags = {flag: parse_flag(element.child_text(flag)) for flag in FLAGS}
        outlined = element.child("polygon") is not None  # CVAT and Roboflow write the outline beside the box
        return AnnotatedObject(label, box, entry=number, outlined=outlined, origin=_origin(element), **flags)

    def _box(self, element: Element, title: str, number: int) -> Box | None:
        try:
            edges = [_edge(element, name) for name in EDGES]
        except NumberError as error:
            self._report(element.line, f"{title} {error} and was skipped", entry=number)
            return None
        x0, y0, x1, y1 = edges
        if x0 > x1 or y0 > y1:
            self._report(element.line, f"{title} has its edges reversed; they were swapped", entry=number)
        shift = 1.0 if self._one_based else 0.0
        box = Box(min(x0, x1) - shift, min(y0, y1) - shift, max(x0, x1), max(y0, y1))
        return self._placed(box, element.line, title, number)

    def _placed(self, box: Box, line: int, title: str, number: int) -> Box | None:
        outside = False
        if self._placement is not None:
            placed, remark = self._placement.place(box, title, line=line)
            outside = bool(remark) and self._placement.is_outside(box)
        else:
            placed, remark = (box, "") if box.area > 0 else (None, f"{title} has no area and was skipped")
        if remark:
            self._report(line, remark, entry=number, outside=outside)
        return placed

    def _line_of(self, tag: str) -> int:
        element = self._root.child(tag)
        return 0 if element is None else element.line

    def _report(self, line: int, text: str, *, entry: int = 0, outside: bool = False) -> None:
        self._problems.append(AnnotationProblem(str(self._path), line, text, entry, outside))


def _origin(element: Element) -> Origin | None:
    """Returns where our own mark says that an object came from; anything else of that name is passed over."""
    mark = element.child("origin")
    model = mark.child_text("model") if mark is not None else None
    if mark is None or not model:
        return None
    try:
        return checked_origin(model, parse_number(mark.child_text("score") or ""))
    except NumberError:
        return None


def _edge(element: Element, name: str) -> float:
    text = element.child_text(name)
    if text is None:
        raise NumberError(f"has no element <{name}>")
    try:
        return parse_number(text)
    except NumberError as error:
        raise NumberError(f"has as the edge {name} {error}") from error


def _names(filename: str, path: Path) -> bool:
    """Whether a ``<filename>``, of any system and with or without a suffix, is that of a file."""
    name = PureWindowsPath(filename).name.casefold()
    return as_xml_text(path.stem).casefold() in (name, name.rpartition(".")[0])
