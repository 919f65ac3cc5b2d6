"""The rounds of labelling: what is chosen first, and which rounds count as done."""

import json

import cv2
import numpy as np
import pytest

from benchmarks.label_rounds import RANDOM, START, UNCERTAIN, Results, least_sure_first
from ssd_desktop.inference.types import Detections

KEY = {"data": "bccd", "set": ["steps=5"]}


class MadeDetector:
    """Finds one object in the middle of every picture, the surer the darker the picture is."""

    name = "made"

    def detect(self, pixels_rgb, config):
        height, width = pixels_rgb.shape[:2]
        return Detections(
            boxes_xyxy=np.array([[width * 0.25, 5, width * 0.75, 20]], np.float32),
            labels=np.array([1]),
            scores=np.array([1 - pixels_rgb.mean() / 300], np.float32),
            default_boxes=np.array([0]),
            classes=("cell",),
            width=width,
            height=height,
        )


@pytest.fixture
def results(tmp_path):
    return Results(tmp_path / "results.jsonl", KEY)


def test_images_come_in_the_order_of_the_windows_list(tmp_path):
    images = [tmp_path / f"{name}.png" for name in ("dark", "middle", "light")]
    for image, brightness in zip(images, (0, 60, 120), strict=True):
        image.write_bytes(cv2.imencode(".png", np.full((30, 40, 3), brightness, np.uint8))[1].tobytes())
    assert [image.stem for image in least_sure_first(MadeDetector(), images)] == ["light", "middle", "dark"]


def test_a_round_is_found_again_in_the_file_by_seed_arm_and_number(results, tmp_path):
    results.add({"seed": 0, "arm": START, "round": 0, "labelled": 20})
    results.add({"seed": 0, "arm": UNCERTAIN, "round": 1, "labelled": 40})
    again = Results(tmp_path / "results.jsonl", KEY)
    assert again.lines == results.lines
    assert again.find(0, UNCERTAIN, 1)["labelled"] == 40
    assert [again.find(*key) for key in ((0, RANDOM, 1), (1, UNCERTAIN, 1), (0, UNCERTAIN, 2))] == [None] * 3


def test_rounds_with_other_settings_are_not_taken_for_these(results, tmp_path):
    results.add({"seed": 0, "arm": START, "round": 0})
    other = Results(tmp_path / "results.jsonl", KEY | {"set": ["steps=6"]})
    assert other.find(0, START, 0) is None
    other.add({"seed": 0, "arm": START, "round": 0})
    lines = [json.loads(line) for line in (tmp_path / "results.jsonl").read_text().splitlines()]
    assert [line["set"] for line in lines] == [["steps=5"], ["steps=6"]]
