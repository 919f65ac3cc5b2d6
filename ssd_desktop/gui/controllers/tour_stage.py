"""What the steps of the guided tour act on, and what they read their numbers from."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.explain import ExplainController
from ssd_desktop.gui.controllers.explain_detection import DetectionTab
from ssd_desktop.gui.controllers.explain_heat import HeatTab
from ssd_desktop.gui.controllers.explain_tab import ExplainTab
from ssd_desktop.gui.controllers.explore import ExploreController
from ssd_desktop.gui.controllers.training_look import TrainingLook
from ssd_desktop.gui.panels.box_drawing import BoxDrawing
from ssd_desktop.gui.panels.explain_choices import Choice
from ssd_desktop.gui.panels.explain_detection import ExplainDetectionPanel
from ssd_desktop.gui.panels.explain_heat import ExplainHeatPanel
from ssd_desktop.inference.explanation.default_box_info import cell_edges, default_box_info
from ssd_desktop.inference.explanation.types import DefaultBoxInfo
from ssd_desktop.ssd.default_boxes import DefaultBoxes, make_default_boxes

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class TourStage:
    """The panels and controllers of the views that explain."""

    def __init__(
        self,
        window: "MainWindow",
        *,
        explain: ExplainController,
        look: TrainingLook,
        explore: ExploreController,
        detect: DetectController,
    ) -> None:
        """Takes the parts.

        Args:
            window: Has the Layers panel and the canvas.
            explain: Has the Explain panel.
            look: Has the tabs Matching and Loss.
            explore: Knows the box plan.
            detect: Knows the detections while the Explain panel is not in view.
        """
        self.window, self.explain, self.look = window, explain, look
        self.explore, self.detect = explore, detect
        self.detection_tab = next(one for one in explain.tabs if isinstance(one, DetectionTab))
        self.heat_tab = next(one for one in explain.tabs if isinstance(one, HeatTab))

    @property
    def detection_panel(self) -> ExplainDetectionPanel:
        """The contents of the tab Detection."""
        panel = self.detection_tab.panel
        assert isinstance(panel, ExplainDetectionPanel)
        return panel

    @property
    def heat_panel(self) -> ExplainHeatPanel:
        """The contents of the tab Heat."""
        panel = self.heat_tab.panel
        assert isinstance(panel, ExplainHeatPanel)
        return panel

    def draw(self, drawing: BoxDrawing) -> None:
        """Brings the Layers panel forward and draws default boxes."""
        layers = self.window.layers_panel
        layers.tabs.setCurrentIndex(0)
        self.window.layers_dock.show()
        self.window.layers_dock.raise_()
        layers.set_drawing(drawing)

    def explain_in(self, tab: ExplainTab) -> None:
        """Brings a tab of the Explain panel forward, with no default boxes but its own on the picture."""
        self.window.layers_panel.set_drawing(BoxDrawing(maps=frozenset()))
        self.window.default_boxes_overlay.set_pointer(None)
        self.explain.bring_forward(tab)
        self.explain.open()

    def choose(self, choice: Choice) -> None:
        """Chooses a detection or an object as a click on it would."""
        self.detection_panel.choices.chosen.emit(choice)

    def default_boxes(self) -> DefaultBoxes:
        """Returns those of the plan that is shown."""
        return make_default_boxes(self.explore.plan)

    def example(self) -> DefaultBoxInfo:
        """Returns the default box that made the surest detection; where nothing is found, one in the middle."""
        boxes, size = self.default_boxes(), self.window.canvas.picture_size()
        found = self.detect.detections
        index = len(boxes.cxcywh) - 1
        if found is not None and len(found.default_boxes) and found.default_boxes[0] <= index:
            index = int(found.default_boxes[0])
        else:
            middle = len(boxes.plan.map_sizes) // 2
            cell = boxes.plan.map_sizes[middle] // 2
            index = boxes.index_of(middle, cell, cell, 0)
        return default_box_info(boxes, index, width=max(size.width(), 1), height=max(size.height(), 1))

    def point_at(self, info: DefaultBoxInfo) -> None:
        """Shows the cell of a default box, wherever the mouse is."""
        size = self.window.canvas.picture_size()
        x0, y0, x1, y1 = cell_edges(self.default_boxes(), info, width=size.width(), height=size.height())
        self.window.default_boxes_overlay.set_pointer((x0 + x1) / 2, (y0 + y1) / 2)

    def obstacle(self) -> str:
        """Returns why there is nothing to read numbers from; "" where the detector found something."""
        explained = self.explain.explained
        if explained is None:
            return self.explain.panel.message()
        if explained.explanation.detections:
            return ""
        return QCoreApplication.translate(
            "Tour",
            "The detector in use finds nothing in this picture. Choose the one that knows playing cards with Model > "
            "Shipped Detectors.",
        )


def reveal(part: QWidget) -> None:
    """Scrolls the panel of a part until the part is on top, once what was shown just now has found its place."""
    area = part.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if isinstance(area, QScrollArea):
        QTimer.singleShot(0, area, partial(_scroll, area, part))


def _scroll(area: QScrollArea, part: QWidget) -> None:
    content, heading = area.widget(), 2 * part.fontMetrics().height()
    if content is not None:
        area.verticalScrollBar().setValue(part.mapTo(content, QPoint(0, 0)).y() - heading)
