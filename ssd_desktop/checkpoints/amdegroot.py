"""The layout of amdegroot/ssd.pytorch, such as ``ssd300_mAP_77.43_v2.pth``.

Learned from the repository at 5b0b77f (``ssd.py``, ``layers/functions/prior_box.py``, ``data/config.py``):

- Default boxes have Caffe's sizes and steps, and all four values of a box are clipped to 0..1. A network of 21 classes
  (background included) takes the sizes for VOC, every other one those for COCO.
- Means are 104, 117, 123 for blue, green and red. OpenCV's BGR picture is turned to RGB before the network
  (``VOCDetection.pull_item``), in training and in the evaluation that gave 77.43; the author of the training says so
  too (issue 31). The file that was converted from Caffe, ``ssd_300_VOC0712.pth``, has the same keys and expects BGR;
  its first layer is VGG16's own, since Caffe kept that frozen, and ``first_layer`` tells it by that.
"""

from ssd_desktop.checkpoints.class_lists import COCO_CLASSES, VOC_CLASSES
from ssd_desktop.checkpoints.foreign_plans import FOREIGN_PLANS
from ssd_desktop.checkpoints.layout import Layout, list_layers, with_kinds
from ssd_desktop.ssd.config import BoxPlan
from ssd_desktop.ssd.networks import SSD300

_MEANS_RGB = (123.0, 117.0, 104.0)


def _plan_of(classes: int) -> BoxPlan:
    return FOREIGN_PLANS["amdegroot-voc" if classes == len(VOC_CLASSES) else "amdegroot-coco"]


AMDEGROOT_300 = Layout(
    name="amdegroot/ssd.pytorch SSD300",
    source="github.com/amdegroot/ssd.pytorch at 5b0b77f",
    licence="MIT (the code; the weights came without a licence of their own)",
    network=SSD300,
    keys=with_kinds(list_layers(SSD300, base="vgg", extras="extras", offsets="loc", class_scores="conf"))
    | {"backbone.conv4_3_norm.scale": "L2Norm.weight"},
    plan_of=_plan_of,
    class_lists={len(VOC_CLASSES): VOC_CLASSES, len(COCO_CLASSES): COCO_CLASSES},
    means_rgb=_MEANS_RGB,
    may_be_bgr=True,
    trained_on={len(VOC_CLASSES): "Pascal VOC 2007 and 2012 trainval", len(COCO_CLASSES): "COCO"},
)
