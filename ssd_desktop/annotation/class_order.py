"""The order in which the classes of a folder are offered, where no file of the folder has one."""

import json
from collections.abc import Sequence
from pathlib import Path

from ssd_desktop.annotation.formats.annotation_file import clean_label
from ssd_desktop.media.atomic_file import write_file_atomically


def read_class_order(path: Path) -> tuple[str, ...]:
    """Returns what ``write_class_order`` was given; nothing where there is no such file or it is damaged."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return ()
    names = found if isinstance(found, list) else []
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str) and clean_label(name) == name))


def write_class_order(path: Path, names: Sequence[str]) -> None:
    """Writes the order.

    Raises:
        OSError: The folder is read-only or full.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file_atomically(path, json.dumps(list(names), ensure_ascii=False).encode())
