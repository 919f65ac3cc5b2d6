import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.annotation.box import Box
from ssd_desktop.gui.canvas.box_shapes import Picture, boxes_beside, drawn_box, moved_boxes, resized_box

PICTURE = Picture(200, 100)
SNAPPING = Picture(200, 100, 5, 5)

point = st.tuples(st.floats(-50, 250, allow_nan=False), st.floats(-50, 150, allow_nan=False))
boxes = st.tuples(st.integers(0, 190), st.integers(0, 90), st.integers(1, 10), st.integers(1, 10)).map(
    lambda edges: Box(edges[0], edges[1], edges[0] + edges[2], edges[1] + edges[3])
)
handles = st.sampled_from([(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if (x, y) != (0, 0)])


def is_inside(box):
    return 0 <= box.x0 < box.x1 <= PICTURE.width and 0 <= box.y0 < box.y1 <= PICTURE.height


@given(point, point)
def test_a_drawn_box_lies_on_whole_pixels_inside_the_picture(start, end):
    box = drawn_box(start, end, PICTURE)
    if box is not None:
        assert is_inside(box)
        assert all(edge == int(edge) for edge in box.xyxy())
    assert box == drawn_box(end, start, PICTURE)


def test_a_box_without_area_is_not_drawn():
    assert drawn_box((10, 10), (10.2, 40), PICTURE) is None


@given(st.dictionaries(st.integers(1, 9), boxes, min_size=1, max_size=5), point)
def test_boxes_move_together_and_none_leaves_the_picture(boxes, way):
    moved = moved_boxes(boxes, *way, PICTURE)
    ways = {(moved[key].x0 - box.x0, moved[key].y0 - box.y0) for key, box in boxes.items()}
    assert len(ways) == 1
    assert all(is_inside(box) for box in moved.values())
    assert all((moved[key].width, moved[key].height) == (box.width, box.height) for key, box in boxes.items())


def test_moving_keeps_the_fractions_of_a_box():
    assert moved_boxes({1: Box(1.25, 2, 10.5, 20)}, 3.4, 0, PICTURE) == {1: Box(4.25, 2, 13.5, 20)}


@given(boxes, handles, point)
def test_a_resized_box_keeps_its_other_edges_and_stays_inside(box, handle, to):
    new = resized_box(box, handle, *to, PICTURE)
    assert is_inside(new)
    fixed_x = {-1: {box.x1}, 0: {box.x0, box.x1}, 1: {box.x0}}[handle[0]]
    fixed_y = {-1: {box.y1}, 0: {box.y0, box.y1}, 1: {box.y0}}[handle[1]]
    assert fixed_x <= {new.x0, new.x1}
    assert fixed_y <= {new.y0, new.y1}


def test_an_edge_pulled_past_the_opposite_one_turns_the_box_over():
    assert resized_box(Box(50, 20, 60, 30), (-1, 0), 80, 0, PICTURE) == Box(60, 20, 80, 30)


@pytest.mark.parametrize(("picture", "x0"), [(PICTURE, 4), (SNAPPING, 0)])
def test_edges_near_the_border_jump_to_it_only_if_wanted(picture, x0):
    assert drawn_box((4, 50), (100, 60), picture) == Box(x0, 50, 100, 60)
    assert moved_boxes({1: Box(50, 50, 60, 60)}, -46, 0, picture)[1].x0 == x0


def test_copies_lie_beside_their_originals_on_the_side_that_has_room():
    assert boxes_beside({1: Box(10, 10, 20, 20)}, PICTURE) == {1: Box(20, 20, 30, 30)}
    assert boxes_beside({1: Box(190, 90, 200, 100)}, PICTURE) == {1: Box(180, 80, 190, 90)}
