"""Colours, lines and marks that tell runs apart, also for colour-blind eyes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

# Okabe and Ito's colours; on light those with enough contrast, on dark their lighter ones.
_LIGHT = ("#0072b2", "#d55e00", "#007a5a", "#a8508c", "#6b6b6b", "#8a6d00")
_DARK = ("#56b4e9", "#e69f00", "#3ad0a0", "#e29ac7", "#c8c8c8", "#f0e442")
_LINES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
_MARKS = ("o", "s", "t", "d", "star", "+")
"""As pyqtgraph names them."""


def run_colour(place: int, palette: QPalette) -> QColor:
    """Returns the colour of the run at a place of a comparison, from 0."""
    colours = _DARK if is_dark(palette) else _LIGHT
    return QColor(colours[place % len(colours)])


def run_line(place: int) -> Qt.PenStyle:
    """Returns the line of the run at a place."""
    return _LINES[place % len(_LINES)]


def run_mark(place: int) -> str:
    """Returns the mark on the points of the run at a place."""
    return _MARKS[place % len(_MARKS)]


def is_dark(palette: QPalette) -> bool:
    """Returns whether text is drawn on a dark ground."""
    return palette.color(QPalette.ColorRole.Base).lightness() < 128
