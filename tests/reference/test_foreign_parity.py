"""Imported weights give the boxes and scores of the program they came from, from the same pictures."""

import numpy as np
import pytest
import torch
from torchvision.models.detection.ssd import ssd300_vgg16

from ssd_desktop.checkpoints.amdegroot import AMDEGROOT_300
from ssd_desktop.checkpoints.builder import build_model
from ssd_desktop.checkpoints.catalog import default_detector
from ssd_desktop.checkpoints.checkpoint import load_checkpoint
from ssd_desktop.checkpoints.foreign_file import read_foreign_weights
from ssd_desktop.checkpoints.importing import imported
from ssd_desktop.checkpoints.lufficc import LUFFICC_300, LUFFICC_512
from ssd_desktop.checkpoints.sgrvinod import SGRVINOD_300
from ssd_desktop.checkpoints.torchvision import to_torchvision_state
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.media.image_file import read_image
from ssd_desktop.resources import resource_path
from ssd_desktop.ssd.box_coder import decode
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.ssd.preprocess import preprocess
from tests.made_foreign import foreign_state
from tests.made_models import weights_to_come
from tests.reference.foreign_networks import amdegroot_loop, lufficc_loop, sgrvinod_loop, ssd_pytorch_boxes

MOST_PIXELS, MOST_SCORE = 0.01, 1e-4
VOC = {"min_sizes": (30, 60, 111, 162, 213, 264), "max_sizes": (60, 111, 162, 213, 264, 315)}
COCO = {"min_sizes": (21, 45, 99, 153, 207, 261), "max_sizes": (45, 99, 153, 207, 261, 315)}
VOC_512 = {
    "min_sizes": (35.84, 76.8, 153.6, 230.4, 307.2, 384.0, 460.8),
    "max_sizes": (76.8, 153.6, 230.4, 307.2, 384.0, 460.8, 537.65),
}
COCO_512 = {
    "min_sizes": (20.48, 51.2, 133.12, 215.04, 296.96, 378.88, 460.8),
    "max_sizes": (51.2, 133.12, 215.04, 296.96, 378.88, 460.8, 542.72),
}


@pytest.fixture(scope="module")
def photo():
    return read_image(resource_path("samples", "3-chelsea.png")).pixels_rgb


def square(picture, side):
    """float64 [1, 3, side, side], RGB in 0..255; how programs resize is not the question here."""
    return preprocess([picture], size=side, means_rgb=(0, 0, 0)).double()


def ours(weights, picture, **options):
    """All boxes (px of the input) and scores of the imported detector."""
    checkpoint = imported(weights, name="theirs.pth", **options).checkpoint
    model = build_model(checkpoint).eval()
    side = checkpoint.config.plan.image_size
    with torch.inference_mode():
        batch = preprocess([picture], size=side, means_rgb=checkpoint.config.means_rgb)
        offsets, logits = model(batch)
        return decode(offsets[0], model.default_boxes_cxcywh) * side, logits[0].softmax(1)


def assert_same(found, expected, side):
    boxes, scores = found
    with torch.inference_mode():
        assert float((scores - expected[1][0]).abs().max()) < MOST_SCORE
        assert float((boxes - expected[0][0] * side).abs().max()) < MOST_PIXELS
    assert float(scores[:, 1:].max()) > 0.3  # not all background, or the comparison would say nothing


def rgb_minus_means(picture, side):
    return (square(picture, side) - torch.tensor([123.0, 117.0, 104.0]).view(1, 3, 1, 1)).float()


@pytest.mark.parametrize(("classes", "sizes"), [(20, VOC), pytest.param(80, COCO, marks=pytest.mark.slow), (3, COCO)])
def test_amdegroots_network_answers_alike(photo, classes, sizes):
    weights = foreign_state(AMDEGROOT_300, classes=classes)
    with torch.inference_mode():
        expected = amdegroot_loop(weights, rgb_minus_means(photo, 300), **sizes)
    assert_same(ours(weights, photo), expected, 300)


def test_a_network_for_bgr_answers_alike_to_bgr(photo):
    weights = foreign_state(AMDEGROOT_300)
    with torch.inference_mode():
        expected = amdegroot_loop(weights, rgb_minus_means(photo, 300).flip(1), **VOC)
    assert_same(ours(weights, photo, channels="bgr"), expected, 300)


@pytest.mark.parametrize(("classes", "sizes"), [pytest.param(20, VOC, marks=pytest.mark.slow), (80, COCO)])
def test_lufficcs_ssd300_answers_alike(photo, classes, sizes):
    weights = foreign_state(LUFFICC_300, classes=classes)
    with torch.inference_mode():
        expected = lufficc_loop(weights, rgb_minus_means(photo, 300), side=300, **sizes)
    assert_same(ours(weights, photo), expected, 300)


@pytest.mark.parametrize(("classes", "sizes"), [(20, VOC_512), pytest.param(80, COCO_512, marks=pytest.mark.slow)])
def test_lufficcs_ssd512_answers_alike(photo, classes, sizes):
    weights = foreign_state(LUFFICC_512, classes=classes)
    with torch.inference_mode():
        expected = lufficc_loop(weights, rgb_minus_means(photo, 512), side=512, **sizes)
    assert_same(ours(weights, photo), expected, 512)


@pytest.mark.parametrize(("classes", "sizes"), [(20, VOC_512), (80, COCO_512)])
def test_lufficcs_ssd512_has_the_default_boxes_of_its_classes(classes, sizes):
    boxes = make_default_boxes(LUFFICC_512.plan_of(classes)).cxcywh
    np.testing.assert_allclose(boxes, ssd_pytorch_boxes(512, **sizes).numpy(), atol=1e-6)


def test_sgrvinods_network_answers_alike_also_with_its_ratio_of_a_third(photo):
    weights = foreign_state(SGRVINOD_300)
    means, deviations = (torch.tensor(v).view(1, 3, 1, 1) for v in ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)))
    with torch.inference_mode():
        batch = ((square(photo, 300) / 255 - means) / deviations).float()
        expected = [in_our_order(values) for values in sgrvinod_loop(weights, batch)]
    assert_same(ours(weights, photo), expected, 300)


def in_our_order(values):
    """[1, 8732, n] whose cells of six have 3 before 1/2, in our order of shapes."""
    parts = values.split([5776, 2166, 600, 150, 36, 4], dim=1)
    turned = [part.unflatten(1, (-1, 6))[:, :, [0, 1, 2, 4, 3, 5]].flatten(1, 2) for part in parts[1:4]]
    return torch.cat([parts[0], *turned, *parts[4:]], dim=1)


@pytest.mark.parametrize("photos", [2, pytest.param(10, marks=pytest.mark.slow)])
def test_a_trained_detector_in_torchvisions_layout_finds_on_photos_what_torchvision_finds(photos, request, tmp_path):
    """Out to torchvision's keys, into its own model and back through an import: boxes, labels and scores."""
    trained = load_checkpoint(default_detector())
    torch.save(to_torchvision_state(trained.state), tmp_path / "theirs.pth")
    with weights_to_come():
        theirs = ssd300_vgg16(weights=None, weights_backbone=None, num_classes=trained.config.class_count)
    theirs.load_state_dict(torch.load(tmp_path / "theirs.pth", weights_only=True))
    checkpoint = imported(
        read_foreign_weights(tmp_path / "theirs.pth"), name="theirs.pth", classes=trained.config.classes
    ).checkpoint
    predictor = Predictor(build_model(checkpoint).eval(), torch.device("cpu"))
    for path in real_photos(request.config.rootpath)[:photos]:
        pixels = read_image(path).pixels_rgb
        with torch.inference_mode():
            expected = theirs.eval()([torch.from_numpy(pixels.copy()).permute(2, 0, 1).float() / 255])[0]
        assert_same_objects(predictor.detect(pixels), expected)


def real_photos(root):
    """The shipped samples, and photos of the real data sets where they are at hand."""
    data = root.parent / "shared" / "data"
    others = [sorted((data / name / "JPEGImages").glob("*"))[:3] for name in ("playing_cards", "bccd", "general")]
    samples = (resource_path("samples", name) for name in ("1-cards-on-felt.jpg", "3-chelsea.png"))
    return [*samples, *(path for paths in others for path in paths)]


def assert_same_objects(found, expected):
    """Each detection well above the least score has its own of theirs, and as many are theirs."""
    boxes, labels, scores = (expected[name].numpy() for name in ("boxes", "labels", "scores"))
    clear = found.scores > 0.02
    assert abs(int(clear.sum()) - int((scores > 0.02).sum())) <= 1  # one may lie on the threshold
    for box, label, score in zip(found.boxes_xyxy[clear], found.labels[clear], found.scores[clear], strict=True):
        alike = (labels == label) & (abs(scores - score) < MOST_SCORE)
        assert (abs(boxes[alike] - box).max(axis=1) < MOST_PIXELS).any()


def test_torchvisions_own_model_of_91_classes_is_answered_alike(photo):
    """Its own transform, network, boxes and labels; the gaps between COCO's ids stay in the softmax."""
    with torch.random.fork_rng():
        torch.manual_seed(3)
        theirs = ssd300_vgg16(weights=None, weights_backbone=None, num_classes=91).eval()
        with torch.no_grad():
            for name, parameter in theirs.named_parameters():
                if "classification_head" in name and name.endswith("weight"):
                    parameter.normal_(std=0.1)
    picture = torch.from_numpy(photo.copy()).permute(2, 0, 1).float() / 255
    with torch.inference_mode():
        images, _ = theirs.transform([picture])
        outputs = theirs.head(list(theirs.backbone(images.tensors).values()))
        anchors = theirs.anchor_generator(images, [torch.zeros(1, 1, f, f) for f in (38, 19, 10, 5, 3, 1)])[0]
        boxes = theirs.box_coder.decode_single(outputs["bbox_regression"][0], anchors)
        found = ours(theirs.state_dict(), photo)
        assert float((found[1] - outputs["cls_logits"][0].softmax(1)).abs().max()) < MOST_SCORE
        assert float((found[0] - boxes).abs().max()) < MOST_PIXELS
