"""VOC average precision as plain loops, written from the description of the development kit's VOCevaldet.m.

An image is a dict: ``truths`` is a list of (label, box, difficult, ignore), ``detections`` of (label, box, score).
"""


def iou(a, b):
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    shared = width * height
    return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared)


def share_inside(box, crowd):
    """Share of the box's own area inside a crowd."""
    width = min(box[2], crowd[2]) - max(box[0], crowd[0])
    height = min(box[3], crowd[3]) - max(box[1], crowd[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / ((box[2] - box[0]) * (box[3] - box[1]))


def verdicts(images, label, threshold):
    """("hit" | "false alarm" of each detection that counts, highest score first; number of objects to find)."""
    objects = 0
    for image in images:
        for truth_label, _, difficult, ignore in image["truths"]:
            if truth_label == label and not difficult and not ignore:
                objects += 1

    queue = []
    for number, image in enumerate(images):
        for found_label, box, score in image["detections"]:
            if found_label == label:
                queue.append((score, number, box))
    queue.sort(key=lambda entry: -entry[0])  # sort is stable: equal scores stay in order of images

    found = set()
    result = []
    for _, number, box in queue:
        best, best_overlap = None, -1.0
        on_ignored = False
        for position, (truth_label, truth_box, _, ignore) in enumerate(images[number]["truths"]):
            if truth_label != label:
                continue
            overlap = share_inside(box, truth_box) if ignore == "crowd" else iou(box, truth_box)
            if ignore:
                on_ignored = on_ignored or overlap >= threshold
            elif overlap > best_overlap:
                best, best_overlap = position, overlap
        if best is not None and best_overlap >= threshold:
            if images[number]["truths"][best][2]:
                continue  # on a difficult object: counts neither way
            if (number, best) not in found:
                found.add((number, best))
                result.append("hit")
                continue
        if not on_ignored:
            result.append("false alarm")
    return result, objects


def average_precision(images, label, threshold, metric):
    """AP of a class, None without an object to find."""
    judged, objects = verdicts(images, label, threshold)
    if objects == 0:
        return None
    curve = []  # (recall, precision) after each detection
    hits = 0
    for count, verdict in enumerate(judged, start=1):
        hits += verdict == "hit"
        curve.append((hits / objects, hits / count))
    if metric == "voc07":
        total = 0.0
        for tenth in range(11):
            total += max((p for r, p in curve if r >= tenth / 10), default=0.0)
        return total / 11
    area, last = 0.0, 0.0
    for position, (recall, _) in enumerate(curve):
        area += (recall - last) * max(p for _, p in curve[position:])
        last = recall
    return area
