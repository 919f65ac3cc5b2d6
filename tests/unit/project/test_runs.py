"""Runs read from their folders, whole, cut off and damaged; and two beside each other."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.checkpoints.plan_file import save_plan
from ssd_desktop.errors import ProjectError, UsageError
from ssd_desktop.project import trash
from ssd_desktop.project.about import annotate, read_about, rename
from ssd_desktop.project.comparison import compare
from ssd_desktop.project.curves import read_curves
from ssd_desktop.project.run_state import RunState
from ssd_desktop.project.runs import find_run, list_runs, read_run, settings_summary
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.training.run_folder import ABOUT, STATUS
from ssd_desktop.training.run_status import recording_status
from tests.unit.project.made_runs import LABELS, make_run


def test_a_finished_run_tells_settings_data_figures_and_dates(tmp_path):
    run = read_run(make_run(tmp_path / "runs" / "one", freeze="conv4_3", learning_rate=0.002))
    assert (run.name, run.state, run.step, run.steps) == ("one", RunState.DONE, 12, 12)
    assert (run.ap50, run.best_step) == (0.75, 8)
    assert run.loss == pytest.approx(2 + 8 * np.exp(-12 / 5))
    assert (run.settings["freeze"], run.settings["learning_rate"]) == ("conv4_3", 0.002)
    assert run.recipe == "fine-tune with learning_rate = 0.002, freeze = conv4_3"
    assert (run.classes, run.plan, run.device) == (("disc", "square"), "paper", "CPU")
    assert (run.data, run.data_version) == (tmp_path / "data", LABELS[:8])
    assert (run.images, run.validation_images) == (8, 2)
    assert run.started == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert run.checkpoint == run.path / "best.safetensors"
    assert run.problems == ()


def test_the_learning_rate_of_the_network_is_no_other_recipe_where_the_start_weights_chose_the_network(tmp_path):
    folder = make_run(tmp_path / "runs" / "one", init="efficientnet-lite0", learning_rate=0.008)
    save_plan(PLANS["ssdlite320-voc"], folder).replace(folder / "plan.json")

    assert read_run(folder).recipe == "fine-tune"


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("finished", RunState.DONE),
        ("stopped", RunState.STOPPED),
        ("running", RunState.CRASHED),
        ("paused", RunState.CRASHED),
        ("failed", RunState.CRASHED),
    ],
)
def test_nobody_trains_it_so_the_state_is_how_it_ended(tmp_path, status, state):
    assert read_run(make_run(tmp_path / "runs" / "one", steps=5, state=status)).state == state


def test_a_run_that_is_trained_now_runs_or_is_paused(tmp_path):
    path = make_run(tmp_path / "runs" / "one", steps=5, state="stopped")
    with recording_status(path, lambda event: None):
        assert read_run(path).state == RunState.RUNNING
        (path / STATUS).write_text('{"state": "paused"}')
        assert read_run(path).state == RunState.PAUSED


def test_a_diverged_run_says_so_whatever_its_status(tmp_path):
    path = make_run(tmp_path / "runs" / "one", steps=5, state="running")
    (path / "diverged.txt").write_text("at step 5")
    assert read_run(path).state == RunState.DIVERGED


@pytest.mark.parametrize(
    ("settings", "state"),
    [
        ({"steps": 12}, RunState.DONE),
        ({"steps": 8}, RunState.STOPPED),
        ({"steps": 2}, RunState.CRASHED),
    ],
)
def test_an_old_run_without_a_status_is_judged_by_its_saved_state(tmp_path, settings, state):
    run = read_run(make_run(tmp_path / "runs" / "one", state=None, **settings))
    assert run.state == state
    assert run.started is not None
    assert (run.images, run.validation_images) == (8, 2)


def test_a_run_killed_before_anything_was_saved_can_be_read(tmp_path):
    path = make_run(tmp_path / "runs" / "one", steps=0, state="running", aps=())
    for name in ("classes.txt", "plan.json", "split.json", "metrics.jsonl"):
        (path / name).unlink()
    run = read_run(path)
    assert (run.state, run.step, run.loss, run.ap50, run.checkpoint) == (RunState.CRASHED, 0, None, None, None)
    assert run.problems == ()


def test_each_damaged_file_costs_what_it_says_and_is_named(tmp_path):
    path = make_run(tmp_path / "runs" / "one")
    for name in ("config.toml", "split.json", ABOUT):
        (path / name).write_bytes(b"\xff{")
    (path / "state" / "index.json").write_text("{")
    (path / "command.txt").write_text("ssd-desktop 'train")
    run = read_run(path)
    assert (run.state, run.recipe, run.data, run.ap50) == (RunState.DONE, "", None, None)
    assert [problem.split(" cannot")[0].rsplit("/", 1)[-1] for problem in run.problems] == [
        ABOUT, "config.toml", "split.json",
    ]  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(place=st.floats(0, 1), share=st.floats(0, 1))
def test_a_run_with_any_file_cut_off_anywhere_can_be_listed(tmp_path_factory, place, share):
    runs = tmp_path_factory.mktemp("runs")
    path = make_run(runs / "one")
    names = sorted(
        str(file.relative_to(path)) for file in path.rglob("*") if file.is_file() and file.suffix != ".safetensors"
    )
    file = path / names[round(place * (len(names) - 1))]
    content = file.read_bytes()
    file.write_bytes(content[: round(share * len(content))])
    (run,) = list_runs(runs)
    assert run.name == "one"
    assert compare([run, run]).classes
    shutil.rmtree(runs)


def test_runs_are_listed_latest_first_and_other_folders_are_not(tmp_path):
    for day in (1, 3, 2):
        make_run(tmp_path / "runs" / f"run{day}", started=f"2026-11-0{day}T00:00:00+00:00")
    (tmp_path / "runs" / "notes").mkdir()
    assert [run.name for run in list_runs(tmp_path / "runs")] == ["run3", "run2", "run1"]
    assert list_runs(tmp_path / "nothing") == []
    (tmp_path / "file").write_text("")
    with pytest.raises(ProjectError, match="cannot be read"):
        list_runs(tmp_path / "file")


def test_a_run_is_found_by_folder_given_name_and_path(tmp_path):
    for name in ("one", "two", "three"):
        make_run(tmp_path / "runs" / name)
    rename(tmp_path / "runs" / "two", "the good one")
    rename(tmp_path / "runs" / "three", "the good one")
    rename(tmp_path / "runs" / "one", "alone")
    runs = list_runs(tmp_path / "runs")
    assert find_run("one", runs).name == "alone"
    assert find_run("alone", runs).path.name == "one"
    assert find_run(str(tmp_path / "runs" / "two"), []).path.name == "two"
    with pytest.raises(UsageError, match="2 runs are called 'the good one'; name the folder of one: "):
        find_run("the good one", runs)
    with pytest.raises(UsageError, match="There is no run 'none'; there are: "):
        find_run("none", runs)


def test_name_and_note_are_kept_readably_and_taken_back(tmp_path):
    path = make_run(tmp_path / "runs" / "one")
    rename(path, '  a "good"\n one ')
    annotate(path, "더 많은 이미지\nsecond line")
    assert (read_run(path).name, read_run(path).note) == ('a "good" one', "더 많은 이미지\nsecond line")
    assert "더 많은 이미지" in (path / ABOUT).read_text(encoding="utf-8")
    rename(path, "")
    assert read_run(path).name == "one"
    assert read_about(path).note
    with pytest.raises(ProjectError, match="holds no run"):
        rename(tmp_path, "x")


def test_a_deleted_run_goes_to_the_trash_unless_it_is_trained(tmp_path, monkeypatch):
    gone = []
    monkeypatch.setattr("ssd_desktop.media.trash.send2trash", gone.append)
    path = make_run(tmp_path / "runs" / "one")
    with recording_status(path, lambda event: None), pytest.raises(ProjectError, match="is being trained; stop it"):
        trash.move_to_trash(path)
    with pytest.raises(ProjectError, match="holds no run"):
        trash.move_to_trash(tmp_path)
    trash.move_to_trash(path)
    assert gone == [path]


def test_a_place_without_a_trash_says_so_in_one_sentence(tmp_path, monkeypatch):
    def refuse(path):
        raise OSError("no trash\nhere")

    monkeypatch.setattr("ssd_desktop.media.trash.send2trash", refuse)
    path = make_run(tmp_path / "runs" / "one")
    with pytest.raises(
        ProjectError, match=r"cannot be moved to the trash \(no trash here\); delete its folder yourself"
    ):
        trash.move_to_trash(path)
    assert path.is_dir()


def test_curves_pass_over_torn_lines_and_keep_the_rest(tmp_path):
    path = make_run(tmp_path / "runs" / "one", steps=9) / "metrics.jsonl"
    with path.open("a") as file:
        file.write(
            'not json\n[1]\n{"loss": 3}\n{"step": 9, "event": "halved"}\n{"step": 10, "loss": 1.5}\n{"step": 11, "lo'
        )
    curves = read_curves(path)
    assert curves.steps.tolist() == [*range(1, 11)]
    assert curves.losses["loss"][-1] == 1.5
    assert np.isnan(curves.losses["learning_rate"][-1])
    assert (curves.ap_steps.tolist(), curves.ap50.tolist()) == ([4, 8], [0.25, 0.75])
    assert curves.ap50_per_class[8] == {"disc": 0.75, "square": pytest.approx(0.65)}
    assert curves.events == ((9, "halved"),)
    assert read_curves(tmp_path / "nothing").steps.tolist() == []


def test_a_comparison_shows_what_differs_and_ap_by_class_at_the_best_step(tmp_path):
    first = read_run(make_run(tmp_path / "runs" / "one", learning_rate=0.002))
    second = read_run(make_run(tmp_path / "runs" / "two", learning_rate=0.004, aps=(0.3, 0.5, 0.9), labels="other"))
    found = compare([first, second])
    assert [(row.name, row.values) for row in found.settings] == [
        ("labels", (LABELS[:8], "other")),
        ("learning_rate", (0.002, 0.004)),
    ]
    disc, square = found.classes
    assert (disc.name, disc.ap50, disc.difference) == ("disc", (0.75, 0.9), pytest.approx(0.15))
    assert square.difference == pytest.approx(0.15)
    assert not found.same_data
    assert compare([first, first]).same_data
    with pytest.raises(UsageError, match="two or more"):
        compare([first])


def test_a_class_that_only_one_run_knows_has_no_difference(tmp_path):
    first = read_run(make_run(tmp_path / "runs" / "one"))
    second = read_run(make_run(tmp_path / "runs" / "two", classes=("disc", "ring")))
    assert [(row.name, row.difference) for row in compare([first, second]).classes] == [
        ("disc", 0.0), ("square", None), ("ring", None),
    ]  # fmt: skip


def test_a_value_of_another_type_is_a_difference(tmp_path):
    one, two = (make_run(tmp_path / "runs" / name) for name in ("one", "two"))
    text = (two / "config.toml").read_text()
    (two / "config.toml").write_text(text.replace("epochs = 3", "epochs = 3.0") + "\n[new]\nsetting = 1\n")
    rows = compare([read_run(one), read_run(two)]).settings
    assert {row.name: row.values for row in rows} == {"epochs": (3, 3.0), "new.setting": (None, 1)}


def test_runs_whose_settings_are_lists_are_compared(tmp_path):
    one, two = (make_run(tmp_path / "runs" / name) for name in ("one", "two"))
    for run, setting in ((one, [1, 2]), (two, [1])):
        with (run / "config.toml").open("a") as file:
            file.write(f"\n[new]\nsetting = {setting}\nsame = [1]\n")
    rows = compare([read_run(one), read_run(two)]).settings
    assert {row.name: row.values for row in rows} == {"new.setting": ([1, 2], [1])}


def test_settings_of_another_version_have_no_recipe_but_are_shown(tmp_path):
    path = make_run(tmp_path / "runs" / "one")
    (path / "config.toml").write_text("epochs = 4\nwarp = 9\n")
    run = read_run(path)
    assert (run.recipe, run.settings["warp"], run.settings["epochs"]) == ("", 9, 4)
    assert run.problems == ()
    assert json.loads((path / STATUS).read_text())["steps"] == 12


def test_settings_in_one_line_tell_runs_of_one_recipe_apart(tmp_path):
    one = read_run(make_run(tmp_path / "runs" / "one", freeze="conv4_3"))
    two = read_run(make_run(tmp_path / "runs" / "two", steps=8, init="/my/runs/a/best.safetensors", plan="paper"))
    assert settings_summary(one.recipe, one.settings) == "fine-tune with freeze = conv4_3; epochs = 3"
    assert settings_summary("", {"steps": 60, "epochs": 3}) == "steps = 60"
    assert settings_summary(two.recipe, two.settings) == (
        f"fine-tune; epochs = 3, init = {Path('a', 'best.safetensors')}, plan = paper"
    )
