"""A map of where something lies in the picture: the more, the brighter, for colour-blind people, too."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QImage, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ssd_desktop.gui.panels.numbers import count_text

# Cividis (Nunez, Anderton and Renslow 2018) at six places, from little to much.
_CIVIDIS = np.array(
    [(0, 34, 78), (53, 69, 108), (102, 105, 112), (148, 142, 119), (201, 182, 101), (253, 234, 69)], np.float64
)
_SCALE_WIDTH, _GAP = 14.0, 8.0
_NONE_LIGHT, _NONE_DARK = QColor("#ffffff"), QColor("#1c1c1c")


class HeatMap(QWidget):
    """Counts over the cells of a picture, with the scale of its colours beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: npt.NDArray[np.int64] = np.zeros((1, 1), np.int64)
        self._image: QImage | None = None
        self._aspect = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 60)

    def sizeHint(self) -> QSize:
        """Returns the size of a picture that can be read."""
        return QSize(320, 200)

    def set_counts(self, counts: npt.NDArray[np.int64], aspect: float) -> None:
        """Shows another map.

        Args:
            counts: int64 ``[rows, columns]`` from the top left.
            aspect: Width by height of the pictures it stands for.
        """
        self._counts, self._aspect = counts, aspect
        self._image = _coloured(counts)
        self.update()

    def counts(self) -> npt.NDArray[np.int64]:
        """Returns what is shown."""
        return self._counts

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the map and its scale."""
        painter = QPainter(self)
        place = self._place()
        dark = self.palette().color(QPalette.ColorRole.Base).lightness() < 128
        painter.fillRect(place, _NONE_DARK if dark else _NONE_LIGHT)
        if self._image is not None:
            painter.drawImage(place, self._image)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 0))
        painter.drawRect(place)
        if self._counts.max(initial=0):
            self._draw_scale(painter, place)
        painter.end()

    def _draw_scale(self, painter: QPainter, place: QRectF) -> None:
        column = QRectF(place.right() + _GAP, place.top(), _SCALE_WIDTH, place.height())
        painter.drawImage(column, _coloured(np.arange(64, 0, -1, dtype=np.int64)[:, None]))
        painter.drawRect(column)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        metrics = QFontMetricsF(self.font())
        left = column.right() + 4
        for y, number in ((column.top(), int(self._counts.max())), (column.bottom() - metrics.height(), 1)):
            painter.drawText(QRectF(left, y, self.width() - left, metrics.height()), 0, count_text(number))

    def _place(self) -> QRectF:
        """Returns where the map is: as large as fits, in the shape of the pictures."""
        metrics = QFontMetricsF(self.font())
        beside = _GAP + _SCALE_WIDTH + 4 + metrics.horizontalAdvance(count_text(int(self._counts.max(initial=0))))
        room = QRectF(1, 1, max(self.width() - beside - 2, 1), max(self.height() - 2, 1))
        width = min(room.width(), room.height() * self._aspect)
        return QRectF(room.left(), room.top(), width, width / self._aspect)

    def event(self, event: QEvent) -> bool:
        """Says the count of the cell under the pointer."""
        if isinstance(event, QHelpEvent):
            place, (rows, columns) = self._place(), self._counts.shape
            inside = place.contains(event.pos().toPointF())
            column = min(int((event.pos().x() - place.left()) / place.width() * columns), columns - 1)
            row = min(int((event.pos().y() - place.top()) / place.height() * rows), rows - 1)
            QToolTip.showText(event.globalPos(), count_text(int(self._counts[row, column])) if inside else "", self)
            return True
        return super().event(event)


def _coloured(counts: npt.NDArray[np.int64]) -> QImage:
    """Returns counts as a picture, one pixel a cell; cells without any are clear."""
    share = counts / max(int(counts.max(initial=0)), 1) * (len(_CIVIDIS) - 1)
    places = np.arange(len(_CIVIDIS))
    channels = [np.interp(share, places, _CIVIDIS[:, channel]) for channel in range(3)]
    pixels = np.stack([*channels, np.where(counts > 0, 255, 0)], axis=-1).astype(np.uint8)
    rows, columns = counts.shape
    return QImage(pixels.tobytes(), columns, rows, 4 * columns, QImage.Format.Format_RGBA8888).copy()
