"""The files of a project, its queue and the names of its runs: killed with signal 9 before every change to the disk."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

_CHANGES_OF_A_FILE = 2
"""At least: the new file is opened, and moved to its name."""


@pytest.mark.timeout(200)
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork are POSIX")
def test_each_file_of_a_project_is_the_one_before_or_the_one_after_wherever_its_writer_is_killed(tmp_path):
    command = [sys.executable, "-m", "tests.e2e.project_that_dies", str(tmp_path)]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=180)
    assert done.returncode == 0, done.stderr
    first, *kills = map(json.loads, done.stdout.splitlines())
    states = first["states"]
    assert len(set(states)) == len(states)
    assert len(kills) >= _CHANGES_OF_A_FILE * (len(states) - 1)

    assert {kill["code"] for kill in kills} == {-signal.SIGKILL}
    places = [states.index(kill["state"]) for kill in kills]
    assert places == sorted(places)
    assert set(places) == set(range(len(states) - 1))
    for kill in kills:
        assert kill["again"] == 0, kill["said"]
        assert kill["end"] == states[-1]
