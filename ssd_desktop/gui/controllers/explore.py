"""Looking around: zoom, the pointer, default boxes, ground truth, the picture as the network sees it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ssd_desktop.gui.controllers.zoom import connect_zoom
from ssd_desktop.gui.overlays.plan_painter import BoxXyxy, in_fractions
from ssd_desktop.gui.panels.box_drawing import BoxDrawing
from ssd_desktop.gui.panels.layer_texts import overlap_text
from ssd_desktop.gui.workers.detection import ModelInfo
from ssd_desktop.ssd.box_selection import BoxFilter, best_overlap, selected_boxes
from ssd_desktop.ssd.config import PLANS, BoxPlan
from ssd_desktop.ssd.default_boxes import DefaultBoxes, make_default_boxes

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

#: Shown while no model is loaded: the equation as the paper writes it.
PLAN_WITHOUT_MODEL = "paper"


class ExploreController(QObject):
    """Connects the canvas, the Layers panel and the View menu.

    Signals:
        model_plan_changed: ``BoxPlan`` of the model that is in use from now on.
        plan_changed: Another plan is shown.
    """

    model_plan_changed = Signal(object)
    plan_changed = Signal()

    def __init__(self, view: "MainWindow") -> None:
        super().__init__(view)
        self._view = view
        self._plan: BoxPlan | None = None
        self._compared: BoxPlan | None = None
        self._boxes: list[DefaultBoxes] = []
        self._drawing = view.layers_panel.drawing()
        self._chosen: tuple[str, BoxXyxy] | None = None
        self._connect_canvas()
        self._connect_layers()
        self.show_plan(PLANS[PLAN_WITHOUT_MODEL])

    @property
    def plan(self) -> BoxPlan:
        """The box plan that is shown, the first of two."""
        return self._plan or PLANS[PLAN_WITHOUT_MODEL]

    @property
    def plan_without_model(self) -> BoxPlan:
        """What is shown while no model is loaded."""
        return PLANS[PLAN_WITHOUT_MODEL]

    def show_plan(self, plan: BoxPlan, compared: BoxPlan | None = None) -> None:
        """Shows the default boxes of another box plan.

        Args:
            plan: To be shown.
            compared: A second plan beside it.
        """
        if (plan, compared) == (self._plan, self._compared):
            return
        self._plan, self._compared = plan, compared
        self._boxes = [make_default_boxes(one) for one in (plan, compared) if one is not None]
        self._view.default_boxes_overlay.set_default_boxes(*self._boxes)
        self._view.layers_panel.set_default_boxes(self._boxes[0])
        self._show_network_view(self._view.commands.network_view.isChecked())
        self._show_overlap()
        self.plan_changed.emit()

    def choose_object(self, name: str, box_xyxy: BoxXyxy | None) -> None:
        """Takes the object that default boxes may be asked to overlap.

        Args:
            name: What it is called.
            box_xyxy: x0, y0, x1, y1 in picture pixels; None: none is chosen.
        """
        chosen = None if box_xyxy is None else (name, box_xyxy)
        if chosen != self._chosen:  # every frame of a video lets go of the object
            self._chosen = chosen
            self._show_drawing(self._drawing)

    @Slot(object)
    def use_model(self, model: ModelInfo) -> None:
        """Shows the default boxes of the model that is in use, and its classes in their colours."""
        self.show_plan(model.plan)
        self._view.annotations_overlay.set_classes(model.classes)
        self.model_plan_changed.emit(model.plan)

    def _connect_canvas(self) -> None:
        view, canvas, commands = self._view, self._view.canvas, self._view.commands
        connect_zoom(commands, canvas, canvas)
        commands.network_view.toggled.connect(self._show_network_view)
        commands.show_ground_truth.toggled.connect(self._show_ground_truth)
        canvas.zoom_changed.connect(view.status.set_zoom)
        canvas.pointer_moved.connect(self._on_pointer_moved)
        canvas.pointer_left.connect(self._on_pointer_left)
        canvas.picture_clicked.connect(self._on_clicked)

    def _connect_layers(self) -> None:
        panel, overlay = self._view.layers_panel, self._view.default_boxes_overlay
        panel.drawing_changed.connect(self._show_drawing)
        overlay.cells_changed.connect(self._show_cells)

    @Slot(object)
    def _show_drawing(self, drawing: BoxDrawing) -> None:
        """Draws of the chosen maps what is wanted."""
        overlay, nothing = self._view.default_boxes_overlay, frozenset[int]()
        if drawing.follows and not self._drawing.follows:
            overlay.set_pointer(None)
        self._drawing = drawing
        overlay.set_grid_maps(drawing.maps if drawing.grid else nothing)
        overlay.set_centre_maps(drawing.maps if drawing.centres else nothing)
        overlay.set_maps(drawing.maps if drawing.boxes else nothing)
        overlay.set_cell_maps(drawing.maps if drawing.cell else nothing)
        near = self._chosen[1] if drawing.least_iou is not None and self._chosen is not None else None
        overlay.set_filter(shapes=drawing.shapes, near_xyxy=near, least_iou=drawing.least_iou or 0.5)
        self._show_overlap()

    @Slot()
    def _show_cells(self) -> None:
        self._view.layers_panel.show_cells(self._view.default_boxes_overlay.cells())

    def _show_overlap(self) -> None:
        """Says how many default boxes of the chosen maps overlap the chosen object, and which does most."""
        drawing, panel = self._drawing, self._view.layers_panel
        if drawing.least_iou is None:
            panel.show_overlap("")
            return
        region = self._region()
        if self._chosen is None or region is None:
            panel.show_overlap(self.tr("Click an object in the picture, or choose one in the list of objects."))
            return
        name, box = self._chosen
        wanted = BoxFilter(drawing.shapes, in_fractions(box, region), drawing.least_iou)
        panel.show_overlap("\n".join(_overlap(boxes, drawing.maps, wanted, name) for boxes in self._boxes))

    def _region(self) -> tuple[int, int, int, int] | None:
        """The part of the picture that the network is shown."""
        size = self._view.canvas.picture_size()
        if size.isEmpty():
            return None
        return self._view.default_boxes_overlay.shown_region() or (0, 0, size.width(), size.height())

    @Slot(bool)
    def _show_network_view(self, on: bool) -> None:
        self._view.canvas.set_network_view(self._plan.image_size if on and self._plan is not None else None)

    @Slot(bool)
    def _show_ground_truth(self, on: bool) -> None:
        self._view.annotations_overlay.visible = on

    @Slot(float, float)
    def _on_pointer_moved(self, x: float, y: float) -> None:
        self._view.status.set_pointer(x, y)
        if self._drawing.follows and not self._view.canvas.picture_size().isEmpty():
            self._view.default_boxes_overlay.set_pointer(x, y)

    @Slot()
    def _on_pointer_left(self) -> None:
        self._view.status.set_pointer(None)
        if self._drawing.follows:
            self._view.default_boxes_overlay.set_pointer(None)

    @Slot(float, float, Qt.KeyboardModifier)
    def _on_clicked(self, x: float, y: float, modifiers: Qt.KeyboardModifier) -> None:
        if not self._drawing.follows:
            self._view.default_boxes_overlay.set_pointer(x, y)


def _overlap(boxes: DefaultBoxes, maps: frozenset[int], wanted: BoxFilter, name: str) -> str:
    """How many default boxes of some maps pass a filter with a box, and which of all overlaps that box most."""
    known = [feature_map for feature_map in maps if feature_map < len(boxes.map_slices)]
    count = sum(len(selected_boxes(boxes, feature_map, wanted)) for feature_map in known)
    best = None if wanted.near_xyxy is None else best_overlap(boxes, range(len(boxes.map_slices)), wanted.near_xyxy)
    if best is None:
        return ""
    return overlap_text(boxes, name=name, count=count, least_iou=wanted.least_iou, best=best)
