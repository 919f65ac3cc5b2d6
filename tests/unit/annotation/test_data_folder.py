"""Which format a folder is of, what its splits are, and which images are labelled, for every layout people have."""

import json

import pytest

from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.annotation.split_names import split_of_file
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import read_image_size
from tests.unit.data.made_data import write_image, write_voc_folder

LINE = "1 0.5 0.5 0.5 0.5\n"  # of 40 x 30: 10, 7.5, 30, 22.5
COCO_ROW = {"id": 1, "image_id": 1, "category_id": 5, "bbox": [10, 7.5, 20, 15]}
CATEGORIES = [{"id": 5, "name": "dog"}]


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text if isinstance(text, str) else json.dumps(text), encoding="utf-8")


def labelled(root, *images, label=LINE):
    for image in images:
        write_image(root / image)
        parts = ["labels" if part == "images" else part for part in (root / image).relative_to(root).parts]
        write((root / "/".join(parts)).with_suffix(".txt"), label)


def stems(folder, split=None):
    return [entry.image_path.stem for entry in folder.entries(split) if entry.labels is not None]


def read(entry):
    file = entry.labels.read(read_image_size(entry.image_path))
    return [(item.label, item.box.xyxy()) for item in file.annotation.objects]


def coco(*file_names, rows=(COCO_ROW,)):
    images = [{"id": i, "file_name": name, "width": 40, "height": 30} for i, name in enumerate(file_names, 1)]
    return {"images": images, "annotations": list(rows), "categories": CATEGORIES}


def test_yolo_splits_by_data_yaml_are_folders_lists_or_several(tmp_path):
    labelled(tmp_path, "images/train/a.png", "images/more/b.png", "images/val/c.png", "images/d.png")
    write(tmp_path / "val.txt", "./images/val/c.png\nimages/absent.png\n\n")
    write(
        tmp_path / "data.yaml",
        "path: /somebody/elses/disk\ntrain: [images/train, images/more]\nval: val.txt\ntest: images/test\n"
        "names: [cat, dog]\n",
    )
    folder = open_data_folder(tmp_path)
    assert (folder.kind, folder.splits()) == ("YOLO", {"test": 0, "train": 2, "val": 1})
    assert folder.class_order == ("cat", "dog")
    assert sorted(stems(folder)) == ["a", "b", "c", "d"]
    assert read(folder.entries("val")[0]) == [("dog", (10, 7.5, 30, 22.5))]
    (absent,) = folder.problems("val")
    assert (absent.path[-7:], absent.line) == ("val.txt", 2)
    assert "images/test" in folder.problems("test")[0].text


def test_yolo_as_roboflow_writes_it(tmp_path):
    labelled(tmp_path, "train/images/a.png", "valid/images/b.png")
    write(tmp_path / "data.yaml", "train: ../train/images\nval: ../valid/images\nnc: 2\nnames: ['cat', 'dog']\n")
    folder = open_data_folder(tmp_path)
    assert folder.splits() == {"train": 1, "val": 1}
    assert stems(folder, "val") == ["b"]


@pytest.mark.parametrize(
    "images", [("images/train/a.png", "images/valid/b.png"), ("train/images/a.png", "val/images/b.png")]
)
def test_yolo_without_data_yaml_splits_by_folders_and_needs_a_class_list(tmp_path, images):
    labelled(tmp_path, *images)
    if images[0].startswith("images"):
        with pytest.raises(AnnotationError, match="nothing names their classes"):
            open_data_folder(tmp_path)
    write(tmp_path / "classes.txt", "cat\ndog\n")
    folder = open_data_folder(tmp_path)
    assert (folder.kind, folder.splits(), stems(folder, "val")) == ("YOLO", {"train": 1, "val": 1}, ["b"])


def test_yolo_txt_beside_the_images_as_labelimg_writes_them(tmp_path):
    write_image(tmp_path / "a.png")
    write(tmp_path / "a.txt", LINE)
    assert open_data_folder(tmp_path).kind == "Pascal VOC"  # any text may lie beside an image
    write(tmp_path / "classes.txt", "cat\ndog\n")
    assert read(open_data_folder(tmp_path).entries()[0])[0][0] == "dog"


def test_a_missing_yolo_txt_is_unlabelled_unless_it_is_said_to_be_background(tmp_path):
    labelled(tmp_path, "images/a.png")
    labelled(tmp_path, "images/empty.png", label="")
    write_image(tmp_path / "images/b.png")
    write(tmp_path / "labels/orphan.txt", LINE)
    write(tmp_path / "data.yaml", "names: {1: dog}\n")
    folder = open_data_folder(tmp_path)
    assert stems(folder) == ["a", "empty"]
    assert [problem.path.endswith("orphan.txt") for problem in folder.problems()] == [True]
    folder = open_data_folder(tmp_path, missing_is_background=True)
    assert [len(read(entry)) for entry in folder.entries()] == [1, 0, 0]


def test_a_yaml_of_something_else_leaves_a_voc_folder_what_it_is(tmp_path):
    write_voc_folder(tmp_path, {"a": [("cat", (1, 2, 3, 4))]}, splits={"train": ["a"]})
    write(tmp_path / "data.yaml", "names: [cat]\n")
    write(tmp_path / "dvc.yaml", "stages:\n  x: 1\n")
    folder = open_data_folder(tmp_path)
    assert (folder.kind, folder.splits()) == ("Pascal VOC", {"train": 1})


def test_coco_with_a_file_a_split_finds_its_images_wherever_they_lie(tmp_path):
    for name in ("train2017/a.png", "val2017/a.png", "val2017/b.png", "other.png"):
        write_image(tmp_path / name)
    write(tmp_path / "annotations/instances_train2017.json", coco("a.png"))
    write(tmp_path / "annotations/instances_val2017.json", coco("a.png", "C:\\x\\val2017\\B.PNG", "absent.png"))
    write(tmp_path / "annotations/captions_val2017.json", coco("a.png"))
    folder = open_data_folder(tmp_path)
    assert (folder.kind, folder.splits(), folder.class_ids) == ("COCO", {"train": 1, "val": 2}, {5: "dog"})
    assert [entry.image_path.parent.name for entry in folder.entries("val")] == ["val2017"] * 2
    assert [read(entry) for entry in folder.entries("val")] == [[("dog", (10, 7.5, 30, 22.5))], []]
    assert len(folder.entries()) == 4
    assert sum(entry.labels is None for entry in folder.entries()) == 1
    assert '"absent.png"' in folder.problems("val")[0].text


def test_coco_as_roboflow_writes_it_beside_the_images_of_each_split(tmp_path):
    for split in ("train", "valid"):
        write_image(tmp_path / split / "a.png")
        write(tmp_path / split / "_annotations.coco.json", coco("a.png"))
    folder = open_data_folder(tmp_path)
    assert folder.splits() == {"train": 1, "val": 1}
    assert folder.entries("val")[0].image_path == tmp_path / "valid" / "a.png"


def test_coco_in_one_file_has_no_splits_and_a_name_that_leads_out_finds_nothing_there(tmp_path):
    write_image(tmp_path / "out/a.png")
    root = tmp_path / "data"
    write_image(root / "images/b.png")
    write(root / "coco.json", coco("../out/a.png", "b.png", "b.png"))
    folder = open_data_folder(root)
    assert (folder.splits(), stems(folder)) == ({}, ["b"])
    assert len(folder.problems()) == 2


def test_an_image_that_two_folders_have_is_not_guessed(tmp_path):
    for name in ("x/a.png", "y/a.png"):
        write_image(tmp_path / name)
    write(tmp_path / "coco.json", coco("a.png"))
    folder = open_data_folder(tmp_path)
    assert stems(folder) == []
    assert len(folder.problems()) == 1


def test_two_files_of_one_split_and_two_formats_are_refused(tmp_path):
    write_image(tmp_path / "a.png")
    write(tmp_path / "train.json", coco("a.png"))
    write(tmp_path / "instances_train.json", coco("a.png"))
    with pytest.raises(AnnotationError, match='describe the split "train"'):
        open_data_folder(tmp_path)
    (tmp_path / "train.json").unlink()
    write(tmp_path / "b.json", [{"image": "a.png", "annotations": []}])
    with pytest.raises(AnnotationError, match="two formats"):
        open_data_folder(tmp_path)


def test_create_ml_images_that_are_listed_empty_are_background(tmp_path):
    for name in "abc":
        write_image(tmp_path / f"{name}.png")
    box = {"label": "dog", "coordinates": {"x": 20, "y": 15, "width": 20, "height": 15}}
    entries = [{"image": "a.png", "annotations": [box]}, {"image": "b.png", "annotations": []}]
    write(tmp_path / "_annotations.createml.json", entries)
    folder = open_data_folder(tmp_path)
    assert (folder.kind, stems(folder), len(folder.entries())) == ("Create ML", ["a", "b"], 3)
    assert read(folder.entries()[0]) == [("dog", (10, 7.5, 30, 22.5))]


def test_labelme_files_beside_the_images_in_a_folder_or_by_the_name_inside(tmp_path):
    shape = {"label": "dog", "shape_type": "rectangle", "points": [[10, 7.5], [30, 22.5]]}
    for image, file in (("a.png", "a.json"), ("images/b.png", "json/b.json"), ("images/c.png", "json/x.json")):
        write_image(tmp_path / image)
        write(tmp_path / file, {"shapes": [shape], "imagePath": "..\\images\\c.png"})
    write(tmp_path / "settings.json", {"a": 1})
    folder = open_data_folder(tmp_path)
    assert (folder.kind, sorted(stems(folder))) == ("labelme", ["a", "b", "c"])
    assert all(read(entry) == [("dog", (10, 7.5, 30, 22.5))] for entry in folder.entries())


@pytest.mark.parametrize("damaged", ["", "\0" * 200, "{"])
def test_a_damaged_labelme_file_is_told_and_does_not_pass_for_none(tmp_path, damaged):
    for stem in "abc":
        write_image(tmp_path / f"{stem}.png")
    write(tmp_path / "a.json", {"shapes": [], "imagePath": "a.png"})
    write(tmp_path / "b.json", damaged)
    write(tmp_path / "settings.json", damaged)
    folder = open_data_folder(tmp_path)
    assert (stems(folder), list(folder.problems())) == (["a", "b"], [])
    with pytest.raises(AnnotationError, match=r"b\.json is no readable JSON"):
        read(folder.entries()[1])


def test_an_unknown_split_is_answered_with_those_there_in_every_format(tmp_path):
    labelled(tmp_path, "images/train/a.png")
    write(tmp_path / "classes.txt", "cat\ndog\n")
    with pytest.raises(AnnotationError, match=r"test.*train"):
        open_data_folder(tmp_path).entries("test")


def test_a_folder_that_links_to_itself_is_listed_once(tmp_path):
    labelled(tmp_path, "images/a.png")
    write(tmp_path / "classes.txt", "cat\ndog\n")
    (tmp_path / "images" / "again").symlink_to(tmp_path / "images")
    assert stems(open_data_folder(tmp_path)) == ["a"]


@pytest.mark.parametrize(
    ("stem", "folder", "split"),
    [
        ("instances_train2017", "annotations", "train"),
        ("instances_train_extra", "annotations", "train_extra"),
        ("instances", "annotations", None),
        ("_annotations.coco", "valid", "val"),
        ("annotations_trainval", "", "trainval"),
        ("bccd-test", "", "test"),
        ("Train", "", "train"),
        ("dataset", "", None),
        ("labels", "obj_valid_data", "val"),
    ],
)
def test_the_split_of_a_file_is_in_its_name_or_that_of_its_folder(stem, folder, split):
    assert split_of_file(stem, folder) == split
