"""The same data set in every format trains the same: images, boxes, classes, splits."""

import json

import numpy as np
import pytest

from ssd_desktop.annotation.convert import convert_data
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.errors import DataError
from ssd_desktop.training.data_choice import DataChoice, choose_data
from tests.unit.data.made_data import write_image, write_voc_folder

IMAGES = {
    "a": [("dog", (2.25, 3, 20, 25)), ("cat", (5, 6, 30, 29))],
    "b": [],
    "c": [("cat", (1, 1, 9, 9))],
    "d": None,
}
SPLITS = {"train": ["a", "b"], "val": ["c"]}


@pytest.fixture
def voc(tmp_path):
    return write_voc_folder(tmp_path / "voc", IMAGES, splits=SPLITS)


@pytest.mark.parametrize("to", ["yolo", "coco", "createml"])
def test_every_format_gives_the_same_samples(tmp_path, voc, to):
    convert_data(open_data_folder(voc), to, tmp_path / to)
    for split in (None, "train", "val"):
        one, other = load_dataset(voc, split=split), load_dataset(tmp_path / to, split=split)
        # YOLO's list names classes that a split does not use.
        assert set(one.classes) <= set(other.classes)
        assert other.report.background == one.report.background
        assert other.report.unlabelled == one.report.unlabelled
        assert [sample.image_path.name for sample in one.samples] == [
            sample.image_path.name for sample in other.samples
        ]
        for sample, same in zip(one.samples, other.samples, strict=True):
            np.testing.assert_allclose(same.boxes_xyxy, sample.boxes_xyxy, atol=1e-3)
            assert [one.classes[i - 1] for i in sample.labels] == [other.classes[i - 1] for i in same.labels]


def test_a_crowd_of_coco_comes_back_through_voc(tmp_path):
    write_image(tmp_path / "coco" / "images" / "a.png")
    (tmp_path / "coco" / "annotations").mkdir()
    rows = [{"id": n, "image_id": 1, "category_id": 1, "bbox": [1, 2, 9, 9], "iscrowd": n} for n in (0, 1)]
    images = [{"id": 1, "file_name": "a.png", "width": 40, "height": 30}]
    document = {"images": images, "annotations": rows, "categories": [{"id": 1, "name": "cat"}]}
    (tmp_path / "coco" / "annotations" / "instances.json").write_text(json.dumps(document), encoding="utf-8")
    convert_data(open_data_folder(tmp_path / "coco"), "voc", tmp_path / "voc")
    for folder in ("coco", "voc"):
        (sample,) = load_dataset(tmp_path / folder).samples
        assert sample.ignore.tolist() == sample.crowd.tolist() == [False, True]


@pytest.mark.parametrize("to", ["yolo", "coco", "createml"])
def test_training_and_its_validation_take_the_splits_of_every_format(tmp_path, voc, to):
    convert_data(open_data_folder(voc), to, tmp_path / to)
    chosen = choose_data(DataChoice(tmp_path / to))
    assert (chosen.split, len(chosen.train)) == ("train", 2)
    assert chosen.validation is not None
    assert len(chosen.validation) == 1


def yolo(root, names):
    write_image(root / "images" / "a.png")
    write_image(root / "images" / "b.png")
    (root / "labels").mkdir()
    (root / "labels" / "a.txt").write_text("1 .5 .5 .5 .5\n0 .5 .5 .2 .2\n", encoding="utf-8")
    (root / "data.yaml").write_text(f"names: {names}\n", encoding="utf-8")
    return root


def test_the_order_of_data_yaml_is_the_order_of_the_classes_unless_one_is_given(tmp_path):
    root = yolo(tmp_path, "[zebra, ant, unused]")
    assert load_dataset(root).classes == ("zebra", "ant", "unused")
    assert load_dataset(root).samples[0].labels.tolist() == [2, 1]
    assert load_dataset(root, classes=["ant", "zebra"]).samples[0].labels.tolist() == [1, 2]


def test_a_class_of_data_yaml_that_is_the_background_is_no_class(tmp_path):
    dataset = load_dataset(yolo(tmp_path, "[background, ant]"))
    assert dataset.classes == ("ant",)
    assert len(dataset.samples[0].labels) == 1
    assert any("background" in problem.text for problem in dataset.report.problems)


def test_a_missing_yolo_txt_is_counted_unlabelled_or_trained_as_background(tmp_path):
    root = yolo(tmp_path, "[zebra, ant]")
    report = load_dataset(root).report
    assert (report.images, report.background, report.unlabelled) == (1, 0, 1)
    report = load_dataset(root, missing_is_background=True).report
    assert (report.images, report.background, report.unlabelled) == (2, 1, 0)
    chosen = choose_data(DataChoice(root, missing_is_background=True))
    assert len(chosen.train) == 2


def test_what_is_wrong_with_the_description_is_one_sentence(tmp_path):
    with pytest.raises(DataError, match=r"data\.yaml is not understood"):
        load_dataset(yolo(tmp_path, "{cat: dog}"))
