"""Everything that looks at default boxes and box plans, made and wired in one place."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.chosen_object import ChosenObject
from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.explore import ExploreController
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.controllers.plan_for_training import PlanForTraining
from ssd_desktop.gui.controllers.plan_recall import PlanRecallController
from ssd_desktop.gui.controllers.plans import PlansController
from ssd_desktop.gui.controllers.train import TrainController
from ssd_desktop.gui.panels.plan_panel import PlanPanel

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class PlanViews:
    """The controllers behind the Layers panel."""

    def __init__(
        self,
        window: "MainWindow",
        annotate: AnnotateController,
        detect: DetectController,
        media: MediaController,
        train: TrainController,
        *,
        folder: Path,
    ) -> None:
        """Makes and connects them.

        Args:
            window: Its Layers panel gets a second part.
            annotate: Knows the labels that are selected.
            detect: Knows the model in use.
            media: Knows the picture.
            train: Trains with a plan that the user chose.
            folder: Where such plans are kept.
        """
        self.explore = ExploreController(window)
        self.chosen = ChosenObject(window, self.explore, annotate, detect)
        panel = PlanPanel()
        window.layers_panel.add_part(panel, QCoreApplication.translate("LayersPanel", "Plan"))
        self.plans = PlansController(window, panel, self.explore)
        self.recall = PlanRecallController(window, self.plans)
        self.for_training = PlanForTraining(window, self.plans, train, folder=folder)
        detect.model_changed.connect(self.explore.use_model)
        media.shown.connect(self.chosen.forget)
        media.shown.connect(self.recall.show_picture)
