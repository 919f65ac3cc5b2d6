"""Folders as other programs really leave them, which look like something else at first."""

import json

import pytest

from ssd_desktop.annotation import image_index
from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.annotation.data_root import data_root
from ssd_desktop.annotation.edits import AddObjects
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.annotation.places_inside import PlacesInside
from ssd_desktop.cli.main import main
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize
from tests.unit.annotation.class_folders import make_folder
from tests.unit.data.made_data import write_image, write_xml

SIZE = ImageSize(40, 30, 1, 40, 30)
LINE = "0 0.5 0.5 0.5 0.5\n"
CAT = [("cat", (1, 2, 30, 20))]


def labelled_yolo(root, *names):
    for name in names:
        write_image(root / "images" / f"{name}.png")
        label = root / "labels" / f"{name}.txt"
        label.parent.mkdir(parents=True, exist_ok=True)
        label.write_text(LINE)


def names(folder, split=None):
    return [entry.image_path.name for entry in folder.entries(split)]


def add(store, image, label="cat"):
    store.load(image, SIZE)
    edit = AddObjects((AnnotatedObject(label, Box(1, 2, 30, 20), entry=store.new_entries(1)[0]),))
    store.apply(image, edit, name="Draw", size=(40, 30))
    assert store.save_all() == []


# -- Pascal VOC


def test_xml_files_in_the_folders_of_splits_are_one_folder_as_roboflow_exports_them(tmp_path):
    for split in ("train", "valid", "test"):
        write_image(tmp_path / split / f"{split}.png")
        write_xml(tmp_path / split / f"{split}.xml", CAT)
    write_image(tmp_path / "train" / "new.png")
    (tmp_path / "README.roboflow.txt").write_text("names:\n")

    folder = open_data_folder(tmp_path)

    assert (folder.kind, folder.splits()) == ("Pascal VOC", {"test": 1, "train": 2, "val": 1})
    assert [entry.labels is not None for entry in folder.entries("train")] == [False, True]
    assert open_data_folder(data_root(tmp_path / "valid")).splits() == folder.splits()


@pytest.mark.parametrize("kind", ["Pascal VOC", "labelme"])
def test_an_image_whose_file_of_labels_is_another_images_is_not_labelled_over_it(tmp_path, kind):
    for name in ("a.jpg", "a.png"):
        write_image(tmp_path / "b.png")
        (tmp_path / "b.png").rename(tmp_path / name)
    if kind == "Pascal VOC":
        write_xml(tmp_path / "a.xml", CAT)
    else:
        (tmp_path / "a.json").write_text(json.dumps({"shapes": [], "imagePath": "a.jpg", "imageData": None}))
    store = AnnotationStore(LabelFolder.open(tmp_path))

    with pytest.raises(AnnotationError, match=r"a\.png has the same name as a\.jpg but for its ending"):
        store.load(tmp_path / "a.png", SIZE)

    assert store.blocked(tmp_path / "a.png")
    assert store.load(tmp_path / "a.jpg", SIZE).before is not None


# -- YOLO


@pytest.mark.parametrize("way", ["../data/images", "{link}/images", "{root}/images"])
@pytest.mark.parametrize("as_lists", [False, True])
def test_images_that_a_data_yaml_reaches_by_another_way_are_there_once(tmp_path, monkeypatch, way, as_lists):
    root, link = tmp_path / "data", tmp_path / "link"
    labelled_yolo(root, "train/a", "val/b")
    link.symlink_to(root)
    places = {split: f"{way.format(link=link, root=root)}/{split}" for split in ("train", "val")}
    if as_lists:
        for (split, place), name in zip(places.items(), "ab", strict=True):
            (root / f"{split}.txt").write_text(f"{place}/{name}.png\n")
            places[split] = f"{split}.txt"
    (root / "data.yaml").write_text("".join(f"{split}: {place}\n" for split, place in places.items()) + "names: [cat]")

    folder = open_data_folder(root)
    monkeypatch.chdir(root)
    here = open_data_folder(".")

    assert names(folder) == names(here) == ["a.png", "b.png"]
    assert (names(folder, "train"), names(here, "val")) == (["a.png"], ["b.png"])
    assert LabelFolder.open(root / "images" / "train").is_labelled(root / "images" / "train" / "a.png")


@pytest.mark.parametrize("place", ["/", "..", "''"])
def test_a_place_around_the_data_folder_or_none_is_no_split(tmp_path, monkeypatch, place):
    root = tmp_path / "data"
    labelled_yolo(root, "train/a")
    (root / "data.yaml").write_text(f"train: images/train\nval: {place}\nnames: [cat]\n")
    listed, walk = [], image_index._files_under
    monkeypatch.setattr(image_index, "_files_under", lambda folder: [listed.append(folder), *walk(folder)][1:])

    folder = open_data_folder(root)

    assert names(folder) == names(folder, "train") == ["a.png"]
    assert all(one.is_relative_to(root) for one in listed)
    assert [problem.line for problem in folder.problems()] == ([] if place == "''" else [2])


def test_a_folder_that_nothing_says_is_yolos_is_not_searched_to_its_depths(tmp_path, monkeypatch):
    write_image(tmp_path / "a.png")
    monkeypatch.setattr(image_index, "_files_under", lambda folder: pytest.fail(f"{folder} was searched"))
    assert names(LabelFolder.open(tmp_path).listed_anew()) == ["a.png"]


def test_cvats_folder_of_yolo_images_finds_the_names_above_it(tmp_path):
    images = tmp_path / "obj_train_data"
    write_image(images / "a.png")
    (images / "a.txt").write_text(LINE)
    (tmp_path / "obj.names").write_text("cat\n")
    (tmp_path / "obj.data").write_text("classes = 1\nnames = data/obj.names\n")

    folder = LabelFolder.open(images)

    assert (folder.kind, folder.class_names) == ("YOLO", ("cat",))
    assert folder.is_labelled(images / "a.png")
    assert data_root(images) == tmp_path


def test_a_place_outside_a_folder_stays_what_it_is(tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (inside / "link").symlink_to(outside)
    places = PlacesInside(inside)
    assert places.shortest(outside / "a") == outside / "a"
    assert places.shortest(inside / "link" / "a") == inside / "link" / "a"
    assert places.shortest(inside / ".." / "out") == outside


# -- JSON


def test_create_ml_files_of_single_images_describe_no_split_whatever_they_are_called(tmp_path):
    for name in ("test_1", "test_2", "train"):
        write_image(tmp_path / f"{name}.png")
        rows = [{"label": "cat", "coordinates": {"x": 20, "y": 15, "width": 10, "height": 10}}]
        text = json.dumps([{"image": f"{name}.png", "verified": False, "annotations": rows}])
        (tmp_path / f"{name}.json").write_text(text)  # as labelImg writes them
    write_image(tmp_path / "new.png")
    before = (tmp_path / "test_1.json").read_bytes()

    folder = open_data_folder(tmp_path)
    assert (folder.splits(), sum(entry.labels is not None for entry in folder.entries())) == ({}, 3)

    add(AnnotationStore(LabelFolder.open(tmp_path)), tmp_path / "new.png")
    assert json.loads((tmp_path / "new.json").read_text())[0]["image"] == "new.png"
    assert (tmp_path / "test_1.json").read_bytes() == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("is_sorted", [False, True])
def test_a_labelme_file_is_known_by_whatever_program_wrote_it(tmp_path, encoding, is_sorted):
    write_image(tmp_path / "a.png")
    shape = {"label": "cat", "points": [[1, 2], [30, 20]], "shape_type": "rectangle", "flags": {}}
    file = {"version": "5.5.0", "flags": {}, "shapes": [shape], "imagePath": "a.png", "imageData": "A" * 70_000}
    (tmp_path / "a.json").write_text(json.dumps(file, sort_keys=is_sorted), encoding=encoding)
    folder = open_data_folder(tmp_path)
    assert folder.kind == "labelme"
    assert folder.entries()[0].labels.read(SIZE).annotation.objects[0].label == "cat"


def test_a_coco_file_with_sorted_keys_and_many_rows_is_known(tmp_path):
    write_image(tmp_path / "a.png")
    rows = [{"id": i, "image_id": i, "category_id": 1, "bbox": [1, 2, 3, 4]} for i in range(1, 1200)]
    images = [{"id": i, "file_name": f"a{i - 1 or ''}.png", "width": 40, "height": 30} for i in range(1, 1200)]
    file = {"images": images, "annotations": rows, "categories": [{"id": 1, "name": "cat"}]}
    (tmp_path / "labels.json").write_text(json.dumps(file, sort_keys=True))
    folder = open_data_folder(tmp_path)
    assert (folder.kind, folder.entries()[0].labels is not None) == ("COCO", True)


@pytest.mark.parametrize(
    "text",
    ["\ufeffnames: [cat]\n", "names : [cat]\n", '"names":\n  - cat\n', "'names': {0: cat}\n", "nc: 1\nnames:\n- cat\n"],
)
def test_names_of_classes_are_found_and_added_to_however_their_key_is_written(tmp_path, text):
    labelled_yolo(tmp_path, "a")
    write_image(tmp_path / "images" / "b.png")
    (tmp_path / "data.yaml").write_text(text, encoding="utf-8")
    assert open_data_folder(tmp_path).class_ids == {0: "cat"}

    add(AnnotationStore(LabelFolder.open(tmp_path / "images")), tmp_path / "images" / "b.png", "dog")

    assert open_data_folder(tmp_path).class_ids == {0: "cat", 1: "dog"}
    first, _, _ = text.partition(":")
    assert (tmp_path / "data.yaml").read_text(encoding="utf-8").startswith(first)


def test_places_and_lists_that_windows_wrote_are_found_elsewhere(tmp_path):
    labelled_yolo(tmp_path, "train/a", "val/b")
    (tmp_path / "val.txt").write_text(".\\images\\val\\b.png\r\n")
    (tmp_path / "data.yaml").write_text("train: ..\\images\\train\nval: val.txt\nnames: [cat]\n")
    folder = open_data_folder(tmp_path)
    assert (names(folder, "train"), names(folder, "val"), len(folder.entries())) == (["a.png"], ["b.png"], 2)


def test_a_coco_row_with_an_empty_box_is_where_its_outline_is(tmp_path):
    write_image(tmp_path / "a.png")
    row = {"id": 1, "image_id": 1, "category_id": 1, "bbox": [], "segmentation": [[1, 2, 30, 2, 30, 20]]}
    images = [{"id": 1, "file_name": "a.png", "width": 40, "height": 30}]
    file = {"images": images, "annotations": [row], "categories": [{"id": 1, "name": "cat"}]}
    (tmp_path / "labels.json").write_text(json.dumps(file))
    (found,) = open_data_folder(tmp_path).entries()[0].labels.read(SIZE).annotation.objects
    assert found.box == Box(1, 2, 30, 20)


def test_a_byte_order_mark_says_more_of_an_xml_file_than_the_encoding_it_declares(tmp_path):
    write_image(tmp_path / "a.png")
    write_xml(tmp_path / "a.xml", [("café", (1, 2, 30, 20))])
    text = (tmp_path / "a.xml").read_text(encoding="utf-8").rpartition("?>")[2]
    (tmp_path / "a.xml").write_text(f'<?xml version="1.0" encoding="windows-1252"?>{text}', encoding="utf-8-sig")
    store = AnnotationStore(LabelFolder.open(tmp_path))
    assert [item.label for item in store.load(tmp_path / "a.png", SIZE).before.objects] == ["café"]


@pytest.mark.parametrize("kind", ["coco", "createml", "labelme"])
def test_lists_written_by_split_are_the_splits_of_formats_without_any(tmp_path, kind):
    pictures = ("one", "two", "three", "four")
    make_folder(tmp_path / "data", kind, {name: ["cat"] for name in pictures}, ["cat"])
    for seed, name in enumerate(pictures):
        write_image(tmp_path / "data" / f"{name}.png", width=100, height=80, seed=seed)
    (tmp_path / "data" / "test.txt").write_text("tested by hand\n")

    assert main(["split", str(tmp_path / "data"), "--ratio", "0.5", "--quiet"]) == 0

    with (tmp_path / "data" / "val.txt").open("a") as stream:
        stream.write(".\\gone.png\n")
    folder = open_data_folder(tmp_path / "data")
    assert folder.splits() == {"train": 2, "val": 2}
    assert sorted(names(folder, "train") + names(folder, "val")) == sorted(names(folder))
    assert [problem.line for problem in folder.problems("val")] == [3]
    assert all(entry.labels is not None for entry in folder.entries("train"))
    assert LabelFolder.open(tmp_path / "data").kind == folder.kind
