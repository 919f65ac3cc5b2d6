"""Matching of one image as plain loops: one-to-one greedily, then by threshold, then what is ignored."""


def iou(a, b):
    """Intersection over union of two (x0, y0, x1, y1)."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    shared = width * height
    return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared)


def share_inside(box, crowd):
    """Share of the box's own area inside a crowd, both (x0, y0, x1, y1)."""
    width = min(box[2], crowd[2]) - max(box[0], crowd[0])
    height = min(box[3], crowd[3]) - max(box[1], crowd[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / ((box[2] - box[0]) * (box[3] - box[1]))


def share_table(boxes, default_boxes):
    """Share of each default box (column) inside each box (row)."""
    return [[share_inside(default_box, box) for default_box in default_boxes] for box in boxes]


def iou_table(boxes, default_boxes):
    """Rows are ground truths, columns default boxes."""
    return [[iou(box, default_box) for default_box in default_boxes] for box in boxes]


def one_to_one(table, trained):
    """{default box: ground truth}: of all pairs that overlap, the highest IoU first; ties to the lower indices."""
    free_truths = list(trained)
    pairs = {}
    while free_truths:
        best = None
        for g in free_truths:
            for d, overlap in enumerate(table[g]):
                if d not in pairs and overlap > 0 and (best is None or overlap > best[0]):
                    best = (overlap, g, d)
        if best is None:
            break
        pairs[best[2]] = best[1]
        free_truths.remove(best[1])
    return pairs


def match_image(
    table, labels, ignore, *, count, positive_iou=0.5, negative_iou=0.4, ignore_iou=0.4, crowd=(), shares=()
):
    """Matches ``count`` default boxes: lists (labels, ground truth index, IoU, forced), one entry a default box.

    Label 0 in ``labels`` is padding. ``crowd`` says which of the ignored are groups, ``shares`` how much of each
    default box lies inside each ground truth; without groups both may be left out.
    """
    trained = [g for g in range(len(labels)) if labels[g] > 0 and not ignore[g]]
    crowds = [g for g, group in enumerate(crowd) if labels[g] > 0 and ignore[g] and group]
    ignored = [g for g in range(len(labels)) if labels[g] > 0 and ignore[g] and g not in crowds]
    pairs = one_to_one(table, trained)
    matched = []
    for d in range(count):
        best_overlap, best = 0.0, -1
        for g in trained:
            if best == -1 or table[g][d] > best_overlap:
                best_overlap, best = table[g][d], g
        if d in pairs:
            matched.append((labels[pairs[d]], pairs[d], table[pairs[d]][d], True))
        elif best != -1 and best_overlap >= positive_iou:
            matched.append((labels[best], best, best_overlap, False))
        elif (
            best_overlap >= negative_iou
            or any(table[g][d] >= ignore_iou for g in ignored)
            or any(shares[g][d] >= 0.5 for g in crowds)
        ):
            matched.append((-1, -1, best_overlap, False))
        else:
            matched.append((0, -1, best_overlap, False))
    return [list(column) for column in zip(*matched, strict=True)]
