"""The timeline of a video."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from ssd_desktop.gui.panels.timeline import SeekSlider, TimelinePanel, clock_text


@pytest.fixture
def panel(qtbot: QtBot) -> TimelinePanel:
    made = TimelinePanel()
    qtbot.addWidget(made)
    made.resize(700, 40)
    made.set_media(377, 12.5)
    made.show()
    return made


def button(panel: TimelinePanel, name: str) -> QToolButton:
    return next(each for each in panel.findChildren(QToolButton) if each.accessibleName() == name)


def slider(panel: TimelinePanel) -> SeekSlider:
    return panel.findChild(SeekSlider)


@pytest.mark.parametrize(
    ("time_s", "text"),
    [
        (0.0, "0:00.000"),
        (0.88, "0:00.880"),
        (59.9996, "1:00.000"),
        (75.25, "1:15.250"),
        (3661.5, "1:01:01.500"),
        (-1.0, "0:00.000"),
    ],
)
def test_times_are_minutes_seconds_and_milliseconds(time_s: float, text: str) -> None:
    assert clock_text(time_s) == text


def test_frames_are_counted_from_one_for_people(panel: TimelinePanel) -> None:
    panel.set_position(11, 0.88)
    assert panel.findChild(QLabel).text() == "0:00.880  frame 12 / 377"
    panel.set_position(376, 30.08)
    assert panel.findChild(QLabel).text() == "0:30.080  frame 377 / 377"


def test_showing_a_position_does_not_seek(panel: TimelinePanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.seek):
        panel.set_position(200, 16.0)
    assert slider(panel).value() == 200


def test_a_click_on_the_slider_seeks_to_that_very_place(panel: TimelinePanel, qtbot: QtBot) -> None:
    bar = slider(panel)
    with qtbot.waitSignal(panel.seek) as sought:
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, bar.height() // 2))
    assert sought.args[0] == pytest.approx(188, abs=2)
    assert not bar.isSliderDown()


def test_both_ends_of_the_slider_are_the_first_and_last_frame(panel: TimelinePanel, qtbot: QtBot) -> None:
    bar = slider(panel)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() - 1, 5))
    assert bar.value() == 376
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(0, 5))
    assert bar.value() == 0


def test_while_the_slider_is_held_late_frames_do_not_move_it(panel: TimelinePanel, qtbot: QtBot) -> None:
    bar = slider(panel)
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, 5))
    held = bar.value()
    panel.set_position(3, 0.24)
    assert bar.value() == held
    with qtbot.waitSignal(panel.seek):
        qtbot.mouseMove(bar, QPoint(bar.width() // 4, 5))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 4, 5))
    panel.set_position(3, 0.24)
    assert bar.value() == 3


def test_arrow_keys_seek_by_one_frame(panel: TimelinePanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.seek) as sought:
        qtbot.keyClick(slider(panel), Qt.Key.Key_Right)
    assert sought.args == [1]


def test_buttons_tell_what_the_user_wants(panel: TimelinePanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.step) as stepped:
        button(panel, "One frame back").click()
    assert stepped.args == [-1]
    with qtbot.waitSignal(panel.step) as stepped:
        button(panel, "One frame forward").click()
    assert stepped.args == [1]
    with qtbot.waitSignal(panel.play_toggled):
        button(panel, "Play").click()


def test_the_play_button_says_what_it_will_do(panel: TimelinePanel) -> None:
    panel.set_playing(True)
    assert panel.is_playing()
    assert button(panel, "Pause").toolTip() == "Pause"
    panel.set_playing(False)
    assert not button(panel, "Play").icon().isNull()


def test_a_live_camera_has_no_slider_and_no_steps(panel: TimelinePanel) -> None:
    panel.set_media(None, 0.0)
    panel.set_position(42, 1.5)
    assert not slider(panel).isVisible()
    assert not button(panel, "One frame back").isVisible()
    assert button(panel, "Play").isEnabled()
    assert panel.findChild(QLabel).text() == "live  0:01.500"
    panel.set_media(10, 25.0)
    assert slider(panel).isVisible()


def test_nothing_to_play_disables_everything(panel: TimelinePanel) -> None:
    panel.set_media(0, 0.0)
    assert not button(panel, "Play").isEnabled()
    assert not slider(panel).isEnabled()
    assert panel.findChild(QLabel).text() == ""


def test_the_clock_keeps_its_width_as_the_digits_change(panel: TimelinePanel) -> None:
    panel.set_position(0, 0.0)
    before = slider(panel).width()
    panel.set_position(376, 30.08)
    panel.layout().activate()
    assert slider(panel).width() == before
