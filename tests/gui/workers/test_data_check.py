"""What the check of a data folder finds, and how one question follows the other."""

from pathlib import Path

import numpy as np
import pytest

from ssd_desktop.errors import DataError
from ssd_desktop.gui.workers.data_check import FINDINGS_SHOWN, CheckRequest, DataCheckWorker, check_data
from ssd_desktop.media.image_file import write_image
from ssd_desktop.training.data_choice import DataChoice


def make_data(folder: Path, images: dict[str, list[str] | None], splits: dict[str, list[str]] | None = None) -> Path:
    """Writes a VOC folder: objects by image stem (None: no annotation file), and its split lists."""
    for name in ("JPEGImages", "Annotations", "ImageSets/Main"):
        (folder / name).mkdir(parents=True)
    for stem, names in images.items():
        write_image(folder / "JPEGImages" / f"{stem}.png", np.zeros((30, 40, 3), np.uint8))
        if names is not None:
            (folder / "Annotations" / f"{stem}.xml").write_text(_xml(names))
    for name, stems in (splits or {}).items():
        (folder / "ImageSets/Main" / f"{name}.txt").write_text("\n".join(stems))
    return folder


def _xml(names: list[str]) -> str:
    box = "<bndbox><xmin>4</xmin><ymin>4</ymin><xmax>24</xmax><ymax>24</ymax></bndbox>"
    flat = "<bndbox><xmin>4</xmin><ymin>4</ymin><xmax>4</xmax><ymax>4</ymax></bndbox>"
    objects = "".join(
        f"<object><name>{name.removesuffix('!')}</name>{flat if name.endswith('!') else box}</object>" for name in names
    )
    return f"<annotation><size><width>40</width><height>30</height></size>{objects}</annotation>"


def test_images_and_boxes_are_counted_by_class(tmp_path: Path) -> None:
    data = make_data(tmp_path / "d", {"a": ["cat", "cat", "dog"], "b": ["cat"], "c": [], "d": None})
    check = check_data(DataChoice(data))
    assert [(count.name, count.images, count.boxes) for count in check.counts] == [("cat", 2, 3), ("dog", 1, 1)]
    assert (check.images, check.background, check.unlabelled) == (3, 1, 1)


def test_the_usual_splits_are_chosen_and_told(tmp_path: Path) -> None:
    images: dict[str, list[str] | None] = {stem: ["cat"] for stem in "abc"}
    data = make_data(tmp_path / "d", images, {"train": ["a", "b"], "val": ["c"], "empty": []})
    check = check_data(DataChoice(data))
    assert (check.split, check.validation_split) == ("train", "val")
    assert check.splits == {"train": 2, "val": 1}
    assert check.counts[0].validation_boxes == 1


def test_a_test_split_is_not_measured_on_unless_it_is_asked_for(tmp_path: Path) -> None:
    images: dict[str, list[str] | None] = {f"i{number}": ["cat"] for number in range(31)}
    data = make_data(tmp_path / "d", images, {"train": [*images][:30], "test": [*images][30:]})
    check = check_data(DataChoice(data))
    assert (check.validation_split, check.images, check.validation_images) == (None, 27, 3)
    asked = check_data(DataChoice(data, split="train", validation_split="test"))
    assert (asked.validation_split, asked.images, asked.validation_images) == ("test", 30, 1)


def test_a_share_that_was_asked_for_is_held_back_though_there_is_a_val_split(tmp_path: Path) -> None:
    images: dict[str, list[str] | None] = {f"i{number}": ["cat"] for number in range(12)}
    data = make_data(tmp_path / "d", images, {"train": [*images][:10], "val": [*images][10:]})
    check = check_data(DataChoice(data, split="train", validation_share=0.5, split_by="random"))
    assert (check.validation_split, check.images, check.validation_images) == (None, 5, 5)


def test_measuring_nothing_leaves_the_count_open(tmp_path: Path) -> None:
    data = make_data(tmp_path / "d", {"a": ["cat"]})
    check = check_data(DataChoice(data, validate=False))
    assert check.validation_images == 0
    assert check.counts[0].validation_boxes is None


def test_every_plan_has_a_recall_and_the_best_is_one_of_them(tmp_path: Path) -> None:
    check = check_data(DataChoice(make_data(tmp_path / "d", {"a": ["cat"]})))
    assert check.best_plan in dict(check.recalls)
    assert all(0 <= recall <= 1 for _, recall in check.recalls)


def test_problems_name_the_file_without_the_folder(tmp_path: Path) -> None:
    data = make_data(tmp_path / "d", {"a": ["cat", "dog!"]})
    check = check_data(DataChoice(data))
    (found,) = (finding for finding in check.findings if finding.kind == "file")
    assert found.text.startswith("Annotations")
    assert "dog" in found.text
    assert found.image == data / "JPEGImages" / "a.png"


def test_of_many_problems_the_first_are_shown_and_all_counted(tmp_path: Path) -> None:
    images: dict[str, list[str] | None] = {f"i{number}": ["cat", "dog!"] for number in range(FINDINGS_SHOWN + 5)}
    check = check_data(DataChoice(make_data(tmp_path / "d", images), validate=False))
    assert sum(finding.kind == "file" for finding in check.findings) == FINDINGS_SHOWN
    assert check.finding_counts["file"] == FINDINGS_SHOWN + 5


def test_images_that_are_trained_on_and_measured_on_are_a_problem(tmp_path: Path) -> None:
    images: dict[str, list[str] | None] = {stem: ["cat"] for stem in "ab"}
    data = make_data(tmp_path / "d", images, {"train": ["a", "b"], "val": ["b"]})
    found = check_data(DataChoice(data)).findings[0]
    assert (found.kind, found.image) == ("in both", data / "JPEGImages" / "b.png")


def test_a_corrupt_annotation_file_is_a_problem_and_stops_nothing(tmp_path: Path) -> None:
    data = make_data(tmp_path / "d", {"a": ["cat"], "b": ["cat"]})
    (data / "Annotations" / "b.xml").write_text("<annotation><object>")
    check = check_data(DataChoice(data))
    assert check.images == 1
    assert "b.xml" in next(finding.text for finding in check.findings if finding.kind == "file")


def test_what_a_plan_cannot_match_is_known_for_every_plan(tmp_path: Path) -> None:
    check = check_data(DataChoice(make_data(tmp_path / "d", {"a": ["cat"]})))
    assert set(check.unmatched) == set(dict(check.recalls))
    assert all(count == len(found) for found, count in check.unmatched.values())


@pytest.mark.parametrize("kind", ["missing", "file", "empty", "unlabelled"])
def test_a_folder_that_cannot_be_trained_on_is_one_sentence(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "data"
    if kind == "file":
        folder.write_text("no folder")
    elif kind == "empty":
        folder.mkdir()
    elif kind == "unlabelled":
        make_data(folder, {"a": None})
    with pytest.raises(DataError) as error:
        check_data(DataChoice(folder))
    assert "\n" not in str(error.value)


def test_a_check_that_nobody_waits_for_is_given_up(tmp_path: Path) -> None:
    worker = DataCheckWorker(CheckRequest(1, DataChoice(make_data(tmp_path / "d", {"a": ["cat"]}))))
    told: list[object] = []
    worker.checked.connect(lambda number, check: told.append(number))
    worker.request_stop()
    worker.run()
    assert told == []
