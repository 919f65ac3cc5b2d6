"""The charts of the report, as inline SVG whose colours follow the page's style."""

from collections.abc import Sequence

from ssd_desktop.evaluation.analysis import curve_points
from ssd_desktop.evaluation.calibration import Calibration
from ssd_desktop.evaluation.confusion import ConfusionMatrix
from ssd_desktop.evaluation.report_text import safe, shortened
from ssd_desktop.evaluation.voc import PrecisionRecall

_LEFT, _TOP, _SIDE = 36, 8, 150
_NUMBERED_CELL = 26
_LEANING_CELL = 20
"""In narrower columns leaning labels would lie on each other."""
_LABEL_CHARACTERS = 18


def precision_recall_chart(
    curve: PrecisionRecall, *, marks: Sequence[tuple[float, float, str, str]], label: str
) -> str:
    """Draws one curve, recall to the right and precision upwards, both 0 to 1.

    Args:
        curve: Of a class or of all.
        marks: Points on it: recall, precision, CSS class, text of the tooltip.
        label: For screen readers.
    """
    points = curve_points(curve)
    path = ""
    if points:
        # A step: the precision of a recall holds for all lower ones.
        corners = [f"M{_x(0):.1f} {_y(points[0][1]):.1f}"]
        corners += [f"V{_y(precision):.1f}H{_x(recall):.1f}" for recall, precision, _ in points]
        path = f'<path class="curve" d="{"".join(corners)}V{_y(0):.1f}"/>'
    dots = "".join(
        f'<circle class="{safe(name)}" cx="{_x(recall):.1f}" cy="{_y(precision):.1f}" r="4.5">'
        f"<title>{safe(text)}</title></circle>"
        for recall, precision, name, text in marks
    )
    return _square_chart(path + dots, label=label, across="recall", up="precision")


def reliability_chart(calibration: Calibration) -> str:
    """Draws the precision of each bin of scores as a bar; calibrated scores reach the diagonal."""
    bars = []
    for one in calibration.bins:
        if one.precision is None or one.mean_score is None:
            continue
        left, right, top = _x(one.low), _x(one.high), _y(one.precision)
        text = (
            f"score {one.low:.1f} to {one.high:.1f}: {one.detections:,} detections, mean score {one.mean_score:.2f}, "
            f"{one.precision * 100:.0f} % correct"
        )
        bars.append(
            f'<rect class="bar" x="{left + 1:.1f}" y="{top:.1f}" width="{right - left - 2:.1f}" '
            f'height="{_y(0) - top:.1f}"><title>{safe(text)}</title></rect>'
            f'<path class="mean" d="M{left + 1:.1f} {_y(one.mean_score):.1f}H{right - 1:.1f}"/>'
        )
    diagonal = f'<path class="diagonal" d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}"/>'
    label = "Share of correct detections by score"
    return _square_chart("".join(bars) + diagonal, label=label, across="score", up="correct")


def confusion_chart(matrix: ConfusionMatrix) -> str:
    """Draws the matrix: rows are what it is, columns what was detected; the shade is the share of the row."""
    names = matrix.names
    cell = max(14, min(44, 760 // len(names)))
    margin = 16 + max(_text_width(shortened(name, _LABEL_CHARACTERS)) for name in names)
    upright = cell < _LEANING_CELL
    top = 30 + round(margin if upright else 0.75 * margin)
    side = margin + 22 + cell * len(names)
    parts = [_confusion_labels(names, cell, margin + 22, top, angle=-90 if upright else -45)]
    for row, counts in enumerate(matrix.counts.tolist()):
        for column, count in enumerate(counts):
            place = (margin + 22 + column * cell, top + row * cell)
            parts.append(_confusion_cell(names, row, column, count, total=sum(counts), place=place, cell=cell))
    # The column labels lean to the right, over the edge of the cells.
    width, height = side + round(0.75 * margin), top + cell * len(names) + 4
    return (
        f'<svg class="matrix" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="Confusion matrix">{"".join(parts)}</svg>'
    )


def _text_width(text: str) -> int:
    """Returns about the pixels of a label; CJK letters and emoji are as wide as high."""
    return sum(12 if ord(letter) > 0x2E7F else 7 for letter in text)


def _confusion_labels(names: Sequence[str], cell: int, left: int, top: int, *, angle: int) -> str:
    middle = top + cell * len(names) / 2
    parts = [
        f'<text class="axis" x="{left}" y="13">detected as →</text>',
        f'<text class="axis" transform="translate(12 {middle:.0f}) rotate(-90)" text-anchor="middle">it is</text>',
    ]
    for place, name in enumerate(names):
        text = f"{safe(shortened(name, _LABEL_CHARACTERS))}<title>{safe(name)}</title>"
        kind = "name background" if place == len(names) - 1 else "name"
        y = top + (place + 0.5) * cell
        parts.append(f'<text class="{kind}" x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{text}</text>')
        x = left + (place + 0.5) * cell
        parts.append(f'<text class="{kind}" transform="translate({x + 3:.1f} {top - 6}) rotate({angle})">{text}</text>')
    return "".join(parts)


def _confusion_cell(
    names: Sequence[str], row: int, column: int, count: int, *, total: int, place: tuple[int, int], cell: int
) -> str:
    x, y = place
    frame = f'<rect class="cell" x="{x}" y="{y}" width="{cell}" height="{cell}"/>'
    if not count:
        return frame
    share = count / total
    kind = "right" if row == column else "wrong"
    text = f"{names[row]} detected as {names[column]}: {count:,} ({share * 100:.0f} % of the row)"
    filled = (
        f'<rect class="{kind}" x="{x}" y="{y}" width="{cell}" height="{cell}" fill-opacity="{0.22 + 0.58 * share:.2f}">'
        f"<title>{safe(text)}</title></rect>"
    )
    number = ""
    if cell >= _NUMBERED_CELL:
        size = 12 if count < 1000 else 9
        number = (
            f'<text class="count" x="{x + cell / 2:.1f}" y="{y + cell / 2 + size / 3:.1f}" font-size="{size}" '
            f'text-anchor="middle">{count}</text>'
        )
    return frame + filled + number


def _square_chart(content: str, *, label: str, across: str, up: str) -> str:
    lines = [f'<path class="grid" d="M{_x(at)} {_y(0)}V{_y(1)}M{_x(0)} {_y(at)}H{_x(1)}"/>' for at in (0, 0.5, 1)]
    ticks = [
        f'<text class="tick" x="{_x(at)}" y="{_y(0) + 12}" text-anchor="middle">{at:g}</text>'
        f'<text class="tick" x="{_LEFT - 4}" y="{_y(at) + 3}" text-anchor="end">{at:g}</text>'
        for at in (0, 0.5, 1)
    ]
    names = (
        f'<text class="axis" x="{_x(0.5)}" y="{_y(0) + 25}" text-anchor="middle">{across}</text>'
        f'<text class="axis" transform="translate(9 {_y(0.5)}) rotate(-90)" text-anchor="middle">{up}</text>'
    )
    width, height = _LEFT + _SIDE + 10, _TOP + _SIDE + 30
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{safe(label)}">'
        f"{''.join(lines)}{''.join(ticks)}{names}{content}</svg>"
    )


def _x(share: float) -> float:
    return _LEFT + _SIDE * share


def _y(share: float) -> float:
    return _TOP + _SIDE * (1 - share)
