"""A small XML reader that knows its lines and cannot be made to explode.

The standard library's trees forget line numbers, and expand entities. Here a document with a DTD (the only place
entities come from) is refused, and encodings that expat does not know are decoded by Python.
"""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_KNOWN_TO_EXPAT = frozenset({"utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1"})
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class XmlError(Exception):
    """Not well-formed, not text, or with a DTD; the text says which and where."""


@dataclass(eq=False)
class Element:
    """An element: its direct text, attributes and children, and where it stands in the document.

    Attributes:
        tag: Its name, without resolving namespaces.
        line: Where it starts, from 1.
        start: Byte of its ``<`` (of the text as UTF-8, where Python decoded it).
        close: Byte of its ``</``; the one behind it where it is written ``<tag/>``.
        attributes: By name.
        text: The characters directly inside it, stripped.
        children: In order.
    """

    tag: str
    line: int
    start: int = 0
    close: int = 0
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def child(self, tag: str) -> "Element | None":
        """Returns the first direct child of that name, or None."""
        return next((child for child in self.children if child.tag == tag), None)

    def child_text(self, tag: str) -> str | None:
        """Returns the stripped text of the first direct child of that name, or None where there is none."""
        child = self.child(tag)
        return None if child is None else child.text


def parse_xml(content: bytes) -> Element:
    """Parses a document.

    Args:
        content: The bytes of the file; UTF-8, UTF-16, or any encoding it declares and Python knows.

    Returns:
        The outermost element.

    Raises:
        XmlError: The content is empty, not well-formed, or has a DTD.
    """
    if not content.strip():
        raise XmlError("it is empty")
    content, encoding = _decoded(content)
    return _parse(content, encoding)


def parse_utf8(content: bytes) -> Element:
    """Parses a document that is UTF-8, whatever encoding it declares; for ``start`` and ``close`` within it.

    Raises:
        XmlError: As ``parse_xml``.
    """
    return _parse(content, "utf-8")


def decode_xml(content: bytes) -> tuple[str, Callable[[str], bytes]]:
    """Returns the text of a document, and what turns a text into bytes of its encoding again.

    Decoding and encoding an unchanged text gives the same bytes. Characters the encoding lacks become references.

    Raises:
        XmlError: It is not in the encoding it declares.
    """
    mark, encoding = next(((mark, name) for mark, name in _MARKS if content.startswith(mark)), (b"", ""))
    if not encoding:
        declared = _DECLARED.match(content)
        encoding = declared[1].decode() if declared is not None else "utf-8"
    try:
        text = content[len(mark) :].decode(encoding)
        exact = text.encode(encoding) == content[len(mark) :]
    except (LookupError, ValueError) as error:
        raise XmlError(f"it is not in the encoding it declares ({encoding})") from error
    if not exact:
        raise XmlError(f"it is in an encoding that cannot be written again ({encoding})")
    return text, lambda changed: mark + changed.encode(encoding, "xmlcharrefreplace")


def _parse(content: bytes, encoding: str | None) -> Element:
    builder = _TreeBuilder(encoding)
    try:
        builder.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise XmlError(f"not understood in line {error.lineno}: {expat.ErrorString(error.code)}") from error
    except (ValueError, LookupError) as error:  # raised for an encoding of several bytes that expat meets
        raise XmlError("its encoding is unknown") from error
    finally:
        builder.let_go()
    return builder.root


def _decoded(content: bytes) -> tuple[bytes, str | None]:
    """Returns the bytes for expat and the encoding that overrules the declared one."""
    if content.startswith(codecs.BOM_UTF8):
        return content, "utf-8"
    declared = _DECLARED.match(content)
    if declared is None or declared[1].decode().lower() in _KNOWN_TO_EXPAT:
        return content, None
    name = declared[1].decode()
    try:
        return content.decode(name).encode(), "utf-8"
    except (LookupError, ValueError) as error:
        raise XmlError(f"it is not in the encoding it declares ({name})") from error


class _TreeBuilder:
    """Collects what expat reports; a stack instead of recursion, so that deep nesting costs memory only."""

    def __init__(self, encoding: str | None) -> None:
        self.parser = expat.ParserCreate(encoding)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._top = Element("", 0)
        self._open = [(self._top, list[str]())]

    def let_go(self) -> None:
        """Parts parser and builder: each holds the other, and Python's garbage would pile up with every file read."""
        self.parser.StartElementHandler = self.parser.EndElementHandler = None
        self.parser.CharacterDataHandler = self.parser.StartDoctypeDeclHandler = None

    @property
    def root(self) -> Element:
        return self._top.children[0]

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) > 100:
            raise XmlError(f"line {self.parser.CurrentLineNumber}: its elements are nested too deeply")
        element = Element(tag, self.parser.CurrentLineNumber, self.parser.CurrentByteIndex, attributes=attributes)
        self._open[-1][0].children.append(element)
        self._open.append((element, []))

    def _end(self, _tag: str) -> None:
        element, pieces = self._open.pop()
        element.text = "".join(pieces).strip()
        element.close = self.parser.CurrentByteIndex

    def _text(self, piece: str) -> None:
        self._open[-1][1].append(piece)

    def _refuse_doctype(self, *_: object) -> None:
        raise XmlError(f"line {self.parser.CurrentLineNumber}: it has a document type (DTD), which is not read")
