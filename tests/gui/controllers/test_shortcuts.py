"""The sheet of keys in the program, with answers that a test gives."""

from unittest.mock import MagicMock

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from ssd_desktop.gui.controllers.shortcuts import ShortcutsController
from ssd_desktop.gui.shortcuts import Shortcuts


class Sheet(QObject):
    """Does what ``hand`` does while it is open."""

    key_added = Signal(str, QKeySequence)
    keys_replaced = Signal(str, QKeySequence)
    reset_wanted = Signal(str)
    hand = None

    def __init__(self, parent):
        super().__init__(parent)
        self.groups = []
        self.ask_replace, self.tell = MagicMock(return_value=True), MagicMock()

    def set_groups(self, groups):
        self.groups = groups

    def exec(self):
        self.hand(self)

    def row(self, name):
        return next(row for _, rows in self.groups for row in rows if row.name == name)


@pytest.fixture
def use(window, settings, monkeypatch):
    """Opens the sheet and lets a hand use it; returns the keys afterwards."""
    shortcuts = Shortcuts(window.named_actions(), settings)
    controller = ShortcutsController(window, shortcuts, Sheet)

    def use(hand):
        monkeypatch.setattr(Sheet, "hand", staticmethod(hand))
        controller.open()
        return lambda name: [key.toString() for key in shortcuts.keys(name)]

    return use


def key(text):
    return QKeySequence(text)


def test_the_sheet_shows_every_command_of_the_menus_once_by_menu(window, use):
    def look(sheet):
        assert [title for title, _ in sheet.groups][:3] == ["File", "Edit", "View"]
        names = [row.name for _, rows in sheet.groups for row in rows if row.name]
        assert sorted(names) == sorted(window.named_actions())
        assert sheet.row("next_image").keys == "D, Right, PgDown"
        assert sheet.row("themes.dark").title == "Theme: Dark"
        assert sheet.row("about").keys == ""

    use(look)


def test_a_free_key_is_added_without_a_question(use):
    def hand(sheet):
        sheet.key_added.emit("next_image", key("Ctrl+Right"))
        assert not sheet.ask_replace.called
        assert sheet.row("next_image").is_changed

    assert use(hand)("next_image") == ["D", "Right", "PgDown", "Ctrl+Right"]


def test_a_key_of_another_command_is_asked_for_by_name(use):
    def hand(sheet):
        sheet.keys_replaced.emit("fit", key("D"))
        sheet.ask_replace.assert_called_once_with("D", "Next Picture", "Fit to Window")

    keys = use(hand)
    assert (keys("fit"), keys("next_image")) == (["D"], ["Right", "PgDown"])


def test_a_refusal_changes_nothing(use):
    def hand(sheet):
        sheet.ask_replace.return_value = False
        sheet.keys_replaced.emit("fit", key("D"))

    keys = use(hand)
    assert (keys("fit"), keys("next_image")) == (["Ctrl+0", "F"], ["D", "Right", "PgDown"])


@pytest.mark.parametrize("fixed", ["5", "Esc"])
def test_keys_that_the_picture_needs_cannot_be_had(use, fixed):
    def hand(sheet):
        sheet.key_added.emit("fit", key(fixed))
        assert sheet.tell.called

    assert use(hand)("fit") == ["Ctrl+0", "F"]


def test_no_key_one_reset_and_all_reset(use):
    def hand(sheet):
        sheet.keys_replaced.emit("fit", QKeySequence())
        assert sheet.row("fit").keys == ""
        sheet.reset_wanted.emit("fit")
        assert sheet.row("fit").keys == "Ctrl+0, F"
        sheet.key_added.emit("about", key("D"))
        sheet.reset_wanted.emit("next_image")
        sheet.ask_replace.assert_called_with("D", "About SSD Desktop", "Next Picture")
        sheet.key_added.emit("about", key("X"))
        sheet.reset_wanted.emit("")

    keys = use(hand)
    assert (keys("about"), keys("next_image")) == ([], ["D", "Right", "PgDown"])
