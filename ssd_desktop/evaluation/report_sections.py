"""Tables and texts of the report."""

from ssd_desktop.evaluation.analysis import Analysis
from ssd_desktop.evaluation.calibration import LOWEST_SCORE, BestThreshold, Calibration
from ssd_desktop.evaluation.errors import ERRORS, ClassErrors, Kind
from ssd_desktop.evaluation.evaluator import EvaluationResult
from ssd_desktop.evaluation.report_charts import precision_recall_chart, reliability_chart
from ssd_desktop.evaluation.report_pictures import KIND_TEXTS
from ssd_desktop.evaluation.report_text import percent, safe, score_text
from ssd_desktop.evaluation.sizes import SizeGroup
from ssd_desktop.evaluation.voc import PrecisionRecall, area_ap

_DEFINITIONS = {
    "on, near": "An IoU of at least 0.5, and of 0.1 to 0.5. IoU is the shared area of two boxes over their joint area.",
    "correct": "On an object of its class, and the first there by score.",
    "missed": "An object that no detection finds, and that no wrong class and badly placed detection explains either.",
    "wrong class": "On an object of another class.",
    "badly placed": "Near an object of its class.",
    "wrong class and badly placed": "Near an object of another class only.",
    "duplicate": "On an object that a detection with a higher score has found.",
    "background": "Near nothing that is labelled.",
    "precision, recall, F1": "Share of correct detections; share of the objects found; their harmonic mean.",
    "confusion matrix": "Detections and objects are paired whatever their classes, the highest IoU first, down to 0.5.",
    "not counted": "Difficult and ignored objects are not to be found, and detections of their class on them do not "
    "count.",
}


def class_table(result: EvaluationResult, analysis: Analysis) -> str:
    """Returns AP, precision, recall and the kinds of errors of each class."""
    # "Both" follows the two it means.
    heads = {**KIND_TEXTS, Kind.WRONG_CLASS_BADLY_PLACED: "both"}
    kinds = "".join(f"<th>{heads[kind]}</th>" for kind in ERRORS)
    head = (
        '<tr><th></th><th></th><th></th><th class="group" colspan="3">at score '
        f'{score_text(analysis.errors.score)}, %</th><th class="group" colspan="2">best F1</th>'
        f'<th class="group" colspan="{len(ERRORS) + 1}">errors</th></tr><tr><th>class</th><th>objects</th><th>AP %</th>'
        f'<th class="first">precision</th><th>recall</th><th>F1</th><th class="first">score</th><th>%</th>'
        f'<th class="first">not found</th>{kinds}</tr>'
    )
    rows = [
        _class_row(name, analysis.errors.per_class[name], result.per_class.get(name), analysis.thresholds[name])
        for name in analysis.errors.classes
    ]
    total = _class_row("all", analysis.errors.total, result.map, analysis.overall_threshold, kind="total")
    return (
        f'<div class="scroll"><table><thead>{head}</thead><tbody>{"".join(rows)}{total}</tbody></table></div>'
        '<p class="quiet">Objects not found and missed count for their own class, wrong detections for the class '
        "they say; an object not found is missed unless a wrong detection explains it. AP of all is the mean of the "
        "classes; the rest counts all objects and detections together.</p>"
    )


def _class_row(name: str, errors: ClassErrors, ap: float | None, best: BestThreshold | None, *, kind: str = "") -> str:
    figures = (
        ("", f"{errors.objects:,}"), ("", percent(ap)),
        ("first", percent(errors.precision)), ("", percent(errors.recall)), ("", percent(errors.f1)),
        ("first", score_text(best.score if best else None)), ("", percent(best.f1 if best else None)),
    )  # fmt: skip
    cells = "".join(f'<td class="{style}">{text}</td>' for style, text in figures)
    cells += f'<td class="first">{errors.not_found:,}</td>'
    for count in (errors.counts[error] for error in ERRORS):
        cells += f'<td class="{"some" if count else "none"}">{count:,}</td>'
    return f'<tr class="{kind}"><th>{safe(name)}</th>{cells}</tr>'


def curves_section(analysis: Analysis) -> str:
    """Returns a small chart for each class with objects, all together first."""
    charts = []
    if analysis.overall_curve is not None:
        figure = _curve_figure("all classes together", analysis.overall_curve, analysis.overall_threshold,
                               analysis.errors.total)  # fmt: skip
        charts.append(figure)
    for name, curve in analysis.curves.items():
        if curve is not None:
            figure = _curve_figure(name, curve, analysis.thresholds[name], analysis.errors.per_class[name])
            charts.append(figure)
    text = (
        "At IoU 0.5; the line is the best precision at this recall or a higher one, whose area is the AP. The dot is "
        f"the score of this report ({score_text(analysis.errors.score)}), the ring the score with the best F1."
    )
    return f'<p>{text}</p><div class="charts">{"".join(charts)}</div>'


def _curve_figure(name: str, curve: PrecisionRecall, best: BestThreshold | None, errors: ClassErrors) -> str:
    marks = []
    if best is not None:
        text = f"best F1 {percent(best.f1)} % from score {score_text(best.score)}"
        marks.append((best.recall, best.precision, "best", text))
    if errors.precision is not None and errors.recall is not None:
        text = f"at this report's score: precision {percent(errors.precision)} %, recall {percent(errors.recall)} %"
        marks.append((errors.recall, errors.precision, "here", text))
    chart = precision_recall_chart(curve, marks=marks, label=f"Precision and recall of {name}")
    caption = f'<b>{safe(name)}</b><br><span class="quiet">AP {percent(area_ap(curve))} %'
    caption += f"<br>best F1 from {score_text(best.score)}</span>" if best is not None else "</span>"
    return f"<figure><figcaption>{caption}</figcaption>{chart}</figure>"


def size_tables(analysis: Analysis) -> str:
    """Returns the tables of objects and wrong detections by size."""
    network = _size_table("side as the network sees it", analysis.network_sizes)
    coco = _size_table("COCO, pixels of the picture", analysis.coco_sizes)
    return (
        "<p>The network sees every picture squeezed to a square; the side is the square root of the area there. COCO "
        f'parts areas at 32 × 32 and 96 × 96.</p><div class="side">{network}{coco}</div>'
    )


def _size_table(title: str, groups: dict[str, SizeGroup]) -> str:
    rows = "".join(
        f"<tr><th>{name}</th><td>{group.objects:,}</td><td>{group.found:,}</td><td>{percent(group.recall)}</td>"
        f"<td>{group.false_alarms:,}</td></tr>"
        for name, group in groups.items()
    )
    head = f"<th>{title}</th><th>objects</th><th>found</th><th>recall %</th><th>wrong detections</th>"
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def calibration_section(calibration: Calibration) -> str:
    """Returns the chart of reliability and what it says."""
    if calibration.error is None or calibration.bias is None:
        return f"<p>There is no detection with a score of {LOWEST_SCORE} or more.</p>"
    side = "above" if calibration.bias > 0 else "below"
    return (
        f'<div class="side">{reliability_chart(calibration)}<div><p>Bars: share of correct detections by score. Short '
        "lines: mean score of the bar. Where scores are probabilities, bars reach their lines and the diagonal.</p>"
        f"<p>Expected calibration error: <b>{percent(calibration.error)} %</b> over {calibration.detections:,} "
        f"detections with a score from {LOWEST_SCORE} up. Scores lie on average {percent(abs(calibration.bias))} "
        f"points {side} the share of correct detections.</p></div></div>"
    )


def picture_key() -> str:
    """Returns what the boxes on the pictures mean."""
    kinds = (
        ("truth", "ground truth"),
        ("truth missed", "missed object"),
        ("found", "correct detection"),
        ("found wrong", "wrong detection"),
    )
    keys = (
        f'<span class="key"><svg width="34" height="20"><rect class="{style}" x="4" y="4" width="26" height="12"/>'
        f"</svg>{text}</span>"
        for style, text in kinds
    )
    return f"<p>{''.join(keys)}</p>"


def definitions() -> str:
    """Returns the words of the report and what they mean."""
    return f"<dl>{''.join(f'<dt>{word}</dt><dd>{text}</dd>' for word, text in _DEFINITIONS.items())}</dl>"
