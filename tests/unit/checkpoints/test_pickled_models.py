"""A pickled model runs code when it is loaded; here it is refused unread (docs/traps.md, 17)."""

import pickle
from pathlib import Path

import pytest
import torch

from ssd_desktop.checkpoints.checkpoint import load_checkpoint
from ssd_desktop.checkpoints.info import read_checkpoint_info
from ssd_desktop.errors import CheckpointError


class Trap:
    """Leaves a file behind when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


@pytest.mark.parametrize("read", [load_checkpoint, read_checkpoint_info])
@pytest.mark.parametrize("suffix", [".pth", ".safetensors"])
@pytest.mark.parametrize("write", [torch.save, lambda content, path: path.write_bytes(pickle.dumps(content))])
def test_code_in_a_pickled_model_never_runs(tmp_path, read, suffix, write):
    model, sprung = tmp_path / f"model{suffix}", tmp_path / "sprung"
    write({"weights": Trap(sprung)}, model)
    with pytest.raises(CheckpointError, match="is no checkpoint"):
        read(model)
    assert not sprung.exists()
