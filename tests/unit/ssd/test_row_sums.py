"""Both ways of summing over default boxes give one loss and one gradient; the second asks a GPU nothing."""

from contextlib import nullcontext
from unittest.mock import patch

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.errors import DataError
from ssd_desktop.ssd import focal_loss, loss
from ssd_desktop.ssd.config import LossConfig, MatchConfig
from ssd_desktop.ssd.loss import check_labels, multibox_loss
from ssd_desktop.ssd.matching import Matches, match
from ssd_desktop.ssd.row_sums import masked_cross_entropy, masked_smooth_l1, picked_cross_entropy, picked_smooth_l1
from ssd_desktop.ssd.targets import Targets
from tests.reference.grid import grid_batches, grid_default_boxes_xyxy

CLASSES = 4
GRID_XYXY = torch.tensor(grid_default_boxes_xyxy())
GRID_CXCYWH = torch.cat(((GRID_XYXY[:, :2] + GRID_XYXY[:, 2:]) / 2, GRID_XYXY[:, 2:] - GRID_XYXY[:, :2]), dim=1)


def predictions(images, *, seed):
    generator = torch.Generator().manual_seed(seed)
    shape = (images, len(GRID_XYXY))
    return [(torch.randn(*shape, last, generator=generator) * 2).requires_grad_() for last in (4, CLASSES)]


def loss_and_gradients(targets, seed, config, *, picks):
    offsets, logits = predictions(len(targets), seed=seed)
    matches = match(GRID_XYXY, targets, MatchConfig())
    with patch.object(loss, "picks_rows", lambda _: picks), patch.object(focal_loss, "picks_rows", lambda _: picks):
        found = multibox_loss(offsets, logits, matches, targets, GRID_CXCYWH, config)
    found.total.backward()
    return [found.confidence.detach(), found.localisation.detach(), offsets.grad, logits.grad]


@settings(max_examples=60, deadline=None)
@given(
    grid_batches(classes=CLASSES - 1),
    st.integers(0, 1000),
    st.integers(0, 3),
    st.sampled_from([0.0, 0.3]),
    st.sampled_from([0.0, 0.5, 2.0]),
)
def test_rows_left_out_of_the_sum_cost_and_teach_as_little_as_rows_not_picked(targets, seed, least, smoothing, gamma):
    config = LossConfig(min_negatives=least, label_smoothing=smoothing, focal_gamma=gamma)
    picked = loss_and_gradients(targets, seed, config, picks=True)
    masked = loss_and_gradients(targets, seed, config, picks=False)
    for one, other in zip(picked, masked, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-5, atol=1e-6)
    for one, other in zip(picked[2:], masked[2:], strict=True):
        assert torch.equal(one == 0, other == 0)


@pytest.mark.parametrize("columns", [0, 2])
def test_images_without_objects_cost_exactly_0_and_teach_nothing(columns):
    none = torch.zeros(3, columns, dtype=torch.bool)
    targets = Targets(torch.zeros(3, columns, 4), torch.zeros(3, columns, dtype=torch.int64), none, none)
    for found in loss_and_gradients(targets, 0, LossConfig(min_negatives=0), picks=False):
        assert (found == 0).all()


def test_what_is_infinite_in_a_row_that_does_not_count_stays_out_of_the_sums():
    labels = torch.tensor([[1, 0, -1]])
    matches = Matches(labels, torch.tensor([[0, -1, -1]]))
    targets = Targets(torch.tensor([[[0.2, 0.2, 0.5, 0.6]]]), torch.tensor([[1]]), *[torch.tensor([[False]])] * 2)
    offsets = torch.tensor([[[1.0, 2, 3, 4], [torch.inf] * 4, [-torch.inf] * 4]])
    logits = torch.tensor([[[1.0, 2, 3], [torch.inf, 0, 0], [0, 0, torch.inf]]])
    boxes = GRID_CXCYWH[:3]
    used = labels > 0
    assert masked_smooth_l1(offsets, matches, targets, boxes).isfinite()
    assert masked_smooth_l1(offsets, matches, targets, boxes) == picked_smooth_l1(offsets, matches, targets, boxes)
    ways = (picked_cross_entropy, masked_cross_entropy)
    picked, masked = (summed(logits, labels, used, label_smoothing=0.1) for summed in ways)
    assert picked == masked
    assert masked.isfinite()


@pytest.mark.parametrize("objects", [0, 3])
@pytest.mark.parametrize("gamma", [0.0, 2.0])
def test_the_loss_on_a_gpu_and_its_gradients_ask_nothing_of_it(monkeypatch, objects, gamma):
    """A tensor without numbers ("meta") fails where a GPU would have to be waited for."""
    monkeypatch.setattr(torch, "autocast", lambda *arguments, **settings: nullcontext())  # has no word for meta
    count = len(GRID_XYXY)
    with torch.device("meta"):
        offsets, logits = torch.zeros(2, count, 4, requires_grad=True), torch.zeros(2, count, 3, requires_grad=True)
        matches = Matches(*[torch.zeros(2, count, dtype=torch.int64)] * 2)
        none = torch.zeros(2, objects, dtype=torch.bool)
        targets = Targets(torch.zeros(2, objects, 4), torch.zeros(2, objects, dtype=torch.int64), none, none)
        config = LossConfig(focal_gamma=gamma, label_smoothing=0.1)
        found = multibox_loss(offsets, logits, matches, targets, GRID_CXCYWH.to("meta"), config)
    found.total.backward()
    assert (offsets.grad.shape, logits.grad.shape) == (offsets.shape, logits.shape)


def test_a_label_beyond_the_class_list_is_named_before_a_gpu_sees_it():
    check_labels(torch.zeros(2, 0, dtype=torch.int64), 1)
    check_labels(torch.tensor([[0, 3]]), 4)
    with pytest.raises(DataError, match="label 4, but the network's last class is 3"):
        check_labels(torch.tensor([[0, 4]]), 4)
