"""Commands: their keys, what they are called, and where they stand."""

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QPushButton, QTabBar, QToolButton

from ssd_desktop.gui.action_set import plain_text
from ssd_desktop.gui.actions import Actions
from ssd_desktop.training.events import TrainingPaused, TrainingResult


def test_no_two_commands_share_a_key(program):
    keys = Counter(
        key.toString()
        for action in program.window.shortcut_actions()
        for key in action.shortcuts()
        if not key.isEmpty()
    )
    # Space plays what moves and verifies what stands still: one of the two is always disabled.
    # G grabs what moves and shows the ground truth of what stands still.
    assert sorted(key for key, count in keys.items() if count > 1) == ["Backspace", "Del", "G", "Space"]
    assert not (
        program.window.commands.video.grab_frame.isEnabled() and program.window.commands.show_ground_truth.isEnabled()
    )
    # Del deletes a selected box or rejects a selected suggestion: never is one of each selected.
    assert not program.window.commands.edit.delete.isEnabled()
    assert not program.window.commands.suggest.reject.isEnabled()
    assert not (program.window.commands.play.isEnabled() and program.window.commands.edit.verify.isEnabled())


def test_every_command_explains_itself(window):
    for action in window.commands.all():
        assert plain_text(action)
        assert action.toolTip()
        assert action.statusTip()


def test_every_command_is_in_a_menu(window):
    in_menus = set(window.shortcut_actions())
    assert [plain_text(action) for action in window.commands.all() if action not in in_menus] == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("open_file", "Ctrl+O"),
        ("quit", "Ctrl+Q"),
        ("copy_picture", "Ctrl+Shift+C"),
        ("save_picture", "Ctrl+Shift+S"),
        ("play", "Space"),
        ("next_image", "D"),
        ("previous_image", "A"),
        ("full_screen", "F11"),
        ("fit", "Ctrl+0"),
    ],
)
def test_commands_have_the_keys_users_expect(window, name, key):
    assert QKeySequence(key) in getattr(window.commands, name).shortcuts()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("draw_box", "W"),
        ("save", "Ctrl+S"),
        ("delete", "Del"),
        ("duplicate", "Ctrl+D"),
        ("verify", "Space"),
        ("hide", "H"),
        ("undo", "Ctrl+Z"),
        ("redo", "Ctrl+Shift+Z"),
        ("copy", "Ctrl+C"),
        ("paste", "Ctrl+V"),
    ],
)
def test_labels_are_edited_with_the_keys_of_labelimg(window, name, key):
    assert QKeySequence(key) in getattr(window.commands.edit, name).shortcuts()


def test_toolbar_buttons_and_docks_have_names_to_be_read_aloud(window):
    buttons = [button for button in window.toolbar.findChildren(QToolButton) if button.defaultAction() is not None]
    assert len(buttons) > 8
    assert all(button.accessibleName() and button.toolTip() for button in buttons)
    assert all(dock.accessibleName() for dock in window.findChildren(QDockWidget))


def mnemonics(window):
    """Returns the Alt keys of menus, buttons and labels that are in view."""
    texts = [action.text() for action in window.menuBar().actions()]
    texts += [button.text() for button in window.findChildren(QPushButton) if button.isVisible()]
    texts += [label.text() for label in window.findChildren(QLabel) if label.isVisible() and label.buddy() is not None]
    return [key.toString() for text in texts if not (key := QKeySequence.mnemonic(text)).isEmpty()]


def test_no_two_things_in_view_share_an_alt_key_whatever_a_training_does(window, qtbot):
    panel = window.training_panel
    window.show_training()
    window.show()
    states = (
        lambda: None,
        lambda: panel.begin("cards"),
        lambda: panel.show_event(TrainingPaused()),
        lambda: panel.show_event(TrainingResult("run", "run/best.safetensors", "finished", 3)),
    )
    for enter in states:
        enter()
        keys = Counter(mnemonics(window))
        assert [key for key, count in keys.items() if count > 1] == []


def test_a_menu_shows_a_tick_and_no_icon_where_a_command_is_switched_on_and_off(window):
    toggles = [action for action in window.commands.all() if action.isCheckable()]
    assert toggles
    assert not any(action.isIconVisibleInMenu() for action in toggles)


def press_override(widget, key):
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_space_presses_the_button_that_has_the_focus_instead_of_playing(window, qtbot):
    window.show()
    button = QToolButton(window)
    window._keys._watch(None, button)
    assert press_override(button, Qt.Key.Key_Space)
    assert not press_override(button, Qt.Key.Key_Left)
    other = QLabel(window)
    window._keys._watch(button, other)
    assert not press_override(other, Qt.Key.Key_Space)


def test_arrows_change_the_tab_where_tabs_have_the_focus_instead_of_turning_the_page(window):
    window.show()
    bar = QTabBar(window)
    window._keys._watch(None, bar)
    assert press_override(bar, Qt.Key.Key_Left)
    assert press_override(bar, Qt.Key.Key_Right)
    assert not press_override(bar, Qt.Key.Key_Space)


def test_actions_can_be_made_without_a_window(qapp):
    owner = QObject()
    assert len(Actions(owner).all()) > 30


def test_every_command_of_the_menus_has_a_name_under_which_its_keys_are_remembered(window):
    named = window.named_actions()
    assert set(window.commands.all()) <= set(named.values())
    assert named["edit.draw_box"] is window.commands.edit.draw_box
    assert named["panels.dock_images"] is window.images_dock.toggleViewAction()


def test_the_keys_of_every_panel_can_be_changed_and_are_in_the_sheet(program):
    named = program.window.named_actions()
    docks = program.window.findChildren(QDockWidget)
    assert len(docks) > 10
    sheet = {row.name for _, rows in program.keys.groups() for row in rows}
    for dock in docks:
        assert named[f"panels.{dock.objectName()}"] is dock.toggleViewAction()
        assert f"panels.{dock.objectName()}" in sheet
