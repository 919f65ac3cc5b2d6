"""A project: made from a folder of images, moved, damaged, read-only."""

import os
import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.errors import ProjectError
from ssd_desktop.media.image_file import write_image
from ssd_desktop.project.project import (
    PROJECT_FILE,
    create_project,
    find_project,
    is_project,
    open_project,
    with_model,
)
from tests.unit.project.made_runs import make_run

DAY = date(2026, 11, 23)


def pictures(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or ("a.png", "b.png"):
        write_image(folder / name, np.full((8, 8, 3), 90, np.uint8))
    return folder


def test_a_folder_of_images_becomes_a_project_without_moving_them(tmp_path):
    folder = pictures(tmp_path / "조각 pieces")
    project = create_project(folder, day=DAY)
    assert (project.name, project.images, project.data) == ("조각 pieces", folder, folder)
    assert project.runs == folder / "runs"
    assert sorted(path.name for path in folder.iterdir()) == ["a.png", "b.png", PROJECT_FILE]
    text = (folder / PROJECT_FILE).read_text(encoding="utf-8")
    assert 'name = "조각 pieces"\nimages = "."\n' in text
    assert 'created = "2026-11-23"' in text
    assert open_project(folder) == project


@pytest.mark.parametrize(
    ("images", "shown"),
    [("JPEGImages", "JPEGImages"), ("images/train", "images/train"), ("photos", "photos"), ("shelf 1", "shelf 1")],
)
def test_the_images_of_a_data_folder_are_found(tmp_path, images, shown):
    pictures(tmp_path / "set" / images)
    assert create_project(tmp_path / "set").images == tmp_path / "set" / shown


def test_a_project_that_is_moved_as_a_whole_is_open_at_its_new_place(tmp_path):
    create_project(pictures(tmp_path / "old"), name="Shelf")
    shutil.move(tmp_path / "old", tmp_path / "new")
    assert open_project(tmp_path / "new").images == tmp_path / "new"
    with pytest.raises(ProjectError, match=r"old does not exist; if it was moved, open it at its new place\.$"):
        open_project(tmp_path / "old")


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (lambda folder: None, "does not exist"),
        (lambda folder: folder.write_text(""), "is a file, not a folder"),
        (lambda folder: folder.mkdir(), "holds no image; choose a folder of images"),
        (lambda folder: create_project(pictures(folder)), "is a project already; open it"),
    ],
)
def test_what_can_be_no_project_is_refused_in_one_sentence(tmp_path, prepare, sentence):
    prepare(tmp_path / "folder")
    with pytest.raises(ProjectError, match=sentence) as caught:
        create_project(tmp_path / "folder")
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions stop")
def test_a_read_only_folder_is_refused_in_one_sentence(tmp_path):
    folder = pictures(tmp_path / "set")
    folder.chmod(0o500)
    try:
        with pytest.raises(
            ProjectError, match=r"cannot be written \(Permission denied\); free space, or copy the folder"
        ):
            create_project(folder)
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'name = "half', "is damaged"),
        (b"\xff\xfe\x00", "is damaged .it is not UTF-8 text"),
        (b"name = 3\n", "name is 3, not a text"),
        (b"format = 9\n", "newer SSD Desktop"),
    ],
)
def test_a_damaged_project_file_says_so_in_one_sentence(tmp_path, content, sentence):
    folder = pictures(tmp_path / "set")
    (folder / PROJECT_FILE).write_bytes(content)
    with pytest.raises(ProjectError, match=sentence) as caught:
        open_project(folder)
    assert "\n" not in str(caught.value)


def test_a_file_with_a_key_less_takes_what_is_usual(tmp_path):
    folder = pictures(tmp_path / "set")
    (folder / PROJECT_FILE).write_text("")
    project = open_project(folder)
    assert (project.name, project.images, project.runs, project.model) == ("set", folder, folder / "runs", None)


def test_the_model_is_kept_relative_and_what_a_person_wrote_stays(tmp_path):
    create_project(pictures(tmp_path / "set"))
    file = tmp_path / "set" / PROJECT_FILE
    file.write_text(file.read_text() + "# mine\nowner = 'me'\n[more]\nmodel = 'not this one'\n")
    model = tmp_path / "set" / "runs" / "a" / "best.safetensors"

    project = with_model(open_project(tmp_path / "set"), model)

    assert project.model == model
    text = file.read_text()
    assert "# mine\nowner = 'me'\nmodel = \"runs/a/best.safetensors\"\n[more]\nmodel = 'not this one'\n" in text
    assert with_model(project, tmp_path / "other.safetensors").model == tmp_path / "other.safetensors"
    assert file.read_text().count("\nmodel = ") == 2


def test_the_project_of_an_image_is_found_above_it(tmp_path):
    create_project(pictures(tmp_path / "set" / "images" / "train").parents[1])
    assert find_project(tmp_path / "set" / "images" / "train" / "a.png") == tmp_path / "set"
    assert find_project(tmp_path / "set") == tmp_path / "set"
    assert find_project(tmp_path) is None
    assert not is_project(tmp_path / "no\0thing")


def test_the_pictures_of_runs_are_no_images_of_the_data(tmp_path):
    folder = pictures(tmp_path / "set" / "train").parent
    (folder / "train" / "_annotations.coco.json").write_text('{"images": [], "annotations": [], "categories": []}')
    before = [entry.image_path for entry in open_data_folder(folder).entries()]
    make_run(folder / "runs" / "one")
    pictures(folder / "runs" / "one", "samples.png", "curves.png")
    assert [entry.image_path for entry in open_data_folder(folder).entries()] == before
    assert len(before) == 2
