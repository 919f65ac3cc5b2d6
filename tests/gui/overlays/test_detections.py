"""Detections over the picture."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.gui.canvas.box_scene import BoxScene
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.annotations import AnnotationsOverlay
from ssd_desktop.gui.overlays.colours import class_colour, class_colours
from ssd_desktop.gui.overlays.detections import DetectionsOverlay
from ssd_desktop.gui.overlays.editing import EditingOverlay
from ssd_desktop.gui.overlays.overlay import paint_overlays
from ssd_desktop.gui.overlays.tag_room import TagRoom
from ssd_desktop.inference.types import Detections
from tests.gui.overlays.conftest import Paint
from tests.gui.rendering import to_array

CLASSES = ("cat", "person")
TRANSFORM = CanvasTransform(100, 80, 300, 200, zoom=1, x=50, y=60)


def detections(*rows: tuple[float, float, float, float, int, float], width: int = 100, height: int = 80) -> Detections:
    """Rows of x0, y0, x1, y1, label, score."""
    values = np.array(rows, np.float64).reshape(-1, 6)
    return Detections(
        boxes_xyxy=values[:, :4].astype(np.float32),
        labels=values[:, 4].astype(np.int64),
        scores=values[:, 5].astype(np.float32),
        default_boxes=np.arange(len(values)),
        classes=CLASSES,
        width=width,
        height=height,
    )


@pytest.fixture
def overlay(qapp: object) -> DetectionsOverlay:
    return DetectionsOverlay()


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("zoom", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("network_size", [None, 300])
def test_a_box_of_the_whole_picture_is_outlined_on_its_outermost_pixels(
    overlay: DetectionsOverlay, paint: Paint, zoom: float, ratio: float, network_size: int | None
) -> None:
    transform = CanvasTransform(
        100, 80, 800, 700, zoom=zoom, x=50, y=60, device_pixel_ratio=ratio, network_size=network_size
    )
    overlay.set_detections(detections((0, 0, 100, 80, 1, 0.9)))
    canvas = paint(overlay, transform)
    colour = class_colours(CLASSES)["cat"].getRgb()[:3]
    picture = transform.device_picture_rect()
    middle = picture.center()
    line = 2 * int(ratio)
    row = (canvas[middle.y()] == colour).all(axis=1)
    expected = np.zeros(len(row), bool)
    expected[picture.left() : picture.left() + line] = True
    expected[picture.right() + 1 - line : picture.right() + 1] = True
    assert np.array_equal(row, expected)
    column = (canvas[:, middle.x() + picture.width() // 4] == colour).all(axis=1)
    assert column[picture.bottom() + 1 - line : picture.bottom() + 1].all()
    assert not column[picture.bottom() + 1 :].any()


def test_only_scores_from_the_threshold_on_are_drawn(overlay: DetectionsOverlay, paint: Paint) -> None:
    overlay.set_detections(detections((10, 10, 90, 70, 1, 0.5)))
    assert paint(overlay, TRANSFORM).any()
    overlay.set_threshold(0.51)
    assert not paint(overlay, TRANSFORM).any()


def test_detections_of_another_picture_are_not_drawn(overlay: DetectionsOverlay, paint: Paint) -> None:
    overlay.set_detections(detections((10, 10, 90, 70, 1, 0.9), width=101))
    assert not paint(overlay, TRANSFORM).any()


def test_no_detections_draw_nothing(overlay: DetectionsOverlay, paint: Paint) -> None:
    overlay.set_detections(detections())
    assert not paint(overlay, TRANSFORM).any()
    overlay.set_detections(None)
    assert not paint(overlay, TRANSFORM).any()


def test_the_selected_detection_stands_out_until_another_picture_comes(
    overlay: DetectionsOverlay, paint: Paint
) -> None:
    found = detections((10, 10, 60, 70, 1, 0.9), (20, 20, 90, 75, 2, 0.8))
    overlay.set_detections(found)
    plain = paint(overlay, TRANSFORM)
    overlay.set_selected(1)
    marked = paint(overlay, TRANSFORM)
    person = class_colours(CLASSES)["person"].getRgb()[:3]
    row = slice(110, 111)  # through the box, where no tag is
    assert (marked[row] == person).all(axis=2).sum() == 2 * (plain[row] == person).all(axis=2).sum() > 0
    overlay.set_detections(found)
    assert overlay.selected is None
    assert np.array_equal(paint(overlay, TRANSFORM), plain)


@pytest.mark.parametrize("nobody", [None, -1])
def test_selecting_nobody_takes_the_emphasis_away(overlay: DetectionsOverlay, nobody: int | None) -> None:
    overlay.set_detections(detections((10, 10, 60, 70, 1, 0.9)))
    overlay.set_selected(0)
    overlay.set_selected(nobody)
    assert overlay.selected is None


def test_the_visible_detection_under_a_point_is_found_by_its_index(overlay: DetectionsOverlay) -> None:
    overlay.set_detections(detections((0, 0, 100, 80, 1, 0.9), (30, 30, 50, 50, 2, 0.8), (32, 32, 40, 40, 2, 0.2)))
    assert overlay.detection_at(35, 35, TRANSFORM) == 1
    assert overlay.detection_at(5, 5, TRANSFORM) == 0
    overlay.set_threshold(0.1)
    assert overlay.detection_at(35, 35, TRANSFORM) == 2
    overlay.set_threshold(0.95)
    assert overlay.detection_at(35, 35, TRANSFORM) is None


def test_a_near_miss_on_screen_hits_at_every_zoom(overlay: DetectionsOverlay) -> None:
    overlay.set_detections(detections((40, 40, 60, 60, 1, 0.9)))
    far = CanvasTransform(100, 80, 300, 200, zoom=0.1)
    assert overlay.detection_at(20, 50, far) == 0
    assert overlay.detection_at(35, 50, TRANSFORM.zoomed(8)) is None


def test_changes_are_told_to_the_canvas(overlay: DetectionsOverlay, qtbot: QtBot) -> None:
    for change in (
        lambda: overlay.set_detections(detections()),
        lambda: overlay.set_threshold(0.3),
        lambda: overlay.set_selected(0),
        lambda: setattr(overlay, "visible", False),
    ):
        with qtbot.waitSignal(overlay.changed):
            change()


def test_the_outline_of_a_detection_crosses_no_name_of_a_label(overlay: DetectionsOverlay) -> None:
    labels = AnnotationsOverlay()
    labels.set_annotation(ImageAnnotation(width=100, height=80, objects=(AnnotatedObject("cat", Box(30, 30, 90, 70)),)))
    overlay.set_detections(detections((20, 22, 95, 75, 2, 0.9)))
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    paint_overlays(painter, TRANSFORM, [labels, overlay], TagRoom())
    painter.end()
    name, line = class_colour("cat").getRgb()[:3], class_colours(CLASSES)["person"].getRgb()[:3]
    across = to_array(image)[83, 82:100]  # the upper line of the detection, where the name of the label is
    assert (across == name).all(axis=1).any()
    assert not (across == line).all(axis=1).any()


def test_dotted_outlines_tell_detections_from_solid_labels(overlay: DetectionsOverlay, paint: Paint) -> None:
    overlay.set_detections(detections((10, 10, 90, 70, 1, 0.9)))
    cat = class_colours(CLASSES)["cat"].getRgb()[:3]
    plain = paint(overlay, TRANSFORM)
    overlay.set_dotted(True)
    dotted = paint(overlay, TRANSFORM)
    left = TRANSFORM.device_rect(10, 10, 90, 70).left()
    drawn = [(canvas[105:125, left] == cat).all(axis=1) for canvas in (plain, dotted)]
    assert drawn[0].all()
    assert 0 < drawn[1].sum() < len(drawn[1]) / 2
    overlay.set_dotted(False)
    assert np.array_equal(paint(overlay, TRANSFORM), plain)


def test_the_name_of_a_detection_covers_no_handle_of_a_label_and_is_covered_by_none(overlay: DetectionsOverlay) -> None:
    editing = EditingOverlay()
    item = AnnotatedObject("ace", Box(10, 10, 90, 70), entry=1)
    editing.set_scene(BoxScene((item,), frozenset({1})))
    overlay.set_detections(detections((10, 10, 90, 70, 2, 1.0)))
    images = []
    for overlays in ([overlay, editing], [editing]):
        image = QImage(300, 200, QImage.Format.Format_RGB32)
        image.fill(QColor("black"))
        painter = QPainter(image)
        paint_overlays(painter, TRANSFORM, overlays, TagRoom())
        painter.end()
        images.append(to_array(image))
    rect = TRANSFORM.device_rect(*item.box.xyxy())
    corners = [(rect.left(), rect.top()), (rect.right() + 1, rect.top()), (rect.left(), rect.bottom() + 1)]
    tag = (images[0] == class_colours(CLASSES)["person"].getRgb()[:3]).all(axis=2)
    assert tag.sum() > 200
    for x, y in corners:
        around = slice(y - 5, y + 5), slice(x - 5, x + 5)
        assert np.array_equal(images[0][around], images[1][around])
        assert not tag[around].any()
