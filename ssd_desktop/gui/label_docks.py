"""The panels of labelling: in front while boxes are edited, away while nothing can be labelled."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDockWidget, QMainWindow


class LabelDocks(QObject):
    """Shows them when they are needed, without taking the user's own arrangement away.

    Args:
        window: The window the docks are in.
        pairs: Each panel of labelling, and the panel it shares its place with at first.
    """

    def __init__(self, window: QMainWindow, pairs: Sequence[tuple[QDockWidget, QDockWidget]]) -> None:
        super().__init__(window)
        self._window = window
        self._pairs = pairs
        self._away: list[QDockWidget] = []
        self._in_use = True
        for dock, other in pairs:
            window.tabifyDockWidget(other, dock)
            other.raise_()

    def set_editing(self, editing: bool) -> None:
        """Brings the panels of labelling to the front of their places, or those they share them with."""
        for dock, other in self._pairs:
            if other in self._window.tabifiedDockWidgets(dock):
                (dock if editing else other).raise_()

    def set_in_use(self, in_use: bool) -> None:
        """Takes the panels away for what cannot be labelled at all, such as a camera, and brings them back."""
        if in_use == self._in_use:
            return
        self._in_use = in_use
        if in_use:
            for dock in self._away:
                dock.show()
            for dock, other in self._pairs:
                if dock in self._away and other in self._window.tabifiedDockWidgets(dock):
                    other.raise_()
            self._away = []
        else:
            self._away = [dock for dock, _ in self._pairs if not dock.isHidden()]
            for dock in self._away:
                dock.hide()
        for dock, _ in self._pairs:
            dock.toggleViewAction().setEnabled(in_use)
