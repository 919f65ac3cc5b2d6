"""The panel of detections."""

import numpy as np
import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QSlider, QTableView
from pytestqt.qtbot import QtBot

from ssd_desktop.gui.panels.objects import ObjectsPanel
from ssd_desktop.inference.types import Detections


@pytest.fixture
def panel(qtbot: QtBot) -> ObjectsPanel:
    made = ObjectsPanel()
    qtbot.addWidget(made)
    made.show()
    return made


def detections(*scores: float) -> Detections:
    count = len(scores)
    boxes = np.array([[0, 0, 10 + i, 20 + i] for i in range(count)], np.float32).reshape(-1, 4)
    labels = np.array([1 + i % 2 for i in range(count)], np.int64)
    values = np.array(scores, np.float32)
    return Detections(boxes, labels, values, np.arange(count), ("cat", "person"), 100, 100)


def table(panel: ObjectsPanel) -> QTableView:
    return panel.findChild(QTableView)


def rows(panel: ObjectsPanel) -> list[tuple[str, ...]]:
    model: QAbstractItemModel = table(panel).model()
    return [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def said(panel: ObjectsPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_objects_are_listed_best_first_with_score_and_size(panel: ObjectsPanel) -> None:
    panel.set_detections(detections(0.6, 0.9, 0.3))
    assert rows(panel) == [("person", "0.90", "11 × 21"), ("cat", "0.60", "10 × 20")]
    assert "2 of 3 above 0.50" in said(panel)


def test_a_score_equal_to_the_threshold_is_listed(panel: ObjectsPanel) -> None:
    panel.set_threshold(0.3)
    panel.set_detections(detections(0.3))
    assert len(rows(panel)) == 1


def test_the_slider_lists_more_and_tells_the_threshold(panel: ObjectsPanel, qtbot: QtBot) -> None:
    panel.set_detections(detections(0.6, 0.9, 0.3))
    with qtbot.waitSignal(panel.threshold_changed) as changed:
        panel.findChild(QSlider).setValue(25)
    assert changed.args == [0.25]
    assert len(rows(panel)) == 3
    assert panel.findChild(QDoubleSpinBox).value() == 0.25


def test_the_number_moves_the_slider_and_tells_once(panel: ObjectsPanel, qtbot: QtBot) -> None:
    told: list[float] = []
    panel.threshold_changed.connect(told.append)
    panel.findChild(QDoubleSpinBox).setValue(0.77)
    assert told == [0.77]
    assert panel.findChild(QSlider).value() == 77


def test_setting_the_threshold_from_outside_says_nothing(panel: ObjectsPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.threshold_changed):
        panel.set_threshold(0.8)
    assert panel.threshold() == 0.8
    assert panel.findChild(QSlider).value() == 80


def test_choosing_a_row_tells_the_index_into_the_detections(panel: ObjectsPanel, qtbot: QtBot) -> None:
    panel.set_detections(detections(0.6, 0.9, 0.95))
    table(panel).setFocus()
    with qtbot.waitSignal(panel.selected) as chosen:
        table(panel).selectRow(1)
    assert chosen.args == [1]
    with qtbot.waitSignal(panel.selected) as chosen:
        qtbot.keyClick(table(panel), Qt.Key.Key_Down)
    assert chosen.args == [0]
    with qtbot.waitSignal(panel.selected) as chosen:
        table(panel).clearSelection()
    assert chosen.args == [-1]


def test_selecting_from_outside_marks_the_row_and_says_nothing(panel: ObjectsPanel, qtbot: QtBot) -> None:
    panel.set_detections(detections(0.6, 0.9))
    with qtbot.assertNotEmitted(panel.selected):
        panel.set_selected(0)
    assert [index.row() for index in table(panel).selectionModel().selectedRows()] == [1]
    with qtbot.assertNotEmitted(panel.selected):
        panel.set_selected(None)
    assert not table(panel).selectionModel().hasSelection()


def test_a_selected_object_stays_selected_while_the_score_slides(panel: ObjectsPanel) -> None:
    panel.set_detections(detections(0.6, 0.9, 0.7))
    panel.set_selected(2)
    panel.findChild(QSlider).setValue(65)
    assert [index.row() for index in table(panel).selectionModel().selectedRows()] == [1]


def test_other_detections_select_nothing_and_say_nothing(panel: ObjectsPanel, qtbot: QtBot) -> None:
    panel.set_detections(detections(0.6, 0.9))
    panel.set_selected(0)
    with qtbot.assertNotEmitted(panel.selected):
        panel.set_detections(detections(0.7, 0.8))
    assert not table(panel).selectionModel().hasSelection()


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (None, "No objects yet"),
        (detections(), "finds nothing here"),
        (detections(0.4, 0.2), "No object reaches a score of 0.50"),
    ],
)
def test_empty_lists_say_why(panel: ObjectsPanel, found: Detections | None, words: str) -> None:
    panel.set_detections(detections(0.9))
    panel.set_detections(found)
    assert any(words in text for text in said(panel))
    assert not table(panel).isVisible()
    assert any(" of " in text and " above " in text for text in said(panel)) == bool(found)


def test_while_the_detector_looks_at_the_picture_the_empty_list_says_so(panel: ObjectsPanel) -> None:
    panel.set_looking(True)
    assert any("looks at the picture" in text for text in said(panel))
    panel.set_detections(detections())
    assert any("finds nothing here" in text for text in said(panel))


def test_two_hundred_objects_make_texts_for_visible_rows_only(panel: ObjectsPanel, qtbot: QtBot) -> None:
    panel.resize(300, 240)
    read: set[int] = set()
    model = table(panel).model()
    original = model._text

    def counting(found: Detections, position: int, column: int) -> str:
        read.add(position)
        return original(found, position, column)

    model._text = counting  # type: ignore[method-assign]
    panel.set_detections(detections(*np.linspace(0.99, 0.51, 200).tolist()))
    panel.grab()
    assert 0 < len(read) < 40


def test_screen_readers_hear_names(panel: ObjectsPanel) -> None:
    assert table(panel).accessibleName() == "Objects"
    assert panel.findChild(QSlider).accessibleName() == "Score"
