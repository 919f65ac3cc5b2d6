"""``ssd-desktop statistics``: tables for people, JSON for programs, and nothing else on stdout with ``--json -``."""

import json

import pytest

from ssd_desktop.cli.main import main
from tests.unit.data.made_data import write_image, write_voc_folder

CAT, DOG, TINY = ("cat", (2, 3, 20, 25)), ("dog", (5, 5, 30, 29)), ("cat", (30, 3, 33, 25))


@pytest.fixture
def folder(tmp_path):
    """Cats to train on, dogs nearly all to measure on, one box twice, one tiny, a file that is none."""
    pictures = {"a": [CAT], "b": [CAT, CAT], "c": [DOG], "d": [TINY], "e": [], "f": None, "g": [CAT, DOG]}
    lists = {"train": "abdeg", "val": "c"}
    folder = write_voc_folder(tmp_path / "pets", pictures, splits=lists)
    write_image(folder / "JPEGImages" / "h.png")
    (folder / "Annotations" / "h.xml").write_text("<annotation")
    return folder


def test_tables_tell_classes_splits_and_suspicious_boxes(folder, capsys, caplog):
    assert main(["statistics", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "8 images: 1 unlabelled, 5 labelled, 1 background, 1 error\n7 objects" in out
    rows = {line.split()[0]: line.split() for line in out.splitlines() if line.startswith(("cat", "dog"))}
    assert rows["cat"][1:] == ["5", "(100%)", "0", "(0%)"]
    assert rows["dog"][1:] == ["1", "(50%)", "1", "(50%)"]
    assert "val has none of: cat" in out
    assert "suspicious boxes: 2" in out
    assert 'JPEGImages/b.png: object 2 "cat" and object 1 "cat", IoU 1.00' in out
    assert 'JPEGImages/d.png: object 1 "cat", 3 px' in out
    assert "h.png" in caplog.text


def test_json_holds_every_figure_and_nothing_else_is_on_stdout(folder, capsys):
    assert main(["statistics", str(folder), "--json", "-", "--side", "512", "--quiet"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["images"], found["labelled"], found["objects"], found["input_side"]) == (8, 6, 7, 512)
    assert found["classes"]["dog"]["objects"] == 2
    assert found["classes"]["dog"]["lengths_px"]["0.5"] == pytest.approx((25 * 24) ** 0.5)
    assert found["classes"]["dog"]["lengths_at_input"]["0.5"] == pytest.approx((25 / 40 * 24 / 30) ** 0.5 * 512)
    assert sorted(found["boxes_per_image"]) == [0, 1, 1, 1, 2, 2]
    assert sum(found["ratios"]["counts"]) == 7
    assert max(max(row) for row in found["positions"]) >= 4
    assert found["splits"]["parts"]["val"] == {"images": 1, "objects": {"cat": 0, "dog": 1}, "missing": ["cat"]}
    assert [(one["kind"], one["object"]) for one in found["suspicious"]] == [("duplicate", 2), ("tiny", 1)]
    assert found["suspicious"][0]["other_object"] == 1
    assert [path.rpartition("/")[2] for path in found["unread"]] == ["h.png"]


def test_json_goes_to_a_file_beside_the_tables(folder, tmp_path, capsys):
    target = tmp_path / "figures.json"
    assert main(["statistics", str(folder), "--json", str(target)]) == 0
    assert json.loads(target.read_text())["objects"] == 7
    assert "7 objects" in capsys.readouterr().out


def test_a_kind_of_many_names_few_unless_all_are_asked_for(tmp_path, capsys):
    folder = write_voc_folder(tmp_path / "pets", {f"a{n}": [TINY] for n in range(5)})
    assert main(["statistics", str(folder)]) == 0
    assert "... and 2 more; --debug shows all" in capsys.readouterr().out
    assert main(["statistics", str(folder), "--debug"]) == 0
    assert capsys.readouterr().out.count("3 px") == 5


def test_pictures_nobody_labelled_are_counted_without_complaint(tmp_path, capsys):
    folder = write_voc_folder(tmp_path / "new", {"a": None})
    assert main(["statistics", str(folder)]) == 0
    assert capsys.readouterr().out == "1 images: 1 unlabelled\n0 objects\n\nno suspicious boxes\n"


def test_copies_across_the_splits_are_told(tmp_path, caplog):
    lists = {"train": ["a0", "a1"], "val": ["a2", "a3"]}
    folder = write_voc_folder(tmp_path / "pets", {f"a{n}": [CAT] for n in range(4)}, splits=lists)
    for path in (folder / "JPEGImages").iterdir():
        write_image(path, seed=1)
    assert main(["statistics", str(folder)]) == 0
    assert "train and val: 2 of 2 images to measure on (100%) are nearly the same picture" in caplog.text


def test_a_folder_that_is_not_there_is_told_in_one_line(tmp_path, capsys):
    assert main(["statistics", str(tmp_path / "gone")]) == 1
    assert "does not exist" in capsys.readouterr().err
