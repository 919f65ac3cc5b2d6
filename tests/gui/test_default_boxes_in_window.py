"""Default boxes in the real window: what the panel says, held against the boxes themselves."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from ssd_desktop.app import Program
from ssd_desktop.gui.panels.box_drawing import BoxDrawing
from ssd_desktop.gui.panels.plan_panel import PlanPanel
from ssd_desktop.gui.workers.detection import ModelInfo
from ssd_desktop.ssd.boxes import iou_matrix
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.default_boxes import make_default_boxes, map_shapes

SIDE_X, SIDE_Y = 600, 400
PAPER = make_default_boxes(PLANS["paper"])


@pytest.fixture
def shown(program: Program, qtbot: QtBot) -> Program:
    """The window with an empty picture; no model is loaded."""
    program.window.resize(1280, 800)
    program.window.show()
    image = QImage(SIDE_X, SIDE_Y, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    program.window.canvas.set_picture(image)
    return program


def said(program: Program) -> str:
    program.window.canvas.grab()
    return "\n".join(label.text() for label in program.window.layers_panel.findChildren(QLabel))


def test_the_cell_under_the_mouse_is_told_as_the_boxes_have_it(shown: Program) -> None:
    window = shown.window
    window.layers_panel.set_drawing(BoxDrawing(maps=frozenset({1, 4})))
    said(shown)
    window.canvas.pointer_moved.emit(455.0, 301.0)
    for feature_map, name in ((1, "conv7"), (4, "conv10_2")):
        row, column = PAPER.cell_at(feature_map, 455 / SIDE_X, 301 / SIDE_Y)
        part = PAPER.cell(feature_map, row, column)
        text = f"{name}: row {row}, column {column}, boxes {part.start:,} to {part.stop - 1:,}"
        assert text in said(shown)


def test_a_click_keeps_the_cell_while_the_mouse_goes_on(shown: Program) -> None:
    window = shown.window
    window.layers_panel.set_drawing(BoxDrawing(maps=frozenset({4}), follows=False))
    said(shown)
    window.canvas.picture_clicked.emit(10.0, 10.0, Qt.KeyboardModifier.NoModifier)
    window.canvas.pointer_moved.emit(500.0, 300.0)
    window.canvas.pointer_left.emit()
    assert "conv10_2: row 0, column 0" in said(shown)


def test_overlaps_with_the_chosen_object_are_counted_as_in_a_loop_over_all_pairs(shown: Program) -> None:
    drawing = BoxDrawing(maps=frozenset({2, 3}), boxes=True, least_iou=0.3)
    shown.window.layers_panel.set_drawing(drawing)
    assert "Click an object in the picture" in said(shown)
    box = (120.0, 80.0, 340.0, 260.0)
    shown.plans.explore.choose_object("cat", box)
    near = np.array([box]) / [SIDE_X, SIDE_Y, SIDE_X, SIDE_Y]
    ious = iou_matrix(PAPER.xyxy.astype(float), near)[:, 0]
    inside = slice(PAPER.map_slices[2].start, PAPER.map_slices[3].stop)
    best = PAPER.locate(int(ious.argmax()))
    text = said(shown)
    assert f"cat, plan paper: {(ious[inside] >= 0.3).sum()} boxes of the chosen maps reach IoU 0.30." in text
    name = PLANS["paper"].network.map_names[best.feature_map]
    assert f"has {ious.max():.3f}: {name}, row {best.row}, column {best.column}," in text
    shown.window.layers_panel.set_drawing(replace(drawing, least_iou=None))
    assert "cat," not in said(shown)


def test_another_picture_forgets_the_chosen_object(shown: Program) -> None:
    shown.window.layers_panel.set_drawing(BoxDrawing(maps=frozenset({2}), least_iou=0.5))
    shown.plans.explore.choose_object("cat", (120.0, 80.0, 340.0, 260.0))
    shown.plans.chosen.forget()
    assert "Click an object in the picture" in said(shown)


def plan_panel(program: Program) -> PlanPanel:
    return program.window.layers_panel.findChild(PlanPanel)


def combo(program: Program, name: str) -> QComboBox:
    return next(one for one in plan_panel(program).findChildren(QComboBox) if one.accessibleName() == name)


def choose(program: Program, name: str, text: str) -> None:
    box = combo(program, name)
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def first_scale(program: Program) -> QDoubleSpinBox:
    spins = plan_panel(program).findChildren(QDoubleSpinBox)
    return next(one for one in spins if one.accessibleName() == "Scale of conv4_3")


def button(program: Program, text: str) -> QPushButton:
    return next(one for one in plan_panel(program).findChildren(QPushButton) if text in one.text())


def test_an_edited_number_moves_the_boxes_of_the_picture_and_reset_brings_them_back(shown: Program) -> None:
    shown.window.layers_panel.set_drawing(BoxDrawing(maps=frozenset({0}), boxes=True, grid=False))
    before = shown.window.canvas.grab().toImage()
    assert not button(shown, "Back to").isEnabled()
    first_scale(shown).setValue(0.1)
    assert shown.plans.plans.plan.scales[0] == 0.1
    assert combo(shown, "Box plan that is shown").currentText() == "edited"
    assert "8,732 default boxes, plan edited" in said(shown)
    assert shown.window.canvas.grab().toImage() != before
    button(shown, "Back to").click()
    assert "plan paper" in said(shown)
    assert shown.window.canvas.grab().toImage() == before
    choose(shown, "Box plan that is shown", "edited")
    assert shown.plans.plans.plan.scales[0] == 0.1


def test_numbers_edited_back_are_the_plan_they_came_from(shown: Program) -> None:
    first_scale(shown).setValue(0.1)
    first_scale(shown).setValue(0.2)
    assert shown.plans.plans.plan is PLANS["paper"]


def test_a_second_plan_is_drawn_beside_the_first_and_both_sizes_are_written(shown: Program) -> None:
    shown.window.layers_panel.set_drawing(BoxDrawing(maps=frozenset({1}), boxes=True, grid=False))
    alone = shown.window.canvas.grab().toImage()
    choose(shown, "Box plan to compare with", "caffe-voc")
    both = shown.window.canvas.grab().toImage()
    assert both != alone
    text = said(shown)
    for plan in (PLANS["paper"], PLANS["caffe-voc"]):
        shapes = map_shapes(plan, 1) * 300
        assert f"boxes {shapes.min():.0f} to {shapes.max():.0f} px" in text
    seconds = next(one for one in plan_panel(shown).findChildren(QRadioButton) if "second" in one.text())
    seconds.click()
    assert shown.window.canvas.grab().toImage() not in (both, alone)
    choose(shown, "Box plan to compare with", "No other plan")
    assert shown.window.canvas.grab().toImage() == alone


def test_a_plan_that_no_network_can_be_trained_with_says_why(shown: Program) -> None:
    ratios = plan_panel(shown).findChildren(QLineEdit)
    field = next(one for one in ratios if one.accessibleName() == "Ratios of conv4_3")
    field.setText("2, 3")
    field.textEdited.emit("2, 3")
    assert "conv4_3 has 6 boxes a cell, and the network predicts 4" in said(shown)
    assert "11,620 default boxes" in said(shown)  # 38 x 38 x 2 more
    assert not button(shown, "Next Training").isEnabled()


def test_the_plan_of_another_model_is_shown_and_marked(shown: Program) -> None:
    first_scale(shown).setValue(0.1)
    model = ModelInfo("m", "m", ("cat",), PLANS["ssd512-voc"], "CPU")
    shown.detect.model_changed.emit(model)
    assert "24,564 default boxes, plan ssd512-voc" in said(shown)
    assert combo(shown, "Box plan that is shown").currentText() == "ssd512-voc (detector in use)"
    choose(shown, "Box plan that is shown", "edited")
    assert "The detections are those of the detector in use, which has the plan ssd512-voc." in said(shown)
