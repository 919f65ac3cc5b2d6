"""A number by slider or by typing it."""

import pytest

from ssd_desktop.gui.panels.share_slider import ShareSlider


@pytest.fixture
def share(qtbot):
    share = ShareSlider("IoU", "How much.", least=0.05)
    qtbot.addWidget(share)
    share.set_value(0.5)
    return share


def test_slider_and_field_follow_each_other_and_tell_once(share):
    told = []
    share.changed.connect(told.append)
    share.slider.setValue(61)
    assert (share.field.value(), share.value()) == (0.61, 0.61)
    share.field.setValue(0.07)
    assert share.slider.value() == 7
    assert told == [0.61, 0.07]


def test_a_number_that_is_shown_is_not_told(share):
    told = []
    share.changed.connect(told.append)
    share.set_value(0.33)
    assert (share.slider.value(), share.field.value(), told) == (33, 0.33, [])


def test_nothing_below_the_least_can_be_asked_for(share):
    share.field.setValue(0.0)
    share.slider.setValue(0)
    assert share.value() == 0.05
