"""A view as a picture to be shown to others: the photo with what is drawn on it, and the panel's charts beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QImage, QPainter, QPalette, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QWidget

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.overlay import Overlay, paint_overlays
from ssd_desktop.gui.overlays.tag_room import TagRoom

READABLE_SIDE = 1400
"""On a picture with this longer side, pixels, lines and text have the size they have on screen."""

_MARGIN, _GAP = 14.0, 12.0
_LEAST_COLUMN = 220.0
_HEADING_GROWTH = 1.25


@dataclass(frozen=True, eq=False)
class ViewPicture:
    """What goes into the picture of a view.

    Attributes:
        picture: The photo.
        overlays: What may be drawn on it; those that are not visible are left out.
        charts: Widgets that are drawn beside it, top to bottom; without any the photo is all.
        heading: What is written above the charts.
        notes: Lines below the heading.
    """

    picture: QImage
    overlays: Sequence[Overlay]
    charts: Sequence[QWidget] = ()
    heading: str = ""
    notes: tuple[str, ...] = ()


def render_view(view: ViewPicture) -> QImage:
    """Returns the view as pixels; the photo keeps its size."""
    image = QImage(_size(view), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    _paint(view, painter, image.size())
    painter.end()
    return image


def view_svg(view: ViewPicture, title: str) -> bytes:
    """Returns the view as an SVG file: boxes, text and charts stay lines and letters, the photo is in it whole.

    Args:
        view: What to draw.
        title: Of the file, read by those who cannot see it.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    size = _size(view)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)  # the older version cannot clip
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    # Letters as large as on the screen, and one unit of the file a pixel of the photo.
    generator.setResolution(round(QGuiApplication.primaryScreen().logicalDotsPerInchX()))
    generator.setViewBox(QRect(QPoint(0, 0), size))
    generator.setTitle(title)
    generator.setDescription(", ".join((view.heading, *view.notes)))
    painter = QPainter(generator)
    _paint(view, painter, size)
    painter.end()
    buffer.close()
    # Where the font is not installed, a browser would take one with serifs, in which nothing fits.
    return re.sub(rb'font-family="([^"]*)"', rb'font-family="\1, sans-serif"', bytes(content.data()))


def paint_picture(painter: QPainter, picture: QImage, overlays: Sequence[Overlay]) -> None:
    """Draws a photo pixel for pixel with the visible overlays on it.

    Lines and text are as large as they would be on a canvas on which a large picture is fitted, so that they can be
    read when the result is.
    """
    width, height = picture.width(), picture.height()
    painter.drawImage(0, 0, picture)
    ratio = _ratio(picture)
    transform = CanvasTransform(width, height, width / ratio, height / ratio, zoom=1.0, device_pixel_ratio=ratio)
    painter.save()
    painter.setClipRect(QRect(0, 0, width, height))
    painter.scale(ratio, ratio)
    paint_overlays(painter, transform, overlays, TagRoom())
    painter.restore()


def _paint(view: ViewPicture, painter: QPainter, size: QSize) -> None:
    palette = view.charts[0].palette() if view.charts else QApplication.palette()
    painter.fillRect(QRect(QPoint(0, 0), size), palette.color(QPalette.ColorRole.Window))
    paint_picture(painter, view.picture, view.overlays)
    if not view.charts:
        return
    painter.save()
    ratio = _ratio(view.picture)
    painter.translate(view.picture.width(), 0)
    painter.scale(ratio, ratio)
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    painter.setFont(QApplication.font())
    top = _MARGIN + _paint_heading(view, painter)
    for chart in view.charts:
        if chart.accessibleName():
            painter.drawText(QPointF(_MARGIN, top + _metrics().ascent()), chart.accessibleName())
            top += _caption(chart)
        painter.save()
        painter.translate(_MARGIN, top)
        chart.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        painter.restore()
        top += chart.height() + _GAP
    painter.restore()


def _caption(chart: QWidget) -> float:
    """Returns the height of what is written above a chart, which is what it is called for those who cannot see it."""
    return _metrics().lineSpacing() if chart.accessibleName() else 0.0


def _metrics() -> QFontMetricsF:
    return QFontMetricsF(QApplication.font())


def _paint_heading(view: ViewPicture, painter: QPainter) -> float:
    """Writes heading and notes; returns how high they are."""
    painter.save()
    top, width = 0.0, _column(view) - 2 * _MARGIN
    for font, text in _lines(view):
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        short = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)
        painter.drawText(QRectF(_MARGIN, _MARGIN + top, width, metrics.height()), Qt.AlignmentFlag.AlignLeft, short)
        top += metrics.lineSpacing()
    painter.restore()
    return top + _GAP


def _lines(view: ViewPicture) -> list[tuple[QFont, str]]:
    font = QApplication.font()
    large = QFont(font)
    large.setBold(True)
    large.setPointSizeF(font.pointSizeF() * _HEADING_GROWTH)
    return [(large, view.heading), *((font, note) for note in view.notes)]


def _size(view: ViewPicture) -> QSize:
    width, height = view.picture.width(), view.picture.height()
    if not view.charts:
        return QSize(width, height)
    ratio = _ratio(view.picture)
    column = sum(_caption(chart) + chart.height() + _GAP for chart in view.charts) + 2 * _MARGIN
    column += sum(QFontMetricsF(font).lineSpacing() for font, _ in _lines(view)) + _GAP
    return QSize(round(width + ratio * _column(view)), round(max(height, ratio * column)))


def _column(view: ViewPicture) -> float:
    """Returns the width of the charts with their margins, in pixels of the screen."""
    return max(_LEAST_COLUMN, *(float(chart.width()) for chart in view.charts)) + 2 * _MARGIN


def _ratio(picture: QImage) -> float:
    return max(max(picture.width(), picture.height()) / READABLE_SIDE, 1.0)
