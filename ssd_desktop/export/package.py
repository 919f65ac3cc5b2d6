"""The files of an export: made in a folder of their own beside their place, moved there when they are right."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ssd_desktop import __version__
from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.errors import ExportError, reason_of
from ssd_desktop.export import infer
from ssd_desktop.export.config import OPENVINO, SUFFIXES
from ssd_desktop.export.types import ExportRequest
from ssd_desktop.ssd.config import NetworkConfig, PostprocessConfig

LABELS, SCRIPT = "labels.json", "infer.py"


def final_files(request: ExportRequest) -> tuple[Path, ...]:
    """Returns where the files of an export go, the model file first.

    Raises:
        ExportError: The suffix is another format's, a file is there already, or the folder holds another export.
    """
    output, suffix = request.output, SUFFIXES[request.options.format]
    if output.suffix.lower() != suffix:
        raise ExportError(f"{output.name} must end in {suffix} for the format {request.options.format}.")
    weights = (output.with_suffix(".bin"),) if request.options.format == OPENVINO else ()
    labels, script = output.with_name(LABELS), output.with_name(SCRIPT)
    for path in (output, *weights):
        if path.exists() and not request.overwrite:
            raise ExportError(f"{path} exists already; add --overwrite, or choose another name.")
    if labels.exists() and _model_of(labels) != output.name:
        raise ExportError(f"{labels} belongs to another model; choose a folder of its own for this one.")
    if script.exists() and not labels.exists():
        raise ExportError(f"{script} is there and no part of an export; choose a folder of its own for the model.")
    return (output, *weights, labels, script)


def _model_of(labels: Path) -> str:
    """Returns the name of the model that a ``labels.json`` describes; "" where it describes none."""
    try:
        document = json.loads(labels.read_text(encoding="utf-8"))
        return str(document["model"])
    except (OSError, ValueError, TypeError, KeyError):
        return ""


@contextmanager
def workshop(files: tuple[Path, ...]) -> Iterator[Path]:
    """Gives an empty folder beside the final place; at the end moves the files of these names out of it.

    Where anything fails, nothing is moved.

    Raises:
        ExportError: The folder cannot be written to.
    """
    target = files[0].parent
    try:
        target.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".ssd-export-", dir=target))
    except (OSError, ValueError) as error:
        raise ExportError(
            f"The export cannot be written into {target}: {reason_of(error)}; choose another folder."
        ) from error
    try:
        yield folder
        # What describes the model comes last.
        for path in (*files[1:], files[0]):
            (folder / path.name).replace(path)
    except OSError as error:
        raise ExportError(
            f"The export cannot be written into {target}: {reason_of(error)}; choose a folder with free space."
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Source:
    """What is exported.

    Attributes:
        name: Of the detector.
        network: Classes, side and means.
        tiling: The tiles it was trained on; None: whole pictures.
    """

    name: str
    network: NetworkConfig
    tiling: Tiling | None


def write_description(folder: Path, request: ExportRequest, source: Source, thresholds: PostprocessConfig) -> None:
    """Writes ``labels.json`` and ``infer.py`` into a folder.

    Args:
        folder: Where.
        request: What was exported.
        source: The detector.
        thresholds: Of the suppression.

    Raises:
        OSError: They cannot be written.
    """
    options, network = request.options, source.network
    facts: dict[str, Any] = {
        "model": request.output.name,
        "format": options.format,
        "precision": options.precision,
        "classes": list(network.classes),
        "size": network.plan.image_size,
        "means_rgb": list(network.means_rgb),
        "preprocess": options.preprocess,
        "nms": options.nms,
        **asdict(thresholds),
        "tiles": asdict(source.tiling) if source.tiling is not None else None,
        "detector": source.name,
        "plan": network.plan.name,
        "made_by": f"SSD Desktop {__version__}",
    }
    text = json.dumps(facts, ensure_ascii=False, indent=2) + "\n"
    (folder / LABELS).write_text(text, encoding="utf-8")
    shutil.copyfile(infer.__file__, folder / SCRIPT)
