"""How the picture itself is painted, pixel by pixel."""

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from ssd_desktop.gui.canvas.picture import PicturePainter, network_picture
from ssd_desktop.gui.canvas.transform import CanvasTransform
from tests.gui.rendering import noise, to_array, to_qimage

pytestmark = pytest.mark.usefixtures("qapp")


def painted(painter_of: PicturePainter, transform: CanvasTransform) -> npt.NDArray[np.uint8]:
    """The canvas in device pixels, black where there is no picture."""
    view = transform.device_view_rect()
    image = QImage(view.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    painter_of.paint(painter, transform)
    painter.end()
    return to_array(image)


def test_at_zoom_one_every_pixel_is_the_pictures_own() -> None:
    pixels = noise(31, 17)
    canvas = painted(PicturePainter(to_qimage(pixels)), CanvasTransform(31, 17, 60, 40, x=7, y=5))
    expected = np.zeros((40, 60, 3), np.uint8)
    expected[5:22, 7:38] = pixels
    assert np.array_equal(canvas, expected)


@pytest.mark.parametrize("zoom", [2, 3, 16])
def test_enlarged_pixels_are_squares_of_one_colour(zoom: int) -> None:
    pixels = noise(9, 6)
    canvas = painted(PicturePainter(to_qimage(pixels)), CanvasTransform(9, 6, 200, 120, zoom=zoom, x=3, y=2))
    expected = np.zeros((120, 200, 3), np.uint8)
    large = pixels.repeat(zoom, axis=0).repeat(zoom, axis=1)[: 120 - 2, : 200 - 3]
    expected[2 : 2 + large.shape[0], 3 : 3 + large.shape[1]] = large
    assert np.array_equal(canvas, expected)


def test_panned_out_of_view_only_the_visible_part_of_an_enlarged_picture_is_painted_in_place() -> None:
    pixels = noise(50, 40)
    canvas = painted(PicturePainter(to_qimage(pixels)), CanvasTransform(50, 40, 64, 48, zoom=4, x=-37, y=-22))
    large = pixels.repeat(4, axis=0).repeat(4, axis=1)
    assert np.array_equal(canvas, large[22 : 22 + 48, 37 : 37 + 64])


def test_a_reduced_picture_is_averaged_not_thinned_out() -> None:
    checks = (np.indices((64, 64)).sum(axis=0) % 2 * 255).astype(np.uint8)
    pixels = np.repeat(checks[:, :, None], 3, axis=2)
    canvas = painted(PicturePainter(to_qimage(pixels)), CanvasTransform(64, 64, 16, 16, zoom=0.25))
    assert np.abs(canvas.astype(int) - 127).max() <= 2


@pytest.mark.parametrize("zoom", [0.3, 0.5, 0.77, 1.4, 2.37])
def test_the_picture_ends_exactly_where_its_rectangle_ends(zoom: float) -> None:
    white = np.full((41, 63, 3), 255, np.uint8)
    transform = CanvasTransform(63, 41, 200, 160, zoom=zoom, x=11.3, y=7.6)
    canvas = painted(PicturePainter(to_qimage(white)), transform)
    rect = transform.device_picture_rect()
    expected = np.zeros((160, 200, 3), np.uint8)
    expected[rect.top() : rect.bottom() + 1, rect.left() : rect.right() + 1] = 255
    assert np.array_equal(canvas, expected)


def test_panning_a_smoothed_picture_shifts_its_pixels_and_changes_none() -> None:
    painter = PicturePainter(to_qimage(noise(900, 700)))
    here = CanvasTransform(900, 700, 120, 100, zoom=0.7, x=-50, y=-60)
    first, second = painted(painter, here), painted(painter, here.panned(-13, 9))
    assert np.array_equal(first[:-9, 13:], second[9:, :-13])


def test_far_away_pictures_paint_nothing() -> None:
    canvas = painted(PicturePainter(to_qimage(noise(9, 9))), CanvasTransform(9, 9, 40, 40, x=500, y=500))
    assert not canvas.any()


@pytest.mark.parametrize(("width", "height"), [(640, 480), (123, 401), (300, 300), (1, 1), (2, 700)])
def test_the_network_picture_equals_a_plain_bilinear_loop(width: int, height: int) -> None:
    pixels, size = noise(width, height), 30
    expected = np.zeros((size, size, 3))
    for row in range(size):
        for column in range(size):
            y = min(max((row + 0.5) * height / size - 0.5, 0), height - 1)
            x = min(max((column + 0.5) * width / size - 0.5, 0), width - 1)
            top, left = int(y), int(x)
            bottom, right = min(top + 1, height - 1), min(left + 1, width - 1)
            upper = pixels[top, left] * (1 - (x - left)) + pixels[top, right] * (x - left)
            lower = pixels[bottom, left] * (1 - (x - left)) + pixels[bottom, right] * (x - left)
            expected[row, column] = upper * (1 - (y - top)) + lower * (y - top)
    squeezed = to_array(network_picture(to_qimage(pixels), size)).astype(float)
    assert np.abs(squeezed - expected).max() <= 0.51


def test_a_transparent_picture_lets_the_background_through() -> None:
    image = QImage(4, 4, QImage.Format.Format_ARGB32)
    image.fill(QColor(255, 0, 0, 0))
    assert not painted(PicturePainter(image), CanvasTransform(4, 4, 8, 8)).any()
