"""Networks and checkpoints with random weights, for tests that need some model and not a good one."""

import copy
import functools
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import numpy as np
import torch

from ssd_desktop.checkpoints.checkpoint import Checkpoint
from ssd_desktop.ssd.config import PLANS, NetworkConfig
from ssd_desktop.ssd.model import SSD
from ssd_desktop.ssd.preprocess import preprocess

CLASSES = ("ant", "bee", "cat")


def config_for(classes=CLASSES, plan="caffe-voc", **changes):
    """Of the plan's own network."""
    network = PLANS[plan].network.name
    return NetworkConfig(network, PLANS[plan], tuple(classes), **changes)


def made_picture(height, width, seed=0):
    """A colourful picture of blocks and noise, uint8 [height, width, 3]."""
    rng = np.random.default_rng(seed)
    blocks = rng.integers(0, 256, (6, 6, 3)).astype(np.float64)
    rows = np.arange(height) * 6 // height
    columns = np.arange(width) * 6 // width
    noise = rng.normal(0, 12, (height, width, 3))
    return (blocks[rows[:, None], columns] + noise).clip(0, 255).astype(np.uint8)


def made_batch(count=2, config=None):
    config = config or config_for()
    pictures = [made_picture(200 + 40 * i, 260, seed=i) for i in range(count)]
    return preprocess(pictures, size=config.plan.image_size, means_rgb=config.means_rgb)


@contextmanager
def weights_to_come() -> Iterator[None]:
    """Leaves the weights of networks that are made here as the memory has them: others replace them at once."""
    fillers = [name for name in dir(torch.nn.init) if name.endswith("_") and not name.startswith("_")]
    with patch.multiple(torch.nn.init, **{name: lambda tensor, *_, **__: tensor for name in fillers}):
        yield


@functools.cache
def random_model(classes=CLASSES, plan="caffe-voc", confident=False):
    """A model with random weights that gives moderate numbers; do not change it.

    Confident ones find some hundred objects above a score of 0.3 in any picture.
    """
    sure = 36 if PLANS[plan].network.separable_heads else 1.5  # a ninth of the weights in each sum
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = SSD(config_for(classes, plan)).eval()
        with torch.no_grad():
            for name, parameter in model.named_parameters():
                if parameter.ndim == 4:
                    torch.nn.init.kaiming_normal_(parameter, nonlinearity="relu")
                    if name.startswith("heads."):
                        spread = sure if confident and "class_scores" in name else 0.1
                        parameter.mul_(spread / (20 if name.endswith("0.weight") else 60))
                elif parameter.ndim == 1 and not name.endswith("scale"):
                    torch.nn.init.normal_(parameter, std=0.05)
    return model


@functools.cache
def remembering_model(*arguments, **options):
    """A ``random_model`` through whose layers each picture goes once, however many tests of a process look at it."""
    model = copy.copy(random_model(*arguments, **options))
    model.feature_maps = remembering(model.feature_maps)
    return model


def remembering(layers):
    """Returns layers from pictures to feature maps that compute each batch once; they must not learn meanwhile."""
    known = {}

    def maps(x):
        pixels = (x.shape, hashlib.sha256(x.numpy().tobytes()).digest())
        if pixels not in known:
            with torch.inference_mode(False), torch.no_grad():
                known[pixels] = layers(x.clone())
        return copy.copy(known[pixels])

    return maps


def random_checkpoint(**options):
    model = random_model(**options)
    return Checkpoint(model.config, dict(model.state_dict()))
