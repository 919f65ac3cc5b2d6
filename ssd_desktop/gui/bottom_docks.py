"""The panels below the picture: hidden until they are wanted, then behind one row of tabs; the picture stays."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QWidget

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


def bring_forward(window: "MainWindow", dock: QDockWidget) -> None:
    """Shows a panel, in front of those that are seen below the picture if it belongs there too."""
    dock.show()
    # Not before both are seen: Qt keeps room for a pair of tabs of which neither is.
    others = [other for other in window.findChildren(QDockWidget) if other is not dock and _is_below(window, other)]
    if others and _is_below(window, dock) and not window.tabifiedDockWidgets(dock):
        window.tabifyDockWidget(others[0], dock)
    dock.raise_()


def _is_below(window: "MainWindow", dock: QDockWidget) -> bool:
    return dock.isVisible() and not dock.isFloating() and window.dockWidgetArea(dock) == _AREA
