"""The images panel in the real window, with a folder on the disk."""

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.voc_writer import write_voc_xml
from ssd_desktop.gui.controllers.data_checks import DataChecks
from ssd_desktop.gui.dialogs.fine_tune import FineTuneDialog

LABELLED = ImageAnnotation((AnnotatedObject("ace", Box(10, 10, 50, 50)),), 80, 60)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "사진"
    folder.mkdir()
    for name in ("a", "b", "c"):
        content = cv2.imencode(".png", np.full((60, 80, 3), 90, np.uint8))[1]
        (folder / f"{name}.png").write_bytes(content.tobytes())
    for name in ("a", "c"):
        write_voc_xml(folder / f"{name}.xml", LABELLED, image_path=folder / f"{name}.png")
    return folder


@pytest.fixture
def panel(program, qtbot, folder):
    program.window.commands.detecting.setChecked(False)
    program.window.show()
    program.media.start()
    program.images.start()
    with qtbot.waitSignal(program.images.statuses_known, timeout=20_000):
        program.media.open(str(folder))
    yield program.window.images_panel
    program.window.close()


def test_a_folder_shows_thumbnails_and_how_far_it_is_labelled(panel, qtbot, folder):
    statuses = {name: panel.summary(folder / f"{name}.png").status for name in "abc"}
    assert statuses == {"a": "labelled", "b": "unlabelled", "c": "labelled"}
    qtbot.waitUntil(lambda: panel._done.text() == "2 of 3 labelled")
    rows = [panel._model.index(row) for row in range(3)]
    qtbot.waitUntil(lambda: all(row.data(Qt.ItemDataRole.DecorationRole) for row in rows), timeout=20_000)
    assert [row.data(Qt.ItemDataRole.DecorationRole).width() for row in rows] == [80, 80, 80]


def test_labelled_pictures_that_are_open_are_suggested_for_training(
    panel, program, settings, folder, tmp_path, monkeypatch
):
    asked = []
    monkeypatch.setattr(DataChecks, "ask", lambda self, request: asked.append(request.choice.folder))
    settings.data_folder = tmp_path / "the last one"
    program.train.open_dialog()
    program.window.findChild(FineTuneDialog).reject()
    assert asked == [folder]


def test_pictures_without_labels_are_not_suggested_for_training(program, qtbot, panel, tmp_path):
    empty = tmp_path / "new"
    empty.mkdir()
    (empty / "a.png").write_bytes((tmp_path / "사진" / "a.png").read_bytes())
    program.media.open(str(empty))
    qtbot.waitUntil(lambda: program.label_files.folder == empty, timeout=20_000)
    assert program.images.labelled_data() is None


def test_u_goes_to_the_picture_without_labels_and_labelling_it_counts(panel, program, qtbot, folder):
    qtbot.waitUntil(lambda: program.annotate.image == folder / "a.png", timeout=20_000)
    program.window.canvas.setFocus()
    qtbot.keyClick(program.window.canvas, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: program.annotate.image == folder / "b.png", timeout=20_000)
    program.annotate.add_box(Box(5, 5, 30, 30), "king")
    assert panel.summary(folder / "b.png").labels == {"king"}
    qtbot.waitUntil(lambda: panel._done.text() == "3 of 3 labelled")
    program.annotate.undo()
    qtbot.waitUntil(lambda: panel._done.text() == "2 of 3 labelled")
