"""Places in a JSON text, and changes at them that leave the rest of the text as it is.

Values are skipped by Python's own decoder, so even a file of hundreds of megabytes is walked at its speed. Only texts
that ``read_json`` has read are given here.
"""

import codecs
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ssd_desktop.annotation.formats.json_text import json_bytes
from ssd_desktop.annotation.formats.patching import Replacement

_BLANKS = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class Span:
    """A value in the text: positions of its first character and behind its last."""

    start: int
    end: int


def decode_json(content: bytes) -> tuple[str, Callable[[str], bytes]]:
    """Returns the text of a file, and what turns a text into bytes of its encoding again."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    encoding: str = "utf-8" if mark else json.detect_encoding(content)
    if encoding in ("utf-16", "utf-32"):  # with a byte order mark, which writing would choose anew
        little = content.startswith(codecs.BOM_UTF16_LE)
        mark = content[: 2 if encoding == "utf-16" else 4]
        encoding += "-le" if little else "-be"
    return content[len(mark) :].decode(encoding), lambda text: mark + json_bytes(text, encoding)


def document_span(text: str) -> Span:
    """Returns where the value of the whole document is."""
    return _value(text, _skip(text, 0))


def members(text: str, span: Span) -> dict[str, Span]:
    """Returns the values of an object by key; of a key that comes twice the last counts, as for Python."""
    found: dict[str, Span] = {}
    at = _skip(text, span.start + 1)
    while text[at] != "}":
        key, end = _DECODER.raw_decode(text, at)
        value = _value(text, _skip(text, _skip(text, end) + 1))
        found[key] = value
        at = _skip(text, value.end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def items(text: str, span: Span) -> list[Span]:
    """Returns the values of a list."""
    found: list[Span] = []
    at = _skip(text, span.start + 1)
    while text[at] != "]":
        found.append(_value(text, at))
        at = _skip(text, found[-1].end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def value_at(text: str, span: Span) -> Any:
    """Returns what stands there."""
    return json.loads(text[span.start : span.end])


def compact(value: object) -> str:
    """Returns a value as it is written inside a line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def set_members(text: str, span: Span, values: Mapping[str, object]) -> list[Replacement[str]]:
    """Returns what gives an object other values; keys that it lacks come last."""
    there = members(text, span)
    changes = [one for key in values if key in there for one in _set_value(text, there[key], values[key])]
    new = [f"{compact(key)}: {compact(value)}" for key, value in values.items() if key not in there]
    if not new:
        return changes
    first = _skip(text, span.start + 1)
    lead = text[span.start + 1 : first]
    joint = "," + (lead if "\n" in lead else " ")
    if there:
        at = max(value.end for value in there.values())
        return [*changes, Replacement(at, at, joint + joint.join(new))]
    return [*changes, Replacement(span.start, span.end, "{" + ", ".join(new) + "}")]


def _set_value(text: str, span: Span, value: object) -> list[Replacement[str]]:
    """Puts a value in the place of another; of lists of the same length only what differs."""
    old = value_at(text, span)
    if isinstance(value, list) and isinstance(old, list) and len(value) == len(old):
        pairs = zip(items(text, span), value, strict=True)
        return [one for place, item in pairs for one in _set_value(text, place, item)]
    return [] if old == value and type(old) is not bool else [Replacement(span.start, span.end, compact(value))]


def change_list(
    text: str, span: Span, *, removed: Sequence[int] = (), added: Sequence[object] = (), depth: int
) -> list[Replacement[str]]:
    """Returns what takes values out of a list and adds others at its end, in the layout of the list.

    Args:
        text: The document.
        span: The list.
        removed: Positions in the list, from 0.
        added: Values.
        depth: How deeply the values are nested in the document, for the step of indentation: 1 in the outermost list.
    """
    if not removed and not added:
        return []
    there = items(text, span)
    gone = frozenset(removed)
    kept = [position for position in range(len(there)) if position not in gone]
    lead, joint, tail = _layout(text, span, there, depth)
    new = [_written(value, lead, depth) for value in added]
    if not kept:
        return [Replacement(span.start, span.end, "[" + lead + joint.join(new) + tail + "]" if new else "[]")]
    changes = [_cut(there, position, kept) for position in sorted(gone)]
    if new:
        at = there[-1].end
        changes.append(Replacement(at, at, "".join(joint + value for value in new)))
    return changes


def _cut(there: list[Span], position: int, kept: list[int]) -> Replacement[str]:
    """Cuts a value with the comma before it; those before the first that stays go with the comma behind them."""
    if position < kept[0]:
        return Replacement(there[position].start, there[position + 1].start, "")
    return Replacement(there[position - 1].end, there[position].end, "")


def _layout(text: str, span: Span, there: list[Span], depth: int) -> tuple[str, str, str]:
    """Returns the blanks before the first value, what stands between two, and the blanks after the last."""
    if not there:
        outer = _line_indent(text, span.start)
        if outer is None or "\n" not in text:
            return "", ", ", ""
        unit = outer[: len(outer) // (depth - 1)] if depth > 1 and outer else "  "
        return f"\n{outer}{unit}", f",\n{outer}{unit}", f"\n{outer}"
    lead, tail = text[span.start + 1 : there[0].start], text[there[-1].end : span.end - 1]
    if len(there) > 1:
        return lead, text[there[-2].end : there[-1].start], tail
    return lead, "," + (lead if "\n" in lead else " "), tail


def _line_indent(text: str, at: int) -> str | None:
    """Returns the indentation of the line a place is in, None where the line is not the text's own layout."""
    start = text.rfind("\n", 0, at) + 1
    match = _BLANKS.match(text, start)
    return None if match is None or start == 0 else match[0]


def _written(value: object, lead: str, depth: int) -> str:
    """Returns a value over several lines if the list's values have a line of their own and are not too small for it."""
    indent = lead.rpartition("\n")[2]
    if "\n" not in lead or not indent or len(indent) % depth:
        return compact(value)
    unit = indent[: len(indent) // depth]
    lines = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=unit).split("\n")
    return ("\n" + indent).join(lines)


def _skip(text: str, at: int) -> int:
    match = _BLANKS.match(text, at)
    return at if match is None else match.end()


def _value(text: str, at: int) -> Span:
    return Span(at, _DECODER.raw_decode(text, at)[1])
