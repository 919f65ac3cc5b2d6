"""Keys of a list that the window has too."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidget, QMainWindow

from ssd_desktop.gui.panels.own_keys import OwnKeys


@pytest.fixture
def window(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.done = []
    window.list = QListWidget()
    window.setCentralWidget(window.list)
    for name, owner in (("window", window), ("list", window.list)):
        action = QAction(name, window)
        action.setShortcut("Del")
        action.triggered.connect(lambda _=False, name=name: window.done.append(name))
        owner.addAction(action)
    window.own = window.list.actions()[0]
    window.own.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    OwnKeys(window.list, [window.own])
    window.show()
    window.list.setFocus()
    return window


def test_the_command_of_the_list_goes_before_that_of_the_window(window, qtbot):
    qtbot.keyClick(window.list, Qt.Key.Key_Delete)
    assert window.done == ["list"]


def test_a_command_that_is_not_enabled_leaves_its_key_to_the_window(window, qtbot):
    window.own.setEnabled(False)
    qtbot.keyClick(window.list, Qt.Key.Key_Delete)
    assert window.done == ["window"]


def test_other_keys_are_those_of_the_list(window, qtbot):
    window.list.addItems(["a", "b"])
    qtbot.keyClick(window.list, Qt.Key.Key_Down)
    assert window.list.currentRow() == 0
    assert window.done == []
