"""Labelling in the real window, by mouse and keys."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt

from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.voc_xml import read_voc_xml
from tests.gui.hand import Hand

WIDTH, HEIGHT = 400, 300


@pytest.fixture
def folder(tmp_path) -> Path:
    folder = tmp_path / "own pictures"
    folder.mkdir()
    for name in ("a.png", "b.png"):
        cv2.imwrite(str(folder / name), np.full((HEIGHT, WIDTH, 3), 90, np.uint8))
    return folder


@pytest.fixture
def hand(program, qtbot, folder):
    program.window.commands.detecting.setChecked(False)
    program.window.resize(1100, 800)
    program.window.show()
    program.media.start()
    program.media.open(str(folder))
    hand = Hand(program, qtbot)
    hand.ready(folder / "a.png")
    program.window.canvas.set_zoom(1.0)
    yield hand
    program.window.close()


def on_disk(image):
    return [(item.label, item.box) for item in read_voc_xml(image.with_suffix(".xml")).annotation.objects]


def test_boxes_are_drawn_named_and_saved_by_themselves(hand, folder):
    hand.draw(20, 30, 120, 90, "ace")
    hand.key(Qt.Key.Key_W)
    hand.drag((300, 200), (200, 100))
    hand.qtbot.keyClick(hand.window.label_chooser._edit, Qt.Key.Key_Return)  # the last class again
    assert hand.boxes() == [("ace", Box(20, 30, 120, 90)), ("ace", Box(200, 100, 300, 200))]
    hand.saved()
    assert on_disk(folder / "a.png") == hand.boxes()


def test_a_dismissed_chooser_draws_nothing(hand, folder):
    hand.key(Qt.Key.Key_W)
    hand.drag((20, 30), (120, 90))
    hand.qtbot.keyClick(hand.window.label_chooser._edit, Qt.Key.Key_Escape)
    assert hand.boxes() == []
    assert hand.window.editing_overlay._draft is None
    hand.saved()
    assert not (folder / "a.xml").exists()


def test_a_box_is_moved_resized_nudged_and_all_of_it_undone(hand, folder):
    hand.draw(20, 30, 120, 90, "ace")
    hand.drag((70, 60), (80, 70), (90, 75))
    assert hand.boxes() == [("ace", Box(40, 45, 140, 105))]
    hand.drag((140, 105), (150, 110), (160, 115))
    assert hand.boxes() == [("ace", Box(40, 45, 160, 115))]
    hand.key(Qt.Key.Key_Right)
    hand.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert hand.boxes() == [("ace", Box(41, 55, 161, 125))]
    undo = hand.window.commands.edit.undo
    assert undo.text() == "&Undo Move Box"
    for text in ("&Undo Move Box", "&Undo Resize Box", "&Undo Move Box", "&Undo Draw Box"):
        hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert undo.text() == text
    hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hand.boxes() == []
    hand.saved()
    assert not (folder / "a.xml").exists()


def test_a_whole_box_stays_in_the_picture(hand):
    hand.draw(20, 30, 120, 90, "ace")
    hand.drag((70, 60), (0, 0), (-60, -60))
    assert hand.boxes() == [("ace", Box(0, 0, 100, 60))]
    hand.draw(350, 250, 500, 400, "ace")
    assert hand.boxes()[1] == ("ace", Box(350, 250, 400, 300))


def test_undo_goes_to_the_picture_of_the_edit(hand, folder):
    hand.draw(20, 30, 120, 90, "ace")
    hand.key(Qt.Key.Key_D)
    hand.ready(folder / "b.png")
    assert hand.boxes() == []
    hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hand.ready(folder / "a.png")
    assert hand.boxes() == []
    hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert hand.boxes() == [("ace", Box(20, 30, 120, 90))]


def test_several_are_selected_by_a_band_and_get_a_class_by_its_number(hand):
    hand.draw(20, 30, 60, 90, "ace")
    hand.draw(100, 30, 160, 90, "king")
    hand.draw(250, 30, 300, 90, "king")
    hand.drag((10, 10), (100, 100), (180, 120))
    assert [item.label for item in hand.program.annotate.selected] == ["ace", "king"]
    hand.key(Qt.Key.Key_2)
    assert [label for label, _ in hand.boxes()] == ["king", "king", "king"]
    hand.click(280, 60, Qt.KeyboardModifier.ShiftModifier)
    assert len(hand.program.annotate.selected) == 3
    hand.key(Qt.Key.Key_Delete)
    assert hand.boxes() == []


def test_boxes_are_duplicated_copied_and_pasted_on_another_picture(hand, folder):
    hand.draw(20, 30, 60, 90, "ace")
    hand.key(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert hand.boxes()[1] == ("ace", Box(30, 40, 70, 100))
    hand.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    hand.key(Qt.Key.Key_D)
    hand.ready(folder / "b.png")
    hand.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert hand.boxes() == [("ace", Box(30, 40, 70, 100))]
    hand.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert len(hand.boxes()) == 3


def test_a_locked_or_hidden_box_is_not_touched(hand):
    hand.draw(20, 30, 120, 90, "ace")
    hand.key(Qt.Key.Key_L)
    hand.drag((70, 60), (80, 70), (90, 75))
    assert hand.boxes() == [("ace", Box(20, 30, 120, 90))]
    hand.click(300, 250)
    hand.key(Qt.Key.Key_L)
    hand.key(Qt.Key.Key_H)
    hand.click(70, 60)
    assert hand.program.annotate.selected == ()
    hand.key(Qt.Key.Key_H)
    hand.click(70, 60)
    assert len(hand.program.annotate.selected) == 1


def test_space_says_that_there_is_no_object(hand, folder):
    hand.key(Qt.Key.Key_E)
    hand.key(Qt.Key.Key_Space)
    hand.saved()
    annotation = read_voc_xml(folder / "a.xml").annotation
    assert annotation.verified
    assert annotation.objects == ()


def test_without_autosave_labels_are_saved_by_ctrl_s(hand, folder):
    hand.window.commands.edit.autosave.setChecked(False)
    hand.draw(20, 30, 120, 90, "ace")
    hand.qtbot.wait(600)
    assert hand.program.label_files.state()[0] == "unsaved"
    assert not (folder / "a.xml").exists()
    hand.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    hand.saved()
    assert on_disk(folder / "a.png") == hand.boxes()
    hand.window.commands.edit.autosave.setChecked(True)


def test_a_damaged_file_refuses_editing_and_says_why(hand, folder):
    (folder / "b.xml").write_text("<annotation>")
    hand.key(Qt.Key.Key_D)
    hand.qtbot.waitUntil(lambda: hand.program.label_files.store.blocked(folder / "b.png") != "")
    hand.key(Qt.Key.Key_W)
    assert "b.xml" in hand.window.messages.text
    assert hand.window.box_tool.mode == "view"


def test_boxes_are_drawn_to_the_pixel_at_any_zoom(hand):
    for number, zoom in enumerate((0.5, 1.0, 7.0, 64.0)):
        hand.canvas.fit()
        hand.canvas.zoom_at(zoom, QPointF(hand.at(40, 40)))
        x = 40 + 2 * number
        hand.draw(x, 40, x + 2, 44, "ace")
        assert hand.boxes()[number] == ("ace", Box(x, 40, x + 2, 44))


def test_closing_the_window_saves_what_was_just_drawn(hand, folder):
    hand.draw(20, 30, 120, 90, "ace")
    wanted = hand.boxes()
    hand.window.close()
    assert on_disk(folder / "a.png") == wanted


def test_a_drag_moves_the_picture_while_boxes_are_only_viewed(hand):
    before = hand.canvas.transform().left
    hand.drag((70, 60), (90, 60), (120, 60))
    assert hand.canvas.transform().left != before
    assert hand.boxes() == []


def test_a_box_that_waits_for_its_class_does_not_go_to_the_next_picture(hand, folder):
    hand.key(Qt.Key.Key_W)
    hand.drag((20, 30), (120, 90))
    chooser = hand.window.label_chooser
    assert chooser.isVisible()
    hand.program.media.open_image(folder / "b.png")  # as a slow one does that was asked for before
    hand.ready(folder / "b.png")
    assert not chooser.isVisible()
    assert hand.window.editing_overlay._draft is None
    assert hand.boxes() == []


def test_a_note_is_kept_by_the_picture_it_was_typed_for(hand, folder):
    hand.draw(20, 30, 120, 90, "ace")
    note = hand.window.properties_panel._note
    hand.window.properties_dock.raise_()
    note.setFocus()
    hand.qtbot.keyClicks(note, "blurred")
    hand.program.media.next_image()
    hand.ready(folder / "b.png")
    assert note.text() == ""
    hand.canvas.setFocus()
    hand.saved()
    assert read_voc_xml(folder / "a.xml").annotation.note == "blurred"
    assert not (folder / "b.xml").exists()


def test_labels_that_may_stay_unsaved_are_still_there_where_somebody_else_keeps_the_window_open(hand, monkeypatch):
    questions, train = hand.program.questions, hand.program.train
    hand.window.commands.edit.autosave.setChecked(False)
    hand.draw(20, 30, 120, 90, "ace")
    monkeypatch.setattr(questions, "close", lambda images, why: "leave")
    asked = []
    monkeypatch.setattr(train, "is_running", lambda: True)
    monkeypatch.setattr(train, "request_close", asked.append)
    hand.window.close()
    hand.qtbot.waitUntil(lambda: len(asked) == 1)
    hand.draw(200, 30, 300, 90, "ace")
    assert len(hand.boxes()) == 2
    monkeypatch.setattr(questions, "close", lambda images, why: "stay")
    hand.window.close()  # there are new edits: they are asked about
    assert len(asked) == 1
    monkeypatch.undo()
    hand.window.commands.edit.autosave.setChecked(True)


def test_del_in_the_list_of_classes_is_for_the_class_even_where_a_box_is_selected(hand, monkeypatch):
    hand.draw(20, 30, 120, 90, "ace")
    assert len(hand.program.annotate.selected) == 1
    panel, asked = hand.window.classes_panel, []
    monkeypatch.setattr(hand.program.class_questions, "agree", lambda plan: asked.append(plan.edit.name))
    hand.window.classes_dock.raise_()
    hand.qtbot.waitUntil(lambda: panel.delete.isEnabled() or panel.set_current("ace"))
    panel._table.setFocus()
    hand.qtbot.keyClick(panel._table, Qt.Key.Key_Delete)
    hand.qtbot.waitUntil(lambda: asked == ["ace"])
    assert len(hand.boxes()) == 1
