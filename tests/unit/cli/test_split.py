"""``ssd-desktop split``: lists that training takes up, and nothing overwritten unasked."""

import pytest

from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.cli.main import main
from tests.unit.data.made_data import write_image, write_voc_folder

CAT, DOG = ("cat", (2, 3, 20, 25)), ("dog", (5, 5, 30, 29))


@pytest.fixture
def folder(tmp_path):
    """Twenty cats, ten dogs, an image without a file."""
    pictures = {f"cat{n}": [CAT] for n in range(20)} | {f"dog{n}": [DOG] for n in range(10)} | {"new": None}
    return write_voc_folder(tmp_path / "pets", pictures)


def test_the_lists_become_the_splits_of_the_folder(folder, capsys):
    assert main(["split", str(folder)]) == 0
    assert open_data_folder(folder).splits() == {"train": 24, "val": 6}
    out = capsys.readouterr().out
    lists = folder / "ImageSets" / "Main"
    assert f"{lists / 'train.txt'}: 24 images" in out
    assert [line.split() for line in out.splitlines()[1:3]] == [["cat", "16", "4", "20%"], ["dog", "8", "2", "20%"]]
    val = (lists / "val.txt").read_text().split()
    assert sum(stem.startswith("dog") for stem in val) == 2
    assert "new" not in (lists / "train.txt").read_text()


def test_lists_that_are_there_are_replaced_only_by_force(folder, capsys):
    assert main(["split", str(folder), "--seed", "1"]) == 0
    before = (folder / "ImageSets" / "Main" / "val.txt").read_text()
    assert main(["split", str(folder), "--by", "random"]) == 1
    assert "--force" in capsys.readouterr().err
    assert (folder / "ImageSets" / "Main" / "val.txt").read_text() == before
    assert main(["split", str(folder), "--by", "random", "--ratio", "0.5", "--force"]) == 0
    assert open_data_folder(folder).splits() == {"train": 15, "val": 15}


def test_lists_may_go_elsewhere(folder, tmp_path):
    assert main(["split", str(folder), "--output", str(tmp_path / "lists"), "--by", r"(\d)$"]) == 0
    assert open_data_folder(folder).splits() == {}
    stems = (tmp_path / "lists" / "val.txt").read_text().split()
    assert {stem[-1] for stem in stems}.isdisjoint(
        stem[-1] for stem in (tmp_path / "lists" / "train.txt").read_text().split()
    )


def test_xml_files_beside_their_images_get_splits_too(tmp_path):
    folder = write_voc_folder(tmp_path / "made", {f"a{n}": [CAT] for n in range(10)})
    flat = tmp_path / "flat"
    flat.mkdir()
    for path in (*(folder / "JPEGImages").iterdir(), *(folder / "Annotations").iterdir()):
        path.rename(flat / path.name)
    assert main(["split", str(flat), "--ratio", "0.7"]) == 0
    assert open_data_folder(flat).splits() == {"train": 7, "val": 3}


def test_yolo_lists_hold_paths_that_its_data_yaml_can_name(tmp_path, capsys):
    folder = tmp_path / "yolo"
    for number in range(10):
        write_image(folder / "images" / f"{number}.png", seed=number)
        (folder / "labels").mkdir(exist_ok=True)
        (folder / "labels" / f"{number}.txt").write_text("0 .5 .5 .4 .4\n")
    (folder / "data.yaml").write_text("names: [cat]\n")
    assert main(["split", str(folder), "--ratio", "0.6"]) == 0
    assert "data.yaml" in capsys.readouterr().out
    assert (folder / "val.txt").read_text().splitlines()[0].startswith("./images/")
    (folder / "data.yaml").write_text("names: [cat]\ntrain: train.txt\nval: val.txt\n")
    assert open_data_folder(folder).splits() == {"train": 6, "val": 4}


def test_copies_across_the_split_are_told(tmp_path, caplog):
    folder = write_voc_folder(tmp_path / "pets", {f"a{n}": [CAT] for n in range(10)})
    for path in (folder / "JPEGImages").iterdir():
        write_image(path, seed=1)
    assert main(["split", str(folder), "--by", "random"]) == 0
    assert "2 of 2 images to measure on (100%) are nearly the same picture" in caplog.text


@pytest.mark.parametrize("options", [["--ratio", "1.5"], ["--ratio", "x"], ["--by", "("], ["--seed", "-1"]])
def test_wrong_usage_is_said(folder, options, capsys):
    assert main(["split", str(folder), *options]) == 2
    assert capsys.readouterr().err
    assert not (folder / "ImageSets").exists()


def test_a_single_image_is_not_split_in_silence(tmp_path, capsys):
    data = write_voc_folder(tmp_path / "pets", {"cat": [CAT], "new": None})
    assert main(["split", str(data)]) == 1
    assert f"{data} has one labelled image" in capsys.readouterr().err
    assert open_data_folder(data).splits() == {}
