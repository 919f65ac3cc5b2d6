"""How an image of the list is painted: a row with a thumbnail, or a cell of a grid."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ssd_desktop.annotation.image_summary import ImageSummary
from ssd_desktop.gui.panels.image_texts import summary_text
from ssd_desktop.gui.panels.images_model import SUMMARY_ROLE
from ssd_desktop.gui.panels.status_marks import paint_mark, status_colour

_GAP, _MARK = 4, 12
_ROW_PICTURE = QSize(52, 39)
GRID_PICTURE = QSize(84, 63)

_Index = QModelIndex | QPersistentModelIndex


class ImageDelegate(QStyledItemDelegate):
    """Paints rows, or cells where ``is_grid``."""

    is_grid = False

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Returns a height, and in a grid a width; a row asks for none, so that a long name is shortened."""
        lines = 2 * QFontMetrics(option.font).height()
        if self.is_grid:
            return QSize(GRID_PICTURE.width() + 2 * _GAP, GRID_PICTURE.height() + lines + 3 * _GAP)
        return QSize(0, max(_ROW_PICTURE.height(), lines) + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paints background, thumbnail, name, and how the image is labelled."""
        self.initStyleOption(option, index)
        name, option.text = option.text, ""
        option.decorationSize = QSize(0, 0)
        option.icon = QIcon()
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasDecoration
        style = option.widget.style() if option.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        picture, texts = self._places(option.rect)
        _paint_thumbnail(painter, picture, index.data(Qt.ItemDataRole.DecorationRole), option.palette)
        self._paint_texts(painter, texts, option, name, index.data(SUMMARY_ROLE))
        painter.restore()

    def _places(self, rect: QRect) -> tuple[QRect, QRect]:
        """Returns where thumbnail and texts go."""
        inner = rect.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        if self.is_grid:
            picture = QRect(inner.topLeft(), QSize(inner.width(), GRID_PICTURE.height()))
            return picture, inner.adjusted(0, picture.height() + _GAP, 0, 0)
        picture = QRect(inner.topLeft(), QSize(_ROW_PICTURE.width(), inner.height()))
        return picture, inner.adjusted(picture.width() + _GAP + 2, 0, 0, 0)

    def _paint_texts(
        self, painter: QPainter, place: QRect, option: QStyleOptionViewItem, name: str, summary: ImageSummary | None
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        colour = option.palette.color(role)
        font = QFont(option.font)
        line = QRect(place.topLeft(), QSize(place.width(), place.height() // 2))
        # A bold name is shortened sooner; where it does not fit the selection marks it well enough.
        font.setBold(font.bold() and _shortened(name, font, line.width()) == name)
        painter.setFont(font)
        painter.setPen(colour)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, middle, _shortened(name, font, line.width()))
        if summary is None:
            return
        line.moveTop(line.bottom() + 1)
        mark = QRectF(line.x(), line.center().y() - _MARK / 2, _MARK, _MARK)
        paint_mark(painter, mark, summary.status, colour if selected else status_colour(summary.status))
        line.adjust(_MARK + _GAP, 0, 0, 0)
        font.setBold(False)
        painter.setFont(font)
        text = QFontMetrics(font).elidedText(summary_text(summary), Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, middle, text)


def _shortened(name: str, font: QFont, width: int) -> str:
    return QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideMiddle, width)


def _paint_thumbnail(painter: QPainter, place: QRect, picture: QPixmap | None, palette: QPalette) -> None:
    """Paints a picture whole into its place; a grey field until it is there, a crossed one where there is none."""
    if picture is not None and not picture.isNull():
        size = picture.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(0, 0, size.width(), size.height())
        target.moveCenter(place.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(target, picture)
        return
    painter.fillRect(place, palette.color(QPalette.ColorRole.Midlight))
    if picture is not None:
        painter.setPen(palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text))
        painter.drawLine(place.topLeft(), place.bottomRight())
        painter.drawLine(place.bottomLeft(), place.topRight())
