"""Kept predictions: for the image and checkpoint they were made of, and never a reason to fail."""

import json
import os
from pathlib import Path

import pytest

from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.suggestions import Suggestion
from ssd_desktop.inference import prediction_cache
from ssd_desktop.inference.prediction_cache import ImagePrediction, PredictionCache

ACE = Suggestion("♠ ace / 'A'", Box(1.25, 2, 30, 40.5), 0.875, "cards")
FOUND = ImagePrediction((ACE,), mirrored=())


@pytest.fixture
def image(tmp_path):
    path = tmp_path / "사진 1.jpg"
    path.write_bytes(b"picture")
    return path


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "model.safetensors"
    path.write_bytes(b"weights")
    return path


@pytest.fixture
def cache(tmp_path):
    return PredictionCache(tmp_path / "cache")


def only_file(tmp_path) -> Path:
    (path,) = (tmp_path / "cache").rglob("*.json")
    return path


@pytest.mark.parametrize("found", [FOUND, ImagePrediction(()), ImagePrediction((ACE, ACE))])
def test_what_was_found_is_there_at_the_next_start(cache, image, model, found):
    assert cache.read(image, model) is None
    cache.write(image, model, found)
    assert PredictionCache(cache._folder).read(image, model) == found


def test_another_image_or_model_knows_nothing(cache, image, model, tmp_path):
    cache.write(image, model, FOUND)
    other = tmp_path / "other"
    other.write_bytes(b"picture")
    assert cache.read(other, model) is None
    assert cache.read(image, other) is None


@pytest.mark.parametrize("which", ["image", "model"])
def test_a_file_that_changed_since_is_looked_at_again(cache, image, model, which):
    cache.write(image, model, FOUND)
    path = {"image": image, "model": model}[which]
    path.write_bytes(b"something else")
    os.utime(path, ns=(1, 1))
    assert cache.read(image, model) is None


def test_another_version_of_the_program_looks_again(cache, image, model, monkeypatch):
    cache.write(image, model, FOUND)
    monkeypatch.setattr(prediction_cache, "__version__", "0.0.0")
    assert cache.read(image, model) is None


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\xff\xfe",
        b"[1, 2]",
        b"null",
        b"[" * 100_000,
        *(
            json.dumps(rows).encode()
            for rows in ("text", None, [3], [["ace", 0, 0, 1]], [["ace", 0, 0, 1, 1, "high", "m"]])
        ),
        *(
            json.dumps([row]).encode()
            for row in (
                ["ace", 0, 0, 1, 1, 2.0, "m"],
                [7, 0, 0, 1, 1, 0.5, "m"],
                ["ace", 5, 0, 1, 1, 0.5, "m"],
                ["ace", 0, 0, float("nan"), 1, 0.5, "m"],
                ["ace", 0, 0, float("inf"), 1, 0.5, "m"],
            )
        ),
    ],
)
def test_a_damaged_file_counts_as_none(cache, image, model, tmp_path, damage):
    cache.write(image, model, FOUND)
    path = only_file(tmp_path)
    whole = json.loads(path.read_bytes())
    path.write_bytes(damage)
    assert cache.read(image, model) is None
    try:
        rows = json.loads(damage)
    except (ValueError, RecursionError):
        return
    path.write_text(json.dumps(whole | {"found": rows}))
    assert cache.read(image, model) is None


def test_a_file_cut_off_anywhere_counts_as_none(cache, image, model, tmp_path):
    cache.write(image, model, FOUND)
    path = only_file(tmp_path)
    content = path.read_bytes()
    for length in range(len(content)):
        path.write_bytes(content[:length])
        assert cache.read(image, model) is None


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path, image, model):
    (tmp_path / "cache").write_text("a file where the folder should be")
    cache = PredictionCache(tmp_path / "cache")
    cache.write(image, model, FOUND)
    assert cache.read(image, model) is None


def test_an_image_that_is_gone_is_neither_read_nor_written(cache, image, model, tmp_path):
    cache.write(image, model, FOUND)
    image.unlink()
    assert cache.read(image, model) is None
    cache.write(image, model, ImagePrediction(()))
    assert b"ace" in only_file(tmp_path).read_bytes()


def test_what_was_refused_is_kept_and_can_be_taken_back(cache, image):
    cache.write_rejected(image, ())
    assert cache.read_rejected(image) == ()
    cache.write_rejected(image, (ACE,))
    assert cache.read_rejected(image) == (ACE,)
    cache.write_rejected(image, ())
    assert cache.read_rejected(image) == ()
