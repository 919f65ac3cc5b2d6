"""Pascal VOC annotation files: writing, in labelImg's layout."""

import math
import os
import re
from pathlib import Path
from xml.sax.saxutils import escape

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.voc_number import format_number
from ssd_desktop.annotation.orientation import upright_to_stored
from ssd_desktop.errors import AnnotationError, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically

EDGES = ("xmin", "ymin", "xmax", "ymax")
FLAGS = ("difficult", "truncated", "occluded", "ignore", "crowd")

# What XML 1.0 has no way to write: control characters, halves of surrogate pairs and the two non-characters.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_voc_xml(
    path: str | os.PathLike[str],
    annotation: ImageAnnotation,
    *,
    image_path: str | os.PathLike[str],
    orientation: int = 1,
    one_based: bool = False,
    durable: bool = True,
) -> None:
    """Writes an annotation file whole or not at all; coordinates are written without loss.

    Args:
        path: The XML file; an existing one is replaced.
        annotation: Objects and size, in pixels of the upright image.
        image_path: The image; its folder, name and path are written, it is not opened.
        orientation: ``VocFile.orientation`` of the file that was read: other than 1, the boxes are turned back into
            stored orientation, as they were found.
        one_based: 1 is added to xmin and ymin, as ``read_voc_xml`` takes it away.
        durable: As ``write_file_atomically``.

    Raises:
        AnnotationError: A name cannot be written in XML, an edge is not a number, the size that turning needs is
            missing, or the file cannot be written.
    """
    path = Path(path)
    content = voc_xml_content(path, annotation, image_path=image_path, orientation=orientation, one_based=one_based)
    try:
        write_file_atomically(path, content, durable=durable)
    except (OSError, ValueError) as error:
        raise AnnotationError(
            f"The annotation {path} was not written ({reason_of(error)}); choose another folder."
        ) from error


def voc_xml_content(
    path: Path,
    annotation: ImageAnnotation,
    *,
    image_path: str | os.PathLike[str],
    orientation: int = 1,
    one_based: bool = False,
) -> bytes:
    """Returns what ``write_voc_xml`` writes; arguments and errors as there.

    Raises:
        AnnotationError: A name cannot be written in XML, an edge is not a number, or the size that turning needs is
            missing.
    """
    check_names(path, annotation)
    if orientation != 1 and (annotation.width is None or annotation.height is None):
        raise AnnotationError(f"The annotation {path} was not written: it lacks the size of its image; open it anew.")
    if not all(math.isfinite(edge) for item in annotation.objects for edge in item.box.xyxy()):
        raise AnnotationError(
            f"The annotation {path} was not written: a box has an edge that is no number; draw it anew."
        )
    return _document(annotation, Path(image_path), orientation, 1 if one_based else 0).encode()


def check_names(path: Path, annotation: ImageAnnotation) -> None:
    """Makes sure that XML can hold the names of all objects and the note.

    Raises:
        AnnotationError: It cannot; the character is named.
    """
    for text in (annotation.note, *(item.label for item in annotation.objects)):
        broken = _NOT_IN_XML.search(text)
        if broken is not None:
            raise AnnotationError(
                f"The annotation {path} was not written: a name or note in it has the character {broken[0]!r}, which "
                "XML cannot hold; change it."
            )


def _document(annotation: ImageAnnotation, image_path: Path, orientation: int, shift: int) -> str:
    # A file name need not be text at all; it must not keep the boxes from being saved.
    names = (("folder", image_path.parent.name), ("filename", image_path.name), ("path", str(image_path)))
    lines = [
        '<annotation verified="yes">' if annotation.verified else "<annotation>",
        *(_leaf(1, tag, _NOT_IN_XML.sub("\ufffd", text)) for tag, text in names),
        *_block(1, "source", [_leaf(2, "database", "Unknown")]),
    ]
    width, height = annotation.width, annotation.height
    if width is not None and height is not None:
        stored = (height, width) if orientation >= 5 else (width, height)
        sizes = zip(("width", "height", "depth"), (*stored, 3), strict=True)
        lines += _block(1, "size", [_leaf(2, tag, str(value)) for tag, value in sizes])
    lines.append(_leaf(1, "segmented", "0"))
    if annotation.note:
        lines.append(_leaf(1, "note", annotation.note))
    for item in annotation.objects:
        box = item.box
        if orientation != 1:
            box = upright_to_stored(box, orientation, width=width or 0, height=height or 0)
        lines += object_lines(item, box, shift)
    return "\n".join([*lines, "</annotation>", ""])


def object_lines(item: AnnotatedObject, box: Box, shift: float) -> list[str]:
    """Returns the lines of an ``<object>``, indented by tabs, one tab for the object itself.

    Args:
        item: Its name and flags.
        box: As the file has it: in stored orientation where the others are.
        shift: Added to xmin and ymin, 1 where pixels count from 1.
    """
    edges = zip(EDGES, (box.x0 + shift, box.y0 + shift, box.x1, box.y1), strict=True)
    # labelImg knows none of these: they are written only where they say something.
    extra = [_leaf(2, flag, "1") for flag in ("occluded", "ignore", "crowd") if getattr(item, flag)]
    if item.origin is not None:
        model = _leaf(3, "model", _NOT_IN_XML.sub("\ufffd", item.origin.model))
        extra += _block(2, "origin", [model, _leaf(3, "score", format_number(round(item.origin.score, 4)))])
    return _block(
        1,
        "object",
        [
            _leaf(2, "name", item.label),
            _leaf(2, "pose", "Unspecified"),
            _leaf(2, "truncated", str(int(item.truncated))),
            _leaf(2, "difficult", str(int(item.difficult))),
            *extra,
            *_block(2, "bndbox", [_leaf(3, tag, format_number(value)) for tag, value in edges]),
        ],
    )


def _leaf(depth: int, tag: str, text: str) -> str:
    # A carriage return would be read back as a line feed.
    escaped = escape(text, {"\r": "&#13;"})
    return "\t" * depth + f"<{tag}>{escaped}</{tag}>"


def _block(depth: int, tag: str, lines: list[str]) -> list[str]:
    indent = "\t" * depth
    return [f"{indent}<{tag}>", *lines, f"{indent}</{tag}>"]
