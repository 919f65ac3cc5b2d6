"""Where each object of one picture was lost, as plain loops over the candidates."""

from tests.reference.matching import iou


def stages_of_image(fates, boxes, labels, ignore, *, score, reached):
    """One (stage, (label, default box) of what answers for it or None) for each object; None for ignored ones.

    Args:
        fates: As ``fates_of_image`` gives them.
        boxes: Of the objects, in the unit of the fates.
        labels: From 1.
        ignore: Which objects count as neither.
        score: Detections from it on are shown.
        reached: Which objects some default box overlaps enough.
    """
    shown = [one for one in fates if one["detected"] and one["score"] >= score]
    return [
        None if ignore[g] else _stage(g, fates, shown, boxes, labels, ignore, score, reached[g])
        for g in range(len(labels))
    ]


def _owner(one, boxes, labels, ignore):
    """The object of its class that a detection overlaps most."""
    best, owner = 0.0, None
    for g, box in enumerate(boxes):
        overlap = iou(one["box"], box)
        if labels[g] == one["label"] and not ignore[g] and overlap > best:
            best, owner = overlap, g
    return owner


def _stage(g, fates, shown, boxes, labels, ignore, score, reached):
    def on(one, least=0.5):
        return iou(one["box"], boxes[g]) >= least

    own = [one for one in shown if one["label"] == labels[g] and _owner(one, boxes, labels, ignore) == g]
    for one in own:
        if on(one):
            return "found", _name(one)
    for one in fates:
        if one["label"] == labels[g] and one["score"] >= score and on(one):
            if one["detected"]:
                return "counts for another object", _name(one)
            return ("outranked", None) if one["suppressor"] is None else ("suppressed", one["suppressor"])
    for one in shown:
        if one["label"] != labels[g] and on(one):
            return "other class", _name(one)
    near = [one for one in own if on(one, 0.1)]
    if near:
        return "badly placed", _name(max(near, key=lambda one: iou(one["box"], boxes[g])))
    return ("score" if reached else "no default box"), None


def _name(one):
    return one["label"], one["default_box"]
