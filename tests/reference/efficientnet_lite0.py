"""EfficientNet-Lite0 up to its classifier as one plain function, from the papers: the oracle of the backbone.

Tan and Le (arXiv 1905.11946), table 1; Sandler et al. (arXiv 1801.04381), table 1, for the inverted bottleneck.
Stage by stage, TensorFlow's padding "SAME", without our modules.
"""

import torch.nn.functional as F

_STAGES = (  # blocks, stride; the weights know their kernels
    (1, 1),
    (2, 2),
    (2, 2),
    (3, 2),
    (3, 1),
    (4, 2),
    (1, 1),
)


def efficientnet_lite0(weights, batch):
    """Returns the outputs of all layers by our names, for RGB in 0..255 minus 127."""
    outputs = {}

    def conv(name, x, *, stride=1, groups=1):
        weight = weights[f"{name}.weight"]
        kernel, side = weight.shape[-1], x.shape[-1]
        total = max(0, (-(-side // stride) - 1) * stride + kernel - side)
        before, after = total // 2, total - total // 2
        x = F.pad(x, (before, after, before, after))
        outputs[name] = F.conv2d(x, weight, weights[f"{name}.bias"], stride=stride, groups=groups)
        return outputs[name]

    def relu6(name, x):
        outputs[name] = x.clamp(0, 6)
        return outputs[name]

    x = relu6("stem", conv("stem", batch / 128, stride=2))
    number = 0
    for blocks, first_stride in _STAGES:
        for position in range(blocks):
            number += 1
            name, entering = f"block{number}", x
            if f"{name}_expand.weight" in weights:
                x = relu6(f"{name}_expand", conv(f"{name}_expand", x))
            stride = first_stride if position == 0 else 1
            x = relu6(f"{name}_depthwise", conv(f"{name}_depthwise", x, stride=stride, groups=x.shape[1]))
            x = conv(f"{name}_project", x)
            if position:
                x = outputs[f"{name}_project"] = x + entering
    relu6("top", conv("top", x))
    return outputs
