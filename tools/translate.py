"""Brings the Korean catalogue up to date: collects the texts of the window and compiles what is translated.

Run ``python tools/translate.py`` after changing a text; fill the entries it counts as unfinished in
``resources/i18n/ssd_desktop_ko.ts`` (Qt Linguist or an editor) and run it again.

Texts are those of the window (``tr``), and the messages of errors and trainings below it, which stay English there
(docs/adr/0011): each f-string becomes a text with the names of its values in braces, and ``messages.json`` lists them.
"""

import ast
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_PACKAGE = ROOT / "ssd_desktop"
CATALOGUE = ROOT / "resources" / "i18n" / "ssd_desktop_ko.ts"
MESSAGES = CATALOGUE.with_name("messages.json")

_BELOW = (
    "annotation", "checkpoints", "data", "evaluation", "export", "inference", "media", "project", "resources.py", "ssd",
    "training",
)  # fmt: skip
"""Packages whose messages a user of the window meets."""
_IN_FILES = (
    "annotation/convert.py", "evaluation/advice.py", "evaluation/report.py", "evaluation/report_charts.py",
    "evaluation/report_sections.py", "export/infer.py", "inference/given_picture.py", "training/sample_sheet.py",
)  # fmt: skip
"""Modules that write for the command line, for Python or into files, where all is English."""
_RAISED_IN_THE_WINDOW = ("gui/controllers", "gui/workers")
"""Its errors go the way of those from below; all else that it shows is ``tr``."""
_NOT_SHOWN = (
    "BoxLostError", "ConfigError", "UsageError", "OSError", "RuntimeError", "TypeError", "ValueError",
)  # fmt: skip
"""Errors of commands, settings and mistakes of ours, and one that carries a word of its own."""
_TOLD_ELSEWHERE = (*_NOT_SHOWN, "debug", "info", "warning", "exception", "add_argument")
"""Calls whose texts the window does not show."""
_OF_THE_SYSTEM = (
    "Device or resource busy", "Directory not empty", "Disk quota exceeded", "File name too long", "File too large",
    "Input/output error", "Is a directory", "No space left on device", "No such file or directory", "Not a directory",
    "Operation not permitted", "Permission denied", "Read-only file system", "Too many open files",
)  # fmt: skip
"""What the operating system says in the middle of our messages."""
_OF_PARSERS = (
    "duplicate attribute", "junk after document element", "mismatched tag", "no element found",
    "not well-formed (invalid token)", "partial character", "syntax error", "unbound prefix", "unclosed CDATA section",
    "unclosed token", "undefined entity", "unknown encoding",
    "Expecting ',' delimiter", "Expecting ':' delimiter", "Expecting property name enclosed in double quotes",
    "Expecting value", "Extra data", "Illegal trailing comma before end of array",
    "Illegal trailing comma before end of object", "Invalid \\escape", "Invalid \\uXXXX escape",
    "Invalid control character at", "Unterminated string starting at",
)  # fmt: skip
"""What the readers of XML (expat) and JSON (Python's) say there."""
_PUT_TOGETHER = (
    "{title} has an edge that is not a number and was skipped",
    "{title} has as the edge {name} {error} and was skipped",
    "{title} has its edges reversed and was skipped", "{title} has no element <{name}> and was skipped",
    "{title} lies outside the {width} x {height} image and was skipped",
)  # fmt: skip
"""What a reader of labels makes of a title and a reason with a blank between them, where a title has blanks, too."""
_IN_WORDS = ("data", "licence", "limits", "measured_on", "recipe")
"""What is prose on the card of a detector."""
_LEAST_LETTERS = 9
"""With fewer letters besides its values a text would be found in too many others."""
_SENTENCE = re.compile(
    r"[A-Z{].* .*(?:\.|: \{\w+\})"
    r"|.*(?: and was (?:clipped|left out|skipped)|; (?:ignored|left out|skipped)| (?:was|were) (?:swapped|taken))",
    re.DOTALL,
)
"""A message wherever it stands: one that ends in a reason leaves the full stop to that, and what a reader of labels
did with an object has a place before it."""
_PART = re.compile(r"(?:[a-z-]+|\{\w+\}:) .*")
"""What a function gives for the middle of a message, such as "is truncated"."""
_VALUE = re.compile(r"\{[^{}]*\}")


def _tool(name: str) -> str:
    return str(Path(sys.executable).with_name(f"pyside6-{name}"))


def collect(catalogue: Path) -> None:
    """Brings a catalogue up to date with the texts of the package; what is translated stays."""
    sources = sorted(str(path) for path in _PACKAGE.glob("**/*.py") if path.stat().st_size)
    with tempfile.TemporaryDirectory() as folder:
        messages = Path(folder) / "messages.py"
        lines = (f'translate("Messages", {json.dumps(one, ensure_ascii=False)})\n' for one in message_templates())
        messages.write_text("".join(lines), encoding="utf-8")
        update = [_tool("lupdate"), *sources, str(messages), "-ts", str(catalogue), "-no-obsolete"]
        languages = ["-source-language", "en", "-target-language", "ko"]
        subprocess.run([*update, "-locations", "none", *languages], check=True)


def message_templates() -> list[str]:
    """Returns the messages made below the window, each once, in alphabetical order."""
    found = {*_OF_THE_SYSTEM, *_OF_PARSERS, *_PUT_TOGETHER}
    for path in _modules(_BELOW):
        if path.relative_to(_PACKAGE).as_posix() not in _IN_FILES:
            found.update(templates_of(path, message_texts))
    found.update(_card_texts())
    for path in _modules(_RAISED_IN_THE_WINDOW):
        found.update(templates_of(path, error_texts))
    # Two that differ in the names of their values alone are one text.
    alike = {_VALUE.sub("{}", one): one for one in sorted(found, reverse=True)}
    return sorted(one for words, one in alike.items() if len(re.sub(r"\W", "", words)) >= _LEAST_LETTERS)


def _modules(places: Iterable[str]) -> Iterator[Path]:
    for place in places:
        path = _PACKAGE / place
        yield from sorted(path.glob("**/*.py")) if path.is_dir() else [path]


def templates_of(path: Path, texts_in: Callable[[ast.Module, Mapping[str, str]], Iterator[ast.expr]]) -> Iterator[str]:
    """Yields what ``texts_in`` finds in a module, with the names of its values in braces."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    constants = _constants(module)
    texts = texts_in(module, constants)
    return (template for text in texts if (template := _template(text, constants)) is not None)


def message_texts(module: ast.Module, constants: Mapping[str, str]) -> Iterator[ast.expr]:
    """Yields every sentence that is made for a user, and the parts of sentences that functions give."""
    yield from error_texts(module, constants)
    elsewhere = _told_elsewhere(module)
    for node in ast.walk(module):
        if node in elsewhere:
            continue
        if isinstance(node, ast.Constant | ast.JoinedStr) and _SENTENCE.fullmatch(_template(node, constants) or ""):
            yield node
        if isinstance(node, ast.Call) and _called(node) == "DeviceInfo":
            yield from node.args[1:2]
        yield from (text for text in _given(node) if _PART.fullmatch(_template(text, constants) or ""))


def error_texts(module: ast.Module, _: Mapping[str, str]) -> Iterator[ast.expr]:
    """Yields what the errors say that the window shows."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and node.args:
            name = _called(node)
            if name.endswith("Error") and name not in _NOT_SHOWN:
                yield node.args[0]


def _card_texts() -> Iterator[str]:
    """Yields what the cards of the shipped detectors say in words; names of data and files stay."""
    for path in sorted((ROOT / "resources" / "weights").glob("*.safetensors")):
        with path.open("rb") as stream:
            header = json.loads(stream.read(int.from_bytes(stream.read(8), "little")))
        card = json.loads(header["__metadata__"].get("ssd_desktop", "{}")).get("card", {})
        yield from (_escaped(text) for name, text in card.items() if name in _IN_WORDS and " " in text)


def _told_elsewhere(module: ast.Module) -> set[ast.AST]:
    """Returns what is no message of its own: descriptions, what other calls tell, and the pieces of texts."""
    inside: list[ast.AST] = []
    for node in ast.walk(module):
        told = isinstance(node, ast.Call) and _called(node) in _TOLD_ELSEWHERE
        if told or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            inside.append(node)
        elif isinstance(node, ast.JoinedStr):
            inside.extend(node.values)
    return {below for node in inside for below in ast.walk(node)}


def _given(node: ast.AST) -> list[ast.expr]:
    """Returns what a function returns, both ways of it, or hands to what makes its error."""
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        return [] if _called(node.exc) in _NOT_SHOWN else node.exc.args
    if isinstance(node, ast.Return) and node.value is not None:
        return [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
    return []


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def _constants(module: ast.Module) -> dict[str, str]:
    """Returns the texts that a module gives names to: inside of a message they are part of it."""
    return {
        target.id: node.value.value
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _template(text: ast.expr, constants: Mapping[str, str]) -> str | None:
    """Returns a text with the names of its values in braces, each another one; None for what is no text."""
    if isinstance(text, ast.Constant) and isinstance(text.value, str):
        return _escaped(text.value)
    if not isinstance(text, ast.JoinedStr):
        return None
    names: list[str] = []
    parts = []
    for part in text.values:
        if isinstance(part, ast.FormattedValue) and ast.unparse(part.value) in constants:
            parts.append(_escaped(constants[ast.unparse(part.value)]))
        elif isinstance(part, ast.FormattedValue):
            name = _name(part.value)
            names.append(name)
            parts.append("{%s}" % (name + (str(names.count(name)) if names.count(name) > 1 else "")))
        elif isinstance(part, ast.Constant):
            parts.append(_escaped(str(part.value)))
    return "".join(parts)


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _name(value: ast.expr) -> str:
    """Returns what a translator reads for a value: the last word of the expression."""
    if isinstance(value, ast.Call):
        return _name(value.func).removesuffix("_of")
    word = value.id if isinstance(value, ast.Name) else value.attr if isinstance(value, ast.Attribute) else "value"
    return word.strip("_").lower()


def main() -> None:
    """Collects the messages, runs lupdate over the package and lrelease on the catalogue."""
    MESSAGES.write_text(json.dumps(message_templates(), indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    collect(CATALOGUE)
    subprocess.run([_tool("lrelease"), "-silent", str(CATALOGUE), "-qm", str(CATALOGUE.with_suffix(".qm"))], check=True)
    unfinished = CATALOGUE.read_text(encoding="utf-8").count('type="unfinished"')
    print(f"{unfinished} texts wait for a translation in {CATALOGUE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
