"""What stands out in an evaluation, and what to do about it, in a few sentences."""

from ssd_desktop.evaluation.analysis import Analysis
from ssd_desktop.evaluation.errors import ERRORS, Kind
from ssd_desktop.evaluation.report_text import percent, score_text

_LEAST_ERRORS = 3
_LEAST_SHARE = 0.2
_LEAST_OBJECTS = 5
_RECALL_GAP = 0.2
_F1_GAIN = 0.02
_BIAS = 0.1
_LEAST_SCORES = 20

_REMEDIES = {
    Kind.MISSED: "nothing is detected near them: label more pictures like the worst ones below",
    Kind.WRONG_CLASS: "the box is right, the class is not: compare the labels of these classes, and add pictures that "
    "show how they differ",
    Kind.BADLY_PLACED: "the class is right, the box is not: check that the labelled boxes are tight, and that the box "
    "plan reaches these shapes (ssd-desktop boxes DATA)",
    Kind.WRONG_CLASS_BADLY_PLACED: "only near an object and of another class: more training, or more pictures",
    Kind.DUPLICATE: "an object is found twice: objects side by side in the training pictures need boxes of their own",
    Kind.BACKGROUND: "nothing is labelled there: look whether a label was forgotten; if not, train on such pictures "
    "too, with an annotation file without objects",
}
_SUBJECTS = {
    Kind.MISSED: ("object is missed", "objects are missed"),
    Kind.WRONG_CLASS: ("detection has the wrong class", "detections have the wrong class"),
    Kind.BADLY_PLACED: ("detection is badly placed", "detections are badly placed"),
    Kind.WRONG_CLASS_BADLY_PLACED: (
        "detection has the wrong class and is badly placed",
        "detections have the wrong class and are badly placed",
    ),
    Kind.DUPLICATE: ("detection is a duplicate", "detections are duplicates"),
    Kind.BACKGROUND: ("detection is of background", "detections are of background"),
}


def advice(analysis: Analysis) -> list[str]:
    """Returns what to look at first, the most frequent errors first; one sentence each, plain text."""
    found = [*_errors(analysis), *_sizes(analysis), *_threshold(analysis), *_calibration(analysis)]
    if found:
        return found
    if sum(analysis.errors.total.counts[kind] for kind in ERRORS):
        return ["Nothing stands out: the errors that are left are few and of several kinds."]
    return ["No error at this score."]


def _errors(analysis: Analysis) -> list[str]:
    counts = analysis.errors.total.counts
    least = max(_LEAST_ERRORS, _LEAST_SHARE * sum(counts[kind] for kind in ERRORS))
    kinds = sorted((kind for kind in ERRORS if counts[kind] >= least), key=lambda kind: -counts[kind])
    sentences = []
    for kind in kinds:
        example = ""
        confused = analysis.confusion.most_confused(1)
        if kind is Kind.WRONG_CLASS and confused:
            example = f" (most often {confused[0][0]} taken for {confused[0][1]}, {confused[0][2]:,} times)"
        sentences.append(f"{counts[kind]:,} {_SUBJECTS[kind][counts[kind] != 1]}{example}; {_REMEDIES[kind]}.")
    return sentences


def _sizes(analysis: Analysis) -> list[str]:
    recall = analysis.errors.total.recall or 0.0
    return [
        f"Of the objects of {name} as the network sees them {group.found:,} of {group.objects:,} are found: take "
        "pictures from nearer, or cut them into parts, so that these objects fill more of the network's square input."
        for name, group in list(analysis.network_sizes.items())[:-1]
        if group.objects >= _LEAST_OBJECTS and group.found / group.objects < recall - _RECALL_GAP
    ]


def _threshold(analysis: Analysis) -> list[str]:
    best, f1 = analysis.overall_threshold, analysis.errors.total.f1
    if best is None or f1 is None or best.f1 - f1 < _F1_GAIN:
        return []
    now = score_text(analysis.errors.score)
    return [
        f"A score threshold of {score_text(best.score)} instead of {now} lifts F1 from {percent(f1)} to "
        f"{percent(best.f1)} %."
    ]


def _calibration(analysis: Analysis) -> list[str]:
    bias = analysis.calibration.bias
    if bias is None or abs(bias) < _BIAS or analysis.calibration.detections < _LEAST_SCORES:
        return []
    side = "higher" if bias > 0 else "lower"
    return [
        f"Scores are on average {abs(bias) * 100:.0f} points {side} than the share of correct detections: do not read "
        "them as probabilities."
    ]
