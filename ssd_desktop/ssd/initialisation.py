"""Start weights of a network: the base, and new layers scaled on real pictures.

With Xavier weights alone on top of VGG16 (whose conv5_3 gives values in the tens for 0..255 input) the first
loss is 57 instead of about 4 ln C + 2.5, and a fine-tuning on few images dies. Each new layer is therefore
scaled, in order of the forward pass, to unit output variance on one batch.

Source: Mishkin and Matas, "All you need is a good init" (arXiv 1511.06422), layer-sequential unit variance.
"""

from collections.abc import Callable, Collection, Iterator

import torch
from torch import Tensor, nn

from ssd_desktop.errors import CheckpointError, TrainingError
from ssd_desktop.ssd.backbone import BASE_LAYERS
from ssd_desktop.ssd.model import SSD

HEAD_STD = 0.1
"""Standard deviation that offsets and logits start with: near-uniform scores and boxes near default boxes."""

_OUTPUTS = ("heads.offsets.", "heads.class_scores.")

#: Positions of the convolutions in torchvision's ``vgg16().features``, in order of ``BASE_LAYERS``.
_VGG16_POSITIONS = (0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28)


def initialise_new_layers(
    model: SSD,
    batch: Tensor,
    *,
    base_state: dict[str, Tensor] | None = None,
    kept: Collection[str] = (),
    seed: int = 0,
    between: Callable[[], None] = lambda: None,
) -> None:
    """Gives every layer after the base its start weights: Xavier uniform, bias 0, then scaled on ``batch``.

    They get unit output variance (before their ReLU), the offsets and class scores a standard deviation of 0.1.

    Args:
        model: Changed in place.
        batch: float32 ``[B, 3, S, S]``, real pictures as ``preprocess`` gives them, on the model's device.
        base_state: VGG16 weights with torchvision's keys (``features.N.weight``), loaded first; None keeps
            the base as it is.
        kept: Layers after the base by name that already have their weights and stay as they are.
        seed: Decides the random numbers; the same seed and batch give the same weights.
        between: Called before each convolution; may wait, or raise to give it up.

    Raises:
        CheckpointError: ``base_state`` is not VGG16's.
        TrainingError: A layer answers the batch with zeros or numbers that are not finite.
    """
    if base_state is not None:
        load_vgg16_base(model, base_state)
    generator = torch.Generator().manual_seed(seed)
    names = [layer.name for layer in model.backbone.network.new_layers if layer.name not in kept]
    new = {name: _convolution(model.backbone, name) for name in names} | dict(_head_layers(model))
    for layer in new.values():
        weight = torch.empty(layer.weight.shape)
        nn.init.xavier_uniform_(weight, generator=generator)
        with torch.no_grad():
            layer.weight.copy_(weight)
            if layer.bias is not None:
                layer.bias.zero_()
    _scale_on_batch(model, batch, new, between=between)


def load_vgg16_base(model: SSD, base_state: dict[str, Tensor]) -> None:
    """Copies VGG16's 13 convolutions into the base, cast to float32.

    Raises:
        CheckpointError: A key is missing or has another shape.
    """
    with torch.no_grad():
        for name, position in zip(BASE_LAYERS, _VGG16_POSITIONS, strict=True):
            for kind, parameter in _convolution(model.backbone, name).named_parameters():
                key = f"features.{position}.{kind}"
                source = base_state.get(key)
                if source is None or source.shape != parameter.shape:
                    raise CheckpointError(
                        f"The VGG16 weights have no fitting {key} for layer {name}; "
                        "reinstall SSD Desktop to restore them."
                    )
                parameter.copy_(source)


def _convolution(module: nn.Module, name: str) -> nn.Conv2d:
    layer = module.get_submodule(name)
    if not isinstance(layer, nn.Conv2d):
        raise TypeError(f"Layer {name} is a {type(layer).__name__}, not a convolution.")
    return layer


def _head_layers(model: SSD) -> Iterator[tuple[str, nn.Conv2d]]:
    for name, _ in model.heads.named_parameters():
        if name.endswith(".weight"):
            yield f"heads.{name.removesuffix('.weight')}", _convolution(model.heads, name.removesuffix(".weight"))


def _scale_on_batch(model: SSD, batch: Tensor, layers: dict[str, nn.Conv2d], *, between: Callable[[], None]) -> None:
    """Scales each layer in one forward pass; a layer sees what the scaled layers before it give.

    One step is exact where Mishkin and Matas iterate, because a convolution without bias is linear.
    """

    def hook(name: str, layer: nn.Conv2d, output: Tensor) -> Tensor:
        target = HEAD_STD if name.startswith(_OUTPUTS) else 1.0
        std = float(output.double().std())
        if not 1e-12 < std < float("inf"):
            raise TrainingError(
                f"The start weights cannot be scaled, because layer {name} answers the first images with a "
                f"standard deviation of {std}; start with other images or weights."
            )
        layer.weight.mul_(target / std)
        return output.mul_(target / std)

    handles = [
        layer.register_forward_pre_hook(lambda *_: between())
        for layer in model.modules()
        if isinstance(layer, nn.Conv2d)
    ]
    handles += [
        layer.register_forward_hook(lambda module, _, output, name=name: hook(name, module, output))
        for name, layer in layers.items()
    ]
    try:
        with torch.no_grad(), torch.autocast(batch.device.type, enabled=False):
            model(batch)
    finally:
        for handle in handles:
            handle.remove()
