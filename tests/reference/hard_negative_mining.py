"""Hard negative mining of one image as a plain loop."""


def mined_negatives(losses, labels, *, negatives_per_positive=3, min_negatives=0):
    """Set of indices: the negatives (label 0) of highest loss, equal losses to the lower index."""
    positives = sum(1 for label in labels if label > 0)
    wanted = negatives_per_positive * positives if positives else min_negatives
    kept = set()
    while len(kept) < wanted:
        hardest = None
        for index, label in enumerate(labels):
            if label == 0 and index not in kept and (hardest is None or losses[index] > losses[hardest]):
                hardest = index
        if hardest is None:
            break
        kept.add(hardest)
    return kept
