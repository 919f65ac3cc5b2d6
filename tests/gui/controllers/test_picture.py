"""Pictures with boxes as they are saved and copied."""

from PySide6.QtGui import QColor, QImage

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.gui.controllers.picture import render_picture, to_pixels, write_picture
from ssd_desktop.media.image_file import read_image


def test_a_saved_picture_has_the_size_of_the_original_and_the_boxes_on_it(program, tmp_path, qtbot):
    picture = QImage(200, 120, QImage.Format.Format_RGB32)
    picture.fill(QColor(255, 0, 255))
    annotation = ImageAnnotation((AnnotatedObject("cat", Box(20, 30, 180, 100)),), 200, 120)
    program.window.annotations_overlay.set_annotation(annotation)
    path = write_picture(tmp_path / "out.png", render_picture(picture, program.window.canvas.overlays))
    pixels = read_image(path).pixels_rgb
    assert pixels.shape == (120, 200, 3)
    assert (pixels[5, 5] == (255, 0, 255)).all()
    assert (pixels[30:33, 20:180] != (255, 0, 255)).any()


def test_pixels_of_an_image_with_padded_rows_are_its_pixels(qapp):
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(QColor(1, 2, 3))
    image.setPixelColor(2, 1, QColor(9, 8, 7))
    pixels = to_pixels(image)
    assert pixels.shape == (2, 3, 3)
    assert pixels[1, 2].tolist() == [9, 8, 7]


def test_pixels_of_an_image_without_padding_outlive_it(qapp):
    image = QImage(400, 300, QImage.Format.Format_RGB888)
    image.fill(QColor(1, 2, 3))
    assert to_pixels(image).flags.owndata
