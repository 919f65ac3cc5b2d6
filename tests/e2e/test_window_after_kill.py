"""The real window, killed with signal 9 while somebody draws: the next start offers what was not saved."""

import signal
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from ssd_desktop.annotation.formats.voc_xml import read_voc_xml

DRAWN = 7


@pytest.fixture
def run(tmp_path):
    """Starts the window on a folder of one picture."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    cv2.imwrite(str(folder / "a.png"), np.full((300, 400, 3), 90, np.uint8))

    def start(what):
        command = [sys.executable, "-m", "tests.e2e.window_run", what, str(folder), str(tmp_path / "own" / "set.ini")]
        root = Path(__file__).resolve().parents[2]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)

    return start


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal 9")
def test_a_killed_window_offers_the_unsaved_boxes_at_the_next_start(run, tmp_path):
    with run("label") as killed:
        told = [killed.stdout.readline() for _ in range(DRAWN)]
        killed.send_signal(signal.SIGKILL)
        told += [row for row in killed.stdout.readlines() if row.endswith("\n")]
    assert killed.returncode == -signal.SIGKILL
    assert not (tmp_path / "pictures" / "a.xml").exists()

    with run("restore") as again:
        asked, restored = again.communicate(timeout=120)[0].splitlines()
    assert again.returncode == 0
    assert asked.startswith("asked|Pictures whose labels were not saved before the program ended: 1.")
    # The last edit may have been noted before it was told.
    boxes = restored.split("|")[1:]
    assert len(boxes) >= DRAWN
    assert "|".join(["boxes", *boxes[: len(told)]]) + "\n" == told[-1]
    assert len(boxes) - len(told) in (0, 1)
    on_disk = read_voc_xml(tmp_path / "pictures" / "a.xml").annotation.objects
    assert [" ".join(f"{edge:.0f}" for edge in item.box.xyxy()) for item in on_disk] == boxes
