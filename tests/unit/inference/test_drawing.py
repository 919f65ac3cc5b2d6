import numpy as np

from ssd_desktop.annotation.class_colours import class_colour, text_colour_on
from ssd_desktop.inference.drawing import draw_detections
from ssd_desktop.inference.types import Detections


def detections(*boxes, classes=("cat",), labels=None):
    count = len(boxes)
    return Detections(
        boxes_xyxy=np.array(boxes, np.float32).reshape(-1, 4),
        labels=np.array(labels or [1] * count, np.int64),
        scores=np.linspace(0.9, 0.5, count, dtype=np.float32),
        default_boxes=np.arange(count),
        classes=classes,
        width=300,
        height=200,
    )


def test_a_box_is_drawn_on_its_edges_in_a_copy():
    picture = np.zeros((200, 300, 3), np.uint8)
    drawn = draw_detections(picture, detections((100, 80, 200, 150)))
    assert not picture.any()
    colour = class_colour("cat")
    for y, x in ((80, 150), (149, 150), (110, 100), (110, 199)):
        assert tuple(drawn[y, x]) == colour
    assert not drawn[100:140, 110:190].any()


def test_no_box_goes_through_a_label():
    crossing, labelled = (5, 30, 290, 93), (10, 100, 60, 150)
    drawn = draw_detections(np.zeros((200, 300, 3), np.uint8), detections(crossing, labelled, labels=[1, 1]))
    assert (drawn[92, 100:280] == class_colour("cat")).all()
    assert (drawn[92, 10:60] == text_colour_on(class_colour("cat"))).all(axis=1).any()


def test_nothing_found_leaves_the_picture_as_it_is():
    picture = np.full((20, 30, 3), 7, np.uint8)
    np.testing.assert_array_equal(draw_detections(picture, detections()), picture)


def test_labels_at_the_border_stay_inside_the_picture():
    drawn = draw_detections(np.zeros((200, 300, 3), np.uint8), detections((290, 0, 300, 10), (0, 190, 10, 200)))
    assert drawn[10:30, 200:290].any()  # below, because there is no room above
    assert drawn[170:190, 0:60].any()


def test_a_picture_of_one_pixel_can_be_drawn_on():
    drawn = draw_detections(np.zeros((1, 1, 3), np.uint8), detections((0, 0, 1, 1)))
    assert drawn.shape == (1, 1, 3)


def test_korean_names_are_drawn_in_korean():
    box = (100, 80, 200, 150)
    picture = np.zeros((200, 300, 3), np.uint8)
    cat, dog = (draw_detections(picture, detections(box, classes=(name,))) for name in ("고양이", "강아지"))
    label = np.s_[60:80, 100:200]
    ink = [(drawn[label].reshape(-1, 3) == text_colour_on(class_colour(name))).all(axis=1).sum()
           for drawn, name in ((cat, "고양이"), (dog, "강아지"))]  # fmt: skip
    assert min(ink) > 30
    assert (cat[label] != dog[label]).any()
