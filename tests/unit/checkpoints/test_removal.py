import shutil

import pytest

from ssd_desktop.checkpoints.catalog import default_detector
from ssd_desktop.checkpoints.checkpoint import save_checkpoint
from ssd_desktop.checkpoints.removal import removable_model, remove_model_file
from ssd_desktop.errors import CheckpointError, UsageError
from tests.made_models import random_checkpoint


@pytest.fixture
def library(tmp_path, monkeypatch):
    folder = tmp_path / "library"
    folder.mkdir()
    monkeypatch.setattr("ssd_desktop.checkpoints.library.library_folder", lambda: folder)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.parametrize("name", ["shipped", "vgg16", default_detector().stem, str(default_detector())])
def test_what_is_shipped_stays_by_whatever_name(library, name):
    with pytest.raises(UsageError, match="belongs to the program and stays"):
        removable_model(name)


def test_models_of_the_library_can_be_removed_damaged_ones_too(library):
    save_checkpoint(random_checkpoint(), library / "mine.safetensors")
    (library / "torchvision-ssd300-coco.safetensors").write_bytes(b"cut off")
    assert removable_model("mine").path == library / "mine.safetensors"
    assert removable_model(str(library / "mine.safetensors")).source == "imported"
    assert removable_model("torchvision-ssd300-coco").source == "downloaded"


def test_runs_files_elsewhere_and_what_is_not_here_are_refused_with_the_way_to_go(library, tmp_path):
    run = tmp_path / "runs" / "first"
    run.mkdir(parents=True)
    save_checkpoint(random_checkpoint(), run / "best.safetensors")
    shutil.copy(run / "best.safetensors", tmp_path / "elsewhere")
    with pytest.raises(UsageError, match=r"ssd-desktop runs delete .*first moves it"):
        removable_model(str(run / "best.safetensors"))
    with pytest.raises(UsageError, match="not in the library"):
        removable_model("elsewhere")
    with pytest.raises(UsageError, match="not on this machine"):
        removable_model("torchvision-ssd300-coco")
    with pytest.raises(CheckpointError, match="no model 'nothing'"):
        removable_model("nothing")


def test_a_model_goes_to_the_trash_or_one_sentence_says_why_not(tmp_path, monkeypatch):
    gone = []
    monkeypatch.setattr("ssd_desktop.media.trash.send2trash", gone.append)
    remove_model_file(tmp_path / "mine.safetensors")
    assert gone == [tmp_path / "mine.safetensors"]

    def refuse(path):
        raise ValueError("no trash\nhere")

    monkeypatch.setattr("ssd_desktop.media.trash.send2trash", refuse)
    with pytest.raises(CheckpointError, match=r"cannot be moved to the trash \(no trash here\); delete the file"):
        remove_model_file(tmp_path / "mine.safetensors")
