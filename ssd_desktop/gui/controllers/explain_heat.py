"""The tab "Heat": which map is wanted, in which colours it is laid over the picture, and which value is pointed at."""

from PySide6.QtCore import QCoreApplication, Slot

from ssd_desktop.gui.controllers.explain_tab import ExplainTab
from ssd_desktop.gui.overlays.heat import HeatOverlay
from ssd_desktop.gui.panels.explain_heat import ExplainHeatPanel
from ssd_desktop.gui.panels.explain_texts import number
from ssd_desktop.inference.explanation.default_box_info import default_box_info
from ssd_desktop.inference.explanation.heat_values import HeatValue, heat_at, heat_peak, heat_range
from ssd_desktop.inference.explanation.questions import Explained, HeatMap, HeatWish, ScoreHeat
from ssd_desktop.ssd.default_boxes import cell_pitch

_DIGITS = 3


class HeatTab(ExplainTab):
    """Wishes, shows and draws. At first it shows the best detection's class on the feature map that found it."""

    beneath = True

    def __init__(self) -> None:
        panel, overlay = ExplainHeatPanel(), HeatOverlay()
        super().__init__(QCoreApplication.translate("ExplainPanel", "Heat"), panel, overlay)
        self._panel = panel
        self._overlay = overlay
        self._explained: Explained | None = None
        self._has_begun = False
        panel.wish_changed.connect(self.heat_wanted)
        panel.opacity_changed.connect(overlay.set_opacity)
        panel.stretch_changed.connect(self._show_heat)

    @property
    def heat(self) -> HeatWish | None:
        """What is chosen in the panel."""
        return self._panel.wish()

    def show(self, explained: Explained | None) -> None:
        """Shows the heat that came with an explanation; asks for it where the detector was not known yet."""
        self._explained = explained
        if explained is not None:
            self._panel.show_detector(explained)
            self._begin(explained)
        self._show_heat()
        if explained is not None and explained.heat is None:
            self.heat_wanted.emit()

    def point(self, x: float | None, y: float | None) -> None:
        """Says the value of the cell under the pointer."""
        heat, explained = self._heat(), self._explained
        if heat is None or explained is None or x is None or y is None:
            self._say_value(None)
            return
        explanation = explained.explanation
        self._say_value(heat_at(heat, explained.default_boxes, x / explanation.width, y / explanation.height))

    def _begin(self, explained: Explained) -> None:
        if self._has_begun or not explained.explanation.detections:
            return
        self._has_begun = True
        best = explained.explanation.detections[0]
        info = default_box_info(explained.default_boxes, best.default_box, width=1, height=1)
        self._panel.choose_class(best.label)
        self._panel.choose_map(info.feature_map)

    def _heat(self) -> HeatMap | None:
        return None if self._explained is None else self._explained.heat

    @Slot()
    def _show_heat(self) -> None:
        heat, explained = self._heat(), self._explained
        self._say_value(None)
        if heat is None or explained is None:
            self._overlay.set_heat(None)
            self._panel.set_peak("")
            return
        low, high = self._range(heat)
        pitch = cell_pitch(explained.default_boxes.plan, heat.wish.feature_map)
        self._overlay.set_heat(heat, pitch=pitch, low=low, high=high)
        self._panel.legend.set_range(low, high)
        peak = heat_peak(heat)
        text = QCoreApplication.translate("ExplainPanel", "Highest: {value} in row {row}, column {column}")
        self._panel.set_peak(text.format(value=number(peak.value, _DIGITS), row=peak.row, column=peak.column))

    def _range(self, heat: HeatMap) -> tuple[float, float]:
        """Returns the values of the darkest and the brightest colour: 0 and 1 for scores unless stretched."""
        low, high = heat_range(heat)
        if not isinstance(heat.wish, ScoreHeat):
            return low, high
        return 0.0, high if self._panel.stretch.isChecked() else 1.0

    def _say_value(self, at: HeatValue | None) -> None:
        self._overlay.set_marked(None if at is None else (at.row, at.column))
        if at is None:
            hint = QCoreApplication.translate("ExplainPanel", "Point at the picture to read a value.")
            self._panel.set_value(hint, None)
            return
        text = QCoreApplication.translate("ExplainPanel", "Row {row}, column {column}: {value}")
        words = text.format(row=at.row, column=at.column, value=number(at.value, _DIGITS))
        self._panel.set_value(words, at.value)
