"""What became of every candidate of one picture, as plain loops in double precision."""

from tests.reference.postprocess import decoded, iou, softmax


def fates_of_image(offsets, logits, default_boxes, config):
    """One dict a candidate, by falling score: label, default box, score, box, place, entered, suppressor, detected.

    ``suppressor`` is the (label, default box) of the candidate that removed it, or None.
    """
    scores = [softmax(row) for row in logits]
    found = []
    for label in range(1, len(logits[0])):
        candidates = [d for d, row in enumerate(scores) if row[label] > config.score_threshold]
        candidates.sort(key=lambda d: (-scores[d][label], d))
        kept = []
        for place, d in enumerate(candidates):
            box = decoded(offsets[d], default_boxes[d])
            entered = place < config.candidates_per_class
            suppressor = None
            if entered:
                suppressor = next(((label, k) for k, other in kept if iou(box, other) > config.nms_iou), None)
                if suppressor is None:
                    kept.append((d, box))
            found.append(
                {
                    "label": label,
                    "default_box": d,
                    "score": scores[d][label],
                    "box": box,
                    "place": place,
                    "entered": entered,
                    "suppressor": suppressor,
                }
            )
    found.sort(key=lambda one: (-one["score"], one["label"], one["default_box"]))
    left = config.detections_per_image
    for one in found:
        one["detected"] = one["entered"] and one["suppressor"] is None and left > 0
        left -= one["detected"]
    return found
