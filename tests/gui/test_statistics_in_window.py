"""The statistics panel in the real window: read when it is looked at, kept up with edits, one click to a box."""

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt

from ssd_desktop.annotation.box import Box
from ssd_desktop.resources import resource_path
from tests.unit.data.made_data import write_voc_folder

CAT, DOG, TINY = ("cat", (2, 3, 20, 25)), ("dog", (5, 5, 30, 29)), ("cat", (30, 3, 33, 25))


@pytest.fixture
def folder(tmp_path):
    pictures = {"a": [CAT], "b": [DOG, TINY], "c": None, "d": [CAT]}
    return write_voc_folder(tmp_path / "pets", pictures, splits={"train": "abc", "val": "d"})


@pytest.fixture
def panel(program, qtbot, folder):
    program.window.commands.detecting.setChecked(False)
    program.window.show()
    program.media.start()
    program.images.start()
    with qtbot.waitSignal(program.label_files.folder_opened, timeout=20_000):
        program.media.open(str(folder / "JPEGImages"))
    qtbot.waitUntil(lambda: program.annotate.image == folder / "JPEGImages" / "a.png", timeout=20_000)
    yield program.statistics.panel
    program.window.close()


def looked_at(panel, program, qtbot):
    program.statistics.dock.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: panel.found is not None, timeout=20_000)


def objects(panel):
    return {} if panel.found is None else {one.name: one.objects for one in panel.found.classes}


def test_nothing_is_read_before_somebody_looks(panel, program):
    assert program.statistics._reading is None
    assert not program.statistics.dock.isVisible()


def test_the_whole_data_folder_is_counted_with_its_splits(panel, program, qtbot):
    looked_at(panel, program, qtbot)
    assert objects(panel) == {"cat": 3, "dog": 1}
    assert panel.scope.text() == "pets: 4 pictures, 3 labelled, 4 objects, unsaved edits included"
    assert panel.found.balance.splits == ("train", "val")


def test_an_edit_that_no_file_has_is_counted(panel, program, qtbot):
    program.label_files.autosave = False
    looked_at(panel, program, qtbot)
    program.annotate.add_box(Box(5, 5, 30, 30), "ox")
    qtbot.waitUntil(lambda: objects(panel).get("ox") == 1, timeout=20_000)
    program.annotate.undo()
    qtbot.waitUntil(lambda: "ox" not in objects(panel), timeout=20_000)
    program.label_files.finish()


def test_a_click_goes_to_the_picture_with_the_box_selected_and_in_view(panel, program, qtbot, folder):
    looked_at(panel, program, qtbot)
    panel.show_tab(panel.suspicious)
    table = panel.suspicious.table
    place = table.visualRect(panel.suspicious.model.index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: bool(program.annotate.selected), timeout=20_000)
    assert program.annotate.image == folder / "JPEGImages" / "b.png"
    (chosen,) = program.annotate.selected
    assert (chosen.label, chosen.box) == ("cat", Box(*TINY[1]))
    assert program.window.commands.edit.edit_boxes.isChecked()
    seen = program.window.canvas.transform().rect(*chosen.box.xyxy())
    assert program.window.canvas.transform().view_rect().contains(seen)
    # Deleted, it is suspicious no more.
    program.annotate.delete()
    qtbot.waitUntil(lambda: panel.suspicious.shown() == (), timeout=20_000)


def test_another_folder_has_its_own_figures(panel, program, qtbot, tmp_path):
    looked_at(panel, program, qtbot)
    other = write_voc_folder(tmp_path / "birds", {"x": [("owl", (2, 2, 30, 20))]})
    program.media.open(str(other / "JPEGImages"))
    qtbot.waitUntil(lambda: objects(panel) == {"owl": 1}, timeout=20_000)


def test_a_video_has_no_figures_and_those_of_the_folder_come_back(panel, program, qtbot, tmp_path, folder):
    looked_at(panel, program, qtbot)
    writer = cv2.VideoWriter(str(tmp_path / "clip.avi"), cv2.VideoWriter_fourcc(*"MJPG"), 10, (64, 48))
    for _ in range(3):
        writer.write(np.zeros((48, 64, 3), np.uint8))
    writer.release()
    program.media.open(str(tmp_path / "clip.avi"))
    qtbot.waitUntil(lambda: panel.found is None, timeout=20_000)
    assert panel.scope.text() == ""
    assert "A video or a camera is shown" in panel._empty.text()
    program.statistics._on_changed(folder / "JPEGImages" / "a.png")
    program.statistics._count()
    assert panel.found is None

    program.media.open(str(folder / "JPEGImages"))
    qtbot.waitUntil(lambda: objects(panel) == {"cat": 3, "dog": 1}, timeout=20_000)


def test_what_another_program_wrote_is_counted_on_demand(panel, program, qtbot, folder):
    looked_at(panel, program, qtbot)
    xml = folder / "Annotations" / "d.xml"
    xml.write_text(xml.read_text().replace("cat", "fox"))
    panel.again.click()
    qtbot.waitUntil(lambda: objects(panel) == {"cat": 2, "dog": 1, "fox": 1}, timeout=20_000)


def test_files_that_were_all_changed_are_read_anew(panel, program, qtbot):
    looked_at(panel, program, qtbot)
    program.label_files.let_go()
    program.label_files.reopen()
    qtbot.waitUntil(lambda: panel.found is None, timeout=20_000)
    qtbot.waitUntil(lambda: objects(panel) == {"cat": 3, "dog": 1}, timeout=20_000)


def test_beside_a_training_the_panel_is_a_tab_and_takes_no_more_room(panel, program, qtbot):
    program.window.show_training()
    looked_at(panel, program, qtbot)
    assert program.window.tabifiedDockWidgets(program.statistics.dock) == [program.window.training_dock]


def test_a_picture_of_the_samples_leaves_no_figures_of_the_folder_before(panel, program, qtbot):
    looked_at(panel, program, qtbot)
    program.media.open(str(next(iter(sorted(resource_path("samples").glob("*.jpg"))))))
    qtbot.waitUntil(lambda: panel.found is None, timeout=20_000)
    assert panel.scope.text() == ""
    assert "Open a folder" in panel._empty.text()
