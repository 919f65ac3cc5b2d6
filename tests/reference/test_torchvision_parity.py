"""The same weights in torchvision's ``ssd300_vgg16`` and here give the same outputs and detections."""

import numpy as np
import pytest
import torch
from torchvision.models.detection.ssd import ssd300_vgg16

from ssd_desktop.checkpoints.builder import build_model
from ssd_desktop.checkpoints.checkpoint import Checkpoint
from ssd_desktop.checkpoints.torchvision import build_torchvision_model, from_torchvision_state, to_torchvision_state
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.media.image_file import read_image
from ssd_desktop.ssd.config import PLANS, TORCHVISION_MEANS_RGB, PostprocessConfig
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.ssd.postprocess import postprocess
from ssd_desktop.ssd.preprocess import preprocess
from tests.made_models import CLASSES, config_for, made_picture, random_model, remembering, weights_to_come

# A score moves by a quarter of what its logits move at most, and those may differ by a ten-thousandth of some 20:
# processors add in different orders.
NEARLY_THE_SCORE = 1e-4


@pytest.fixture(scope="module")
def checkpoint():
    """Random weights that find hundreds of objects, with torchvision's plan and means."""
    state = dict(random_model(confident=True).state_dict())
    return Checkpoint(config_for(plan="torchvision", means_rgb=TORCHVISION_MEANS_RGB), state)


@pytest.fixture(scope="module")
def theirs(checkpoint):
    """torchvision's own model as its users make it, not one that we set up."""
    with weights_to_come():
        model = ssd300_vgg16(weights=None, weights_backbone=None, num_classes=len(CLASSES) + 1)
    model.load_state_dict(to_torchvision_state(checkpoint.state))
    model.backbone.forward = remembering(model.backbone.forward)
    return model.eval()


@pytest.fixture(scope="module")
def ours(checkpoint):
    model = build_model(checkpoint).eval()
    model.feature_maps = remembering(model.feature_maps)
    return model


@pytest.fixture(scope="module")
def pictures(request):
    """A square, a strip, and real photos, wide and tall, where they are at hand."""
    made = [made_picture(*size, seed=i) for i, size in enumerate([(300, 300), (9, 700)])]
    data = request.config.rootpath.parent / "shared" / "data"
    folders = ("playing_cards", "bccd", "general")
    photos = [sorted((data / name / "JPEGImages").glob("*"))[:1] for name in folders]
    return made + [read_image(path).pixels_rgb for paths in photos for path in paths]


def as_torchvision_takes_it(picture):
    return torch.from_numpy(picture.copy()).permute(2, 0, 1).float() / 255


def relative_error(ours, theirs):
    return float((ours - theirs).abs().max() / theirs.abs().max())


def test_offsets_and_logits_are_within_a_ten_thousandth(ours, theirs, pictures):
    config = ours.config
    for picture in pictures:
        with torch.inference_mode():
            images, _ = theirs.transform([as_torchvision_takes_it(picture)])
            batch = preprocess([picture], size=300, means_rgb=config.means_rgb)
            outputs = theirs.head(list(theirs.backbone(images.tensors).values()))
            offsets, logits = ours(batch)
        assert relative_error(batch, images.tensors) < 1e-4
        assert relative_error(offsets, outputs["bbox_regression"]) < 1e-4
        assert relative_error(logits, outputs["cls_logits"]) < 1e-4


def test_detections_match_one_to_one(ours, theirs, pictures):
    predictor = Predictor(ours, torch.device("cpu"))
    for picture in pictures:
        with torch.inference_mode():
            expected = theirs([as_torchvision_takes_it(picture)])[0]
        found = predictor.detect(picture)
        assert len(found) == len(expected["scores"]) == 200
        assert_same_detections(found, expected)


def assert_same_detections(found, expected):
    """Each of ours has its own of theirs: same class, nearly the same score, IoU above 0.999.

    Only detections that have nearly the score of the last kept one may lack a partner.
    """
    boxes, scores, labels = (expected[name].numpy() for name in ("boxes", "scores", "labels"))
    free = np.ones(len(scores), bool)
    last = max(found.scores.min(), scores.min())
    for box, score, label in zip(found.boxes_xyxy, found.scores, found.labels, strict=True):
        partners = free & (labels == label) & (np.abs(scores - score) < NEARLY_THE_SCORE)
        overlap = np.where(partners, iou_with(box, boxes), 0)
        best = int(overlap.argmax())
        if overlap[best] > 0.999:
            free[best] = False
        else:
            assert score < last + NEARLY_THE_SCORE


def iou_with(box, boxes):
    size = (np.minimum(box[2:], boxes[:, 2:]) - np.maximum(box[:2], boxes[:, :2])).clip(0).astype(np.float64)
    both = size.prod(axis=1)
    areas = (boxes[:, 2:] - boxes[:, :2]).astype(np.float64).prod(axis=1)
    return both / (areas + float((box[2:] - box[:2]).astype(np.float64).prod()) - both)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("lead", [0.0, 3.0, 8.0])
def test_post_processing_alone_gives_torchvisions_detections(theirs, seed, lead):
    """From the same numbers: many candidates, some, few."""
    generator = torch.Generator().manual_seed(seed)
    offsets = torch.randn(2, 8732, 4, generator=generator)
    logits = 2 * torch.randn(2, 8732, len(CLASSES) + 1, generator=generator)
    logits[..., 0] += lead
    default_boxes = make_default_boxes(PLANS["torchvision"])
    found = postprocess(offsets, logits, torch.from_numpy(default_boxes.cxcywh.copy()), PostprocessConfig())
    outputs = {"bbox_regression": offsets, "cls_logits": logits}
    pixels = torch.from_numpy(default_boxes.xyxy * 300)
    expected = theirs.postprocess_detections(outputs, [pixels] * 2, [(300, 300)] * 2)
    for ours, peer in zip(found, expected, strict=True):
        np.testing.assert_array_equal(ours.scores, peer["scores"])
        assert torch.equal(ours.labels, peer["labels"])
        torch.testing.assert_close(ours.boxes_xyxy * 300, peer["boxes"], rtol=0, atol=1e-3)


def test_default_boxes_are_torchvisions(theirs):
    images, _ = theirs.transform([torch.zeros(3, 300, 300)])
    maps = [torch.zeros(1, 1, size, size) for size in PLANS["torchvision"].map_sizes]
    expected = theirs.anchor_generator(images, maps)[0]
    found = torch.from_numpy(make_default_boxes(PLANS["torchvision"]).xyxy * 300)
    torch.testing.assert_close(found, expected, rtol=0, atol=1e-3)


@pytest.mark.parametrize("plan", ["paper", "caffe-voc", "caffe-coco"])
def test_other_plans_run_in_torchvision_with_their_default_boxes(plan):
    state = dict(random_model(confident=True).state_dict())
    checkpoint = Checkpoint(config_for(plan=plan), state)
    picture = made_picture(240, 320)
    with weights_to_come():
        theirs = build_torchvision_model(checkpoint)
    with torch.inference_mode():
        expected = theirs([as_torchvision_takes_it(picture)])[0]
    found = Predictor(build_model(checkpoint), torch.device("cpu")).detect(picture)
    assert_same_detections(found, expected)


def test_weights_come_back_from_torchvision_unchanged(checkpoint, theirs):
    back = from_torchvision_state(theirs.state_dict())
    assert back.keys() == checkpoint.state.keys()
    assert all(torch.equal(back[key], tensor) for key, tensor in checkpoint.state.items())
