"""Offsets there and back."""

import math

import pytest
import torch
from torchvision.models.detection._utils import BoxCoder

from ssd_desktop.ssd.box_coder import decode, encode
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.default_boxes import make_default_boxes
from tests.reference.loss import offsets_of

THEIRS = BoxCoder(weights=(10.0, 10.0, 5.0, 5.0))


def default_boxes():
    made = make_default_boxes(PLANS["caffe-voc"])
    return torch.tensor(made.cxcywh), torch.tensor(made.xyxy)


def random_boxes(count, *, seed=0):
    generator = torch.Generator().manual_seed(seed)
    low = torch.rand(count, 2, generator=generator) * 0.8
    return torch.cat((low, low + 0.01 + torch.rand(count, 2, generator=generator) * 0.2), dim=1)


def test_offsets_follow_the_formula():
    box, default_box = [0.1, 0.2, 0.5, 0.6], [0.25, 0.5, 0.2, 0.8]
    offsets = encode(torch.tensor(box), torch.tensor(default_box))
    expected = [(0.3 - 0.25) / 0.2 / 0.1, (0.4 - 0.5) / 0.8 / 0.1, math.log(0.4 / 0.2) / 0.2, math.log(0.5) / 0.2]
    assert offsets.tolist() == pytest.approx(expected, rel=1e-5)
    assert offsets_of(box, default_box) == pytest.approx(expected)


def test_encoding_equals_torchvisions_box_coder():
    cxcywh, xyxy = default_boxes()
    boxes = random_boxes(len(cxcywh))
    torch.testing.assert_close(encode(boxes, cxcywh), THEIRS.encode_single(boxes, xyxy), rtol=1e-4, atol=1e-4)


def test_decoding_equals_torchvisions_box_coder_huge_offsets_included():
    cxcywh, xyxy = default_boxes()
    offsets = torch.randn(len(cxcywh), 4, generator=torch.Generator().manual_seed(1)) * 30
    torch.testing.assert_close(decode(offsets, cxcywh), THEIRS.decode_single(offsets, xyxy), rtol=1e-4, atol=1e-4)


def test_decoding_inverts_encoding():
    cxcywh, _ = default_boxes()
    boxes = random_boxes(len(cxcywh), seed=2)
    torch.testing.assert_close(decode(encode(boxes, cxcywh), cxcywh), boxes, rtol=0, atol=1e-5)


def test_offsets_of_zero_decode_to_the_default_boxes():
    cxcywh, xyxy = default_boxes()
    torch.testing.assert_close(decode(torch.zeros(len(cxcywh), 4), cxcywh), xyxy, rtol=0, atol=1e-6)


def test_leading_dimensions_broadcast():
    cxcywh, _ = default_boxes()
    boxes = random_boxes(3, seed=3)[:, None]  # [3, 1, 4]
    offsets = encode(boxes, cxcywh)
    assert offsets.shape == (3, 8732, 4)
    torch.testing.assert_close(decode(offsets, cxcywh), boxes.expand(3, 8732, 4), rtol=0, atol=1e-5)


def test_sizes_of_an_untrained_head_stay_finite():
    decoded = decode(torch.tensor([0.0, 0.0, 1e6, 1e6]), torch.tensor([0.5, 0.5, 0.1, 0.2]))
    sides = decoded[2:] - decoded[:2]
    assert sides.tolist() == pytest.approx([0.1 * 62.5, 0.2 * 62.5], rel=1e-5)
