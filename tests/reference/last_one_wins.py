"""Matching of one image where the last ground truth takes its best default box from whoever had it, as loops."""


def last_one_wins(table, *, positive_iou):
    """Number of positives of each row of ``table`` (IoU of ground truths with default boxes), and who has its best."""
    owner = {}
    for d in range(len(table[0]) if table else 0):
        best = 0
        for g in range(len(table)):
            if table[g][d] > table[best][d]:
                best = g
        if table[best][d] >= positive_iou:
            owner[d] = best
    bests = []
    for g, row in enumerate(table):
        best = 0
        for d in range(len(row)):
            if row[d] > row[best]:
                best = d
        bests.append(best if row[best] > 0 else None)
        if row[best] > 0:
            owner[best] = g
    takers = [g if best is None else owner[best] for g, best in enumerate(bests)]
    return [sum(one == g for one in owner.values()) for g in range(len(table))], takers
