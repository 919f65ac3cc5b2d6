"""The panels below the picture: hidden until they are wanted, then behind one row of tabs; the picture stays."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QWidget

from ssd_desktop.gui.dock_tabs import bring_forward

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

_AREA = Qt.DockWidgetArea.BottomDockWidgetArea


def add_bottom_dock(window: "MainWindow", name: str, title: str, panel: QWidget, *, keys: str) -> QDockWidget:
    """Adds a hidden panel below the picture, with its entry in View > Panels.

    Args:
        window: The window; its layout is restored later.
        name: Under which its place is remembered.
        title: What the user reads.
        panel: The contents.
        keys: Shortcut that shows and hides it.
    """
    dock = window.add_dock(name, title, panel, _AREA, keys=keys)
    dock.hide()
    window.docks_menu.addAction(dock.toggleViewAction())
    dock.toggleViewAction().triggered.connect(lambda wanted: bring_forward(window, dock) if wanted else None)
    return dock
