"""``ssd-desktop explain``: the numbers of the API as JSON, a report for people, and what a user can get wrong."""

import json
from types import SimpleNamespace

import pytest
import torch

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.checkpoints import catalog, info
from ssd_desktop.cli import main as main_module
from ssd_desktop.cli.missed_text import object_lines
from ssd_desktop.cli.own_results import is_own_json
from ssd_desktop.inference.explanation.json_values import to_json_values
from ssd_desktop.inference.explanation.picture import explain_picture
from ssd_desktop.inference.explanation.types import ExplanationSettings
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.media.image_file import read_image
from ssd_desktop.ssd.config import PostprocessConfig
from tests.made_models import remembering_model
from tests.unit.data.made_data import made_sample, write_voc_folder
from tests.unit.inference.explanation import made_seen as made

main = main_module.main

OBJECTS = [("ant", (10, 10, 70, 50)), ("bee", (80, 20, 84, 23)), ("newt", (100, 30, 140, 70))]


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    """Puts a random model in place of every detector; holds what was asked for and its tiling."""
    asked = SimpleNamespace(loaded=[], tiling=None)
    predictor = Predictor(remembering_model(confident=True), torch.device("cpu"), name="made")

    def load(name, *, device, engine):
        asked.loaded.append((name, device))
        return predictor

    monkeypatch.setattr(Predictor, "load", load)
    monkeypatch.setattr(catalog, "find_model", lambda name: name)
    monkeypatch.setattr(info, "read_checkpoint_info", lambda path: SimpleNamespace(tiling=asked.tiling))
    asked.predictor = predictor
    return asked


@pytest.fixture
def folder(tmp_path):
    images = {"a": OBJECTS, "b": [("newt", (10, 10, 20, 20))], "c": [], "d": None}
    return write_voc_folder(tmp_path / "가축", images, width=160, height=80)


def picture(folder, stem):
    return str(folder / "JPEGImages" / f"{stem}.png")


def explained(capsys, *arguments):
    assert main(["explain", *arguments, "--json", "-"]) == 0
    return json.loads(capsys.readouterr().out)


def test_json_on_stdout_holds_the_numbers_of_the_api(folder, capsys, asked):
    path = picture(folder, "a")
    values = explained(capsys, path, "--model", "mine.safetensors", "--device", "cpu", "--score", "0.6")
    assert asked.loaded == [("mine.safetensors", "cpu")]
    sample = made_sample([box for _, box in OBJECTS[:2]], [1, 2], width=160, height=80)
    seen = asked.predictor.see(read_image(path).pixels_rgb)
    expected = explain_picture(seen, ExplanationSettings(score=0.6), sample)
    assert values.pop("image") == path
    assert values.pop("annotations") == str(folder / "Annotations" / "a.xml")
    assert values == json.loads(json.dumps(to_json_values(expected, seen.default_boxes)))
    assert values["detections"]
    assert min(one["score"] for one in values["detections"]) >= 0.6


def test_json_in_a_file_comes_besides_the_report(folder, tmp_path, capsys):
    target = tmp_path / "trace.json"
    assert main(["explain", picture(folder, "a"), "--json", str(target)]) == 0
    with target.open("rb") as stream:
        assert is_own_json(stream)
    values = json.loads(target.read_text(encoding="utf-8"))
    out = capsys.readouterr().out
    heading = f"a.png: 160 x 80, {len(values['detections'])} detections from score 0.50 up; made (ssd300-vgg16"
    assert heading in out
    first = values["detections"][0]
    assert f"1. {first['name']} {first['score']:.3f} at" in out
    assert (
        f"default box {first['default_box']}: {values['default_boxes'][str(first['default_box'])]['map_name']}" in out
    )


def test_the_report_tells_matching_loss_and_what_became_of_each_object(folder, capsys):
    assert main(["explain", picture(folder, "a"), "--score", "0.9"]) == 0
    out = capsys.readouterr().out
    assert "Matching (positive from IoU 0.5, negative below 0.4)" in out
    assert "\n1 ant " in out
    assert "N = " in out
    assert "\n2. bee at 80, 20, 84, 23: missed; " in out


def test_objects_of_classes_that_the_detector_lacks_are_reported_and_left_out(folder, capsys, caplog):
    values = explained(capsys, picture(folder, "a"))
    assert [one["name"] for one in values["matching"]["objects"]] == ["ant", "bee"]
    assert "'newt' is not in the class list" in caplog.text


@pytest.mark.parametrize("stem", ["b", "d"])
def test_without_usable_ground_truth_the_detections_alone_are_explained(folder, capsys, stem):
    values = explained(capsys, picture(folder, stem))
    assert values["detections"]
    assert [values[name] for name in ("annotations", "matching", "loss", "objects")] == [None] * 4


def test_a_background_picture_has_a_loss_and_no_objects(folder, capsys):
    values = explained(capsys, picture(folder, "c"))
    assert (values["loss"]["mined"], values["loss"]["positives"], values["objects"]) == (3, 0, [])


def test_annotations_can_be_left_aside(folder, capsys):
    assert explained(capsys, picture(folder, "a"), "--annotations", "off")["matching"] is None


@pytest.mark.parametrize(
    ("stem", "text"),
    [
        ("d", "has no annotation file; label it, or leave out --annotations on."),
        ("b", r"(newt), only ant, bee, cat; choose another with --model."),
    ],
)
def test_annotations_that_are_asked_for_must_be_there(folder, capsys, stem, text):
    assert main(["explain", picture(folder, stem), "--annotations", "on"]) == 1
    assert text in capsys.readouterr().err


def test_a_damaged_annotation_file_is_named_with_the_way_around_it(folder, capsys):
    (folder / "Annotations" / "a.xml").write_text("<annotation><object>")
    assert main(["explain", picture(folder, "a")]) == 1
    error = capsys.readouterr().err
    assert "a.xml" in error
    assert "--annotations off" in error


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["missing.png"], 1, "missing.png does not exist"),
        ([".", "--score", "0.3"], 1, "is a folder, not an image"),
        (["missing.png", "--score", "2"], 2, "'2' is no score; give a number from 0 to 1"),
        (["missing.png", "--score", "nan"], 2, "'nan' is no score"),
        (["missing.png", "--json", "no/such/file.json"], 2, "no folder no/such"),
    ],
)
def test_what_cannot_be_used_is_named_before_a_model_is_loaded(arguments, code, text, capsys, asked):
    assert main(["explain", *arguments]) == code
    assert text in capsys.readouterr().err
    assert asked.loaded == []


def test_a_detector_of_tiles_says_that_the_whole_picture_is_explained(folder, capsys, caplog, asked):
    asked.tiling = Tiling(100)
    explained(capsys, picture(folder, "c"))
    assert "trained on tiles of 100 px" in caplog.text


SCENES = {
    "found by ant": ({20: (1, 20.0)}, lambda truth: [truth(20)], {}),
    "the score is too low: its best prediction": ({20: (1, -0.5)}, lambda truth: [truth(20)], {}),
    "taken for another class: cat": ({20: (3, 20.0)}, lambda truth: [truth(20)], {}),
    "badly placed: ant": ({20: (1, 20.0)}, lambda truth: [truth(20, shift=0.5)], {}),
    "counts for another object": ({20: (1, 20.0)}, lambda truth: [truth(20), truth(20)], {}),
    "is beyond the number that is kept": (
        {20: (1, 3.0), 60: (1, 20.0)},
        lambda truth: [truth(20)],
        {"postprocess": PostprocessConfig(candidates_per_class=1)},
    ),
    # The object lies 0.3 of its height below its default box, and further off the wide one of the same cell.
    "was suppressed by ant": ({0: (1, 3.0), 2: (1, 20.0)}, lambda truth: [truth(0, down=0.3)], {}),
    "no default box overlaps it enough": ({}, lambda truth: [(100, 30, 6, 3, 1, False)], {}),
}


@pytest.mark.parametrize("text", SCENES)
def test_each_stage_has_its_sentence(text):
    answers, truths, changes = SCENES[text]
    seen = made.certain(made.made_seen(), answers)

    def truth(default_box, shift=0.0, down=0.0):
        cx, cy, w, h = seen.default_boxes.cxcywh[default_box].tolist()
        x, y = (cx - w / 2 + shift * w) * made.WIDTH, (cy - h / 2 + down * h) * made.HEIGHT
        return x, y, w * made.WIDTH, h * made.HEIGHT, 1, False

    result = explain_picture(seen, ExplanationSettings(**changes), made.sample_of(truths(truth)))
    lines = object_lines(result, result.objects, result.matching)
    assert len(lines) == len(truths(truth))
    assert text in lines[-1]
