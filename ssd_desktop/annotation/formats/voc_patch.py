"""A Pascal VOC file changed in place: what no edit touched stays byte for byte, unknown elements included."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.patching import Replacement, box_turner, object_changes, patched
from ssd_desktop.annotation.formats.voc_number import NumberError, format_number, parse_number
from ssd_desktop.annotation.formats.voc_writer import EDGES, FLAGS, object_lines
from ssd_desktop.annotation.formats.xml_tree import Element, decode_xml, parse_utf8

_START_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_VERIFIED = re.compile(rb"""\sverified\s*=\s*(?:"[^"]*"|'[^']*')""")
_BLANKS = b" \t\r\n"


def patch_voc_xml(content: bytes, before: ImageAnnotation, after: ImageAnnotation, *, orientation: int = 1) -> bytes:
    """Returns the file with other objects.

    Args:
        content: The file as it was read.
        before: What reading it gave.
        after: What it is to say; objects are told by their ``entry``.
        orientation: As reading gave it.

    Raises:
        XmlError: The content is no XML; reading would have failed, too.
        UnicodeError: A name cannot be written in the encoding of the file, not even as a character reference.
    """
    text, encode = decode_xml(content)
    data = _with_room(text.encode())
    patch = _Patch(data, before, orientation)
    changes = object_changes(before, after)
    for old, new in changes.changed:
        patch.change(old, new)
    for entry in changes.removed:
        patch.remove(entry)
    if changes.added:
        patch.add(changes.added)
    if after.verified != before.verified:
        patch.verify(after.verified)
    if after.note != before.note:
        patch.annotate(after.note)
    return encode(patched(data, patch.replacements).decode())


def relabel_voc_xml(content: bytes, become: Mapping[str, str | None]) -> bytes:
    """Returns the file with other class names, whatever its boxes are.

    Args:
        content: The file.
        become: New name by name; None takes the objects out. Other classes stay.

    Raises:
        XmlError: The content is no XML.
    """
    text, encode = decode_xml(content)
    data = text.encode()
    patch = _Patch(data, ImageAnnotation(()), 1)
    for entry, label in enumerate(patch.labels(), 1):
        if label in become:
            patch.relabel(entry, become[label])
    return encode(patched(data, patch.replacements).decode())


class _Patch:
    """Collects the replacements for one document, in UTF-8."""

    def __init__(self, data: bytes, before: ImageAnnotation, orientation: int) -> None:
        self._data = data
        self._root = parse_utf8(data)
        self._objects = [child for child in self._root.children if child.tag == "object"]
        self._turn = box_turner(before, orientation)
        self.replacements: list[Replacement[bytes]] = []

    def labels(self) -> list[str]:
        return [child.child_text("name") or "" for child in self._objects]

    def relabel(self, entry: int, label: str | None) -> None:
        if label is None:
            self.remove(entry)
        else:
            self._set_text(self._objects[entry - 1], "name", label)

    def change(self, old: AnnotatedObject, new: AnnotatedObject) -> None:
        element = self._objects[old.entry - 1]
        if new.label != old.label:
            self._set_text(element, "name", new.label)
        for flag in FLAGS:
            if getattr(new, flag) != getattr(old, flag):
                self._set_text(element, flag, str(int(getattr(new, flag))))
        if new.box != old.box:
            self._set_box(element, old.box, new.box)
        if old.outlined and not new.outlined:
            for child in element.children:
                if child.tag == "polygon":
                    self._cut(child)

    def remove(self, entry: int) -> None:
        self._cut(self._objects[entry - 1])

    def add(self, items: tuple[AnnotatedObject, ...]) -> None:
        siblings = self._objects or self._root.children
        lead = self._lead(siblings[-1]) if siblings else b"\n\t"
        text = b"".join(self._object_text(item, lead) for item in items)
        if siblings:
            at = self._end(siblings[-1])
            self.replacements.append(Replacement(at, at, text))
        else:
            self.replacements.append(Replacement(*self._inside(self._root), text + b"\n"))

    def verify(self, verified: bool) -> None:
        tag = self._start_tag(self._root)
        bare = _VERIFIED.sub(b"", tag)
        cut = len(bare) - (2 if bare.endswith(b"/>") else 1)
        marked = bare[:cut] + b' verified="yes"' + bare[cut:] if verified else bare
        self.replacements.append(Replacement(self._root.start, self._root.start + len(tag), marked))

    def annotate(self, note: str) -> None:
        """Gives the image another note, in front of the first object; "" takes it away."""
        there = self._root.child("note")
        if there is not None and not note:
            self._cut(there)
        elif there is not None:
            self._set_text(self._root, "note", note)
        else:
            leaf = f"<note>{escape(note)}</note>".encode()
            if self._objects:
                # Before the blanks of the object, which go with it where it is taken out.
                lead = self._lead(self._objects[0])
                at = self._objects[0].start - len(lead)
                self.replacements.append(Replacement(at, at, lead + leaf))
                return
            siblings = self._root.children
            at = self._end(siblings[-1]) if siblings else self._inside(self._root)[0]
            lead = self._lead(siblings[-1]) if siblings else b""
            self.replacements.append(Replacement(at, at, lead + leaf))

    def _set_box(self, element: Element, old: Box, new: Box) -> None:
        box = next(child for child in element.children if child.tag == "bndbox")
        was, now = self._edges(old), self._edges(new)
        reversed_edges = self._is_reversed(box)
        for name, one, other in zip(EDGES, was, now, strict=True):
            if one != other or reversed_edges:
                self._set_text(box, name, format_number(other))

    def _edges(self, box: Box) -> tuple[float, float, float, float]:
        return self._turn(box).xyxy()

    def _is_reversed(self, box: Element) -> bool:
        try:
            x0, y0, x1, y1 = (parse_number(box.child_text(name) or "") for name in EDGES)
        except NumberError:
            return True
        return x0 > x1 or y0 > y1

    def _set_text(self, parent: Element, tag: str, text: str) -> None:
        """Gives a child another text; one that is missing is put in front of the box."""
        child = parent.child(tag)
        written = escape(text, {"\r": "&#13;"}).encode()
        whole = b"<%s>%s</%s>" % (tag.encode(), written, tag.encode())
        if child is None:
            box = parent.child("bndbox") or parent.children[-1]
            self.replacements.append(Replacement(box.start, box.start, whole + self._lead(box)))
        elif self._start_tag(child).endswith(b"/>"):
            self.replacements.append(Replacement(child.start, self._end(child), whole))
        else:
            self.replacements.append(Replacement(*self._inside(child), written))

    def _object_text(self, item: AnnotatedObject, lead: bytes) -> bytes:
        """Returns an object as labelImg writes it, indented as ``lead`` (the blanks before its siblings) is."""
        lines = object_lines(item, self._turn(item.box))
        if b"\n" not in lead:
            return lead + "".join(line.strip("\t") for line in lines).encode()
        newline, _, indent = lead.rpartition(b"\n")
        newline = b"\r\n" if newline.endswith(b"\r") else b"\n"
        unit = (indent or b"\t").decode()
        depths = [len(line) - len(line.lstrip("\t")) for line in lines]
        told = [
            indent.decode() + unit * (depth - 1) + line.lstrip("\t") for depth, line in zip(depths, lines, strict=True)
        ]
        return newline + newline.join(line.encode() for line in told)

    def _cut(self, element: Element) -> None:
        start = element.start - len(self._lead(element))
        self.replacements.append(Replacement(start, self._end(element), b""))

    def _lead(self, element: Element) -> bytes:
        """The blanks before an element."""
        start = element.start
        while start > 0 and self._data[start - 1] in _BLANKS:
            start -= 1
        return self._data[start : element.start]

    def _start_tag(self, element: Element) -> bytes:
        return _start_tag(self._data, element)

    def _inside(self, element: Element) -> tuple[int, int]:
        tag = self._start_tag(element)
        start = element.start + len(tag)
        return start, start if tag.endswith(b"/>") else element.close

    def _end(self, element: Element) -> int:
        tag = self._start_tag(element)
        if tag.endswith(b"/>"):
            return element.start + len(tag)
        return self._data.index(b">", element.close) + 1


def _with_room(data: bytes) -> bytes:
    """Returns the document with an outermost element that has an inside: ``<annotation/>`` has none."""
    root = parse_utf8(data)
    tag = _start_tag(data, root)
    if not tag.endswith(b"/>"):
        return data
    end = root.start + len(tag)
    return data[: end - 2] + b"></" + root.tag.encode() + b">" + data[end:]


def _start_tag(data: bytes, element: Element) -> bytes:
    match = _START_TAG.match(data, element.start)
    return match[0] if match is not None else b""
