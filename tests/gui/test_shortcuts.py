"""Keys of commands that the user changes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.shortcuts import Shortcuts

OWN = {"next": ("D", "Right"), "previous": ("A",), "play": ("Space",), "verify": ("Space",), "about": ()}


class Desk:
    """Five commands, two of which share Space."""

    def __init__(self, settings):
        self.settings, self.owner = settings, QObject()
        self.actions = {}
        for name, keys in OWN.items():
            action = QAction(f"&{name.title()}...", self.owner)
            action.setStatusTip(f"Does {name}")
            action.setShortcuts([QKeySequence(key) for key in keys])
            self.actions[name] = action
        self.shortcuts = Shortcuts(self.actions, settings)

    def keys(self):
        return {name: tuple(key.toString() for key in action.shortcuts()) for name, action in self.actions.items()}

    def give(self, name, *keys):
        self.shortcuts.set_keys(name, [QKeySequence(key) for key in keys])


@pytest.fixture
def desk(qapp, settings):
    return Desk(settings)


def test_commands_begin_with_their_own_keys(desk):
    assert desk.keys() == OWN
    assert not any(desk.shortcuts.is_changed(name) for name in OWN)
    assert desk.shortcuts.command("next").title == "Next"


def test_a_changed_key_is_remembered_and_shown_in_the_tip(desk, qtbot):
    with qtbot.waitSignal(desk.shortcuts.changed):
        desk.give("next", "Ctrl+N")
    assert desk.actions["next"].toolTip() == "Does next (Ctrl+N)"
    assert desk.settings.save()
    assert Desk(Settings(desk.settings.path)).keys() == {**OWN, "next": ("Ctrl+N",)}


def test_a_key_has_one_command_and_the_one_that_loses_it_is_named(desk):
    key = QKeySequence("D")
    assert desk.shortcuts.holder(key, besides="previous") == "next"
    assert desk.shortcuts.holder(key, besides="next") is None
    assert desk.shortcuts.holder(QKeySequence("X"), besides="next") is None
    desk.give("previous", "A", "D")
    assert desk.keys() == {**OWN, "previous": ("A", "D"), "next": ("Right",)}
    desk.shortcuts.reset("previous")
    assert desk.keys() == OWN


def test_commands_that_share_a_key_from_the_start_go_on_sharing_it(desk):
    assert desk.shortcuts.holder(QKeySequence("Space"), besides="play") is None
    desk.give("play", "P", "Space")
    assert desk.keys()["verify"] == ("Space",)
    assert desk.shortcuts.holder(QKeySequence("Space"), besides="about") in ("play", "verify")


def test_no_key_at_all_can_be_wanted(desk):
    desk.give("next")
    assert Desk(desk.settings).keys()["next"] == ()
    assert desk.actions["next"].toolTip() == "Does next"


def test_resetting_brings_every_own_key_back(desk):
    desk.give("about", "D")
    desk.give("previous", "Right")
    desk.shortcuts.reset_all()
    assert desk.keys() == OWN
    assert desk.settings.shortcuts == {}


def test_resetting_one_command_takes_its_keys_from_whoever_has_them(desk):
    desk.give("about", "D")
    assert desk.keys()["next"] == ("Right",)
    desk.shortcuts.reset("next")
    assert desk.keys() == OWN


@pytest.mark.parametrize(
    "stored",
    ["nonsense", '{"next": "D"}', '{"next": ["no such key"]}', "[1]", '{"gone": ["D"]}', '{"next": [5, "Ctrl+"]}'],
)
def test_damaged_settings_leave_the_own_keys(qapp, settings, stored):
    settings._store.setValue("keys/changed", stored)
    assert Desk(settings).keys() == OWN


names, keys = st.sampled_from(sorted(OWN)), st.sampled_from(["D", "A", "X", "Space", "Ctrl+Z"])
steps = st.lists(st.tuples(names, st.lists(keys, max_size=2, unique=True)), max_size=6)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_whatever_is_changed_no_two_commands_share_a_key_that_did_not_from_the_start(qapp, tmp_path_factory, steps):
    desk = Desk(Settings(tmp_path_factory.mktemp("keys") / "settings.ini"))
    for name, wanted in steps:
        desk.give(name, *wanted)
        assert set(desk.keys()[name]) == set(wanted)
    held = [(key, name) for name, keys in desk.keys().items() for key in keys]
    for key, name in held:
        others = {other for other_key, other in held if other_key == key} - {name}
        assert not others or (key == "Space" and {name, *others} == {"play", "verify"})
    assert Desk(desk.settings).keys() == desk.keys()
