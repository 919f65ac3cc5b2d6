"""The dialog offers what can be done with the source, and never promises to replace anything."""

import pytest
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QLineEdit

from ssd_desktop.gui.dialogs.detect_files import DetectFilesDialog
from ssd_desktop.inference.results.file_run import FileRun


@pytest.fixture
def pictures(tmp_path):
    folder = tmp_path / "내 사진"
    folder.mkdir()
    return folder


@pytest.fixture
def dialog(qtbot, pictures):
    dialog = DetectFilesDialog(str(pictures), detector="cards", score=0.4)
    qtbot.addWidget(dialog)
    return dialog


def box(dialog, text):
    return next(each for each in dialog.findChildren(QCheckBox) if text in each.text().replace("&", ""))


def field(dialog, name):
    return next(each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == name)


def ok(dialog):
    return dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)


def test_it_begins_with_the_open_folder_and_a_new_one_beside_it(dialog, pictures, tmp_path):
    assert dialog.request() == FileRun(str(pictures), ("image",), tmp_path / "내 사진-detections", 0.4)
    assert ok(dialog).isEnabled()
    assert not box(dialog, "earlier run").isEnabled()


def test_an_annotated_video_is_made_of_videos_only(dialog, tmp_path):
    box(dialog, "Video").setChecked(True)
    assert dialog.request().formats == ("image",)
    field(dialog, "Pictures or video").setText(str(tmp_path / "clip.mp4"))
    assert dialog.request().formats == ("image", "video")
    assert dialog.request().folder == tmp_path / "clip-detections"


def test_a_folder_that_was_named_stays_when_the_source_changes(qtbot, dialog, tmp_path):
    results = field(dialog, "Folder for the results")
    results.clear()
    qtbot.keyClicks(results, str(tmp_path / "mine"))
    field(dialog, "Pictures or video").setText(str(tmp_path / "clip.mp4"))
    assert dialog.request().folder == tmp_path / "mine"


def test_only_what_lies_in_files_of_each_picture_can_be_taken_up(dialog, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.xml").write_text("")
    field(dialog, "Folder for the results").setText(str(tmp_path / "mine"))
    resume = box(dialog, "earlier run")
    assert resume.isEnabled()
    resume.setChecked(True)
    assert dialog.request().resume
    box(dialog, "Table").setChecked(True)
    assert not resume.isEnabled()
    assert not dialog.request().resume


def test_nothing_to_save_or_nowhere_to_save_it_cannot_be_started(dialog):
    box(dialog, "Pictures with boxes").setChecked(False)
    assert not ok(dialog).isEnabled()
    box(dialog, "YOLO").setChecked(True)
    assert ok(dialog).isEnabled()
    field(dialog, "Folder for the results").clear()
    assert not ok(dialog).isEnabled()


@pytest.mark.parametrize("text", ["~nobody-of-this-name/x", "a" * 300, "/"])
def test_whatever_is_typed_is_taken_calmly(dialog, text):
    for name in ("Pictures or video", "Folder for the results"):
        field(dialog, name).setText(text)
    assert dialog.request().source == text
