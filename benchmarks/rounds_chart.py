"""AP over labelled images, one line for each way to choose them, as SVG that needs no program to look at."""

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ssd_desktop.evaluation.report_text import safe
from ssd_desktop.training.chart import Axis

Values = Mapping[int, Sequence[float]]
"""AP in percent of each seed, by the number of labelled images."""

_WIDTH, _HEIGHT = 420, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 404, 62, 286
_APART = 8
_CAP = 4
_INK, _SOFT, _GRID = "#262a30", "#5b626b", "#e3e6e9"
_Place = Callable[[float], float]


@dataclass(frozen=True)
class Look:
    """How a line is drawn: colour (of Okabe and Ito), dashes and the shape of its points each tell it apart."""

    colour: str
    dashes: str
    shape: str


LOOKS = (Look("#0072b2", "", "disc"), Look("#d55e00", "7 4", "square"))


@dataclass(frozen=True)
class Panel:
    """One chart.

    Attributes:
        title: What is shown, such as "AP50".
        lines: The values of each line, by its name, in the order of ``LOOKS``.
    """

    title: str
    lines: Mapping[str, Values]


def rounds_chart(panels: Sequence[Panel], *, label: str) -> str:
    """Returns the charts beside each other: means of the seeds as lines, lowest to highest as bars.

    Args:
        panels: At least one, each with a value.
        label: What all of it shows, for screen readers.
    """
    width = _WIDTH * len(panels)
    parts = [f'<g transform="translate({_WIDTH * number} 0)">{_panel(one)}</g>' for number, one in enumerate(panels)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}" width="{width}" height="{_HEIGHT}" '
        f'role="img" aria-label="{safe(label)}" font-family="sans-serif" font-size="12" fill="{_INK}">'
        f'<rect width="{width}" height="{_HEIGHT}" fill="#ffffff"/>{"".join(parts)}</svg>\n'
    )


def _panel(panel: Panel) -> str:
    counts = sorted({count for values in panel.lines.values() for count in values})
    aps = [ap for values in panel.lines.values() for seeds in values.values() for ap in seeds]
    ticks = ap_ticks(min(aps), max(aps))
    span = max(counts[-1] - counts[0], 1)

    def x(count: float) -> float:
        return _LEFT + 16 + (_RIGHT - _LEFT - 32) * (count - counts[0]) / span

    def y(ap: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * (ap - ticks[0]) / (ticks[-1] - ticks[0])

    parts = [_frame(panel.title, counts, ticks, x, y)]
    for number, (name, values) in enumerate(panel.lines.items()):
        aside = _APART * (2 * number - len(panel.lines) + 1) / 2
        parts += [_line(values, LOOKS[number], lambda count, aside=aside: x(count) + aside, y)]
        parts += [_legend(name, LOOKS[number], _LEFT + 8 + 180 * number)]
    return "".join(parts)


def ap_ticks(lowest: float, highest: float) -> list[float]:
    """Returns round numbers, at least two, from below the lowest value to above the highest."""
    step = Axis.up_to(max(highest - lowest, 1.0), 5).step
    first, last = math.floor(lowest / step), math.ceil(highest / step)
    return [step * number for number in range(first, max(last, first + 1) + 1)]


def _frame(title: str, counts: Sequence[int], ticks: Sequence[float], x: _Place, y: _Place) -> str:
    parts = [f'<text x="{_LEFT}" y="24" font-size="15" font-weight="bold">{safe(title)}</text>']
    for ap in ticks:
        parts.append(f'<path d="M{_LEFT} {y(ap):.1f}H{_RIGHT}" stroke="{_GRID}"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y(ap) + 4:.1f}" text-anchor="end" fill="{_SOFT}">{ap:g} %</text>')
    for count in counts:
        parts.append(
            f'<path d="M{x(count):.1f} {_BOTTOM}v5" stroke="{_SOFT}"/>'
            f'<text x="{x(count):.1f}" y="{_BOTTOM + 19}" text-anchor="middle" fill="{_SOFT}">{count}</text>'
        )
    middle = (_LEFT + _RIGHT) / 2
    parts.append(f'<path d="M{_LEFT} {_BOTTOM}H{_RIGHT}" stroke="{_SOFT}"/>')
    parts.append(f'<text x="{middle}" y="{_BOTTOM + 40}" text-anchor="middle" fill="{_SOFT}">labelled images</text>')
    return "".join(parts)


def _line(values: Values, look: Look, x: _Place, y: _Place) -> str:
    means = [(x(count), y(statistics.mean(seeds))) for count, seeds in sorted(values.items())]
    corners = " ".join(f"{across:.1f},{up:.1f}" for across, up in means)
    parts = [
        f'<polyline points="{corners}" fill="none" stroke="{look.colour}" stroke-width="2.5" '
        f'stroke-dasharray="{look.dashes}"/>'
    ]
    for count, seeds in values.items():
        parts.append(_range(x(count), y(min(seeds)), y(max(seeds)), look) if len(seeds) > 1 else "")
    return "".join([*parts, *(_point(across, up, look) for across, up in means)])


def _range(across: float, bottom: float, top: float, look: Look) -> str:
    caps = "".join(f"M{across - _CAP:.1f} {end:.1f}h{2 * _CAP}" for end in (bottom, top))
    return f'<path d="M{across:.1f} {bottom:.1f}V{top:.1f}{caps}" fill="none" stroke="{look.colour}"/>'


def _point(across: float, up: float, look: Look) -> str:
    if look.shape == "disc":
        return f'<circle cx="{across:.1f}" cy="{up:.1f}" r="4.5" fill="{look.colour}"/>'
    place = f'x="{across - 4:.1f}" y="{up - 4:.1f}" width="8" height="8"'
    return f'<rect {place} fill="#ffffff" stroke="{look.colour}" stroke-width="2"/>'


def _legend(name: str, look: Look, left: float) -> str:
    height = 44
    return (
        f'<path d="M{left} {height}h30" stroke="{look.colour}" stroke-width="2.5" stroke-dasharray="{look.dashes}"/>'
        f'{_point(left + 15, height, look)}<text x="{left + 38}" y="{height + 4}">{safe(name)}</text>'
    )
