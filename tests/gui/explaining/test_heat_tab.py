"""The tab "Heat" in the real window: values under the pointer, range and peak are those of plain loops."""

import pytest

from ssd_desktop.inference.explanation.questions import ActivationHeat, ScoreHeat
from tests.gui.explaining.desk import WAIT, show_panel
from tests.reference.postprocess import softmax


@pytest.fixture
def tab(ready):
    return ready.explain._tabs[1]


@pytest.fixture
def panel(ready, qtbot, tab):
    ready.explain._panel.set_front(tab.panel)
    show_panel(ready, qtbot)
    qtbot.waitUntil(lambda: ready.explain.explained.heat is not None, timeout=WAIT)
    return tab.panel


def heated(ready, qtbot, wish):
    qtbot.waitUntil(lambda: ready.explain.explained.heat.wish == wish, timeout=WAIT)


def test_at_first_it_shows_the_class_and_the_map_of_the_best_detection(ready, panel):
    best = ready.explain.explained.explanation.detections[0]
    place = ready.explain.explained.default_boxes.locate(best.default_box)
    assert panel.wish() == ScoreHeat(place.feature_map, best.label)


def test_the_value_under_the_pointer_is_the_best_score_of_the_cell(ready, qtbot, panel, detector):
    panel.feature_map.setCurrentIndex(2)
    heated(ready, qtbot, ScoreHeat(2, panel.of_class.currentData()))
    seen, label = detector.seen, panel.of_class.currentData()
    # The 10 x 10 map of this plan has a cell each 32 of 300 pixels of the network's input.
    row, column = int(75 / 120 * 300 / 32), int(100 / 160 * 300 / 32)
    cell = seen.default_boxes.cell(2, row, column)
    expected = max(softmax(seen.logits[index].tolist())[label] for index in range(cell.start, cell.stop))
    ready.window.canvas.pointer_moved.emit(100.0, 75.0)
    assert panel.texts()[1] == f"Row {row}, column {column}: {expected:.3f}"
    ready.window.canvas.pointer_left.emit()
    assert panel.texts()[1] == "Point at the picture to read a value."


def test_the_peak_and_the_legend_of_an_activation_are_those_of_the_channel(ready, qtbot, panel, detector):
    panel.what.setCurrentIndex(1)
    panel.pooling.setCurrentIndex(2)
    panel.feature_map.setCurrentIndex(3)
    panel.channel.setValue(7)
    heated(ready, qtbot, ActivationHeat(3, 7))
    rows = detector.seen.feature_maps[3][7].tolist()
    values = [value for row in rows for value in row]
    highest = max(values)
    at = values.index(highest)
    side = len(rows)
    assert panel.texts()[0] == f"Highest: {highest:.3f} in row {at // side}, column {at % side}"
    low, _, high = panel.legend.texts()
    assert (low, high) == (f"{min(values):.3f}", f"{highest:.3f}")


def test_scores_have_the_same_colours_on_every_map_unless_they_are_stretched(ready, panel):
    assert panel.legend.texts() == ("0.000", "0.500", "1.000")
    panel.stretch.setChecked(True)
    highest = float(ready.explain.explained.heat.values.max())
    assert panel.legend.texts()[2] == f"{highest:.3f}"


def test_a_channel_counter_ends_at_the_last_channel_of_its_map(ready, qtbot, panel, detector):
    panel.what.setCurrentIndex(1)
    panel.pooling.setCurrentIndex(2)
    panel.channel.setValue(500)
    for index, values in enumerate(detector.seen.feature_maps):
        panel.feature_map.setCurrentIndex(index)
        assert panel.channel.maximum() == len(values) - 1
    heated(ready, qtbot, panel.wish())


def test_heat_costs_no_pass_of_the_network(ready, qtbot, panel, detector):
    panel.feature_map.setCurrentIndex(0)
    heated(ready, qtbot, panel.wish())
    assert detector.looks == 1
