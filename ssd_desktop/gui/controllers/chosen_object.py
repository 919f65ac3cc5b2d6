"""The object that default boxes are compared with: a selected label, a chosen detection, or what is clicked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.explore import ExploreController

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class ChosenObject(QObject):
    """Follows every way to choose an object and tells the default boxes of it."""

    def __init__(
        self,
        view: "MainWindow",
        explore: ExploreController,
        annotate: AnnotateController,
        detect: DetectController,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._explore = explore
        self._annotate = annotate
        self._detect = detect
        annotate.selection_changed.connect(self._on_labels_selected)
        view.objects_panel.selected.connect(self._on_detection_selected)
        view.canvas.picture_clicked.connect(self._on_clicked)

    @Slot(object)
    def forget(self) -> None:
        """Lets go of the object: another picture is shown."""
        self._explore.choose_object("", None)

    @Slot()
    def _on_labels_selected(self) -> None:
        selected = self._annotate.selected
        if selected:
            self._explore.choose_object(selected[0].label, selected[0].box.xyxy())

    @Slot(int)
    def _on_detection_selected(self, position: int) -> None:
        found = self._detect.detections
        if found is not None and 0 <= position < len(found):
            x0, y0, x1, y1 = found.boxes_xyxy[position].tolist()
            self._explore.choose_object(found.name(position), (x0, y0, x1, y1))

    @Slot(float, float, Qt.KeyboardModifier)
    def _on_clicked(self, x: float, y: float, modifiers: Qt.KeyboardModifier) -> None:
        """Takes the detection under the click, else the label; a click beside all keeps what is chosen."""
        transform, overlay = self._view.canvas.transform(), self._view.detections_overlay
        position = overlay.detection_at(x, y, transform) if overlay.visible else None
        if position is not None:
            self._on_detection_selected(position)
            return
        item = self._view.annotations_overlay.object_at(x, y, transform)
        if item is not None:
            self._explore.choose_object(item.label, item.box.xyxy())
