"""The chart of AP over labelled images: readable without colour, its points where the values are."""

import re
from xml.etree import ElementTree

import pytest

from benchmarks.rounds_chart import LOOKS, Panel, ap_ticks, rounds_chart

SVG = "{http://www.w3.org/2000/svg}"
LINES = {"least sure first": {20: [60.0, 64.0], 40: [70.0, 80.0]}, "at random": {20: [60.0, 64.0], 40: [66.0, 68.0]}}


@pytest.fixture
def chart():
    return ElementTree.fromstring(rounds_chart([Panel("AP50", LINES), Panel("AP50:95", LINES)], label="a & b"))


def lines_of(group):
    return [
        [tuple(map(float, point.split(","))) for point in line.get("points").split()]
        for line in group.iter(f"{SVG}polyline")
    ]


def test_each_chart_has_a_line_for_each_way_to_choose_and_every_name_is_written(chart):
    groups = chart.findall(f"{SVG}g")
    assert [len(lines_of(group)) for group in groups] == [2, 2]
    texts = [text.text for text in chart.iter(f"{SVG}text")]
    assert {"AP50", "AP50:95", *LINES, "20", "40"} <= set(texts)
    assert chart.get("aria-label") == "a & b"


def test_the_lines_differ_in_dashes_and_points_not_in_colour_alone():
    assert len({look.dashes for look in LOOKS}) == len({look.shape for look in LOOKS}) == len(LOOKS)


def test_a_point_is_the_mean_of_the_seeds_by_the_numbers_of_the_axis(chart):
    group = chart.find(f"{SVG}g")
    ticks = {
        float(text.text.removesuffix(" %")): float(text.get("y")) - 4
        for text in group.iter(f"{SVG}text")
        if re.fullmatch(r"\d+ %", text.text)
    }
    low, high = min(ticks), max(ticks)
    values = [
        [low + (high - low) * (ticks[low] - y) / (ticks[low] - ticks[high]) for _, y in line]
        for line in lines_of(group)
    ]
    assert values == [pytest.approx([62, 75], abs=0.1), pytest.approx([62, 67], abs=0.1)]


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.0), (59.9, 60.1), (0.0, 100.0), (33.3, 71.2), (75.0, 80.0)])
def test_the_axis_reaches_from_below_the_lowest_to_above_the_highest_value(low, high):
    ticks = ap_ticks(low, high)
    assert ticks[0] <= low
    assert high <= ticks[-1]
    assert len(ticks) >= 2
    assert ticks == sorted(set(ticks))
