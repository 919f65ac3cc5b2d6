"""A box plan as a JSON file, as a run folder has it in ``plan.json``: read, written, found by its path. No torch."""

import dataclasses
import hashlib
import json
from pathlib import Path

from ssd_desktop.checkpoints.info import plan_from_table
from ssd_desktop.errors import ConfigError, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.ssd.config import BoxPlan, is_plan_file, plan_by_name
from ssd_desktop.ssd.networks import network_of_maps

_MOST_BYTES = 100_000
_HASH_DIGITS = 12


def find_plan(name: str) -> BoxPlan:
    """Returns a shipped plan by its name, or the plan in a file by its path, which ends in ``.json``.

    Raises:
        ConfigError: No plan has this name, or the file holds none.
    """
    return read_plan(Path(name).expanduser()) if is_plan_file(name) else plan_by_name(name)


def read_plan(path: Path) -> BoxPlan:
    """Returns the plan of a file, such as the ``plan.json`` of a run; other entries of the file are passed over.

    Raises:
        ConfigError: The file cannot be read, or holds no plan for a network of this version.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError("it is too large")
        table = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(table, dict):
            raise ValueError("it holds no table of values")
        network = network_of_maps(table["image_size"], tuple(table["map_sizes"]))
        if network is None:
            raise ValueError("its feature maps are those of no network of this version")
        return plan_from_table(table, network)
    except OSError as error:
        raise ConfigError(f"The box plan {path} cannot be read: {reason_of(error)}.") from error
    except KeyError as error:
        raise ConfigError(f"{path} is no box plan: {error.args[0]} is missing; give the plan.json of a run.") from error
    except (ValueError, TypeError, RecursionError, ConfigError) as error:
        raise ConfigError(f"{path} is no box plan: {reason_of(error)}; give the plan.json of a run.") from error


def save_plan(plan: BoxPlan, folder: Path) -> Path:
    """Writes a plan into a folder under a name made of its numbers, so that no file ever changes its plan.

    Returns:
        The file.

    Raises:
        ConfigError: The folder cannot be written.
    """
    content = json.dumps(dataclasses.asdict(plan), indent=2).encode() + b"\n"
    path = folder / f"{plan.name}-{hashlib.sha256(content).hexdigest()[:_HASH_DIGITS]}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_file_atomically(path, content)
    except OSError as error:
        raise ConfigError(f"The box plan cannot be saved in {folder}: {reason_of(error)}.") from error
    return path
