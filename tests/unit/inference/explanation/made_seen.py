"""Pictures as a network might have seen them, with few default boxes, for plain loops."""

from types import SimpleNamespace

import numpy as np
import torch
from hypothesis import strategies as st

from ssd_desktop.inference.seen_picture import SeenPicture
from ssd_desktop.ssd.config import BoxPlan
from ssd_desktop.ssd.default_boxes import make_default_boxes
from tests.unit.data.made_data import made_sample

CLASSES = ("ant", "bee", "cat")
WIDTH, HEIGHT = 160, 80
PLAN = BoxPlan("tiny", 64, (4, 2), (0.25, 0.5, 0.8), ((2.0,), ()))
"""72 default boxes: 4 x 4 cells of 4 and 2 x 2 cells of 2."""

TRUTHS = st.lists(
    st.tuples(
        st.integers(0, 90), st.integers(0, 50), st.integers(4, 60), st.integers(4, 28), st.integers(1, 3),
        st.sampled_from([False, False, False, True, "crowd"]),
    ),
    max_size=5,
)  # fmt: skip


def made_seen(seed=0, *, plan=PLAN, classes=CLASSES, spread=2.0, network="ssd300-vgg16"):
    """Random offsets, logits and feature maps."""
    rng = np.random.default_rng(seed)
    count = plan.box_count
    return SeenPicture(
        detector="made",
        config=SimpleNamespace(classes=tuple(classes), network=network, plan=plan),
        default_boxes=make_default_boxes(plan),
        width=WIDTH,
        height=HEIGHT,
        offsets=torch.from_numpy(rng.normal(0, 1.5, (count, 4))).float(),
        logits=torch.from_numpy(rng.normal(0, spread, (count, len(classes) + 1))).float(),
        feature_maps=tuple(torch.from_numpy(rng.normal(0, 1, (5, side, side))).float() for side in plan.map_sizes),
    )


def certain(seen, answers):
    """The same picture where only ``answers`` {default box: (label, logit)} are sure of anything, without offsets."""
    logits = torch.zeros_like(seen.logits)
    logits[:, 0] = 12.0
    for default_box, (label, logit) in answers.items():
        logits[default_box, 0] = 0.0
        logits[default_box, label] = logit
    return SeenPicture(
        seen.detector, seen.config, seen.default_boxes, seen.width, seen.height,
        torch.zeros_like(seen.offsets), logits, seen.feature_maps,
    )  # fmt: skip


def sample_of(truths):
    """A sample of ``TRUTHS`` or of (x0, y0, width, height, label, mark) by hand."""
    boxes = [(x, y, x + width, y + height) for x, y, width, height, _, _ in truths]
    labels, marks = [one[4] for one in truths], [one[5] for one in truths]
    return made_sample(boxes, labels, width=WIDTH, height=HEIGHT, ignore=marks)


def in_unit(boxes):
    """Pixels as fractions of the made picture, in the network's precision."""
    size = np.array([WIDTH, HEIGHT, WIDTH, HEIGHT], np.float32)
    return (np.array(boxes, np.float32).reshape(-1, 4) / size).tolist()


def as_pixels(box):
    return [box[0] * WIDTH, box[1] * HEIGHT, box[2] * WIDTH, box[3] * HEIGHT]
