"""The list of models, the card, and what is offered for the one that is chosen."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton, QTreeWidget

from ssd_desktop.checkpoints.model_list import ModelEntry
from ssd_desktop.gui.dialogs.import_model import ImportModelDialog
from ssd_desktop.gui.dialogs.models import ModelsDialog

CARDS = ModelEntry(
    "cards", "cards", "shipped", True, Path("/models/cards.safetensors"), 47 * 2**20, network="ssd300-vgg16",
    plan="caffe-voc", classes=("ace", "king"), figures={"ap50": 0.854, "ap50_ace": 0.7, "ap50_king": 0.9},
    card={"data": "296 photographs", "licence": "MIT", "limits": "one deck", "deck_size": "52"},
)  # fmt: skip
BASE = ModelEntry("vgg16", "VGG16 base", "shipped", False, Path("/models/vgg.safetensors"), 28 * 2**20, network="VGG16")
COCO = ModelEntry(
    "coco", "SSD300, COCO", "downloadable", True, None, 136 * 2**20, classes=("person", "unused 12"),
    figures={"map": 0.251, "metric": "coco"},
)  # fmt: skip
BROKEN = ModelEntry("x", "x", "imported", True, Path("/models/x.safetensors"), 3, problem="x is damaged.")
RUN = ModelEntry("one/best", "one/best", "run", True, Path("/runs/one/best.safetensors"), 3, classes=("ace",))
ENTRIES = (CARDS, BASE, BROKEN, RUN, COCO)


@pytest.fixture
def dialog(qtbot):
    made = ModelsDialog()
    qtbot.addWidget(made)
    made.chosen.connect(lambda entry: made.show_card(entry, {}))
    made.set_entries(ENTRIES, in_use=CARDS.path)
    made.show()
    return made


def facts(dialog):
    return {label.accessibleName(): label.text() for label in dialog.findChildren(QLabel) if label.accessibleName()}


def offered(dialog):
    return {
        button.text().replace("&", ""): button.isEnabled()
        for button in dialog.findChildren(QPushButton)
        if button.isVisible()
    }


def test_models_stand_under_where_they_come_from_and_the_one_in_use_is_chosen(dialog):
    tree = dialog.findChild(QTreeWidget)
    groups = [tree.topLevelItem(i) for i in range(tree.topLevelItemCount())]
    assert [group.text(0) for group in groups] == ["Shipped", "Imported", "Trained here", "To download"]
    assert groups[0].child(0).text(0) == "cards (in use)"
    assert groups[0].child(0).text(1) == "AP50 85.4"
    assert groups[3].child(0).text(2) == "136 MB"
    assert dialog.entry is CARDS


def test_names_of_models_begin_at_the_same_place_whether_in_use_or_not(dialog):
    tree = dialog.findChild(QTreeWidget)
    shipped = tree.topLevelItem(0)
    assert [shipped.child(row).icon(0).isNull() for row in range(shipped.childCount())] == [False, False]


def test_rows_of_the_list_have_room_above_and_below_their_text(dialog):
    tree = dialog.findChild(QTreeWidget)
    assert tree.visualItemRect(tree.topLevelItem(0)).height() >= tree.fontMetrics().height() + 6


def test_the_card_tells_classes_figures_data_licence_size_and_plan(dialog):
    dialog.show_card(CARDS, {"Processor (2 threads)": 212.4})
    told = facts(dialog)
    assert told["Finds"] == "2: ace, king"
    assert told["Measured"] == "AP50 85.4 %"
    assert told["By class"] == "king 90.0 %, ace 70.0 %"
    assert (told["Trained on"], told["Licence"], told["Limits"]) == ("296 photographs", "MIT", "one deck")
    assert told["Deck size"] == "52"
    assert (told["Size"], told["Box plan"]) == ("47 MB", "caffe-voc")
    assert told["Speed here"] == "212 ms a picture on Processor (2 threads)"


def test_gaps_of_coco_are_no_classes_on_the_card(dialog):
    dialog.choose("coco")
    assert facts(dialog)["Finds"] == "1: person"
    assert facts(dialog)["Measured"] == "mAP (coco) 25.1 %"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cards", {"Use It": True, "Measure Speed": True, "Show in Folder": True}),
        ("vgg16", {"Use It": False, "Show in Folder": True}),
        ("coco", {"Download": True}),
        ("x", {"Use It": False, "Show in Folder": True, "Delete...": True}),
        ("one/best", {"Use It": True, "Measure Speed": True, "Show in Folder": True, "Delete...": True}),
    ],
)
def test_what_is_offered_fits_the_model(dialog, name, expected):
    dialog.choose(name)
    assert offered(dialog) == expected | {"Import File...": True, "Close": True}


def test_each_button_asks_for_the_chosen_model(dialog, qtbot):
    asked = []
    dialog.use_wanted.connect(asked.append)
    dialog.measure_wanted.connect(asked.append)
    dialog.folder_wanted.connect(asked.append)
    dialog.download_wanted.connect(asked.append)
    dialog.remove_wanted.connect(asked.append)
    pressed = [("cards", "Use It"), ("cards", "Measure Speed"), ("x", "Show in Folder"), ("x", "Delete...")]
    for name, text in (*pressed, ("coco", "Download")):
        dialog.choose(name)
        button = next(b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == text)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [CARDS.path, CARDS.path, BROKEN.path, BROKEN, "coco"]


def test_while_work_runs_nothing_else_can_be_started_and_it_can_be_cancelled(dialog):
    dialog.choose("coco")
    dialog.show_work("Downloading coco: 34 of 136 MB", 34, 136)
    assert offered(dialog) == {"Download": False, "Import File...": False, "Cancel": True, "Close": True}
    dialog.show_note("Wait.")
    assert offered(dialog)["Cancel"]
    dialog.show_end("coco is there.")
    assert offered(dialog) == {"Download": True, "Import File...": True, "Close": True}


def test_what_is_wrong_with_a_damaged_file_is_told(dialog):
    dialog.choose("x")
    assert facts(dialog)["Problem"] == "x is damaged."


def test_without_a_detector_in_use_the_first_model_is_chosen(qtbot):
    made = ModelsDialog()
    qtbot.addWidget(made)
    made.set_entries(ENTRIES, in_use=None)
    assert made.entry is CARDS


def test_enter_in_the_list_uses_the_model_and_presses_no_button(dialog, qtbot):
    used = []
    dialog.use_wanted.connect(used.append)
    qtbot.keyClick(dialog.findChild(QTreeWidget), Qt.Key.Key_Return)
    assert used == [CARDS.path]
    assert dialog.isVisible()


def test_the_chosen_model_stays_chosen_when_the_list_is_made_anew(dialog):
    dialog.choose("coco")
    dialog.set_entries(ENTRIES, in_use=None)
    assert dialog.entry == COCO


@pytest.mark.parametrize(("name", "taken"), [("ssd.pth", ["ssd.pth"]), ("cat.png", [])])
def test_files_of_weights_can_be_dropped(dialog, tmp_path, name, taken):
    dropped = []
    dialog.file_dropped.connect(lambda path: dropped.append(path.name))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    assert dropped == taken


def test_an_import_has_every_answer_already(qtbot, tmp_path):
    asked = ImportModelDialog(tmp_path / "ssd300.pth.tar", lambda name: "")
    qtbot.addWidget(asked)
    request = asked.request()
    assert request.name == "ssd300"
    assert (request.class_list, request.plan, request.channels) == (None, None, None)


def test_a_name_that_is_taken_is_told_before_the_import_and_leaves_what_was_chosen(qtbot, tmp_path):
    asked = ImportModelDialog(tmp_path / "cats.pth", lambda name: "It is there already." if name == "cats" else "")
    qtbot.addWidget(asked)
    asked._class_list.setText("names.txt")
    assert not asked._accept.isEnabled()
    assert asked._note.text() == "It is there already."
    asked._name.setText("cats 2")
    assert asked._accept.isEnabled()
    assert "Only weights are read" in asked._note.text()
    assert asked.request().class_list == Path("names.txt")
