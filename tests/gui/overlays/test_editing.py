"""Boxes under edit, and the loupe, over the picture."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.gui.canvas.box_scene import BoxScene
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.editing import EditingOverlay
from ssd_desktop.gui.overlays.frames import draw_frame, draw_frames
from ssd_desktop.gui.overlays.loupe import Loupe
from ssd_desktop.gui.overlays.overlay import Overlay
from tests.gui.rendering import noise, to_qimage

TRANSFORM = CanvasTransform(100, 80, 300, 200, zoom=1, x=50, y=60)
ITEM = AnnotatedObject("ace", Box(10, 10, 90, 70), entry=1)
WHITE = (255, 255, 255)


@pytest.fixture
def overlay(qapp):
    return EditingOverlay()


def colour(overlay, label="ace"):
    return overlay.colour_of(label).getRgb()[:3]


def count(canvas, rgb):
    return int((canvas == rgb).all(axis=2).sum())


def test_the_outline_lies_on_the_pixels_of_the_box_at_any_zoom(overlay, paint):
    overlay.set_scene(BoxScene((ITEM,)))
    for zoom in (0.5, 1.0, 2.0):
        transform = CanvasTransform(100, 80, 300, 300, zoom=zoom, x=20, y=40)
        canvas = paint(overlay, transform)
        rows, columns = np.nonzero((canvas == colour(overlay)).all(axis=2))
        below_tag = rows >= transform.device_rect(*ITEM.box.xyxy()).top()
        rect = transform.device_rect(*ITEM.box.xyxy())
        assert (columns[below_tag].min(), columns[below_tag].max()) == (rect.left(), rect.right())
        assert rows.max() == rect.bottom()


def test_only_selected_boxes_have_handles(overlay, paint):
    overlay.set_scene(BoxScene((ITEM,)))
    plain = count(paint(overlay, TRANSFORM), WHITE)
    overlay.set_scene(BoxScene((ITEM,), frozenset({1})))
    assert count(paint(overlay, TRANSFORM), WHITE) > plain + 8 * 20
    overlay.set_scene(BoxScene((ITEM,), frozenset({1}), locked=frozenset({1})))
    assert count(paint(overlay, TRANSFORM), WHITE) < plain + 8 * 20


def test_hidden_boxes_are_not_drawn(overlay, paint):
    overlay.set_scene(BoxScene((ITEM,), hidden=frozenset({1})))
    assert not paint(overlay, TRANSFORM).any()


def test_a_draft_has_the_colour_of_the_class_it_would_get(overlay, paint):
    overlay.set_draft(Box(10, 10, 90, 70), "king")
    assert count(paint(overlay, TRANSFORM), colour(overlay, "king")) > 200
    overlay.set_draft(None)
    assert not paint(overlay, TRANSFORM).any()


def test_the_cross_runs_over_the_whole_canvas(overlay, paint):
    overlay.set_cross((50, 40))
    canvas = paint(overlay, TRANSFORM)
    assert canvas[100].any(axis=1).sum() > 140
    assert canvas[:, 100].any(axis=1).sum() > 90
    assert not canvas[:95, :95].any()


def test_names_are_left_out_where_there_would_be_too_many(overlay, paint):
    many = tuple(AnnotatedObject("ace", ITEM.box, entry=number) for number in range(1, 200))
    overlay.set_scene(BoxScene(many))
    above = paint(overlay, TRANSFORM)[:60]
    overlay.set_scene(BoxScene(many[:3]))
    assert count(above, colour(overlay)) < count(paint(overlay, TRANSFORM)[:69], colour(overlay))


def test_of_very_many_selected_boxes_only_the_one_under_the_pointer_is_named(overlay, paint):
    items = [AnnotatedObject("ace", ITEM.box, entry=number) for number in range(1, 200)]
    overlay.set_scene(BoxScene(tuple(items), frozenset(range(1, 200))))
    assert overlay._named(items) == []
    overlay.set_hovered(7)
    assert overlay._named(items) == [items[6]]
    overlay.set_scene(BoxScene(tuple(items), frozenset({1, 2})))
    assert overlay._named(items) == [items[0], items[1], items[6]]
    assert overlay._named(items[:100]) == items[:100]


@pytest.mark.parametrize("thickness", [1, 2, 3])
def test_many_frames_look_as_each_alone_does(qapp, paint, thickness):
    rects = [TRANSFORM.device_rect(*box) for box in ((0, 0, 20, 20), (30, 5, 34, 60), (50, 50, 99, 77))]

    class Frames(Overlay):
        together = True

        def paint(self, painter, transform):
            if self.together:
                draw_frames(painter, rects, QColor("#0072b2"), thickness=thickness, edge=1)
            else:
                for rect in rects:
                    draw_frame(painter, rect, QColor("#0072b2"), thickness=thickness, edge=1)

    one_by_one = Frames()
    one_by_one.together = False
    np.testing.assert_array_equal(paint(Frames(), TRANSFORM), paint(one_by_one, TRANSFORM))


# -- The loupe


@pytest.fixture
def loupe(qapp):
    loupe = Loupe()
    loupe.set_picture(to_qimage(noise(100, 80)))
    return loupe


WIDE = CanvasTransform(100, 80, 500, 500, zoom=1)


def test_the_loupe_shows_pixels_unsmoothed_in_the_corner_away_from_the_pointer(loupe, paint):
    loupe.set_point((50, 40))
    canvas = paint(loupe, WIDE)
    assert not canvas[:300].any()
    assert not canvas[:, :300].any()
    pixels = {tuple(pixel) for pixel in noise(100, 80)[30:51, 40:61].reshape(-1, 3)}
    shown = {tuple(pixel) for pixel in canvas[325:480, 325:480].reshape(-1, 3)}
    assert len(shown & pixels) > 300


@pytest.mark.parametrize("transform", [CanvasTransform(100, 80, 500, 500, zoom=8), CanvasTransform(100, 80, 200, 200)])
def test_the_loupe_is_away_where_it_shows_nothing_new_or_has_no_room(loupe, paint, transform):
    loupe.set_point((50, 40))
    assert not paint(loupe, transform).any()


def test_the_loupe_is_away_without_a_picture_or_a_point(loupe, paint):
    assert not paint(loupe, WIDE).any()
    loupe.set_point((5, 5))
    loupe.set_picture(None)
    assert not paint(loupe, WIDE).any()


def test_the_loupe_looks_past_the_border_of_the_picture(loupe, paint):
    loupe.set_picture(QImage(100, 80, QImage.Format.Format_RGB32))
    loupe.set_point((0, 80))
    assert paint(loupe, WIDE).any()
