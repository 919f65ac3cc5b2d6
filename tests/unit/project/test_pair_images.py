"""What two runs can be compared on."""

import pytest

from ssd_desktop.errors import ProjectError
from ssd_desktop.project.order import data_options
from ssd_desktop.project.pair_images import images_for_pair
from ssd_desktop.project.runs import read_run
from ssd_desktop.training.data_choice import DataChoice
from ssd_desktop.training.run_folder import repeat_command
from tests.unit.data.made_data import write_voc_folder
from tests.unit.project.made_rounds import make_round

CAT = ("cat", (2, 3, 20, 25))


@pytest.fixture
def data(tmp_path):
    images = {name: [CAT] for name in "abcdefghi"}
    splits = {"train": "abcdef", "test": "gh", "other": "i"}
    return write_voc_folder(tmp_path / "data", images, splits={name: list(stems) for name, stems in splits.items()})


def offered(*runs, **options):
    return [(choice.run.name, choice.split, choice.count) for choice in images_for_pair(*runs, **options)]


def test_validation_images_come_first_then_lists_that_nobody_was_trained_on(data):
    one = read_run(make_round(data / "runs" / "one", data, validation="cd"))
    two = read_run(make_round(data / "runs" / "two", data, validation="de"))
    lists = [("one", "test", 2), ("one", "other", 1)]
    found = offered(one, two)
    assert found[:2] == [("one", None, 2), ("two", None, 2)]
    assert sorted(found[2:]) == sorted(lists)
    same = read_run(make_round(data / "runs" / "same", data, validation="cd"))
    assert offered(one, same)[:2] == [("one", None, 2), found[2]]


def test_a_list_that_either_run_was_trained_on_is_not_offered(data):
    one = read_run(make_round(data / "runs" / "one", data, validation="cd"))
    two = read_run(make_round(data / "runs" / "two", data, validation="cd"))
    options = data_options(DataChoice(data, split="train,other"), two.path)
    (two.path / "command.txt").write_text(repeat_command(data, two.path, options=options))
    for pair in ((one, two), (two, one)):
        assert [split for _, split, _ in offered(*pair)] == [None, "test"]


def test_they_are_read_as_they_are_labelled_now(data):
    one = read_run(make_round(data / "runs" / "one", data, validation="cd"))
    two = read_run(make_round(data / "runs" / "two", data, validation="cd"))
    validation, *lists = images_for_pair(one, two)
    (data / "Annotations" / "d.xml").unlink()
    assert [sample.image_path.stem for sample in validation.read().samples] == ["c"]
    (test,) = (choice for choice in lists if choice.split == "test")
    assert [sample.image_path.stem for sample in test.read().samples] == ["g", "h"]
    assert test.read().classes == ("cat",)


def test_runs_that_cannot_be_compared_say_why(data):
    one = read_run(make_round(data / "runs" / "one", data, validation="cd"))
    dogs = read_run(make_round(data / "runs" / "dogs", data, classes=("cat", "dog")))
    with pytest.raises(ProjectError, match="one and dogs know other classes"):
        images_for_pair(one, dogs)
    for path in dogs.path.glob("*.safetensors"):
        path.unlink()
    with pytest.raises(ProjectError, match="dogs has saved no checkpoint"):
        images_for_pair(one, read_run(dogs.path))
