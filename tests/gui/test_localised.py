"""Messages from below the window: each is known, translated with its values, and English where it is not."""

import json
import runpy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QTranslator

from ssd_desktop.annotation.image_folder import list_images
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.error_dialog import error_box
from ssd_desktop.gui.localised import localised, localised_device
from ssd_desktop.gui.message_bar import MessageBar
from ssd_desktop.gui.message_index import MessageIndex, Pattern
from ssd_desktop.inference.devices import available_devices
from ssd_desktop.media.image_file import read_image
from ssd_desktop.resources import resource_path
from tests.unit.data.made_data import write_image

_TOOL = Path(__file__).resolve().parents[2] / "tools" / "translate.py"
TEMPLATES = json.loads(resource_path("i18n", "messages.json").read_text(encoding="utf-8"))


@pytest.fixture
def korean(qapp):
    translator = QTranslator()
    assert translator.load(QLocale("ko"), "ssd_desktop", "_", str(resource_path("i18n")))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def is_korean(text):
    return any("가" <= letter <= "힣" for letter in text)


def filled(template):
    """A message made of a template, and its values."""
    names = Pattern.of(template).names
    values = {name: f"«{number}»" for number, name in enumerate(names)}
    return template.format(**values), list(values.values())


def test_the_list_has_the_messages_of_the_sources():
    if not _TOOL.is_file():
        pytest.skip("the tools are not beside these tests")
    assert runpy.run_path(str(_TOOL))["message_templates"]() == TEMPLATES


def test_every_message_is_found_again_and_keeps_its_values_in_korean(korean):
    assert len(TEMPLATES) > 300
    for template in TEMPLATES:
        message, values = filled(template)
        shown = localised(message)
        assert is_korean(shown), message
        assert [value for value in values if value not in shown] == [], (message, shown)


def test_without_a_translation_a_message_stays_as_it_is(qapp):
    assert [localised(filled(template)[0]) for template in TEMPLATES] == [filled(one)[0] for one in TEMPLATES]


@pytest.mark.parametrize("text", ["", "Anything else.", "가나다", "{path}", "The image", "100 %"])
def test_what_is_no_message_from_below_stays_as_it_is(korean, text):
    assert localised(text) == text


def test_a_reason_inside_a_message_is_translated_too(korean):
    message = "The folder /data/a (1) cannot be read (Permission denied); check its permissions."
    assert localised(message) == "폴더 /data/a (1)을(를) 읽을 수 없습니다(권한 없음). 권한을 확인하세요."
    cut = "The image /a.jpg is truncated; get an intact copy of it."
    assert localised(cut) == "이미지 /a.jpg: 잘렸습니다. 온전한 사본을 구하세요."
    inner = "The image /a.jpg does not exist; check the path."
    assert "이미지 /a.jpg이(가) 없습니다" in localised(f"No image of cards can be evaluated; the first reason: {inner}")


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Processor (1 thread)", "프로세서(스레드 1개)"),
        ("Processor (16 threads), OpenVINO bf16", "프로세서(스레드 16개), OpenVINO bf16"),
        ("NVIDIA H100 (cuda:0)", "NVIDIA H100 (cuda:0)"),
    ],
)
def test_the_processor_is_named_in_the_language_of_the_window(korean, label, shown):
    assert localised_device(label) == shown


def test_the_devices_of_this_machine_are_among_the_messages(korean):
    assert available_devices()[-1].label.startswith("Processor")
    assert localised_device(available_devices()[-1].label).startswith("프로세서")


def test_shares_stand_apart_from_their_sign_in_every_language(qapp):
    text = "{short} of the boxes, paper {long}: auto keeps a shipped plan unless fitting gains at least 1{s}%"
    text = f"The fitted plan reaches {text} on held-back boxes."
    assert localised(text.format(short="98.3%", long="100.0%", s="")) == text.format(
        short="98.3\N{NO-BREAK SPACE}%", long="100.0\N{NO-BREAK SPACE}%", s="\N{NO-BREAK SPACE}"
    )


def test_a_percent_sign_in_the_name_of_a_file_stays(qapp):
    message = "The annotation file /pictures/50% off.xml does not exist; check the path."
    assert localised(message) == message


def test_errors_as_they_are_raised_are_found(korean, tmp_path):
    (tmp_path / "broken.jpg").write_bytes(b"no image at all")
    (tmp_path / "empty.png").touch()
    (tmp_path / "unlabelled").mkdir()
    write_image(tmp_path / "unlabelled" / "a.png")
    fails = (
        lambda: read_image(tmp_path / "broken.jpg"),
        lambda: read_image(tmp_path / "empty.png"),
        lambda: read_image(tmp_path / "gone.png"),
        lambda: read_image(tmp_path),
        lambda: list_images(tmp_path / "gone"),
        lambda: load_dataset(tmp_path / "unlabelled"),
    )
    for fail in fails:
        with pytest.raises(SSDDesktopError) as caught:
            fail()
        assert is_korean(localised(str(caught.value))), str(caught.value)


def test_the_window_shows_messages_in_its_language(korean, qtbot):
    message = "The video /v.mp4 does not exist; check the path."
    bar = MessageBar()
    qtbot.addWidget(bar)
    assert bar.show_error(message) == bar.text == "동영상 /v.mp4이(가) 없습니다. 경로를 확인하세요."
    bar.withdraw(bar.text)
    assert bar.text == ""
    box = error_box(SSDDesktopError(message), None)
    qtbot.addWidget(box)
    assert box.text() == "동영상 /v.mp4이(가) 없습니다. 경로를 확인하세요."


def searched_one_by_one(message):
    """Of the templates that fit, the one with the most words; the first of several."""
    patterns = sorted(map(Pattern.of, TEMPLATES), key=lambda pattern: -sum(map(len, pattern.words)))
    return next(((one, values) for one in patterns if (values := one.values(message)) is not None), None)


@settings(max_examples=40)
@given(st.sampled_from(TEMPLATES), st.text("xyz0 /.가", max_size=3), st.booleans())
def test_the_index_finds_what_a_search_through_all_finds(template, value, whole):
    message = template.format(**dict.fromkeys(Pattern.of(template).names, value))
    message = message if whole else message[: len(message) // 2]
    assert MessageIndex(TEMPLATES).find(message) == searched_one_by_one(message)


def test_few_messages_are_taken_apart_to_find_one(monkeypatch):
    taken = []
    of = Pattern.of
    index = MessageIndex(TEMPLATES)
    monkeypatch.setattr(Pattern, "of", lambda template: taken.append(template) or of(template))
    assert index.find("The folder /data/a cannot be read (Permission denied); check its permissions.") is not None
    first = len(taken)
    assert 0 < first < len(TEMPLATES) / 10
    index.find("The folder /data/b cannot be read (Permission denied); check its permissions.")
    assert len(taken) == first


@given(st.sampled_from(TEMPLATES), st.data())
def test_values_come_back_as_they_were_put_in(template, data):
    pattern = Pattern.of(template)
    given_values = {name: data.draw(st.text("xyz0/ 가", min_size=1)) for name in pattern.names}
    message = template.format(**given_values)
    found = pattern.values(message)
    assert found is not None
    # A value may hold the words that stand behind it; put together they always make the same message.
    assert template.format(**found) == message


@given(st.sampled_from(TEMPLATES), st.text("abc {}()", max_size=5), st.text("abc {}()", max_size=5))
def test_another_text_is_no_message_of_the_pattern_unless_a_value_reaches_its_end(template, before, after):
    pattern = Pattern.of(template)
    message = before + filled(template)[0] + after
    found = pattern.values(message)
    assert found is None or template.format(**found) == message
