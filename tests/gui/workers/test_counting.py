"""The worker that reads a data folder for its statistics."""

import pytest

from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.errors import AnnotationError
from ssd_desktop.gui.workers.counting import CountWorker
from tests.unit.data.made_data import write_voc_folder

CAT = ("cat", (2, 3, 20, 25))


@pytest.fixture
def folder(tmp_path):
    return write_voc_folder(tmp_path / "pets", {name: [CAT] for name in "abc"}, splits={"train": "ab", "val": "c"})


def test_all_of_a_data_folder_is_read_with_its_splits(folder):
    worker = CountWorker(LabelFolder.open(folder / "JPEGImages"), clock=iter(range(1, 9)).__next__)
    told, found = [], []
    worker.progressed.connect(lambda done, count: told.append((done, count)))
    worker.counted.connect(found.append)
    worker.run()
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert [image.path.stem for image in found[0].images] == ["a", "b", "c"]
    assert {name: len(images) for name, images in found[0].splits.items()} == {"train": 2, "val": 1}
    assert found[0].root == folder


def test_a_worker_that_is_stopped_tells_no_figures(folder):
    worker = CountWorker(LabelFolder.open(folder / "JPEGImages"))
    found = []
    worker.counted.connect(found.append)
    worker.progressed.connect(lambda done, count: worker.request_stop())
    worker.run()
    assert found == []


def test_a_folder_that_has_vanished_is_an_error_with_its_name(folder):
    opened = LabelFolder.open(folder / "JPEGImages")
    folder.rename(folder.with_name("gone"))
    with pytest.raises(AnnotationError, match="pets"):
        CountWorker(opened).run()
