"""The shipped detector of everyday objects: what its file says, and that it finds the cat among the samples."""

import pytest

from ssd_desktop.checkpoints.catalog import everyday_detector, find_model
from ssd_desktop.checkpoints.info import read_checkpoint_info
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.media.image_file import read_image
from ssd_desktop.resources import resource_path


@pytest.fixture(scope="module")
def info():
    return read_checkpoint_info(everyday_detector())


def test_it_is_found_by_name_and_small_enough_to_ship(info):
    assert find_model("ssdlite320_everyday") == info.path
    assert info.path.stat().st_size < 10e6


def test_its_card_says_what_it_finds_from_what_and_what_it_cannot_do(info):
    assert (info.network, len(info.classes)) == ("ssdlite320-efficientnet-lite0", 20)
    assert {"title", "data", "licence", "limits", "measured_on", "recipe"} <= info.card.keys()
    assert {"ap50", "coco_ap", *(f"ap50_{name}" for name in info.classes)} <= info.figures.keys()


def test_every_shipped_detector_has_its_notice(info):
    notices = resource_path("NOTICE").read_text(encoding="utf-8")
    assert f"weights/{info.path.name}" in notices


def test_the_cat_among_the_samples_is_found(info):
    found = Predictor.load(info.path, device="cpu").detect(
        read_image(resource_path("samples", "3-chelsea.png")).pixels_rgb
    )
    assert found.names[0] == "cat"
    assert found.scores[0] > 0.4
