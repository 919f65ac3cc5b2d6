"""The run folder: what it refuses, what it writes, and what a discarded run leaves."""

import errno
import json
import os
import shlex
from datetime import date
from pathlib import Path

import pytest

from ssd_desktop.errors import AnnotationError, CheckpointError, TrainingError
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.training.run_folder import (
    RunFolder,
    is_run,
    next_run_folder,
    repeat_command,
    resume_command,
    saving_to,
)


def start(path: Path, command: str = "") -> RunFolder:
    folder = RunFolder.create(path)
    folder.write_start(config_toml="epochs = 1\n", versions={"torch": "2"}, command=command)
    return folder


def test_a_started_run_is_a_run_and_holds_what_repeats_it(tmp_path):
    folder = start(tmp_path / "new" / "run", command="ssd-desktop train data")
    folder.write_detector(("disc", "square"), PLANS["paper"], recall=0.5)

    assert is_run(folder.path)
    assert (folder.path / "command.txt").read_text() == "ssd-desktop train data\n"
    assert (folder.path / "classes.txt").read_text() == "disc\nsquare\n"
    plan = json.loads((folder.path / "plan.json").read_text())
    assert (plan["name"], plan["recall"], plan["scales"][0]) == ("paper", 0.5, 0.2)


def test_a_file_name_that_is_no_text_is_kept_as_it_is(tmp_path):
    folder = RunFolder.create(tmp_path / "run")
    names = ["caf\udce9.png", "사진.png"]
    folder.write("split.json", json.dumps(names, ensure_ascii=False))
    content = (folder.path / "split.json").read_text(encoding="utf-8")
    assert json.loads(content) == names
    assert "사진" in content


def test_a_class_name_that_would_not_read_back_is_refused(tmp_path):
    folder = start(tmp_path / "run")

    with pytest.raises(AnnotationError, match=r"two.*lines.*rename it"):
        folder.write_detector(("two\nlines",), PLANS["paper"], recall=0.5)


def test_a_folder_with_a_run_is_not_started_again(tmp_path):
    start(tmp_path / "run")

    with pytest.raises(TrainingError, match="already holds a run; go on with it by --resume, or choose another folder"):
        RunFolder.create(tmp_path / "run")


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")

    with pytest.raises(TrainingError, match=r"is not empty and holds no run \(thesis.txt is in it\)"):
        RunFolder.create(tmp_path)
    with pytest.raises(TrainingError, match="holds no run to resume"):
        RunFolder.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_folder_in_which_a_start_was_killed_before_there_was_a_run_is_taken(tmp_path):
    left = ("running.lock", "status.json", "command.txt", "versions.json", "earlier_split.json", ".ssd-1-00ff00ff.tmp")
    for name in left:
        (tmp_path / name).write_text("half")
    run = RunFolder.create(tmp_path)
    run.remove_halves()
    assert not list(tmp_path.glob(".ssd-*"))
    assert (tmp_path / "command.txt").exists()


def test_a_file_that_this_process_is_writing_is_no_half(tmp_path):
    run = start(tmp_path / "run")
    mine = run.path / f".ssd-{os.getpid()}-00ff00ff.tmp"
    mine.write_text("half")
    (run.path / "last.safetensors.part").write_text("half")
    run.remove_halves()
    assert mine.exists()
    assert not (run.path / "last.safetensors.part").exists()


def test_kept_features_of_a_killed_training_are_removed_by_the_next_one(tmp_path):
    run = RunFolder.create(tmp_path / "run")
    run.features.write_bytes(b"many")
    run.remove_halves()
    assert not run.features.exists()


def test_a_name_too_long_for_the_file_system_is_refused_in_one_sentence(tmp_path):
    with pytest.raises(TrainingError, match="cannot be written"):
        RunFolder.create(tmp_path / ("x" * 300))
    with pytest.raises(TrainingError, match="cannot be written"):
        RunFolder.open(tmp_path / ("x" * 300))


def test_a_file_in_place_of_the_folder_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "run").write_text("a file")

    with pytest.raises(TrainingError, match="cannot be written"):
        RunFolder.create(tmp_path / "run")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions stop")
def test_a_read_only_place_is_refused_in_one_sentence(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(TrainingError, match=r"cannot be written \(Permission denied\)"):
            RunFolder.create(tmp_path / "run")
    finally:
        tmp_path.chmod(0o700)


def test_a_full_disk_and_a_bad_checkpoint_become_a_training_error():
    with (
        pytest.raises(TrainingError, match=r"run cannot be written \(No space left on device\); free space"),
        saving_to(Path("run")),
    ):
        raise OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(TrainingError, match=r"Disk is gone\. What was saved before is kept\."), saving_to(Path("run")):
        raise CheckpointError("Disk is gone.")


def test_discarding_removes_what_the_run_made_and_nothing_else(tmp_path):
    folder = start(tmp_path / "deep" / "run")
    folder.state.mkdir()
    for name in ("index.json", "step-00000001-0.checkpoint.safetensors", "step-00000001-0.momentum.safetensors"):
        (folder.state / name).write_text("state")
    (folder.state / ".ssd-12-abcdef01.tmp").write_text("left by a kill")
    folder.last.write_text("weights")
    for _ in range(2):
        folder.write("diverged.txt", "at step 5")
        folder.retire_divergence()
    folder.metrics.write_text("{}\n")
    (folder.path / "notes.md").write_text("the user's")
    (folder.path / "index.json").write_text("the user's")

    folder.discard()

    assert sorted(path.name for path in folder.path.iterdir()) == ["index.json", "notes.md"]


def test_discarding_removes_the_folders_it_made_but_not_those_that_were_there(tmp_path):
    (tmp_path / "empty").mkdir()
    made = start(tmp_path / "deep" / "run")
    there = start(tmp_path / "empty")

    made.discard()
    there.discard()

    assert [path.name for path in tmp_path.iterdir()] == ["empty"]
    assert list((tmp_path / "empty").iterdir()) == []


@pytest.mark.parametrize("links", [True, False])
def test_a_published_checkpoint_survives_the_removal_of_its_source(tmp_path, monkeypatch, links):
    def refuse(source, target):
        raise OSError(errno.EPERM, "no hard links here")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    folder = start(tmp_path / "run")
    for text in ("first", "second", "second"):
        source = folder.path / "source"
        source.unlink(missing_ok=True)
        source.write_text(text)
        folder.publish(source, folder.last)
        folder.publish(source, folder.last)
    source.unlink()

    assert folder.last.read_text() == "second"
    assert not list(folder.path.glob("*.part"))


def test_the_checkpoint_to_use_is_the_best_else_the_last(tmp_path):
    folder = start(tmp_path / "run")
    assert folder.best_or_last() is None
    folder.last.touch()
    assert folder.best_or_last() == folder.last
    folder.best.touch()
    assert folder.best_or_last() == folder.best


def test_run_folders_are_numbered_and_named_after_the_data(tmp_path):
    day = date(2026, 5, 4)
    first = next_run_folder(tmp_path, "my cards: new/old", day=day)
    first.mkdir()

    assert first.name == "my-cards-new-old-2026-05-04-1"
    assert next_run_folder(tmp_path, "my cards: new/old", day=day).name == "my-cards-new-old-2026-05-04-2"
    assert next_run_folder(tmp_path, "..", day=day).name == "run-2026-05-04-1"
    assert len(next_run_folder(tmp_path, "x" * 300, day=day).name) < 100


def test_the_command_that_goes_on_names_the_run_and_the_new_settings(tmp_path):
    command = resume_command(
        tmp_path / "my data", tmp_path / "run", options={"--split": "train"}, settings={"learning_rate": 0.002}
    )
    assert shlex.split(command) == [
        "ssd-desktop", "train", str(tmp_path / "my data"), "--output", str(tmp_path / "run"), "--resume",
        "--set", "learning_rate=0.002", "--split", "train",
    ]  # fmt: skip


def test_reports_of_divergences_are_kept_under_numbers(tmp_path):
    folder = start(tmp_path / "run")
    folder.retire_divergence()
    for text in ("first", "second"):
        folder.write("diverged.txt", text)
        folder.retire_divergence()
    assert [(folder.path / f"diverged-{number}.txt").read_text() for number in (1, 2)] == ["first", "second"]
    assert not folder.diverged.exists()


def test_the_repeating_command_survives_a_shell(tmp_path):
    options = {"--split": "train", "--val": None, "--classes": "a b", "--one-based": True, "--other": False}
    command = repeat_command(tmp_path / "my data", tmp_path / "run", options=options)

    words = shlex.split(command)
    assert words[:3] == ["ssd-desktop", "train", str(tmp_path / "my data")]
    assert words[3:5] == ["--config", str(tmp_path / "run" / "config.toml")]
    assert words[5:] == ["--split", "train", "--classes", "a b", "--one-based"]
