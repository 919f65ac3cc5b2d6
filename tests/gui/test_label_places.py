"""Where labels are kept and in which format, chosen in the real window's Edit menu."""

import errno

import pytest

from ssd_desktop.annotation import label_document
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.annotation.label_place import LabelPlace
from ssd_desktop.annotation.label_places import labels_folder_of
from ssd_desktop.gui.settings import Settings
from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.media.image_file import ImageSize
from tests.unit.data.made_data import write_image, write_xml

SIZE = ImageSize(40, 30, 1, 40, 30)
BOX = Box(2, 3, 20, 25)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "사진 📷"
    for name in "ab":
        write_image(folder / f"{name}.png")
    return folder


@pytest.fixture
def opened(program, qtbot, folder):
    program.window.commands.detecting.setChecked(False)
    program.window.show()
    program.media.start()
    program.images.start()
    program.media.open(str(folder))
    qtbot.waitUntil(lambda: program.annotate.image == folder / "a.png", timeout=20_000)
    yield program
    program.window.close()


def wait_for_labels(program, qtbot):
    qtbot.waitUntil(lambda: program.annotate.image is not None, timeout=20_000)


def test_without_a_choice_labels_are_pascal_voc(opened):
    assert opened.window.commands.edit.formats["Pascal VOC"].isChecked()
    assert opened.label_files.store.folder.kind == "Pascal VOC"


def test_a_chosen_format_is_used_at_once_where_nothing_is_labelled_and_remembered(opened, qtbot, folder, settings):
    opened.window.commands.edit.formats["COCO"].trigger()
    wait_for_labels(opened, qtbot)
    opened.annotate.add_box(BOX, 'a "b" / ㄱ')
    assert opened.label_files.finish() == []
    assert (folder / "_annotations.coco.json").is_file()
    assert Settings(settings.path).label_format == "COCO"
    found = LabelFolder.open(folder).labels(folder / "a.png").read(SIZE).annotation.objects
    assert [item.label for item in found] == ['a "b" / ㄱ']


def test_labels_that_are_there_keep_their_format_and_the_window_says_so(opened, qtbot, folder):
    opened.annotate.add_box(BOX, "ace")
    opened.label_files.finish()
    opened.label_files.let_go()
    opened.label_files.reopen()
    wait_for_labels(opened, qtbot)
    opened.window.commands.edit.formats["YOLO"].trigger()
    assert "stay in Pascal VOC format" in opened.window.messages.text
    assert opened.label_files.store.folder.kind == "Pascal VOC"


def test_labels_move_elsewhere_and_back_and_none_is_lost(opened, qtbot, folder, tmp_path, monkeypatch):
    elsewhere = tmp_path / "labels of mine"
    elsewhere.mkdir()
    edit = opened.window.commands.edit
    assert not edit.labels_beside.isEnabled()
    opened.annotate.add_box(BOX, "ace")
    monkeypatch.setattr(opened.places._questions, "labels_folder", lambda start: elsewhere)
    edit.labels_elsewhere.trigger()
    wait_for_labels(opened, qtbot)
    # What was drawn before is saved where it belonged then.
    assert (folder / "a.xml").is_file()
    assert opened.annotate.objects == ()
    assert str(elsewhere) in opened.window.messages.text
    opened.annotate.add_box(BOX, "king")
    opened.label_files.finish()
    assert [path.name for path in elsewhere.iterdir()] == ["a.xml"]
    edit.labels_beside.trigger()
    wait_for_labels(opened, qtbot)
    assert [item.label for item in opened.annotate.objects] == ["ace"]
    assert not edit.labels_beside.isEnabled()


def test_boxes_drawn_in_a_read_only_folder_come_along_to_where_its_labels_are_kept(
    opened, qtbot, folder, tmp_path, monkeypatch
):
    def refuse(path, content):
        if folder in path.parents:
            raise OSError(errno.EROFS, "Read-only file system")
        write_file_atomically(path, content)

    monkeypatch.setattr(label_document, "write_file_atomically", refuse)
    opened.annotate.add_box(BOX, "ace")
    (why,) = opened.label_files.finish()
    assert "make the folder writable or keep the labels elsewhere (Edit menu)" in why
    elsewhere = tmp_path / "labels of mine"
    elsewhere.mkdir()
    monkeypatch.setattr(opened.places._questions, "labels_folder", lambda start: elsewhere)
    opened.window.commands.edit.labels_elsewhere.trigger()
    wait_for_labels(opened, qtbot)
    assert [item.label for item in opened.annotate.objects] == ["ace"]
    assert opened.label_files.finish() == []
    assert [path.name for path in elsewhere.iterdir()] == ["a.xml"]
    assert not (folder / "a.xml").exists()


def test_what_comes_along_is_meant_for_its_folder_alone(opened, qtbot, folder, tmp_path, monkeypatch):
    def refuse(path, content):
        raise OSError(errno.EROFS, "Read-only file system")

    asked = []
    monkeypatch.setattr(label_document, "write_file_atomically", refuse)
    monkeypatch.setattr(opened.questions, "leftovers", lambda count: asked.append(count) or "later")
    other = tmp_path / "other"
    write_image(other / "c.png")
    for path in (other / "c.png", folder / "a.png"):
        opened.media.open(str(path))
        qtbot.waitUntil(lambda path=path: opened.annotate.image == path, timeout=20_000)
        opened.annotate.add_box(BOX, "ace")
    assert opened.label_files.let_go(carrying=True) == ""
    opened.media.open(str(other))
    qtbot.waitUntil(lambda: opened.annotate.image == other / "c.png", timeout=20_000)
    assert asked == [1]


def test_the_place_of_labels_is_remembered_for_each_folder(opened, qtbot, folder, tmp_path, monkeypatch):
    (tmp_path / "labels").mkdir()
    monkeypatch.setattr(opened.places._questions, "labels_folder", lambda start: tmp_path / "labels")
    opened.window.commands.edit.labels_elsewhere.trigger()
    wait_for_labels(opened, qtbot)
    assert labels_folder_of(folder) == tmp_path / "labels"
    assert opened.places.place_of(folder) == LabelPlace(folder=tmp_path / "labels")
    assert opened.places.place_of(tmp_path / "other") == LabelPlace()


def test_thinking_better_of_it_changes_nothing(opened, folder, monkeypatch):
    monkeypatch.setattr(opened.places._questions, "labels_folder", lambda start: None)
    store = opened.label_files.store
    opened.window.commands.edit.labels_elsewhere.trigger()
    assert opened.label_files.store is store
    assert labels_folder_of(folder) is None


def test_a_folder_of_labels_that_is_gone_can_be_left_for_the_pictures(opened, qtbot, folder, tmp_path, monkeypatch):
    write_xml(folder / "a.xml", [("ace", BOX.xyxy())])
    drive = tmp_path / "drive"
    drive.mkdir()
    monkeypatch.setattr(opened.places._questions, "labels_folder", lambda start: drive)
    opened.window.commands.edit.labels_elsewhere.trigger()
    wait_for_labels(opened, qtbot)
    opened.label_files.let_go()
    drive.rmdir()
    opened.label_files.reopen()
    qtbot.waitUntil(lambda: "is gone" in opened.window.messages.text, timeout=20_000)
    assert opened.label_files.store is None
    opened.window.commands.edit.labels_beside.trigger()
    wait_for_labels(opened, qtbot)
    assert [item.label for item in opened.annotate.objects] == ["ace"]


def test_what_is_drawn_before_the_labels_were_read_anew_is_refused_not_lost_in_between(opened, qtbot):
    opened.label_files.let_go()
    with qtbot.waitSignal(opened.label_files.folder_opened, timeout=20_000):
        opened.label_files.reopen()
    assert opened.annotate.image is None
    opened.annotate.add_box(BOX, "ace")
    wait_for_labels(opened, qtbot)
    assert opened.annotate.objects == ()
    opened.annotate.add_box(BOX, "ace")
    assert [item.label for item in opened.annotate.objects] == ["ace"]
