"""How long each network takes on this machine, kept between two starts. No torch here."""

import json
from pathlib import Path

import platformdirs

from ssd_desktop.media.atomic_file import write_file_atomically


def speed_file() -> Path:
    """Returns where the figures are kept; it may not exist yet."""
    return Path(platformdirs.user_cache_dir("ssd-desktop", appauthor=False)) / "speeds.json"


def speed_key(network: str, class_count: int) -> str:
    """Returns what decides the time of a model, beside the device: weights and names do not."""
    return f"{network}, {class_count} classes"


def remembered_speeds(network: str, class_count: int, path: Path | None = None) -> dict[str, float]:
    """Returns milliseconds a picture by device and engine, the fastest first, as measured before.

    Empty when it never was, or where the file is damaged.

    Args:
        network: Which network.
        class_count: Foreground classes.
        path: The file; None takes the user's.
    """
    found = _read(path or speed_file()).get(speed_key(network, class_count), {})
    return dict(sorted(found.items(), key=lambda one: one[1]))


def remember_speed(network: str, class_count: int, device: str, milliseconds: float, path: Path | None = None) -> None:
    """Keeps a figure; what cannot be written is measured again another time.

    Args:
        network: Which network.
        class_count: Foreground classes.
        device: With the engine, as the user reads them.
        milliseconds: A picture.
        path: The file; None takes the user's.
    """
    target = path or speed_file()
    table = _read(target)
    table.setdefault(speed_key(network, class_count), {})[device] = round(milliseconds, 1)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_file_atomically(target, json.dumps(table, ensure_ascii=False, indent=1).encode(), durable=False)
    except OSError:
        return


def _read(path: Path) -> dict[str, dict[str, float]]:
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        return {str(key): {str(name): float(ms) for name, ms in found.items()} for key, found in table.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
