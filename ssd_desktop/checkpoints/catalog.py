"""Where detectors are found: shipped, downloaded and imported ones by name, others by path. No torch here."""

from pathlib import Path

from ssd_desktop.checkpoints.library import library_models
from ssd_desktop.errors import CheckpointError, SSDDesktopError
from ssd_desktop.resources import resource_path
from ssd_desktop.ssd.bases import EFFICIENTNET_LITE0

SHIPPED = "shipped"
"""The name of the default detector, whichever that is in this version."""

_VGG16_BASE = "vgg16_imagenet_rgb_fp16.safetensors"
_LITE0_BASE = "efficientnet_lite0_imagenet_rgb_fp16.safetensors"
_DEFAULT_DETECTOR = "ssd300_playing_cards.safetensors"
_EVERYDAY_DETECTOR = "ssdlite320_everyday.safetensors"


def vgg16_base_path() -> Path:
    """Returns the shipped VGG16 base: ImageNet weights to start a training from, no detector.

    Raises:
        SSDDesktopError: It is missing from this installation.
    """
    return resource_path("weights", _VGG16_BASE)


def lite0_base_path() -> Path:
    """Returns the shipped EfficientNet-Lite0 base: ImageNet weights to start a training from, no detector.

    Raises:
        SSDDesktopError: It is missing from this installation.
    """
    return resource_path("weights", _LITE0_BASE)


def shipped_detectors() -> list[Path]:
    """Returns the checkpoints of the shipped detectors by name; empty when this installation has none."""
    try:
        folder = resource_path("weights")
    except SSDDesktopError:
        return []
    return sorted(path for path in folder.glob("*.safetensors") if path.name not in (_VGG16_BASE, _LITE0_BASE))


def default_detector() -> Path:
    """Returns the checkpoint that the program starts with.

    Raises:
        CheckpointError: This installation has no detector.
    """
    detectors = shipped_detectors()
    if not detectors:
        raise CheckpointError(
            "This installation ships no detector; name a checkpoint file, or train one with ssd-desktop train."
        )
    return next((path for path in detectors if path.name == _DEFAULT_DETECTOR), detectors[0])


def everyday_detector() -> Path | None:
    """Returns the shipped detector of everyday objects, the one for cameras; None where this installation lacks it."""
    return next((path for path in shipped_detectors() if path.name == _EVERYDAY_DETECTOR), None)


def find_model(name_or_path: str | Path) -> Path:
    """Returns the checkpoint file for what a user wrote.

    Args:
        name_or_path: ``shipped``, ``efficientnet-lite0`` (start weights), the name of a shipped, downloaded or imported
            model (with or without suffix), or a path. A shipped one goes before one of the same name in the library,
            and that before a file.

    Raises:
        CheckpointError: There is no such detector or file.
    """
    name = str(name_or_path)
    if name == SHIPPED:
        return default_detector()
    if name == EFFICIENTNET_LITE0.name:
        return lite0_base_path()
    models = [*shipped_detectors(), *library_models()]
    named = [path for path in models if name in (path.name, path.stem)]
    if named:
        return named[0]
    path = Path(name_or_path).expanduser()
    if _exists(path):
        return path
    known = ", ".join([SHIPPED, *(path.stem for path in models)])
    raise CheckpointError(f"There is no model {name!r}: it is neither a file nor a name of one here ({known}).")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long, or with a null character
        return False
