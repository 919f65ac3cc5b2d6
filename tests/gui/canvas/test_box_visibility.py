"""Hidden and locked boxes, without a window."""

from pathlib import Path

from ssd_desktop.gui.canvas.box_visibility import BoxVisibility

EVERY = frozenset({1, 2, 3})
IMAGE, OTHER = Path("a.jpg"), Path("b.jpg")


def test_hiding_without_a_selection_hides_all_and_then_shows_all():
    boxes = BoxVisibility()
    boxes.hide(frozenset(), EVERY)
    assert boxes.hidden == EVERY
    boxes.hide(frozenset(), EVERY)
    assert boxes.hidden == frozenset()


def test_hidden_boxes_add_up_and_isolating_begins_anew():
    boxes = BoxVisibility()
    boxes.hide(frozenset({1}), EVERY)
    boxes.hide(frozenset({2}), EVERY)
    assert boxes.hidden == {1, 2}
    boxes.isolate(frozenset({1}), EVERY)
    assert boxes.hidden == {2, 3}


def test_locks_belong_to_their_image_and_are_freed_without_a_selection():
    boxes = BoxVisibility()
    boxes.lock(IMAGE, frozenset({1}))
    boxes.lock(IMAGE, frozenset({3}))
    assert boxes.locked(IMAGE) == {1, 3}
    assert boxes.locked(OTHER) == boxes.locked(None) == frozenset()
    boxes.lock(IMAGE, frozenset())
    assert boxes.locked(IMAGE) == frozenset()
