"""The focal loss, held against a plain loop, and the start that it needs."""

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.ssd.config import LossConfig, MatchConfig
from ssd_desktop.ssd.focal_loss import expect_background, focal_confidence_loss
from ssd_desktop.ssd.loss import multibox_loss
from ssd_desktop.ssd.matching import match
from ssd_desktop.ssd.model import SSD
from ssd_desktop.ssd.targets import Targets
from tests.made_models import config_for
from tests.reference import loss as reference

_SCORES = st.floats(-20, 20, width=32)


@st.composite
def batches(draw):
    """Logits [B, K, 3] and labels [B, K], ignored ones among them; K may be 0."""
    images, boxes = draw(st.integers(1, 3)), draw(st.integers(0, 5))
    logits = draw(st.lists(_SCORES, min_size=images * boxes * 3, max_size=images * boxes * 3))
    labels = draw(st.lists(st.integers(-1, 2), min_size=images * boxes, max_size=images * boxes))
    return (
        torch.tensor(logits, dtype=torch.float32).reshape(images, boxes, 3),
        torch.tensor(labels, dtype=torch.int64).reshape(images, boxes),
    )


@settings(deadline=None)
@given(batches(), st.sampled_from([0.5, 1.0, 2.0, 5.0]), st.sampled_from([0.0, 0.2]))
def test_the_focal_loss_equals_the_plain_loop(batch, gamma, smoothing):
    logits, labels = batch
    expected = sum(
        reference.focal_loss(scores, label, gamma, smoothing)
        for image, image_labels in zip(logits.tolist(), labels.tolist(), strict=True)
        for scores, label in zip(image, image_labels, strict=True)
        if label >= 0
    )

    found = focal_confidence_loss(logits, labels, gamma=gamma, label_smoothing=smoothing)

    assert float(found) == pytest.approx(expected, rel=1e-4, abs=1e-4)


@pytest.mark.parametrize("gamma", [0.5, 2.0])
def test_gradients_stay_finite_for_default_boxes_that_are_certain(gamma):
    logits = torch.tensor([[[200.0, 0.0, 0.0], [0.0, 200.0, 0.0], [200.0, 0.0, 0.0]]], requires_grad=True)

    focal_confidence_loss(logits, torch.tensor([[0, 1, 2]]), gamma=gamma, label_smoothing=0.0).backward()

    assert logits.grad.isfinite().all()


def test_an_easy_default_box_counts_hardly_at_all_and_an_ignored_one_not():
    easy, hard, ignored = [6.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 9.0, 0.0]
    logits = torch.tensor([[easy, hard, ignored]], requires_grad=True)

    focal_confidence_loss(logits, torch.tensor([[0, 0, -1]]), gamma=2.0, label_smoothing=0.0).backward()

    easy_slope, hard_slope, ignored_slope = logits.grad[0].abs().sum(dim=-1).tolist()
    assert easy_slope < hard_slope / 1000
    assert ignored_slope == 0


def test_every_default_box_starts_as_background_but_for_a_hundredth():
    model = SSD(config_for())
    for parameter in model.heads.parameters():
        torch.nn.init.zeros_(parameter)

    expect_background(model)

    for bias in (layer.bias for layer in model.heads.class_scores):
        probabilities = bias.view(-1, 4).softmax(dim=-1)
        torch.testing.assert_close(probabilities[:, 0], torch.full((len(probabilities),), 0.99))
        torch.testing.assert_close(probabilities[:, 1:], torch.full((len(probabilities), 3), 0.01 / 3))
    assert all((layer.bias == 0).all() for layer in model.heads.offsets)


def test_the_first_focal_loss_is_that_of_the_positives_alone():
    model = SSD(config_for())
    for parameter in model.heads.parameters():
        torch.nn.init.zeros_(parameter)
    expect_background(model)
    none = torch.tensor([[False]])
    targets = Targets(torch.tensor([[[0.2, 0.2, 0.6, 0.7]]]), torch.tensor([[1]]), none, none)
    matches = match(model.default_boxes_xyxy, targets, MatchConfig())
    biases = [layer.bias.view(-1, 4) for layer in model.heads.class_scores]
    cells = [size * size for size in model.config.plan.map_sizes]
    logits = torch.cat([bias.repeat(count, 1) for bias, count in zip(biases, cells, strict=True)])[None]

    loss = multibox_loss(
        torch.zeros(1, logits.shape[1], 4),
        logits,
        matches,
        targets,
        model.default_boxes_cxcywh,
        LossConfig(focal_gamma=2.0),
    )

    # A quarter of -ln(0.01 / 3) for each positive; 8,700 undecided negatives would add thousands.
    assert float(loss.confidence.detach()) == pytest.approx(0.25 * math.log(300), rel=0.02)
