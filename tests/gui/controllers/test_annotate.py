"""What becomes of boxes, without a window."""

import json

import pytest

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.gui.controllers.label_copies import LabelCopies

BOX = Box(10, 20, 60, 70)


def boxes(annotate):
    return [(item.label, item.box) for item in annotate.objects]


def test_a_drawn_box_is_added_selected_shown_and_its_class_learned(annotate):
    changed = []
    annotate.changed.connect(changed.append)
    annotate.add_box(BOX, "ace")
    assert boxes(annotate) == [("ace", BOX)]
    assert [item.label for item in annotate.selected] == ["ace"]
    assert annotate.classes == ("ace",)
    assert changed == [annotate.image]
    scene = annotate._view.editing_overlay.set_scene.call_args.args[0]
    assert scene.selected == {annotate.objects[0].entry}
    annotate._view.status.set_box.assert_called_with(50, 50)


def test_what_lies_outside_is_not_added(annotate):
    annotate.add([AnnotatedObject("ace", Box(300, 0, 400, 50)), AnnotatedObject("ace", Box(150, 0, 400, 50))], "Paste")
    assert boxes(annotate) == [("ace", Box(150, 0, 200, 50))]


def test_a_drag_is_one_step_and_is_saved_at_its_end(annotate):
    annotate.add_box(BOX, "ace")
    entry, touches = annotate.objects[0].entry, annotate._files.touches
    for x in range(11, 20):
        annotate.move({entry: Box(x, 20, x + 50, 70)}, 7)
    assert annotate._files.touches == touches
    annotate.end_gesture()
    assert annotate._files.touches == touches + 1
    assert annotate._files.store.history.undo_name == "Move Box"
    annotate.undo()
    assert boxes(annotate) == [("ace", BOX)]


def test_a_wish_for_a_box_that_is_gone_is_passed_over(annotate):
    annotate.move({99: BOX}, 1)
    assert boxes(annotate) == []


def test_undo_asks_for_the_picture_of_the_step(annotate, images):
    wanted = []
    annotate.image_wanted.connect(wanted.append)
    annotate.add_box(BOX, "ace")
    annotate.show_image(images[1], (200, 100))
    annotate.undo()
    assert wanted == [images[0]]


def test_what_is_undone_is_no_longer_selected(annotate):
    annotate.add_box(BOX, "ace")
    annotate.undo()
    assert annotate.selected == ()
    annotate.redo()
    assert boxes(annotate) == [("ace", BOX)]


def test_a_class_key_changes_the_selection_or_else_the_next_box(annotate):
    annotate.learn_classes(["ace", "king"])
    annotate.add_box(BOX, "ace")
    annotate.set_class_number(2)
    assert boxes(annotate) == [("king", BOX)]
    annotate.select(frozenset())
    annotate.set_class_number(1)
    annotate.set_class_number(9)
    assert boxes(annotate) == [("king", BOX)]
    assert annotate.last_class == "ace"


@pytest.mark.parametrize("yes", [True, False])
def test_an_outline_is_asked_about_before_its_box_is_moved(annotate, tmp_path, images, questions, qtbot, yes):
    polygon = {"label": "ace", "shape_type": "polygon", "points": [[1, 1], [50, 1], [50, 50]]}
    (tmp_path / "a.json").write_text(json.dumps({"shapes": [polygon]}))
    annotate._files.store = AnnotationStore(LabelFolder.open(tmp_path))
    annotate.show_image(None)
    annotate.show_image(images[0], (200, 100))
    questions.give_outline_up.return_value = yes
    annotate.move({1: Box(2, 2, 51, 51)}, 1)
    qtbot.waitUntil(lambda: questions.give_outline_up.called)
    assert boxes(annotate) == [("ace", Box(1, 1, 50, 50))]
    annotate._view.box_tool.cancel.assert_called()
    annotate.move({1: Box(2, 2, 51, 51)}, 2)
    assert boxes(annotate) == [("ace", Box(2, 2, 51, 51) if yes else Box(1, 1, 50, 50))]


def test_locked_boxes_are_not_nudged(annotate):
    annotate.add_box(BOX, "ace")
    annotate.lock()
    annotate.select(frozenset({annotate.objects[0].entry}))
    annotate.nudge(5, 0, 1)
    assert boxes(annotate) == [("ace", BOX)]


def test_hiding_isolating_and_showing_again(annotate):
    annotate.add([AnnotatedObject("ace", BOX), AnnotatedObject("king", BOX)], "Paste")
    ace, king = (item.entry for item in annotate.objects)
    annotate.select(frozenset({ace}))
    annotate.isolate()
    assert annotate._view.box_tool.scene.hidden == {king}
    annotate.select(frozenset())
    annotate.hide()
    assert annotate._view.box_tool.scene.hidden == frozenset()
    annotate.hide()
    assert annotate._view.box_tool.scene.hidden == {ace, king}


def test_nothing_is_edited_where_no_picture_can_be(annotate):
    annotate.show_image(None)
    annotate.add_box(BOX, "ace")
    annotate.delete()
    assert annotate.image is None
    assert annotate.objects == ()


def test_copies_are_pasted_in_place_on_another_picture_and_aside_on_the_same(annotate, images):
    copies = LabelCopies(annotate)
    annotate.add_box(BOX, "ace")
    copies.copy()
    copies.paste()
    copies.paste()
    assert [box.x0 for _, box in boxes(annotate)] == [10, 20, 30]
    annotate.show_image(images[1], (200, 100))
    copies.paste()
    assert boxes(annotate) == [("ace", Box(30, 40, 80, 90))]
    copies.paste_from(ImageAnnotation((AnnotatedObject("king", BOX),), 200, 100))
    assert [label for label, _ in boxes(annotate)] == ["ace", "king"]


def test_labels_are_drawn_dashed_while_they_are_only_viewed(annotate):
    annotate.add_box(BOX, "ace")
    annotate._view.box_tool.mode = "view"
    annotate.refresh()
    assert annotate._view.editing_overlay.visible is False
    assert annotate._view.annotations_overlay.set_annotation.call_args.args[0] == annotate.annotation()
    annotate._view.box_tool.mode = "edit"
    annotate.refresh()
    assert annotate._view.annotations_overlay.set_annotation.call_args.args[0] is None


def test_another_folder_has_other_classes(annotate):
    annotate.add_box(BOX, "ace")
    annotate._files.folder_opened.emit()
    annotate._files.names_known.emit(("cat", "dog"))
    assert annotate.classes == ("cat", "dog")
    assert annotate.last_class == ""
