"""What is said of an image besides its boxes: verified, no objects, a note."""

from pathlib import Path

import pytest

from ssd_desktop.annotation.annotation import ImageAnnotation
from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.convert import convert_data
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.annotation.edit_journal import EditJournal, from_record, to_record
from ssd_desktop.annotation.edits import Edit, SetNote, SetVerified, Together
from ssd_desktop.annotation.label_folder import LabelFolder
from tests.unit.annotation.class_folders import SIZE, content_of, make_folder

WITH_NOTES = ("voc", "coco", "createml", "labelme")
NOTE = 'Blurred & dark <"left">, 다시'


def stored(root: Path) -> AnnotationStore:
    return AnnotationStore(LabelFolder.open(root))


def edited(root: Path, image: str, edit: Edit) -> AnnotationStore:
    store = stored(root)
    store.load(root / image, SIZE)
    store.apply(root / image, edit, name="", size=(100, 80))
    assert store.save_all() == []
    return store


@pytest.mark.parametrize("kind", WITH_NOTES)
@pytest.mark.parametrize("image", ["one.png", "empty.png"])
def test_a_note_and_a_tick_come_back_from_the_file(kind: str, image: str, tmp_path: Path) -> None:
    root = tmp_path / "data"
    make_folder(root, kind, {"one": ["a", "b"], "empty": []}, ["a", "b"])

    edited(root, image, Together((SetNote(NOTE), SetVerified(True))))
    edited(root, image, SetNote(NOTE + "!"))

    found = stored(root).load(root / image, SIZE).before
    assert found is not None
    assert (found.note, found.verified) == (NOTE + "!", True)
    assert len(found.objects) == (2 if image == "one.png" else 0)


@pytest.mark.parametrize("kind", WITH_NOTES)
def test_a_note_taken_back_gives_the_same_bytes(kind: str, tmp_path: Path) -> None:
    root = tmp_path / "data"
    make_folder(root, kind, {"one": ["a", "b"]}, ["a", "b"])
    before = content_of(root)

    store = edited(root, "one.png", SetNote(NOTE))
    assert content_of(root) != before
    store.undo()
    assert store.save_all() == []

    assert content_of(root) == before


def test_a_note_that_is_cleared_leaves_the_xml(tmp_path: Path) -> None:
    root = tmp_path / "data"
    make_folder(root, "voc", {"one": ["a"]}, ["a"])
    before = content_of(root)

    edited(root, "one.png", SetNote(NOTE))
    edited(root, "one.png", SetNote(""))

    assert content_of(root) == before


@pytest.mark.parametrize("kind", ["voc", "yolo list", "coco", "createml", "labelme"])
def test_an_unlabelled_image_is_saved_as_having_no_object(kind: str, tmp_path: Path) -> None:
    root = tmp_path / "data"
    make_folder(root, kind, {"one": ["a"]}, ["a"])
    (root / "new.png").write_bytes(b"")

    edited(root, "new.png", SetVerified(True))

    found = stored(root).load(root / "new.png", SIZE).before
    assert found is not None
    assert found.objects == ()


def test_a_yolo_file_holds_no_note_and_says_so(tmp_path: Path) -> None:
    root = tmp_path / "data"
    make_folder(root, "yolo list", {"one": ["a"]}, ["a"])
    store = stored(root)
    store.load(root / "one.png", SIZE)
    assert store.holds(root / "one.png") == frozenset()


def test_an_unsaved_note_outlives_the_program(tmp_path: Path) -> None:
    root = tmp_path / "data"
    make_folder(root, "voc", {"one": ["a"]}, ["a"])
    store = AnnotationStore(LabelFolder.open(root), EditJournal(tmp_path / "journal"))
    store.load(root / "one.png", SIZE)
    store.apply(root / "one.png", SetNote(NOTE), name="", size=(100, 80))
    store.close()

    later = AnnotationStore(LabelFolder.open(root), EditJournal(tmp_path / "journal"))
    assert later.restore(root / "one.png", SIZE, name="")
    found = later.annotation(root / "one.png")
    later.close()

    assert found is not None
    assert found.note == NOTE


def test_a_record_of_an_earlier_version_has_no_note() -> None:
    record = to_record(ImageAnnotation((), 3, 2, True))
    assert record is not None
    del record["note"]
    assert from_record(record) == ImageAnnotation((), 3, 2, True)


def test_converting_to_yolo_tells_of_the_notes_it_drops(tmp_path: Path) -> None:
    import cv2
    import numpy as np

    root = tmp_path / "data"
    make_folder(root, "voc", {"one": ["a"]}, ["a"])
    cv2.imwrite(str(root / "one.png"), np.zeros((80, 100, 3), np.uint8))
    edited(root, "one.png", Together((SetNote(NOTE), SetVerified(True))))

    report = convert_data(open_data_folder(root), "yolo", tmp_path / "yolo")

    assert "YOLO has no mark for verified images: dropped (1)." in report.notes
    assert "YOLO has no place for notes of images: dropped (1)." in report.notes
