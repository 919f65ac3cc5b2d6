"""``ssd-desktop runs`` and ``ssd-desktop project``: one folder, read and changed without the window."""

import json
import shlex
from types import SimpleNamespace

import numpy as np
import pytest

from ssd_desktop.cli import main as main_module
from ssd_desktop.cli.main import main
from ssd_desktop.inference.types import Detections
from ssd_desktop.project.project import PROJECT_FILE
from ssd_desktop.project.queue import RunQueue
from ssd_desktop.project.runs import read_run
from ssd_desktop.training import pair
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.data_choice import DataChoice
from tests.unit.data.made_data import write_voc_folder
from tests.unit.project.made_runs import LABELS, make_run

CAT, DOG = ("cat", (2, 3, 20, 25)), ("dog", (5, 5, 30, 29))


@pytest.fixture
def folder(tmp_path):
    """A project of three images, one unlabelled, with two runs on it."""
    folder = write_voc_folder(tmp_path / "애완 pets", {"a": [CAT], "b": [CAT, DOG], "new": None})
    assert main(["project", "create", str(folder), "--name", "Pets", "--quiet"]) == 0
    make_run(folder / "runs" / "one", data=folder, classes=("cat", "dog"), started="2026-11-01T00:00:00+00:00")
    make_run(folder / "runs" / "two", data=folder, classes=("cat", "dog"), learning_rate=0.002, aps=(0.3, 0.4, 0.9))
    return folder


def test_a_project_is_made_and_shown(folder, capsys):
    RunQueue(folder / "runs").add(DataChoice(folder), TrainingConfig())
    capsys.readouterr()
    assert main(["project", "show", str(folder / "JPEGImages")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"Pets: {folder}"
    assert lines[1] == f"pictures: 3 in {folder / 'JPEGImages'}, 2 labelled (Pascal VOC)"
    assert "runs: 2 done, 1 waiting" in lines
    assert f"best run: two, AP50 90.0 %, {folder / 'runs' / 'two' / 'best.safetensors'}" in lines
    assert [line.split() for line in lines[-2:]] == [["cat", "2"], ["dog", "1"]]


def test_json_holds_the_same_and_nothing_else_is_printed(folder, capsys):
    capsys.readouterr()
    assert main(["project", "show", str(folder), "--json", "-"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert (values["name"], values["classes"], values["run_states"]) == ("Pets", {"cat": 2, "dog": 1}, {"done": 2})
    assert main(["runs", "list", str(folder), "--json", "-"]) == 0
    assert [run["run"] for run in json.loads(capsys.readouterr().out)["runs"]] == ["two", "one"]
    assert main(["runs", "show", "--in", str(folder), "one", "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["settings"]["learning_rate"] == 0.004
    assert main(["runs", "compare", "one", "--in", str(folder), "two", "--json", "-"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["settings"] == {"learning_rate": [0.004, 0.002]}
    assert values["classes"]["cat"] == {"ap50": [0.75, 0.9], "difference": pytest.approx(0.15)}


def test_runs_are_listed_from_inside_the_project_and_from_its_folder_of_runs(folder, capsys, monkeypatch):
    monkeypatch.chdir(folder / "JPEGImages")
    capsys.readouterr()
    assert main(["runs"]) == 0
    inside = capsys.readouterr().out
    assert main(["runs", "list", str(folder / "runs")]) == 0
    assert capsys.readouterr().out == inside
    assert [line.split()[:5] for line in inside.splitlines()[1:]] == [
        ["two", "done", "90.0", "12", "of"], ["one", "done", "75.0", "12", "of"],
    ]  # fmt: skip
    (folder / PROJECT_FILE).unlink()
    monkeypatch.chdir(folder)
    assert main(["runs"]) == 0
    assert capsys.readouterr().out == inside


def test_one_run_and_two_beside_each_other_are_told_in_words(folder, capsys):
    capsys.readouterr()
    assert main(["runs", "show", "one", "--in", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "  best AP50   75.0 % at step 8\n" in out
    assert f"labels {LABELS[:8]}" in out
    assert "  learning_rate = 0.004\n" in out
    assert main(["runs", "compare", "one", "two", "--in", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "setting          one    two\nlearning_rate  0.004  0.002" in out
    assert [line.split() for line in out.splitlines()[-2:]] == [
        ["cat", "75.0", "90.0", "+15.0"], ["dog", "65.0", "80.0", "+15.0"],
    ]  # fmt: skip


def test_runs_on_other_labels_are_not_compared_silently(folder, capsys):
    make_run(folder / "runs" / "three", data=folder, labels="other")
    assert main(["runs", "compare", "one", "three", "--in", str(folder)]) == 0
    assert "the AP of these runs does not compare" in capsys.readouterr().out


def test_name_and_note_are_given_and_the_name_finds_the_run(folder):
    assert main(["runs", "name", "one", "the first", "--in", str(folder)]) == 0
    assert main(["runs", "note", "the first", "with few images", "--in", str(folder)]) == 0
    run = read_run(folder / "runs" / "one")
    assert (run.name, run.note) == ("the first", "with few images")


def test_deleted_runs_go_to_the_trash_and_one_wrong_name_deletes_none(folder, monkeypatch, capsys):
    gone = []
    monkeypatch.setattr("ssd_desktop.media.trash.send2trash", gone.append)
    assert main(["runs", "delete", "one", "nine", "--in", str(folder)]) == 2
    assert gone == []
    assert main(["runs", "delete", "one", "two", "--in", str(folder)]) == 0
    assert gone == [folder / "runs" / "one", folder / "runs" / "two"]


def test_repeat_trains_as_the_run_says_in_a_new_folder(folder, monkeypatch, capsys):
    capsys.readouterr()
    assert main(["runs", "repeat", "one", "--print", "--in", str(folder)]) == 0
    words = shlex.split(capsys.readouterr().out)
    assert words[:3] == ["ssd-desktop", "train", str(folder)]
    assert words[3:5] == ["--config", str(folder / "runs" / "one" / "config.toml")]
    output = words[words.index("--output") + 1]
    assert output.startswith(str(folder / "runs"))
    asked = []
    monkeypatch.setattr(main_module, "main", lambda argv: asked.append(argv) or 0)
    assert main(["runs", "repeat", "one", "--in", str(folder)]) == 0
    assert asked == [words[1:]]


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["runs", "show"], "ssd-desktop runs show takes RUN."),
        (["runs", "compare", "one"], "ssd-desktop runs compare takes two or more RUN."),
        (["runs", "name", "one"], "ssd-desktop runs name takes RUN NAME."),
        (["runs", "show", "nine"], "There is no run 'nine'; there are: two, one."),
        (["runs", "delete", "one", "--json", "-"], "ssd-desktop runs delete has no --json."),
        (["runs", "list", "--measure"], "--measure belongs to runs compare."),
        (["runs", "delete", "one", "--print"], "--print belongs to runs repeat."),
        (["runs", "list", "no-such-folder"], "no-such-folder is no folder; name a project or a folder of runs."),
    ],
)
def test_wrong_usage_is_told_in_one_line(folder, monkeypatch, capsys, argv, sentence):
    monkeypatch.chdir(folder)
    capsys.readouterr()
    assert main(argv) == 2
    assert capsys.readouterr().err == f"ssd-desktop: {sentence}\n"


def test_a_folder_that_is_no_project_is_refused(tmp_path, capsys):
    assert main(["project", "show", str(tmp_path)]) == 1
    assert "is no project; make it one by ssd-desktop project create" in capsys.readouterr().err
    assert main(["runs", "list", str(tmp_path)]) == 0
    assert "No runs here yet" in capsys.readouterr().out


class Finder:
    """Finds the cats of the first pictures only, as many as it is told."""

    def __init__(self, pictures):
        self.config = SimpleNamespace(classes=("cat", "dog"))
        self.left = pictures

    def detect_batch(self, images):
        answers = []
        for image in images:
            boxes = [CAT[1]] if self.left > 0 else []
            self.left -= 1
            height, width = image.shape[:2]
            answers.append(
                Detections(
                    np.array(boxes, np.float32).reshape(-1, 4),
                    np.ones(len(boxes), np.int64),
                    np.full(len(boxes), 0.9, np.float32),
                    np.zeros(len(boxes), np.int64),
                    ("cat", "dog"),
                    width,
                    height,
                )
            )
        return answers


@pytest.fixture
def measurable(tmp_path, monkeypatch):
    """Two runs on twelve validation images: the first finds three of their cats, the second eleven."""
    pictures = {f"t{n}": [CAT, DOG] for n in range(2)} | {f"v{n:02}": [CAT] for n in range(12)}
    splits = {"train": ["t0", "t1"], "val": [f"v{n:02}" for n in range(12)]}
    folder = write_voc_folder(tmp_path / "pets", pictures, splits=splits)
    lists = {part: [str(folder / "JPEGImages" / f"{stem}.png") for stem in stems] for part, stems in splits.items()}
    for name in ("one", "two"):
        run = make_run(folder / "runs" / name, data=folder, classes=("cat", "dog"), init="vgg16")
        (run / "split.json").write_text(json.dumps({"train": lists["train"], "validation": lists["val"]}))
    found = {"one": 3, "two": 11}
    monkeypatch.setattr(pair, "load_detector", lambda path, *, device: Finder(found[path.parent.name]))
    return folder


def test_a_measured_comparison_says_what_is_sure(measurable, capsys):
    assert main(["runs", "compare", "one", "two", "--measure", "--in", str(measurable)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-3].split()[:2] == ["cat", "+66.7"]
    assert lines[-2].endswith("surely better")
    assert lines[-1].startswith("Measured on 12 images, drawn anew 1,000 times")
    assert main(["runs", "compare", "two", "one", "--measure", "--in", str(measurable), "--json", "-", "--quiet"]) == 0
    values = json.loads(capsys.readouterr().out)["measured"]
    assert values["mean"]["value"] == pytest.approx(-2 / 3)
    assert values["mean"]["low"] < -2 / 3 < values["mean"]["high"] < 0
    assert values["per_class"]["dog"] is None


def test_only_two_runs_of_the_same_classes_are_measured(measurable, capsys):
    make_run(measurable / "runs" / "three", data=measurable, classes=("dog", "cat"))
    for names, sentence in ((("one", "two", "three"), "compares two runs"), (("one", "three"), "same classes")):
        assert main(["runs", "compare", *names, "--measure", "--in", str(measurable)]) == 2
        assert sentence in capsys.readouterr().err
