"""Playing a decoding, with and without motion."""

import pytest
from PySide6.QtWidgets import QProxyStyle, QStyle

from ssd_desktop.gui.panels.decoding_controls import DecodingControls
from ssd_desktop.inference.explanation.detections import explain_detections, fates_in
from ssd_desktop.inference.explanation.types import ExplanationSettings
from tests.unit.inference.explanation.made_seen import made_seen


class Still(QProxyStyle):
    """A desktop that asks for less motion."""

    def styleHint(self, hint, option=None, widget=None, returned=None):
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, returned)


@pytest.fixture(scope="module")
def traces():
    seen, chosen = made_seen(2), ExplanationSettings(score=0.2)
    return explain_detections(seen, fates_in(seen, chosen), chosen)


@pytest.fixture
def controls(qtbot, traces):
    controls = DecodingControls()
    qtbot.addWidget(controls)
    controls.set_trace(traces[0])
    return controls


def test_it_begins_at_the_detection_and_steps_back_to_the_default_box(controls):
    seen = [controls.progress()]
    texts = [controls.text()]
    for _ in range(4):
        controls.step(-1)
        seen.append(controls.progress())
        texts.append(controls.text())
    assert seen == [3.0, 2.0, 1.0, 0.0, 0.0]
    assert [text[:11] for text in texts] == ["Step 4 of 4", "Step 3 of 4", "Step 2 of 4", "Step 1 of 4", "Step 1 of 4"]
    assert "Default box: " in texts[-1]


def test_between_two_steps_forward_and_back_go_to_the_nearest(controls):
    controls._slider.setValue(130)
    controls.step(1)
    assert controls.progress() == 2.0
    controls._slider.setValue(130)
    controls.step(-1)
    assert controls.progress() == 1.0


def test_playing_starts_over_at_the_end_and_moves_on(controls, qtbot):
    controls.play()
    assert controls.is_playing()
    assert controls.progress() < 0.5
    with qtbot.waitSignal(controls.progress_changed, timeout=5000):
        pass
    controls.play()
    assert not controls.is_playing()


def test_where_less_motion_is_wanted_it_goes_from_step_to_step(controls, qtbot):
    style = Still()
    controls.setStyle(style)
    heard = []
    controls.progress_changed.connect(heard.append)
    controls._hops.setInterval(5)
    controls.play()
    qtbot.waitUntil(lambda: not controls.is_playing(), timeout=5000)
    assert heard == [0.0, 1.0, 2.0, 3.0]


def test_the_same_detection_stays_where_it_is_and_another_starts_at_its_end(controls, traces):
    controls.step(-1)
    controls.set_trace(traces[0])
    assert controls.progress() == 2.0
    controls.set_trace(traces[1])
    assert controls.progress() == 3.0


def test_playing_ends_with_the_detection(controls):
    controls.play()
    controls.set_trace(None)
    assert not controls.is_playing()
