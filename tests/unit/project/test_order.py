"""What a run was asked to do, read back so that it can be repeated or gone on with."""

import json
from pathlib import Path

import pytest

from ssd_desktop.errors import CheckpointError, ProjectError
from ssd_desktop.project.order import data_options, read_command, read_order
from ssd_desktop.training.data_choice import DataChoice
from ssd_desktop.training.kept_classes import classes_kept_by
from ssd_desktop.training.run_folder import EARLIER_SPLIT, REHEARSAL, RunFolder, repeat_command
from tests.unit.project.made_runs import make_run


def with_options(run: Path, data: Path, **options: str | bool) -> None:
    named = {f"--{name.replace('_', '-')}": value for name, value in options.items()}
    RunFolder(run).write("command.txt", repeat_command(data, run, options=named))


@pytest.fixture
def data(tmp_path):
    (tmp_path / "내 data").mkdir()
    return tmp_path / "내 data"


def test_a_run_is_asked_again_as_it_was_asked_first(tmp_path, data):
    run = make_run(tmp_path / "runs" / "one", data=data, init="vgg16", learning_rate=0.002)
    order = read_order(run)
    assert order.data == DataChoice(data, split="train")
    assert (order.config.learning_rate, order.config.epochs) == (0.002, 3)
    assert read_order(run, resumes=True).data.classes == ("disc", "square")


def test_every_option_of_the_data_comes_back(tmp_path, data):
    run = make_run(tmp_path / "runs" / "one", data=data, init="vgg16")
    with_options(run, data, val="/other set", val_split="dev", one_based=True, missing_is_background=True,
                 classes=str(run / "classes.txt"))  # fmt: skip
    choice = read_order(run).data
    assert (choice.validation_folder, choice.validation_split) == (Path("/other set"), "dev")
    assert (choice.one_based, choice.missing_is_background, choice.validate) == (True, True, True)
    assert choice.classes == ("disc", "square")
    with_options(run, data, val="none", val_ratio="0.25", split_by="frames")
    choice = read_order(run).data
    assert (choice.validate, choice.validation_share, choice.split_by) == (False, 0.25, "frames")


def test_kept_classes_are_those_of_the_start_detector(tmp_path, data):
    run = make_run(tmp_path / "runs" / "one", data=data)
    with_options(run, data, keep_classes=True, rehearse="/old", rehearse_split="train")
    choice = read_order(run).data
    assert (choice.keep_classes, choice.rehearsal_folder, choice.rehearsal_split) == (True, Path("/old"), "train")
    assert len(choice.start_classes) > 2


def test_a_run_that_keeps_classes_goes_on_without_its_start_detector(tmp_path, data):
    run = make_run(tmp_path / "runs" / "one", data=data, init=str(tmp_path / "gone.safetensors"))
    with_options(run, data, keep_classes=True)
    with pytest.raises(CheckpointError, match="There is no model"):
        read_order(run, resumes=True)
    RunFolder(run).write(REHEARSAL, json.dumps({"old_classes": ["disc"]}))
    assert read_order(run, resumes=True).data.start_classes == ("disc",)
    with pytest.raises(CheckpointError, match="There is no model"):
        read_order(run)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"old_classes": 3}'])
def test_a_damaged_record_of_kept_classes_tells_of_none(tmp_path, text):
    (tmp_path / REHEARSAL).write_text(text)
    assert classes_kept_by(tmp_path) == ()


def test_commands_that_repeat_and_resume_name_data_and_run(tmp_path, data):
    run = make_run(tmp_path / "runs" / "one", data=data)
    command = read_command(run)
    assert command.repeat(run) == (run / "command.txt").read_text().strip()
    assert command.resume(run).endswith(f"--output {run} --resume --split train")


def test_the_data_of_a_moved_project_stand_in_for_those_that_are_gone(tmp_path, data):
    run = make_run(tmp_path / "runs" / "one", data=tmp_path / "gone", init="vgg16")
    with pytest.raises(ProjectError, match=r"was trained on .*gone, which is not there any more\."):
        read_order(run)
    assert read_order(run, moved_data=data).data.folder == data


@pytest.mark.parametrize("text", ["", "ssd-desktop", "ssd-desktop train", "x train d --val", "x train d e", "'"])
def test_a_command_that_makes_no_sense_says_so_in_one_sentence(tmp_path, text):
    run = make_run(tmp_path / "runs" / "one")
    (run / "command.txt").write_text(text)
    with pytest.raises(ProjectError, match="cannot be understood") as caught:
        read_command(run)
    assert "\n" not in str(caught.value)


def test_a_run_without_a_command_and_no_run_say_so(tmp_path):
    run = make_run(tmp_path / "runs" / "one")
    (run / "command.txt").unlink()
    with pytest.raises(ProjectError, match=r"has no command\.txt that says what it was trained on"):
        read_order(run)
    with pytest.raises(ProjectError, match="holds no run"):
        read_order(tmp_path)


def test_what_is_asked_in_the_window_comes_back_equal_from_the_command(tmp_path, data):
    run = make_run(tmp_path / "runs" / "one", data=data, init="vgg16")
    choice = DataChoice(
        data, split="a", validation_folder=data, validation_split="b", classes=("disc", "square"), one_based=True,
        missing_is_background=True,
    )  # fmt: skip
    for asked in (choice, DataChoice(data), DataChoice(data, validate=False, validation_share=0.25, split_by="frames")):
        RunFolder(run).write("command.txt", repeat_command(data, run, options=data_options(asked, run)))
        assert read_order(run).data == asked


def test_images_kept_of_an_earlier_run_are_read_from_the_runs_own_folder_wherever_it_lies(tmp_path, data):
    run = make_run(tmp_path / "runs" / "two", data=data, init="vgg16")
    options = data_options(DataChoice(data, earlier_split=tmp_path / "runs" / "one"), run)
    RunFolder(run).write("command.txt", repeat_command(data, run, options=options))
    RunFolder(run).write(EARLIER_SPLIT, "{}")
    assert read_order(run).data == DataChoice(data, earlier_split=run / EARLIER_SPLIT)
    moved = run.rename(tmp_path / "elsewhere")
    assert read_order(moved).data.earlier_split == moved / EARLIER_SPLIT
    assert str(moved / EARLIER_SPLIT) in read_command(moved).repeat(moved)
