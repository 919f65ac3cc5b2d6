"""The header of a safetensors file: what it holds, without reading it. No torch here.

Layout (github.com/huggingface/safetensors, README): eight bytes little-endian length, that many bytes of JSON
(name to dtype, shape and data offsets; ``__metadata__`` maps strings to strings), then the numbers.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ssd_desktop.errors import CheckpointError, reason_of

_LENGTH_BYTES = 8
_MOST_HEADER_BYTES = 100_000_000
"""The limit of the safetensors library."""


@dataclass(frozen=True)
class TensorEntry:
    """One tensor of the file.

    Attributes:
        dtype: ``F32``, ``F16``, ``BF16``, ...
        shape: Its dimensions.
        end: Where its bytes end, counted from the end of the header.
    """

    dtype: str
    shape: tuple[int, ...]
    end: int


@dataclass(frozen=True)
class Header:
    """The header of a safetensors file."""

    metadata: dict[str, str]
    tensors: dict[str, TensorEntry]


def read_header(path: Path) -> Header:
    """Reads the header of a safetensors file and checks that the file is complete.

    Raises:
        CheckpointError: There is no such file, or it is a folder, empty, unreadable, of another kind or cut off.
    """
    text, data_bytes = _read_parts(path)
    try:
        document = json.loads(text)
        metadata = document.pop("__metadata__", {})
        tensors = {name: _entry(value) for name, value in document.items()}
        if not all(isinstance(value, str) for value in metadata.values()):
            raise TypeError
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise CheckpointError(f"{path} is damaged: its header cannot be read; get the file again.") from None
    wanted = max((entry.end for entry in tensors.values()), default=0)
    if data_bytes < wanted:
        raise CheckpointError(
            f"{path} is cut off: it holds {data_bytes:,} bytes of weights instead of {wanted:,}; get the file again."
        )
    if data_bytes > wanted:
        raise CheckpointError(
            f"{path} is damaged: it holds {data_bytes:,} bytes of weights instead of {wanted:,}; get the file again."
        )
    return Header(metadata, tensors)


def _read_parts(path: Path) -> tuple[bytes, int]:
    """Returns the JSON of the header and the number of bytes after it."""
    try:
        if path.is_dir():
            raise CheckpointError(f"{path} is a folder, not a checkpoint; choose the .safetensors file in it.")
        size = path.stat().st_size
        if size == 0:
            raise CheckpointError(f"{path} is empty; get the file again.")
        with path.open("rb") as stream:
            length = int.from_bytes(stream.read(_LENGTH_BYTES), "little")
            start = stream.read(1)
            if start != b"{" or length > _MOST_HEADER_BYTES:
                raise CheckpointError(
                    f"{path} is no checkpoint: it is not a safetensors file; weights of other programs can be imported."
                )
            text = start + stream.read(length - 1)
    except FileNotFoundError:
        raise CheckpointError(f"There is no file {path}; check its name.") from None
    except (OSError, ValueError) as error:
        raise CheckpointError(f"{path} cannot be read: {reason_of(error)}.") from error
    if len(text) < length:
        raise CheckpointError(f"{path} is cut off within its header; get the file again.")
    return text, size - _LENGTH_BYTES - length


def _entry(value: dict[str, Any]) -> TensorEntry:
    shape = tuple(value["shape"])
    _, end = value["data_offsets"]
    numbers = (*shape, end)
    if not all(type(number) is int and 0 <= number < 2**63 for number in numbers) or type(value["dtype"]) is not str:
        raise TypeError
    return TensorEntry(value["dtype"], shape, end)
