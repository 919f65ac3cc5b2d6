"""The folder of the label rounds: what is labelled in it is what the product reads, and nothing else."""

import pytest

from benchmarks.labelled_folder import LabelledFolder
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.errors import DataError
from tests.unit.data.made_data import write_voc_folder

OBJECT = [("dog", (2, 3, 20, 25))]


@pytest.fixture
def folder(tmp_path):
    images = {"a": OBJECT, "b": OBJECT, "c": [], "test": OBJECT}
    source = write_voc_folder(tmp_path / "source", images, splits={"trainval": ["a", "b", "c"], "test": ["test"]})
    return LabelledFolder(load_dataset(source, split="trainval"), tmp_path / "work")


def labelled(folder):
    return [sample.image_path.stem for sample in load_dataset(folder.path, classes=("dog",)).samples]


def test_only_the_training_images_wait_for_labels(folder):
    assert [image.stem for image in folder.images if folder.is_open(image)] == ["a", "b", "c"]
    with pytest.raises(DataError):
        load_dataset(folder.path)


def test_labels_are_put_in_place_and_taken_away_again(folder):
    folder.label_only(["a", "c"])
    assert labelled(folder) == ["a", "c"]
    assert [image.stem for image in folder.images if folder.is_open(image)] == ["b"]
    folder.label_only(["b"])
    assert labelled(folder) == ["b"]


def test_a_folder_that_is_there_is_taken_up_again(folder, tmp_path):
    folder.label_only(["b"])
    again = LabelledFolder(load_dataset(tmp_path / "source", split="trainval"), folder.path)
    assert again.images == folder.images
    assert labelled(again) == ["b"]
