"""Default boxes as nested loops, written from the paper (section 2.2) and the authors' ``prior_box_layer.cpp``."""

import math


def paper_scales(maps, smallest=0.2, largest=0.9):
    """s_k = s_min + (s_max - s_min) / (m - 1) * (k - 1), and one more on the same line."""
    return [smallest + (largest - smallest) / (maps - 1) * k for k in range(maps + 1)]


def default_boxes_cxcywh(map_sizes, scales, aspect_ratios, *, steps=None, image_size=300, clip="none"):
    """List of (cx, cy, w, h) in the order map, row, column, shape; ``steps`` None puts centres mid-cell."""
    boxes = []
    for k, cells in enumerate(map_sizes):
        for row in range(cells):
            for column in range(cells):
                if steps is None:
                    cx, cy = (column + 0.5) / cells, (row + 0.5) / cells
                else:
                    cx, cy = (column + 0.5) * steps[k] / image_size, (row + 0.5) * steps[k] / image_size
                shapes = [(scales[k], scales[k])]
                second = math.sqrt(scales[k] * scales[k + 1])
                shapes.append((second, second))
                for a in aspect_ratios[k]:
                    for ratio in (a, 1 / a):
                        shapes.append((scales[k] * math.sqrt(ratio), scales[k] / math.sqrt(ratio)))
                for w, h in shapes:
                    boxes.append(_clipped(cx, cy, w, h, clip))
    return boxes


def _clipped(cx, cy, w, h, clip):
    if clip == "size":
        return cx, cy, min(w, 1), min(h, 1)
    if clip == "cxcywh":
        return tuple(min(max(value, 0), 1) for value in (cx, cy, w, h))
    if clip == "corners":
        x0, y0, x1, y1 = (min(max(v, 0), 1) for v in (cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2))
        return (x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0
    return cx, cy, w, h
