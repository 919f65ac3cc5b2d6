"""Kinds of errors and the confusion matrix as plain loops, written from their descriptions.

An image is a dict: ``truths`` is a list of (label, box, difficult, ignore), ``detections`` of (label, box, score).
"""

from tests.reference.voc_ap_loop import iou, share_inside


def detection_kinds(image, threshold, near=0.1):
    """(kind, index of the object it is about or None) of each detection."""
    truths, detections = image["truths"], image["detections"]
    found = set()
    kinds = [None] * len(detections)
    for number in sorted(range(len(detections)), key=lambda number: -detections[number][2]):
        label, box, _ = detections[number]
        own, own_iou, other, other_iou = None, -1.0, None, -1.0
        on_ignored = False
        for position, (truth_label, truth_box, _, ignore) in enumerate(truths):
            overlap = share_inside(box, truth_box) if ignore == "crowd" else iou(box, truth_box)
            if ignore:
                on_ignored = on_ignored or (truth_label == label and overlap >= threshold)
            elif truth_label == label and overlap > own_iou:
                own, own_iou = position, overlap
            elif truth_label != label and overlap > other_iou:
                other, other_iou = position, overlap
        on_difficult = own_iou >= threshold and truths[own][2]
        if own_iou >= threshold and not on_difficult and own not in found:
            found.add(own)
            kinds[number] = ("correct", own)
        elif on_difficult or on_ignored:
            kinds[number] = ("not_counted", None)
        elif own_iou >= threshold:
            kinds[number] = ("duplicate", own)
        elif other_iou >= threshold:
            kinds[number] = ("wrong_class", other)
        elif own_iou >= near:
            kinds[number] = ("badly_placed", own)
        elif other_iou >= near:
            kinds[number] = ("wrong_class_badly_placed", other)
        else:
            kinds[number] = ("background", None)
    return kinds


def object_kinds(image, kinds):
    """What became of each object."""
    result = []
    for position, (_, _, difficult, ignore) in enumerate(image["truths"]):
        about = [kind for kind, place in kinds if place == position]
        if difficult or ignore:
            result.append("not_counted")
        elif "correct" in about:
            result.append("correct")
        elif "wrong_class" in about:
            result.append("wrong_class")
        elif "badly_placed" in about:
            result.append("badly_placed")
        else:
            result.append("missed")
    return result


def confusion(images, classes, threshold):
    """Rows: what it is, columns: what was detected; background last."""
    matrix = [[0] * (classes + 1) for _ in range(classes + 1)]
    for image in images:
        truths, detections = image["truths"], image["detections"]
        free_truths = {n for n, (_, _, difficult, ignore) in enumerate(truths) if not difficult and not ignore}
        free_detections = set(range(len(detections)))
        while True:
            best, best_rank = None, None
            for number in sorted(free_detections):
                for position in sorted(free_truths):
                    overlap = iou(detections[number][1], truths[position][1])
                    rank = (overlap, detections[number][0] == truths[position][0])
                    if overlap >= threshold and (best is None or rank > best_rank):
                        best, best_rank = (number, position), rank
            if best is None:
                break
            free_detections.remove(best[0])
            free_truths.remove(best[1])
            matrix[truths[best[1]][0] - 1][detections[best[0]][0] - 1] += 1
        for position in free_truths:
            matrix[truths[position][0] - 1][classes] += 1
        for number in free_detections:
            label, box, _ = detections[number]
            excused = any(
                truth_label == label
                and (difficult or ignore)
                and (share_inside if ignore == "crowd" else iou)(box, truth_box) >= threshold
                for truth_label, truth_box, difficult, ignore in truths
            )
            if not excused:
                matrix[classes][label - 1] += 1
    return matrix
