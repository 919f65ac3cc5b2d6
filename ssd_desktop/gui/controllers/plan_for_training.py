"""Hands a box plan of the user's to the fine-tune dialog, as a file that never changes: runs can be repeated."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ssd_desktop.checkpoints.plan_file import save_plan
from ssd_desktop.errors import ConfigError
from ssd_desktop.gui.controllers.plans import PlansController
from ssd_desktop.gui.controllers.train import TrainController
from ssd_desktop.gui.dialogs.training_request import OwnPlan
from ssd_desktop.ssd.config import PLANS, BoxPlan

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class PlanForTraining(QObject):
    """Opens the dialog with the plan that the user wants to train with."""

    def __init__(self, view: "MainWindow", plans: PlansController, train: TrainController, *, folder: Path) -> None:
        """Connects them.

        Args:
            view: The window.
            plans: Tells which plan is wanted.
            train: Opens the dialog.
            folder: Where plans are kept.
        """
        super().__init__(view)
        self._view = view
        self._train = train
        self._folder = folder
        plans.training_wanted.connect(self._open_dialog)

    @Slot(object, object)
    def _open_dialog(self, plan: BoxPlan, folder: Path | None) -> None:
        try:
            value = plan.name if plan in PLANS.values() else str(save_plan(plan, self._folder))
        except ConfigError as error:
            self._view.messages.show_error(str(error))
            return
        self._train.open_with_plan(OwnPlan(value, plan), folder)
