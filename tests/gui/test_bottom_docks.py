"""Panels below the picture share one row of tabs, however and whenever they are shown."""

import pytest
from PySide6.QtWidgets import QLabel

from ssd_desktop.gui.bottom_docks import add_bottom_dock
from ssd_desktop.gui.dock_tabs import bring_forward


@pytest.fixture
def docks(window, qtbot):
    docks = [add_bottom_dock(window, name, name, QLabel(name), keys="") for name in ("one", "two", "three")]
    window.show()
    qtbot.waitExposed(window)
    return docks


def test_they_are_hidden_at_first_and_listed_in_the_menu(window, docks):
    assert all(dock.isHidden() for dock in docks)
    assert {dock.toggleViewAction() for dock in docks} <= set(window.docks_menu.actions())


def test_each_that_is_shown_comes_to_the_front_of_the_same_row(window, docks, qtbot):
    for dock in docks:
        dock.toggleViewAction().trigger()
    window.show_training()
    shown = {*docks, window.training_dock}
    qtbot.waitUntil(lambda: set(window.tabifiedDockWidgets(docks[0])) == shown - {docks[0]})
    qtbot.waitUntil(lambda: not window.training_dock.visibleRegion().isEmpty())
    bring_forward(window, docks[1])
    qtbot.waitUntil(lambda: not docks[1].visibleRegion().isEmpty())
    assert window.training_dock.visibleRegion().isEmpty()


def test_one_that_floats_or_was_put_elsewhere_stays_there(window, docks):
    docks[0].setFloating(True)
    docks[0].show()
    bring_forward(window, docks[1])
    assert window.tabifiedDockWidgets(docks[1]) == []
    bring_forward(window, docks[0])
    assert docks[0].isFloating()


def test_the_training_panel_joins_the_row_also_from_the_menu(window, docks, qtbot):
    for action in (docks[0].toggleViewAction(), window.training_dock.toggleViewAction()):
        action.trigger()
    qtbot.waitUntil(lambda: window.tabifiedDockWidgets(docks[0]) == [window.training_dock])
    qtbot.waitUntil(lambda: not window.training_dock.visibleRegion().isEmpty())
