"""VGG16 in files of others, as start weights of a training: with its classifier, without, or already reduced for SSD.

- torchvision ``vgg16``: ``features.N``, ``classifier.N``. fc6 and fc7 become conv6 and conv7 by decimation, as the
  authors of SSD did: every 4th output and input, every 3rd row and column of fc6's 7 x 7. torchvision's
  ``vgg16_features-amdegroot`` has a classifier without valid numbers, which is left out.
- ``features.N`` alone, with or without ``features.``.
- amdegroot's ``vgg16_reducedfc.pth`` (ssd.pytorch at 5b0b77f): ``N``, with conv6 at 31 and conv7 at 33.

Whether the pictures are RGB or BGR in 0..255 minus the means, or torchvision's 0..1 with a deviation, its first layer
tells: the authors' weights are known.

Source: Liu et al. (arXiv 1512.02325), section 3; sgrvinod's tutorial for the order of fc6's inputs.
"""

from collections.abc import Mapping

import torch
from torch import Tensor

from ssd_desktop.checkpoints.base_weights import BaseWeights, base_shapes
from ssd_desktop.checkpoints.first_layer import ChannelOrder, for_our_input, likely_order
from ssd_desktop.checkpoints.layout import VGG_POSITIONS
from ssd_desktop.errors import CheckpointError
from ssd_desktop.ssd.backbone import BASE_LAYERS
from ssd_desktop.ssd.config import VGG_MEANS_RGB

_FEATURES = "features."
_FC6, _FC7, _FC8 = "classifier.0", "classifier.3", "classifier.6"
_REDUCED = ("31", "33")

_TORCHVISION_MEANS_RGB = (0.485 * 255, 0.456 * 255, 0.406 * 255)
_TORCHVISION_DEVIATIONS_RGB = (0.229 * 255, 0.224 * 255, 0.225 * 255)
_NO_DEVIATION = (1.0, 1.0, 1.0)
_KINDS = ("weight", "bias")


def is_vgg16(weights: Mapping[str, Tensor]) -> bool:
    """Returns whether these are weights of a VGG16 and of nothing after it."""
    return f"{_FEATURES}0.weight" in weights or "0.weight" in weights


def vgg16_start(weights: Mapping[str, Tensor], *, name: str, channels: ChannelOrder | None = None) -> BaseWeights:
    """Returns start weights for RGB pictures in 0..255 minus the means.

    Args:
        weights: By their keys.
        name: Of the file.
        channels: Order of the channels they take; None: told by the first layer.

    Raises:
        CheckpointError: A layer is missing, unknown, has another shape or numbers that are not finite.
    """
    plain = {key.removeprefix(_FEATURES): tensor for key, tensor in weights.items()}
    _check_keys(plain, name=name)
    state = {f"{layer}.{kind}": plain[f"{VGG_POSITIONS[layer]}.{kind}"] for layer in BASE_LAYERS for kind in _KINDS}
    state |= _reduced(plain) or _decimated(plain, name=name)
    _check_shapes(state, name=name)
    likely = likely_order(state["conv1_1.weight"])
    own_means = channels is None and likely is None
    divisors = _TORCHVISION_DEVIATIONS_RGB if own_means else _NO_DEVIATION
    order = channels or likely or "rgb"
    state["conv1_1.weight"] = for_our_input(state["conv1_1.weight"].float(), order=order, divisors_rgb=divisors)
    state = {key: tensor.detach().float().contiguous() for key, tensor in state.items()}
    card = {"data": "ImageNet", "source": f"imported from {name}", "licence": "not stated in the file"}
    return BaseWeights(state, _TORCHVISION_MEANS_RGB if own_means else VGG_MEANS_RGB, card)


def _check_keys(weights: Mapping[str, Tensor], *, name: str) -> None:
    base = {f"{VGG_POSITIONS[layer]}.{kind}" for layer in BASE_LAYERS for kind in _KINDS}
    more = {f"{layer}.{kind}" for layer in (*_REDUCED, _FC6, _FC7, _FC8) for kind in _KINDS}
    missing = next((key for key in sorted(base) if key not in weights), None)
    unknown = next((key for key in weights if key not in base | more), None)
    if missing is not None:
        raise CheckpointError(f"{name} looks like VGG16, but its {missing} is missing; choose a whole VGG16.")
    if unknown is not None:
        shape = list(weights[unknown].shape)
        raise CheckpointError(
            f"{name} looks like VGG16, but {unknown} {shape} is not in it; only VGG16 without batch normalisation fits."
        )


def _reduced(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Returns conv6 and conv7 of a VGG16 that is already reduced; empty where it is not."""
    if not all(f"{layer}.{kind}" in weights for layer in _REDUCED for kind in _KINDS):
        return {}
    pairs = zip(("conv6", "conv7"), _REDUCED, strict=True)
    return {f"{ours}.{kind}": weights[f"{theirs}.{kind}"] for ours, theirs in pairs for kind in _KINDS}


def _decimated(weights: Mapping[str, Tensor], *, name: str) -> dict[str, Tensor]:
    """Returns conv6 and conv7 from a classifier; empty where there is none with valid numbers."""
    classifier = {key: weights.get(key) for layer in (_FC6, _FC7) for key in (f"{layer}.weight", f"{layer}.bias")}
    whole = {key: tensor for key, tensor in classifier.items() if tensor is not None}
    if len(whole) < len(classifier) or not all(bool(torch.isfinite(tensor).all()) for tensor in whole.values()):
        return {}
    shapes = [tuple(tensor.shape) for tensor in whole.values()]
    if shapes != [(4096, 512 * 7 * 7), (4096,), (4096, 4096), (4096,)]:
        raise CheckpointError(
            f"{name} looks like VGG16, but its classifier has the shapes {shapes}; choose a whole one."
        )
    return {
        "conv6.weight": whole[f"{_FC6}.weight"].view(4096, 512, 7, 7)[::4, :, ::3, ::3],
        "conv6.bias": whole[f"{_FC6}.bias"][::4],
        "conv7.weight": whole[f"{_FC7}.weight"][::4, ::4, None, None],
        "conv7.bias": whole[f"{_FC7}.bias"][::4],
    }


def _check_shapes(state: Mapping[str, Tensor], *, name: str) -> None:
    expected = base_shapes()
    for key, tensor in state.items():
        if tuple(tensor.shape) != expected[key]:
            raise CheckpointError(
                f"{name} looks like VGG16, but its {key} is {list(tensor.shape)} instead of {list(expected[key])}."
            )
        if not bool(torch.isfinite(tensor).all()):
            raise CheckpointError(f"{name} is unusable: its {key} holds numbers that are not finite.")
