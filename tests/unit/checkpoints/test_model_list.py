import os
from pathlib import Path

import pytest

from ssd_desktop.checkpoints import model_list
from ssd_desktop.checkpoints.base_weights import save_base, shipped_base
from ssd_desktop.checkpoints.catalog import find_model
from ssd_desktop.checkpoints.checkpoint import save_checkpoint
from ssd_desktop.checkpoints.library import library_models, library_path, suggested_name
from ssd_desktop.checkpoints.model_list import list_models, model_entry
from ssd_desktop.checkpoints.published import PUBLISHED, published_model
from ssd_desktop.errors import CheckpointError, UsageError
from tests.made_models import CLASSES, random_checkpoint


@pytest.fixture
def library(tmp_path, monkeypatch):
    folder = tmp_path / "models"
    monkeypatch.setattr("ssd_desktop.checkpoints.library.library_folder", lambda: folder)
    return folder


def by_name(entries):
    return {entry.name: entry for entry in entries}


def test_what_is_shipped_and_what_can_be_downloaded_is_always_there(library):
    entries = by_name(list_models())
    assert entries["ssd300_playing_cards"].source == "shipped"
    assert entries["ssd300_playing_cards"].figures["ap50"] > 0
    assert not entries["vgg16"].is_detector
    assert "CC BY 4.0" in entries["vgg16"].card["licence"]
    coco = entries["torchvision-ssd300-coco"]
    assert (coco.source, coco.path, coco.plan, len(coco.classes)) == ("downloadable", None, "torchvision", 90)


def test_imported_and_downloaded_models_are_found_by_name(library):
    save_checkpoint(random_checkpoint(), library / "mine.safetensors")
    save_checkpoint(random_checkpoint(), library / "torchvision-ssd300-coco.safetensors")
    save_base(shipped_base(), library / "reduced.safetensors")
    entries = by_name(list_models())
    assert [entries[name].source for name in ("mine", "torchvision-ssd300-coco")] == ["imported", "downloaded"]
    assert entries["mine"].classes == CLASSES
    assert not entries["reduced"].is_detector
    assert [entry.source for entry in entries.values()].count("downloadable") == len(PUBLISHED) - 1
    assert find_model("mine") == library / "mine.safetensors"
    assert model_entry("mine") == entries["mine"]


def test_runs_come_with_their_best_checkpoint_the_latest_first(library, tmp_path):
    runs = tmp_path / "runs"
    for age, (run, name) in enumerate((("new", "last"), ("old", "best"))):
        path = runs / run / f"{name}.safetensors"
        save_checkpoint(random_checkpoint(), path)
        os.utime(path, (1e9 - age, 1e9 - age))
    save_checkpoint(random_checkpoint(), runs / "old" / "last.safetensors")
    (runs / "empty").mkdir()
    found = [entry for entry in list_models(runs=[runs, tmp_path / "missing"]) if entry.source == "run"]
    assert [entry.title for entry in found] == ["new/last", "old/best"]
    assert found[0].name == str(runs / "new" / "last.safetensors")
    assert model_entry(found[1].name).source == "run"


def test_damaged_checkpoints_of_runs_are_told_apart_by_their_folders(library, tmp_path):
    for name in ("one", "two"):
        path = tmp_path / "runs" / name / "best.safetensors"
        path.parent.mkdir(parents=True)
        path.write_bytes(b"damaged")
        assert model_entry(path).title == f"{name}/best"


def test_a_damaged_model_is_listed_with_what_is_wrong(library):
    library.mkdir()
    (library / "broken.safetensors").write_bytes(b"nonsense")
    assert "is no checkpoint" in by_name(list_models())["broken"].problem


def test_a_model_to_download_has_a_card_and_other_names_are_refused(library):
    assert model_entry("vgg16").source == "shipped"
    assert model_entry("vgg16-features").source == "downloadable"
    with pytest.raises(CheckpointError, match="There is no model"):
        model_entry("nonsense")
    with pytest.raises(UsageError, match="torchvision-ssd300-coco"):
        published_model("nonsense")


def test_names_of_published_files_carry_eight_digits_of_their_sum():
    assert [model.sha256_start for model in PUBLISHED] == ["b556d3b4", "88682ab5"]


@pytest.mark.parametrize(("name", "file"), [("a b/c", "a-b-c"), ("x.safetensors", "x"), ("e" * 300, "e" * 100)])
def test_names_become_file_names(tmp_path, name, file):
    assert library_path(name, tmp_path) == tmp_path / f"{file}.safetensors"


@pytest.mark.parametrize(
    ("file", "name"),
    [("ssd300_mAP_77.43_v2.pth", "ssd300_mAP_77.43_v2"), ("a.pth.tar", "a"), ("b", "b"), (".pth", ".pth")],
)
def test_only_suffixes_of_weights_are_taken_off_a_name(file, name):
    assert suggested_name(Path(file)) == name


def test_a_name_without_letters_is_refused_and_no_library_has_no_models(tmp_path):
    with pytest.raises(CheckpointError, match="cannot be named"):
        library_path("//", tmp_path)
    assert library_models(tmp_path / "missing") == []


def test_without_the_base_the_list_goes_on(library, monkeypatch):
    def missing():
        raise CheckpointError("missing")

    monkeypatch.setattr(model_list, "vgg16_base_path", missing)
    assert "vgg16" not in by_name(list_models())
