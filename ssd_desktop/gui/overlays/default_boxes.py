"""The default boxes of the feature maps over the picture, of one box plan or of two that are compared."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPainter

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.colours import map_colour, plan_colour
from ssd_desktop.gui.overlays.overlay import Overlay, device_pixels
from ssd_desktop.gui.overlays.plan_painter import BoxXyxy, PictureRegion, PlanPainter, in_fractions
from ssd_desktop.ssd.box_selection import BoxFilter
from ssd_desktop.ssd.default_boxes import DefaultBoxes

PlansShown = Literal["first", "second", "both"]

_NO_MAPS: frozenset[int] = frozenset()


class DefaultBoxesOverlay(Overlay):
    """Draws default boxes over the picture, or over the tile of it that the network was shown.

    They are stretched with it, each feature map in its own colour; while two plans are compared, each plan in its own.

    Signals:
        cells_changed: Other cells are shown (``cells``).
    """

    cells_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plans: list[PlanPainter] = []
        self._shown: PlansShown = "both"
        self._maps = self._cell_maps = self._grid_maps = self._centre_maps = _NO_MAPS
        self._filter = BoxFilter()
        self._near: BoxXyxy | None = None
        self._pointer: tuple[float, float] | None = None
        self._region: PictureRegion | None = None
        self._painted_region: PictureRegion | None = None
        self._places: list[dict[int, tuple[int, int]]] = []

    # -- Which plans

    def set_default_boxes(self, default_boxes: DefaultBoxes | None, compared: DefaultBoxes | None = None) -> None:
        """Shows the default boxes of another box plan; None shows none.

        Args:
            default_boxes: Of the plan.
            compared: Of a second plan beside it.
        """
        plans = [boxes for boxes in (default_boxes, compared) if boxes is not None]
        if len(plans) == 2:
            self._plans = [PlanPainter(boxes, _one_colour(plan_colour(place))) for place, boxes in enumerate(plans)]
        else:
            self._plans = [PlanPainter(boxes, map_colour) for boxes in plans]
        self._follow_pointer()
        self.changed.emit()

    def set_shown_plans(self, shown: PlansShown) -> None:
        """Chooses which of two compared plans is drawn; a single plan always is."""
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    # -- What of them

    def set_region(self, region_xyxy: PictureRegion | None) -> None:
        """Shows the default boxes of a part of the picture, x0, y0, x1, y1 in its pixels; None: of the whole."""
        if region_xyxy != self._region:
            self._region = region_xyxy
            self._follow_pointer()
            self.changed.emit()

    def set_maps(self, maps: Iterable[int]) -> None:
        """Shows all boxes of these feature maps (0 is the finest) that pass the filter."""
        self._maps = frozenset(maps)
        for plan in self._plans:
            plan.keep_only(self._maps)
        self.changed.emit()

    def set_cell_maps(self, maps: Iterable[int]) -> None:
        """Shows the boxes of the cell under the pointer for these feature maps."""
        self._cell_maps = frozenset(maps)
        self._follow_pointer()
        self.changed.emit()

    def set_grid_maps(self, maps: Iterable[int]) -> None:
        """Shows the lines between the cells of these feature maps."""
        self._grid_maps = frozenset(maps)
        self.changed.emit()

    def set_centre_maps(self, maps: Iterable[int]) -> None:
        """Shows the centres of the cells of these feature maps."""
        self._centre_maps = frozenset(maps)
        self.changed.emit()

    def set_filter(
        self,
        *,
        shapes: Iterable[int] = (),
        near_xyxy: BoxXyxy | None = None,
        least_iou: float = 0.5,
    ) -> None:
        """Shows only boxes of some shapes, and that overlap a box.

        Args:
            shapes: Numbers of shapes in a cell; none: all.
            near_xyxy: x0, y0, x1, y1 in picture pixels; None: wherever they lie.
            least_iou: Least overlap with that box, above 0 to 1.
        """
        wanted = BoxFilter(frozenset(shapes), None, least_iou)
        if (wanted, near_xyxy) != (self._filter, self._near):
            self._filter, self._near = wanted, near_xyxy
            self.changed.emit()

    def set_pointer(self, x: float | None, y: float | None = None) -> None:
        """Moves the pointer, in picture pixels; None when it has left the picture."""
        self._pointer = None if x is None or y is None else (x, y)
        if self._follow_pointer():
            self.changed.emit()

    # -- What others ask

    def cells(self) -> dict[int, tuple[int, int]]:
        """Returns row and column of the shown cell of each feature map, of the first plan; empty before a painting."""
        return dict(self._places[0]) if self._places else {}

    def shown_region(self) -> PictureRegion | None:
        """Returns the part of the picture over which the boxes were painted last."""
        return self._painted_region

    # -- Painting

    def paint(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Draws coarse maps first, so that the fine ones are not hidden, and the cells on top."""
        region = self._region or (0, 0, transform.picture_width, transform.picture_height)
        if region != self._painted_region:
            self._painted_region = region
            self._follow_pointer()
        wanted = self._filter_in(region)
        with device_pixels(painter, transform):
            for plan in self._drawn_plans():
                self._paint_plan(plan, painter, transform, wanted)

    def _paint_plan(self, plan: PlanPainter, painter: QPainter, transform: CanvasTransform, wanted: BoxFilter) -> None:
        region = self._painted_region
        if region is None:
            return
        for feature_map in _known(plan, self._grid_maps):
            plan.paint_grid(painter, transform, region, feature_map)
        for feature_map in _known(plan, self._maps):
            plan.paint_boxes(painter, transform, region, feature_map, wanted)
        for feature_map in _known(plan, self._centre_maps):
            plan.paint_centres(painter, transform, region, feature_map)
        for feature_map, cell in self._cells_of(plan, region).items():
            plan.paint_cell(painter, transform, region, (feature_map, *cell), wanted)

    def _drawn_plans(self) -> list[PlanPainter]:
        if len(self._plans) < 2 or self._shown == "both":
            return self._plans
        return self._plans[:1] if self._shown == "first" else self._plans[1:]

    def _filter_in(self, region: PictureRegion) -> BoxFilter:
        """The filter with its box in fractions of a part of the picture."""
        if self._near is None:
            return self._filter
        return replace(self._filter, near_xyxy=in_fractions(self._near, region))

    def _follow_pointer(self) -> bool:
        """Returns whether other cells are to be shown; before a first painting nobody knows, so it says yes."""
        region = self._painted_region
        if region is None or not self._plans:
            return bool(self._cell_maps)
        places = [self._cells_of(plan, region) for plan in self._plans]
        if places == self._places:
            return False
        self._places = places
        self.cells_changed.emit()
        return True

    def _cells_of(self, plan: PlanPainter, region: PictureRegion) -> dict[int, tuple[int, int]]:
        """Row and column of the cell under the pointer for each map of which the cell is shown, coarse maps first."""
        x0, y0, x1, y1 = region
        if self._pointer is None or not (x0 <= self._pointer[0] < x1 and y0 <= self._pointer[1] < y1):
            return {}
        x, y = (self._pointer[0] - x0) / (x1 - x0), (self._pointer[1] - y0) / (y1 - y0)
        return {feature_map: plan.boxes.cell_at(feature_map, x, y) for feature_map in _known(plan, self._cell_maps)}


def _known(plan: PlanPainter, maps: frozenset[int]) -> list[int]:
    """Those of the maps that the plan has, coarse ones first."""
    return sorted((k for k in maps if 0 <= k < len(plan.boxes.map_slices)), reverse=True)


def _one_colour(colour: QColor) -> Callable[[int], QColor]:
    return lambda feature_map: colour
