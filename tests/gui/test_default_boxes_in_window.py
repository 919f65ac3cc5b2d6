"""Default boxes in the real window: what the panel says, held against the boxes themselves."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ssd_desktop.app import Program
from ssd_desktop.gui.panels.box_drawing import BoxDrawing
from ssd_desktop.ssd.boxes import iou_matrix
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.default_boxes import make_default_boxes

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
    assert f"cat: {(ious[inside] >= 0.3).sum()} boxes of the chosen maps reach IoU 0.30." in text
    name = PLANS["paper"].network.map_names[best.feature_map]
    assert f"has {ious.max():.3f}: {name}, row {best.row}, column {best.column}," in text
    shown.window.layers_panel.set_drawing(replace(drawing, least_iou=None))
    assert "cat:" not in said(shown)


def test_another_picture_forgets_the_chosen_object(shown: Program) -> None:
    shown.window.layers_panel.set_drawing(BoxDrawing(maps=frozenset({2}), least_iou=0.5))
    shown.plans.explore.choose_object("cat", (120.0, 80.0, 340.0, 260.0))
    shown.plans.chosen.forget()
    assert "Click an object in the picture" in said(shown)
