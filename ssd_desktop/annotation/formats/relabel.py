"""The class names in annotation files, read and replaced where they stand, whatever the boxes are worth.

The size of an image is not asked for, and an object whose box cannot be used has its name changed, too: else a class
that was renamed would still be there.
"""

import json
from collections.abc import Mapping
from typing import Any

from ssd_desktop.annotation.formats.annotation_file import clean_label
from ssd_desktop.annotation.formats.coco_json import entry_id
from ssd_desktop.annotation.formats.createml_json import IMAGE_KEYS, OBJECT_KEYS
from ssd_desktop.annotation.formats.json_patch import (
    Span,
    change_list,
    decode_json,
    document_span,
    items,
    members,
    set_members,
    value_at,
)
from ssd_desktop.annotation.formats.patching import Replacement, patched
from ssd_desktop.annotation.formats.xml_tree import parse_xml

Become = Mapping[str, str | None]
"""New name by class name; None takes its objects out. Classes that are not in it stay."""

Label = tuple[str, str]
"""What the file calls the image (empty where it has one image only), and a class name."""


def voc_labels(content: bytes) -> list[Label]:
    """Returns the class of every object of a VOC file.

    Raises:
        XmlError: It is no XML.
    """
    found = (child.child_text("name") for child in parse_xml(content).children if child.tag == "object")
    return [("", label) for label in found if label]


def labelme_labels(content: bytes) -> list[Label]:
    """Returns the class of every shape of a labelme file.

    Raises:
        ValueError: It is no JSON.
    """
    document = json.loads(content)
    shapes = document.get("shapes") if isinstance(document, dict) else None
    return [("", label) for row in _rows(shapes) if (label := clean_label(row.get("label"))) is not None]


def createml_labels(content: bytes) -> list[Label]:
    """Returns image and class of every object of a Create ML file.

    Raises:
        ValueError: It is no JSON.
    """
    found = []
    for entry in _rows(json.loads(content)):
        name = next((entry[key] for key in IMAGE_KEYS if key in entry), None)
        rows = next((entry[key] for key in OBJECT_KEYS if key in entry), None)
        labels = [clean_label(row.get("label")) for row in _rows(rows)]
        found += [(str(name), label) for label in labels if label is not None]
    return found


def coco_labels(content: bytes) -> list[Label]:
    """Returns image and class of every annotation of a COCO file.

    Raises:
        ValueError: It is no JSON.
    """
    document = json.loads(content)
    if not isinstance(document, dict):
        return []
    names = {entry_id(row.get("id")): clean_label(row.get("name")) for row in _rows(document.get("categories"))}
    images = {entry_id(row.get("id")): str(row.get("file_name")) for row in _rows(document.get("images"))}
    pairs = [
        (images.get(entry_id(row.get("image_id"))), names.get(entry_id(row.get("category_id"))))
        for row in _rows(document.get("annotations"))
    ]
    return [(image, label) for image, label in pairs if image is not None and label is not None]


def relabel_labelme(content: bytes, become: Become) -> bytes:
    """Returns a labelme file with other class names.

    Raises:
        ValueError: It is no JSON.
    """
    text, encode = decode_json(content)
    top = members(text, document_span(text))
    return encode(patched(text, _relabelled(text, top["shapes"], become, depth=2)))


def relabel_createml(content: bytes, become: Become) -> bytes:
    """Returns a Create ML file with other class names.

    Raises:
        ValueError: It is no JSON.
    """
    text, encode = decode_json(content)
    found: list[Replacement[str]] = []
    for entry in items(text, document_span(text)):
        there = members(text, entry) if text[entry.start] == "{" else {}
        rows = next((there[key] for key in OBJECT_KEYS if key in there), None)
        if rows is not None and text[rows.start] == "[":
            found += _relabelled(text, rows, become, depth=3)
    return encode(patched(text, found))


def relabel_coco(content: bytes, become: Become) -> bytes:
    """Returns a COCO file with other class names; the ids of categories that stay are kept.

    A category whose new name another one has already gives its annotations to that one and is taken out.

    Raises:
        ValueError: It is no JSON.
    """
    text, encode = decode_json(content)
    top = members(text, document_span(text))
    places = items(text, top["categories"])
    rows = [value_at(text, place) for place in places]
    names = [clean_label(row.get("name")) if isinstance(row, dict) else None for row in rows]
    found: list[Replacement[str]] = []
    moved: dict[int | str, int | str | None] = {}
    gone: list[int] = []
    for position, name in enumerate(names):
        number = entry_id(rows[position].get("id")) if name in become else None
        if name is None or name not in become or number is None:
            continue
        new = become[name]
        twin = names.index(new) if new is not None and new in names else None
        if new is not None and twin is None:
            found += set_members(text, places[position], {"name": new})
        else:
            moved[number] = None if twin is None else rows[twin]["id"]
            gone.append(position)
    found += change_list(text, top["categories"], removed=gone, depth=2)
    return encode(patched(text, found + (_moved(text, top["annotations"], moved) if moved else [])))


def _moved(text: str, span: Span, moved: Mapping[int | str, int | str | None]) -> list[Replacement[str]]:
    """Gives the annotations of some categories to others, or takes them out."""
    found: list[Replacement[str]] = []
    removed: list[int] = []
    for position, place in enumerate(items(text, span)):
        row = value_at(text, place)
        category = entry_id(row.get("category_id")) if isinstance(row, dict) else None
        if category is None or category not in moved:
            continue
        new = moved[category]
        if new is None:
            removed.append(position)
        else:
            found += set_members(text, place, {"category_id": new})
    return found + change_list(text, span, removed=removed, depth=2)


def _relabelled(text: str, span: Span, become: Become, *, depth: int) -> list[Replacement[str]]:
    """Gives the objects of a list that have a ``label`` another one, or takes them out."""
    found: list[Replacement[str]] = []
    removed: list[int] = []
    for position, place in enumerate(items(text, span)):
        row = value_at(text, place)
        label = clean_label(row.get("label")) if isinstance(row, dict) else None
        if label is None or label not in become:
            continue
        new = become[label]
        if new is None:
            removed.append(position)
        else:
            found += set_members(text, place, {"label": new})
    return found + change_list(text, span, removed=removed, depth=depth)


def _rows(value: object) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
