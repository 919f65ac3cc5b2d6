"""Plans side by side on a folder: the numbers of the command line, and an end on demand."""

import json
from dataclasses import replace

import pytest

from ssd_desktop.cli.main import main
from ssd_desktop.data.plan_comparison import compare_plans
from ssd_desktop.errors import DataError
from ssd_desktop.ssd.config import EDITED_PLAN, PLANS
from ssd_desktop.ssd.networks import SSD300, SSD512
from tests.unit.data.made_data import write_voc_folder

EDITED = replace(PLANS["caffe-voc"], name=EDITED_PLAN, scales=(0.05, *PLANS["caffe-voc"].scales[1:]))


def many_boxes(count):
    cells = [("cell", (3 * n, 2 * n, 3 * n + 20 + n, 2 * n + 25)) for n in range(count)]
    return [*cells, ("smear", (60, 60, 220, 180))]


@pytest.fixture
def folder(tmp_path):
    return write_voc_folder(tmp_path / "smears", {f"i{n}": many_boxes(12) for n in range(5)}, width=300, height=300)


@pytest.mark.parametrize("network", [SSD300, SSD512], ids=lambda network: network.name)
def test_the_figures_are_those_of_the_command_line(folder, capsys, network):
    comparison = compare_plans(folder, network)
    assert main(["boxes", str(folder), "--network", network.name, "--json", "-"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (comparison.images, comparison.boxes) == (told["images"], told["boxes"]) == (5, 65)
    assert (comparison.auto, comparison.note) == (told["auto"], told["fitted"])
    assert [recall.plan.name for recall in comparison.recalls] == [plan["plan"] for plan in told["plans"]]
    for recall, plan in zip(comparison.recalls, told["plans"], strict=True):
        assert (recall.recall, recall.mean_best_iou) == (plan["recall"], plan["mean_best_iou"])
        whole = comparison.whole(recall)
        assert (whole.recall, whole.positives) == (plan["recall"], plan["positives"])
        for groups, values in ((recall.by_size, plan["by_size"]), (recall.per_class, plan["per_class"])):
            for name, group in groups.items():
                assert group.reached == values[name]["reached"]
                assert (group.mean_best_iou, group.positives) == (
                    values[name]["mean_best_iou"],
                    values[name]["positives"],
                )


def test_a_plan_of_the_user_is_measured_too_as_the_command_line_does_with_its_file(folder, tmp_path, capsys):
    from ssd_desktop.checkpoints.plan_file import save_plan

    comparison = compare_plans(folder, SSD300, [EDITED, PLANS["ssd512-voc"], PLANS["paper"]])
    names = [recall.plan.name for recall in comparison.recalls]
    assert names == ["paper", "caffe-voc", "caffe-coco", "fitted", "edited"]
    assert main(["boxes", str(folder), "--plan", str(save_plan(EDITED, tmp_path)), "--json", "-"]) == 0
    (plan,) = json.loads(capsys.readouterr().out)["plans"]
    assert plan["recall"] == comparison.recalls[-1].recall


def test_the_folder_of_the_images_is_as_good_as_the_data_folder_above_it(folder):
    assert compare_plans(folder / "JPEGImages", SSD300).boxes == 65


class GiveUp(Exception):
    pass


def test_it_ends_where_it_is_told_to_while_reading_and_while_measuring(folder):
    read, steps = [], []

    def reading(images):
        read.append(images)
        if len(read) == 3:
            raise GiveUp

    def between():
        steps.append(None)
        if len(steps) == 20:
            raise GiveUp

    with pytest.raises(GiveUp):
        compare_plans(folder, SSD300, reading=reading)
    assert read == [0, 1, 2]
    with pytest.raises(GiveUp):
        compare_plans(folder, SSD300, between=between)


def test_a_folder_without_labels_is_refused_with_a_reason(tmp_path):
    with pytest.raises(DataError):
        compare_plans(tmp_path, SSD300)
