"""Box plans as files."""

import json
from dataclasses import asdict, replace

import pytest

from ssd_desktop.checkpoints.plan_file import find_plan, read_plan, save_plan
from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.config import EDITED_PLAN, PLANS

EDITED = replace(PLANS["caffe-voc"], name=EDITED_PLAN, scales=(0.08, *PLANS["caffe-voc"].scales[1:]), clip="size")


def test_a_saved_plan_is_read_back_to_the_last_digit(tmp_path):
    for plan in (EDITED, replace(PLANS["ssd512-coco"], name="mine", centres="cell", steps=())):
        assert read_plan(save_plan(plan, tmp_path / "plans")) == plan


def test_another_plan_gets_another_file_and_the_same_plan_the_same(tmp_path):
    first = save_plan(EDITED, tmp_path)
    assert save_plan(EDITED, tmp_path) == first
    assert save_plan(replace(EDITED, clip="none"), tmp_path) != first
    assert read_plan(first) == EDITED


def test_the_plan_of_a_run_is_read_with_what_else_stands_there(tmp_path):
    path = tmp_path / "plan.json"
    path.write_text(json.dumps({**asdict(EDITED), "recall": 0.9, "default_boxes": 8732}))
    assert find_plan(str(path)) == EDITED


def test_a_name_is_a_shipped_plan():
    assert find_plan("paper") is PLANS["paper"]
    with pytest.raises(ConfigError, match="no box plan 'unknown'"):
        find_plan("unknown")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"scales": None}, "is no box plan"),
        ({"map_sizes": [38, 19]}, "none|no network"),
        ({"scales": [0.2] * 6}, "needs 7 scales"),
        ({"aspect_ratios": [[2.0]] * 6}, "default boxes, not 8,732"),
        ({"name": "paper"}, "other numbers than that plan"),
        ({"name": ""}, "no name"),
        ({"centres": "corner"}, "use cell or steps"),
    ],
)
def test_a_file_that_holds_no_plan_says_why(tmp_path, changes, said):
    path = tmp_path / "plan.json"
    path.write_text(json.dumps({**asdict(EDITED), **changes}))
    with pytest.raises(ConfigError, match=said):
        read_plan(path)


@pytest.mark.parametrize("content", ["", "[]", "{}", "no json", "3"])
def test_a_file_of_another_kind_is_refused(tmp_path, content):
    path = tmp_path / "plan.json"
    path.write_text(content)
    with pytest.raises(ConfigError, match=r"plan\.json is no box plan: (?!.*indices)"):
        read_plan(path)


def test_a_missing_file_and_a_folder_that_is_a_file_are_named(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        read_plan(tmp_path / "gone.json")
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot be saved in"):
        save_plan(EDITED, tmp_path / "file")
