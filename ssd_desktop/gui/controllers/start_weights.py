"""What a fine-tuning can start from: shipped, downloaded and imported models, any checkpoint. No torch here."""

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from ssd_desktop.checkpoints.base_info import read_base_info
from ssd_desktop.checkpoints.catalog import shipped_detectors
from ssd_desktop.checkpoints.info import CheckpointInfo, read_checkpoint_info
from ssd_desktop.checkpoints.library import library_models
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.dialogs.training_request import StartWeights
from ssd_desktop.ssd.bases import EFFICIENTNET_LITE0, VGG16
from ssd_desktop.ssd.networks import network_of_base
from ssd_desktop.training.run_folder import SPLIT

_log = logging.getLogger(__name__)


def offered_start_weights() -> list[StartWeights]:
    """Returns the shipped detectors, those of the library, then the bases; a damaged file is left out.

    A detector comes first, and so is preselected: it already knows where objects end. On the shipped game pieces, 15
    epochs reach AP50 90 from the shipped detector and half of that from the base.
    """
    offered = []
    for path in (*shipped_detectors(), *library_models()):
        try:
            offered.append(describe_checkpoint(path))
        except SSDDesktopError as error:
            _log.warning("A model cannot be offered: %s", error)
    detectors = [start for start in offered if start.plan is not None]
    return [*detectors, *_shipped_bases(), *(start for start in offered if start.plan is None)]


def _shipped_bases() -> list[StartWeights]:
    texts = {
        VGG16: QCoreApplication.translate("StartWeights", "VGG16 base, trained on ImageNet"),
        EFFICIENTNET_LITE0: QCoreApplication.translate(
            "StartWeights", "Fast: EfficientNet-Lite0 base, trained on ImageNet"
        ),
    }
    return [StartWeights(base.name, text, network=network_of_base(base).name) for base, text in texts.items()]


def describe_checkpoint(path: Path) -> StartWeights:
    """Reads the header of a checkpoint or of start weights.

    Raises:
        CheckpointError: The file is neither, or is damaged.
    """
    base = read_base_info(path)
    if base is not None:
        label = QCoreApplication.translate("StartWeights", "Start weights {name}").format(name=path.stem)
        return StartWeights(str(path), label, network=network_of_base(base.base).name)
    info = read_checkpoint_info(path)
    run = path.parent if (path.parent / SPLIT).is_file() else None
    return StartWeights(str(path), _label(info), info.classes, info.plan.name, info.config.network, run)


def _label(info: CheckpointInfo) -> str:
    if info.path not in shipped_detectors():
        return info.name
    return QCoreApplication.translate("StartWeights", "Shipped detector {name}").format(name=info.name)
