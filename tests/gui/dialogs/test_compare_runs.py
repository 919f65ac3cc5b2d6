"""Runs beside each other in a dialog."""

import pytest
from PySide6.QtCore import Qt

from ssd_desktop.gui.dialogs.compare_runs import CompareRunsDialog
from ssd_desktop.project.comparison import compare
from ssd_desktop.project.runs import read_run
from tests.unit.project.made_runs import make_run


@pytest.fixture
def open_on(qtbot, tmp_path):
    def open_on(*made):
        runs = [read_run(make_run(tmp_path / "runs" / f"run{place}", **how)) for place, how in enumerate(made)]
        dialog = CompareRunsDialog(compare(runs))
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return open_on


def cells(table):
    return [
        [table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())
    ]


def test_what_differs_stands_in_a_table_with_a_column_a_run(open_on):
    dialog = open_on({}, {"learning_rate": 0.002, "augment": False})
    assert cells(dialog._settings) == [["learning_rate", "0.004", "0.002"], ["augment", "yes", "no"]]
    assert [row[0] for row in cells(dialog._legend)] == ["run0", "run1"]
    assert [dialog._settings.horizontalHeaderItem(column).text() for column in (1, 2)] == ["run0", "run1"]


def test_figures_of_the_legend_stand_at_the_right_under_their_headings(open_on):
    dialog = open_on({}, {"learning_rate": 0.002})
    legend = dialog._legend
    for column in range(legend.columnCount()):
        cells = [legend.item(row, column) for row in range(legend.rowCount())]
        sides = {bool(item.textAlignment() & Qt.AlignmentFlag.AlignRight) for item in cells}
        heading = legend.horizontalHeaderItem(column)
        assert sides == {bool(heading.textAlignment() & Qt.AlignmentFlag.AlignRight)}
        assert sides == {heading.text() in ("Best AP50 %", "Steps")}


def test_every_run_has_its_own_curves(open_on):
    dialog = open_on({}, {"aps": (0.2, 0.3)}, {"steps": 0, "aps": (), "state": "running"})
    losses = dialog._plots._loss.listDataItems()
    aps = dialog._plots._ap.listDataItems()
    assert [len(item.getData()[0] if item.getData()[0] is not None else ()) for item in losses] == [0, 12, 12]
    assert aps[1].getData()[1].tolist() == pytest.approx([20.0, 30.0])
    pens = [item.opts["pen"] for item in losses]
    assert len({(pen.color().name(), pen.style()) for pen in pens}) == 3


def test_bars_have_a_group_a_class_and_say_their_numbers(open_on):
    dialog = open_on({}, {"aps": (0.2, 0.3, 0.4)})
    assert dialog._bars.accessibleDescription() == "disc: 75.0, 40.0\nsquare: 65.0, 30.0"
    assert dialog._bars.sizeHint().height() > 4 * dialog.fontMetrics().height()
    assert not dialog._bars.grab().isNull()


def test_runs_on_other_labels_and_runs_alike_are_said(open_on, qtbot):
    from PySide6.QtWidgets import QLabel

    dialog = open_on({}, {"labels": "other"})
    assert any("does not compare" in label.text() for label in dialog.findChildren(QLabel))
    dialog.close()
