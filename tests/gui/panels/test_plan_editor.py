"""The fields of a box plan: what they show, what they change, and what they say of values that cannot be."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ssd_desktop.gui.panels.plan_editor import PlanEditor
from ssd_desktop.ssd.config import PLANS, BoxPlan

PAPER = PLANS["paper"]


class Stage:
    def __init__(self, qtbot: QtBot, plan: BoxPlan) -> None:
        self.editor = PlanEditor()
        qtbot.addWidget(self.editor)
        self.editor.set_plan(plan)
        self.edited: list[BoxPlan] = []
        self.editor.edited.connect(self.edited.append)

    def spin(self, name: str) -> QDoubleSpinBox:
        spins = self.editor.findChildren(QDoubleSpinBox)
        return next(spin for spin in spins if spin.accessibleName() == name and not spin.isHidden())

    def ratios(self, name: str) -> QLineEdit:
        return next(e for e in self.editor.findChildren(QLineEdit) if e.accessibleName() == f"Ratios of {name}")

    def combo(self, name: str) -> QComboBox:
        return next(combo for combo in self.editor.findChildren(QComboBox) if combo.accessibleName() == name)

    def said(self) -> list[str]:
        labels = self.editor.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisibleTo(self.editor) and len(label.text()) > 20]

    def type(self, qtbot: QtBot, name: str, text: str) -> None:
        field = self.ratios(name)
        field.clear()
        field.setFocus()
        qtbot.keyClicks(field, text)

    def choose(self, name: str, data: str) -> None:
        combo = self.combo(name)
        combo.setCurrentIndex(combo.findData(data))
        combo.activated.emit(combo.currentIndex())


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot, PAPER)


def test_it_shows_the_numbers_of_the_plan(stage: Stage) -> None:
    assert stage.spin("s_min, scale of the finest map").value() == 0.2
    assert stage.spin("s_max, scale of the coarsest map").value() == 0.9
    assert [stage.spin(f"Scale of {name}").value() for name in ("conv7", "after the last")] == [0.34, 1.04]
    assert [stage.ratios(name).text() for name in ("conv4_3", "conv9_2", "conv11_2")] == ["2", "2, 3", "2"]
    assert stage.combo("Centres").currentData() == "cell"
    assert stage.combo("Clip").currentData() == "none"
    assert stage.said() == []


def test_s_min_and_s_max_lay_all_scales_on_the_line_of_the_paper(stage: Stage) -> None:
    stage.spin("s_min, scale of the finest map").setValue(0.1)
    stage.spin("s_max, scale of the coarsest map").setValue(0.85)
    assert stage.edited[-1].scales == pytest.approx((0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1.0))


def test_an_s_max_below_s_min_changes_nothing_and_says_the_remedy(stage: Stage) -> None:
    stage.spin("s_max, scale of the coarsest map").setValue(0.15)
    assert stage.edited == []
    assert any("raise s_max" in text for text in stage.said())
    stage.spin("s_max, scale of the coarsest map").setValue(0.8)
    assert len(stage.edited) == 1
    assert stage.said() == []


def test_one_scale_is_changed_alone(stage: Stage) -> None:
    stage.spin("Scale of conv8_2").setValue(0.5)
    assert stage.edited == [replace(PAPER, scales=(0.2, 0.34, 0.5, 0.62, 0.76, 0.9, 1.04))]


def test_ratios_follow_what_is_typed_and_a_wrong_one_is_explained_beside_them(qtbot: QtBot, stage: Stage) -> None:
    stage.type(qtbot, "conv4_3", "1.5")
    assert stage.edited[-1].aspect_ratios[0] == (1.5,)
    stage.editor.set_plan(stage.edited[-1])
    assert stage.ratios("conv4_3").text() == "1.5"
    count = len(stage.edited)
    stage.type(qtbot, "conv7", "x")
    assert stage.said() == ["⚠ 'x' is no ratio; write numbers above 1, such as 2, 3."]
    assert all(plan.aspect_ratios[1] in ((2.0, 3.0), ()) for plan in stage.edited[count:])
    stage.type(qtbot, "conv7", "2.5, 4")
    assert stage.said() == []
    assert stage.edited[-1].aspect_ratios[1] == (2.5, 4.0)


def test_a_wrong_ratio_stays_explained_while_another_field_is_edited(qtbot: QtBot, stage: Stage) -> None:
    stage.editor.edited.connect(lambda plan: stage.editor.set_plan(replace(plan, name="edited")))
    stage.type(qtbot, "conv7", "0.5")
    stage.spin("Scale of conv8_2").setValue(0.5)
    assert stage.ratios("conv7").text() == "0.5"
    assert "⚠ The ratio 0.5 comes with its inverse; write 2 instead." in stage.said()
    stage.editor.set_plan(PAPER)
    assert stage.ratios("conv7").text() == "2, 3"
    assert stage.said() == []


def test_centres_and_clip_change_the_plan(stage: Stage) -> None:
    stage.choose("Centres", "steps")
    assert stage.edited[-1].steps == PLANS["caffe-voc"].steps
    stage.choose("Clip", "size")
    assert stage.edited[-1] == replace(PAPER, centres="steps", steps=PLANS["caffe-voc"].steps, clip="size")


def test_a_plan_whose_scales_follow_no_line_says_so(qtbot: QtBot) -> None:
    stage = Stage(qtbot, PLANS["caffe-voc"])
    assert stage.said() == ["These scales follow no line; changing s_min or s_max lays them on one."]


def test_showing_a_plan_says_nothing_and_keeps_digits_beyond_the_field(qtbot: QtBot) -> None:
    fine = replace(PAPER, scales=(0.123456, *PAPER.scales[1:]))
    stage = Stage(qtbot, fine)
    assert stage.edited == []
    stage.spin("Scale of conv7").setValue(0.4)
    assert stage.edited[-1].scales[0] == 0.123456


def test_a_plan_of_another_network_gets_its_own_rows(stage: Stage) -> None:
    stage.editor.set_plan(PLANS["ssd512-voc"])
    assert stage.spin("Scale of conv12_2").value() == 0.9
    assert stage.ratios("conv12_2").text() == "2"
