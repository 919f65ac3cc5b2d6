"""A detection over a folder, killed with signal 9 at chosen and random moments: what it left, and what going on makes.

Every file that has its name is whole, the next start says what happened, and with ``--resume`` the results are those of
a run that was left alone, byte for byte.
"""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ssd_desktop.inference.results.file_run import FileRun, run_on_files
from ssd_desktop.inference.results.run_journal import JOURNAL_NAME, earlier_run
from ssd_desktop.media.image_file import write_image
from tests.e2e.detect_that_dies import ByColour
from tests.e2e.window_that_detects import DONE
from tests.made_models import made_picture

PICTURES = 6
GROWING = ("detections.csv", "rows.jsonl", "events.csv")
HIDDEN = (".ssd-",)

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork are POSIX"),
]


@pytest.fixture
def pictures(tmp_path):
    folder = tmp_path / "사진"
    folder.mkdir()
    for number in range(PICTURES):
        write_image(folder / f"p {number}.png", made_picture(20 + number, 30, seed=number))
    return folder


def moments_tried(pictures, out, moments):
    """Lets the moments be tried; returns the number of changes of a whole run, and what was told of each moment."""
    command = [sys.executable, "-m", "tests.e2e.detect_that_dies", str(pictures), str(out), *moments]
    root = Path(__file__).resolve().parents[2]
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=250)
    assert done.returncode == 0, done.stderr
    first, *rows = map(json.loads, done.stdout.splitlines())
    return first["changes"], rows


def without_time(content):
    """Returns events without the time of day at which each was seen."""
    return [line.split(b",", 1)[1] for line in content.splitlines()]


def check_moment(row, out):
    straight = out / "straight"
    for name, content in row["files"].items():
        left = bytes.fromhex(content)
        if name == "events.csv":
            whole = without_time((straight / name).read_bytes())
            assert without_time(left.rpartition(b"\n")[0]) == whole[: left.count(b"\n")]
        elif name in GROWING:
            assert (straight / name).read_bytes().startswith(left)
        elif not name.startswith(HIDDEN):
            assert (straight / name).read_bytes() == left, name
    assert row["resumed"] == 0, row["said"]
    resumed = out / row["moment"].replace(".", "_")
    assert sorted(path.name for path in resumed.iterdir()) == sorted(path.name for path in straight.iterdir())
    for path in straight.iterdir():
        if path.name == JOURNAL_NAME:
            continue  # it knows of each start
        here, there = path.read_bytes(), (resumed / path.name).read_bytes()
        assert (without_time(here) == without_time(there)) if path.name == "events.csv" else here == there, path.name


def check(pictures, out, moments):
    changes, rows = moments_tried(pictures, out, moments)
    refused = 0
    for row in rows:
        may_be_done = row["moment"].endswith("s")
        assert row["code"] == -signal.SIGKILL or (may_be_done and row["code"] == 0), row["moment"]
        check_moment(row, out)
        if row["again"] is not None:
            assert row["again"] == 1
            assert "A run was cut off in" in row["refusal"]
            assert "go on with it (--resume)" in row["refusal"]
            refused += 1
    return changes, refused


def test_a_killed_detection_leaves_whole_files_and_is_gone_on_with(pictures, tmp_path):
    moments = ["1", "4", "9", "17", "26", "38", "49", "58", "0.07s"]
    changes, refused = check(pictures, tmp_path / "out", moments)
    assert changes > 58  # else the moments above are none
    assert refused >= 7


@pytest.mark.slow
def test_a_detection_killed_before_any_of_its_changes_is_gone_on_with(pictures, tmp_path):
    changes, _ = moments_tried(pictures, tmp_path / "counted", [])
    chance = random.Random(0)
    random_moments = {f"{chance.uniform(0, 0.3):.3f}s" for _ in range(20)}  # each has a folder of its own
    check(pictures, tmp_path / "out", [*map(str, range(1, changes + 1)), *random_moments])


def test_a_window_killed_while_it_detects_in_files_tells_of_it_and_goes_on(pictures, tmp_path):
    results = tmp_path / f"{pictures.name}-detections"
    environment = os.environ | {"OMP_NUM_THREADS": "1", "QT_QPA_PLATFORM": "offscreen"}

    def window(what):
        arguments = [str(tmp_path / "own.ini"), str(pictures), what]
        command = [sys.executable, "-m", "tests.e2e.window_that_detects", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)

    died = window("die")
    assert died.returncode == -signal.SIGKILL, died.stderr
    before = earlier_run(results)
    assert not before.finished
    assert before.pictures in (DONE, DONE + 1)

    again = window("go on")
    assert again.returncode == 0, again.stderr
    told, ended = again.stdout.splitlines()
    assert told == f"A run in this folder ended early. Pictures that it has done: {before.pictures}."
    rest = PICTURES - before.pictures
    assert ended.startswith(f"Pictures: {rest}, ")
    assert f"passed over: {before.pictures}." in ended

    formats = ("image", "voc", "yolo", "coco", "csv", "json")
    straight = FileRun(str(pictures), formats, tmp_path / "straight", 0.5)
    run_on_files(straight, ByColour(pause_s=0), progress=lambda *_: None, cancelled=lambda: False)
    assert whole_files(results) == whole_files(tmp_path / "straight")


def whole_files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != JOURNAL_NAME}
