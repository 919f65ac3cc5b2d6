"""The window that is painted before what answers in it is there."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDockWidget

from ssd_desktop.app import Program
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.main_window import MainWindow
from ssd_desktop.gui.painted_first import PaintedFirst
from ssd_desktop.gui.settings import Settings


def test_the_rest_is_called_once_and_after_the_window_has_been_painted(window, qtbot):
    order = []
    window.first_shown.connect(lambda: order.append("painting"))
    painted = PaintedFirst(window, lambda: order.append("rest"))
    assert order == []
    window.show()
    qtbot.waitUntil(lambda: len(order) == 2)
    window.canvas.repaint()
    QCoreApplication.processEvents()
    assert order == ["painting", "rest"]
    assert painted.error is None


def test_an_error_of_the_rest_is_kept_and_ends_the_event_loop(window, monkeypatch, qtbot):
    ended = []
    monkeypatch.setattr(QCoreApplication, "exit", ended.append)
    error = SSDDesktopError("The icons are missing; install the program again.")

    def fail():
        raise error

    painted = PaintedFirst(window, fail)
    window.show()
    qtbot.waitUntil(lambda: ended == [1])
    assert painted.error is error


def test_panels_that_come_after_the_painting_take_the_places_they_had(program, settings, qtbot):
    program.window.show()
    dock_of(program.window, "explain").toggleViewAction().trigger()
    program.statistics.dock.show()
    program.window.suggestions_dock.hide()
    program.window.close()

    kept = Settings(settings.path)
    window = MainWindow()
    qtbot.addWidget(window)
    window.restore_layout(kept.geometry, kept.dock_state)
    window.show()
    Program(kept, window=window)
    assert window.dockWidgetArea(dock_of(window, "statistics")) == Qt.DockWidgetArea.BottomDockWidgetArea
    assert dock_of(window, "statistics").isVisible()
    assert dock_of(window, "explain") in window.tabifiedDockWidgets(window.layers_dock)
    assert window.suggestions_dock.isHidden()
    assert dock_of(window, "runs").isHidden()
    window.close()


def dock_of(window, name):
    return window.findChild(QDockWidget, f"dock_{name}")
