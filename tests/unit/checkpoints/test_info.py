import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from safetensors.torch import save_file
from torch import zeros

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.checkpoints.catalog import default_detector
from ssd_desktop.checkpoints.checkpoint import load_checkpoint, save_checkpoint
from ssd_desktop.checkpoints.info import FORMAT_VERSION, METADATA_KEY, checkpoint_name, info_text, read_checkpoint_info
from ssd_desktop.errors import CheckpointError
from ssd_desktop.ssd.config import PLANS
from tests.made_models import config_for
from tests.unit.checkpoints.tiny_checkpoints import tiny_checkpoint, use_tiny_network

FITTED = replace(PLANS["paper"], name="fitted", scales=(0.05, 0.11, 0.3, 0.5, 0.7, 0.9, 1.1))


def document_of(config=None):
    return json.loads(info_text(config or config_for(), {"ap50": 0.5}, {"torch": "2"}, {"data": "cards"}))


def written(tmp_path, document):
    path = tmp_path / "model.safetensors"
    text = document if isinstance(document, str) else json.dumps(document)
    save_file({"a": zeros(1)}, path, {METADATA_KEY: text})
    return path


def changed(document, *keys, to):
    inner = document
    for key in keys[:-1]:
        inner = inner[key]
    inner[keys[-1]] = to
    return document


def test_a_checkpoint_tells_what_it_is(tmp_path, monkeypatch):
    use_tiny_network(monkeypatch)
    path = tmp_path / "카드 카드.safetensors"
    save_checkpoint(tiny_checkpoint(figures={"ap50": 0.98, "split": "test"}, card={"licence": "MIT"}), path)
    info = read_checkpoint_info(path)
    assert info.name == "카드 카드"
    assert info.path == path
    assert info.network == "ssd300-vgg16"
    assert info.plan is PLANS["caffe-voc"]
    assert info.classes == ("ant", "bee", "cat")
    assert info.config == config_for()
    assert info.figures == {"ap50": 0.98, "split": "test"}
    assert info.card == {"licence": "MIT"}
    assert "torch" in info.versions


def test_a_figure_that_is_no_number_is_none(tmp_path):
    figures = {"ap50": float("nan"), "loss": float("inf"), "steps": 3, "metric": "voc"}
    info = read_checkpoint_info(written(tmp_path, changed(document_of(), "figures", to=figures)))
    assert info.figures == {"steps": 3, "metric": "voc"}


@pytest.mark.parametrize(
    ("path", "name"),
    [("runs/cards-1/best.safetensors", "cards-1/best"), ("cards-1/last.safetensors", "cards-1/last"), ("a/b.x", "b")],
)
def test_the_files_of_a_run_are_told_apart_by_the_run(path, name):
    assert checkpoint_name(Path(path)) == name


def test_reading_it_imports_no_torch():
    code = "import sys, ssd_desktop.checkpoints.info, ssd_desktop.checkpoints.catalog; print('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


@pytest.mark.parametrize("plan", [*PLANS.values(), FITTED], ids=lambda plan: plan.name)
def test_every_number_of_a_plan_comes_back(tmp_path, plan):
    network = plan.network.name
    config = replace(config_for(["개", "chat noir"]), network=network, plan=plan, means_rgb=(1.0, 2.5, 254.0))
    assert read_checkpoint_info(written(tmp_path, document_of(config))).config == config


def test_a_checkpoint_written_before_there_was_a_second_network_still_reads():
    info = read_checkpoint_info(default_detector())
    assert (info.network, info.plan.box_count) == ("ssd300-vgg16", 8732)


def test_a_plan_of_the_other_network_is_refused(tmp_path):
    document = changed(document_of(), "network", to="ssd512-vgg16")
    with pytest.raises(CheckpointError, match="caffe-voc is not for the feature maps of ssd512-vgg16"):
        read_checkpoint_info(written(tmp_path, document))


def test_weights_of_another_program_are_no_checkpoint(tmp_path):
    save_file({"a": zeros(1)}, tmp_path / "x.safetensors", {"format": "pt"})
    with pytest.raises(CheckpointError, match="no checkpoint of SSD Desktop"):
        read_checkpoint_info(tmp_path / "x.safetensors")


def test_a_newer_format_asks_for_a_newer_program(tmp_path):
    path = written(tmp_path, {"format_version": FORMAT_VERSION + 1, "surprise": True})
    with pytest.raises(CheckpointError, match="newer SSD Desktop"):
        read_checkpoint_info(path)


@pytest.mark.parametrize("key", ["format_version", "network", "plan", "classes", "means_rgb", "figures", "versions"])
def test_a_missing_entry_is_named(tmp_path, key):
    document = document_of()
    del document[key]
    with pytest.raises(CheckpointError, match=key):
        read_checkpoint_info(written(tmp_path, document))


@pytest.mark.parametrize(
    ("keys", "to", "says"),
    [
        (["network"], "yolo", "network 'yolo'"),
        (["network"], ["ssd300-vgg16"], "network"),
        (["format_version"], "1", "version"),
        (["format_version"], True, "version"),
        (["format_version"], 0, "version"),
        (["classes"], [], "at least one class"),
        (["classes"], "abc", "classes"),
        (["classes"], ["a", "a"], "twice"),
        (["classes"], ["a", " "], "classes"),
        (["classes"], ["a", "\ud800"], "classes"),
        (["classes"], ["a\nb"], "classes"),
        (["means_rgb"], [1, 2], "means"),
        (["means_rgb"], [1, 2, float("nan")], "number"),
        (["means_rgb"], [1, 2, 10**400], "damaged"),
        (["means_rgb"], 3, "damaged"),
        (["plan"], "paper", "damaged"),
        (["plan", "name"], "", "name"),
        (["plan", "image_size"], 512, "feature maps"),
        (["plan", "map_sizes"], [38, 19, 10, 5, 3], "feature maps"),
        (["plan", "scales"], [0.1, 0.2], "scales"),
        (["plan", "scales"], [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], "other numbers than that plan"),
        (["plan", "aspect_ratios"], [[2], [2, 3], [2, 3], [2, 3], [2, 3], [2]], "8,750 default boxes, not 8,732"),
        (["plan", "clip"], "size", "other numbers"),
        (["plan", "clip"], "sideways", "clip"),
        (["plan", "centres"], "cell", "other numbers"),
        (["figures"], [1], "damaged"),
        (["figures"], {"a": None}, "figures"),
        (["card"], {"a": 1}, "card"),
    ],
)
def test_an_entry_that_makes_no_sense_is_one_sentence(tmp_path, keys, to, says):
    path = written(tmp_path, changed(document_of(), *keys, to=to))
    with pytest.raises(CheckpointError, match=says) as caught:
        read_checkpoint_info(path)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "null", "[]", "7", "{", "[" * 100_000])
def test_metadata_that_is_no_json_object_is_damage(tmp_path, text):
    with pytest.raises(CheckpointError, match="damaged"):
        read_checkpoint_info(written(tmp_path, text))


def test_the_tiles_a_detector_was_trained_on_are_recorded(tmp_path, monkeypatch):
    use_tiny_network(monkeypatch)
    path = tmp_path / "tiled.safetensors"
    save_checkpoint(tiny_checkpoint(tiling=Tiling(450, 0.3)), path)
    assert read_checkpoint_info(path).tiling == load_checkpoint(path).tiling == Tiling(450, 0.3)
    save_checkpoint(tiny_checkpoint(), path)
    assert read_checkpoint_info(path).tiling is None


@pytest.mark.parametrize(
    "tiles",
    [{}, 600, {"side": 600}, {"side": 6.5, "overlap": 0.2}, {"side": 600, "overlap": "a"}, {"side": 1, "overlap": 0}],
)
def test_tiles_that_make_no_sense_are_a_damaged_checkpoint(tmp_path, tiles):
    with pytest.raises(CheckpointError, match="damaged"):
        read_checkpoint_info(written(tmp_path, document_of() | {"tiles": tiles}))
