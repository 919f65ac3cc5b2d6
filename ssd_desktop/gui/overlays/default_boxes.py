"""The default boxes of the feature maps over the picture, of one box plan or of two that are compared."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.colours import map_colour, plan_colour
from ssd_desktop.gui.overlays.frames import line_pixels
from ssd_desktop.gui.overlays.overlay import Overlay, device_pixels
from ssd_desktop.gui.overlays.plan_painter import BoxXyxy, Ink, PictureRegion, PlanPainter, in_fractions, render_inks
from ssd_desktop.ssd.box_selection import BoxFilter
from ssd_desktop.ssd.default_boxes import DefaultBoxes

PlansShown = Literal["first", "second", "both"]

_NO_MAPS: frozenset[int] = frozenset()

_MARGIN = 128
"""Device pixels around the visible part that are painted ahead of a pan."""


class _Wanted(NamedTuple):
    """Everything that decides what the kept picture shows."""

    width: int
    height: int
    pixel: int
    plans: tuple[int, ...]
    grid_maps: frozenset[int]
    maps: frozenset[int]
    centre_maps: frozenset[int]
    passing: BoxFilter


class _KeptPicture(NamedTuple):
    """All that does not follow the pointer, painted once.

    Attributes:
        wanted: What it shows.
        region: Part that is painted, device pixels from the picture's upper left corner.
        pixmap: Of the region, one pixel a device pixel.
    """

    wanted: _Wanted
    region: QRect
    pixmap: QPixmap


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
        self._kept: _KeptPicture | None = None

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
        self._kept = None
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
        passing = self._filter_in(region)
        with device_pixels(painter, transform):
            if self._maps or self._grid_maps or self._centre_maps:
                self._paint_still(painter, transform, region, passing)
            for plan in self._drawn_plans():
                for feature_map, cell in self._cells_of(plan, region).items():
                    plan.paint_cell(painter, transform, region, (feature_map, *cell), passing)

    def _paint_still(
        self, painter: QPainter, transform: CanvasTransform, region: PictureRegion, passing: BoxFilter
    ) -> None:
        """Draws what does not follow the pointer, from the kept picture where that still shows it."""
        picture = transform.device_rect(*region)
        ratio = transform.device_pixel_ratio
        wanted = _Wanted(
            picture.width(), picture.height(), line_pixels(1, ratio), tuple(map(id, self._drawn_plans())),
            self._grid_maps, self._maps, self._centre_maps, passing,
        )  # fmt: skip
        view = transform.device_view_rect().translated(-picture.topLeft())
        kept = self._kept
        if kept is None or kept.wanted != wanted or not kept.region.contains(view):
            part = view.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
            # Fresh memory for some megabytes costs more than painting into them: keep what fits.
            fits = kept is not None and kept.pixmap.size() == part.size()
            pixmap = kept.pixmap if kept is not None and fits else QPixmap(part.size())
            origin = QRect(0, 0, picture.width(), picture.height())
            render_inks(pixmap, self._inks(origin, passing, ratio), region=part, picture=origin)
            kept = self._kept = _KeptPicture(wanted, part, pixmap)
        painter.drawPixmap(QPoint(0, 0), kept.pixmap, view.translated(-kept.region.topLeft()))

    def _inks(self, picture: QRect, passing: BoxFilter, ratio: float) -> Iterator[Ink]:
        """Grids, then boxes, then centres, of each plan."""
        pixel = line_pixels(1, ratio)
        for plan in self._drawn_plans():
            for feature_map in _known(plan, self._grid_maps):
                yield from plan.grid(feature_map, picture, pixel=pixel)
            for feature_map in _known(plan, self._maps):
                yield from plan.outlines(feature_map, picture, passing, pixel=pixel)
            for feature_map in _known(plan, self._centre_maps):
                yield from plan.centres(feature_map, picture, ratio=ratio)

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
