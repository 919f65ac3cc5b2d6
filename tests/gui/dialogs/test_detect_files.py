"""The dialog offers what can be done with the source, and never promises to replace anything."""

import numpy as np
import pytest
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QLabel, QLineEdit

from ssd_desktop.gui.dialogs.detect_files import DetectFilesDialog
from ssd_desktop.inference.picture_sources import picture_sources
from ssd_desktop.inference.results.file_run import FileRun
from ssd_desktop.inference.results.run_journal import RunJournal, RunSettings
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.image_file import write_image
from ssd_desktop.media.types import Frame
from tests.made_models import made_picture

SETTINGS = RunSettings("cards", ("ace",), 0.4)
NOTHING = Detections(
    np.zeros((0, 4), np.float32), np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0, np.int64), ("ace",), 4, 4
)


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


def labels(dialog):
    return [each.text() for each in dialog.findChildren(QLabel)]


def made_file(folder):
    write_image(folder / "a.png", made_picture(4, 4))
    return folder / "a.png"


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


def test_a_folder_with_files_can_be_taken_up_where_the_user_wants_to(dialog, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.xml").write_text("")
    field(dialog, "Folder for the results").setText(str(tmp_path / "mine"))
    resume = box(dialog, "earlier run")
    assert resume.isEnabled()
    assert not dialog.request().resume
    box(dialog, "Table").setChecked(True)
    resume.setChecked(True)
    assert dialog.request().resume


def test_a_run_that_was_cut_off_is_told_of_and_gone_on_with_unless_refused(dialog, tmp_path):
    source = picture_sources(str(made_file(tmp_path)), limit=None)[0]
    with RunJournal(tmp_path / "cut", SETTINGS, resume=False, overwrite=False) as journal:
        journal.note(source, Frame(made_picture(4, 4), 0, 0.0, ""), NOTHING)
    with RunJournal(tmp_path / "whole", SETTINGS, resume=False, overwrite=False) as journal:
        journal.finish()
    results, resume = field(dialog, "Folder for the results"), box(dialog, "earlier run")
    results.setText(str(tmp_path / "cut"))
    assert resume.isChecked()
    assert "A run in this folder ended early. Pictures that it has done: 1." in labels(dialog)
    resume.setChecked(False)
    box(dialog, "Table").setChecked(True)
    assert not dialog.request().resume
    results.setText(str(tmp_path / "whole"))
    assert resume.isEnabled()
    assert not resume.isChecked()


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


def test_the_journal_of_an_earlier_run_is_not_read_again_with_every_click(dialog, tmp_path, monkeypatch):
    looked = []
    monkeypatch.setattr("ssd_desktop.gui.dialogs.detect_files.earlier_run", looked.append)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.json").touch()
    dialog._folder.setText(str(tmp_path / "full"))
    for one in dialog._formats.values():
        one.toggle()
    assert looked == [tmp_path / "full"]
