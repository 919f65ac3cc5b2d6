"""The feature maps with their default boxes, as a student reads them, and what to show of each."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from ssd_desktop.gui.panels.box_drawing import BoxDrawing, BoxDrawingControls, with_maps
from ssd_desktop.gui.panels.layer_texts import cell_text, total_explanation, total_text
from ssd_desktop.gui.panels.network_diagram import NetworkDiagram
from ssd_desktop.gui.panels.scrolling import VerticalScrollArea
from ssd_desktop.ssd.default_boxes import DefaultBoxes


class LayersPanel(QWidget):
    """The network with its feature maps, and below it what of their default boxes is drawn.

    Signals:
        drawing_changed: ``BoxDrawing`` that is wanted now.
    """

    drawing_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._default_boxes: DefaultBoxes | None = None
        self._diagram = NetworkDiagram()
        self._diagram.every.setText(self.tr("Every feature map"))
        self._controls = BoxDrawingControls(self._diagram.every)
        self._total = QLabel(self.tr("No default boxes: no detector is loaded yet."))
        self._total.setWordWrap(True)
        self._total.setToolTip(f"<p>{total_explanation()}</p>")
        self.tabs = QTabWidget(documentMode=True)
        self._lay_out()
        self._diagram.maps_changed.connect(self._announce)
        self._controls.changed.connect(self._announce)

    def add_part(self, part: QWidget, title: str) -> None:
        """Adds a tab beside that of the default boxes."""
        self.tabs.addTab(VerticalScrollArea(part), title)
        self.tabs.tabBar().setVisible(self.tabs.count() > 1)

    def set_default_boxes(self, default_boxes: DefaultBoxes) -> None:
        """Describes the feature maps of another box plan; what was chosen stays chosen."""
        self._default_boxes = default_boxes
        self._diagram.set_plan(default_boxes.plan)
        self._controls.set_plan(default_boxes.plan)
        self._total.setText(total_text(default_boxes.plan))

    def drawing(self) -> BoxDrawing:
        """Returns what is to be drawn."""
        return with_maps(self._controls.drawing(), self._diagram.maps())

    def set_drawing(self, drawing: BoxDrawing) -> None:
        """Chooses what is to be drawn; says so if that changes anything."""
        self._diagram.set_maps(drawing.maps)
        self._controls.set_drawing(drawing)

    def show_cells(self, cells: dict[int, tuple[int, int]]) -> None:
        """Says which cells are drawn.

        Args:
            cells: Row and column by feature map.
        """
        boxes = self._default_boxes
        lines = [] if boxes is None else [cell_text(boxes, number, *cells[number]) for number in sorted(cells)]
        self._controls.show_cells("\n".join(lines))

    def show_overlap(self, text: str) -> None:
        """Says what overlaps the chosen object, or how to choose one; "" says nothing."""
        self._controls.show_overlap(text)

    @Slot()
    def _announce(self) -> None:
        self.drawing_changed.emit(self.drawing())

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self._diagram)
        column.addWidget(self._total)
        column.addWidget(self._controls)
        column.addStretch(1)
        self.tabs.addTab(VerticalScrollArea(content), self.tr("Boxes"))
        self.tabs.tabBar().hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.tabs)
