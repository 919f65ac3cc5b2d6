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
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "resources" / "i18n" / "ssd_desktop_ko.ts"
MESSAGES = CATALOGUE.with_name("messages.json")

_BELOW = ("annotation", "checkpoints", "data", "evaluation", "export", "inference", "media", "project", "training")
"""Packages whose messages a user of the window meets."""
_NOT_SHOWN = (
    "BoxLostError", "ConfigError", "UsageError", "OSError", "RuntimeError", "TypeError", "ValueError",
)  # fmt: skip
"""Errors of commands, settings and mistakes of ours, and one that carries a word of its own."""
_OF_THE_SYSTEM = (
    "Device or resource busy", "Directory not empty", "Disk quota exceeded", "File name too long", "File too large",
    "Input/output error", "Is a directory", "No space left on device", "No such file or directory", "Not a directory",
    "Operation not permitted", "Permission denied", "Read-only file system", "Too many open files",
)  # fmt: skip
"""What the operating system says in the middle of our messages."""
_LEAST_LETTERS = 9
"""With fewer letters besides its values a text would be found in too many others."""
_SENTENCE_OR_PART = re.compile(r"[A-Z{].* .*\.|[a-z]+ .*")
"""What a function returns for a message: all of it, or such as "is truncated"."""
_VALUE = re.compile(r"\{[^{}]*\}")


def _tool(name: str) -> str:
    return str(Path(sys.executable).with_name(f"pyside6-{name}"))


def collect(catalogue: Path) -> None:
    """Brings a catalogue up to date with the texts of the package; what is translated stays."""
    sources = sorted(str(path) for path in (ROOT / "ssd_desktop").glob("**/*.py") if path.stat().st_size)
    with tempfile.TemporaryDirectory() as folder:
        messages = Path(folder) / "messages.py"
        lines = (f'translate("Messages", {json.dumps(one, ensure_ascii=False)})\n' for one in message_templates())
        messages.write_text("".join(lines), encoding="utf-8")
        update = [_tool("lupdate"), *sources, str(messages), "-ts", str(catalogue), "-no-obsolete"]
        languages = ["-source-language", "en", "-target-language", "ko"]
        subprocess.run([*update, "-locations", "none", *languages], check=True)


def message_templates() -> list[str]:
    """Returns the messages made below the window, each once, in alphabetical order."""
    found = set(_OF_THE_SYSTEM)
    for package in _BELOW:
        for path in sorted((ROOT / "ssd_desktop" / package).glob("**/*.py")):
            module = ast.parse(path.read_text(encoding="utf-8"))
            constants = _constants(module)
            texts = (text for node in ast.walk(module) for text in _message_texts(node))
            found.update(template for text in texts if (template := _template(text, constants)) is not None)
    # Two that differ in the names of their values alone are one text.
    alike = {_VALUE.sub("{}", one): one for one in sorted(found, reverse=True)}
    return sorted(one for words, one in alike.items() if len(re.sub(r"\W", "", words)) >= _LEAST_LETTERS)


def _message_texts(node: ast.AST) -> Iterator[ast.expr]:
    """Yields the texts that an error, a message of a training, a device or the end of a function makes."""
    if isinstance(node, ast.Call) and node.args:
        name = ast.unparse(node.func).rpartition(".")[2]
        if name.endswith("Error") and name not in _NOT_SHOWN:
            yield node.args[0]
        elif name in ("TrainingMessage", "DeviceInfo") and len(node.args) > 1:
            yield node.args[1]
    elif isinstance(node, ast.Return) and node.value is not None:
        branches = [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
        yield from (one for one in branches if _SENTENCE_OR_PART.fullmatch(_template(one, {}) or ""))


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
