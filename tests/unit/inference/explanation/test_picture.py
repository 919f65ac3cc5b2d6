"""A whole picture through a network: the trace is what the detector answers, and the JSON says the same."""

import json
from dataclasses import fields, is_dataclass, replace
from enum import Enum

import numpy as np
import pytest
import torch

from ssd_desktop.errors import InferenceError
from ssd_desktop.inference import predictor as predictor_module
from ssd_desktop.inference.explanation.json_values import to_json_values
from ssd_desktop.inference.explanation.picture import explain_picture
from ssd_desktop.inference.explanation.types import ExplanationSettings
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.inference.seen_picture import SeenPicture
from ssd_desktop.ssd.config import PLANS, NetworkConfig
from ssd_desktop.ssd.default_boxes import make_default_boxes
from tests.made_models import CLASSES, made_picture, remembering_model
from tests.unit.inference.explanation.made_seen import made_seen, sample_of

TRUTHS = [(10, 10, 60, 40, 1, False), (80, 20, 5, 4, 2, False), (100, 30, 40, 40, 3, "crowd")]
SURE = ExplanationSettings(score=0.3)


@pytest.fixture(scope="module")
def predictor():
    return Predictor(remembering_model(confident=True), torch.device("cpu"), name="made")


@pytest.fixture(scope="module")
def seen(predictor):
    return predictor.see(made_picture(80, 160))


def test_the_traces_are_the_detections_of_the_predictor(predictor, seen):
    found = predictor.detect(made_picture(80, 160)).above(0.3)
    traces = explain_picture(seen, SURE).detections
    assert len(traces) == len(found) > 20
    assert [one.default_box for one in traces] == found.default_boxes.tolist()
    assert [one.label for one in traces] == found.labels.tolist()
    np.testing.assert_allclose([one.score for one in traces], found.scores, rtol=1e-5)
    np.testing.assert_allclose([one.box_xyxy for one in traces], found.boxes_xyxy, atol=1e-3)


def test_what_the_network_put_out_is_kept_whole(seen):
    assert (seen.detector, seen.width, seen.height) == ("made", 160, 80)
    assert seen.offsets.shape == (8732, 4)
    assert seen.logits.shape == seen.scores.shape == (8732, 4)
    assert [tuple(one.shape[1:]) for one in seen.feature_maps] == [(side, side) for side in (38, 19, 10, 5, 3, 1)]
    assert not any(one.requires_grad for one in (seen.offsets, seen.logits, *seen.feature_maps))


def test_a_device_without_memory_is_one_sentence(monkeypatch, predictor):
    def too_much(*_, **__):
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(predictor_module, "see_picture", too_much)
    with pytest.raises(InferenceError, match="too little free memory"):
        predictor.see(made_picture(10, 10))


@pytest.mark.parametrize("name", ["ssd512-voc", "fitted"])
def test_other_networks_and_fitted_plans_are_explained(name):
    fitted = replace(PLANS["caffe-voc"], name="fitted", scales=(0.05, 0.11, 0.2, 0.35, 0.5, 0.7, 0.9))
    plan = fitted if name == "fitted" else PLANS[name]
    config = NetworkConfig(plan.network.name, plan, CLASSES)
    generator = torch.Generator().manual_seed(0)
    seen = SeenPicture(
        "made", config, make_default_boxes(plan), 160, 80, torch.randn(plan.box_count, 4, generator=generator),
        torch.randn(plan.box_count, 4, generator=generator) * 3, (),
    )  # fmt: skip
    explained = explain_picture(seen, SURE, sample_of(TRUTHS))
    assert (explained.plan, explained.network) == (name, plan.network.name)
    assert len(explained.detections) > 0
    assert explained.matching.positives == explained.loss.positives > 0
    assert [one.position for one in explained.objects] == [0, 1]


def test_without_ground_truth_only_detections_are_explained():
    explained = explain_picture(made_seen(1))
    assert (explained.matching, explained.loss, explained.objects) == (None, None, None)
    assert explained.detections


def same(value, plain):
    """Whether JSON values have every field of an explanation, number by number."""
    if isinstance(value, Enum):
        return value.value == plain
    if is_dataclass(value):
        return all(same(getattr(value, field.name), plain[field.name]) for field in fields(value))
    if isinstance(value, tuple):
        return len(value) == len(plain) and all(same(a, b) for a, b in zip(value, plain, strict=True))
    return value == plain


def test_the_json_holds_the_numbers_of_the_explanation_to_the_last_digit():
    seen = made_seen(2)
    explained = explain_picture(seen, SURE, sample_of(TRUTHS))
    values = json.loads(json.dumps(to_json_values(explained, seen.default_boxes), allow_nan=False))
    table = values.pop("default_boxes")
    assert same(explained, values)
    assert set(values) == {field.name for field in fields(explained)}
    for trace in values["detections"]:
        place = seen.default_boxes.locate(trace["default_box"])
        entry = table[str(trace["default_box"])]
        assert (entry["feature_map"], entry["row"], entry["column"]) == (place.feature_map, place.row, place.column)
        assert entry["box_xyxy"] == trace["steps"][0]["box_xyxy"]
    named = {one["default_box"] for one in values["loss"]["terms"]}
    named |= {one["default_box"] for one in values["matching"]["objects"][0]["positives"]}
    assert named <= {int(index) for index in table}
