"""The commands for projects and their runs."""

from PySide6.QtCore import QObject

from ssd_desktop.gui.action_set import ActionSet


class ProjectActions(ActionSet):
    """Commands of the menus File and Train, as attributes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.create = self._make(
            self.tr("New Pro&ject from Folder..."),
            self.tr("Keep pictures, labels, runs and models of a folder together; nothing is moved"),
            icon_name="project",
            keys="Ctrl+Shift+N",
        )
        self.welcome = self._make(
            self.tr("&Welcome"),
            self.tr("Show where to begin, recent projects and the samples"),
            icon_name="welcome",
            keys="Ctrl+Shift+W",
        )
        self.runs = self._make(
            self.tr("&Runs"),
            self.tr("Show all trainings of the project, compare, use, repeat or delete them"),
            icon_name="runs",
        )
