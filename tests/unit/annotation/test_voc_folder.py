"""Data folders in the layouts people have, and what is wrong with them."""

import unicodedata
from pathlib import Path

import pytest

from ssd_desktop.annotation.voc_folder import VocFolder
from ssd_desktop.errors import AnnotationError


def make(folder: Path, *names: str, **lists: str | bytes) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    for name, text in lists.items():
        path = folder / "ImageSets" / "Main" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def names(folder: VocFolder, split: str | None = None) -> list[tuple[str, str | None]]:
    return [
        (entry.image_path.name, entry.annotation_path and entry.annotation_path.name) for entry in folder.entries(split)
    ]


def test_the_voc_layout_matches_stems_whatever_the_case_of_the_ending(tmp_path):
    make(
        tmp_path,
        "JPEGImages/a10.JPG",
        "JPEGImages/a9.jpg",
        "JPEGImages/b.Png",
        "Annotations/a10.XML",
        "Annotations/a9.xml",
    )
    folder = VocFolder.open(tmp_path)
    assert names(folder) == [("a9.jpg", "a9.xml"), ("a10.JPG", "a10.XML"), ("b.Png", None)]
    assert [entry.is_labelled for entry in folder.entries()] == [True, True, False]
    assert folder.splits() == {}
    assert folder.problems == ()


@pytest.mark.parametrize(
    ("images", "annotations"),
    [
        ("images", "annotations"),
        ("Images", "xml"),
        ("img", "labels"),
        ("images", "images"),
        ("", ""),
        ("JPEGImages", "ANNOTATIONS"),
    ],
)
def test_other_usual_names_of_folders_are_found(tmp_path, images, annotations):
    make(tmp_path, f"{images}/a.jpg".strip("/"), f"{annotations}/a.xml".strip("/"))
    assert names(VocFolder.open(tmp_path)) == [("a.jpg", "a.xml")]


def test_the_one_data_folder_inside_a_folder_is_found(tmp_path):
    make(tmp_path, "VOC2012/JPEGImages/a.jpg", "VOC2012/Annotations/a.xml", "notes/readme.txt")
    folder = VocFolder.open(tmp_path)
    assert folder.root == tmp_path / "VOC2012"
    assert names(folder) == [("a.jpg", "a.xml")]


def test_an_empty_folder_has_no_entries(tmp_path):
    assert VocFolder.open(tmp_path).entries() == []


@pytest.mark.parametrize("name", ["absent", "file.txt"])
def test_what_is_no_folder_is_refused(tmp_path, name):
    (tmp_path / "file.txt").touch()
    with pytest.raises(AnnotationError, match=name):
        VocFolder.open(tmp_path / name)


def test_a_split_keeps_its_order_and_skips_blank_lines_and_repetitions(tmp_path):
    make(tmp_path, *(f"JPEGImages/{stem}.jpg" for stem in "abcd"), train="\ufeffc\r\n\r\n a \r\nc\r\nb")
    folder = VocFolder.open(tmp_path)
    assert [name for name, _ in names(folder, "train")] == ["c.jpg", "a.jpg", "b.jpg"]
    assert folder.splits() == {"train": 3}
    assert folder.split_problems("train") == ()


def test_class_flags_file_endings_and_paths_in_a_split_are_understood(tmp_path):
    stems = ["a", "b", "c", "d", "e f", "g 1", "h.i"]
    lines = "a -1\nb  1\nc.jpg\nJPEGImages\\d.JPG\ne f\ng 1\nh.i\t0\n"
    make(tmp_path, *(f"JPEGImages/{stem}.jpg" for stem in stems), cat_train=lines)
    folder = VocFolder.open(tmp_path)
    assert [entry.image_path.stem for entry in folder.entries("cat_train")] == stems


def test_stems_without_an_image_are_reported_by_line(tmp_path):
    make(tmp_path, "JPEGImages/a.jpg", val="gone\na\n\nlost -1\n")
    folder = VocFolder.open(tmp_path)
    assert names(folder, "val") == [("a.jpg", None)]
    assert [(problem.line, problem.text) for problem in folder.split_problems("val")] == [
        (1, 'there is no image "gone" in the folder; left out'),
        (4, 'there is no image "lost -1" in the folder; left out'),
    ]
    assert folder.split_problems("val")[0].path.endswith("val.txt")


def test_an_unknown_split_names_those_there_are(tmp_path):
    make(tmp_path, "JPEGImages/a.jpg", train10="a", train9="a")
    with pytest.raises(AnnotationError, match='has no split "test"; there are: train9, train10'):
        VocFolder.open(tmp_path).entries("test")


def test_a_split_list_that_is_no_text_is_refused(tmp_path):
    make(tmp_path, "JPEGImages/a.jpg", train=b"\xff\xfe\x00\xd8")
    with pytest.raises(AnnotationError, match=r"train\.txt cannot be read; save it as UTF-8"):
        VocFolder.open(tmp_path).entries("train")


def test_annotations_without_image_and_images_of_one_name_are_reported(tmp_path):
    make(tmp_path, "JPEGImages/a.jpg", "JPEGImages/a.png", "Annotations/a.xml", "Annotations/lost.xml")
    folder = VocFolder.open(tmp_path)
    assert names(folder) == [("a.jpg", "a.xml")]
    assert [str(problem).removeprefix(str(tmp_path)) for problem in folder.problems] == [
        str(Path("/JPEGImages/a.png")) + ": has the same name as a.jpg but for its ending, and was left out",
        str(Path("/Annotations/lost.xml")) + ": there is no image of this name; left out",
    ]


def test_names_are_matched_across_systems(tmp_path):
    decomposed = unicodedata.normalize("NFD", "고양이é")
    make(
        tmp_path,
        f"JPEGImages/{decomposed}.jpg",
        "JPEGImages/IMG_1.jpg",
        "Annotations/img_1.xml",
        train="고양이é\nimg_1\n",
    )
    folder = VocFolder.open(tmp_path)
    assert [(entry.image_path.stem, entry.is_labelled) for entry in folder.entries("train")] == [
        (decomposed, False),
        ("IMG_1", True),
    ]


@pytest.mark.parametrize(
    ("name", "splits"),
    [
        ("playing_cards", {"test": 67, "train": 296}),
        ("bccd", {"test": 72, "train": 205, "trainval": 292, "val": 87}),
        ("fod_tools", {"train": 620, "val": 247}),
        ("general", {"train": 4106, "train_extra": 1349, "val": 250}),
    ],
)
def test_real_sets_are_complete(shared_data, name, splits):
    folder = VocFolder.open(shared_data / name)
    assert folder.splits() == splits
    assert len(folder.entries()) == sum(splits.values()) - splits.get("trainval", 0)
    assert all(entry.is_labelled for entry in folder.entries())
    assert folder.problems == ()
