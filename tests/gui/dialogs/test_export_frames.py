"""The dialog that makes a data set of a video's frames."""

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit

from ssd_desktop.annotation.frame_export import ExportWish
from ssd_desktop.gui.dialogs.export_frames import ExportFramesDialog, ExportRequest


@pytest.fixture
def dialog(qtbot, tmp_path):
    dialog = ExportFramesDialog(tmp_path / "비디오-frames", {"keys": 3, "boxes": 20, "every": 41})
    qtbot.addWidget(dialog)
    return dialog


def ok(dialog):
    return dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)


def texts(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_it_begins_with_the_key_frames(dialog, tmp_path):
    assert dialog.request() == ExportRequest(ExportWish("keys"), tmp_path / "비디오-frames")
    assert "Pictures to write: 3" in texts(dialog)
    assert ok(dialog).isEnabled()


def test_every_tenth_frame_is_counted_up(dialog):
    dialog._choice.setCurrentIndex(2)
    dialog._step.setValue(10)
    assert "Pictures to write: 5" in texts(dialog)


def test_a_folder_with_files_is_refused_before_the_export(dialog, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.jpg").touch()
    edit = dialog.findChild(QLineEdit)
    edit.setText(str(tmp_path / "full"))
    assert not ok(dialog).isEnabled()
    assert "There are files in this folder; choose a new or empty one." in texts(dialog)
    edit.setText(str(tmp_path / "new"))
    assert ok(dialog).isEnabled()
    edit.clear()
    assert not ok(dialog).isEnabled()
