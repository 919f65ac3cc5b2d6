"""Unreadable images: counted, named once at the end, and too many of them end the training."""

from pathlib import Path

import pytest

from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.loader import TrainingLoader
from ssd_desktop.data.types import Dataset, DatasetReport
from ssd_desktop.errors import TrainingError
from ssd_desktop.training.unreadable import ReadableBatches
from tests.unit.training.conftest import make_sample


class FakeLoader:
    """Three batches an epoch; the second finds the images of ``broken`` unreadable."""

    batch_size = 2

    def __init__(self, broken):
        self.broken = broken
        self.unreadable = {}
        self.left = 0

    def epoch(self, number, start_batch=0):
        try:
            for batch in range(start_batch, 3):
                if batch == 1:
                    self.unreadable = {Path(name): f"{name} is damaged." for name in self.broken}
                yield batch
        finally:
            self.left += 1


def made(images, left_out=()):
    samples = tuple(make_sample(f"{number}.png") for number in range(images))
    return Dataset("shapes", samples, ("disc", "square"), DatasetReport(images, 0, 0, unreadable=tuple(left_out)))


def test_a_few_are_counted_and_the_first_named_at_the_end():
    batches = ReadableBatches(FakeLoader(["a", "b", "c", "d"]), made(99, ["x is damaged."]))
    assert list(batches.epoch(0)) == [0, 1, 2]
    message = batches.message()
    assert message.level == "warning"
    assert message.text == (
        "5 of the 100 images of shapes could not be read and were skipped: "
        "x is damaged. a is damaged. b is damaged. And 2 more images."
    )


def test_nothing_is_said_where_every_image_can_be_read():
    batches = ReadableBatches(FakeLoader([]), made(10))
    assert list(batches.epoch(0)) == [0, 1, 2]
    assert batches.message() is None


def test_more_than_a_twentieth_end_the_training_and_the_loader():
    loader = FakeLoader(["a", "b", "c", "d", "e", "f"])
    batches = ReadableBatches(loader, made(100))
    epoch = batches.epoch(0)
    assert next(epoch) == 0
    with pytest.raises(TrainingError, match=r"6 of the 100 images of shapes cannot be read, more than 5%; .*a is"):
        next(epoch)
    assert loader.left == 1


def test_a_data_set_of_which_too_much_was_unreadable_does_not_start():
    with pytest.raises(TrainingError, match="2 of the 20 images"):
        ReadableBatches(FakeLoader([]), made(18, ["x is damaged.", "y is damaged."]))


def test_an_epoch_left_early_leaves_the_loader_at_once():
    loader = FakeLoader([])
    epoch = ReadableBatches(loader, made(10)).epoch(0, 1)
    assert next(epoch) == 1
    epoch.close()
    assert loader.left == 1


def damage(folder, count):
    """Cuts the files of ``count`` images short, behind their headers."""
    for number in range(2, 2 + count):
        path = folder / "JPEGImages" / f"image{number}.png"
        path.write_bytes(path.read_bytes()[:200])


def test_damaged_files_are_met_behind_their_headers(voc_folder):
    folder = voc_folder(30)
    damage(folder, 1)
    dataset = load_dataset(folder)
    batches = ReadableBatches(TrainingLoader(dataset, batch_size=4, size=16), dataset)
    assert len(dataset) == 30
    assert len(list(batches.epoch(0))) == 7
    assert batches.message().text.startswith(
        "1 of the 30 images of shapes could not be read and were skipped: The image"
    )

    damage(folder, 4)
    batches = ReadableBatches(TrainingLoader(dataset, batch_size=4, size=16), dataset)
    with pytest.raises(TrainingError, match="more than 5%"):
        list(batches.epoch(0))
