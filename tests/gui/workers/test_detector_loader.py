import subprocess
import sys

from ssd_desktop.gui.workers.detector_loader import DetectorLoader
from ssd_desktop.inference import tiles
from ssd_desktop.inference.engines.config import TORCH_FP32, EngineChoice


def test_a_detector_is_loaded_with_the_engine_that_is_chosen_then(monkeypatch):
    asked = []
    monkeypatch.setattr(tiles, "load_detector", lambda path, **options: asked.append((path, options)))
    loader = DetectorLoader(TORCH_FP32)
    loader("cats", "cpu")
    loader.engine = EngineChoice("openvino", "bf16")
    loader("cats", "cuda:0")
    assert [path for path, _ in asked] == ["cats", "cats"]
    assert [options["engine"] for _, options in asked] == [TORCH_FP32, EngineChoice("openvino", "bf16")]
    assert [options["device"] for _, options in asked] == ["cpu", "cuda:0"]
    assert all(options["in_background"] is loader.on_engine for _, options in asked)


def test_importing_the_loader_leaves_torch_alone():
    code = "import sys, ssd_desktop.gui.workers.detector_loader; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
