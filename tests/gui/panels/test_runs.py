"""The table of runs: what it shows, how it sorts and filters, and what it asks for."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from ssd_desktop.gui.panels.runs import RunsPanel
from ssd_desktop.gui.panels.runs_model import AP50, NAME, NOTE, STARTED, STATE, STEPS, RunsModel
from ssd_desktop.project.queue import QueuedRun
from ssd_desktop.project.runs import list_runs
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.data_choice import DataChoice
from tests.unit.project.made_runs import make_run


@pytest.fixture
def runs(tmp_path):
    folder = tmp_path / "runs"
    make_run(folder / "one", started="2026-11-01T00:00:00+00:00", aps=(0.5, 0.6, 0.95))
    make_run(folder / "two", started="2026-11-02T00:00:00+00:00", steps=9, state="stopped", learning_rate=0.002)
    make_run(folder / "three", started="2026-11-03T00:00:00+00:00", steps=0, state="running", aps=())
    return folder


@pytest.fixture
def panel(qtbot, runs):
    panel = RunsPanel()
    qtbot.addWidget(panel)
    panel.set_rows(runs, [QueuedRun(3, DataChoice(Path("pets")), TrainingConfig()), *list_runs(runs)])
    return panel


def shown(panel, column=NAME):
    model = panel._table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def choose(panel, *names):
    panel._table.clearSelection()
    model, selection = panel._table.model(), panel._table.selectionModel()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in range(model.rowCount()):
        if model.index(row, NAME).data() in names:
            selection.select(model.index(row, 0), flags)


def enabled(panel):
    actions = {"compare": panel.compare, "use": panel.use, "go on": panel.go_on, "repeat": panel.repeat,
               "folder": panel.show_folder, "delete": panel.delete}  # fmt: skip
    return {name for name, action in actions.items() if action.isEnabled()}


def test_runs_stand_below_those_that_wait_the_latest_first(panel):
    assert shown(panel) == ["pets", "three", "two", "one"]
    assert shown(panel, STATE) == ["waiting", "cut off", "stopped", "done"]
    assert shown(panel, AP50) == ["", "–", "75.0", "95.0"]
    assert shown(panel, STEPS) == ["", "0 of 12", "9 of 12", "12"]


def test_a_column_sorts_by_its_numbers(panel):
    panel._table.sortByColumn(AP50, Qt.SortOrder.DescendingOrder)
    assert shown(panel) == ["pets", "one", "two", "three"]
    panel._table.sortByColumn(STEPS, Qt.SortOrder.AscendingOrder)
    assert shown(panel) == ["three", "two", "one", "pets"]
    panel._table.sortByColumn(STARTED, Qt.SortOrder.AscendingOrder)
    assert shown(panel) == ["one", "two", "three", "pets"]


def test_text_and_state_filter_the_rows(panel):
    panel._search.setText("0.002")
    assert shown(panel) == ["two"]
    panel._search.setText("")
    panel._states.setCurrentIndex(panel._states.findData("done"))
    assert shown(panel) == ["one"]
    panel._search.setText("nothing like it")
    assert panel.shown_count() == 0


@pytest.mark.parametrize(
    ("names", "can"),
    [
        ((), set()),
        (("one",), {"use", "repeat", "folder", "delete"}),
        (("two",), {"use", "go on", "repeat", "folder", "delete"}),
        (("three",), {"go on", "repeat", "folder", "delete"}),
        (("one", "two"), {"compare", "delete"}),
        (("pets",), {"delete"}),
    ],
)
def test_only_what_can_be_done_with_the_chosen_rows_is_enabled(panel, names, can):
    choose(panel, *names)
    assert enabled(panel) == can


def test_the_commands_name_the_chosen_runs(panel, runs, qtbot):
    asked = []
    for signal in (panel.model_wanted, panel.continue_wanted, panel.repeat_wanted, panel.folder_wanted,
                   panel.compare_wanted, panel.delete_wanted, panel.unqueue_wanted):  # fmt: skip
        signal.connect(asked.append)
    choose(panel, "two")
    for action in (panel.use, panel.go_on, panel.repeat, panel.show_folder):
        action.trigger()
    assert asked == [runs / "two" / "best.safetensors", runs / "two", runs / "two", runs / "two"]
    asked.clear()
    choose(panel, "one", "two", "pets")
    panel.compare.trigger()
    panel.delete.trigger()
    assert asked == [[runs / "one", runs / "two"], [3], [runs / "two", runs / "one"]]


def test_name_and_note_are_edited_in_their_places_and_nothing_else(panel, runs, qtbot):
    edited = []
    panel.name_edited.connect(lambda *what: edited.append(what))
    panel.note_edited.connect(lambda *what: edited.append(what))
    model = panel._table.model()
    row = shown(panel).index("two")
    assert model.setData(model.index(row, NAME), "the second")
    assert model.setData(model.index(row, NOTE), "slower")
    assert not model.setData(model.index(row, NAME), "two")
    assert edited == [(runs / "two", "the second"), (runs / "two", "slower")]
    editable = [column for column in range(model.columnCount())
                if model.flags(model.index(row, column)) & Qt.ItemFlag.ItemIsEditable]  # fmt: skip
    assert editable == [NAME, NOTE]
    assert not model.flags(model.index(0, NAME)) & Qt.ItemFlag.ItemIsEditable


def test_reading_again_keeps_what_is_chosen(panel, runs):
    choose(panel, "two")
    panel.set_rows(runs, list_runs(runs))
    assert [row.path.name for row in panel.chosen()] == ["two"]
    panel.set_rows(runs, list_runs(runs))
    assert [row.path.name for row in panel.chosen()] == ["two"]


def test_without_runs_the_panel_says_what_to_do(qtbot, tmp_path):
    panel = RunsPanel()
    qtbot.addWidget(panel)
    panel.set_rows(tmp_path, [])
    panel.show()
    assert panel._nothing.isVisible()
    assert not panel._table.isVisible()


def test_being_shown_asks_for_a_look(qtbot, panel):
    with qtbot.waitSignal(panel.look_wanted, timeout=1000):
        panel.show()


def test_a_tool_tip_holds_what_does_not_fit(panel, runs):
    model = RunsModel()
    model.set_rows(list_runs(runs))
    tip = model.index(2, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert str(runs / "one") in tip
    assert "8 images, 2 to measure on" in tip
    assert "disc, square" in tip
