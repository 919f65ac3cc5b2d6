"""What a file of start weights says about itself, read from its header alone. No torch here."""

import json
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.checkpoints.header import Header, read_header
from ssd_desktop.errors import CheckpointError
from ssd_desktop.ssd.bases import BASES, VGG16, Base

BASE_KEY = "ssd_desktop_base"
"""The header's entry that makes a safetensors file start weights of this program."""

BASE_VERSION = 2
"""Raised when an older program would misread a newer file."""


@dataclass(frozen=True)
class BaseInfo:
    """Start weights without their numbers.

    Attributes:
        path: The file.
        means_rgb: Subtracted from RGB in 0..255.
        card: Data, source, licence, in words.
        has_conv6: Whether conv6 and conv7 are in it too.
        base: Which network it is.
    """

    path: Path
    means_rgb: tuple[float, float, float]
    card: dict[str, str]
    has_conv6: bool
    base: Base = VGG16


def read_base_info(path: Path) -> BaseInfo | None:
    """Returns what start weights say about themselves; None where the file is something else.

    Raises:
        CheckpointError: The file is missing, damaged, no safetensors file, or newer than this program.
    """
    header = read_header(path)
    return None if BASE_KEY not in header.metadata else _parse(header, path)


def _parse(header: Header, path: Path) -> BaseInfo:
    try:
        document = json.loads(header.metadata[BASE_KEY])
        if document["format_version"] > BASE_VERSION:
            raise CheckpointError(f"{path} was written by a newer SSD Desktop; update this one to use it.")
        red, green, blue = (float(mean) for mean in document["means_rgb"])
        # The first version had no other.
        base = next(base for base in BASES if base.name == document.get("base", VGG16.name))
        card = {str(name): str(text) for name, text in document["card"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, StopIteration):
        raise CheckpointError(f"{path} is damaged: its header cannot be read; get the file again.") from None
    return BaseInfo(path, (red, green, blue), card, "conv6.weight" in header.tensors, base)
