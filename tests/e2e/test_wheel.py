"""The wheel, not only the checkout, carries the program and every shipped file."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the built wheel unpacked, as an installer would put it on the path."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet"]
    subprocess.run([*build, "--wheel-dir", str(folder), str(ROOT)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def _run(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "ssd_desktop", *arguments],
        env=environment,
        cwd=installed,
        capture_output=True,
        text=True,
        check=False,
        timeout=170,
    )


def test_installed_wheel_says_its_version(installed: Path) -> None:
    result = _run(installed, "--version")

    assert result.returncode == 0, result.stderr
    assert result.stdout.split()[-1][0].isdigit()


def test_installed_wheel_detects_with_the_shipped_weights_on_a_shipped_picture(installed: Path) -> None:
    picture = installed / "ssd_desktop" / "_resources" / "samples" / "1-cards-on-felt.jpg"

    result = _run(installed, "detect", str(picture), "--json", "-")

    assert result.returncode == 0, result.stderr
    (line,) = result.stdout.splitlines()
    assert {found["label"] for found in json.loads(line)["detections"]} >= {"ace", "king", "ten"}


def test_wheel_carries_every_shipped_file(installed: Path) -> None:
    shipped = {path.relative_to(ROOT / "resources") for path in (ROOT / "resources").rglob("*") if path.is_file()}
    packed = installed / "ssd_desktop" / "_resources"

    assert {path for path in shipped if not (packed / path).is_file()} == set()
