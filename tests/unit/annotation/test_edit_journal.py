"""The record of unsaved edits on a disk that fills."""

import os

import numpy as np
import pytest

from ssd_desktop.annotation import journal
from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.edit_journal import EditJournal
from ssd_desktop.annotation.edits import AddObjects
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize, write_image

ACE = AnnotatedObject("ace", Box(1, 2, 30, 40), entry=-1)


@pytest.fixture
def store(tmp_path):
    write_image(tmp_path / "a.png", np.zeros((100, 200, 3), np.uint8))
    store = AnnotationStore(LabelFolder.open(tmp_path), EditJournal(tmp_path / "own" / "journal.jsonl"))
    store.load(tmp_path / "a.png", ImageSize(200, 100, 1, 200, 100))
    yield store
    store.close()


def add(store, item=ACE):
    store.apply(store.folder.images()[0], AddObjects((item,)), name="Draw", size=(200, 100))


@pytest.mark.parametrize("written", [0, 7])
def test_an_edit_that_a_full_disk_cannot_note_is_told_and_kept(store, tmp_path, monkeypatch, written):
    """Nothing of the line, or only its beginning, gets on the disk."""

    def write_some(descriptor, line):
        if not written:
            raise OSError(28, "No space left on device")
        return os_write(descriptor, line[:written])

    os_write = os.write
    monkeypatch.setattr(journal.os, "write", write_some)
    with pytest.raises(AnnotationError, match="free space and save"):
        add(store)
    monkeypatch.undo()
    assert store.annotation(tmp_path / "a.png").objects == (ACE,)

    add(store, AnnotatedObject("king", Box(1, 2, 30, 40), entry=-2))
    store.close()
    again = AnnotationStore(LabelFolder.open(tmp_path), EditJournal(tmp_path / "own" / "journal.jsonl"))
    assert again.leftovers() == (tmp_path / "a.png",)
    again.restore(tmp_path / "a.png", ImageSize(200, 100, 1, 200, 100), name="Restore")
    assert [item.label for item in again.annotation(tmp_path / "a.png").objects] == ["ace", "king"]
    again.close()
