"""Pascal VOC annotation files: writing, in labelImg's layout."""

import math
import os
import re
from pathlib import Path
from xml.sax.saxutils import escape

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.voc_number import format_number
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
    durable: bool = True,
) -> None:
    """Writes an annotation file whole or not at all; coordinates are written without loss.

    Args:
        path: The XML file; an existing one is replaced.
        annotation: Objects and size, in pixels of the upright image.
        image_path: The image; its folder, name and path are written, it is not opened.
        durable: As ``write_file_atomically``.

    Raises:
        AnnotationError: A name cannot be written in XML, an edge is not a number, or the file cannot be written.
    """
    path = Path(path)
    content = voc_xml_content(path, annotation, image_path=image_path)
    try:
        write_file_atomically(path, content, durable=durable)
    except (OSError, ValueError) as error:
        raise AnnotationError(
            f"The annotation {path} was not written ({reason_of(error)}); choose another folder."
        ) from error


def voc_xml_content(path: Path, annotation: ImageAnnotation, *, image_path: str | os.PathLike[str]) -> bytes:
    """Returns what ``write_voc_xml`` writes; arguments and errors as there.

    Raises:
        AnnotationError: A name cannot be written in XML, or an edge is not a number.
    """
    check_names(path, annotation)
    if not all(math.isfinite(edge) for item in annotation.objects for edge in item.box.xyxy()):
        raise AnnotationError(
            f"The annotation {path} was not written: a box has an edge that is no number; draw it anew."
        )
    return _document(annotation, Path(image_path)).encode()


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


def as_xml_text(text: str) -> str:
    """Returns a text with a mark in the place of each character that XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)


def _document(annotation: ImageAnnotation, image_path: Path) -> str:
    # A file name need not be text at all; it must not keep the boxes from being saved.
    names = (("folder", image_path.parent.name), ("filename", image_path.name), ("path", str(image_path)))
    lines = [
        '<annotation verified="yes">' if annotation.verified else "<annotation>",
        *(_leaf(1, tag, as_xml_text(text)) for tag, text in names),
        *_block(1, "source", [_leaf(2, "database", "Unknown")]),
    ]
    width, height = annotation.width, annotation.height
    if width is not None and height is not None:
        sizes = zip(("width", "height", "depth"), (width, height, 3), strict=True)
        lines += _block(1, "size", [_leaf(2, tag, str(value)) for tag, value in sizes])
    lines.append(_leaf(1, "segmented", "0"))
    if annotation.note:
        lines.append(_leaf(1, "note", annotation.note))
    for item in annotation.objects:
        lines += object_lines(item, item.box)
    return "\n".join([*lines, "</annotation>", ""])


def object_lines(item: AnnotatedObject, box: Box) -> list[str]:
    """Returns the lines of an ``<object>``, indented by tabs, one tab for the object itself.

    Args:
        item: Its name and flags.
        box: As the file has it: in stored orientation where the others are.
    """
    edges = zip(EDGES, box.xyxy(), strict=True)
    # labelImg knows none of these: they are written only where they say something.
    extra = [_leaf(2, flag, "1") for flag in ("occluded", "ignore", "crowd") if getattr(item, flag)]
    if item.origin is not None:
        model = _leaf(3, "model", as_xml_text(item.origin.model))
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
