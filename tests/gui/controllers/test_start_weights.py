"""What the fine-tune dialog offers to start from."""

import pytest

from ssd_desktop.checkpoints.base_weights import save_base, shipped_base
from ssd_desktop.checkpoints.checkpoint import save_checkpoint
from ssd_desktop.gui.controllers.start_weights import offered_start_weights
from tests.made_models import CLASSES, random_checkpoint


@pytest.fixture
def library(tmp_path, monkeypatch):
    monkeypatch.setattr("ssd_desktop.checkpoints.library.library_folder", lambda: tmp_path)
    return tmp_path


def test_detectors_come_first_then_the_shipped_bases_then_imported_ones(library):
    save_checkpoint(random_checkpoint(), library / "mine.safetensors")
    save_base(shipped_base(), library / "base.safetensors")
    (library / "broken.safetensors").write_bytes(b"nonsense")
    offered = offered_start_weights()
    assert [start.label for start in offered] == [
        "Shipped detector ssd300_playing_cards", "Shipped detector ssdlite320_everyday", "mine",
        "VGG16 base, trained on ImageNet",
        "Fast: EfficientNet-Lite0 base, trained on ImageNet", "Start weights base",
    ]  # fmt: skip
    assert offered[2].classes == CLASSES
    assert (offered[4].init, offered[4].network) == ("efficientnet-lite0", "ssdlite320-efficientnet-lite0")
    assert (offered[5].init, offered[5].plan) == (str(library / "base.safetensors"), None)
