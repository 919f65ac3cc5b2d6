"""The sheet of keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit, QPushButton, QTreeWidget

from ssd_desktop.gui.dialogs.shortcuts import ShortcutRow, ShortcutsDialog

GROUPS = [
    ("File", [ShortcutRow("open", "Open", "Ctrl+O"), ShortcutRow("next", "Next Picture", "D", is_changed=True)]),
    ("On the picture", [ShortcutRow("", "Zoom", "Wheel")]),
]


@pytest.fixture
def dialog(qtbot):
    dialog = ShortcutsDialog()
    qtbot.addWidget(dialog)
    dialog.set_groups(GROUPS)
    dialog.show()
    return dialog


def rows(dialog):
    tree = dialog.findChild(QTreeWidget)
    groups = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    items = [group.child(number) for group in groups for number in range(group.childCount())]
    return {item.text(0): item for item in items}


def shown(dialog):
    return [title for title, item in rows(dialog).items() if not item.isHidden()]


def choose(dialog, title):
    dialog.findChild(QTreeWidget).setCurrentItem(rows(dialog)[title])


def button(dialog, text):
    return next(one for one in dialog.findChildren(QPushButton) if one.text().replace("&", "") == text)


@pytest.mark.parametrize(
    ("text", "found"),
    [("", ["Open", "Next Picture", "Zoom"]), ("ctrl", ["Open"]), ("file pic", ["Next Picture"]), ("nothing", [])],
)
def test_every_word_of_the_search_is_in_title_keys_or_menu(dialog, qtbot, text, found):
    qtbot.keyClicks(dialog.findChild(QLineEdit), text)
    assert shown(dialog) == found


def test_rows_have_room_above_and_below_their_text(dialog):
    tree = dialog.findChild(QTreeWidget)
    assert tree.visualItemRect(tree.topLevelItem(0)).height() >= tree.fontMetrics().height() + 6


def test_a_changed_key_is_bold(dialog):
    assert [item.font(1).bold() for item in rows(dialog).values()] == [False, True, False]


def test_a_pressed_key_is_given_to_the_chosen_command(dialog, qtbot):
    assert not dialog._editor.isEnabled()
    choose(dialog, "Next Picture")
    edit = dialog.findChild(QKeySequenceEdit)
    for text, signal in (("Add", dialog.key_added), ("Use Only This", dialog.keys_replaced)):
        assert not button(dialog, text).isEnabled()
        qtbot.keyClick(edit, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
        with qtbot.waitSignal(signal) as given:
            button(dialog, text).click()
        assert given.args == ["next", QKeySequence("Ctrl+X")]
        assert edit.keySequence().isEmpty()


def test_keys_are_taken_away_and_reset(dialog, qtbot):
    choose(dialog, "Open")
    with qtbot.waitSignal(dialog.keys_replaced) as given:
        button(dialog, "No Key").click()
    assert given.args == ["open", QKeySequence()]
    for text, name in (("Default", "open"), ("Reset All", "")):
        with qtbot.waitSignal(dialog.reset_wanted) as reset:
            button(dialog, text).click()
        assert reset.args == [name]


def test_what_mouse_and_fixed_keys_do_cannot_be_changed(dialog):
    choose(dialog, "Zoom")
    assert not dialog._editor.isEnabled()


def test_other_rows_keep_the_chosen_command_and_the_search(dialog, qtbot):
    choose(dialog, "Next Picture")
    qtbot.keyClicks(dialog.findChild(QLineEdit), "next")
    dialog.set_groups(GROUPS)
    assert dialog.findChild(QTreeWidget).currentItem().text(0) == "Next Picture"
    assert shown(dialog) == ["Next Picture"]
