"""What the timeline shows of the tracks of a video: where there are boxes, and the key frames between them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPolygon

_SPAN_HEIGHT = 3
_MARK = 3
_SELECTED = QColor("#d55e00")


@dataclass(frozen=True)
class KeyMarks:
    """Frames to mark.

    Attributes:
        keys: Key frames of all tracks.
        selected: Those of the selected tracks.
        spans: First and last frame of every stretch with boxes.
    """

    keys: tuple[int, ...] = ()
    selected: frozenset[int] = frozenset()
    spans: tuple[tuple[int, int], ...] = ()

    def is_empty(self) -> bool:
        """Whether there is nothing to mark."""
        return not self.keys and not self.spans


def paint_key_marks(
    painter: QPainter, marks: KeyMarks, x_of: Callable[[int], int], height: int, palette: QPalette
) -> None:
    """Draws a line along the stretches with boxes and a diamond a key frame, at the lower border.

    Args:
        painter: Of the slider.
        marks: What to draw.
        x_of: Where a frame is, pixels.
        height: Of the slider, pixels.
        palette: For the colours of the theme.
    """
    base = height - _MARK - 1
    line = palette.color(QPalette.ColorRole.Highlight)
    painter.setPen(Qt.PenStyle.NoPen)
    for first, last in marks.spans:
        painter.fillRect(QRect(x_of(first), base - 1, max(x_of(last) - x_of(first), 1), _SPAN_HEIGHT), line)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painted = {x_of(frame): False for frame in marks.keys} | {x_of(frame): True for frame in marks.selected}
    for x, chosen in painted.items():
        painter.setBrush(_SELECTED if chosen else palette.color(QPalette.ColorRole.WindowText))
        corners = ((0, -_MARK), (_MARK, 0), (0, _MARK), (-_MARK, 0))
        painter.drawPolygon(QPolygon([QPoint(x + dx, base + dy) for dx, dy in corners]))
