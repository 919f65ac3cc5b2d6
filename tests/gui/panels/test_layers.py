"""The panel of feature maps."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ssd_desktop.gui.panels.box_drawing import BoxDrawing, ShapeButton
from ssd_desktop.gui.panels.layers import LayersPanel
from ssd_desktop.gui.panels.network_diagram import FeatureMapButton
from ssd_desktop.ssd.config import PLANS, BoxPlan
from ssd_desktop.ssd.default_boxes import make_default_boxes


@pytest.fixture
def panel(qtbot: QtBot) -> LayersPanel:
    made = LayersPanel()
    qtbot.addWidget(made)
    made.set_default_boxes(make_default_boxes(PLANS["caffe-voc"]))
    made.show()
    return made


def maps(panel: LayersPanel) -> list[FeatureMapButton]:
    # Buttons of an earlier plan wait to be deleted.
    return [button for button in panel.findChildren(FeatureMapButton) if button.isVisibleTo(panel)]


def button(panel: LayersPanel, text: str) -> QAbstractButton:
    return next(one for one in panel.findChildren(QAbstractButton) if one.text().replace("&", "") == text)


def texts(panel: LayersPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel))


def test_each_map_is_a_button_that_tells_size_boxes_sides_and_what_it_sees(panel: LayersPanel) -> None:
    assert [one.accessibleName() for one in maps(panel)] == [
        "conv4_3, 38 × 38, 4 a cell, 5,776 boxes, boxes 21 to 42 px, sees 108 px",
        "conv7, 19 × 19, 6 a cell, 2,166 boxes, boxes 35 to 104 px, sees all (452 px)",
        "conv8_2, 10 × 10, 6 a cell, 600 boxes, boxes 64 to 192 px, sees all (516 px)",
        "conv9_2, 5 × 5, 6 a cell, 150 boxes, boxes 94 to 281 px, sees all (644 px)",
        "conv10_2, 3 × 3, 4 a cell, 36 boxes, boxes 151 to 301 px, sees all (772 px)",
        "conv11_2, 1 × 1, 4 a cell, 4 boxes, boxes 187 to 373 px, sees all (900 px)",
    ]
    assert "8,732 default boxes, plan caffe-voc" in texts(panel)


def test_ssd512_has_seven_buttons_and_its_own_count(panel: LayersPanel) -> None:
    panel.set_default_boxes(make_default_boxes(PLANS["ssd512-voc"]))
    assert len(maps(panel)) == 7
    assert "24,564 default boxes, plan ssd512-voc" in texts(panel)
    counts = [int(one.accessibleName().split(" a cell, ")[1].split()[0].replace(",", "")) for one in maps(panel)]
    assert sum(counts) == 24_564


def test_choosing_a_map_tells_what_is_drawn_of_all_chosen_maps(panel: LayersPanel, qtbot: QtBot) -> None:
    panel.set_drawing(BoxDrawing(maps=frozenset({1})))
    with qtbot.waitSignal(panel.drawing_changed) as changed:
        maps(panel)[3].click()
    assert changed.args == [BoxDrawing(maps=frozenset({1, 3}))]
    assert panel.drawing().maps == {1, 3}


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Grid of cells", {"grid": False}),
        ("Centres", {"centres": True}),
        ("All boxes", {"boxes": True}),
        ("Boxes of one cell", {"cell": False}),
        ("Follow the mouse", {"follows": False}),
        ("Only with IoU from", {"least_iou": 0.5}),
    ],
)
def test_each_check_draws_one_thing_more_or_less(
    panel: LayersPanel, qtbot: QtBot, text: str, changes: dict[str, object]
) -> None:
    with qtbot.waitSignal(panel.drawing_changed) as changed:
        button(panel, text).click()
    assert changed.args == [replace(BoxDrawing(), **changes)]


def test_a_shape_button_leaves_only_that_shape_and_says_which(panel: LayersPanel, qtbot: QtBot) -> None:
    shapes = panel.findChildren(ShapeButton)
    names = [shape.toolTip().split(": ", 1)[1] for shape in shapes if shape.isVisible()]
    assert names[2:] == ["Wide, 2 : 1", "Tall, 1 : 2", "Wide, 3 : 1", "Tall, 1 : 3"]
    with qtbot.waitSignal(panel.drawing_changed) as changed:
        shapes[3].click()
    assert changed.args == [BoxDrawing(shapes=frozenset({3}))]


def test_shapes_name_the_range_where_maps_have_other_ratios(panel: LayersPanel) -> None:
    plan = PLANS["paper"]
    panel.set_default_boxes(make_default_boxes(replace(plan, aspect_ratios=((1.5,), *plan.aspect_ratios[1:]))))
    assert "Wide, 1.5–2 : 1" in panel.findChildren(ShapeButton)[2].toolTip()


def test_one_check_chooses_and_leaves_every_map_at_once(panel: LayersPanel, qtbot: QtBot) -> None:
    every = button(panel, "Every feature map")
    told: list[frozenset[int]] = []
    panel.drawing_changed.connect(lambda drawing: told.append(drawing.maps))
    maps(panel)[1].click()
    assert every.checkState() == Qt.CheckState.PartiallyChecked  # type: ignore[attr-defined]
    every.click()
    every.click()
    assert told == [{1}, {0, 1, 2, 3, 4, 5}, set()]


def test_another_plan_keeps_what_is_chosen(panel: LayersPanel, qtbot: QtBot) -> None:
    chosen = BoxDrawing(maps=frozenset({0, 5}), boxes=True, shapes=frozenset({1}))
    panel.set_drawing(chosen)
    with qtbot.assertNotEmitted(panel.drawing_changed):
        panel.set_default_boxes(make_default_boxes(PLANS["paper"]))
    assert panel.drawing() == chosen
    assert "plan paper" in texts(panel)


def test_a_plan_with_fewer_maps_forgets_those_it_lacks(panel: LayersPanel, qtbot: QtBot) -> None:
    panel.set_drawing(BoxDrawing(maps=frozenset({0, 5})))
    small = BoxPlan("small", 64, (4, 2), (0.2, 0.5, 0.9), ((2.0,), (2.0,)))
    with qtbot.waitSignal(panel.drawing_changed) as changed:
        panel.set_default_boxes(make_default_boxes(small))
    assert changed.args == [BoxDrawing(maps=frozenset({0}))]
    assert maps(panel)[1].accessibleName() == "map 2, 2 × 2, 4 a cell, 16 boxes, boxes 23 to 45 px"


def test_setting_what_is_already_chosen_says_nothing(panel: LayersPanel, qtbot: QtBot) -> None:
    panel.set_drawing(BoxDrawing(maps=frozenset({2})))
    with qtbot.assertNotEmitted(panel.drawing_changed):
        panel.set_drawing(BoxDrawing(maps=frozenset({2})))


def test_every_map_is_reached_with_the_keyboard_from_fine_to_coarse(panel: LayersPanel) -> None:
    buttons = maps(panel)
    order: list[QWidget] = []
    widget: QWidget = buttons[0]
    for _ in range(200):
        if widget in buttons and widget not in order:
            order.append(widget)
        widget = widget.nextInFocusChain()
    assert order == buttons
    assert all(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in buttons)


def test_the_space_bar_chooses_a_map(panel: LayersPanel, qtbot: QtBot) -> None:
    conv8_2 = maps(panel)[2]
    conv8_2.setFocus()
    with qtbot.waitSignal(panel.drawing_changed):
        qtbot.keyClick(conv8_2, Qt.Key.Key_Space)
    assert panel.drawing().maps == {2}


def test_tool_tips_explain_in_sentences(panel: LayersPanel) -> None:
    tip = maps(panel)[0].toolTip()
    assert "38 × 38 cells" in tip
    assert "300 × 300 px" in tip
    assert "One cell sees 92 px along a side (its receptive field), a prediction 108 px" in tip


def test_cells_are_told_with_the_indices_of_their_boxes(panel: LayersPanel) -> None:
    panel.show_cells({2: (3, 5), 0: (0, 1)})
    assert "conv4_3: row 0, column 1, boxes 4 to 7\nconv8_2: row 3, column 5, boxes 8,152 to 8,157" in texts(panel)


def test_before_a_detector_is_loaded_it_says_so(qtbot: QtBot) -> None:
    panel = LayersPanel()
    qtbot.addWidget(panel)
    assert "no detector is loaded" in texts(panel)
    assert not button(panel, "Every feature map").isEnabled()


def test_a_long_name_of_a_map_is_cut_where_it_would_run_into_what_the_map_sees(qtbot: QtBot) -> None:
    button = FeatureMapButton(1, is_last=False)
    qtbot.addWidget(button)
    button.set_plan(PLANS["ssdlite320-voc"])
    button.resize(600, 40)
    assert button.title() == "block12_expand  20 × 20"
    narrower = []
    for width in range(600, 150, -5):
        button.resize(width, 40)
        narrower.append(button.title())
    assert any("block" in title and "…" in title for title in narrower)
    assert all(title.endswith("  20 × 20") for title in narrower)
