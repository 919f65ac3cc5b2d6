"""What must be quick to import stays free of torch and Qt."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_TORCH_FREE_NAMES = {"__init__.py", "config.py", "events.py", "types.py", "info.py", "catalog.py"}


def _modules() -> list[str]:
    package = ROOT / "ssd_desktop"
    files = [path for path in package.rglob("*.py") if path.name in _TORCH_FREE_NAMES]
    files += [package / "ssd" / name for name in ("boxes.py", "default_boxes.py", "networks.py")]
    files += [path for folder in ("media", "annotation") for path in (package / folder).rglob("*.py")]
    relative = [path.relative_to(ROOT).with_suffix("") for path in files]
    return sorted({".".join(path.parts).removesuffix(".__init__") for path in relative})


def _loaded_after_importing(modules: list[str]) -> set[str]:
    code = f"import importlib, sys\nfor name in {modules!r}: importlib.import_module(name)\nprint(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(result.stdout.split())


def test_configuration_types_and_lower_layers_import_without_torch_and_qt() -> None:
    loaded = _loaded_after_importing(_modules())

    assert loaded & {"torch", "torchvision", "PySide6", "PySide6.QtCore"} == set()


@pytest.mark.parametrize("module", ["ssd_desktop.gui.main_window", "ssd_desktop.cli.main"])
def test_window_and_command_line_import_without_torch(module: str) -> None:
    assert "torch" not in _loaded_after_importing([module])
