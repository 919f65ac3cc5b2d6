"""The class lists that published detectors were trained on, in their order. No torch here.

Sources: ``VOC_CLASSES`` of amdegroot/ssd.pytorch ``data/voc0712.py`` (5b0b77f), the same in lufficc/SSD (68dc0a2) and
sgrvinod's tutorial (5d5b759); the 91 ids of COCO as in torchvision's ``SSD300_VGG16_Weights.COCO_V1``.
"""

VOC_CLASSES = (
    "aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow", "diningtable", "dog",
    "horse", "motorbike", "person", "pottedplant", "sheep", "sofa", "train", "tvmonitor",
)  # fmt: skip
"""The 20 classes of Pascal VOC."""

COCO_CLASSES = (
    "person", "bicycle", "car", "motorcycle", "airplane", "bus", "train", "truck", "boat", "traffic light",
    "fire hydrant", "stop sign", "parking meter", "bench", "bird", "cat", "dog", "horse", "sheep", "cow", "elephant",
    "bear", "zebra", "giraffe", "backpack", "umbrella", "handbag", "tie", "suitcase", "frisbee", "skis", "snowboard",
    "sports ball", "kite", "baseball bat", "baseball glove", "skateboard", "surfboard", "tennis racket", "bottle",
    "wine glass", "cup", "fork", "knife", "spoon", "bowl", "banana", "apple", "sandwich", "orange", "broccoli",
    "carrot", "hot dog", "pizza", "donut", "cake", "chair", "couch", "potted plant", "bed", "dining table", "toilet",
    "tv", "laptop", "mouse", "remote", "keyboard", "cell phone", "microwave", "oven", "toaster", "sink",
    "refrigerator", "book", "clock", "vase", "scissors", "teddy bear", "hair drier", "toothbrush",
)  # fmt: skip
"""The 80 classes of COCO, without gaps."""

_COCO_GAPS = (12, 26, 29, 30, 45, 66, 68, 69, 71, 83)
"""The ids from 1 to 90 that COCO gave to no class."""

_GAP = "unused "


def coco_classes_with_gaps() -> tuple[str, ...]:
    """Returns a name for each id from 1 to 90; ids that COCO never used are ``unused 12`` and so on.

    Their rows stay in the network: taking them out would change the softmax, and so every score.
    """
    names = iter(COCO_CLASSES)
    return tuple(f"{_GAP}{number}" if number in _COCO_GAPS else next(names) for number in range(1, 91))


def without_gaps(classes: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the classes that stand for something."""
    return tuple(name for name in classes if not (name.startswith(_GAP) and name.removeprefix(_GAP).isdigit()))


def numbered_classes(count: int) -> tuple[str, ...]:
    """Returns ``class_1`` to ``class_<count>``, for weights that do not say what they find."""
    return tuple(f"class_{number}" for number in range(1, count + 1))
