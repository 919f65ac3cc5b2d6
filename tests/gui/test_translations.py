"""The Korean catalogue: complete, up to date with the sources, and in use when the language asks for it."""

import re
import runpy
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ssd_desktop.gui.action_set import plain_text
from ssd_desktop.gui.dialogs.fine_tune import FineTuneDialog
from ssd_desktop.gui.dialogs.training_request import StartWeights
from ssd_desktop.gui.main_window import MainWindow
from ssd_desktop.resources import resource_path

_TOOL = Path(__file__).resolve().parents[2] / "tools" / "translate.py"
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
MNEMONIC = re.compile(r"&(\w)")


@dataclass(frozen=True)
class Entry:
    """A text of the window and what the catalogue says of it."""

    context: str
    source: str
    translation: str
    state: str


def read_catalogue(path: Path) -> list[Entry]:
    return [
        Entry(
            context.findtext("name", ""),
            message.findtext("source", ""),
            message.findtext("translation", ""),
            message.find("translation").get("type", "finished"),
        )
        for context in ElementTree.parse(path).iterfind("context")
        for message in context.iterfind("message")
    ]


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return read_catalogue(resource_path("i18n") / "ssd_desktop_ko.ts")


# -- The catalogue


def test_every_text_is_translated(entries):
    assert len(entries) > 300
    assert [entry for entry in entries if entry.state != "finished" or not entry.translation.strip()] == []


def test_translations_have_the_placeholders_of_their_sources(entries):
    assert [
        entry
        for entry in entries
        if Counter(_PLACEHOLDER.findall(entry.source)) != Counter(_PLACEHOLDER.findall(entry.translation))
    ] == []


def test_one_thing_has_one_korean_word(entries):
    avoided = {
        "사진": "이미지", "비디오": "동영상", "상자": "박스", "레이블": "라벨", "물체": "객체", "십시오": "세요",
        "스텝": "단계", "임계": "임곗", "신경망": "네트워크", "베이스": "기반", "내장": "기본 제공",
    }  # fmt: skip
    assert [
        f"{entry.translation}: {word}, not {other}"
        for entry in entries
        for other, word in avoided.items()
        if other in entry.translation
    ] == []


def test_translations_have_as_many_mnemonics_as_their_sources(entries):
    assert [entry for entry in entries if entry.source.count("&") != entry.translation.count("&")] == []


def test_mnemonics_stand_in_brackets_before_the_dots(entries):
    with_mnemonic = [entry for entry in entries if "&" in entry.translation]
    assert with_mnemonic
    assert [entry for entry in with_mnemonic if not re.search(r"\(&[A-Z]\)(\.\.\.)?$", entry.translation)] == []


def test_translations_keep_the_dots_and_line_breaks_of_their_sources(entries):
    def shape(text: str) -> tuple[bool, int]:
        return text.endswith("..."), text.count("\n")

    assert [entry for entry in entries if shape(entry.source) != shape(entry.translation)] == []


def test_a_size_in_cells_or_pixels_is_not_broken_over_two_lines(entries):
    assert [entry for entry in entries if "} × {" in entry.translation] == []


def test_the_catalogue_has_the_texts_of_the_sources(entries, tmp_path):
    if not _TOOL.is_file():
        pytest.skip("the tools are not beside these tests")
    copy = Path(shutil.copy(resource_path("i18n") / "ssd_desktop_ko.ts", tmp_path))
    runpy.run_path(str(_TOOL))["collect"](copy)
    collected = {(entry.context, entry.source) for entry in read_catalogue(copy)}
    assert collected == {(entry.context, entry.source) for entry in entries}


# -- The compiled catalogue


def test_the_compiled_catalogue_says_what_the_catalogue_says(entries):
    translator = QTranslator()
    assert translator.load(QLocale("ko"), "ssd_desktop", "_", str(resource_path("i18n")))
    assert [entry for entry in entries if translator.translate(entry.context, entry.source) != entry.translation] == []


def test_the_korean_window_and_the_buttons_of_qt_are_korean(qtbot: QtBot, speak):
    speak("ko")
    window = MainWindow()
    qtbot.addWidget(window)
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == ["파일(&F)", "편집(&E)", "보기(&V)", "재생(&P)", "모델(&M)", "학습(&T)", "도움말(&H)"]
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "취소"


def test_the_english_window_is_english(speak):
    speak("en")
    assert QCoreApplication.translate("MainWindow", "&File") == "&File"


@pytest.mark.parametrize(
    ("preferred", "shown"),
    [
        (["ko-KR", "en-US"], "파일(&F)"),
        (["en-US", "en", "ko-KR"], "&File"),
        (["fr-FR", "ko-KR", "en"], "파일(&F)"),
        (["fr-FR", "fr"], "&File"),
        (["C"], "&File"),
    ],
)
def test_the_system_language_follows_the_order_that_the_user_prefers(speak, monkeypatch, preferred, shown):
    class System(QLocale):
        def uiLanguages(self, *_):
            return preferred

    monkeypatch.setattr(QLocale, "system", staticmethod(System))
    speak("system")
    assert QCoreApplication.translate("MainWindow", "&File") == shown


# -- Mnemonics


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_button_shows_the_key_of_a_command_in_brackets(qtbot: QtBot, speak, language):
    speak(language)
    window = MainWindow()
    qtbot.addWidget(window)
    buttons = [button for button in window.findChildren(QToolButton) if button.defaultAction() is not None]
    with_key = [button for button in buttons if "&" in button.defaultAction().text()]
    assert len(with_key) > 10
    assert [button.text() for button in with_key if re.search(r"\(\w\)|&", button.text())] == []


def test_a_button_keeps_no_key_when_its_command_changes_its_text(qtbot: QtBot, speak):
    speak("ko")
    window = MainWindow()
    qtbot.addWidget(window)
    button = QToolButton()
    qtbot.addWidget(button)
    button.setDefaultAction(window.commands.edit.undo)
    window.commands.edit.name_steps("박스 그리기", "")
    assert (button.text(), window.commands.edit.undo.text()) == ("박스 그리기 실행 취소", "박스 그리기 실행 취소(&U)")


def doubled(texts: list[str]) -> list[str]:
    keys = Counter(key.upper() for text in texts for key in MNEMONIC.findall(text))
    return [key for key, count in keys.items() if count > 1]


def menus(entries: list[QAction]) -> Iterator[list[QAction]]:
    yield entries
    for entry in entries:
        menu = entry.menu()
        if isinstance(menu, QMenu):
            yield from menus(menu.actions())


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_two_entries_of_a_menu_share_a_mnemonic(qtbot: QtBot, speak, language):
    speak(language)
    window = MainWindow()
    qtbot.addWidget(window)
    for entries in menus(window.menuBar().actions()):
        assert doubled([entry.text() for entry in entries]) == [], [entry.text() for entry in entries]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_two_fields_of_the_fine_tune_dialog_share_a_mnemonic(qtbot: QtBot, speak, language, tmp_path):
    speak(language)
    start = StartWeights("vgg16", "VGG16")
    dialog = FineTuneDialog([start], [], runs_folder=tmp_path, describe_checkpoint=lambda path: start)
    qtbot.addWidget(dialog)
    texts = [widget.text() for widget in dialog.findChildren(QWidget) if isinstance(widget, (QLabel, QAbstractButton))]
    assert len(MNEMONIC.findall(" ".join(texts))) > 15
    assert doubled(texts) == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("&Open Picture or Video...", "Open Picture or Video"),
        ("F&ull Screen", "Full Screen"),
        ("폴더 열기(&F)...", "폴더 열기"),
        ("종료(&Q)", "종료"),
        ("Zoom (fit)", "Zoom (fit)"),
    ],
)
def test_commands_are_read_aloud_without_their_mnemonics(qapp, text, plain):
    assert plain_text(QAction(text)) == plain
