"""The multibox loss, held against a plain loop from matching to the sum."""

from unittest.mock import patch

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.errors import DataError
from ssd_desktop.ssd import focal_loss, loss
from ssd_desktop.ssd.config import PLANS, LossConfig, MatchConfig
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.ssd.loss import multibox_loss
from ssd_desktop.ssd.matching import match
from ssd_desktop.ssd.targets import Targets
from tests.reference import loss as reference
from tests.reference.grid import grid_batches, grid_default_boxes_xyxy
from tests.reference.matching import iou_table, match_image, share_table

CLASSES = 4
GRID_XYXY = torch.tensor(grid_default_boxes_xyxy())
GRID_CXCYWH = torch.cat(((GRID_XYXY[:, :2] + GRID_XYXY[:, 2:]) / 2, GRID_XYXY[:, 2:] - GRID_XYXY[:, :2]), dim=1)


def predictions(images, count, *, seed=0, dtype=torch.float32):
    """Random offsets and logits, with gradients."""
    generator = torch.Generator().manual_seed(seed)
    offsets = torch.randn(images, count, 4, generator=generator) * 2
    logits = torch.randn(images, count, CLASSES, generator=generator) * 2
    return offsets.to(dtype).requires_grad_(), logits.to(dtype).requires_grad_()


def grid_match(targets):
    return match(GRID_XYXY, targets, MatchConfig())


def grid_loss(offsets, logits, targets, **settings):
    config = LossConfig(**{"min_negatives": 0, **settings})
    return multibox_loss(offsets, logits, grid_match(targets), targets, GRID_CXCYWH, config)


def no_objects(images):
    none = torch.zeros(images, 0, dtype=torch.bool)
    return Targets(torch.zeros(images, 0, 4), torch.zeros(images, 0, dtype=torch.int64), none, none)


def one_object(box, *, label=1):
    return Targets(torch.tensor([[box]]), torch.tensor([[label]]), torch.tensor([[False]]), torch.tensor([[False]]))


@settings(max_examples=80, deadline=None)
@given(
    grid_batches(classes=CLASSES - 1),
    st.integers(0, 1000),
    st.integers(0, 5),
    st.sampled_from([0.5, 1.0]),
    st.sampled_from([0.0, 0.1, 0.6]),
    st.sampled_from([0.0, 0.5, 2.0]),
    st.booleans(),
)
def test_loss_equals_the_plain_loop(targets, seed, least, alpha, smoothing, gamma, picks):
    offsets, logits = predictions(len(targets), len(GRID_XYXY), seed=seed)
    settings = {"min_negatives": least, "alpha": alpha, "label_smoothing": smoothing, "focal_gamma": gamma}
    # As on a processor, and as on a GPU.
    with patch.object(loss, "picks_rows", lambda _: picks), patch.object(focal_loss, "picks_rows", lambda _: picks):
        ours = grid_loss(offsets, logits, targets, **settings)
    matches = [
        match_image(
            iou_table(targets.boxes_xyxy[image].tolist(), GRID_XYXY.tolist()),
            targets.labels[image].tolist(),
            targets.ignore[image].tolist(),
            count=len(GRID_XYXY),
            crowd=targets.crowd[image].tolist(),
            shares=share_table(targets.boxes_xyxy[image].tolist(), GRID_XYXY.tolist()),
        )[:2]
        for image in range(len(targets))
    ]
    total, confidence, localisation, positives = reference.multibox_loss(
        offsets.tolist(),
        logits.tolist(),
        matches,
        targets.boxes_xyxy.tolist(),
        GRID_CXCYWH.tolist(),
        alpha=alpha,
        min_negatives=least,
        smoothing=smoothing,
        gamma=gamma,
    )
    assert int(ours.positives) == positives
    assert float(ours.total.detach()) == pytest.approx(total, rel=1e-5)
    assert float(ours.confidence.detach()) == pytest.approx(confidence, rel=1e-5)
    assert float(ours.localisation.detach()) == pytest.approx(localisation, rel=1e-5)


def test_three_overlapping_tiny_objects_on_a_real_plan_equal_the_plain_loop():
    made = make_default_boxes(PLANS["caffe-voc"])
    tiny = torch.tensor([[0.500, 0.500, 0.510, 0.512], [0.502, 0.501, 0.512, 0.511], [0.498, 0.503, 0.509, 0.514]])
    none = torch.zeros(2, 3, dtype=torch.bool)
    targets = Targets(torch.stack((tiny, torch.zeros(3, 4))), torch.tensor([[1, 2, 3], [0, 0, 0]]), none, none)
    offsets, logits = predictions(2, len(made))
    default_boxes_xyxy, default_boxes_cxcywh = torch.tensor(made.xyxy), torch.tensor(made.cxcywh)
    matches = match(default_boxes_xyxy, targets, MatchConfig())
    ours = multibox_loss(offsets, logits, matches, targets, default_boxes_cxcywh, LossConfig(min_negatives=3))
    # An object inside several default boxes of one shape has the same IoU with each but for the last bit, so
    # the loop takes our matches; they are compared with a loop in test_matching.py.
    total, *_, positives = reference.multibox_loss(
        offsets.tolist(),
        logits.tolist(),
        list(zip(matches.labels.tolist(), matches.ground_truth.tolist(), strict=True)),
        targets.boxes_xyxy.tolist(),
        default_boxes_cxcywh.tolist(),
        min_negatives=3,
    )
    assert positives == int(ours.positives) == 3
    assert float(ours.total.detach()) == pytest.approx(total, rel=1e-5)


@pytest.mark.parametrize("columns", [0, 3])
def test_nothing_mined_gives_exactly_0_and_gradients_of_0(columns):
    none = torch.zeros(2, columns, dtype=torch.bool)
    targets = Targets(torch.zeros(2, columns, 4), torch.zeros(2, columns, dtype=torch.int64), none, none)
    offsets, logits = predictions(2, len(GRID_XYXY))
    loss = grid_loss(offsets, logits, targets)
    loss.total.backward()
    assert float(loss.total.detach()) == 0
    for tensor in (offsets, logits):
        assert tensor.grad is not None
        assert tensor.grad.shape == tensor.shape
        assert (tensor.grad == 0).all()


def test_background_images_teach_the_least_number_of_negatives():
    offsets, logits = predictions(2, len(GRID_XYXY))
    loss = grid_loss(offsets, logits, no_objects(2), min_negatives=3)
    loss.total.backward()
    assert float(loss.total.detach()) > 0
    assert (logits.grad.abs().sum(dim=-1) > 0).sum(dim=1).tolist() == [3, 3]
    assert (offsets.grad == 0).all()


def test_gradients_reach_positives_and_mined_negatives_only():
    targets = one_object(GRID_XYXY[5].tolist())
    offsets, logits = predictions(1, len(GRID_XYXY))
    loss = grid_loss(offsets, logits, targets)
    loss.total.backward()
    labels = grid_match(targets).labels
    positives = int((labels > 0).sum())
    assert ((offsets.grad.abs().sum(dim=-1) > 0) == (labels > 0)).all()
    used = logits.grad.abs().sum(dim=-1) > 0
    assert int(used.sum()) == 4 * positives
    assert not (used & (labels == -1)).any()


@pytest.mark.parametrize("gamma", [0.0, 2.0])
def test_micro_batches_with_the_batchs_normaliser_add_up_to_the_batch(gamma):
    boxes = torch.stack((GRID_XYXY[[5, 9]], GRID_XYXY[[50, 0]], GRID_XYXY[[33, 34]]))
    none = torch.zeros(3, 2, dtype=torch.bool)
    targets = Targets(boxes, torch.tensor([[1, 2], [3, 0], [0, 0]]), none, none)
    offsets, logits = predictions(3, len(GRID_XYXY))
    matches, config = grid_match(targets), LossConfig(focal_gamma=gamma)
    multibox_loss(offsets, logits, matches, targets, GRID_CXCYWH, config).total.backward()
    whole = offsets.grad.clone(), logits.grad.clone()
    offsets.grad = logits.grad = None
    for part in (slice(0, 1), slice(1, 3)):
        multibox_loss(
            offsets[part],
            logits[part],
            matches[part],
            targets[part],
            GRID_CXCYWH,
            config,
            normaliser=matches.positives(),
        ).total.backward()
    torch.testing.assert_close(offsets.grad, whole[0])
    torch.testing.assert_close(logits.grad, whole[1])


def test_loss_is_float32_under_autocast():
    targets = one_object(GRID_XYXY[5].tolist())
    offsets, logits = predictions(1, len(GRID_XYXY), dtype=torch.bfloat16)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        half = grid_loss(offsets, logits, targets)
    full = grid_loss(offsets.detach().float(), logits.detach().float(), targets)
    assert half.total.dtype == torch.float32
    assert float(half.total.detach()) == float(full.total)


def test_huge_logits_give_a_finite_loss():
    offsets, logits = predictions(1, len(GRID_XYXY))
    loss = grid_loss(offsets, logits * 1e4, one_object(GRID_XYXY[5].tolist()))
    assert loss.total.isfinite()


def test_a_perfect_prediction_has_no_localisation_loss():
    targets = one_object(GRID_XYXY[5].tolist())
    matches = grid_match(targets)
    offsets = torch.zeros(1, len(GRID_XYXY), 4)
    for index in (matches.labels[0] > 0).nonzero()[:, 0].tolist():
        offsets[0, index] = torch.tensor(reference.offsets_of(GRID_XYXY[5].tolist(), GRID_CXCYWH[index].tolist()))
    loss = grid_loss(offsets, torch.zeros(1, len(GRID_XYXY), CLASSES), targets)
    assert float(loss.localisation) == pytest.approx(0, abs=1e-6)


def test_a_label_beyond_the_class_list_is_named():
    with pytest.raises(DataError, match="label 4, but the network's last class is 3"):
        grid_loss(*predictions(1, len(GRID_XYXY)), one_object(GRID_XYXY[5].tolist(), label=4))
