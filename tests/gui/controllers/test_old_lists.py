"""The lists of the folder with images of the old classes."""

from PySide6.QtWidgets import QComboBox

from ssd_desktop.gui.controllers.old_lists import OldLists
from ssd_desktop.gui.dialogs.old_classes import OldClasses
from tests.unit.data.made_data import write_voc_folder

CAT = ("cat", (2, 3, 20, 25))


def test_lists_are_offered_and_a_folder_that_cannot_be_read_says_why(qtbot, tmp_path):
    folder = write_voc_folder(tmp_path / "old", {"a": [CAT], "b": [CAT]}, splits={"train": ["a"], "other": ["b"]})
    view = OldClasses()
    qtbot.addWidget(view)
    OldLists(view)
    combo = view.findChild(QComboBox)
    view.show_choice(True, folder, "other")
    assert view.split() == "other"
    qtbot.waitUntil(lambda: combo.count() == 3, timeout=20_000)
    assert (combo.currentData(), view.split(), view.problem()) == ("other", "other", "")
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    assert view.split() is None
    view.show_choice(True, folder, "gone")
    qtbot.waitUntil(lambda: view.split() is None, timeout=20_000)
    damaged = tmp_path / "damaged"
    (damaged / "images").mkdir(parents=True)
    (damaged / "labels").mkdir()
    (damaged / "data.yaml").write_text("names: [a")
    view.show_choice(True, damaged, None)
    qtbot.waitUntil(lambda: "data.yaml is not understood" in view.problem(), timeout=20_000)
    view.show_choice(False, None, None)
    assert (view.split(), view.problem()) == (None, "")
