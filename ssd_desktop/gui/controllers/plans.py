"""Box plans in the window: which is shown, which it is compared with, and what its edited numbers are."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.gui.controllers.explore import ExploreController
from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.panels.plan_panel import PlanPanel
from ssd_desktop.ssd.config import EDITED_PLAN, FITTED_PLAN, PLANS, BoxPlan
from ssd_desktop.ssd.plan_editing import as_edited, training_obstacle

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class PlansController(QObject):
    """Shows the plan that the user chose or edited, until another model brings its own.

    Signals:
        training_wanted: ``BoxPlan`` for the next training, and the folder to train on, or None.
        recall_wanted: The recall of the plans is asked for.
    """

    training_wanted = Signal(object, object)
    recall_wanted = Signal()

    def __init__(self, view: "MainWindow", panel: PlanPanel, explore: ExploreController) -> None:
        super().__init__(view)
        self._view = view
        self._panel = panel
        self._explore = explore
        self._model_plan: BoxPlan | None = None
        self._first = explore.plan
        self._second: BoxPlan | None = None
        self._extra: dict[str, BoxPlan] = {}
        self._connect()
        self._offer()
        self._show()

    @property
    def plan(self) -> BoxPlan:
        """The plan that is shown."""
        return self._first

    def plans(self) -> tuple[BoxPlan, ...]:
        """Returns every plan that can be shown: the shipped ones, the model's own, the fitted and the edited one."""
        own = () if self._model_plan is None else (self._model_plan,)
        return tuple(dict.fromkeys((*PLANS.values(), *own, *self._extra.values())))

    def own_plans(self) -> tuple[BoxPlan, ...]:
        """Returns the plans besides those that every comparison has: the edited one, and those that are shown."""
        edited = [plan for name, plan in self._extra.items() if name == EDITED_PLAN]
        shown = [plan for plan in (self._first, self._second) if plan is not None and plan.name != FITTED_PLAN]
        return tuple(dict.fromkeys((*shown, *edited)))

    def add(self, plans: Iterable[BoxPlan]) -> None:
        """Offers further plans, such as one fitted to the user's boxes, in place of earlier ones of their names."""
        for plan in plans:
            if plan not in PLANS.values():
                self._forget(self._extra.get(plan.name))
                self._extra[plan.name] = plan
        self._offer()
        self._show()

    @Slot(object)
    def choose(self, plan: BoxPlan) -> None:
        """Shows a plan that is offered."""
        self._first = plan
        self._show()

    @Slot(object)
    def compare(self, plan: BoxPlan | None) -> None:
        """Draws a second plan that is offered over the first; None draws the first alone."""
        self._second = plan
        self._show()

    def _connect(self) -> None:
        panel = self._panel
        self._explore.model_plan_changed.connect(self._on_model_plan)
        panel.first_chosen.connect(self.choose)
        panel.second_chosen.connect(self.compare)
        panel.shown_chosen.connect(self._view.default_boxes_overlay.set_shown_plans)
        panel.edited.connect(self._on_edited)
        panel.reset_wanted.connect(self._reset)
        panel.recall_wanted.connect(self.recall_wanted)
        panel.use_wanted.connect(self._use)

    @Slot(object)
    def _on_model_plan(self, plan: BoxPlan) -> None:
        self._model_plan = self._first = plan
        if self._second not in (None, *self.plans()):
            self._second = None
        self._offer()
        self._show()

    @Slot(object)
    def _on_edited(self, plan: BoxPlan) -> None:
        plan = as_edited(plan, self.plans())
        if plan not in self.plans():
            self._forget(self._extra.get(plan.name))
            self._extra[plan.name] = plan
            self._offer()
        self._first = plan
        self._show()

    def _forget(self, plan: BoxPlan | None) -> None:
        """Compares with no plan that is no longer offered."""
        if plan is not None and plan == self._second:
            self._second = None

    @Slot()
    def _reset(self) -> None:
        self._first = self._model_plan or self._explore.plan_without_model
        self._show()

    @Slot()
    def _use(self) -> None:
        self.training_wanted.emit(self._first, None)

    def _offer(self) -> None:
        self._panel.set_plans(self.plans(), model_plan=self._model_plan)

    def _show(self) -> None:
        obstacle = training_obstacle(self._first)
        usual = self._model_plan or self._explore.plan_without_model
        self._panel.show_plans(
            self._first,
            self._second,
            note=self._note(usual) if obstacle is None else localised(obstacle),
            can_use=obstacle is None,
            is_reset=self._first == usual,
        )
        self._explore.show_plan(self._first, self._second)

    def _note(self, usual: BoxPlan) -> str:
        """A sentence where the boxes that are shown are not those of the detections."""
        if self._model_plan is None or self._first == usual:
            return ""
        return self.tr("The detections are those of the detector in use, which has the plan {plan}.").format(
            plan=usual.name
        )
