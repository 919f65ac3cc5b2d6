"""The models that can be downloaded: where from, what they are, and what is known of the bytes. No torch here.

torchvision documents of its file names that they end in the first eight digits of the file's SHA-256
(``torch.hub.load_state_dict_from_url``, ``check_hash``); no longer sum is published. Figures are those of torchvision's
``SSD300_VGG16_Weights.COCO_V1`` and ``VGG16_Weights.IMAGENET1K_FEATURES``.
"""

import re
from dataclasses import dataclass

from ssd_desktop.checkpoints.class_lists import coco_classes_with_gaps
from ssd_desktop.errors import UsageError

_SITE = "https://download.pytorch.org/models/"


@dataclass(frozen=True)
class PublishedModel:
    """A model on somebody's server.

    Attributes:
        name: Under which it is downloaded and used.
        title: In words.
        url: Where the file is.
        megabytes: About, in 2**20 bytes.
        is_detector: Whether it finds objects; else it is a start for a training.
        network: Which network it is.
        plan: Its box plan; empty for start weights.
        classes: Foreground names; empty for start weights.
        card: Data, licence, source, as a checkpoint's card.
        figures: What was measured, as a checkpoint's figures.
    """

    name: str
    title: str
    url: str
    megabytes: float
    is_detector: bool
    network: str
    plan: str
    classes: tuple[str, ...]
    card: dict[str, str]
    figures: dict[str, float | str]

    @property
    def file_name(self) -> str:
        return self.url.rpartition("/")[2]

    @property
    def sha256_start(self) -> str:
        """The first digits of the file's SHA-256, from its name; empty where the name has none."""
        found = re.search(r"-([0-9a-f]{8,})\.\w+$", self.file_name)
        return found.group(1) if found else ""


PUBLISHED = (
    PublishedModel(
        name="torchvision-ssd300-coco",
        title="SSD300, COCO (torchvision)",
        url=f"{_SITE}ssd300_vgg16_coco-b556d3b4.pth",
        megabytes=135.988,
        is_detector=True,
        network="ssd300-vgg16",
        plan="torchvision",
        classes=coco_classes_with_gaps(),
        card={
            "data": "COCO train2017",
            "validation": "COCO val2017, by torchvision",
            "licence": "BSD-3-Clause (torchvision); COCO's pictures have licences of their own",
            "source": "torchvision SSD300_VGG16_Weights.COCO_V1",
        },
        figures={"map": 0.251, "metric": "coco"},
    ),
    PublishedModel(
        name="vgg16-features",
        title="VGG16 base (torchvision)",
        url=f"{_SITE}vgg16_features-amdegroot-88682ab5.pth",
        megabytes=527.802,
        is_detector=False,
        network="VGG16",
        plan="",
        classes=(),
        card={
            "data": "ImageNet",
            "licence": "CC BY 4.0 (Visual Geometry Group, University of Oxford); BSD-3-Clause (torchvision)",
            "source": "torchvision VGG16_Weights.IMAGENET1K_FEATURES, ported from amdegroot/ssd.pytorch",
        },
        figures={},
    ),
)
"""The models that can be downloaded."""


def published_model(name: str) -> PublishedModel:
    """Returns the model of this name.

    Raises:
        UsageError: None has it.
    """
    found = next((model for model in PUBLISHED if model.name == name), None)
    if found is None:
        known = ", ".join(model.name for model in PUBLISHED)
        raise UsageError(f"There is no model {name!r} to download; there are {known}.")
    return found
