"""Places of tags."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from ssd_desktop.gui.overlays.tag_room import TagRoom, tag_places

BOUNDS = QRectF(0, 0, 300, 200)
SIZE = QSizeF(60, 18)


def place(box: QRectF) -> QRectF:
    return TagRoom().take(SIZE, box, BOUNDS)


def test_a_tag_stands_on_the_upper_left_corner_of_its_box() -> None:
    assert place(QRectF(50, 80, 100, 60)) == QRectF(50, 62, 60, 18)


def test_without_room_above_the_tag_goes_inside_the_box() -> None:
    assert place(QRectF(50, 10, 100, 60)) == QRectF(50, 10, 60, 18)


def test_at_the_right_border_the_tag_moves_left() -> None:
    assert place(QRectF(280, 80, 15, 60)).right() == BOUNDS.right()


def test_the_tag_of_a_box_larger_than_the_view_stays_in_its_corner() -> None:
    assert place(QRectF(-500, -500, 2000, 2000)) == QRectF(0, 0, 60, 18)


def test_a_second_tag_of_the_same_box_goes_below_it() -> None:
    room, box = TagRoom(), QRectF(50, 80, 100, 60)
    room.take(SIZE, box, BOUNDS)
    assert room.take(SIZE, box, BOUNDS) == QRectF(50, 140, 60, 18)


BOXES = st.builds(QRectF, st.floats(-400, 400), st.floats(-400, 400), st.floats(1, 800), st.floats(1, 800))


@given(BOXES)
def test_every_place_lies_inside_the_canvas(box: QRectF) -> None:
    assert all(BOUNDS.contains(one) for one in tag_places(SIZE, box, BOUNDS))


@given(st.lists(BOXES, max_size=30))
def test_no_tag_hides_another_and_one_is_left_out_only_where_all_its_places_are_taken(boxes: list[QRectF]) -> None:
    room, taken = TagRoom(), list[QRectF]()
    for box in boxes:
        found = room.take(SIZE, box, BOUNDS)
        free = [one for one in tag_places(SIZE, box, BOUNDS) if not any(one.intersects(other) for other in taken)]
        assert found == (free[0] if free else QRectF())
        taken += free[:1]
    assert not any(one.intersects(other) for one, other in combinations(taken, 2))
    assert room.left_out == len(boxes) - len(taken)


def test_the_smallest_box_under_the_pointer_is_meant() -> None:
    boxes = [QRectF(0, 0, 90, 90), QRectF(10, 10, 20, 20), QRectF(60, 60, 5, 5)]
    assert TagRoom(QPointF(15, 15)).pointed(boxes) == 1
    assert TagRoom(QPointF(200, 15)).pointed(boxes) is None
    assert TagRoom().pointed(boxes) is None


SQUARES = st.builds(QRectF, st.floats(0, 290), st.floats(0, 190), st.just(10.0), st.just(10.0))


@given(st.lists(SQUARES, max_size=8), st.lists(BOXES, max_size=12))
def test_handles_keep_tags_away_and_leave_none_out(handles: list[QRectF], boxes: list[QRectF]) -> None:
    room, taken = TagRoom(), list[QRectF]()
    room.keep_free(handles)
    for box in boxes:
        found = room.take(SIZE, box, BOUNDS)
        places = tag_places(SIZE, box, BOUNDS)
        free = [one for one in places if not any(one.intersects(other) for other in taken)]
        clear = [one for one in free if not any(one.intersects(handle) for handle in handles)]
        if clear:
            assert found == clear[0]
        elif free:
            assert not found.isEmpty()
            assert found == free[0] or not any(found.intersects(handle) for handle in handles)
        assert found.isEmpty() or BOUNDS.contains(found)
        assert not any(found.intersects(other) for other in taken)
        taken += [found] if not found.isEmpty() else []


@pytest.mark.parametrize("box", [QRectF(50, 80, 100, 60), QRectF(0, 0, 300, 200)])
def test_two_tags_of_a_box_with_handles_cover_neither_of_them(box: QRectF) -> None:
    xs, ys = (box.left(), box.center().x(), box.right()), (box.top(), box.center().y(), box.bottom())
    handles = [QRectF(x - 5, y - 5, 10, 10) for x in xs for y in ys if QPointF(x, y) != box.center()]
    room = TagRoom()
    room.keep_free(handles)
    places = [room.take(SIZE, box, BOUNDS) for _ in range(2)]
    assert not any(place.isEmpty() or place.intersects(handle) for place in places for handle in handles)
    assert not places[0].intersects(places[1])
