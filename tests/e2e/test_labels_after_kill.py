"""A labelling program that is killed with signal 9 takes no edit with it: fifty kills at random moments."""

import json
import random
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
IMAGES = ("a.jpg", "b.jpg", "c.jpg")
KILLS = 5
"""Of a run: the next one goes on with what the killed one left, as a user would."""

ROW = {"id": 1, "file_name": "a.jpg", "width": 200, "height": 100}
#: What makes a folder one of each format: a file by name.
FORMATS = {
    "Pascal VOC": {},
    "YOLO": {"classes.txt": "first\n", "a.txt": ""},
    "COCO": {"_annotations.coco.json": json.dumps({"images": [ROW], "annotations": [], "categories": []})},
    "labelme": {"a.json": json.dumps({"shapes": [], "imagePath": "a.jpg"})},
    "Create ML": {"_annotations.createml.json": json.dumps([{"image": "a.jpg", "annotations": []}])},
}
#: One run of each format is made by default, the second, which makes it 50 kills, with the slow tests.
RUNS = [pytest.param(kind, seed, marks=[pytest.mark.slow] * seed) for seed in (0, 1) for kind in FORMATS]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal 9")
@pytest.mark.parametrize(("kind", "seed"), RUNS)
def test_no_edit_is_missing_after_a_kill_at_any_moment(tmp_path, kind, seed):
    folder, journal = tmp_path / "images", tmp_path / "journal.jsonl"
    folder.mkdir()
    for name in IMAGES:
        cv2.imwrite(str(folder / name), np.zeros((100, 200, 3), np.uint8))
    for name, content in FORMATS[kind].items():
        (folder / name).write_text(content)
    chance = random.Random(f"{kind} {seed}")
    told: dict[str, list[list[str]]] = {}
    for kill in range(KILLS):
        run = 10 * seed + kill
        told = killed_run(folder, journal, seed=run, after_s=chance.uniform(0, 0.5), before=told)
        told = {name: [labels] for name, labels in recovered(folder, journal, kind, told).items()}


def killed_run(folder, journal, *, seed, after_s, before):
    """Returns what the labels of each image may be: as told after its last edit, or as the edit cut short made them."""
    command = [sys.executable, str(SCRIPT), str(folder), str(journal), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        first = process.stdout.readline()
        time.sleep(after_s)
        process.send_signal(signal.SIGKILL)
        rows = [first, *process.stdout]
    assert first
    assert process.returncode == -signal.SIGKILL
    possible = dict(before)
    for row in rows:
        if row.endswith("\n"):
            when, name, *labels = row[:-1].split("|")
            possible[name] = [labels] if when == "is" else [*possible.get(name, [[]])[-1:], labels]
    return possible


def recovered(folder, journal, kind, told):
    """Restores what the journal has, saves it, and returns what a program that knows no journal reads then."""
    store = AnnotationStore(LabelFolder.open(folder), EditJournal(journal))
    assert store.folder.kind == kind
    for image in store.leftovers():
        store.restore(image, SIZE, name="Restore")
    assert store.save_all() == []
    store.close()
    store = AnnotationStore(LabelFolder.open(folder))
    found = {}
    for image in store.folder.images():
        assert store.load(image, SIZE).problems == ()  # every file can be read, whole
        annotation = store.annotation(image)
        found[image.name] = [] if annotation is None else [item.label for item in annotation.objects]
        assert found[image.name] in told.get(image.name, [[]])
    return found
