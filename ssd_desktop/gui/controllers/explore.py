"""Looking around: zoom, the pointer, default boxes, ground truth, the picture as the network sees it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ssd_desktop.gui.workers.detection import ModelInfo
from ssd_desktop.ssd.config import PLANS, BoxPlan
from ssd_desktop.ssd.default_boxes import make_default_boxes

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

#: Shown while no model is loaded: the equation as the paper writes it.
PLAN_WITHOUT_MODEL = "paper"


class ExploreController(QObject):
    """Connects the canvas, the Layers panel and the View menu."""

    def __init__(self, view: "MainWindow") -> None:
        super().__init__(view)
        self._view = view
        self._plan: BoxPlan | None = None
        self._connect_canvas()
        self._connect_layers()
        self.show_plan(PLANS[PLAN_WITHOUT_MODEL])

    def show_plan(self, plan: BoxPlan) -> None:
        """Shows the default boxes of another box plan."""
        if plan == self._plan:
            return
        self._plan = plan
        default_boxes = make_default_boxes(plan)
        self._view.default_boxes_overlay.set_default_boxes(default_boxes)
        self._view.layers_panel.set_default_boxes(default_boxes)
        self._show_network_view(self._view.commands.network_view.isChecked())

    @Slot(object)
    def use_model(self, model: ModelInfo) -> None:
        """Shows the default boxes of the model that is in use, and its classes in their colours."""
        self.show_plan(model.plan)
        self._view.annotations_overlay.set_classes(model.classes)

    def _connect_canvas(self) -> None:
        view, canvas, commands = self._view, self._view.canvas, self._view.commands
        commands.zoom_in.triggered.connect(canvas.zoom_in)
        commands.zoom_out.triggered.connect(canvas.zoom_out)
        commands.fit.triggered.connect(canvas.fit)
        commands.actual_size.triggered.connect(self._show_actual_size)
        commands.network_view.toggled.connect(self._show_network_view)
        commands.show_ground_truth.toggled.connect(self._show_ground_truth)
        canvas.zoom_changed.connect(view.status.set_zoom)
        canvas.pointer_moved.connect(self._on_pointer_moved)
        canvas.pointer_left.connect(self._on_pointer_left)

    def _connect_layers(self) -> None:
        panel, overlay = self._view.layers_panel, self._view.default_boxes_overlay
        panel.maps_changed.connect(overlay.set_maps)
        panel.cell_maps_changed.connect(overlay.set_cell_maps)

    @Slot()
    def _show_actual_size(self) -> None:
        self._view.canvas.set_zoom(1.0)

    @Slot(bool)
    def _show_network_view(self, on: bool) -> None:
        self._view.canvas.set_network_view(self._plan.image_size if on and self._plan is not None else None)

    @Slot(bool)
    def _show_ground_truth(self, on: bool) -> None:
        self._view.annotations_overlay.visible = on

    @Slot(float, float)
    def _on_pointer_moved(self, x: float, y: float) -> None:
        size = self._view.canvas.picture_size()
        self._view.status.set_pointer(x, y)
        if not size.isEmpty():
            self._view.default_boxes_overlay.set_pointer(x, y)

    @Slot()
    def _on_pointer_left(self) -> None:
        self._view.status.set_pointer(None)
        self._view.default_boxes_overlay.set_pointer(None)
