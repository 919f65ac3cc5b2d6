"""Data folders: what is taken, what is left out, and that the report says so."""

import numpy as np
import pytest

from ssd_desktop.data.dataset import check_classes, load_dataset
from ssd_desktop.errors import DataError
from tests.unit.data.made_data import write_image, write_voc_folder, write_xml

CAT = ("cat", (2, 3, 20, 25))
DOG = ("dog", (5.5, 6.25, 30, 29))


def test_classes_are_the_sorted_names_and_labels_count_from_one(tmp_path):
    dataset = load_dataset(write_voc_folder(tmp_path / "pets", {"a": [DOG, CAT], "b": [CAT]}))
    assert dataset.name == "pets"
    assert dataset.classes == ("cat", "dog")
    assert [sample.labels.tolist() for sample in dataset.samples] == [[2, 1], [1]]
    assert dataset.boxes_per_class() == {"cat": 2, "dog": 1}


def test_coordinates_are_taken_verbatim_unless_they_count_from_one(tmp_path):
    folder = write_voc_folder(tmp_path, {"a": [DOG]})
    (sample,) = load_dataset(folder).samples
    assert sample.boxes_xyxy.dtype == np.float32
    assert sample.boxes_xyxy.tolist() == [[5.5, 6.25, 30, 29]]
    (sample,) = load_dataset(folder, one_based=True).samples
    assert sample.boxes_xyxy.tolist() == [[4.5, 5.25, 30, 29]]


def test_a_class_list_decides_order_and_what_is_taken(tmp_path):
    folder = write_voc_folder(tmp_path, {"a": [CAT, DOG, ("newt", (1, 1, 9, 9)), ("newt", (2, 2, 9, 9))]})
    dataset = load_dataset(folder, classes=["dog", "cat", "owl"])
    assert dataset.classes == ("dog", "cat", "owl")
    assert dataset.samples[0].labels.tolist() == [2, 1]
    assert dataset.boxes_per_class() == {"dog": 1, "cat": 1, "owl": 0}
    (problem,) = dataset.report.problems
    assert "'newt'" in problem.text
    assert "2 objects" in problem.text


def test_images_without_objects_are_background_and_without_files_unlabelled(tmp_path):
    dataset = load_dataset(write_voc_folder(tmp_path, {"a": [CAT], "b": [], "c": None}))
    assert [sample.image_path.stem for sample in dataset.samples] == ["a", "b"]
    assert dataset.samples[1].boxes_xyxy.shape == (0, 4)
    assert (dataset.report.images, dataset.report.background, dataset.report.unlabelled) == (2, 1, 1)


def test_flags_of_objects_are_kept(tmp_path):
    objects = [(*CAT, {"difficult": "1"}), (*CAT, {"ignore": "1"}), CAT]
    (sample,) = load_dataset(write_voc_folder(tmp_path, {"a": objects})).samples
    assert sample.difficult.tolist() == [True, False, False]
    assert sample.ignore.tolist() == [False, True, False]


def test_a_split_gives_its_images_in_its_order(tmp_path):
    images = {"a": [CAT], "b": [CAT], "c": [DOG]}
    folder = write_voc_folder(tmp_path / "pets", images, splits={"train": ["c", "a"], "val": ["b"]})
    dataset = load_dataset(folder, split="train")
    assert dataset.name == "pets (train)"
    assert [sample.image_path.stem for sample in dataset.samples] == ["c", "a"]


def test_several_splits_give_each_of_their_images_once(tmp_path):
    images = {"a": [CAT], "b": [CAT], "c": [DOG], "d": [DOG]}
    splits = {"train": ["c", "a"], "extra": ["b", "a"], "val": ["d"]}
    dataset = load_dataset(write_voc_folder(tmp_path / "pets", images, splits=splits), split="train, extra")
    assert [sample.image_path.stem for sample in dataset.samples] == ["c", "a", "b"]
    with pytest.raises(DataError, match=r"nothing.*train, val"):
        load_dataset(tmp_path / "pets", split="train,nothing")


def test_an_unknown_split_is_answered_with_those_there(tmp_path):
    folder = write_voc_folder(tmp_path, {"a": [CAT]}, splits={"train": ["a"], "val": ["a"]})
    with pytest.raises(DataError, match=r"test.*train, val"):
        load_dataset(folder, split="test")


def test_degenerate_boxes_are_reported_by_file_and_boxes_that_stick_out_are_clipped(tmp_path):
    objects = [("cat", (5, 5, 5, 9)), ("cat", (30, 20, 40.75, 30.5)), ("cat", (float("nan"), 1, 2, 3))]
    dataset = load_dataset(write_voc_folder(tmp_path, {"a": objects}))
    assert dataset.samples[0].boxes_xyxy.tolist() == [[30, 20, 40, 30]]
    assert len(dataset.report.problems) == 2
    assert all("a.xml" in str(problem) for problem in dataset.report.problems)


def test_a_box_that_is_lost_in_rounding_is_reported_and_not_trained_on(tmp_path):
    thin = ("cat", (39.99999999, 5, 40, 9))
    dataset = load_dataset(write_voc_folder(tmp_path, {"a": [CAT, thin]}))
    assert dataset.boxes_per_class() == {"cat": 1}
    (problem,) = dataset.report.problems
    assert "a.xml" in str(problem)
    assert "too thin" in problem.text


def test_an_unreadable_image_is_left_out_and_named(tmp_path):
    folder = write_voc_folder(tmp_path, {"a": [CAT], "b": [CAT]})
    (folder / "JPEGImages" / "a.png").write_bytes(b"")
    dataset = load_dataset(folder)
    assert [sample.image_path.stem for sample in dataset.samples] == ["b"]
    assert len(dataset.report.unreadable) == 1
    assert "a.png" in dataset.report.unreadable[0]


def test_an_image_whose_only_objects_are_damaged_is_left_out_and_not_taken_for_background(tmp_path):
    point, thin, nameless = ("cat", (5, 5, 5, 9)), ("cat", (39.99999999, 5, 40, 9)), ("", (1, 1, 9, 9))
    images = {"a": [CAT], "b": [point], "c": [thin], "d": [nameless], "e": [CAT, point], "f": [], "g": [DOG]}
    dataset = load_dataset(write_voc_folder(tmp_path, images), classes=["cat"])
    assert [sample.image_path.stem for sample in dataset.samples] == ["a", "e", "f", "g"]
    assert dataset.report.background == 2
    left_out = [problem for problem in dataset.report.problems if "the image was left out" in problem.text]
    assert [problem.path[-5:] for problem in left_out] == ["b.xml", "c.xml", "d.xml"]


def test_a_folder_of_damaged_objects_alone_is_refused(tmp_path):
    folder = write_voc_folder(tmp_path / "pets", {"a": [("cat", (5, 5, 5, 9))]})
    with pytest.raises(DataError, match=r"No object in pets can be used; .*a\.xml"):
        load_dataset(folder, classes=["cat"])


def test_a_corrupt_annotation_file_is_left_out_and_not_taken_for_background(tmp_path):
    folder = write_voc_folder(tmp_path, {"a": [CAT], "b": [CAT]})
    (folder / "Annotations" / "b.xml").write_text("<annotation><object>", encoding="utf-8")
    dataset = load_dataset(folder)
    assert dataset.report.images == 1
    assert dataset.report.background == 0
    assert any("b.xml" in str(problem) for problem in dataset.report.problems)


def test_images_with_their_files_beside_are_a_data_set(tmp_path):
    write_image(tmp_path / "Фото 1.PNG")
    write_xml(tmp_path / "Фото 1.xml", [CAT])
    assert len(load_dataset(tmp_path)) == 1


def test_an_object_named_background_is_no_class(tmp_path):
    dataset = load_dataset(write_voc_folder(tmp_path, {"a": [CAT, ("Background", (1, 1, 9, 9))]}))
    assert dataset.classes == ("cat",)
    assert len(dataset.report.problems) == 1


@pytest.mark.parametrize(
    ("images", "words"),
    [
        ({}, "no images"),
        ({"a": None, "b": None}, "2 of its images have no"),
        ({"a": []}, "has an object"),
    ],
)
def test_a_folder_with_nothing_to_learn_is_refused(tmp_path, images, words):
    folder = write_voc_folder(tmp_path / "pets", images)
    with pytest.raises(DataError, match=words):
        load_dataset(folder)


def test_a_folder_of_background_can_be_read_for_given_classes(tmp_path):
    dataset = load_dataset(write_voc_folder(tmp_path, {"a": []}), classes=["cat"])
    assert dataset.report.background == 1


def test_what_is_no_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for path in (tmp_path / "absent", tmp_path / "file"):
        with pytest.raises(DataError, match=path.name):
            load_dataset(path)


@pytest.mark.parametrize(
    ("classes", "word"),
    [([], "empty"), (["cat", "dog", "cat"], "'cat' twice"), (["Background", "cat"], "background")],
)
def test_class_lists_that_cannot_be_are_refused(classes, word):
    with pytest.raises(DataError, match=word):
        check_classes(classes)


def test_real_sets_hold_what_their_description_says(shared_data):
    cards = load_dataset(shared_data / "playing_cards", split="train")
    assert len(cards) == 296
    assert cards.boxes_per_class() == {"ace": 92, "jack": 89, "king": 95, "nine": 89, "queen": 80, "ten": 82}
    cells = load_dataset(shared_data / "bccd", split="train")
    assert sum(cells.boxes_per_class().values()) == 2805 - 1
    assert any("BloodImage_00343" in str(problem) for problem in cells.report.problems)
    extra = load_dataset(shared_data / "general", split="train_extra")
    assert sum(int(sample.difficult.sum()) for sample in extra.samples) == 2003
