"""``ssd-desktop evaluate``: a table for people, one JSON object for programs, nothing mixed."""

import json
from types import SimpleNamespace

import pytest

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.cli.main import main
from ssd_desktop.inference import tiles as tiles_module
from ssd_desktop.inference.engines.config import TORCH_FP32
from ssd_desktop.ssd.config import plan_by_name
from tests.unit.data.made_data import write_voc_folder
from tests.unit.evaluation.test_voc import CLASSES, found

BOX = (2, 3, 20, 25)


class Finder:
    """Finds the same cat in every picture."""

    config = SimpleNamespace(classes=CLASSES, plan=plan_by_name("paper"))
    name = "finder"
    device_label = "a test"
    engine = SimpleNamespace(choice=TORCH_FP32)

    def detect_batch(self, images):
        return [found([BOX], [0.9]) for _ in images]


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    """Puts the finder in place of every model; holds what was asked for."""
    asked = []

    def load(name_or_path, *, device, tiles, engine):
        asked.append((name_or_path, device))
        finder = Finder()
        finder.engine = SimpleNamespace(choice=engine)
        finder.tiling = None if tiles in ("auto", "off") else Tiling(int(tiles))
        return finder

    monkeypatch.setattr(tiles_module, "load_detector", load)
    return asked


@pytest.fixture
def folder(tmp_path):
    images = {"a": [("cat", BOX)], "b": [("cat", BOX), ("newt", BOX)], "c": [("dog", BOX)], "d": None}
    return write_voc_folder(tmp_path / "pets", images, splits={"test": ["a"]})


def test_the_table_has_a_row_for_each_class_and_the_mean(folder, capsys, caplog, asked):
    assert main(["evaluate", str(folder), "--model", "mine.safetensors", "--device", "cpu"]) == 0
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert asked == [("mine.safetensors", "cpu")]
    assert lines[0] == "pets: 3 images, finder on a test"
    assert [line.split() for line in lines[-3:]] == [["cat", "2", "100.0"], ["dog", "1", "0.0"], ["mean", "3", "50.0"]]
    assert "'newt' is not in the class list" in caplog.text
    assert "3 of 3 images" in captured.err


def test_json_on_stdout_is_all_there_is_on_stdout(folder, capsys):
    assert main(["evaluate", str(folder), "--json", "-", "--metric", "voc07"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["metric"] == "voc07"
    assert values["map"] == pytest.approx(0.5)
    assert values["per_class"] == {"cat": pytest.approx(1), "dog": 0}
    assert values["images"] == 3


def test_json_in_a_file_comes_besides_the_table(folder, tmp_path, capsys):
    target = tmp_path / "résultat.json"
    assert main(["evaluate", str(folder), "--split", "test", "--json", str(target)]) == 0
    assert json.loads(target.read_text(encoding="utf-8"))["dataset"] == "pets (test)"
    assert "pets (test): 1 images" in capsys.readouterr().out


def test_coco_adds_its_figures_by_iou_and_size(folder, capsys):
    assert main(["evaluate", str(folder), "--metric", "coco", "--max-detections", "200"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "AP50 50.0   AP75 50.0   small 50.0   medium –   large –"


def test_errors_adds_a_table_of_their_kinds(folder, capsys):
    assert main(["evaluate", str(folder), "--errors", "--score", "0.4"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Kinds of errors at score 0.4 and IoU 0.5; F1 is best (66.7 %) from score 0.90 up" in lines
    # The third picture holds a dog where the finder sees a cat.
    assert [line.split() for line in lines[-3:]] == [
        ["cat", "2", "2", "0", "0", "1", "0", "0", "0", "0"],
        ["dog", "1", "0", "1", "0", "0", "0", "0", "0", "0"],
        ["all", "3", "2", "1", "0", "1", "0", "0", "0", "0"],
    ]


def test_json_gains_the_analysis_only_where_it_is_asked_for(folder, capsys):
    assert main(["evaluate", str(folder), "--json", "-"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert main(["evaluate", str(folder), "--json", "-", "--errors"]) == 0
    asked = json.loads(capsys.readouterr().out)
    assert asked.pop("analysis")["total"]["wrong_class"] == 1
    assert asked == plain


def test_the_report_is_one_html_file(folder, tmp_path, capsys):
    target = tmp_path / "보고서.html"
    assert main(["evaluate", str(folder), "--report", str(target), "--score", "0.4"]) == 0
    text = target.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert text.endswith("</html>\n")
    assert "F1 % at score 0.40" in text
    assert "mean" in capsys.readouterr().out


def test_results_replace_earlier_ones_and_no_other_file(folder, tmp_path, capsys):
    results = ["--json", str(tmp_path / "x.json"), "--report", str(tmp_path / "x.html")]
    assert [main(["evaluate", str(folder), *results]) for _ in range(2)] == [0, 0]
    capsys.readouterr()
    model = tmp_path / "best.safetensors"
    model.write_bytes(bytes(100))
    for option in ("--json", "--report"):
        assert main(["evaluate", str(folder), option, str(model)]) == 2
        assert "best.safetensors is there and is no" in capsys.readouterr().err
    assert model.read_bytes() == bytes(100)


def test_quiet_leaves_only_the_result(folder, capsys):
    assert main(["evaluate", str(folder), "--quiet"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "mean" in captured.out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["{tmp}/absent"], 1, "does not exist"),
        (["{tmp}/pets", "--split", "train"], 1, "test"),
        (["{tmp}/pets", "--max-detections", "0"], 2, "--max-detections"),
        (["{tmp}/pets", "--metric", "voc12"], 2, "--metric"),
        (["{tmp}/pets", "--score", "1.5"], 2, "--score"),
        (["{tmp}/pets", "--score", "nan"], 2, "--score"),
        (["{tmp}/pets", "--report", "-"], 2, "--report"),
        (["{tmp}/pets", "--report", "{tmp}/absent/x.html"], 2, "no folder"),
        (["{tmp}/pets", "--report", "{tmp}/x", "--json", "{tmp}/x"], 2, "same file"),
        (["{tmp}/pets", "--report", "{tmp}/x", "--json", "{tmp}/./x"], 2, "same file"),
        (["{tmp}/pets", "--json", "{tmp}/absent/x.json"], 2, "no folder"),
        (["{tmp}/pets", "--json", "{tmp}/pets"], 2, "is a folder; name a file"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_an_exit_code(folder, tmp_path, capsys, arguments, code, words):
    assert main(["evaluate", *(argument.replace("{tmp}", str(tmp_path)) for argument in arguments)]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err.splitlines()[-1]


def test_a_read_only_folder_for_the_json_is_told_before_the_work(folder, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert main(["evaluate", str(folder), "--json", str(tmp_path / "x.json")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "is read-only; choose another" in captured.err


def test_of_many_findings_a_few_are_told_unless_all_are_asked_for(tmp_path, caplog):
    images = {f"{number}": [("cat", BOX), ("newt", BOX)] for number in range(8)}
    folder = write_voc_folder(tmp_path / "pets", images)
    assert main(["evaluate", str(folder)]) == 0
    assert caplog.text.count("'newt'") == 5
    assert "3 more of this kind" in caplog.text
    caplog.clear()
    assert main(["evaluate", str(folder), "--debug"]) == 0
    assert caplog.text.count("'newt'") == 8


def test_a_terminal_gets_a_bar(folder, capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert main(["evaluate", str(folder)]) == 0
    assert "0/3 [" in capsys.readouterr().err


def test_the_tiles_asked_for_stand_in_the_heading_and_in_the_json(folder, capsys, tmp_path):
    target = tmp_path / "out.json"
    assert main(["evaluate", str(folder), "--tiles", "400", "--json", str(target)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "pets: 3 images, finder on a test, tiles of 400 px"
    assert json.loads(target.read_text())["tiles"] == {"side": 400, "overlap": 0.25}
    assert main(["evaluate", str(folder), "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["tiles"] is None


def test_figures_come_from_pytorch_in_float32_unless_told_otherwise_and_then_say_so(folder, capsys):
    assert main(["evaluate", str(folder), "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["engine"] == {"engine": "torch", "precision": "fp32"}
    assert main(["evaluate", str(folder), "--engine", "openvino", "--precision", "bf16"]) == 0
    assert "finder on a test, OpenVINO bf16" in capsys.readouterr().out
