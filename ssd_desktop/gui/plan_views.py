"""Everything that looks at default boxes and box plans, made and wired in one place."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.chosen_object import ChosenObject
from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.explore import ExploreController
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.controllers.plans import PlansController
from ssd_desktop.gui.panels.plan_panel import PlanPanel

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class PlanViews:
    """The controllers behind the Layers panel."""

    def __init__(
        self, window: "MainWindow", annotate: AnnotateController, detect: DetectController, media: MediaController
    ) -> None:
        self.explore = ExploreController(window)
        self.chosen = ChosenObject(window, self.explore, annotate, detect)
        panel = PlanPanel()
        window.layers_panel.add_part(panel, QCoreApplication.translate("LayersPanel", "Plan"))
        self.plans = PlansController(window, panel, self.explore)
        detect.model_changed.connect(self.explore.use_model)
        media.shown.connect(self.chosen.forget)
