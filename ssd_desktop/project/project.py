"""A project: a folder of images with its labels, splits and runs, described by one small TOML file beside them.

Nothing is moved or copied. Classes, annotations and splits stay in the files of the data format; the project only says
where the images, the data and the runs are, relative to itself, so that the whole folder may be moved.
"""

import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ssd_desktop.annotation.folder_names import IMAGE_FOLDERS
from ssd_desktop.annotation.image_folder import list_images
from ssd_desktop.annotation.image_index import images_under
from ssd_desktop.errors import AnnotationError, ProjectError, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically

PROJECT_FILE = "ssd-desktop-project.toml"
"""The file that makes a folder a project."""

RUNS = "runs"
_FORMAT = 1
_LEVELS = 4
"""How far above a folder of images its project is looked for: ``project/images/train/a.jpg`` needs three."""


@dataclass(frozen=True)
class Project:
    """A project as its file says; every path is absolute.

    Attributes:
        root: The folder with the file.
        name: What the user calls it.
        images: The folder of images to open.
        data: The data folder to train on.
        runs: The folder of its runs; made by the first one.
        model: The checkpoint in use; None: the one that is in use anyway.
    """

    root: Path
    name: str
    images: Path
    data: Path
    runs: Path
    model: Path | None = None

    @property
    def file(self) -> Path:
        return self.root / PROJECT_FILE


def create_project(folder: Path, *, name: str = "", day: date | None = None) -> Project:
    """Makes a folder of images a project.

    Args:
        folder: The folder, or one above it, such as a Pascal VOC or YOLO folder.
        name: What the project is called; the name of the folder where empty.
        day: The date in the file; today where not given.

    Raises:
        ProjectError: The folder is missing, read-only, holds no image, or is a project already.
    """
    root = _absolute(folder)
    if is_project(root):
        raise ProjectError(f"{root} is a project already; open it.")
    images = _image_folder(root)
    table: dict[str, str | int] = {
        "format": _FORMAT,
        "name": name.strip() or root.name,
        "images": _relative(images, root),
        "data": ".",
        "runs": RUNS,
        "created": (day or date.today()).isoformat(),
    }
    heading = "# A project of SSD Desktop. Paths are relative to this folder, which may be moved as a whole.\n"
    _write(root, heading + "".join(f"{key} = {_toml(value)}\n" for key, value in table.items()))
    return open_project(root)


def is_project(folder: Path) -> bool:
    """Returns whether a folder has a project file."""
    try:
        return (folder / PROJECT_FILE).is_file()
    except (OSError, ValueError):
        return False


def find_project(path: Path) -> Path | None:
    """Returns the folder of the project that a file or folder belongs to; None where it belongs to none."""
    start = Path(os.path.normpath(path.absolute()))
    return next((folder for folder in (start, *start.parents)[:_LEVELS] if is_project(folder)), None)


def open_project(folder: Path) -> Project:
    """Reads the project file of a folder.

    Raises:
        ProjectError: There is none (any more), it is damaged, or it was written by a newer version.
    """
    root = _absolute(folder)
    table = _read(root)
    version = table.get("format", _FORMAT)
    if isinstance(version, int) and version > _FORMAT:
        raise ProjectError(f"{root / PROJECT_FILE} was written by a newer SSD Desktop; update this one to open it.")
    model = _text(table, "model", "", root)
    return Project(
        root=root,
        name=_text(table, "name", root.name, root),
        images=_below(root, _text(table, "images", ".", root)),
        data=_below(root, _text(table, "data", ".", root)),
        runs=_below(root, _text(table, "runs", RUNS, root)),
        model=_below(root, model) if model else None,
    )


def with_model(project: Project, model: Path | None) -> Project:
    """Writes which checkpoint the project uses; everything else in its file stays as it is.

    Raises:
        ProjectError: The file cannot be read or written.
    """
    text = _content(project.root)
    _write(project.root, _with_value(text, "model", "" if model is None else _relative(model, project.root)))
    return open_project(project.root)


def _absolute(folder: Path) -> Path:
    root = Path(os.path.normpath(folder.expanduser().absolute()))
    if root.is_dir():
        return root
    if root.exists():
        raise ProjectError(f"{root} is a file, not a folder; choose the folder it is in.")
    raise ProjectError(f"{root} does not exist; if it was moved, open it at its new place.")


def _image_folder(root: Path) -> Path:
    """Returns the folder of images to open: the one given, one with a usual name in it, or the first with images."""
    try:
        if list_images(root):
            return root
        inner = {entry.name.lower(): entry for entry in root.iterdir() if entry.is_dir()}
        usual = (inner[name] for name in IMAGE_FOLDERS if name in inner)
        found = next((folder for folder in usual if list_images(folder)), None)
        images = [] if found is not None else images_under(root)
    except (AnnotationError, OSError) as error:
        raise ProjectError(f"{root} cannot be read ({reason_of(error)}); check its permissions.") from error
    if found is None and not images:
        raise ProjectError(f"{root} holds no image; choose a folder of images.")
    return found or images[0].parent


def _content(root: Path) -> str:
    path = root / PROJECT_FILE
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ProjectError(f"{root} is no project; make it one by ssd-desktop project create.") from error
    except OSError as error:
        raise ProjectError(f"{path} cannot be read ({reason_of(error)}); check its permissions.") from error
    except UnicodeDecodeError as error:
        raise _damaged(path, "it is not UTF-8 text") from error


def _read(root: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_content(root))
    except tomllib.TOMLDecodeError as error:
        raise _damaged(root / PROJECT_FILE, str(error)) from error


def _damaged(path: Path, reason: str) -> ProjectError:
    return ProjectError(
        f"The project file {path} is damaged ({reason}); mend it, or delete it and create the project again: images, "
        "labels and runs are not in it."
    )


def _text(table: Mapping[str, Any], key: str, default: str, root: Path) -> str:
    value = table.get(key, default)
    if not isinstance(value, str) or "\0" in value:
        raise _damaged(root / PROJECT_FILE, f"{key} is {value!r}, not a text")
    return value


def _below(root: Path, text: str) -> Path:
    # Written on Windows, read elsewhere: a backslash in a name is far less likely.
    return Path(os.path.normpath(root / text.replace("\\", "/")))


def _relative(path: Path, root: Path) -> str:
    """Returns a path as it stands in the file; absolute where no relative one leads there (another drive)."""
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:
        return str(path)


def _toml(value: str | int) -> str:
    # JSON's escapes are TOML's, but JSON leaves DEL bare, which TOML forbids.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _with_value(text: str, key: str, value: str) -> str:
    """Returns TOML with a key of its first table changed or added, comments and all else kept."""
    line = f"{key} = {_toml(value)}\n"
    table = re.search(r"(?m)^\[", text)
    head, rest = (text, "") if table is None else (text[: table.start()], text[table.start() :])
    changed, count = re.subn(rf"(?m)^{key}\s*=.*\n?", lambda _: line, head, count=1)
    if not count:
        changed = f"{head.rstrip()}\n{line}" if head.strip() else line
    return changed + rest


def _write(root: Path, text: str) -> None:
    try:
        write_file_atomically(root / PROJECT_FILE, text.encode())
    except (OSError, UnicodeEncodeError) as error:
        raise ProjectError(
            f"{root / PROJECT_FILE} cannot be written ({reason_of(error)}); free space, or copy the folder to a place "
            "that you can write to."
        ) from error
