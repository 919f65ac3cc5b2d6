"""Detection as plain loops over classes and default boxes, in double precision."""

import math


def softmax(scores):
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    return [power / sum(powers) for power in powers]


def decoded(offsets, default_box_cxcywh):
    """The box that offsets lead to, clipped to 0..1."""
    cx, cy, w, h = default_box_cxcywh
    x, y = cx + offsets[0] * 0.1 * w, cy + offsets[1] * 0.1 * h
    width, height = (
        side * math.exp(min(o * 0.2, math.log(1000 / 16))) for side, o in zip((w, h), offsets[2:], strict=True)
    )
    return [min(max(edge, 0.0), 1.0) for edge in (x - width / 2, y - height / 2, x + width / 2, y + height / 2)]


def iou(a, b):
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def suppressed_by_loop(boxes, scores, groups, threshold):
    """The positions that survive, ascending; of equal scores the first is the better one."""
    kept = []
    for i in sorted(range(len(scores)), key=lambda i: (-scores[i], i)):
        if all(groups[i] != groups[j] or iou(boxes[i], boxes[j]) <= threshold for j in kept):
            kept.append(i)
    return sorted(kept)


def detections_of_image(offsets, logits, default_boxes, config):
    """(box, label, score, default box) of one image, highest score first."""
    scores = [softmax(row) for row in logits]
    found = []
    for label in range(1, len(logits[0])):
        candidates = [d for d, row in enumerate(scores) if row[label] > config.score_threshold]
        candidates.sort(key=lambda d: (-scores[d][label], d))
        candidates = candidates[: config.candidates_per_class]
        boxes = [decoded(offsets[d], default_boxes[d]) for d in candidates]
        class_scores = [scores[d][label] for d in candidates]
        for i in suppressed_by_loop(boxes, class_scores, [0] * len(boxes), config.nms_iou):
            found.append((boxes[i], label, class_scores[i], candidates[i]))
    found.sort(key=lambda detection: (-detection[2], detection[1], detection[3]))
    return found[: config.detections_per_image]
