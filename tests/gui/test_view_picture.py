"""The picture of a view: sizes, what is drawn where, and charts of other libraries."""

from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel

from ssd_desktop.gui.overlays.overlay import Overlay
from ssd_desktop.gui.panels.precision_recall_chart import PrecisionRecallChart
from ssd_desktop.gui.view_picture import READABLE_SIDE, ViewPicture, render_view, view_svg


class Square(Overlay):
    """Draws one square of the screen into the corner, and one far outside."""

    def paint(self, painter, transform):
        painter.fillRect(0, 0, 10, 10, QColor("red"))
        painter.fillRect(round(transform.view_width) + 5, 0, 40, 40, QColor("red"))


@pytest.fixture
def chart(qtbot):
    chart = QLabel("chart")
    qtbot.addWidget(chart)
    chart.resize(120, 50)
    chart.setAccessibleName("What it shows")
    return chart


def photo(width, height):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    return image


def test_lines_and_charts_of_a_large_picture_grow_with_it(chart):
    small, large = photo(READABLE_SIDE, 700), photo(2 * READABLE_SIDE, 1400)
    sizes = [render_view(ViewPicture(one, [Square()], [chart], "Title")).size() for one in (small, large)]
    assert sizes[1].width() - large.width() == pytest.approx(2 * (sizes[0].width() - small.width()), abs=1)
    image = render_view(ViewPicture(large, [Square()]))
    assert (image.size(), image.pixelColor(19, 19)) == (large.size(), QColor("red"))
    assert image.pixelColor(21, 21) == QColor("blue")


def test_what_an_overlay_draws_outside_of_the_photo_does_not_cover_the_charts(chart):
    view = ViewPicture(photo(200, 100), [Square()], [chart], "Title")
    image = render_view(view)
    column = {image.pixelColor(x, 2).name() for x in range(200, image.width())}
    assert column == {chart.palette().window().color().name()}
    assert view_svg(view, "t").count(b"<image") == 1


def test_charts_that_do_not_fit_beside_the_photo_make_the_picture_higher(chart):
    chart.resize(120, 500)
    image = render_view(ViewPicture(photo(200, 100), [], [chart], "Title"))
    assert image.height() > 500


def test_an_overlay_that_is_hidden_is_left_out(chart):
    square = Square()
    square.visible = False
    assert render_view(ViewPicture(photo(200, 100), [square])).pixelColor(1, 1) == QColor("blue")


def test_a_curve_of_an_evaluation_is_drawn_with_the_names_of_its_axes(qtbot):
    chart = PrecisionRecallChart()
    qtbot.addWidget(chart)
    chart.resize(300, 200)
    chart.show()
    view = ViewPicture(photo(200, 100), [], [chart], "Evaluation")
    root = ElementTree.fromstring(view_svg(view, "t"))
    texts = {"".join(one.itertext()).strip() for one in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Evaluation", "recall", "precision"} <= texts
    image = render_view(view)
    assert len({image.pixel(x, y) for x in range(210, image.width()) for y in range(40, image.height())}) > 5
