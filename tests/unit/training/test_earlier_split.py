"""Images that measured an earlier run measure the next one, too, and those it was trained on never do."""

import json
import shutil

import pytest

from ssd_desktop.errors import DataError
from ssd_desktop.training.data_choice import DataChoice, choose_data
from ssd_desktop.training.earlier_split import keep_earlier_split, kept_and_added, read_earlier_split
from ssd_desktop.training.run_folder import EARLIER_SPLIT, SPLIT, RunFolder, repeat_command
from tests.unit.data.made_data import write_image
from tests.unit.training.conftest import write_voc_folder


def stems(dataset):
    return {sample.image_path.stem for sample in dataset.samples}


def write_run(run, data, chosen):
    """Writes what a run on these images leaves of them."""
    run.mkdir(parents=True)
    lists = {
        name: [] if images is None else [str(sample.image_path.absolute()) for sample in images.samples]
        for name, images in (("train", chosen.train), ("validation", chosen.validation))
    }
    folder = RunFolder(run)
    folder.write(SPLIT, json.dumps({"labels": "0", **lists}))
    folder.write("command.txt", repeat_command(data, run, options={}))
    keep_earlier_split(folder, chosen.earlier)
    return run


@pytest.fixture
def grown(tmp_path):
    """A folder of 60 labelled images, and the run on the first 40 of them."""
    data = write_voc_folder(tmp_path / "data", 40)
    before = choose_data(DataChoice(data))
    run = write_run(tmp_path / "runs" / "one", data, before)
    shutil.rmtree(data)
    write_voc_folder(data, 60)
    return data, run, before


def test_images_that_measured_before_measure_again_and_a_share_of_the_new_ones_joins_them(grown):
    data, run, before = grown
    chosen = choose_data(DataChoice(data, earlier_split=run))
    assert stems(before.validation) < stems(chosen.validation)
    assert not stems(before.train) & stems(chosen.validation)
    assert len(chosen.validation) == 6
    assert stems(chosen.train) | stems(chosen.validation) == {f"image{n}" for n in range(60)}
    assert chosen.notes == ("Validates on the 4 images that one was measured on, and on 2 new ones.",)
    plainly = choose_data(DataChoice(data))
    assert stems(plainly.validation) & stems(before.train), "without it, images that were trained on measure"


def test_a_run_can_be_repeated_from_what_it_kept_when_the_earlier_one_is_gone(grown, tmp_path):
    data, run, _ = grown
    chosen = choose_data(DataChoice(data, earlier_split=run))
    second = write_run(tmp_path / "runs" / "two", data, chosen)
    shutil.rmtree(run)
    again = choose_data(DataChoice(data, earlier_split=second / EARLIER_SPLIT))
    assert stems(again.validation) == stems(chosen.validation)
    assert again.notes == chosen.notes
    assert kept_and_added(second) == (4, 2)
    assert kept_and_added(tmp_path) is None
    third = choose_data(DataChoice(data, earlier_split=second))
    assert stems(third.validation) == stems(chosen.validation)


def test_a_data_folder_that_was_moved_has_the_same_images(grown, tmp_path):
    data, run, before = grown
    moved = data.rename(tmp_path / "moved")
    chosen = choose_data(DataChoice(moved, earlier_split=run))
    assert stems(before.validation) < stems(chosen.validation)
    assert not stems(before.train) & stems(chosen.validation)


def test_images_that_are_gone_are_counted(grown):
    data, run, before = grown
    gone = sorted(stems(before.validation))[0]
    (data / "Annotations" / f"{gone}.xml").unlink()
    chosen = choose_data(DataChoice(data, earlier_split=run))
    assert "on the 3 images" in chosen.notes[0]
    assert chosen.notes[0].endswith("1 that it was measured on are not among the images any more.")


def test_a_small_set_keeps_its_validation_images_and_a_list_of_the_user_wins(tmp_path, voc_folder):
    data = write_voc_folder(tmp_path / "data", 8)
    before = choose_data(DataChoice(data, validation_share=0.25))
    run = write_run(tmp_path / "one", data, before)
    assert stems(choose_data(DataChoice(data, earlier_split=run)).validation) == stems(before.validation)
    lists = voc_folder(8, train=range(5), val=range(5, 8))
    assert stems(choose_data(DataChoice(lists, earlier_split=run)).validation) == {"image5", "image6", "image7"}


def test_a_run_on_other_images_is_named_since_none_of_its_images_is_kept_apart(grown, tmp_path):
    _, run, _ = grown
    chosen = choose_data(DataChoice(write_voc_folder(tmp_path / "other", 30), earlier_split=run))
    assert len(chosen.validation) == 3
    assert chosen.notes[1:] == ("None of these images was in one: what that was measured on is not kept apart here.",)


def test_a_run_that_measured_on_nothing_only_keeps_its_images_from_measuring(tmp_path):
    data = write_voc_folder(tmp_path / "data", 12)
    run = write_run(tmp_path / "one", data, choose_data(DataChoice(data)))
    assert choose_data(DataChoice(data, earlier_split=run)).validation is None
    for number in range(12, 30):
        write_image(data / "JPEGImages" / f"image{number}.png")
        shutil.copy(data / "Annotations" / "image0.xml", data / "Annotations" / f"image{number}.xml")
    chosen = choose_data(DataChoice(data, earlier_split=run))
    assert len(chosen.validation) == 3
    assert stems(chosen.validation) <= {f"image{n}" for n in range(12, 30)}


def test_a_folder_that_does_not_say_it_is_named(tmp_path):
    with pytest.raises(DataError, match="name another run, or none"):
        read_earlier_split(tmp_path)
    (tmp_path / SPLIT).write_text('{"train": 3}')
    with pytest.raises(DataError, match="does not say which images"):
        read_earlier_split(tmp_path)
