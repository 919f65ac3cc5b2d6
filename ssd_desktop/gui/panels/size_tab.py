"""How large the objects are and of what shape: two charts, and in words where most of them lie."""

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ssd_desktop.annotation.box_histograms import Histogram, length_histogram, ratio_histogram
from ssd_desktop.annotation.box_table import INPUT_SIDE, BoxTable, FloatArray, lengths, ratios
from ssd_desktop.annotation.statistics import SPREAD
from ssd_desktop.gui.panels.charts import ScaleBar, ScaleChart
from ssd_desktop.gui.panels.numbers import count_text

_STEPS = 4
"""Bins of sizes an octave."""


class SizeTab(QWidget):
    """The sizes and shapes of some objects, in the picture or in the square that the network gets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: BoxTable | None = None
        self._measure = QComboBox()
        at_input = self.tr("At the {side} px of the network").format(side=INPUT_SIDE)
        self._measure.addItems([self.tr("In pixels of the picture"), at_input])
        self._measure.setAccessibleName(self.tr("Measure of sizes and shapes"))
        self._measure.setToolTip(
            self.tr("The network squeezes every picture into a square: what is small there is hard to find.")
        )
        self._measure.currentIndexChanged.connect(self._refresh)
        self.sizes, self.shapes = ScaleChart(), ScaleChart()
        self.size_words, self.shape_words = QLabel(), QLabel()
        self._lay_out()

    def set_table(self, table: BoxTable) -> None:
        """Shows other objects."""
        self._table = table
        self._refresh()

    def set_at_input(self, at_input: bool) -> None:
        """Measures in the square that the network gets, or in the picture."""
        self._measure.setCurrentIndex(int(at_input))

    def _lay_out(self) -> None:
        columns = QHBoxLayout(self)
        columns.setContentsMargins(6, 6, 6, 6)
        columns.setSpacing(18)
        for chart, words in ((self.sizes, self.size_words), (self.shapes, self.shape_words)):
            head = QHBoxLayout()
            head.setSpacing(9)
            words.setMinimumHeight(self._measure.sizeHint().height())
            if chart is self.sizes:
                head.addWidget(self._measure)
            head.addWidget(words, 1)
            column = QVBoxLayout()
            column.setSpacing(3)
            column.addLayout(head)
            column.addWidget(chart, 1)
            columns.addLayout(column, 1)

    def _refresh(self) -> None:
        if self._table is None:
            return
        at_input = self._measure.currentIndex() == 1
        sides = self._table.sides_at_input() if at_input else self._table.sides_wh
        self._show_sizes(lengths(sides))
        self._show_shapes(sides)

    def _show_sizes(self, values: FloatArray) -> None:
        histogram = length_histogram(values, steps=_STEPS)
        title = self.tr("Objects by size: side of the square of the same area, px")
        self.sizes.set_bars(title, _bars(histogram), [_octave(edge) for edge in histogram.edges.tolist()])
        text = self.tr("5 % below {low} px, half below {middle} px, 5 % above {high} px")
        self.size_words.setText(_words(values, text))

    def _show_shapes(self, sides_wh: FloatArray) -> None:
        histogram = ratio_histogram(sides_wh)
        middles = np.sqrt(histogram.edges[:-1] * histogram.edges[1:]).tolist()
        title = self.tr("Objects by shape: width / height")
        self.shapes.set_bars(title, _bars(histogram), [_octave(middle) for middle in middles])
        text = self.tr("5 % below {low}, half below {middle}, 5 % above {high}; 1 is a square")
        self.shape_words.setText(_words(ratios(sides_wh), text))


def _bars(histogram: Histogram) -> list[ScaleBar]:
    edges: Sequence[float] = histogram.edges.tolist()
    return [
        ScaleBar(count, f"{_short(low)} – {_short(high)}: {count_text(count)}")
        for low, high, count in zip(edges[:-1], edges[1:], histogram.counts.tolist(), strict=True)
    ]


def _octave(value: float) -> str:
    """Returns the text of a power of two, and none for what lies between."""
    power = math.log2(value)
    return _short(2.0 ** round(power)) if abs(power - round(power)) < 1e-6 else ""


def _words(values: FloatArray, text: str) -> str:
    if not len(values):
        return ""
    low, middle, high = (_short(float(value)) for value in np.quantile(values, SPREAD))
    return text.format(low=low, middle=middle, high=high)


def _short(value: float) -> str:
    """Returns a number with as many decimals as tell it from its neighbours."""
    decimals = 0 if value >= 10 or value == int(value) else 1 if value >= 3 else 2
    return QLocale().toString(value, "f", decimals)
