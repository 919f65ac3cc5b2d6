"""Which images train and which measure, when the user says little."""

import dataclasses

import pytest

from ssd_desktop.errors import DataError
from ssd_desktop.training.data_choice import DataChoice, choose_data
from tests.unit.data.made_data import write_image
from tests.unit.training.conftest import write_voc_folder


def names(dataset):
    return {sample.image_path.stem for sample in dataset.samples}


def test_the_reading_can_be_given_up_between_two_images(voc_folder):
    read = []

    def give_up():
        read.append(None)
        if len(read) == 3:
            raise KeyError

    with pytest.raises(KeyError):
        choose_data(DataChoice(voc_folder(6)), between=give_up)
    assert len(read) == 3


def test_train_and_val_splits_are_taken(voc_folder):
    chosen = choose_data(DataChoice(voc_folder(8, train=range(5), val=range(5, 7), test=range(7, 8))))

    assert len(chosen.train) == 5
    assert names(chosen.validation) == {"image5", "image6"}
    assert chosen.split == "train"
    assert chosen.notes == ("Validates on the 2 images of split val.",)


def test_train_and_another_split_are_validated_on_split_val(voc_folder):
    folder = voc_folder(8, train=range(4), extra=range(4, 6), val=range(6, 8))

    chosen = choose_data(DataChoice(folder, split="train,extra"))

    assert names(chosen.train) == {f"image{n}" for n in range(6)}
    assert names(chosen.validation) == {"image6", "image7"}


def test_a_split_val_that_is_trained_on_does_not_measure(voc_folder):
    folder = voc_folder(24, train=range(12), val=range(12, 24))

    chosen = choose_data(DataChoice(folder, split="train,val"))

    assert names(chosen.train) | names(chosen.validation) == {f"image{n}" for n in range(24)}
    assert not names(chosen.train) & names(chosen.validation)
    assert "are kept back for validation" in chosen.notes[0]


def test_old_images_that_show_no_old_class_do_not_measure_them(voc_folder, tmp_path):
    old = write_voc_folder(tmp_path / "old", 6, splits={"train": range(4), "val": range(4, 6)})
    for number in range(4):
        path = old / "Annotations" / f"image{number}.xml"
        path.write_text(path.read_text().replace("disc", "star").replace("square", "star"))

    chosen = choose_data(DataChoice(voc_folder(5), start_classes=("star",), rehearsal_folder=old))

    assert (len(chosen.rehearsal.old), chosen.rehearsal.old_validation) == (4, None)


def test_the_test_split_never_chooses_the_checkpoint(voc_folder):
    chosen = choose_data(DataChoice(voc_folder(30, train=range(24), test=range(24, 30))))

    assert len(chosen.train) == 22
    assert len(chosen.validation) == 2
    assert not names(chosen.train) & names(chosen.validation)
    assert names(chosen.train) | names(chosen.validation) == {f"image{n}" for n in range(24)}
    assert "2 of the 24 images, always the same, are kept back" in chosen.notes[0]


def test_the_same_images_are_kept_back_every_time(voc_folder):
    folder = voc_folder(25)

    first, second = choose_data(DataChoice(folder)), choose_data(DataChoice(folder))

    assert names(first.validation) == names(second.validation)
    assert first.train.report == second.train.report


def test_few_images_are_all_trained_on_and_it_is_said(voc_folder):
    chosen = choose_data(DataChoice(voc_folder(6)))

    assert (len(chosen.train), chosen.validation, chosen.split) == (6, None, None)
    assert chosen.notes == ("All 6 images are trained on: too few to keep some back for validation.",)


def test_without_validation_everything_is_trained_on(voc_folder):
    chosen = choose_data(DataChoice(voc_folder(25), validate=False))

    assert (len(chosen.train), chosen.validation, chosen.notes) == (25, None, ())


def test_another_folder_or_split_may_validate(voc_folder, tmp_path):
    folder = voc_folder(8, train=range(5), test=range(5, 8))
    other = write_voc_folder(tmp_path / "other", 4, splits={"val": range(3)})

    by_split = choose_data(DataChoice(folder, validation_split="test"))
    by_folder = choose_data(DataChoice(folder, validation_folder=other))

    assert len(by_split.validation) == 3
    assert len(by_folder.validation) == 3
    assert by_folder.validation.classes == by_folder.train.classes


def test_a_split_the_user_names_is_taken_or_its_absence_said(voc_folder):
    folder = voc_folder(8, train=range(5), other=range(5, 8))

    assert len(choose_data(DataChoice(folder, split="other")).train) == 3
    with pytest.raises(DataError, match="none"):
        choose_data(DataChoice(folder, split="none"))


def test_the_start_detectors_class_order_is_kept_where_the_names_are_the_same(voc_folder):
    folder = voc_folder(6)

    assert choose_data(DataChoice(folder, start_classes=("square", "disc"))).train.classes == ("square", "disc")
    assert choose_data(DataChoice(folder, start_classes=("square", "cat"))).train.classes == ("disc", "square")
    chosen = choose_data(DataChoice(folder, classes=("disc", "square"), start_classes=("square", "disc")))
    assert chosen.train.classes == ("disc", "square")


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(DataError, match="nowhere"):
        choose_data(DataChoice(tmp_path / "nowhere"))


def renamed(folder, **names):
    """Gives classes of a written folder other names."""
    for path in (folder / "Annotations").iterdir():
        text = path.read_text()
        for old, new in names.items():
            text = text.replace(f"<name>{old}</name>", f"<name>{new}</name>")
        path.write_text(text)
    return folder


def test_kept_classes_come_first_and_those_of_the_data_follow(voc_folder):
    chosen = choose_data(DataChoice(voc_folder(6), start_classes=("star", "disc"), keep_classes=True))

    assert chosen.train.classes == ("star", "disc", "square")
    assert chosen.train.boxes_per_class() == {"star": 0, "disc": 3, "square": 2}
    assert chosen.rehearsal.labelled == ("disc", "square")
    assert chosen.rehearsal.missing == ("star",)
    assert (chosen.rehearsal.old, chosen.validation) == (None, None)


def test_old_images_are_chosen_by_the_same_rules_and_with_the_same_classes(voc_folder, tmp_path):
    new = voc_folder(5)
    old = renamed(write_voc_folder(tmp_path / "old", 8, splits={"train": range(5), "val": range(5, 8)}), disc="star")

    chosen = choose_data(DataChoice(new, start_classes=("star", "moon"), rehearsal_folder=old))

    assert chosen.train.classes == chosen.rehearsal.old.classes == ("star", "moon", "disc", "square")
    assert (len(chosen.train), len(chosen.rehearsal.old), len(chosen.rehearsal.old_validation)) == (5, 5, 3)
    assert chosen.rehearsal.old_labelled == ("star", "square")
    assert chosen.rehearsal.old_missing == ("moon",)
    assert chosen.notes[-1] == "Old classes: Validates on the 3 images of split val."


def test_a_run_that_is_resumed_with_its_own_class_list_labels_the_same_classes(voc_folder):
    choice = DataChoice(voc_folder(6), start_classes=("star",), keep_classes=True)
    first = choose_data(choice)
    again = choose_data(dataclasses.replace(choice, classes=first.train.classes))

    assert again.train.classes == first.train.classes
    assert again.rehearsal.labelled == first.rehearsal.labelled == ("disc", "square")


def test_classes_of_vgg16_cannot_be_kept(voc_folder):
    with pytest.raises(DataError, match="not from vgg16"):
        choose_data(DataChoice(voc_folder(6), keep_classes=True))


def test_old_images_without_any_old_class_are_refused(voc_folder, tmp_path):
    old = write_voc_folder(tmp_path / "old", 4)
    with pytest.raises(DataError, match="no object of the start detector's classes"):
        choose_data(DataChoice(voc_folder(5), start_classes=("star",), rehearsal_folder=old))


def test_a_share_asked_for_replaces_the_val_split(voc_folder):
    folder = voc_folder(30, train=range(20), val=range(20, 30))
    chosen = choose_data(DataChoice(folder, validation_share=0.25))
    assert (len(chosen.train), len(chosen.validation)) == (15, 5)
    by_rule = choose_data(DataChoice(folder, split_by=r"(\d)$"))
    assert not {name[-1] for name in names(by_rule.train)} & {name[-1] for name in names(by_rule.validation)}


def test_a_class_list_of_the_folder_goes_before_the_start_detectors_order(tmp_path):
    folder = tmp_path / "yolo"
    for number in range(2):
        write_image(folder / "images" / f"{number}.png", seed=number)
        (folder / "labels").mkdir(exist_ok=True)
        (folder / "labels" / f"{number}.txt").write_text(f"{number} .5 .5 .4 .4\n")
    (folder / "data.yaml").write_text("names: [disc, square]\n")
    chosen = choose_data(DataChoice(folder, start_classes=("square", "disc")))
    assert chosen.train.classes == ("disc", "square")
