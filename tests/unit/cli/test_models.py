"""``ssd-desktop models``."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from ssd_desktop.checkpoints import obtain as obtain_module
from ssd_desktop.checkpoints.amdegroot import AMDEGROOT_300
from ssd_desktop.checkpoints.checkpoint import save_checkpoint
from ssd_desktop.checkpoints.info import read_checkpoint_info
from ssd_desktop.cli.main import main
from ssd_desktop.cli.model_text import DownloadBar
from ssd_desktop.errors import CheckpointError
from ssd_desktop.inference import speed
from tests.made_foreign import foreign_state
from tests.made_models import random_checkpoint


@pytest.fixture
def library(tmp_path, monkeypatch):
    folder = tmp_path / "library"
    monkeypatch.setattr("ssd_desktop.checkpoints.library.library_folder", lambda: folder)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    path = tmp_path_factory.mktemp("foreign") / "ssd300.pth"
    torch.save(foreign_state(AMDEGROOT_300), path)
    return path


def test_without_an_action_the_models_are_listed_by_source(library, capsys):
    save_checkpoint(random_checkpoint(), library / "mine.safetensors")
    assert main(["models"]) == 0
    shown = capsys.readouterr().out
    assert shown.index("Shipped") < shown.index("vgg16") < shown.index("Imported") < shown.index("To download")
    assert "mine" in shown
    assert "torchvision-ssd300-coco" in shown


def test_the_list_as_json_has_every_card(library, capsys):
    assert main(["models", "list", "--json", "-"]) == 0
    entries = json.loads(capsys.readouterr().out)
    (coco,) = [entry for entry in entries if entry["name"] == "torchvision-ssd300-coco"]
    assert coco["source"] == "downloadable"
    assert coco["figures"]["map"] == 0.251
    assert coco["path"] is None
    assert coco["milliseconds"] == {}


def test_a_card_is_shown_and_its_speed_measured_on_demand(library, monkeypatch, capsys):
    monkeypatch.setattr(speed, "_PICTURES", 1)
    save_checkpoint(random_checkpoint(), library / "mine.safetensors")
    assert main(["models", "show", "mine"]) == 0
    assert "not measured" in capsys.readouterr().out
    engine = ["--engine", "openvino", "--precision", "fp32"]
    assert main(["models", "show", "mine", "--measure", "--device", "cpu", *engine]) == 0
    shown = capsys.readouterr().out
    assert "ms a picture" in shown
    assert "OpenVINO fp32" in shown
    assert "caffe-voc" in shown
    assert "3: ant, bee, cat" in shown


def test_the_figures_of_a_card_are_rounded_for_reading(library, capsys):
    figures = {"images": 5455.0, "ap50": 0.4250588645950839, "map": 1.0, "metric": "voc"}
    save_checkpoint(replace(random_checkpoint(), figures=figures), library / "mine.safetensors")
    assert main(["models", "show", "mine"]) == 0
    rows = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert [rows[name] for name in figures] == ["5,455", "0.425", "1.000", "voc"]


def test_an_import_is_usable_by_its_name_and_says_what_it_assumed(library, foreign, capsys):
    assert main(["models", "import", str(foreign)]) == 0
    captured = capsys.readouterr()
    assert "amdegroot/ssd.pytorch SSD300" in captured.err
    assert "Pascal VOC" in captured.err
    assert "--model ssd300" in captured.out
    assert main(["models", "show", "ssd300"]) == 0
    assert main(["models", "import", str(foreign)]) == 2
    assert "has a model named ssd300" in capsys.readouterr().err


def test_an_import_takes_output_classes_and_plan(library, foreign, tmp_path, capsys):
    names = tmp_path / "names.txt"
    names.write_text("\n".join(f"kind {n}" for n in range(20)))
    output = tmp_path / "own" / "theirs.safetensors"
    command = ["models", "import", str(foreign), "--output", str(output), "--classes", str(names)]
    assert main([*command, "--plan", "caffe-voc", "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    info = read_checkpoint_info(output)
    assert info.classes[3] == "kind 3"
    assert info.plan.name == "caffe-voc"
    assert main(command) == 2
    assert "theirs.safetensors is there already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["list", "x"], "models show x"),
        (["show"], "needs a NAME"),
        (["import"], "needs a FILE"),
        (["show", "vgg16", "--plan", "paper"], "--plan belongs to models import"),
        (["list", "--measure"], "--measure belongs"),
        (["show", "vgg16", "--measure"], "vgg16 is none"),
        (["download", "vgg16-features", "--json", "-"], "--json belongs"),
        (["download", "nonsense"], "torchvision-ssd300-coco"),
        (["show", "vgg16", "--engine", "torch"], "belong to models show --measure"),
        (["remove"], "needs a NAME"),
        (["remove", "shipped"], "stays"),
        (["import", "a.pth", "--output", "a.onnx"], "must end in .safetensors"),
    ],
)
def test_wrong_usage_is_told_in_one_line(library, capsys, command, told):
    assert main(["models", *command]) == 2
    assert told in capsys.readouterr().err


def test_a_file_that_cannot_be_used_is_told_in_one_line(library, capsys, tmp_path):
    (tmp_path / "bad.pth").write_bytes(b"nonsense")
    assert main(["models", "import", "bad.pth"]) == 1
    assert "bad.pth is damaged" in capsys.readouterr().err
    library.mkdir()
    (library / "broken.safetensors").write_bytes(b"nonsense")
    assert main(["models", "show", "broken"]) == 1
    assert "is no checkpoint" in capsys.readouterr().err


def test_a_removed_model_is_in_the_trash_and_its_name_is_free(library, monkeypatch, capsys):
    monkeypatch.setattr("ssd_desktop.media.trash.send2trash", Path.unlink)
    save_checkpoint(random_checkpoint(), library / "mine.safetensors")
    assert main(["models", "remove", "mine"]) == 0
    assert "mine.safetensors: in the trash" in capsys.readouterr().err
    assert main(["models", "remove", "mine"]) == 1
    assert "no model 'mine'" in capsys.readouterr().err


def test_a_download_that_fails_leaves_one_line(library, monkeypatch, capsys):
    def offline(download):
        raise CheckpointError("download.pytorch.org cannot be reached.")

    monkeypatch.setattr(obtain_module, "download_file", offline)
    assert main(["models", "download", "torchvision-ssd300-coco"]) == 1
    assert capsys.readouterr().err.strip() == "ssd-desktop: download.pytorch.org cannot be reached."


def test_elsewhere_than_on_a_terminal_progress_is_plain_lines(capsys, monkeypatch):
    monkeypatch.setattr("ssd_desktop.cli.model_text._PLAIN_SECONDS", -1)
    with DownloadBar("x.pth", quiet=False) as bar:
        bar.show(5 * 2**20, 20 * 2**20)
        bar.show(6 * 2**20, None)
    assert capsys.readouterr().err.splitlines() == ["x.pth: 5 of 20 MB", "x.pth: 6 MB"]
