"""Flags of boxes and "verified", without a window."""

import pytest

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.annotation_store import AnnotationStore
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.gui.controllers.label_marks import LabelMarks

BOX = Box(10, 20, 60, 70)


@pytest.fixture
def marks(annotate):
    return LabelMarks(annotate._view, annotate)


@pytest.fixture
def yolo(annotate, tmp_path, images):
    """The picture is one of a YOLO folder, with one box."""
    (tmp_path / "classes.txt").write_text("ace\n")
    (tmp_path / "a.txt").write_text("0 0.5 0.5 0.1 0.1\n")
    annotate._files.store = AnnotationStore(LabelFolder.open(tmp_path))
    annotate.show_image(None)
    annotate.show_image(images[0], (200, 100))
    annotate.select(frozenset({1}))


def test_a_flag_the_files_cannot_hold_is_refused_and_said(annotate, marks, yolo):
    marks.set_flag("difficult", True)
    assert not annotate.objects[0].difficult
    assert "YOLO" in annotate._view.messages.show_notice.call_args.args[0]


def test_a_picture_with_boxes_is_not_verified_where_the_files_cannot_say_so(annotate, marks, yolo):
    marks.set_verified(True)
    assert not annotate.annotation().verified
    assert "YOLO" in annotate._view.messages.show_notice.call_args.args[0]


def test_a_flag_is_set_on_all_that_are_selected(annotate, marks):
    annotate.add([AnnotatedObject("ace", BOX), AnnotatedObject("king", BOX)], "Paste")
    marks.set_flag("occluded", True)
    assert [item.occluded for item in annotate.objects] == [True, True]
    assert annotate._files.store.history.undo_name == "Set Flag"


def test_a_picture_is_verified_and_that_is_taken_back(annotate, marks):
    marks.set_verified(True)
    assert annotate.annotation().verified
    marks.set_verified(False)
    assert annotate.annotation() is None  # without a box nothing is said of the picture


def test_nothing_is_marked_where_no_picture_can_be(annotate, marks):
    annotate.show_image(None)
    marks.set_verified(True)
    marks.set_flag("difficult", True)
    assert annotate.annotation() is None
    assert not annotate._view.messages.show_notice.called
