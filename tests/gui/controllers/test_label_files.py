"""Files behind the labels: read and written in the background, with questions that a test answers."""

from threading import Event
from unittest.mock import MagicMock

import cv2
import numpy as np
import pytest

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.edits import AddObjects
from ssd_desktop.annotation.formats.voc_xml import read_voc_xml, write_voc_xml
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.errors import AnnotationError
from ssd_desktop.gui.controllers.label_files import LabelFiles
from ssd_desktop.gui.workers.task import is_any_running

BOX = Box(10, 20, 60, 70)


@pytest.fixture
def images(tmp_path):
    folder = tmp_path / "pictures of mine"
    folder.mkdir()
    for name in ("a.png", "b.png"):
        cv2.imwrite(str(folder / name), np.zeros((100, 200, 3), np.uint8))
    return [folder / "a.png", folder / "b.png"]


@pytest.fixture
def other(tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    cv2.imwrite(str(other / "c.png"), np.zeros((100, 200, 3), np.uint8))
    return other / "c.png"


@pytest.fixture
def questions():
    questions = MagicMock()
    questions.conflict.return_value = "later"
    questions.leftovers.return_value = "later"
    return questions


@pytest.fixture
def make(qtbot, tmp_path, questions):
    made = []

    def make(**more):
        files = LabelFiles(questions, data_folder=tmp_path / "data", **more)
        made.append(files)
        return files

    yield make
    for files in made:
        files.close()


def opened(files, image, qtbot):
    with qtbot.waitSignal(files.ready, timeout=20_000):
        files.show(image)
    return files.store


def draw(files, image, label="ace"):
    store = files.store
    edit = AddObjects((AnnotatedObject(label, BOX, entry=store.new_entries(1)[0]),))
    store.apply(image, edit, name="Draw", size=(200, 100))
    files.touched()


def draw_in_each(files, images, qtbot):
    for image in images:
        opened(files, image, qtbot)
        draw(files, image)


def label(image, *labels):
    annotation = ImageAnnotation(tuple(AnnotatedObject(name, BOX) for name in labels), 200, 100)
    write_voc_xml(image.with_suffix(".xml"), annotation, image_path=image)


def on_disk(image):
    return [item.label for item in read_voc_xml(image.with_suffix(".xml")).annotation.objects]


def test_an_edit_is_written_by_itself(make, images, qtbot):
    files = make()
    opened(files, images[0], qtbot)
    draw(files, images[0])
    assert files.state() == ("unsaved", "")
    qtbot.waitUntil(lambda: files.state()[0] == "saved", timeout=20_000)
    assert on_disk(images[0]) == ["ace"]


def test_without_autosave_edits_wait_for_the_command(make, images, qtbot):
    files = make()
    files.autosave = False
    opened(files, images[0], qtbot)
    draw(files, images[0])
    qtbot.wait(600)
    assert files.state()[0] == "unsaved"
    files.save_now()
    qtbot.waitUntil(lambda: files.state()[0] == "saved", timeout=20_000)


def test_leaving_the_pictures_saves_what_is_saved_by_itself_and_nothing_else(make, images, qtbot):
    files = make()
    files.autosave = False
    opened(files, images[0], qtbot)
    draw(files, images[0])
    files.leave()
    assert files.state()[0] == "unsaved"
    files.autosave = True
    files.leave()
    qtbot.waitUntil(lambda: files.state()[0] == "saved", timeout=20_000)
    assert on_disk(images[0]) == ["ace"]


def test_why_saving_failed_is_kept_until_it_succeeds(make, images, qtbot, monkeypatch):
    files = make()
    opened(files, images[0], qtbot)
    where = "ssd_desktop.annotation.label_document.write_file_atomically"
    monkeypatch.setattr(where, MagicMock(side_effect=OSError(28, "No space left on device")))
    draw(files, images[0])
    qtbot.waitUntil(lambda: files.state()[0] == "failed", timeout=20_000)
    assert "No space left" in files.state()[1]
    monkeypatch.undo()
    files.save_now()
    qtbot.waitUntil(lambda: files.state() == ("saved", ""), timeout=20_000)


def test_the_samples_are_not_labelled(make, images, qtbot):
    files = make(read_only=images[0].parent)
    with qtbot.waitSignal(files.refused) as refused:
        files.show(images[0])
    assert "sample" in refused.args[1]
    assert files.store is None


def test_a_second_window_on_a_folder_is_warned_and_kept_from_editing(make, images, qtbot):
    opened(make(), images[0], qtbot)
    second = make()
    told = []
    second.told.connect(told.append)
    with qtbot.waitSignal(second.refused, timeout=20_000) as refused:
        second.show(images[0])
    assert "Another window" in refused.args[1]
    assert told == [refused.args[1]]


@pytest.mark.parametrize(
    ("answer", "expected"), [("load", ["queen"]), ("keep", ["ace", "king"]), ("later", ["ace", "king"])]
)
def test_a_file_changed_by_others_is_asked_about_where_edits_would_be_lost(
    make, images, qtbot, questions, answer, expected
):
    label(images[0], "ace")
    files = make()
    files.autosave = False
    store = opened(files, images[0], qtbot)
    draw(files, images[0], "king")
    label(images[0], "queen")
    questions.conflict.return_value = answer
    files.look_at_disk()
    assert [item.label for item in store.annotation(images[0]).objects] == expected
    assert on_disk(images[0]) == ["queen"]


def test_a_file_changed_by_others_is_loaded_anew_where_nothing_was_edited(make, images, qtbot, questions):
    label(images[0], "ace")
    files = make()
    store = opened(files, images[0], qtbot)
    label(images[0], "queen")
    with qtbot.waitSignals([files.told, files.replaced]):
        files.look_at_disk()
    assert [item.label for item in store.annotation(images[0]).objects] == ["queen"]
    questions.conflict.assert_not_called()


@pytest.mark.parametrize("answer", ["restore", "drop", "later"])
def test_edits_of_a_run_that_died_are_offered(make, images, qtbot, questions, answer):
    first = make()
    first.autosave = False
    opened(first, images[0], qtbot)
    draw(first, images[0])
    first.close()  # as a kill would
    questions.leftovers.return_value = answer
    second = make()
    opened(second, images[0], qtbot)
    questions.leftovers.assert_called_once_with(1)
    if answer == "restore":
        qtbot.waitUntil(lambda: second.state()[0] == "saved", timeout=20_000)
        assert on_disk(images[0]) == ["ace"]
    else:
        assert not images[0].with_suffix(".xml").exists()
    assert len(second.store.leftovers()) == (answer == "later")


def test_going_to_another_folder_saves_the_one_before(make, images, qtbot, other):
    files = make()
    opened(files, images[0], qtbot)
    draw(files, images[0])
    opened(files, other, qtbot)
    assert on_disk(images[0]) == ["ace"]
    assert files.store.folder.images_folder == other.parent


def test_class_names_of_the_files_become_known(make, images, qtbot):
    label(images[1], "queen", "ace")
    files = make()
    known = []
    files.names_known.connect(known.extend)
    opened(files, images[0], qtbot)
    qtbot.waitUntil(lambda: known == ["ace", "queen"], timeout=20_000)


def test_a_folder_that_is_come_back_to_before_it_was_open_is_not_taken_for_another_windows(make, images, qtbot, other):
    files = make()
    refused = []
    files.refused.connect(lambda image, why: refused.append(why))
    for image in (images[0], other, images[0]):
        files.show(image)
    qtbot.waitUntil(lambda: files.store is not None and files.store.is_loaded(images[0]), timeout=20_000)
    qtbot.waitUntil(lambda: not is_any_running(), timeout=20_000)
    assert refused == []
    assert files.store.is_loaded(images[0])


def test_why_one_folder_cannot_be_opened_is_not_told_of_the_next(make, images, qtbot, other, monkeypatch):
    go_on, really = Event(), LabelFolder.open

    def one_fails(folder, place):
        if folder == other.parent:
            go_on.wait(20)
            raise AnnotationError("other is damaged.")
        return really(folder, place)

    monkeypatch.setattr(LabelFolder, "open", one_fails)
    files = make()
    told = []
    files.told.connect(told.append)
    files.show(other)
    opened(files, images[0], qtbot)
    go_on.set()
    qtbot.waitUntil(lambda: not is_any_running(), timeout=20_000)
    assert told == []
    assert files.store is not None


def test_class_names_that_are_found_after_the_folder_was_left_are_not_those_of_the_next(
    make, images, qtbot, other, monkeypatch
):
    label(images[1], "queen")
    go_on, ended, read = Event(), [], LabelFolder.names_in_files

    def slowly(folder, give_up):
        if folder.images_folder == images[0].parent:
            go_on.wait(20)
            ended.append(give_up())
            return ("queen",)
        return read(folder, give_up)

    monkeypatch.setattr(LabelFolder, "names_in_files", slowly)
    files = make()
    known = []
    files.names_known.connect(known.extend)
    opened(files, images[0], qtbot)
    opened(files, other, qtbot)
    go_on.set()
    qtbot.waitUntil(lambda: bool(ended) and not is_any_running(), timeout=20_000)
    assert ended == [True]
    assert known == []


def test_the_command_saves_every_picture_without_autosave(make, images, qtbot):
    files = make()
    files.autosave = False
    draw_in_each(files, images, qtbot)
    files.save_now()
    qtbot.waitUntil(lambda: files.state()[0] == "saved", timeout=20_000)
    assert [on_disk(image) for image in images] == [["ace"], ["ace"]]


def test_a_picture_that_is_gone_does_not_keep_the_edits_of_others_from_coming_back(make, images, qtbot, questions):
    files = make()
    files.autosave = False
    draw_in_each(files, images, qtbot)
    files.close()
    images[0].unlink()
    questions.leftovers.return_value = "restore"
    again = make()
    told = []
    again.told.connect(told.append)
    opened(again, images[1], qtbot)
    assert [item.label for item in again.store.annotation(images[1]).objects] == ["ace"]
    assert "a.png does not exist" in told[0]
    assert again.store.leftovers() == (images[0],)


def test_what_is_to_be_saved_is_saved_before_another_folder_is_opened(make, images, other, qtbot):
    files = make()
    files.autosave = False
    draw_in_each(files, images, qtbot)
    files.save_now()
    opened(files, other, qtbot)
    assert [on_disk(image) for image in images] == [["ace"], ["ace"]]
    draw(files, other)
    qtbot.waitUntil(lambda: not is_any_running(), timeout=20_000)
    assert files.state()[0] == "unsaved"
