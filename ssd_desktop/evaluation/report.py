"""An evaluation as one HTML file that opens anywhere: no network, no script, no second file.

Whatever comes from outside (names of classes, files, data sets and models) is escaped; a content security policy
forbids everything but the page's own style and pictures all the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ssd_desktop.evaluation.advice import advice
from ssd_desktop.evaluation.analysis import Analysis
from ssd_desktop.evaluation.evaluator import EvaluationResult
from ssd_desktop.evaluation.report_charts import confusion_chart
from ssd_desktop.evaluation.report_pictures import error_picture
from ssd_desktop.evaluation.report_sections import (
    calibration_section,
    class_table,
    curves_section,
    definitions,
    picture_key,
    size_tables,
)
from ssd_desktop.evaluation.report_style import STYLE
from ssd_desktop.evaluation.report_text import REPORT_MARK, percent, safe, score_text

METRIC_NAMES = {"voc": "VOC area AP", "voc07": "VOC2007 11-point AP", "coco": "COCO AP 50:95"}

MOST_PICTURES = 30
_PICTURES_CHARACTERS = 3_500_000
"""All pictures together stay below, so that the file stays below 5 MB."""

_MOST_CONFUSED = 10
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True)
class ReportHeading:
    """What was evaluated, in words.

    Attributes:
        model: Name of the detector.
        device: Where it ran.
        made: Date and time, and the program's version.
    """

    model: str
    device: str
    made: str


def html_report(result: EvaluationResult, analysis: Analysis, heading: ReportHeading) -> str:
    """Returns the page; the worst images are read again for their pictures.

    Args:
        result: The AP of the metric that was asked for.
        analysis: Of the same pass.
        heading: What was evaluated.
    """
    title = f"Evaluation of {heading.model} on {result.dataset}"
    sections = {
        "What stands out": f"<ul>{_items(advice(analysis))}</ul>",
        "Classes and errors": class_table(result, analysis),
        "The worst images": _pictures(analysis),
        "What is taken for what": _confusion(analysis),
        "Precision and recall": curves_section(analysis),
        "Sizes": size_tables(analysis),
        "Are scores probabilities?": calibration_section(analysis.calibration),
        "Words": definitions(),
    }
    if result.unreadable:
        sections["Images left out"] = f"<ul>{_items(result.unreadable)}</ul>"
    content = [_section(number, title, text) for number, (title, text) in enumerate(sections.items())]
    body = "".join((_head(result, heading), _tiles(result, analysis), _contents(sections), *content))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"{REPORT_MARK}"
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{safe(title)}</title><style>{STYLE}</style></head>\n<body>\n{body}</body></html>\n"
    )


def _contents(titles: Iterable[str]) -> str:
    """Links to the sections: the pictures of the worst images push the others far down."""
    links = "".join(f'<a href="#s{number}">{safe(title)}</a>' for number, title in enumerate(titles))
    return f"<nav>{links}</nav>\n"


def _section(number: int, title: str, content: str) -> str:
    return f'<section id="s{number}"><h2>{safe(title)}</h2>{content}</section>\n'


def _items(sentences: Iterable[str]) -> str:
    return "".join(f"<li>{safe(sentence)}</li>" for sentence in sentences)


def _head(result: EvaluationResult, heading: ReportHeading) -> str:
    objects = sum(result.boxes_per_class.values())
    return (
        f"<h1>{safe(result.dataset)}</h1><p>Detector <b>{safe(heading.model)}</b> on {result.images:,} images with "
        f'{objects:,} objects.</p><p class="quiet">{safe(heading.device)} · {safe(heading.made)}</p>\n'
    )


def _tiles(result: EvaluationResult, analysis: Analysis) -> str:
    total, best = analysis.errors.total, analysis.overall_threshold
    at = f"at score {score_text(analysis.errors.score)}"
    tiles = [(percent(result.map), f"{METRIC_NAMES[result.metric]} %, mean of classes")]
    if result.metric == "coco":
        tiles += [(percent(result.ap50), "AP50 %"), (percent(result.ap75), "AP75 %")]
    tiles += [
        (percent(total.precision), f"precision % {at}"),
        (percent(total.recall), f"recall % {at}"),
        (percent(total.f1), f"F1 % {at}"),
        (score_text(best.score if best else None), f"score of the best F1 ({percent(best.f1 if best else None)} %)"),
    ]
    shown = "".join(f'<div class="tile"><b>{figure}</b><span>{text}</span></div>' for figure, text in tiles)
    return f'<div class="tiles">{shown}</div>\n'


def _pictures(analysis: Analysis) -> str:
    worst = analysis.errors.worst()
    if not worst:
        return "<p>No image has an error at this score.</p>"
    figures: list[str] = []
    characters = 0
    for index in worst[:MOST_PICTURES]:
        figure = error_picture(analysis.samples[index], analysis.errors.images[index])
        if figure is None:
            continue
        characters += len(figure)
        if characters > _PICTURES_CHARACTERS:
            break
        figures.append(figure)
    text = (
        f"{len(worst):,} of {len(analysis.samples):,} images have errors; these are the {len(figures):,} worst. The "
        "order is that of the cost: 1 for each object not found, and its score for each wrong detection."
    )
    return f'<p>{text}</p>{picture_key()}<div class="pictures">{"".join(figures)}</div>'


def _confusion(analysis: Analysis) -> str:
    pairs = analysis.confusion.most_confused(_MOST_CONFUSED)
    rows = "".join(
        f'<tr><td class="name">{safe(known)}</td><td class="name">{safe(said)}</td><td>{count:,}</td></tr>'
        for known, said, count in pairs
    )
    head = '<tr><th class="name">it is</th><th class="name">detected as</th><th>times</th></tr>'
    table = f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"
    if not pairs:
        table = "<p>No object is taken for one of another class.</p>"
    return (
        "<p>Rows are what it is, columns what was detected. The last column counts objects not found, the last row "
        "detections that no object is left for: nothing is there, or another detection lies on the object better."
        f'</p><div class="side"><div class="scroll">'
        f"{confusion_chart(analysis.confusion)}</div><div>{table}</div></div>"
    )
