"""The canvas under mouse, keys, drops and other windows' sizes."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QNativeGestureEvent,
    QPainter,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.canvas.view import CanvasView
from ssd_desktop.gui.overlays.overlay import Overlay, device_pixels
from tests.gui.rendering import noise, to_array, to_qimage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def canvas(qtbot: QtBot) -> CanvasView:
    view = CanvasView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    view.set_picture(to_qimage(noise(200, 100)))
    return view


def wheel(view: CanvasView, at: QPointF, delta: int) -> None:
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def mime(*urls: str, text: str = "") -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    if text:
        data.setText(text)
    return data


class Border(Overlay):
    """Fills the box of the whole picture."""

    def paint(self, painter: QPainter, transform: CanvasTransform) -> None:
        with device_pixels(painter, transform):
            painter.fillRect(
                transform.device_rect(0, 0, transform.picture_width, transform.picture_height), QColor("red")
            )


def test_a_new_picture_is_fitted(canvas: CanvasView) -> None:
    assert canvas.zoom() == pytest.approx((400 - 16) / 200)
    assert canvas.picture_size() == QSize(200, 100)


def test_a_fitted_picture_follows_the_size_of_the_canvas_until_it_is_zoomed(canvas: CanvasView) -> None:
    canvas.resize(800, 600)
    assert canvas.zoom() == pytest.approx((800 - 16) / 200)
    canvas.set_zoom(3)
    canvas.resize(500, 500)
    assert canvas.zoom() == 3
    canvas.fit()
    canvas.resize(416, 500)
    assert canvas.zoom() == 2


def test_the_next_frame_of_a_video_keeps_zoom_and_place(canvas: CanvasView) -> None:
    canvas.set_zoom(5)
    before = canvas.transform()
    canvas.set_picture(to_qimage(noise(200, 100, seed=1)))
    assert canvas.transform() == before
    canvas.set_picture(to_qimage(noise(100, 100)))
    assert canvas.is_fitted()


def test_the_wheel_zooms_at_the_cursor(canvas: CanvasView, qtbot: QtBot) -> None:
    at = QPointF(250, 120)
    before, under = canvas.zoom(), canvas.transform().to_picture(at)
    with qtbot.waitSignal(canvas.zoom_changed) as zoomed:
        wheel(canvas, at, 120)
    assert zoomed.args == [pytest.approx(before * 1.25)]
    after = canvas.transform().to_widget(under.x(), under.y())
    assert abs(after.x() - at.x()) <= 1.2
    assert abs(after.y() - at.y()) <= 1.2
    wheel(canvas, at, -120)
    assert canvas.zoom() == pytest.approx(before)


def test_part_notches_of_the_wheel_zoom_in_proportion(canvas: CanvasView) -> None:
    before = canvas.zoom()
    for _ in range(4):
        wheel(canvas, QPointF(200, 150), 30)
    assert canvas.zoom() == pytest.approx(before * 1.25)


def test_a_pinch_on_the_touchpad_zooms_at_the_cursor(canvas: CanvasView) -> None:
    before, at = canvas.zoom(), QPointF(220, 140)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2, at, at, at, 0.5, QPointF()
    )
    QApplication.sendEvent(canvas, event)
    assert canvas.zoom() == pytest.approx(before * 1.5)


@pytest.mark.parametrize("button", [LEFT, Qt.MouseButton.MiddleButton])
def test_dragging_moves_the_picture(canvas: CanvasView, qtbot: QtBot, button: Qt.MouseButton) -> None:
    canvas.set_zoom(6)
    start = canvas.transform()
    qtbot.mousePress(canvas, button, pos=QPoint(200, 150))
    assert canvas.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    qtbot.mouseMove(canvas, QPoint(180, 130))
    qtbot.mouseMove(canvas, QPoint(150, 175))
    with qtbot.assertNotEmitted(canvas.picture_clicked):
        qtbot.mouseRelease(canvas, button, pos=QPoint(150, 175))
    moved = canvas.transform()
    assert (moved.x - start.x, moved.y - start.y) == (-50, 25)
    assert canvas.cursor().shape() == Qt.CursorShape.OpenHandCursor


def test_the_space_bar_makes_every_press_a_drag(canvas: CanvasView, qtbot: QtBot) -> None:
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    before = canvas.transform().x
    qtbot.mousePress(canvas, LEFT, pos=QPoint(200, 150))
    qtbot.mouseMove(canvas, QPoint(201, 150))
    with qtbot.assertNotEmitted(canvas.picture_clicked):
        qtbot.mouseRelease(canvas, LEFT, pos=QPoint(201, 150))
    assert canvas.transform().x == before + 1
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    with qtbot.waitSignal(canvas.picture_clicked):
        qtbot.mouseClick(canvas, LEFT, pos=QPoint(200, 150))


def test_a_click_tells_the_point_of_the_picture_and_the_modifiers(canvas: CanvasView, qtbot: QtBot) -> None:
    canvas.set_zoom(2)
    point = canvas.transform().to_widget(50, 25).toPoint()
    with qtbot.waitSignal(canvas.picture_clicked) as clicked:
        qtbot.mouseClick(canvas, LEFT, Qt.KeyboardModifier.ControlModifier, point)
    assert clicked.args == [50.0, 25.0, Qt.KeyboardModifier.ControlModifier]


def test_a_click_beside_the_picture_is_none(canvas: CanvasView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(canvas.picture_clicked):
        qtbot.mouseClick(canvas, LEFT, pos=QPoint(200, 2))


def test_a_double_click_fits(canvas: CanvasView, qtbot: QtBot) -> None:
    canvas.set_zoom(9)
    qtbot.mouseDClick(canvas, LEFT, pos=QPoint(200, 150))
    assert canvas.is_fitted()


def test_keys_zoom_fit_and_move(canvas: CanvasView, qtbot: QtBot) -> None:
    fitted = canvas.zoom()
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.zoom() == pytest.approx(fitted * 1.25)
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.zoom() == pytest.approx(fitted / 1.25)
    before = canvas.transform()
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    assert (canvas.transform().x - before.x, canvas.transform().y - before.y) == (48, 48)
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.is_fitted()


def test_the_pointer_is_told_in_picture_pixels_and_when_it_leaves(canvas: CanvasView, qtbot: QtBot) -> None:
    canvas.set_zoom(2)
    inside = canvas.transform().to_widget(30, 40).toPoint()
    with qtbot.waitSignal(canvas.pointer_moved) as moved:
        qtbot.mouseMove(canvas, inside)
    assert moved.args == [30.0, 40.0]
    with qtbot.waitSignal(canvas.pointer_left):
        qtbot.mouseMove(canvas, QPoint(200, 3))


def test_the_pointer_is_told_in_picture_pixels_in_the_network_view_too(canvas: CanvasView, qtbot: QtBot) -> None:
    canvas.set_network_view(300)
    canvas.set_zoom(2)
    assert canvas.transform().scale_x != canvas.transform().scale_y
    inside = canvas.transform().to_widget(100, 50).toPoint()
    with qtbot.waitSignal(canvas.pointer_moved) as moved:
        qtbot.mouseMove(canvas, inside)
    assert moved.args == [pytest.approx(100, abs=0.5), pytest.approx(50, abs=0.5)]


def test_zooming_under_a_still_pointer_tells_its_new_point(canvas: CanvasView, qtbot: QtBot) -> None:
    qtbot.mouseMove(canvas, QPoint(230, 160))
    with qtbot.waitSignal(canvas.pointer_moved):
        canvas.set_zoom(8)


def test_closing_the_picture_tells_that_the_pointer_left_it(canvas: CanvasView, qtbot: QtBot) -> None:
    qtbot.mouseMove(canvas, QPoint(230, 160))
    with qtbot.waitSignal(canvas.pointer_left):
        canvas.set_picture(None)
    assert canvas.picture_size().isEmpty()


def test_the_network_view_shows_the_square_and_the_way_back(canvas: CanvasView) -> None:
    canvas.set_network_view(300)
    shown = canvas.transform().device_picture_rect()
    assert shown.width() == shown.height() == 300 - 16
    canvas.set_network_view(None)
    shown = canvas.transform().device_picture_rect()
    assert (shown.width(), shown.height()) == (384, 192)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("zoom", [0.5, 1.0, 2.0, 1.37])
@pytest.mark.parametrize("network_size", [None, 300])
def test_a_box_of_the_whole_picture_hides_exactly_the_picture(
    canvas: CanvasView, ratio: float, zoom: float, network_size: int | None
) -> None:
    canvas.set_network_view(network_size)
    canvas.add_overlay(Border())
    transform = CanvasTransform(
        200, 100, 500, 400, zoom=zoom, x=21.3, y=10.8, device_pixel_ratio=ratio, network_size=network_size
    )
    image = QImage(int(500 * ratio), int(400 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("black"))
    painter = QPainter(image)
    canvas.paint_scene(painter, transform)
    painter.end()
    rect = transform.device_picture_rect()
    expected = np.zeros((image.height(), image.width(), 3), np.uint8)
    expected[rect.top() : rect.bottom() + 1, rect.left() : rect.right() + 1] = (255, 0, 0)
    assert np.array_equal(to_array(image), expected)


def test_hidden_overlays_are_not_painted(canvas: CanvasView) -> None:
    border = Border()
    canvas.add_overlay(border)
    red = to_array(canvas.grab().toImage())[150, 200]
    border.visible = False
    assert red.tolist() == [255, 0, 0]
    assert to_array(canvas.grab().toImage())[150, 200].tolist() != [255, 0, 0]


def test_an_overlay_that_changes_repaints_the_canvas(canvas: CanvasView, qtbot: QtBot) -> None:
    painted: list[bool] = []

    class Counter(Overlay):
        def paint(self, painter: QPainter, transform: CanvasTransform) -> None:
            painted.append(True)

    counter = Counter()
    canvas.add_overlay(counter)
    qtbot.waitUntil(lambda: bool(painted))
    painted.clear()
    counter.changed.emit()
    qtbot.waitUntil(lambda: bool(painted))


def test_dropped_files_and_addresses_are_told_in_order(canvas: CanvasView, qtbot: QtBot, tmp_path: Path) -> None:
    picture = tmp_path / "Ω photo.png"
    data = mime(QUrl.fromLocalFile(str(picture)).toString(), "rtsp://camera/1", "mailto:nobody")
    actions, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(10, 10), actions, data, LEFT, none)
    QApplication.sendEvent(canvas, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(canvas.files_dropped) as dropped:
        QApplication.sendEvent(canvas, QDropEvent(QPointF(10, 10), actions, data, LEFT, none))
    assert dropped.args == [[picture.as_posix(), "rtsp://camera/1"]]


def test_text_and_unknown_addresses_are_refused(canvas: CanvasView) -> None:
    for data in (mime(text="hello"), mime("mailto:nobody"), QMimeData()):
        enter = QDragEnterEvent(QPoint(10, 10), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, enter)
        assert not enter.isAccepted()


def test_without_a_picture_it_says_what_to_do_and_takes_no_zoom(qtbot: QtBot) -> None:
    view = CanvasView()
    qtbot.addWidget(view)
    view.resize(500, 300)
    background = to_array(view.grab().toImage())[0, 0]
    assert (to_array(view.grab().toImage()) != background).any(axis=2).sum() > 50
    assert view.accessibleDescription() == (
        "Nothing open\nOpen a picture, a folder, a video or a camera, or drop it here."
    )
    before = view.zoom()
    wheel(view, QPointF(100, 100), 120)
    view.zoom_in()
    assert view.zoom() == before
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_an_image_without_pixels_counts_as_none(canvas: CanvasView) -> None:
    canvas.set_picture(QImage())
    assert not canvas.has_picture()


def test_screen_readers_hear_the_name_and_the_size(canvas: CanvasView) -> None:
    assert canvas.accessibleName() == "Picture"
    assert canvas.accessibleDescription() == "200 × 100 px"
    assert canvas.focusPolicy() == Qt.FocusPolicy.StrongFocus
