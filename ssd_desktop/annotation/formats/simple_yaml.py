"""The part of YAML that a ``data.yaml`` uses, and nothing more.

Read are top-level keys whose values are a text, a list of texts, or a mapping to texts, in block or in flow style.
A value that is asked for and is anything else is refused by line, so nothing is ever guessed; other keys are
skipped unread.
"""

import json
import re
from dataclasses import dataclass

Scalar = str | None
Value = Scalar | list[Scalar] | dict[str, Scalar]

_KEY = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#\[\]{},&*!|>%@`-][^:#]*?)\s*:(?:\s+(.*))?$""")
_NULL = frozenset({"", "~", "null", "Null", "NULL"})


class YamlError(Exception):
    """The document has something that is not read here; the text says what and where."""


@dataclass(frozen=True)
class Entry:
    """A top-level value and the line of its key, from 1."""

    line: int
    value: Value


def parse_yaml(text: str, *, wanted: frozenset[str]) -> dict[str, Entry]:
    """Reads the wanted top-level keys of a document.

    Args:
        text: The document; line ends of any system.
        wanted: Keys to read; others are skipped, unless their value is a text on the line of the key.

    Returns:
        Keys that are there, with values of the kinds above; an empty value is None.

    Raises:
        YamlError: A line is no top-level key, a wanted key comes twice, or its value is of another kind.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found: dict[str, Entry] = {}
    index = 0
    while index < len(lines):
        line = lines[index]
        if _is_blank(line) or line.startswith(("---", "...", "%")):
            index += 1
            continue
        match = _KEY.match(line)
        if match is None:
            raise YamlError(f"line {index + 1} is no key with a value")
        key, rest = _scalar(match[1], index + 1) or "", _without_comment(match[2] or "")
        end = _end_of_value(lines, index, rest)
        if key in wanted:
            if key in found:
                raise YamlError(f"line {index + 1} has {key} again")
            found[key] = Entry(index + 1, _value(rest, lines[index + 1 : end], index + 1))
        elif rest and rest[0] not in "[{|>&*!" and all(map(_is_blank, lines[index + 1 : end])):
            found.setdefault(key, Entry(index + 1, _scalar(rest, index + 1)))
        index = end
    return found


def quoted(text: str) -> str:
    """Returns a text as YAML that any reader takes for that text."""
    return json.dumps(text, ensure_ascii=False)


def _is_blank(line: str) -> bool:
    stripped = line.strip()
    return not stripped or stripped.startswith("#")


def _end_of_value(lines: list[str], index: int, rest: str) -> int:
    """Returns the index after the last line of the value of the key at ``index``."""
    end = index + 1
    if rest.startswith(("[", "{")):
        depth = _depth(rest)
        while depth > 0 and end < len(lines):
            depth += _depth(_without_comment(lines[end]))
            end += 1
        if depth > 0:
            raise YamlError(f"line {index + 1} opens a bracket that is never closed")
        return end
    while end < len(lines) and (_is_blank(lines[end]) or lines[end][0] in " \t" or re.match(r"-(\s|$)", lines[end])):
        end += 1
    return end


def _depth(text: str) -> int:
    bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", "", text)
    return sum(bare.count(opening) for opening in "[{") - sum(bare.count(closing) for closing in "]}")


def _value(rest: str, block: list[str], line: int) -> Value:
    if rest.startswith(("[", "{")):
        whole = " ".join([rest, *(_without_comment(text) for text in block)]).strip()
        return _flow(whole, line)
    content = [(line + 1 + offset, text) for offset, text in enumerate(block) if not _is_blank(text)]
    if rest:
        if content:
            raise YamlError(f"line {content[0][0]} goes on with a value that is not read over several lines")
        return _scalar(rest, line)
    if not content:
        return None
    if len({len(text) - len(text.lstrip(" ")) for _, text in content}) > 1:
        raise YamlError(f"line {content[0][0]} begins a value that is nested more deeply than is read")
    if all(re.match(r"-(\s|$)", text.strip()) for _, text in content):
        return [_scalar(_without_comment(text.strip()[1:].strip()), number) for number, text in content]
    return _mapping([(number, _without_comment(text.strip())) for number, text in content])


def _flow(text: str, line: int) -> Value:
    if text[-1] != {"[": "]", "{": "}"}[text[0]]:
        raise YamlError(f"line {line} has a bracket that is not closed as it was opened")
    parts = _split_at_commas(text[1:-1])
    if parts and not parts[-1].strip():
        parts.pop()
    if text[0] == "[":
        return [_scalar(part.strip(), line) for part in parts]
    return _mapping([(line, part.strip()) for part in parts])


def _split_at_commas(text: str) -> list[str]:
    tokens = re.findall(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|,|[^,\"']+|[\"']", text)
    parts = [""]
    for token in tokens:
        if token == ",":
            parts.append("")
        else:
            parts[-1] += token
    return parts


def _mapping(items: list[tuple[int, str]]) -> dict[str, Scalar]:
    found: dict[str, Scalar] = {}
    for line, text in items:
        match = _KEY.match(text)
        if match is None:
            raise YamlError(f"line {line} is no key with a value")
        key = _scalar(match[1], line) or ""
        if key in found:
            raise YamlError(f"line {line} has {key} again")
        found[key] = _scalar((match[2] or "").strip(), line)
    return found


def _scalar(text: str, line: int) -> Scalar:
    if text in _NULL:
        return None
    if text[0] == '"':
        try:
            value = json.loads(text)
        except ValueError as error:
            raise YamlError(f"line {line} has a text in double quotes that is not read") from error
        return str(value)
    if text[0] == "'":
        if not re.fullmatch(r"'(?:[^']|'')*'", text):
            raise YamlError(f"line {line} has a quote that is not closed")
        return text[1:-1].replace("''", "'")
    if text[0] in "[]{}&*!|>%@`" or re.match(r"[-?:](\s|$)", text) or ": " in text:
        raise YamlError(f"line {line} has a value of a kind that is not read")
    return text


def _without_comment(text: str) -> str:
    """Cuts a comment off, but not a # within quotes or within a word."""
    token = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|(?P<comment>(?:^|(?<=\s))#)|.", re.DOTALL)
    for match in token.finditer(text):
        if match["comment"] is not None:
            return text[: match.start()].strip()
    return text.strip()
