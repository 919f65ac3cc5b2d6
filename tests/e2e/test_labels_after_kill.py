"""A labelling program that is killed with signal 9 takes no edit with it."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.edit_journal import EditJournal
from ssd_desktop.annotation.label_folder import LabelFolder
from tests.e2e.labelling_run import SIZE

SCRIPT = Path(__file__).with_name("labelling_run.py")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal 9")
@pytest.mark.parametrize("run", range(5))
def test_no_edit_is_missing_after_a_kill_at_any_moment(tmp_path, run):
    folder, journal = tmp_path / "images", tmp_path / "journal.jsonl"
    folder.mkdir()
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        cv2.imwrite(str(folder / name), np.zeros((100, 200, 3), np.uint8))
    told: dict[str, list[list[str]]] = {}
    # Every run is killed and the next goes on with what it left, as a user would.
    for seed in range(2):
        after_s = 0.02 + 0.09 * ((7 * run + 3 * seed) % 5)
        told = killed_run(folder, journal, seed=10 * run + seed, after_s=after_s, before=told)
        store = AnnotationStore(LabelFolder.open(folder), EditJournal(journal))
        for image in store.leftovers():
            store.restore(image, SIZE, name="Restore")
        assert store.save_all() == []
        for image in store.folder.images():
            store.load(image, SIZE)  # every file can be read
            annotation = store.annotation(image)
            found = [] if annotation is None else [item.label for item in annotation.objects]
            assert found in told.get(image.name, [[]])
            told[image.name] = [found]
        store.close()


def killed_run(folder, journal, *, seed, after_s, before):
    """Returns what the labels of each image may be: as told after its last edit, or as the edit cut short made them."""
    command = [sys.executable, str(SCRIPT), str(folder), str(journal), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        first = process.stdout.readline()
        time.sleep(after_s)
        process.send_signal(signal.SIGKILL)
        rows = [first, *process.stdout]
    possible = dict(before)
    for row in rows:
        if row.endswith("\n"):
            when, name, *labels = row[:-1].split("|")
            possible[name] = [labels] if when == "is" else [*possible.get(name, [[]])[-1:], labels]
    return possible
