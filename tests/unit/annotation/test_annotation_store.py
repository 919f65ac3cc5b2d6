import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.edit_journal import EditJournal
from ssd_desktop.annotation.edits import AddObjects, ChangeBoxes, ChangeLabel, RemoveObjects, SetVerified
from ssd_desktop.annotation.formats.voc_xml import read_voc_xml, write_voc_xml
from ssd_desktop.annotation.journal import JournalHeldError
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize

SIZE = ImageSize(200, 100, 1, 200, 100)
BOX = Box(10, 20, 60, 70)


def images(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(folder / name), np.zeros((100, 200, 3), np.uint8))
    return [folder / name for name in names]


def label(image, *labels):
    objects = tuple(AnnotatedObject(name, BOX) for name in labels)
    write_voc_xml(image.with_suffix(".xml"), ImageAnnotation(objects, 200, 100), image_path=image)


def store_of(folder, journal=None):
    return AnnotationStore(LabelFolder.open(folder), journal)


def add(store, image, name="ace", box=BOX):
    edit = AddObjects((AnnotatedObject(name, box, entry=store.new_entries(1)[0]),))
    store.apply(image, edit, name="Draw", size=(200, 100))


def labels_in(image):
    return [item.label for item in read_voc_xml(image.with_suffix(".xml")).annotation.objects]


def test_a_drawn_box_makes_a_file_and_undo_takes_the_file_away(tmp_path):
    (image,) = images(tmp_path, "a.jpg")
    store = store_of(tmp_path)
    store.load(image, SIZE)
    add(store, image)
    assert store.save_all() == []
    assert labels_in(image) == ["ace"]
    store.undo()
    assert store.unsaved() == [image]
    store.save_all()
    assert not image.with_suffix(".xml").exists()


def test_deleting_the_only_box_of_an_unlabelled_image_does_not_make_it_background(tmp_path):
    (image,) = images(tmp_path, "a.jpg")
    store = store_of(tmp_path)
    store.load(image, SIZE)
    add(store, image)
    store.apply(image, RemoveObjects(frozenset({-1})), name="Delete", size=(200, 100))
    assert store.annotation(image) is None
    store.apply(image, SetVerified(True), name="Verify", size=(200, 100))
    store.save_all()
    assert labels_in(image) == []


def test_going_to_another_image_loses_no_edit(tmp_path):
    first, second = images(tmp_path, "a.jpg", "b.jpg")
    label(first, "ace")
    store = store_of(tmp_path)
    store.load(first, SIZE)
    add(store, first, "king")
    store.load(second, SIZE)
    add(store, second, "jack")
    store.load(first, SIZE)
    assert [item.label for item in store.annotation(first).objects] == ["ace", "king"]
    assert store.unsaved() == [first, second]
    store.save_all()
    assert (labels_in(first), labels_in(second)) == (["ace", "king"], ["jack"])


def test_a_damaged_file_blocks_editing_and_is_never_written(tmp_path):
    (image,) = images(tmp_path, "a.jpg")
    file = image.with_suffix(".xml")
    file.write_text("<annotation><object>")
    store = store_of(tmp_path)
    with pytest.raises(AnnotationError, match=r"a\.xml"):
        store.load(image, SIZE)
    assert str(file) in store.blocked(image)
    assert store.save_all() == []
    assert file.read_text() == "<annotation><object>"
    label(image, "ace")
    store.load(image, SIZE)
    assert store.blocked(image) == ""


def test_a_file_another_program_has_written_is_not_overwritten(tmp_path):
    (image,) = images(tmp_path, "a.jpg")
    label(image, "ace")
    store = store_of(tmp_path)
    store.load(image, SIZE)
    add(store, image, "king")
    label(image, "queen", "jack")
    assert store.is_changed_on_disk(image)
    (error,) = store.save_all()
    assert "changed by another program" in error
    assert store.failure(image) == error
    assert labels_in(image) == ["queen", "jack"]
    assert store.unsaved() == [image]


def test_the_users_edits_can_replace_what_another_program_wrote(tmp_path):
    (image,) = images(tmp_path, "a.jpg")
    label(image, "ace")
    store = store_of(tmp_path)
    store.load(image, SIZE)
    add(store, image, "king")
    text = image.with_suffix(".xml").read_text()
    image.with_suffix(".xml").write_text(text.replace("<pose>", "<new>1</new><pose>").replace("Unspecified", "Left"))
    store.replace_other(image, SIZE)
    assert store.save_all() == []
    assert labels_in(image) == ["ace", "king"]
    assert "<new>1</new><pose>Left" in image.with_suffix(".xml").read_text()


def test_loading_anew_gives_the_edits_up(tmp_path):
    (image,) = images(tmp_path, "a.jpg")
    label(image, "ace")
    store = store_of(tmp_path)
    store.load(image, SIZE)
    add(store, image, "king")
    label(image, "queen")
    store.reload(image, SIZE)
    assert [item.label for item in store.annotation(image).objects] == ["queen"]
    assert store.unsaved() == []
    assert store.undo() is None


def test_a_file_written_again_with_the_same_content_is_no_change(tmp_path):
    (image,) = images(tmp_path, "a.jpg")
    label(image, "ace")
    store = store_of(tmp_path)
    store.load(image, SIZE)
    file = image.with_suffix(".xml")
    file.write_bytes(file.read_bytes())
    assert not store.is_changed_on_disk(image)


def test_what_cannot_be_written_stays_unsaved_and_says_why(tmp_path, monkeypatch):
    (image,) = images(tmp_path, "a.jpg")
    store = store_of(tmp_path)
    store.load(image, SIZE)
    add(store, image)
    full = OSError(28, "No space left on device")
    monkeypatch.setattr(
        "ssd_desktop.annotation.label_document.write_file_atomically", lambda *_: (_ for _ in ()).throw(full)
    )
    (error,) = store.save_all()
    assert "No space left on device" in error
    assert store.unsaved() == [image]
    assert store.next_save() is None  # not tried for ever
    monkeypatch.undo()
    add(store, image, "king")
    assert store.save_all() == []
    assert labels_in(image) == ["ace", "king"]


def test_a_folder_that_is_gone_is_not_made_again(tmp_path):
    folder = tmp_path / "stick"
    (image,) = images(folder, "a.jpg")
    store = store_of(folder)
    store.load(image, SIZE)
    add(store, image)
    image.unlink()
    folder.rmdir()
    (error,) = store.save_all()
    assert "is gone" in error
    assert not folder.exists()


def test_a_folder_that_was_renamed_is_said_to_be_gone_and_its_labels_are_saved_once_it_is_back(tmp_path):
    folder = tmp_path / "stick"
    (image,) = images(folder, "a.jpg")
    store = store_of(folder)
    store.load(image, SIZE)
    add(store, image)
    assert store.save_all() == []
    add(store, image, "king")
    folder.rename(tmp_path / "elsewhere")
    (error,) = store.save_all()
    assert "is gone" in error
    (tmp_path / "elsewhere").rename(folder)
    assert store.save_all() == []
    assert labels_in(image) == ["ace", "king"]


def test_an_edit_made_while_saving_stays_unsaved(tmp_path):
    (image,) = images(tmp_path, "a.jpg")
    store = store_of(tmp_path)
    store.load(image, SIZE)
    add(store, image)
    job = store.next_save()
    add(store, image, "king")
    job.run()
    store.finish_save(job)
    assert labels_in(image) == ["ace"]
    assert store.unsaved() == [image]
    store.save_all()
    assert labels_in(image) == ["ace", "king"]


def test_images_without_edits_are_let_go(tmp_path):
    first, second = images(tmp_path, "a.jpg", "b.jpg")
    store = store_of(tmp_path)
    store.load(first, SIZE)
    store.load(second, SIZE)
    assert not store.is_loaded(first)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a.jpg"], "a.xml"),
        (["JPEGImages/a.jpg"], "Annotations/a.xml"),
        (["images/a.jpg", "labels/readme.md"], "labels/a.xml"),
    ],
)
def test_a_new_file_goes_where_readers_look_for_it(tmp_path, names, expected):
    for name in names[1:]:
        (tmp_path / name).parent.mkdir()
    (image,) = images(tmp_path, names[0])
    store = store_of(image.parent)
    store.load(image, SIZE)
    add(store, image)
    store.save_all()
    assert (tmp_path / expected).is_file()


def test_labels_of_a_yolo_split_are_found_from_the_folder_of_its_images(tmp_path):
    (image,) = images(tmp_path, "images/train/a.jpg")
    (tmp_path / "data.yaml").write_text("train: images/train\nnames: [ace]\n")
    store = store_of(image.parent)
    store.load(image, SIZE)
    add(store, image)
    store.save_all()
    assert (tmp_path / "labels" / "train" / "a.txt").read_text() == "0 0.175 0.45 0.25 0.5\n"


# -- After a crash


def journal_of(tmp_path):
    return EditJournal(tmp_path / "data" / "journal.jsonl")


def test_what_was_not_saved_is_offered_by_the_next_run_and_restored(tmp_path):
    image, other = images(tmp_path, "a.jpg", "b.jpg")
    label(image, "ace", "ten")
    store = store_of(tmp_path, journal_of(tmp_path))
    store.load(image, SIZE)
    store.apply(image, RemoveObjects(frozenset({1})), name="Delete", size=(200, 100))
    store.save_all()
    add(store, image, "king", Box(0, 0, 5, 5))
    store.apply(image, ChangeLabel(frozenset({2}), "jack"), name="Class", size=(200, 100))
    store.load(other, SIZE)
    add(store, other)
    wanted = store.annotation(image)
    store.close()
    text = image.with_suffix(".xml").read_text()
    image.with_suffix(".xml").write_text(text.replace("Unspecified", "Left"))

    store = store_of(tmp_path, journal_of(tmp_path))
    assert set(store.leftovers()) == {image, other}
    assert store.restore(image, SIZE, name="Restore")
    assert store.annotation(image) == wanted
    assert store.restore(other, SIZE, name="Restore")
    assert store.save_all() == []
    assert (labels_in(image), labels_in(other)) == (["jack", "king"], ["ace"])
    assert "<pose>Left</pose>" in image.with_suffix(".xml").read_text()  # jack is the ten, and stays in its place
    store.close()
    assert journal_of(tmp_path).leftovers == {}


def test_a_run_that_died_between_writing_and_noting_it_left_nothing(tmp_path):
    (image,) = images(tmp_path, "a.jpg")
    store = store_of(tmp_path, journal_of(tmp_path))
    store.load(image, SIZE)
    add(store, image)
    store.next_save().run()
    store.close()
    store = store_of(tmp_path, journal_of(tmp_path))
    assert not store.restore(image, SIZE, name="Restore")
    assert store.leftovers() == ()


def test_leftovers_stay_until_they_are_restored_or_dropped(tmp_path):
    image, other = images(tmp_path, "a.jpg", "b.jpg")
    store = store_of(tmp_path, journal_of(tmp_path))
    store.load(image, SIZE)
    add(store, image)
    store.close()
    store = store_of(tmp_path, journal_of(tmp_path))
    store.load(other, SIZE)
    add(store, other)
    store.save_all()
    store.close()
    journal = journal_of(tmp_path)
    assert list(journal.leftovers) == [image]
    store = store_of(tmp_path, journal)
    store.drop_leftovers()
    store.close()
    assert journal_of(tmp_path).leftovers == {}


def test_edits_restored_on_a_file_that_changed_keep_what_they_know_of_it(tmp_path):
    (image,) = images(tmp_path, "a.jpg")
    label(image, "ace", "ten")
    store = store_of(tmp_path, journal_of(tmp_path))
    store.load(image, SIZE)
    store.apply(image, ChangeBoxes({1: Box(1, 1, 9, 9)}), name="Move", size=(200, 100))
    store.close()
    label(image, "queen", "ten")
    store = store_of(tmp_path, journal_of(tmp_path))
    store.restore(image, SIZE, name="Restore")
    store.save_all()
    found = read_voc_xml(image.with_suffix(".xml")).annotation.objects
    assert found == (AnnotatedObject("ten", BOX), AnnotatedObject("ace", Box(1, 1, 9, 9)))


def test_a_line_that_was_cut_off_spoils_no_other(tmp_path):
    (image,) = images(tmp_path, "a.jpg")
    store = store_of(tmp_path, journal_of(tmp_path))
    store.load(image, SIZE)
    add(store, image)
    store.close()
    path = tmp_path / "data" / "journal.jsonl"
    path.write_bytes(path.read_bytes() + b'{"image": "b.jpg", "now": {"si')
    journal = journal_of(tmp_path)
    journal.edited(Path("c.jpg"), None, ImageAnnotation((), 1, 1, verified=True))
    journal.close()
    assert list(journal_of(tmp_path).leftovers) == [image, Path("c.jpg")]


def test_two_windows_do_not_edit_one_folder(tmp_path):
    journal = journal_of(tmp_path)
    with pytest.raises(JournalHeldError):
        journal_of(tmp_path)
    journal.close()
    journal_of(tmp_path).close()


def test_a_drag_is_noted_once_at_its_end(tmp_path):
    (image,) = images(tmp_path, "a.jpg")
    label(image, "ace")
    journal = journal_of(tmp_path)
    store = store_of(tmp_path, journal)
    store.load(image, SIZE)
    for x in range(11, 30):
        moved = ChangeBoxes({1: replace(BOX, x0=float(x))})
        store.apply(image, moved, name="Move", size=(200, 100), gesture=1)
    assert journal.path.read_bytes() == b""
    store.end_gesture()
    assert journal.path.read_bytes().count(b"\n") == 1


def test_a_file_of_many_images_keeps_edits_older_than_the_undo_reaches(tmp_path, monkeypatch):
    monkeypatch.setattr("ssd_desktop.annotation.history.MOST_STEPS", 2)
    found = images(tmp_path, *(f"{number}.jpg" for number in range(6)))
    pictures = [{"id": 1, "file_name": "0.jpg", "width": 200, "height": 100}]
    document = {"images": pictures, "annotations": [], "categories": [{"id": 1, "name": "ace"}]}
    (tmp_path / "coco.json").write_text(json.dumps(document))
    store = store_of(tmp_path)
    for image in found:
        store.load(image, SIZE)
        add(store, image)
        assert store.save_all() == []
    store.close()
    assert len(json.loads((tmp_path / "coco.json").read_text())["annotations"]) == 6
