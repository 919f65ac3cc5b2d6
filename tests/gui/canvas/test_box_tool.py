import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.gui.canvas.box_scene import BoxScene
from ssd_desktop.gui.canvas.box_tool import BoxTool
from ssd_desktop.gui.canvas.transform import CanvasTransform

NONE, SHIFT, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
LARGE = AnnotatedObject("ace", Box(10, 10, 150, 90), entry=1)
SMALL = AnnotatedObject("king", Box(40, 40, 60, 60), entry=2)


@pytest.fixture
def told():
    return []


@pytest.fixture
def tool(qapp, told):
    tool = BoxTool()
    for name in ("box_drawn", "selection_wanted", "label_wanted", "class_key", "gesture_ended", "cancelled"):
        getattr(tool, name).connect(lambda *values, name=name: told.append((name, *values)))
    tool.boxes_moved.connect(lambda boxes, gesture: told.append(("boxes_moved", boxes)))
    tool.nudged.connect(lambda dx, dy, gesture: told.append(("nudged", dx, dy)))
    tool.scene = BoxScene((LARGE, SMALL))
    tool.set_mode("edit")
    return tool


def transform(zoom=1.0):
    return CanvasTransform(200, 100, 400, 300, zoom=zoom)


def drag(tool, start, *places, modifiers=NONE, zoom=1.0):
    where = transform(zoom)
    tool.press(where.to_widget(*start), where, modifiers)
    for place in places:
        tool.drag(where.to_widget(*place), where, modifiers)
    return tool.release(where.to_widget(*places[-1]) if places else where.to_widget(*start), where, modifiers)


def key(which, modifiers=NONE):
    return QKeyEvent(QEvent.Type.KeyPress, which, modifiers)


def test_nothing_is_taken_while_boxes_are_only_viewed(tool, told):
    tool.set_mode("view")
    assert not tool.press(QPointF(50, 50), transform(), NONE)
    assert tool.cursor(QPointF(50, 50), transform()) is None
    assert not tool.uses_key(key(Qt.Key.Key_1))
    assert told == []


@pytest.mark.parametrize("zoom", [0.3, 1.0, 3.7])
def test_a_drag_draws_from_corner_to_corner_at_any_zoom(tool, told, zoom):
    tool.set_mode("draw")
    drag(tool, (120, 80), (90, 60), (30, 20), zoom=zoom)
    assert told == [("box_drawn", Box(30, 20, 120, 80))]


def test_a_picture_that_is_zoomed_or_moved_under_a_held_button_keeps_the_first_corner(tool, told):
    tool.set_mode("draw")
    drafts = []
    tool.draft_changed.connect(drafts.append)
    before, after = transform(), CanvasTransform(200, 100, 400, 270, zoom=2.0, x=-30, y=-17)
    tool.press(before.to_widget(20, 30), before, NONE)
    tool.drag(before.to_widget(60, 50), before, NONE)
    tool.drag(after.to_widget(90, 70), after, NONE)
    tool.release(after.to_widget(90, 70), after, NONE)
    assert told == [("box_drawn", Box(20, 30, 90, 70))]
    assert drafts[-2] == Box(20, 30, 90, 70)


def test_a_click_while_drawing_draws_nothing(tool, told):
    tool.set_mode("draw")
    assert drag(tool, (50, 50))
    assert told == []


def test_the_smallest_box_under_a_press_is_selected(tool, told):
    drag(tool, (50, 50))
    assert told == [("selection_wanted", frozenset({2}))]


def test_shift_adds_to_the_selection_and_takes_from_it(tool, told):
    tool.scene = BoxScene((LARGE, SMALL), frozenset({1}))
    drag(tool, (50, 50), modifiers=SHIFT)
    tool.scene = BoxScene((LARGE, SMALL), frozenset({1, 2}))
    drag(tool, (50, 50), modifiers=SHIFT)
    assert told == [("selection_wanted", frozenset({1, 2})), ("selection_wanted", frozenset({1}))]


def test_a_click_on_nothing_selects_nothing_and_is_left_to_others(tool, told):
    tool.scene = BoxScene((LARGE, SMALL), frozenset({1}))
    assert not drag(tool, (180, 95))
    assert told == [("selection_wanted", frozenset())]


def test_selected_boxes_are_dragged_together(tool, told):
    tool.scene = BoxScene((LARGE, SMALL), frozenset({1, 2}))
    drag(tool, (50, 50), (55, 52))
    boxes = {1: Box(15, 12, 155, 92), 2: Box(45, 42, 65, 62)}
    assert told == [("boxes_moved", boxes), ("gesture_ended",)]


def test_an_edge_held_a_little_beside_does_not_jump(tool, told):
    tool.scene = BoxScene((LARGE, SMALL), frozenset({1}))
    drag(tool, (153, 50), (163, 50))
    assert told == [("boxes_moved", {1: Box(10, 10, 160, 90)}), ("gesture_ended",)]


def test_locked_and_hidden_boxes_are_not_hit(tool, told):
    tool.scene = BoxScene((LARGE, SMALL), hidden=frozenset({2}), locked=frozenset({1}))
    assert not drag(tool, (50, 50))
    assert told == [("selection_wanted", frozenset())]


def test_alt_snaps_to_the_border_for_one_drag(tool, told):
    tool.set_mode("draw")
    drag(tool, (3, 4), (100, 50), modifiers=ALT)
    drag(tool, (3, 4), (100, 50))
    assert told == [("box_drawn", Box(0, 0, 100, 50)), ("box_drawn", Box(3, 4, 100, 50))]


def test_cursors_say_what_a_press_would_do(tool):
    tool.scene = BoxScene((LARGE, SMALL), frozenset({1}))
    shapes = [
        tool.cursor(transform().to_widget(x, y), transform())
        for x, y in ((10, 10), (150, 50), (80, 90), (100, 50), (190, 95))
    ]
    assert shapes == [
        Qt.CursorShape.SizeFDiagCursor,
        Qt.CursorShape.SizeHorCursor,
        Qt.CursorShape.SizeVerCursor,
        Qt.CursorShape.SizeAllCursor,
        Qt.CursorShape.ArrowCursor,
    ]
    tool.set_mode("draw")
    assert tool.cursor(QPointF(), transform()) == Qt.CursorShape.CrossCursor


def test_arrows_nudge_the_selection_and_are_left_to_others_without_one(tool, told):
    assert not tool.key(key(Qt.Key.Key_Left))
    tool.scene = BoxScene((LARGE,), frozenset({1}))
    assert tool.key(key(Qt.Key.Key_Left))
    assert tool.key(key(Qt.Key.Key_Down, SHIFT))
    assert told == [("nudged", -1, 0), ("nudged", 0, 10)]


def test_escape_leaves_one_thing_at_a_time(tool, told):
    tool.set_mode("draw")
    tool.press(QPointF(10, 10), transform(), NONE)
    tool.key(key(Qt.Key.Key_Escape))
    assert told == []
    tool.key(key(Qt.Key.Key_Escape))
    assert told == [("cancelled",)]


def test_digits_and_a_double_click_ask_for_a_class(tool, told):
    assert tool.key(key(Qt.Key.Key_3))
    assert tool.double_click(transform().to_widget(50, 50), transform())
    assert told == [("class_key", 3), ("label_wanted", 2)]
