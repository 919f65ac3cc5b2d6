"""A program that labels a video and is killed with signal 9 takes no track with it."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ssd_desktop.annotation.track_journal import TrackJournal
from ssd_desktop.annotation.track_store import TrackStore
from tests.e2e.tracking_run import SIZE

SCRIPT = Path(__file__).with_name("tracking_run.py")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal 9")
@pytest.mark.parametrize("run", range(4))
def test_no_track_is_missing_after_a_kill_at_any_moment(tmp_path, run):
    video, journal = tmp_path / "clip.mp4", tmp_path / "journal.jsonl"
    # Every run is killed and the next goes on with what it left, as a user would.
    for seed in range(3):
        possible = killed_run(video, journal, seed=10 * run + seed, after_s=0.01 + 0.07 * ((5 * run + 2 * seed) % 4))
        store = TrackStore(video, SIZE, TrackJournal(journal))  # the file can be read
        if store.leftovers():
            store.restore(name="Restore")
        assert sorted(track.label for track in store.tracks) in possible
        store.close()


def killed_run(video, journal, *, seed, after_s):
    """Returns what the tracks may be: as told last, or as the edit that was cut short made them."""
    command = [sys.executable, str(SCRIPT), str(video), str(journal), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        first = process.stdout.readline()
        time.sleep(after_s)
        process.send_signal(signal.SIGKILL)
        rows = [first, *process.stdout]
    possible = []
    for row in rows:
        if row.endswith("\n"):
            when, *labels = row[:-1].split("|")
            possible = [labels] if when == "is" else [*possible[-1:], labels]
    return possible
