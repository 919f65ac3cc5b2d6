"""Every model there is to use: shipped, downloaded, imported, trained, and to be downloaded. No torch here."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from ssd_desktop.checkpoints.base_info import BaseInfo, read_base_info
from ssd_desktop.checkpoints.catalog import find_model, lite0_base_path, shipped_detectors, vgg16_base_path
from ssd_desktop.checkpoints.info import CheckpointInfo, read_checkpoint_info
from ssd_desktop.checkpoints.library import library_models
from ssd_desktop.checkpoints.published import PUBLISHED, PublishedModel
from ssd_desktop.checkpoints.start import FROM_VGG16
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.ssd.bases import EFFICIENTNET_LITE0

Source = Literal["shipped", "downloaded", "imported", "run", "downloadable"]

_RUN_FILES = ("best.safetensors", "last.safetensors")
_BASE_CARD = {
    "data": "ImageNet",
    "licence": "CC BY 4.0, Visual Geometry Group, University of Oxford",
    "source": "VGG-16 by Karen Simonyan and Andrew Zisserman, ported by Keras",
}


@dataclass(frozen=True)
class ModelEntry:
    """A model with its card.

    Attributes:
        name: Under which commands take it; for a run or a file its path.
        title: What the user reads.
        source: Where it comes from.
        is_detector: Whether it finds objects; else it starts trainings.
        path: Its file; None where it would have to be downloaded.
        size_bytes: Of the file, or about that of the download.
        network: Which network.
        plan: Its box plan; empty for start weights.
        classes: Foreground names; empty for start weights.
        figures: What was measured with it.
        card: Data, licence, source, in words.
        problem: Why the file cannot be used; empty where it can.
    """

    name: str
    title: str
    source: Source
    is_detector: bool
    path: Path | None
    size_bytes: int
    network: str = ""
    plan: str = ""
    classes: tuple[str, ...] = ()
    figures: dict[str, float | str] = field(default_factory=dict)
    card: dict[str, str] = field(default_factory=dict)
    problem: str = ""


def list_models(*, runs: Iterable[Path] = (), library: Path | None = None) -> list[ModelEntry]:
    """Returns the models by source: shipped, downloaded and imported, own runs (latest first), downloadable.

    Args:
        runs: Folders of runs; one that is missing has none.
        library: The user's library; None takes the usual place.
    """
    own = library_models(library)
    entries = [_from_file(path, path.stem, "shipped") for path in shipped_detectors()]
    entries += [*_shipped_vgg16(), *_shipped_lite0()]
    entries += [_from_file(path, path.stem, _source_in_library(path)) for path in own]
    entries += [_from_file(path, str(path), "run") for folder in runs for path in _run_checkpoints(folder)]
    have = {path.stem for path in own}
    return entries + [_from_published(model) for model in PUBLISHED if model.name not in have]


def model_entry(name_or_path: str | Path) -> ModelEntry:
    """Returns the card of one model.

    Args:
        name_or_path: ``vgg16``, ``efficientnet-lite0``, the name of a model that is here or can be downloaded, or a
            file.

    Raises:
        CheckpointError: There is no such model.
    """
    if str(name_or_path) == FROM_VGG16:
        return _shipped_vgg16()[0]
    if str(name_or_path) == EFFICIENTNET_LITE0.name:
        return _shipped_lite0()[0]
    try:
        path = find_model(name_or_path)
    except SSDDesktopError:
        found = next((model for model in PUBLISHED if model.name == str(name_or_path)), None)
        if found is None:
            raise
        return _from_published(found)
    if path in shipped_detectors():
        return _from_file(path, path.stem, "shipped")
    if path in library_models():
        return _from_file(path, path.stem, _source_in_library(path))
    return _from_file(path, str(path), "run" if path.name in _RUN_FILES else "imported")


def _source_in_library(path: Path) -> Source:
    return "downloaded" if any(model.name == path.stem for model in PUBLISHED) else "imported"


def _shipped_vgg16() -> list[ModelEntry]:
    try:
        path = vgg16_base_path()
    except SSDDesktopError:
        return []
    title = "VGG16 base, ImageNet"
    return [ModelEntry(FROM_VGG16, title, "shipped", False, path, _size(path), network="VGG16", card=_BASE_CARD)]


def _shipped_lite0() -> list[ModelEntry]:
    try:
        path = lite0_base_path()
    except SSDDesktopError:
        return []
    entry = _from_file(path, EFFICIENTNET_LITE0.name, "shipped")
    return [replace(entry, title=f"{EFFICIENTNET_LITE0.title} base, ImageNet", is_detector=False)]


def _from_file(path: Path, name: str, source: Source) -> ModelEntry:
    try:
        base = read_base_info(path)
        if base is not None:
            return _of_base(base, name, source)
        return _of_detector(read_checkpoint_info(path), name, source)
    except SSDDesktopError as error:
        # The files of all runs are named alike; their folders tell them apart.
        title = f"{path.parent.name}/{path.stem}" if path.name in _RUN_FILES else path.stem
        return ModelEntry(name, title, source, True, path, _size(path), problem=str(error))


def _of_base(info: BaseInfo, name: str, source: Source) -> ModelEntry:
    network = f"{info.base.title}, conv6 and conv7" if info.has_conv6 else info.base.title
    return ModelEntry(name, info.path.stem, source, False, info.path, _size(info.path), network=network, card=info.card)


def _of_detector(info: CheckpointInfo, name: str, source: Source) -> ModelEntry:
    return ModelEntry(
        name,
        info.name,
        source,
        True,
        info.path,
        _size(info.path),
        network=info.network,
        plan=info.plan.name,
        classes=info.classes,
        figures=info.figures,
        card=info.card,
    )


def _from_published(model: PublishedModel) -> ModelEntry:
    return ModelEntry(
        model.name,
        model.title,
        "downloadable",
        model.is_detector,
        None,
        round(model.megabytes * 2**20),
        network=model.network,
        plan=model.plan,
        classes=model.classes,
        figures=model.figures,
        card={**model.card, "address": model.url},
    )


def _run_checkpoints(folder: Path) -> list[Path]:
    """Returns the best, else the last checkpoint of each run in a folder, the run changed last first."""
    try:
        runs = [run for run in folder.iterdir() if run.is_dir()]
        found = [next((run / name for name in _RUN_FILES if (run / name).is_file()), None) for run in runs]
        return sorted((path for path in found if path is not None), key=_changed, reverse=True)
    except OSError:
        return []


def _changed(path: Path) -> float:
    return path.stat().st_mtime


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
