"""What a checkpoint says about itself, read from its header alone. No torch here.

A checkpoint is one ``.safetensors`` file. Its header's metadata entry ``ssd_desktop`` holds JSON: format
version, network, the numbers of the box plan, classes, means, figures, versions and card.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.checkpoints.header import Header, read_header
from ssd_desktop.errors import CheckpointError, ConfigError
from ssd_desktop.ssd.config import PLANS, BoxPlan, NetworkConfig
from ssd_desktop.ssd.networks import NETWORKS, NetworkDescription, network_by_name

METADATA_KEY = "ssd_desktop"
"""The header's entry that makes a safetensors file a checkpoint of this program."""

FORMAT_VERSION = 1
"""Raised when an older program would misread a newer file."""

_NAMES_IN_RUNS = ("best", "last")


@dataclass(frozen=True)
class CheckpointInfo:
    """A checkpoint without its weights.

    Attributes:
        path: The file.
        config: Network, box plan, classes and means.
        figures: What was measured with it, such as ``ap50``.
        versions: Of the program and libraries that wrote it.
        card: Data, licence, recipe, in words.
        tiling: The tiles it was trained on and should detect on; None: whole pictures.
    """

    path: Path
    config: NetworkConfig
    figures: dict[str, float | str]
    versions: dict[str, str]
    card: dict[str, str]
    tiling: Tiling | None = None

    @property
    def name(self) -> str:
        """What the user reads."""
        return checkpoint_name(self.path)

    @property
    def network(self) -> str:
        return self.config.network

    @property
    def plan(self) -> BoxPlan:
        return self.config.plan

    @property
    def classes(self) -> tuple[str, ...]:
        return self.config.classes


def checkpoint_name(path: Path) -> str:
    """Returns what the user reads for a checkpoint: its stem, after its run where every run has such a file."""
    folder = path.absolute().parent.name
    return f"{folder}/{path.stem}" if path.stem in _NAMES_IN_RUNS and folder else path.stem


def read_checkpoint_info(path: str | Path) -> CheckpointInfo:
    """Reads what a checkpoint says about itself.

    Raises:
        CheckpointError: The file is missing, damaged, no checkpoint of this program, or newer than it.
    """
    return parse_info(read_header(Path(path)), Path(path))


def parse_info(header: Header, path: Path) -> CheckpointInfo:
    """Returns what the header of a checkpoint says.

    Raises:
        CheckpointError: It is no checkpoint of this program, newer than it, or its entries do not make sense.
    """
    text = header.metadata.get(METADATA_KEY)
    if text is None:
        raise CheckpointError(
            f"{path} holds weights but is no checkpoint of SSD Desktop: it does not say its classes and box plan."
        )
    try:
        document = json.loads(text)
        version = document["format_version"]
        if type(version) is int and version > FORMAT_VERSION:
            raise CheckpointError(f"{path} was written by a newer SSD Desktop; update this one to use it.")
        if type(version) is not int or version < 1:
            raise ValueError("its format version makes no sense")
        return CheckpointInfo(
            path=path,
            config=_config(document),
            figures=_figures(document["figures"]),
            versions=_texts(document["versions"]),
            card=_texts(document["card"]),
            tiling=_tiling(document.get("tiles")),
        )
    except KeyError as error:
        raise CheckpointError(f"{path} is damaged: its header lacks {error}; get the file again.") from None
    except (ConfigError, ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        reason = str(error).rstrip(".") or type(error).__name__
        raise CheckpointError(f"{path} is damaged or of another program: {reason}; get the file again.") from None


def info_text(
    config: NetworkConfig,
    figures: Mapping[str, float | str],
    versions: Mapping[str, str],
    card: Mapping[str, str],
    tiling: Tiling | None = None,
) -> str:
    """Returns the JSON that ``parse_info`` reads."""
    document: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "network": config.network,
        "plan": asdict(config.plan),
        "classes": config.classes,
        "means_rgb": config.means_rgb,
        "figures": dict(figures),
        "versions": dict(versions),
        "card": dict(card),
    }
    if tiling is not None:
        document["tiles"] = asdict(tiling)
    return json.dumps(document, ensure_ascii=False)


def _config(document: Mapping[str, Any]) -> NetworkConfig:
    network = document["network"]
    if network not in NETWORKS:
        raise ValueError(f"it is for the network {network!r}, and this version has {', '.join(NETWORKS)}")
    means = _numbers(document["means_rgb"])
    if len(means) != 3 or not all(0 <= mean <= 255 for mean in means):
        raise ValueError("its means are not three numbers from 0 to 255")
    classes = document["classes"]
    if not isinstance(classes, list) or not all(_is_name(name) for name in classes):
        raise ValueError("its classes are no list of names")
    plan = plan_from_table(document["plan"], network_by_name(network))
    return NetworkConfig(network, plan, tuple(classes), (means[0], means[1], means[2]))


def _is_name(name: object) -> bool:
    # A lone surrogate is a string to JSON, but no terminal or file takes it.
    return isinstance(name, str) and bool(name.strip()) and name.isprintable()


def plan_from_table(table: Mapping[str, Any], network: NetworkDescription) -> BoxPlan:
    """Returns a box plan, checked against a network's feature maps and the shipped plan of its name.

    Args:
        table: The fields of ``BoxPlan`` as JSON has them.
        network: The network it has to fit.

    Raises:
        ConfigError: A number is out of range.
        KeyError: A field is missing.
        ValueError: The plan is not for this network, or has other numbers than the shipped plan of its name.
    """
    if not _is_name(table["name"]):
        raise ValueError("its box plan has no name")
    if table["image_size"] != network.image_size or list(table["map_sizes"]) != list(network.map_sizes):
        raise ValueError(f"its box plan {table['name']} is not for the feature maps of {network.name}")
    plan = BoxPlan(
        name=table["name"],
        image_size=network.image_size,
        map_sizes=network.map_sizes,
        scales=_numbers(table["scales"]),
        aspect_ratios=tuple(_numbers(ratios) for ratios in table["aspect_ratios"]),
        centres=table["centres"],
        steps=_numbers(table["steps"]),
        clip=table["clip"],
    )
    if plan.boxes_per_cell != network.boxes_per_cell:
        raise ValueError(f"its box plan {plan.name} has {plan.box_count:,} default boxes, not {network.box_count:,}")
    shipped = PLANS.get(plan.name, plan)
    if not _same_numbers(plan, shipped):
        raise ValueError(f"its box plan is named {plan.name} but has other numbers than that plan")
    return shipped


def _same_numbers(plan: BoxPlan, other: BoxPlan) -> bool:
    def numbers(p: BoxPlan) -> tuple[float, ...]:
        return (*p.scales, *sum(p.aspect_ratios, ()), *p.steps)

    if (plan.centres, plan.clip, len(numbers(plan))) != (other.centres, other.clip, len(numbers(other))):
        return False
    return all(math.isclose(a, b, rel_tol=1e-9) for a, b in zip(numbers(plan), numbers(other), strict=True))


def _tiling(table: Mapping[str, Any] | None) -> Tiling | None:
    if table is None:
        return None
    side, overlap = table["side"], _numbers([table["overlap"]])[0]
    if type(side) is not int:
        raise ValueError("the side of its tiles is no whole number")
    return Tiling(side, overlap)


def _numbers(values: Iterable[Any]) -> tuple[float, ...]:
    numbers = tuple(values)
    if not all(type(value) in (int, float) and math.isfinite(value) for value in numbers):
        raise ValueError("a list of numbers holds something else")
    return tuple(float(value) for value in numbers)


def _figures(table: Mapping[str, Any]) -> dict[str, float | str]:
    figures = dict(table.items())
    if not all(type(value) in (int, float, str) for value in figures.values()):
        raise ValueError("its figures are no numbers or words")
    # What could not be measured is no figure; JSON has no way to say it on.
    return {name: value for name, value in figures.items() if isinstance(value, str) or math.isfinite(value)}


def _texts(table: Mapping[str, Any]) -> dict[str, str]:
    texts = dict(table.items())
    if not all(isinstance(value, str) for value in texts.values()):
        raise ValueError("its card or versions are no words")
    return texts
