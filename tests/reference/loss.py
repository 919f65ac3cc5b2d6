"""The multibox loss of a batch as plain loops over images and default boxes, in double precision."""

import math

from tests.reference.hard_negative_mining import mined_negatives


def offsets_of(box_xyxy, default_box_cxcywh):
    """The four offsets that lead from a default box to a box, with variances 0.1 and 0.2."""
    x0, y0, x1, y1 = box_xyxy
    cx, cy, w, h = default_box_cxcywh
    return (
        ((x0 + x1) / 2 - cx) / w / 0.1,
        ((y0 + y1) / 2 - cy) / h / 0.1,
        math.log((x1 - x0) / w) / 0.2,
        math.log((y1 - y0) / h) / 0.2,
    )


def cross_entropy(scores, label):
    """-ln softmax(scores)[label]."""
    highest = max(scores)
    return math.log(sum(math.exp(score - highest) for score in scores)) + highest - scores[label]


def smoothed_cross_entropy(scores, label, smoothing):
    """Cross-entropy with 1 - e of the target on the label and e spread evenly over all classes."""
    spread = sum(cross_entropy(scores, other) for other in range(len(scores))) / len(scores)
    return (1 - smoothing) * cross_entropy(scores, label) + smoothing * spread


def focal_loss(scores, label, gamma, smoothing):
    """The focal loss of one default box: a quarter of the weight for objects, three quarters for background."""
    probability = math.exp(-cross_entropy(scores, label))
    weight = 0.25 if label > 0 else 0.75
    return weight * (1 - probability) ** gamma * smoothed_cross_entropy(scores, label, smoothing)


def smooth_l1(difference):
    """Half the square below 1, linear from there."""
    size = abs(difference)
    return 0.5 * size * size if size < 1 else size - 0.5


def multibox_loss(
    offsets, logits, matches, boxes, default_boxes, *, alpha=1.0, min_negatives=0, smoothing=0.0, gamma=0.0
):
    """(total, confidence, localisation, N); every list has one entry an image.

    Args:
        offsets: Of each image and default box four numbers.
        logits: Of each image and default box C numbers.
        matches: Of each image (labels, ground truth indices) as ``match_image`` gives them.
        boxes: Of each image its ground truths, x0, y0, x1, y1.
        default_boxes: (cx, cy, w, h) each.
        alpha: Weight of the localisation loss.
        min_negatives: Kept of an image without positives.
        smoothing: Of the labels.
        gamma: Of the focal loss; 0: mining.
    """
    confidence = localisation = 0.0
    positives = 0
    for image, (labels, ground_truth) in enumerate(matches):
        losses = [cross_entropy(scores, max(label, 0)) for scores, label in zip(logits[image], labels, strict=True)]
        kept = mined_negatives(losses, labels, min_negatives=min_negatives)
        for d, label in enumerate(labels):
            if gamma and label >= 0:
                confidence += focal_loss(logits[image][d], label, gamma, smoothing)
            elif not gamma and (label > 0 or d in kept):
                confidence += smoothed_cross_entropy(logits[image][d], label, smoothing)
            if label > 0:
                positives += 1
                wanted = offsets_of(boxes[image][ground_truth[d]], default_boxes[d])
                localisation += sum(smooth_l1(p - w) for p, w in zip(offsets[image][d], wanted, strict=True))
    divisor = max(positives, 1)
    return (confidence + alpha * localisation) / divisor, confidence / divisor, localisation / divisor, positives
