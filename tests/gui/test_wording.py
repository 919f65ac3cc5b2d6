"""The texts of the window follow one style: docs/architecture.md, "Texts of the window"."""

import re
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QAbstractButton, QDockWidget, QLabel, QMenu, QPushButton, QWidget

from ssd_desktop.app import Program
from ssd_desktop.resources import resource_path
from tests.gui.test_fitting import DIALOGS
from tests.gui.test_translations import MNEMONIC, doubled

_SMALL = frozenset(["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
_NAMES = frozenset({"labelme", "fp32", "bf16", "int8"})
_PROMPTS = frozenset({"ClassQuestions", "OpeningController", "VideoDialogs"})
"""Questions of one line, which end in a colon above their field."""


def texts() -> list[tuple[str, str]]:
    """Returns context and English text of all that the window says."""
    contexts = ElementTree.parse(resource_path("i18n") / "ssd_desktop_ko.ts").iterfind("context")
    return [
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in contexts
        for message in context.iterfind("message")
    ]


def out_of_style(title: str) -> list[str]:
    """Returns the words of a title that are not written as in a title."""
    words = re.findall(r"[A-Za-z][\w'-]*", re.sub(r"&|\{[^{}]*\}", "", title))
    inner = {word for word in words[1:-1] if word in _SMALL}
    return [word for word in words if word[0].islower() and word not in inner | _NAMES]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("&Keep the Last Good Model", []),
        ("Fine-tune &Again...", []),
        ("Move {count} Boxes", []),
        ("Use this model", ["this", "model"]),
        ("Switch on", ["on"]),
    ],
)
def test_words_out_of_style_are_noticed(title, found):
    assert out_of_style(title) == found


def test_what_goes_on_and_what_asks_more_ends_in_three_full_stops():
    assert [(context, text) for context, text in texts() if text.endswith("…")] == []


def test_labels_of_fields_end_without_a_colon():
    with_colon = [(context, text) for context, text in texts() if re.fullmatch(r".{1,30}:", text)]
    assert [one for one in with_colon if one[0] not in {*_PROMPTS, "MatchingPanel", "Messages"}] == []


def test_pixels_are_called_px_after_a_number():
    assert [text for context, text in texts() if re.search(r"(\d|\}) pixels", text) and context != "Messages"] == []


def test_menu_entries_are_titles(program):
    window = program.window
    of_this_machine = {window.shipped_menu, window.recent_menu, window.camera_menu, window.device_menu}
    menus = set(window.menuBar().findChildren(QMenu)) - of_this_machine
    assert [action.text() for menu in menus for action in menu.actions() if out_of_style(action.text())] == []


@pytest.mark.parametrize("name", DIALOGS)
def test_titles_and_buttons_of_dialogs_are_titles(qtbot, tmp_path, name):
    dialog = DIALOGS[name](tmp_path)
    qtbot.addWidget(dialog)
    assert out_of_style(dialog.windowTitle()) == []
    assert [text for text in buttons(dialog) if out_of_style(text)] == []


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", DIALOGS)
def test_no_two_fields_of_a_dialog_share_a_mnemonic(qtbot, speak, tmp_path, name, language):
    speak(language)
    dialog = DIALOGS[name](tmp_path)
    qtbot.addWidget(dialog)
    assert doubled(labels_and_buttons(dialog)) == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_nothing_in_a_panel_takes_the_alt_key_of_a_menu(qtbot, speak, settings, tmp_path, language):
    speak(language)
    window = Program(settings, log_path=tmp_path / "log.txt").window
    qtbot.addWidget(window)
    of_menus = {key for action in window.menuBar().actions() for key in MNEMONIC.findall(action.text())}
    texts = [text for dock in window.findChildren(QDockWidget) for text in labels_and_buttons(dock)]
    assert len(MNEMONIC.findall(" ".join(texts))) > 15
    assert [text for text in texts if of_menus.intersection(MNEMONIC.findall(text.upper()))] == []


def test_buttons_of_panels_are_titles(program):
    panels = program.window.findChildren(QDockWidget)
    assert [text for panel in panels for text in buttons(panel) if out_of_style(text)] == []


def buttons(top: QWidget) -> list[str]:
    return [button.text() for button in top.findChildren(QPushButton)]


def labels_and_buttons(top: QWidget) -> list[str]:
    return [one.text() for one in top.findChildren(QWidget) if isinstance(one, (QLabel, QAbstractButton))]
