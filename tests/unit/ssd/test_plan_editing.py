"""Changing the numbers of a plan."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.config import EDITED_PLAN, PLANS, BoxPlan
from ssd_desktop.ssd.plan_editing import (
    as_edited,
    is_on_line,
    line_scales,
    parse_ratios,
    ratios_text,
    training_obstacle,
    with_centres,
)
from tests.reference.default_boxes import paper_scales


def test_the_line_from_0_2_to_0_9_is_the_plan_of_the_paper():
    assert line_scales(0.2, 0.9, maps=6) == PLANS["paper"].scales


@given(s_min=st.floats(0.01, 0.7), growth=st.floats(0.01, 0.7), maps=st.integers(2, 8))
def test_the_line_is_that_of_a_loop_over_the_equation(s_min, growth, maps):
    expected = paper_scales(maps, s_min, s_min + growth)
    assert line_scales(s_min, s_min + growth, maps=maps) == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize(
    ("s_min", "s_max", "said"),
    [(0.5, 0.5, "raise s_max"), (0.9, 0.2, "raise s_max"), (0.0, 0.5, "s_min is 0"), (0.2, 1.7, "s_max is 1.7")],
)
def test_a_line_that_does_not_rise_or_leaves_the_range_says_the_remedy(s_min, s_max, said):
    with pytest.raises(ConfigError, match=said):
        line_scales(s_min, s_max, maps=6)


def test_only_the_plan_of_the_paper_is_on_the_line():
    assert is_on_line(PLANS["paper"])
    assert not is_on_line(PLANS["caffe-voc"])
    assert not is_on_line(BoxPlan("one map", 64, (4,), (0.2, 0.5), ((2.0,),)))


@pytest.mark.parametrize(
    ("text", "ratios"), [("2, 3", (2.0, 3.0)), ("2;3", (2.0, 3.0)), (" 1.5 ", (1.5,)), ("", ()), ("3 2", (3.0, 2.0))]
)
def test_ratios_are_read_as_people_write_them(text, ratios):
    assert parse_ratios(text) == ratios


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("two", "'two' is no ratio; write numbers above 1"),
        ("-2", "no ratio"),
        ("nan", "no ratio"),
        ("1", "as the two squares; leave it out"),
        ("0.5", "with its inverse; write 2 instead"),
        ("2, 2.0", "there twice"),
        ("20", "above 10"),
        ("2 3 4 5 6", "leave at most 3"),
    ],
)
def test_a_wrong_ratio_says_what_and_the_remedy(text, said):
    with pytest.raises(ConfigError, match=said):
        parse_ratios(text)


@given(st.lists(st.integers(11, 99).map(lambda tenths: tenths / 10), max_size=3, unique=True))
def test_written_ratios_are_read_back(ratios):
    assert parse_ratios(ratios_text(ratios)) == pytest.approx(tuple(ratios))


def test_steps_come_from_the_published_plan_of_the_network_and_go_with_cells():
    stepped = with_centres(PLANS["paper"], "steps")
    assert stepped.steps == PLANS["caffe-voc"].steps
    assert with_centres(stepped, "cell") == PLANS["paper"]
    foreign = BoxPlan("foreign", 64, (4, 2), (0.2, 0.5, 0.9), ((2.0,), (2.0,)))
    with pytest.raises(ConfigError, match="steps are not known"):
        with_centres(foreign, "steps")


def test_a_plan_with_the_numbers_of_a_known_one_is_that_one():
    changed = replace(PLANS["paper"], clip="size")
    assert as_edited(changed, PLANS.values()).name == EDITED_PLAN
    assert as_edited(replace(changed, clip="none"), PLANS.values()) is PLANS["paper"]


def test_a_plan_with_other_boxes_a_cell_cannot_be_trained_and_says_how_it_could():
    paper = PLANS["paper"]
    assert training_obstacle(paper) is None
    fewer = replace(paper, aspect_ratios=(*paper.aspect_ratios[:1], (2.0,), *paper.aspect_ratios[2:]))
    assert training_obstacle(fewer) == (
        "conv7 has 4 boxes a cell, and the network predicts 6; to train with this plan, set its number of ratios to 2."
    )
    assert training_obstacle(BoxPlan("none", 64, (4,), (0.2, 0.5), ((2.0,),))) is not None
