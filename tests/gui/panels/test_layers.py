"""The panel of feature maps."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from ssd_desktop.gui.panels.layers import LayersPanel
from ssd_desktop.ssd.config import PLANS, BoxPlan
from ssd_desktop.ssd.default_boxes import make_default_boxes


@pytest.fixture
def panel(qtbot: QtBot) -> LayersPanel:
    made = LayersPanel()
    qtbot.addWidget(made)
    made.set_default_boxes(make_default_boxes(PLANS["caffe-voc"]))
    made.show()
    return made


def check(panel: LayersPanel, name: str) -> QCheckBox:
    return next(box for box in panel.findChildren(QCheckBox) if box.accessibleName() == name)


def texts(panel: LayersPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel))


def test_it_tells_maps_counts_squares_and_ratios_of_the_plan(panel: LayersPanel) -> None:
    said = texts(panel)
    assert "8,732 default boxes, plan caffe-voc" in said
    assert "conv4_3  38 × 38" in said
    assert "4 a cell, 5,776 boxes\nsquares 30 and 42 px, 2:1, 1:2" in said
    assert "6 a cell, 2,166 boxes\nsquares 60 and 82 px, 2:1, 1:2, 3:1, 1:3" in said
    assert "4 a cell, 4 boxes\nsquares 264 and 288 px" in said


def test_checking_a_map_tells_the_whole_set(panel: LayersPanel, qtbot: QtBot) -> None:
    panel.set_maps({1})
    with qtbot.waitSignal(panel.maps_changed) as changed, qtbot.assertNotEmitted(panel.cell_maps_changed):
        check(panel, "All boxes of conv9_2").click()
    assert changed.args == [{1, 3}]
    assert panel.maps() == {1, 3}


def test_checking_a_cell_tells_the_whole_set(panel: LayersPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.cell_maps_changed) as changed, qtbot.assertNotEmitted(panel.maps_changed):
        check(panel, "Cell under the cursor, conv4_3").click()
    assert changed.args == [{0}]


def test_one_check_shows_and_hides_every_map_at_once(panel: LayersPanel, qtbot: QtBot) -> None:
    every = check(panel, "All boxes of every feature map")
    told: list[set[int]] = []
    panel.maps_changed.connect(told.append)
    check(panel, "All boxes of conv7").click()
    assert every.checkState() == Qt.CheckState.PartiallyChecked
    every.click()
    assert every.checkState() == Qt.CheckState.Checked
    every.click()
    assert every.checkState() == Qt.CheckState.Unchecked
    assert told == [{1}, {0, 1, 2, 3, 4, 5}, set()]


def test_another_plan_keeps_what_is_checked(panel: LayersPanel, qtbot: QtBot) -> None:
    panel.set_maps({0, 5})
    panel.set_cell_maps({2})
    with qtbot.assertNotEmitted(panel.maps_changed):
        panel.set_default_boxes(make_default_boxes(PLANS["paper"]))
    assert panel.maps() == {0, 5}
    assert panel.cell_maps() == {2}
    assert "plan paper" in texts(panel)


def test_a_plan_with_fewer_maps_forgets_those_it_lacks(panel: LayersPanel, qtbot: QtBot) -> None:
    panel.set_maps({0, 5})
    small = BoxPlan("small", 64, (4, 2), (0.2, 0.5, 0.9), ((2.0,), (2.0,)))
    with qtbot.waitSignal(panel.maps_changed) as changed:
        panel.set_default_boxes(make_default_boxes(small))
    assert changed.args == [{0}]
    assert "map 2  2 × 2" in texts(panel)


def test_setting_what_is_already_checked_says_nothing(panel: LayersPanel, qtbot: QtBot) -> None:
    panel.set_maps({2})
    with qtbot.assertNotEmitted(panel.maps_changed):
        panel.set_maps({2})


def test_every_check_is_reached_with_the_keyboard_row_by_row(panel: LayersPanel) -> None:
    names, widget = [], check(panel, "All boxes of every feature map")
    while widget.accessibleName() not in names:
        if isinstance(widget, QCheckBox):
            names.append(widget.accessibleName())
        widget = widget.nextInFocusChain()
    boxes = [name for name in names if name]
    assert len(boxes) == 14
    assert boxes[2:6] == [
        "All boxes of conv4_3",
        "Cell under the cursor, conv4_3",
        "All boxes of conv7",
        "Cell under the cursor, conv7",
    ]


def test_the_space_bar_checks(panel: LayersPanel, qtbot: QtBot) -> None:
    box = check(panel, "All boxes of conv8_2")
    box.setFocus()
    with qtbot.waitSignal(panel.maps_changed):
        qtbot.keyClick(box, Qt.Key.Key_Space)


def test_tool_tips_explain_in_sentences(panel: LayersPanel) -> None:
    tip = check(panel, "All boxes of conv4_3").toolTip()
    assert "38 × 38 cells" in tip
    assert "300 × 300 px" in tip


def test_before_a_detector_is_loaded_it_says_so(qtbot: QtBot) -> None:
    panel = LayersPanel()
    qtbot.addWidget(panel)
    assert "no detector is loaded" in texts(panel)
    assert not check(panel, "All boxes of every feature map").isEnabled()
