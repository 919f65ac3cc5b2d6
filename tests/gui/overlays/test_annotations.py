"""Labelled objects over the picture."""

import numpy as np
import pytest

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.annotations import AnnotationsOverlay
from ssd_desktop.gui.overlays.colours import class_colour, class_colours
from tests.gui.overlays.conftest import Paint

TRANSFORM = CanvasTransform(100, 80, 300, 200, zoom=1, x=50, y=60)


def annotation(*objects: AnnotatedObject) -> ImageAnnotation:
    return ImageAnnotation(objects, 100, 80)


@pytest.fixture
def overlay(qapp: object) -> AnnotationsOverlay:
    return AnnotationsOverlay()


def colours_of(canvas: np.ndarray) -> set[tuple[int, ...]]:
    return {tuple(int(channel) for channel in pixel) for pixel in canvas.reshape(-1, 3)}


def test_objects_are_outlined_in_dashes_of_their_class(overlay: AnnotationsOverlay, paint: Paint) -> None:
    overlay.set_annotation(annotation(AnnotatedObject("cat", Box(10, 10, 90, 70))))
    canvas = paint(overlay, TRANSFORM)
    left = (canvas[75:125, 60] == class_colour("cat").getRgb()[:3]).all(axis=1)
    assert left.any()
    assert not left.all()
    assert not canvas[:, :60].any()


def test_a_box_of_the_whole_picture_stays_on_the_picture(overlay: AnnotationsOverlay, paint: Paint) -> None:
    overlay.set_annotation(annotation(AnnotatedObject("cat", Box(0, 0, 100, 80))))
    canvas = paint(overlay, TRANSFORM)
    assert canvas[100, 50].any()
    assert canvas[100, 149].any()
    assert not canvas[100, [49, 150]].any()
    assert not canvas[140, 50:150].any()


@pytest.mark.parametrize(
    "box",
    [
        Box(float("nan"), 0, 5, 5),
        Box(0, 0, float("inf"), 5),
        Box(20, 20, 20, 20),
        Box(30, 30, 10, 10),
        Box(500, 500, 600, 600),
    ],
)
def test_boxes_nobody_can_draw_are_left_out(overlay: AnnotationsOverlay, paint: Paint, box: Box) -> None:
    overlay.set_annotation(annotation(AnnotatedObject("cat", box)))
    assert not paint(overlay, TRANSFORM).any()


def test_ignored_objects_are_grey(overlay: AnnotationsOverlay, paint: Paint) -> None:
    overlay.set_annotation(annotation(AnnotatedObject("cat", Box(10, 10, 90, 70), ignore=True)))
    colours = colours_of(paint(overlay, TRANSFORM))
    assert (0x99, 0x99, 0x99) in colours
    assert class_colour("cat").getRgb()[:3] not in colours


def test_a_known_class_list_gives_every_class_its_own_colour(overlay: AnnotationsOverlay, paint: Paint) -> None:
    names = [f"class {number}" for number in range(24)]
    overlay.set_classes(names)
    moved = next(name for name in names if class_colours(names)[name] != class_colour(name))
    overlay.set_annotation(annotation(AnnotatedObject(moved, Box(10, 10, 90, 70))))
    assert class_colours(names)[moved].getRgb()[:3] in colours_of(paint(overlay, TRANSFORM))


def test_difficult_objects_say_so(overlay: AnnotationsOverlay, paint: Paint) -> None:
    overlay.set_annotation(annotation(AnnotatedObject("cat", Box(10, 30, 90, 70))))
    plain = paint(overlay, TRANSFORM)
    overlay.set_annotation(annotation(AnnotatedObject("cat", Box(10, 30, 90, 70), difficult=True)))
    assert paint(overlay, TRANSFORM)[60:90].any(axis=2).sum() > plain[60:90].any(axis=2).sum()


def test_no_annotation_draws_nothing(overlay: AnnotationsOverlay, paint: Paint) -> None:
    overlay.set_annotation(annotation())
    assert not paint(overlay, TRANSFORM).any()
    overlay.set_annotation(None)
    assert not paint(overlay, TRANSFORM).any()
