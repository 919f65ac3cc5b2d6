"""Docks that share a place behind a row of tabs: bringing one forward, and tab bars that Qt has left over."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar


def bring_forward(window: QMainWindow, dock: QDockWidget) -> None:
    """Shows a panel, in front of those that are seen below the picture if it belongs there too."""
    dock.show()
    # Not before both are seen: Qt keeps room for a pair of tabs of which neither is.
    others = [other for other in window.findChildren(QDockWidget) if other is not dock and _is_below(window, other)]
    if others and _is_below(window, dock) and not window.tabifiedDockWidgets(dock):
        window.tabifyDockWidget(others[0], dock)
    dock.raise_()


def hide_leftover_tabs(window: QMainWindow) -> None:
    """Hides the tab bars that stand for no group of docks.

    Where a group grows before the window is shown, or an earlier layout is taken up, Qt makes a new bar; the one before
    stays visible where it was, over whatever comes to lie there.
    """
    docks = {dock.windowTitle(): dock for dock in window.findChildren(QDockWidget)}
    waiting = {_group(window, dock) for dock in docks.values()}
    # The bar that Qt uses is the one it made last.
    for bar in reversed(window.findChildren(QTabBar)):
        titles = frozenset(bar.tabText(tab) for tab in range(bar.count()))
        if bar.parent() is not window or not titles or not titles <= docks.keys():
            continue
        if titles in waiting:
            waiting.discard(titles)
        else:
            bar.hide()


def _group(window: QMainWindow, dock: QDockWidget) -> frozenset[str]:
    """Returns the titles of the docks that share a place with one; those that are hidden have no tab."""
    together = (dock, *window.tabifiedDockWidgets(dock))
    return frozenset(one.windowTitle() for one in together if not one.isHidden())


def _is_below(window: QMainWindow, dock: QDockWidget) -> bool:
    return (
        dock.isVisible()
        and not dock.isFloating()
        and window.dockWidgetArea(dock) == Qt.DockWidgetArea.BottomDockWidgetArea
    )
