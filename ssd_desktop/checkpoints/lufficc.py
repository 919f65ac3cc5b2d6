"""The layouts of lufficc/SSD with the VGG16 base: ``vgg_ssd300_*`` and ``vgg_ssd512_*``.

Learned from the repository at 68dc0a2 (``ssd/modeling``, ``ssd/config/defaults.py``, ``configs/*.yaml``): pictures are
RGB minus 123, 117, 104; all four values of a default box are clipped to 0..1; the configuration names the sizes, which
are those for COCO in the configurations of 81 classes (background included) and those for VOC otherwise.
"""

from ssd_desktop.checkpoints.class_lists import COCO_CLASSES, VOC_CLASSES
from ssd_desktop.checkpoints.foreign_plans import FOREIGN_PLANS
from ssd_desktop.checkpoints.layout import Layout, list_layers, with_kinds
from ssd_desktop.ssd.networks import SSD300, SSD512, NetworkDescription

_MEANS_RGB = (123.0, 117.0, 104.0)
_HEADS = "box_head.predictor"


def _layout(network: NetworkDescription, *, voc: str, coco: str) -> Layout:
    layers = list_layers(
        network,
        base="backbone.vgg",
        extras="backbone.extras",
        offsets=f"{_HEADS}.reg_headers",
        class_scores=f"{_HEADS}.cls_headers",
    )
    return Layout(
        name=f"lufficc/SSD vgg_ssd{network.image_size}",
        source="github.com/lufficc/SSD at 68dc0a2",
        licence="MIT (the code; the weights came without a licence of their own)",
        network=network,
        keys=with_kinds(layers) | {"backbone.conv4_3_norm.scale": "backbone.l2_norm.weight"},
        plan_of=lambda classes: FOREIGN_PLANS[coco if classes == len(COCO_CLASSES) else voc],
        class_lists={len(VOC_CLASSES): VOC_CLASSES, len(COCO_CLASSES): COCO_CLASSES},
        means_rgb=_MEANS_RGB,
        trained_on={len(VOC_CLASSES): "Pascal VOC 2007 and 2012 trainval", len(COCO_CLASSES): "COCO trainval35k"},
    )


LUFFICC_300 = _layout(SSD300, voc="amdegroot-voc", coco="amdegroot-coco")
LUFFICC_512 = _layout(SSD512, voc="lufficc-512-voc", coco="lufficc-512-coco")
