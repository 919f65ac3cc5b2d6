"""The commands that tell others what is seen: a view as a picture, the trace as JSON, the guided tour."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from ssd_desktop.gui.action_set import ActionSet


class TellActions(ActionSet):
    """Commands of the menus File and Help, as attributes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.save_view = self._make(
            self.tr("Save &View as Picture..."),
            self.tr("Write the picture as it is explained now, with the charts of the panel, as PNG or SVG"),
            icon_name="save",
            keys="Ctrl+Shift+P",
        )
        self.copy_view = self._make(
            self.tr("Cop&y View as Picture"),
            self.tr("Copy the picture as it is explained now, with the charts of the panel"),
            icon_name="copy",
            keys="Ctrl+Shift+Y",
        )
        self.save_trace = self._make(
            self.tr("Save &Trace as JSON..."),
            self.tr("Write every number of the explanation of this picture to a file"),
            icon_name="save",
            keys="Ctrl+Shift+J",
        )
        self.tour = self._make(
            self.tr("&How SSD Sees This Picture"),
            self.tr("Be shown in ten steps how the detector comes to its boxes, on a sample picture"),
            icon_name="layers",
            keys="Ctrl+F1",
        )
        for action in self.to_give():
            action.setEnabled(False)

    def to_give(self) -> tuple[QAction, ...]:
        """Returns the commands that give a view away, in their order in menus."""
        return self.save_view, self.copy_view, self.save_trace
