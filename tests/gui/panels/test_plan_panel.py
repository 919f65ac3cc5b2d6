"""Which plans are shown, above the numbers of one of them."""

import pytest
from PySide6.QtWidgets import QComboBox

from ssd_desktop.gui.panels.plan_panel import PlanPanel
from ssd_desktop.ssd.config import PLANS


@pytest.fixture
def panel(qtbot):
    panel = PlanPanel()
    qtbot.addWidget(panel)
    panel.set_plans(list(PLANS.values()), model_plan=None)
    panel.resize(330, 640)
    panel.show()
    return panel


def shown(panel, kind):
    return [one for one in panel.findChildren(kind) if one.isVisible() and one.accessibleName()]


@pytest.mark.parametrize("second", [None, PLANS["caffe-voc"]])
@pytest.mark.parametrize("first", [PLANS["paper"], PLANS["ssd512-voc"]])
def test_fields_begin_at_one_line_with_a_second_plan_and_without(panel, qtbot, first, second):
    panel.show_plans(first, second, note="", can_use=True, is_reset=True)
    qtbot.waitUntil(lambda: len({left(panel, one) for one in shown(panel, QComboBox)}) == 1)
    begins = {left(panel, one) for one in [*shown(panel, QComboBox), *panel.editor._scales, panel.editor._s_min]}
    assert len(begins) == 1


def test_scale_and_ratios_of_a_map_stand_side_by_side(panel, qtbot):
    panel.show_plans(PLANS["paper"], None, note="", can_use=True, is_reset=True)
    scales, ratios = panel.editor._scales, panel.editor._ratios
    qtbot.waitUntil(lambda: all(one.isVisible() for one in (*scales, *ratios)))
    qtbot.waitUntil(lambda: [top(panel, one) for one in scales][:6] == [top(panel, one) for one in ratios])
    assert {one.height() for one in (*scales[:6], *ratios)} == {scales[0].height()}


def left(panel, widget):
    return widget.mapTo(panel, widget.rect().topLeft()).x()


def top(panel, widget):
    return widget.mapTo(panel, widget.rect().topLeft()).y()
