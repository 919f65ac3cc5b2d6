from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.annotation import history as history_module
from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.history import EditHistory

A, B = Path("a.jpg"), Path("b.jpg")
EMPTY = ImageAnnotation((), 100, 100)


def with_box(x, label="ace"):
    return ImageAnnotation((AnnotatedObject(label, Box(x, 0, x + 10, 10), entry=-1),), 100, 100)


def opened(*images):
    history = EditHistory()
    for image in images:
        history.start(image, EMPTY)
    return history


def test_undo_goes_back_over_the_images_in_the_order_of_the_edits():
    history = opened(A, B)
    history.record(A, "Draw", with_box(1))
    history.record(B, "Draw", with_box(2))
    history.record(A, "Move", with_box(3))
    assert [history.undo().image for _ in range(3)] == [A, B, A]
    assert history.undo() is None
    assert history.annotation(A) == history.annotation(B) == EMPTY


def test_the_menu_reads_the_names_of_what_would_be_undone_and_redone():
    history = opened(A)
    assert (history.undo_name, history.redo_name) == ("", "")
    history.record(A, "Draw", with_box(1))
    history.record(A, "Delete", EMPTY)
    history.undo()
    assert (history.undo_name, history.redo_name) == ("Draw", "Delete")


def test_an_edit_after_undo_ends_what_could_be_redone():
    history = opened(A)
    history.record(A, "Draw", with_box(1))
    history.undo()
    history.record(A, "Draw", with_box(2))
    assert history.redo() is None
    assert history.annotation(A) == with_box(2)


def test_the_moves_of_a_drag_are_one_step():
    history = opened(A)
    history.record(A, "Draw", with_box(1))
    for x in range(2, 50):
        history.record(A, "Move", with_box(x), gesture=1)
    history.record(A, "Move", with_box(60), gesture=2)
    assert history.undo().after == with_box(60)
    assert history.undo().before == with_box(1)
    assert history.annotation(A) == with_box(1)


def test_a_drag_back_to_where_it_began_is_no_step():
    history = opened(A)
    history.record(A, "Move", with_box(1), gesture=1)
    history.record(A, "Move", EMPTY, gesture=1)
    assert history.undo_name == ""
    assert not history.is_unsaved(A)


def test_the_same_gesture_number_on_another_image_is_another_step():
    history = opened(A, B)
    history.record(A, "Move", with_box(1), gesture=1)
    history.record(B, "Move", with_box(1), gesture=1)
    assert history.undo().image == B
    assert history.undo().image == A


def test_what_changes_nothing_is_no_step():
    history = opened(A)
    assert not history.record(A, "Move", ImageAnnotation((), 100, 100))
    assert history.undo() is None


def test_an_image_is_unsaved_until_its_file_has_what_is_shown():
    history = opened(A, B)
    history.record(A, "Draw", with_box(1))
    assert history.unsaved() == [A]
    history.record(A, "Move", with_box(2))
    history.mark_saved(A, with_box(1))  # the save began before the move
    assert history.unsaved() == [A]
    history.mark_saved(A, with_box(2))
    assert history.unsaved() == []
    history.undo()
    assert history.unsaved() == [A]


def test_an_image_that_was_not_labelled_becomes_so_again():
    history = EditHistory()
    history.start(A, None)
    history.record(A, "Draw", with_box(1))
    assert history.undo().before is None
    assert history.annotation(A) is None
    assert A in history


def test_starting_an_image_again_forgets_its_steps_and_only_its():
    history = opened(A, B)
    history.record(A, "Draw", with_box(1))
    history.record(B, "Draw", with_box(1))
    history.start(A, with_box(5))
    assert not history.has_steps(A)
    assert history.has_steps(B)
    assert history.undo().image == B
    assert history.undo() is None
    assert history.annotation(A) == with_box(5)


def test_the_oldest_steps_are_forgotten_first(monkeypatch):
    monkeypatch.setattr(history_module, "MOST_STEPS", 3)
    history = opened(A)
    for x in range(1, 6):
        history.record(A, "Move", with_box(x))
    while history.undo():
        pass
    assert history.annotation(A) == with_box(2)


@given(st.lists(st.tuples(st.sampled_from([A, B]), st.integers(0, 5), st.sampled_from([None, 1, 2])), max_size=20))
def test_undoing_all_and_redoing_all_come_back_to_both_ends(edits):
    history = opened(A, B)
    for image, x, gesture in edits:
        history.record(image, "Edit", with_box(x), gesture=gesture)
    end = [history.annotation(image) for image in (A, B)]
    while history.undo():
        pass
    assert [history.annotation(image) for image in (A, B)] == [EMPTY, EMPTY]
    while history.redo():
        pass
    assert [history.annotation(image) for image in (A, B)] == end


def test_a_step_with_a_note_can_be_taken_back_though_it_changes_no_label():
    history = opened(A)
    history.record(A, "Draw", with_box(1))
    assert not history.record(A, "Nothing", with_box(1))
    assert history.record(A, "Reject", with_box(1), note="refused")
    assert not history.is_unsaved(B)
    step = history.undo()
    assert (step.name, step.note, history.annotation(A)) == ("Reject", "refused", with_box(1))
    assert history.redo().note == "refused"
    assert history.undo_name == "Reject"
