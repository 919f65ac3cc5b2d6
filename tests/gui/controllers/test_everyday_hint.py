"""The offer of the detector of everyday objects: once, and only to somebody who has chosen none."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject

from ssd_desktop.gui.controllers import everyday_hint
from ssd_desktop.gui.message_bar import MessageBar
from ssd_desktop.gui.settings import Settings
from ssd_desktop.inference.types import Detections

DEFAULT, EVERYDAY, MINE = Path("cards.safetensors"), Path("everyday.safetensors"), Path("mine.safetensors")


def found(*scores):
    count = len(scores)
    boxes = np.tile(np.array([[10, 10, 50, 50]], np.float32), (count, 1))
    labels, indices = np.ones(count, np.int64), np.zeros(count, np.int64)
    return Detections(boxes, labels, np.array(scores, np.float32), indices, ("ace", "king"), 100, 100)


class Window:
    """The message bar and the hint; says which detector the hint asked for."""

    def __init__(self, messages, settings):
        self.messages = messages
        self.in_use = DEFAULT
        self.wanted = []
        self._owner = QObject()
        self.hint = everyday_hint.EverydayHint(
            messages, settings, in_use=lambda: self.in_use, parent=self._owner
        )  # fmt: skip
        self.hint.wanted.connect(self.wanted.append)

    def look(self, detections):
        self.hint.look(object(), detections)
        return self.messages.text


@pytest.fixture
def shipped(monkeypatch):
    def ship(*, everyday):
        monkeypatch.setattr(everyday_hint, "default_detector", lambda: DEFAULT)
        monkeypatch.setattr(everyday_hint, "everyday_detector", lambda: everyday)

    ship(everyday=EVERYDAY)
    return ship


@pytest.fixture
def make(qtbot, tmp_path, shipped):
    def make():
        messages = MessageBar()
        qtbot.addWidget(messages)
        return Window(messages, Settings(tmp_path / "settings.ini"))

    return make


def test_where_nothing_is_found_the_other_detector_is_offered_and_taken_with_a_click(make):
    window = make()

    assert window.look(found(0.3, 0.1)) == "Nothing found: this detector knows only ace, king."
    (take,) = window.hint.findChildren(everyday_hint.QAction)
    take.trigger()
    assert window.wanted == [EVERYDAY]


def test_the_offer_ends_where_something_is_found_and_what_others_say_stays(make):
    window = make()
    window.look(found())
    assert window.look(found(0.8)) == ""
    window.messages.show_error("The disk is full.")
    assert window.look(found(0.8)) == "The disk is full."


def test_it_is_offered_once(make):
    window = make()
    window.look(found())
    window.messages.clear()

    assert window.look(found()) == ""


@pytest.mark.parametrize("detections", [found(0.8, 0.2), None], ids=["found", "no detector looks"])
def test_nothing_is_said_where_something_is_found_or_nobody_looked(make, detections):
    assert make().look(detections) == ""


def test_nothing_is_said_of_a_detector_that_the_user_chose(make):
    window = make()
    window.in_use = MINE

    assert window.look(found()) == ""


def test_another_message_is_not_replaced(make):
    window = make()
    window.messages.show_error("The camera is gone.")

    assert window.look(found()) == "The camera is gone."


def test_a_greeting_gives_way(make):
    window = make()
    window.messages.show_notice("Welcome.", gives_way=True)

    assert window.look(found()).startswith("Nothing found")
    assert not window.messages.is_free


def test_an_installation_without_it_offers_nothing(make, shipped):
    shipped(everyday=None)

    assert make().look(found()) == ""
