"""The list of classes, and when the panels of labelling are in sight."""

import pytest
from PySide6.QtGui import QColor

from ssd_desktop.gui.panels.classes import ClassesPanel
from ssd_desktop.gui.panels.classes_model import BOXES_COLUMN, KEY_COLUMN, NAME_COLUMN, ClassRow

NAMES = tuple(f"card {number}" for number in range(1, 12))


@pytest.fixture
def panel(qtbot):
    panel = ClassesPanel()
    qtbot.addWidget(panel)
    panel.set_ready(True)
    show(panel, [ClassRow(name, 1000 * i, i) for i, name in enumerate(NAMES)])
    return panel


def show(panel, rows):
    panel.set_classes(rows, {row.name: QColor("#336699") for row in rows})


def texts(panel, column):
    model = panel._table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_first_nine_classes_have_a_key(panel):
    assert texts(panel, KEY_COLUMN) == [*"123456789", "", ""]


def test_counts_that_are_not_there_yet_are_dots(panel):
    show(panel, [ClassRow("a", None, None)])
    assert texts(panel, BOXES_COLUMN) == ["…"]


def test_the_filter_narrows_the_list_and_keeps_the_keys(panel):
    panel._filter.setText("CARD 1")
    assert texts(panel, NAME_COLUMN) == ["card 1", "card 10", "card 11"]
    assert texts(panel, KEY_COLUMN) == ["1", "", ""]


def test_the_current_class_stays_when_counts_and_order_change(panel):
    panel.set_current("card 3")
    show(panel, [ClassRow(name, 1, 1) for name in reversed(NAMES)])
    assert panel.current() == "card 3"


def test_commands_name_the_current_class(panel, qtbot):
    panel.set_current("card 2")
    with qtbot.waitSignal(panel.rename_wanted) as asked:
        panel.rename.trigger()
    assert asked.args == ["card 2"]
    with qtbot.waitSignal(panel.move_wanted) as moved:
        panel.down.trigger()
    assert moved.args == ["card 2", 1]


def test_only_what_makes_sense_is_offered(panel):
    panel.set_current(NAMES[0])
    assert not panel.up.isEnabled()
    assert panel.down.isEnabled()
    panel.set_current("")
    assert not panel.rename.isEnabled()
    panel.set_ready(False)
    assert not panel.add.isEnabled()


def test_the_panels_of_labelling_go_with_a_camera_and_come_back(window, qtbot):
    window.show()
    window.properties_dock.hide()

    window.label_docks.set_in_use(False)
    assert window.classes_dock.isHidden()
    assert not window.classes_dock.toggleViewAction().isEnabled()
    window.label_docks.set_in_use(True)

    assert not window.classes_dock.isHidden()
    assert window.properties_dock.isHidden()


def test_editing_brings_the_panels_of_labelling_to_the_front(window, qtbot):
    window.show()
    qtbot.waitExposed(window)
    window.label_docks.set_editing(True)
    qtbot.waitUntil(lambda: not window.classes_dock.visibleRegion().isEmpty())
    window.label_docks.set_editing(False)
    qtbot.waitUntil(lambda: window.classes_dock.visibleRegion().isEmpty())
