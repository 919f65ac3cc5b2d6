"""The tab "Heat": what of which feature map is laid over the picture, how strongly, and what the colours mean."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from ssd_desktop.gui.overlays.colours import class_colours, map_colour
from ssd_desktop.gui.panels.chips import colour_chip
from ssd_desktop.gui.panels.explain_texts import class_name
from ssd_desktop.gui.panels.heat_legend import HeatLegend
from ssd_desktop.gui.panels.layer_texts import map_name
from ssd_desktop.gui.panels.quiet_fields import QuietCounter, QuietSlider
from ssd_desktop.gui.panels.scrolling import VerticalScrollArea
from ssd_desktop.inference.explanation.questions import ActivationHeat, Explained, HeatWish, Pooling, ScoreHeat
from ssd_desktop.ssd.config import BoxPlan

_SCORES, _ACTIVATION = 0, 1
_MEAN, _MAX, _CHANNEL = range(3)
_FIRST_OPACITY = 50
_CHARACTERS = 12


class ExplainHeatPanel(QWidget):
    """Choices above, the legend and the value under the pointer below.

    Signals:
        wish_changed: The user wants something else of the feature maps; ``wish`` says what.
        opacity_changed: How much the colours cover, 0 to 1.
        stretch_changed: Whether the colours of scores go up to the highest one only.
    """

    wish_changed = Signal()
    opacity_changed = Signal(float)
    stretch_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: BoxPlan | None = None
        self._classes: tuple[str, ...] = ()
        self._channels: tuple[int, ...] = ()
        self.what, self.of_class, self.pooling, self.feature_map = (QComboBox() for _ in range(4))
        self.channel = QuietCounter()
        self.opacity = QuietSlider()
        self.stretch = QCheckBox(self.tr("Colours up to the highest score only"))
        self.legend = HeatLegend()
        self._value, self._peak, self._meaning = QLabel(), QLabel(), QLabel()
        self._rows: dict[str, tuple[QLabel, QWidget]] = {}
        self._set_up()
        self._lay_out()
        self._connect()
        self._show_rows()

    def show_detector(self, explained: Explained) -> None:
        """Offers the classes and feature maps of a detector; what was chosen stays chosen where it is there."""
        plan, classes = explained.default_boxes.plan, explained.explanation.classes
        self._channels = explained.channels
        if (plan, classes) != (self._plan, self._classes):
            self._plan, self._classes = plan, classes
            self._fill(plan, classes)
        self._limit_channel()

    def wish(self) -> HeatWish | None:
        """Returns what is chosen; None before a detector is known."""
        feature_map = self.feature_map.currentIndex()
        if self._plan is None or feature_map < 0:
            return None
        if self.what.currentIndex() == _SCORES:
            return ScoreHeat(feature_map, int(self.of_class.currentData()))
        pooled: Pooling | int = self.channel.value()
        if self.pooling.currentIndex() != _CHANNEL:
            pooled = "mean" if self.pooling.currentIndex() == _MEAN else "max"
        return ActivationHeat(feature_map, pooled)

    def choose_class(self, label: int) -> None:
        """Chooses a class without saying so; 0 is the background."""
        with QSignalBlocker(self.of_class):
            self.of_class.setCurrentIndex(self.of_class.findData(label))

    def choose_map(self, feature_map: int) -> None:
        """Chooses a feature map without saying so; 0 is the finest."""
        with QSignalBlocker(self.feature_map):
            self.feature_map.setCurrentIndex(feature_map)
        self._limit_channel()

    def set_peak(self, text: str) -> None:
        """Says where the highest value is."""
        self._peak.setText(text)

    def set_value(self, text: str, value: float | None) -> None:
        """Says which value the pointer is on; None: on none, and ``text`` says what to do."""
        self._value.setText(text)
        self.legend.set_value(value)

    def texts(self) -> tuple[str, str]:
        """Returns what is read of the highest value and of the one under the pointer."""
        return self._peak.text(), self._value.text()

    def _set_up(self) -> None:
        self.what.addItems([self.tr("Scores of a class"), self.tr("Activation")])
        self.pooling.addItems([self.tr("Mean of all channels"), self.tr("Highest channel"), self.tr("One channel")])
        self.channel.setAccessibleName(self.tr("Channel"))
        self.channel.setKeyboardTracking(False)
        for box in (self.what, self.of_class, self.pooling, self.feature_map):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_CHARACTERS)
        self.opacity.setRange(0, 100)
        self.opacity.setPageStep(10)
        self.opacity.setValue(_FIRST_OPACITY)
        self.stretch.setToolTip(self.tr("Shows small differences; otherwise the colours go from 0 to 1 on every map."))
        for label in (self._value, self._peak, self._meaning):
            label.setWordWrap(True)

    def _lay_out(self) -> None:
        content = QWidget()
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        rows: Sequence[tuple[str, str, QWidget]] = (
            ("what", self.tr("Show"), self.what),
            ("class", self.tr("Class"), self.of_class),
            ("pooling", self.tr("Channels"), self.pooling),
            ("channel", self.tr("Channel"), self.channel),
            ("map", self.tr("Feature map"), self.feature_map),
            ("opacity", self.tr("Opacity"), self.opacity),
        )
        for row, (key, name, widget) in enumerate(rows):
            label = QLabel(name)
            label.setBuddy(widget)
            widget.setAccessibleName(name)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)
            self._rows[key] = label, widget
        column = QVBoxLayout(content)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(grid)
        for widget in (self.stretch, self.legend, self._value, self._peak, self._meaning):
            column.addWidget(widget)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(VerticalScrollArea(content))

    def _connect(self) -> None:
        for box in (self.what, self.of_class, self.pooling, self.feature_map):
            box.currentIndexChanged.connect(self._on_choice)
        self.channel.valueChanged.connect(self._on_choice)
        self.opacity.valueChanged.connect(lambda value: self.opacity_changed.emit(value / 100))
        self.stretch.toggled.connect(self.stretch_changed)

    def _on_choice(self) -> None:
        self._limit_channel()
        self._show_rows()
        self.wish_changed.emit()

    def _limit_channel(self) -> None:
        at = self.feature_map.currentIndex()
        if 0 <= at < len(self._channels):
            with QSignalBlocker(self.channel):
                self.channel.setRange(0, self._channels[at] - 1)

    def _show_rows(self) -> None:
        """Shows the choices that matter for what is shown."""
        scores = self.what.currentIndex() == _SCORES
        one_channel = not scores and self.pooling.currentIndex() == _CHANNEL
        for key, shown in (("class", scores), ("pooling", not scores), ("channel", one_channel)):
            for widget in self._rows[key]:
                widget.setVisible(shown)
        self.stretch.setVisible(scores)
        self._meaning.setText(
            self.tr("Each cell has the highest score of its default boxes for the class.")
            if scores
            else self.tr("How strongly the feature map responds in each cell, as the heads see it.")
        )

    def _fill(self, plan: BoxPlan, classes: tuple[str, ...]) -> None:
        label, feature_map = self.of_class.currentData(), self.feature_map.currentIndex()
        colours, ratio = class_colours(classes), self.devicePixelRatioF()
        with QSignalBlocker(self.of_class), QSignalBlocker(self.feature_map):
            self.of_class.clear()
            for one, name in enumerate(classes, start=1):
                self.of_class.addItem(QIcon(colour_chip(colours[name], ratio)), name, one)
            self.of_class.addItem(class_name(classes, 0), 0)
            self.of_class.setCurrentIndex(max(self.of_class.findData(label), 0))
            self.feature_map.clear()
            for index in range(len(plan.map_sizes)):
                self.feature_map.addItem(QIcon(colour_chip(map_colour(index), ratio)), _map_title(plan, index))
            self.feature_map.setCurrentIndex(min(max(feature_map, 0), len(plan.map_sizes) - 1))


def _map_title(plan: BoxPlan, feature_map: int) -> str:
    cells = plan.map_sizes[feature_map]
    return f"{map_name(plan, feature_map)}, {cells} × {cells}"
