"""How much is labelled: the objects of each class, the boxes of a picture, the pictures of each status."""

from collections.abc import Callable

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ssd_desktop.annotation.box_histograms import number_histogram
from ssd_desktop.annotation.statistics import Statistics
from ssd_desktop.gui.panels.charts import NamedBar, NamedBars, ScaleBar, ScaleChart
from ssd_desktop.gui.panels.image_texts import status_name
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.gui.panels.scrolling import VerticalScrollArea


class CountTab(QWidget):
    """Bars of the classes to the left, pictures to the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.classes, self.statuses, self.boxes = NamedBars(), NamedBars(), ScaleChart()
        self.classes.setAccessibleName(self.tr("Objects of each class"))
        self.statuses.setAccessibleName(self.tr("Pictures by status"))
        scroll = VerticalScrollArea(self.classes)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(3)
        right.setSpacing(3)
        left.addWidget(QLabel(self.tr("Objects of each class")))
        left.addWidget(scroll, 1)
        right.addWidget(self.statuses)
        right.addWidget(self.boxes, 1)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(6, 6, 6, 6)
        columns.setSpacing(18)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)

    def set_statistics(self, found: Statistics, colour_of: Callable[[str], QColor]) -> None:
        """Shows other figures.

        Args:
            found: The figures.
            colour_of: Gives the colour of a class.
        """
        total = max(found.objects, 1)
        tip = self.tr("{name}: {objects} objects in {images} pictures")
        bars = []
        for one in sorted(found.classes, key=lambda figures: -figures.objects):
            counts = {"objects": count_text(one.objects), "images": count_text(one.images)}
            text = self.tr("{count}  ({percent} %)").format(
                count=counts["objects"], percent=f"{100 * one.objects / total:.1f}"
            )
            bars.append(NamedBar(one.name, one.objects, text, colour_of(one.name), tip.format(name=one.name, **counts)))
        self.classes.set_bars(bars)
        self.statuses.set_bars(
            [NamedBar(status_name(status), count, count_text(count)) for status, count in found.statuses.items()]
        )
        self._show_boxes(found)

    def _show_boxes(self, found: Statistics) -> None:
        histogram = number_histogram(found.boxes_per_image)
        lows = [int(edge) for edge in histogram.edges[:-1]]
        width = int(histogram.edges[1] - histogram.edges[0])
        names = [str(low) if width == 1 else f"{low} – {low + width - 1}" for low in lows]
        tip = self.tr("{boxes} boxes: {images} pictures")
        bars = [
            ScaleBar(count, tip.format(boxes=name, images=count_text(count)))
            for name, count in zip(names, histogram.counts.tolist(), strict=True)
        ]
        self.boxes.set_bars(self.tr("Labelled pictures by their number of boxes"), bars, [str(low) for low in lows])
