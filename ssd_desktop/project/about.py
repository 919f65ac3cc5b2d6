"""Name and note that the user gives a run: ``about.toml`` in its folder, which a person can write too."""

import json
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from ssd_desktop.errors import ProjectError, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.training.run_folder import ABOUT, is_run


@dataclass(frozen=True)
class About:
    """What the user says of a run; empty texts where nothing was said."""

    name: str = ""
    note: str = ""


def read_about(run: Path) -> About:
    """Returns name and note of a run.

    Raises:
        ProjectError: The file is damaged or cannot be read.
    """
    path = run / ABOUT
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return About()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProjectError(f"{path} cannot be read ({reason_of(error)}); correct or delete it.") from error
    return About(name=_text(table.get("name")), note=_text(table.get("note")))


def rename(run: Path, name: str) -> None:
    """Gives a run a name; an empty one gives it back that of its folder.

    Raises:
        ProjectError: There is no run, or its file cannot be read or written.
    """
    _write(run, replace(read_about(run), name=" ".join(name.split())))


def annotate(run: Path, note: str) -> None:
    """Gives a run a note; an empty one takes it away.

    Raises:
        ProjectError: There is no run, or its file cannot be read or written.
    """
    _write(run, replace(read_about(run), note=note.strip()))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _write(run: Path, about: About) -> None:
    if not is_run(run):
        raise ProjectError(f"{run} holds no run; it was moved or deleted.")
    said = {"name": about.name, "note": about.note}
    # JSON's escapes are TOML's, but JSON leaves DEL bare, which TOML forbids.
    lines = [f"{key} = {json.dumps(text, ensure_ascii=False)}\n" for key, text in said.items() if text]
    try:
        write_file_atomically(run / ABOUT, "".join(lines).replace("\x7f", "\\u007f").encode(errors="replace"))
    except OSError as error:
        raise ProjectError(f"{run / ABOUT} cannot be written ({reason_of(error)}); check its permissions.") from error
