"""``ssd-desktop boxes``: the plans, and what each reaches of the user's boxes."""

import json
import subprocess
import sys

import pytest

from ssd_desktop.cli.main import main
from tests.unit.data.made_data import write_voc_folder

TINY, MEDIUM = ("cell", (1, 1, 4, 4)), ("smear", (100, 100, 180, 180))


@pytest.fixture
def folder(tmp_path):
    images = {"a": [TINY, MEDIUM], "b": [MEDIUM], "c": None}
    return write_voc_folder(tmp_path / "smears", images, splits={"val": ["b"]}, width=300, height=300)


def test_without_data_every_plan_is_shown_with_its_maps(capsys):
    assert main(["boxes"]) == 0
    shown = capsys.readouterr().out
    assert [shown.count(f"{name}: 8,732 default boxes") for name in ("paper", "caffe-voc", "caffe-coco")] == [1, 1, 1]
    assert shown.count("conv4_3") == 4
    assert "38 x 38" in shown


def test_plans_as_json_hold_their_scales(capsys):
    assert main(["boxes", "--plan", "paper", "--json", "-"]) == 0
    (plan,) = json.loads(capsys.readouterr().out)["plans"]
    assert plan["boxes"] == 8732
    assert [values["boxes"] for values in plan["maps"]] == [5776, 2166, 600, 150, 36, 4]
    assert plan["maps"][0]["scale"] == 0.2
    assert plan["maps"][1]["aspect_ratios"] == [2.0, 3.0]


def test_with_data_the_share_each_plan_reaches_is_shown_by_size_and_class(folder, capsys, caplog):
    assert main(["boxes", str(folder)]) == 0
    captured = capsys.readouterr()
    lines = {line.split("  ")[0]: line.split() for line in captured.out.splitlines() if line}
    assert captured.out.startswith("smears: 2 images, 3 boxes")
    assert lines["all"] == ["all", "3", "66.7", "66.7", "66.7"]
    assert lines["under 16 px"][-4:] == ["1", "0.0", "0.0", "0.0"]
    assert lines["cell"] == ["cell", "1", "0.0", "0.0", "0.0"]
    assert lines["smear"] == ["smear", "2", "100.0", "100.0", "100.0"]
    assert "Training from a base with --plan auto takes caffe-voc." in captured.out
    assert "Images without an annotation file, left out: 1." in caplog.text


def test_a_split_and_plans_of_ones_own_can_be_asked_for(folder, capsys):
    command = ["boxes", str(folder), "--split", "val", "--plan", "torchvision", "--plan", "auto", "--json", "-"]
    assert main(command) == 0
    values = json.loads(capsys.readouterr().out)
    assert (values["images"], values["boxes"], values["auto"]) == (1, 1, "caffe-voc")
    assert [plan["plan"] for plan in values["plans"]] == ["torchvision", "paper", "caffe-voc", "caffe-coco"]
    smear = values["plans"][0]["per_class"]["smear"]
    assert (smear["boxes"], smear["reached"], smear["recall"]) == (1, 1, 1.0)
    assert smear["mean_best_iou"] > 0.5
    assert smear["positives"] >= 1


def test_the_plans_of_the_other_network_are_measured_on_its_side(folder, capsys):
    assert main(["boxes", str(folder), "--network", "ssd512-vgg16", "--json", "-"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert (values["network"], values["auto"]) == ("ssd512-vgg16", "ssd512-voc")
    assert [plan["plan"] for plan in values["plans"]] == ["ssd512-voc", "ssd512-coco"]


def test_a_plan_is_fitted_where_there_are_boxes_enough(tmp_path, capsys):
    objects = [("cell", (x, y, x + 18, y + 70)) for x in range(0, 280, 40) for y in range(0, 220, 30)]
    folder = write_voc_folder(tmp_path / "stems", {"a": objects}, width=300, height=300)
    assert main(["boxes", str(folder)]) == 0
    lines = {line.split("  ")[0]: line.split() for line in capsys.readouterr().out.splitlines() if line}
    assert lines["all"][1] == "56"
    assert float(lines["all"][-1]) >= max(float(share) for share in lines["all"][2:-1])
    assert len(lines["positives an object"]) == 3 + 4


def test_small_objects_bring_advice_and_few_boxes_a_word_on_fitting(folder, capsys):
    assert main(["boxes", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert "No plan is fitted: 3 boxes are fewer than 50." in shown
    assert "33.3% of the boxes have sides under 16 px on the input of 300 x 300" in shown


def test_json_in_a_file_leaves_the_table_on_the_terminal(folder, tmp_path, capsys):
    target = tmp_path / "boxes.json"
    assert main(["boxes", str(folder), "--json", str(target)]) == 0
    assert json.loads(target.read_text(encoding="utf-8"))["boxes"] == 3
    assert "caffe-coco" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--plan", "mine"], 2, "no box plan 'mine'"),
        (["--plan", "fitted"], 2, "give DATA too"),
        (["{tmp}/smears", "--plan", "ssd512-voc"], 2, "ssd512-voc is no box plan of ssd300-vgg16"),
        (["--split", "val"], 2, "give DATA too"),
        (["{tmp}/absent"], 1, "does not exist"),
        (["{tmp}/smears", "--split", "test"], 1, "val"),
        (["--json", "{tmp}/absent/x.json"], 2, "no folder"),
        (["--json", "{tmp}"], 2, "is a folder; name a file"),
        (["--json", ""], 2, "The target is a folder; name a file"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_an_exit_code(folder, tmp_path, capsys, arguments, code, words):
    assert main(["boxes", *(argument.replace("{tmp}", str(tmp_path)) for argument in arguments)]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err.splitlines()[-1]


def test_the_command_needs_neither_torch_nor_qt(folder):
    program = (
        "import sys; from ssd_desktop.cli.main import main; "
        f"code = main(['boxes', {str(folder)!r}, '--quiet']); "
        "sys.exit(code or any(name in sys.modules for name in ('torch', 'PySide6')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
