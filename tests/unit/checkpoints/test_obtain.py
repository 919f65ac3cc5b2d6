"""From a server on 127.0.0.1 into the library."""

import functools
import hashlib
import http.server
import threading
from dataclasses import replace

import pytest
import torch

from ssd_desktop.checkpoints.checkpoint import load_checkpoint
from ssd_desktop.checkpoints.import_file import ImportOptions, import_file
from ssd_desktop.checkpoints.obtain import obtain
from ssd_desktop.checkpoints.published import published_model
from ssd_desktop.checkpoints.torchvision import TORCHVISION_300
from ssd_desktop.errors import CheckpointError
from tests.made_foreign import foreign_state


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    folder = tmp_path / "site"
    folder.mkdir()
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield folder, f"http://127.0.0.1:{made.server_address[1]}"
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def coco(server):
    """torchvision's model with random weights, under a name with the right sum."""
    folder, address = server
    torch.save(foreign_state(TORCHVISION_300, classes=90), folder / "coco.pth")
    name = f"coco-{hashlib.sha256((folder / 'coco.pth').read_bytes()).hexdigest()[:8]}.pth"
    (folder / "coco.pth").rename(folder / name)
    return replace(published_model("torchvision-ssd300-coco"), url=f"{address}/{name}")


def test_a_downloaded_detector_is_ready_with_its_card(coco, tmp_path):
    path = obtain(coco, folder=tmp_path / "models")
    checkpoint = load_checkpoint(path)
    assert path.name == "torchvision-ssd300-coco.safetensors"
    assert checkpoint.config.classes[0] == "person"
    assert checkpoint.config.plan.name == "torchvision"
    assert checkpoint.card["licence"].startswith("BSD-3-Clause")
    assert checkpoint.figures["map"] == 0.251
    assert list((tmp_path / "models" / "downloads").iterdir()) == []


def test_what_is_there_is_not_downloaded_again(coco, tmp_path):
    (tmp_path / "torchvision-ssd300-coco.safetensors").touch()
    unreachable = replace(coco, url="http://127.0.0.1:9/x.pth")
    assert obtain(unreachable, folder=tmp_path) == tmp_path / "torchvision-ssd300-coco.safetensors"


def test_a_file_that_cannot_be_used_leaves_nothing_by_that_name(server, tmp_path):
    folder, address = server
    (folder / "bad.pth").write_bytes(b"nonsense")
    model = replace(published_model("torchvision-ssd300-coco"), url=f"{address}/bad.pth")
    with pytest.raises(CheckpointError, match="damaged"):
        obtain(model, folder=tmp_path / "models")
    assert not (tmp_path / "models" / "torchvision-ssd300-coco.safetensors").exists()


def test_a_vgg16_has_neither_classes_nor_a_plan(tmp_path):
    torch.save({"features.0.weight": torch.zeros(64, 3, 3, 3)}, tmp_path / "vgg.pth")
    with pytest.raises(CheckpointError, match="neither classes nor a box plan"):
        import_file(tmp_path / "vgg.pth", tmp_path / "out.safetensors", ImportOptions(plan="paper"))
