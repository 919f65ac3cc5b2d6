"""``train`` on the command line: which settings come from where, what is printed, what Ctrl+C does."""

import dataclasses
import io
import json
import re
import shlex
import signal
import subprocess
import sys
from argparse import ArgumentParser

import pytest

from ssd_desktop.cli import train as command
from ssd_desktop.cli.main import main
from ssd_desktop.cli.train_output import BarProgress, PlainProgress, TrainingPrinter, make_printer
from ssd_desktop.errors import ConfigError, TrainingError, UsageError
from ssd_desktop.project.project import create_project
from ssd_desktop.ssd.bases import FREEZE_STAGES
from ssd_desktop.training import trainer
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.config_file import config_to_toml
from ssd_desktop.training.divergence import DivergenceError
from ssd_desktop.training.events import (
    EpochFinished,
    TrainingMessage,
    TrainingPaused,
    TrainingProgress,
    TrainingResult,
    TrainingResumed,
    TrainingStarted,
    TrainingStopping,
)
from ssd_desktop.training.recipes import RECIPES
from ssd_desktop.training.run_folder import RunFolder
from tests.unit.training.conftest import write_voc_folder


def parse(*words):
    parser = ArgumentParser()
    parser.add_argument("--device", default="auto")
    parser.add_argument("--quiet", action="store_true")
    command.add_arguments(parser)
    return parser.parse_args(list(words))


def progress(step, steps=100):
    return TrainingProgress(step, steps, 1, 4.0, 3.0, 1.0, 1e-3, 7.5, 3725.0)


@pytest.fixture
def folder(tmp_path):
    return write_voc_folder(tmp_path / "shapes", 6, splits={"train": range(4), "val": range(4, 6)})


@pytest.fixture
def calls(monkeypatch):
    """What the trainer was called with; it answers that it is done."""
    calls = []

    def train(config, data, *, run_folder, emit, control, resume, ranks):
        calls.append((config, data, run_folder, control, resume))
        emit(progress(100))
        return TrainingResult(str(run_folder), str(run_folder / "best.safetensors"), "finished", 100, 0.5)

    monkeypatch.setattr(trainer, "train", train)
    return calls


def test_options_change_the_defaults():
    args = parse(
        "data", "--init", "shipped", "--plan", "paper", "--epochs", "3", "--batch", "4", "--freeze", "conv4_3",
        "--precision", "float32", "--seed", "9", "--workers", "0", "--device", "cpu", "--set", "loss.alpha=2",
    )  # fmt: skip

    config = command.make_config(args)

    assert config.loss.alpha == 2.0
    assert (config.init, config.plan, config.epochs, config.steps, config.batch_size) == ("shipped", "paper", 3, 0, 4)
    assert (config.freeze, config.precision, config.seed, config.workers) == ("conv4_3", "float32", 9, 0)
    assert config.device == "cpu"


@pytest.mark.parametrize("stage", FREEZE_STAGES)
def test_the_base_can_be_frozen_up_to_the_end_of_every_block(stage):
    assert command.make_config(parse("data", "--freeze", stage)).freeze == stage


def test_no_option_means_the_recipe_fine_tune():
    assert command.make_config(parse("data")) == RECIPES["fine-tune"]


@pytest.mark.parametrize(
    ("options", "init"),
    [
        ((), "shipped"),
        (("--plan", "auto"), "shipped"),
        (("--plan", "caffe-coco"), "vgg16"),
        (("--network", "ssd512-vgg16"), "vgg16"),
        (("--recipe", "paper"), "vgg16"),
        (("--plan", "caffe-voc", "--init", "shipped"), "shipped"),
    ],
)
def test_a_plan_or_network_that_is_asked_for_starts_from_the_base(options, init):
    assert command.make_config(parse("data", *options)).init == init


def test_epochs_that_are_asked_for_are_so_many_passes():
    config = command.make_config(parse("data", "--epochs", "4"))

    assert (config.epochs, config.passes) == (4, 1)


def test_options_and_set_change_a_recipe():
    config = command.make_config(parse("d", "--recipe", "paper", "--epochs", "5", "--set", "warmup_steps=10"))

    assert config == dataclasses.replace(RECIPES["paper"], epochs=5, warmup_steps=10)


def test_a_recipe_is_for_new_settings_only(tmp_path):
    for other in (("--resume", "--output", str(tmp_path)), ("--config", str(tmp_path / "a.toml"))):
        with pytest.raises(UsageError, match=f"--recipe cannot be combined with {other[0]}"):
            command.make_config(parse("d", "--recipe", "paper", *other))


def test_an_unknown_recipe_is_wrong_usage(tmp_path, capsys):
    assert main(["train", str(tmp_path), "--recipe", "papre"]) == 2
    assert "the recipes are fine-tune, paper" in capsys.readouterr().err


def test_options_win_over_the_file_and_set_wins_over_both(tmp_path):
    file = tmp_path / "recipe.toml"
    file.write_text(config_to_toml(TrainingConfig(epochs=5, steps=50, batch_size=2, seed=1)))

    config = command.make_config(parse("d", "--config", str(file), "--epochs", "7", "--seed", "2", "--set", "seed=3"))

    assert (config.epochs, config.steps, config.batch_size, config.seed) == (7, 0, 2, 3)


def test_start_weights_in_a_file_are_remembered_from_anywhere(tmp_path, monkeypatch):
    (tmp_path / "mine.safetensors").touch()
    monkeypatch.chdir(tmp_path)

    assert command.make_config(parse("d", "--init", "mine.safetensors")).init == str(tmp_path / "mine.safetensors")


def test_a_resumed_run_keeps_its_own_settings(tmp_path):
    (tmp_path / "config.toml").write_text(config_to_toml(TrainingConfig(seed=4, batch_size=3)))
    (tmp_path / "versions.json").write_text("{}")

    config = command.make_config(parse("d", "--resume", "--output", str(tmp_path), "--epochs", "50"))

    assert (config.seed, config.batch_size, config.epochs) == (4, 3, 50)


def test_resuming_needs_a_run(tmp_path, capsys):
    assert main(["train", str(tmp_path), "--resume"]) == 2
    assert "--resume needs --output RUN" in capsys.readouterr().err
    with pytest.raises(TrainingError, match="holds no run to resume"):
        command.make_config(parse("d", "--resume", "--output", str(tmp_path)))


def test_a_wrong_setting_is_wrong_usage(tmp_path, capsys):
    assert main(["train", str(tmp_path), "--set", "epoch=3"]) == 2
    assert "did you mean epochs?" in capsys.readouterr().err
    with pytest.raises(ConfigError):
        command.make_config(parse("d", "--epochs", "0"))


def test_epochs_and_steps_exclude_each_other(tmp_path, capsys):
    assert main(["train", str(tmp_path), "--epochs", "1", "--steps", "2"]) == 2
    assert "not allowed with" in capsys.readouterr().err


def test_the_checkpoint_alone_is_on_stdout(folder, calls, capsys, tmp_path):
    assert main(["train", str(folder), "--output", str(tmp_path / "run"), "--device", "cpu"]) == 0

    out, err = capsys.readouterr()
    assert out == f"{tmp_path / 'run' / 'best.safetensors'}\n"
    assert "Validates on the 2 images of split val." in err
    assert "step 100 of 100" in err
    config, data, run_folder, _, resume = calls[0]
    assert (len(data.train), len(data.validation), run_folder, resume) == (4, 2, tmp_path / "run", False)
    assert config.device == "cpu"
    assert data.command == f"ssd-desktop train {folder} --config {tmp_path / 'run' / 'config.toml'}"


def test_quiet_leaves_stderr_empty(folder, calls, capsys, tmp_path):
    main(["train", str(folder), "--output", str(tmp_path / "run"), "--quiet"])

    assert capsys.readouterr().err == ""


def test_a_run_without_a_name_is_named_after_data_and_day(folder, calls, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    main(["train", str(folder)])

    assert re.fullmatch(r"runs/shapes-\d{4}-\d\d-\d\d-1", calls[0][2].as_posix())


def test_a_run_on_a_project_is_saved_in_the_project(folder, calls):
    project = create_project(folder)

    main(["train", str(folder)])

    assert calls[0][2].parent == project.runs


def test_data_options_choose_images_and_classes(folder, calls, tmp_path):
    names = tmp_path / "names.txt"
    names.write_text("square\ndisc\n")
    main(["train", str(folder), "--val", "none", "--classes", "square"])
    main(["train", str(folder), "--split", "val", "--val", str(folder), "--val-split", "train"])
    main(["train", str(folder), "--classes", str(names)])

    first, second, third = (call[1] for call in calls)
    assert (first.validation, first.train.classes) == (None, ("square",))
    assert "--val none --classes " in first.command
    assert first.command.endswith("classes.txt")
    assert (len(second.train), len(second.validation)) == (2, 4)
    assert f"--split val --val {folder} --val-split train" in second.command
    assert third.train.classes == ("square", "disc")


def test_images_that_measured_an_earlier_run_measure_this_one(calls, tmp_path, capsys):
    folder = write_voc_folder(tmp_path / "all", 8)
    earlier = tmp_path / "earlier"
    earlier.mkdir()
    lists = {name: [str(folder / "JPEGImages" / f"image{n}.png") for n in places]
             for name, places in (("train", (0, 1, 2)), ("validation", (3, 4)))}  # fmt: skip
    (earlier / "split.json").write_text(json.dumps(lists))
    assert main(["train", str(folder), "--val-from", str(earlier), "--output", str(tmp_path / "run")]) == 0
    data = calls[0][1]
    assert {sample.image_path.stem for sample in data.validation.samples} == {"image3", "image4"}
    assert data.earlier.run == "earlier"
    assert f"--val-from {tmp_path / 'run' / 'earlier_split.json'}" in data.command
    assert "Validates on the 2 images that earlier was measured on" in capsys.readouterr().err
    assert main(["train", str(folder), "--val-from", str(earlier), "--val", "none"]) == 2
    assert "--val-from is for images that are held back" in capsys.readouterr().err


def test_a_list_of_more_classes_than_a_file_name_has_letters_is_no_file(folder, calls):
    names = tuple(f"class number {number}" for number in range(300))
    assert main(["train", str(folder), "--classes", ",".join(("square", "disc", *names))]) == 0
    assert calls[0][1].train.classes == ("square", "disc", *names)


def test_a_start_that_no_file_could_be_named_is_a_missing_model(folder, calls, capsys):
    assert main(["train", str(folder), "--init", "x" * 5000]) == 1
    assert "There is no model" in capsys.readouterr().err


def test_a_class_list_that_is_not_there_is_no_class(folder, calls, tmp_path, capsys):
    assert main(["train", str(folder), "--classes", str(tmp_path / "names.txt")]) == 1
    assert "names.txt does not exist" in capsys.readouterr().err
    assert not calls


def test_data_that_counts_from_one_is_trained_on_as_it_is_measured(folder, calls, tmp_path):
    main(["train", str(folder), "--output", str(tmp_path / "plain")])
    main(["train", str(folder), "--output", str(tmp_path / "shifted"), "--one-based"])

    plain, shifted = (call[1] for call in calls)
    for before, after in zip(plain.train.samples[0].boxes_xyxy, shifted.train.samples[0].boxes_xyxy, strict=True):
        assert (before - after).tolist() == [1, 1, 0, 0]
    assert shifted.command.endswith("--one-based")


def test_a_resumed_run_that_keeps_classes_needs_no_start_weights_either(folder, calls, tmp_path):
    run = tmp_path / "run"
    run.mkdir()
    (run / "config.toml").write_text('init = "/gone/start.safetensors"\n')
    (run / "versions.json").write_text("{}")
    (run / "rehearsal.json").write_text('{"old_classes": ["star"]}')

    assert main(["train", str(folder), "--output", str(run), "--resume", "--keep-classes"]) == 0

    assert calls[0][1].rehearsal.start_classes == ("star",)
    assert calls[0][1].train.classes[0] == "star"


def test_a_resumed_run_keeps_its_own_classes_and_needs_no_start_weights(folder, calls, tmp_path):
    run = tmp_path / "run"
    run.mkdir()
    (run / "config.toml").write_text(config_to_toml(TrainingConfig(init="gone.safetensors")))
    (run / "versions.json").write_text("{}")
    (run / "classes.txt").write_text("square\ndisc\n")

    assert main(["train", str(folder), "--output", str(run), "--resume"]) == 0
    assert calls[0][1].train.classes == ("square", "disc")


def test_an_interrupt_while_the_data_is_read_ends_at_once(folder, monkeypatch, capsys, tmp_path, request):
    def interrupted(choice):
        signal.raise_signal(signal.SIGINT)

    # Started in the background, a shell has switched the signal off.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    monkeypatch.setattr("ssd_desktop.training.data_choice.choose_data", interrupted)
    assert main(["train", str(folder), "--output", str(tmp_path / "run")]) == 130
    assert capsys.readouterr().err == "ssd-desktop: interrupted.\n"
    assert not (tmp_path / "run").exists()


def test_a_missing_data_folder_fails_with_one_line(tmp_path, capsys):
    assert main(["train", str(tmp_path / "nowhere")]) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "nowhere" in err


def test_the_first_interrupt_stops_and_keeps_the_second_ends(folder, monkeypatch, capsys, tmp_path):
    before = signal.getsignal(signal.SIGINT)

    def train(config, data, *, run_folder, emit, control, resume, ranks):
        signal.raise_signal(signal.SIGINT)
        assert control.stop_requested
        assert control.keep
        assert signal.getsignal(signal.SIGINT) == before
        return TrainingResult(str(run_folder), "last.safetensors", "stopped", 3)

    monkeypatch.setattr(trainer, "train", train)
    assert main(["train", str(folder), "--output", str(tmp_path / "run")]) == 130

    out, err = capsys.readouterr()
    assert out == "last.safetensors\n"
    assert "Ctrl+C again ends at once" in err
    assert signal.getsignal(signal.SIGINT) == before


@pytest.mark.parametrize("chosen", [["--set", "learning_rate=0.004"], []])
def test_a_divergence_prints_the_command_that_goes_on_with_half_the_rate(folder, monkeypatch, tmp_path, capsys, chosen):
    def diverge(*args, run_folder, **others):
        text = config_to_toml(TrainingConfig(learning_rate=0.004))
        RunFolder.create(run_folder).write_start(config_toml=text, versions={}, command="")
        raise DivergenceError((), step=7, learning_rate=1e-3, loss=float("nan"), gradient_norm=1.0)

    monkeypatch.setattr(trainer, "train", diverge)
    run = tmp_path / "my run"
    arguments = ["train", str(folder), "--output", str(run), "--val", "none", *chosen]
    assert main(arguments) == 1

    note, command, error = capsys.readouterr().err.splitlines()[-3:]
    assert "half the learning rate" in note
    assert shlex.split(command) == [
        "ssd-desktop", "train", str(folder), "--output", str(run), "--resume", "--set", "learning_rate=0.002",
        "--val", "none",
    ]  # fmt: skip
    assert "diverged at step 7" in error


def test_a_failed_training_gives_the_interrupt_back(folder, monkeypatch, tmp_path):
    before = signal.getsignal(signal.SIGINT)

    def fail(*args, **kwargs):
        raise TrainingError("No.")

    monkeypatch.setattr(trainer, "train", fail)
    assert main(["train", str(folder), "--output", str(tmp_path / "run")]) == 1
    assert signal.getsignal(signal.SIGINT) == before


def test_plain_lines_come_every_five_seconds_and_at_the_end():
    stream, seconds = io.StringIO(), [0.0]
    output = PlainProgress(stream, lambda: seconds[0])
    for step in range(1, 101):
        output.show(progress(step))
        seconds[0] += 0.5
    output.close()

    lines = stream.getvalue().splitlines()
    assert [line.split()[1] for line in lines] == ["1", "11", "21", "31", "41", "51", "61", "71", "81", "91", "100"]
    assert lines[0] == (
        "step 1 of 100, epoch 1: loss 4.000 (classes 3.000, boxes 1.000), learning rate 0.001, 7.5 images/s, "
        "1:02:05 left"
    )


def test_the_bar_shows_steps_and_lets_lines_through():
    stream = io.StringIO()
    output = BarProgress(stream)
    output.show(progress(30))
    output.line("epoch 1 of 2: mean loss 4.000")
    output.show(progress(100))
    output.close()

    assert "epoch 1 of 2: mean loss 4.000\n" in stream.getvalue()
    assert "100/100" in stream.getvalue()


def test_a_terminal_gets_a_bar(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with make_printer(quiet=False) as printer:
        printer(progress(100))

    assert "100/100" in terminal.getvalue()


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (
            TrainingStarted("runs/a", ("disc",), "paper", 1.0, "Processor", "float32", 4, 2, 60, 2, 0),
            "Trains 1 classes on 4 images (2 to validate), 60 steps, Processor, float32; run folder runs/a",
        ),
        (
            TrainingStarted("runs/a", ("disc",), "paper", 1.0, "Processor", "float32", 4, 0, 60, 2, 7),
            "Trains 1 classes on 4 images (0 to validate), 60 steps from step 7, Processor, float32; run folder runs/a",
        ),
        (TrainingMessage("info", "Hello."), "Hello."),
        (TrainingMessage("warning", "Careful."), "warning: Careful."),
        (EpochFinished(1, 3, 2.5, None, "last", False), "epoch 1 of 3: mean loss 2.500"),
        (EpochFinished(1, 3, 2.5, 0.5, "last", True), "epoch 1 of 3: mean loss 2.500, AP50 50.0% (best so far)"),
        (TrainingPaused(), "Paused."),
        (TrainingPaused("disk full"), "Paused: disk full."),
        (TrainingResult("runs/a", None, "stopped", 0), "Stopped before anything could be saved."),
        (TrainingResumed(), "Goes on."),
        (TrainingStopping(keep=True), "Stopping and saving."),
        (TrainingStopping(keep=False), "Stopping and discarding the run."),
        (TrainingResult("runs/a", "x", "finished", 9), "Done after 9 steps."),
        (
            TrainingResult("runs/a", "x", "stopped", 9, 0.25),
            "Stopped at step 9; go on with --resume --output runs/a. "
            "The checkpoint's AP50 on the validation images is 25.0%.",
        ),
        (
            TrainingResult("my runs/a", "x", "stopped", 9),
            "Stopped at step 9; go on with --resume --output 'my runs/a'.",
        ),
        (TrainingResult("runs/a", None, "discarded", 9), "The run was discarded."),
    ],
)
def test_every_event_has_its_line(event, text):
    stream = io.StringIO()

    TrainingPrinter(PlainProgress(stream))(event)

    assert stream.getvalue() == text + "\n"


def test_the_help_and_the_settings_need_no_torch():
    code = (
        "import sys, argparse; from ssd_desktop.cli import train; parser = argparse.ArgumentParser(); "
        "parser.add_argument('--device', default='auto'); train.add_arguments(parser); "
        "train.make_config(parser.parse_args(['data', '--epochs', '2'])); sys.exit('torch' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_kept_classes_come_from_the_start_detector_and_stand_in_the_command(folder, calls, tmp_path):
    old = write_voc_folder(tmp_path / "old cards", 4)
    for path in (old / "Annotations").iterdir():
        path.write_text(path.read_text().replace("disc", "ace").replace("square", "ten"))

    code = main(
        [
            "train",
            str(folder),
            "--init",
            "shipped",
            "--rehearse",
            str(old),
            "--output",
            str(tmp_path / "run"),
            "--quiet",
        ]
    )

    data = calls[0][1]
    assert code == 0
    assert data.train.classes == ("ace", "jack", "king", "nine", "queen", "ten", "disc", "square")
    assert data.rehearsal.missing == ("ace", "jack", "king", "nine", "queen", "ten")
    assert data.rehearsal.old_missing == ("jack", "king", "nine", "queen")
    assert f"--rehearse '{old}'" in data.command


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--keep-classes", "--init", "vgg16"), "need --init"),
        (("--rehearse", "old", "--init", "vgg16"), "need --init"),
        (("--init", "shipped", "--rehearse-split", "train"), "name that folder too"),
    ],
)
def test_classes_are_kept_of_a_detector_only(folder, calls, tmp_path, capsys, words, message):
    assert main(["train", str(folder), "--output", str(tmp_path / "run"), *words]) == 2
    assert message in capsys.readouterr().err
    assert calls == []
