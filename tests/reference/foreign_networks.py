"""Other people's SSD networks as one plain function each, from their description: the oracle of the importers.

Every function takes their weights by their keys and a batch as their program feeds it, and returns all boxes (corners,
0..1, not clipped) and scores (softmax). Learned from amdegroot/ssd.pytorch 5b0b77f, lufficc/SSD 68dc0a2 and sgrvinod's
tutorial 5d5b759; written anew, layer by layer, without our modules.
"""

import math

import torch
import torch.nn.functional as F

_BOXES = {300: (4, 6, 6, 6, 4, 4), 512: (4, 6, 6, 6, 6, 4, 4)}
_MAPS = {300: (38, 19, 10, 5, 3, 1), 512: (64, 32, 16, 8, 4, 2, 1)}
_STEPS = {300: (8, 16, 32, 64, 100, 300), 512: (8, 16, 32, 64, 128, 256, 512)}
_EXTRAS = {  # stride and padding of every convolution after conv7
    300: ((1, 0), (2, 1), (1, 0), (2, 1), (1, 0), (1, 0), (1, 0), (1, 0)),
    512: ((1, 0), (2, 1), (1, 0), (2, 1), (1, 0), (2, 1), (1, 0), (2, 1), (1, 0), (1, 1)),
}


def amdegroot_loop(weights, batch, *, min_sizes, max_sizes):
    """``batch``: RGB minus (123, 117, 104), channels first."""
    names = {"vgg": "vgg", "norm": "L2Norm.weight", "extras": "extras", "loc": "loc", "conf": "conf"}
    return _ssd_pytorch(weights, batch, names, side=300, min_sizes=min_sizes, max_sizes=max_sizes)


def lufficc_loop(weights, batch, *, side, min_sizes, max_sizes):
    """``batch``: RGB minus (123, 117, 104), channels first."""
    head = "box_head.predictor"
    names = {
        "vgg": "backbone.vgg", "norm": "backbone.l2_norm.weight", "extras": "backbone.extras",
        "loc": f"{head}.reg_headers", "conf": f"{head}.cls_headers",
    }  # fmt: skip
    return _ssd_pytorch(weights, batch, names, side=side, min_sizes=min_sizes, max_sizes=max_sizes)


def sgrvinod_loop(weights, batch):
    """``batch``: RGB in 0..1, minus the ImageNet means, divided by the deviations."""

    def conv(name, x, **options):
        return F.conv2d(x, weights[f"{name}.weight"], weights[f"{name}.bias"], **options)

    x, maps = batch, {}
    for block, layers in ((1, 2), (2, 2), (3, 3), (4, 3), (5, 3)):
        for layer in range(1, layers + 1):
            x = conv(f"base.conv{block}_{layer}", x, padding=1).relu()
        if block == 4:
            norm = x.pow(2).sum(dim=1, keepdim=True).sqrt()
            maps["conv4_3"] = x / norm * weights["rescale_factors"]
        x = F.max_pool2d(x, 3, 1, 1) if block == 5 else F.max_pool2d(x, 2, 2, ceil_mode=block == 3)
    x = conv("base.conv6", x, padding=6, dilation=6).relu()
    x = maps["conv7"] = conv("base.conv7", x).relu()
    for stage, options in ((8, {"stride": 2, "padding": 1}), (9, {"stride": 2, "padding": 1}), (10, {}), (11, {})):
        x = conv(f"aux_convs.conv{stage}_1", x).relu()
        x = maps[f"conv{stage}_2"] = conv(f"aux_convs.conv{stage}_2", x, **options).relu()
    offsets = [_rows(conv(f"pred_convs.loc_{name}", x, padding=1), 4) for name, x in maps.items()]
    count = weights["pred_convs.cl_conv4_3.bias"].numel() // 4
    scores = [_rows(conv(f"pred_convs.cl_{name}", x, padding=1), count) for name, x in maps.items()]
    return _decoded(torch.cat(offsets, 1), _sgrvinod_boxes()), torch.cat(scores, 1).softmax(2)


def _ssd_pytorch(weights, batch, names, *, side, min_sizes, max_sizes):
    def conv(name, x, **options):
        return F.conv2d(x, weights[f"{name}.weight"], weights[f"{name}.bias"], **options)

    x, maps = batch, []
    plan = (64, 64, "M", 128, 128, "M", 256, 256, 256, "C", 512, 512, 512, "M", 512, 512, 512)
    position = 0
    for entry in plan:
        if entry in ("M", "C"):
            x = F.max_pool2d(x, 2, 2, ceil_mode=entry == "C")
            position += 1
            continue
        x = conv(f"{names['vgg']}.{position}", x, padding=1).relu()
        position += 2
        if position == 23:
            norm = x.pow(2).sum(dim=1, keepdim=True).sqrt() + 1e-10
            maps.append(weights[names["norm"]].view(1, -1, 1, 1) * (x / norm))
    x = F.max_pool2d(x, 3, 1, 1)
    x = conv(f"{names['vgg']}.31", x, padding=6, dilation=6).relu()
    x = conv(f"{names['vgg']}.33", x).relu()
    maps.append(x)
    for index, (stride, padding) in enumerate(_EXTRAS[side]):
        x = conv(f"{names['extras']}.{index}", x, stride=stride, padding=padding).relu()
        if index % 2:
            maps.append(x)
    count = weights[f"{names['conf']}.0.bias"].numel() // 4
    offsets = [_rows(conv(f"{names['loc']}.{k}", x, padding=1), 4) for k, x in enumerate(maps)]
    scores = [_rows(conv(f"{names['conf']}.{k}", x, padding=1), count) for k, x in enumerate(maps)]
    boxes = ssd_pytorch_boxes(side, min_sizes, max_sizes)
    return _decoded(torch.cat(offsets, 1), boxes), torch.cat(scores, 1).softmax(2)


def ssd_pytorch_boxes(side, min_sizes, max_sizes):
    boxes = []
    for k, cells in enumerate(_MAPS[side]):
        ratios = (2, 3) if _BOXES[side][k] == 6 else (2,)
        for row in range(cells):
            for column in range(cells):
                centre = [(column + 0.5) * _STEPS[side][k] / side, (row + 0.5) * _STEPS[side][k] / side]
                small = min_sizes[k] / side
                large = math.sqrt(small * max_sizes[k] / side)
                sizes = [(small, small), (large, large)]
                for ratio in ratios:
                    root = math.sqrt(ratio)
                    sizes += [(small * root, small / root), (small / root, small * root)]
                boxes += [centre + list(size) for size in sizes]
    return torch.tensor(boxes).clamp(0, 1)


def _sgrvinod_boxes():
    scales, boxes = (0.1, 0.2, 0.375, 0.55, 0.725, 0.9), []
    for k, cells in enumerate(_MAPS[300]):
        ratios = (1.0, 2.0, 3.0, 0.5, 0.333) if _BOXES[300][k] == 6 else (1.0, 2.0, 0.5)
        second = math.sqrt(scales[k] * scales[k + 1]) if k < 5 else 1.0
        for row in range(cells):
            for column in range(cells):
                centre = [(column + 0.5) / cells, (row + 0.5) / cells]
                for ratio in ratios:
                    boxes.append([*centre, scales[k] * math.sqrt(ratio), scales[k] / math.sqrt(ratio)])
                    if ratio == 1.0:
                        boxes.append([*centre, second, second])
    return torch.tensor(boxes).clamp(0, 1)


def _decoded(offsets, boxes):
    centre = boxes[:, :2] + offsets[..., :2] * 0.1 * boxes[:, 2:]
    size = boxes[:, 2:] * torch.exp(offsets[..., 2:] * 0.2)
    return torch.cat([centre - size / 2, centre + size / 2], dim=-1)


def _rows(x, values):
    return x.permute(0, 2, 3, 1).reshape(x.shape[0], -1, values)
