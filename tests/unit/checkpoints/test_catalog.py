from pathlib import Path

import pytest

from ssd_desktop.checkpoints import catalog
from ssd_desktop.errors import CheckpointError, SSDDesktopError


@pytest.fixture
def weights(monkeypatch, tmp_path):
    """A folder of shipped weights with the base alone."""
    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / "vgg16_imagenet_rgb_fp16.safetensors").write_bytes(b"base")
    monkeypatch.setattr(catalog, "resource_path", lambda *parts: tmp_path.joinpath(*parts))
    return folder


def test_the_base_is_shipped_and_no_detector():
    base = catalog.vgg16_base_path()
    assert base.is_file()
    assert base not in catalog.shipped_detectors()


def test_without_a_detector_the_remedy_is_told(weights):
    assert catalog.shipped_detectors() == []
    with pytest.raises(CheckpointError, match="ssd-desktop train"):
        catalog.default_detector()
    with pytest.raises(CheckpointError, match="ships no detector"):
        catalog.find_model("shipped")


def test_without_any_weights_folder_there_is_no_detector(monkeypatch):
    def missing(*parts):
        raise SSDDesktopError("missing")

    monkeypatch.setattr(catalog, "resource_path", missing)
    assert catalog.shipped_detectors() == []


def test_the_playing_cards_are_the_default_among_several(weights):
    for name in ("a.safetensors", "ssd300_playing_cards.safetensors", "z.safetensors"):
        (weights / name).touch()
    assert [path.name for path in catalog.shipped_detectors()] == [
        "a.safetensors", "ssd300_playing_cards.safetensors", "z.safetensors",
    ]  # fmt: skip
    assert catalog.default_detector().name == "ssd300_playing_cards.safetensors"


def test_another_detector_is_the_default_where_it_is_the_only_one(weights):
    (weights / "mine.safetensors").touch()
    assert catalog.find_model("shipped") == weights / "mine.safetensors"


@pytest.mark.parametrize("name", ["mine", "mine.safetensors"])
def test_a_shipped_detector_is_found_by_name(weights, name):
    (weights / "mine.safetensors").touch()
    assert catalog.find_model(name) == weights / "mine.safetensors"


def test_a_path_is_found_as_text_and_as_path(weights, tmp_path):
    path = tmp_path / "own.safetensors"
    path.touch()
    assert catalog.find_model(path) == catalog.find_model(str(path)) == path


@pytest.mark.parametrize("name", ["nothing", "no/where.safetensors", "", "x" * 5000, "a\0b"])
def test_what_is_neither_names_what_there_is(weights, name):
    (weights / "mine.safetensors").touch()
    if name == "":
        assert catalog.find_model(name) == Path()  # the current folder; reading it says that it is a folder
        return
    with pytest.raises(CheckpointError, match="shipped, mine"):
        catalog.find_model(name)
