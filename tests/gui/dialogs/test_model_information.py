"""What is told about a detector."""

from PySide6.QtWidgets import QFormLayout, QLabel
from pytestqt.qtbot import QtBot

from ssd_desktop.gui.dialogs.model_information import ModelInformationDialog
from ssd_desktop.gui.workers.detection import ModelInfo
from ssd_desktop.ssd.config import PLANS

MODEL = ModelInfo("cards", "runs/cards/best.safetensors", ("ace", "king"), PLANS["caffe-voc"], "Processor")


def test_every_fact_of_the_checkpoint_is_told_in_words_and_round_numbers(qtbot: QtBot) -> None:
    dialog = ModelInformationDialog(MODEL, {"images": 1296.0, "loss": 4.581727913, "recipe": "SGD", "other": "x"})
    qtbot.addWidget(dialog)
    told = {label.accessibleName(): label.text() for label in dialog.findChildren(QLabel) if label.accessibleName()}
    assert told["File"] == "runs/cards/best.safetensors"
    assert told["Finds"] == "2: ace, king"
    assert told["Box plan"] == "caffe-voc, 8,732 boxes"
    assert told["Training images"] == "1,296"
    assert told["Loss"] == "4.582"
    assert told["Recipe"] == "SGD"
    assert told["other"] == "x"


def test_what_was_measured_stands_together_before_the_other_figures(qtbot: QtBot) -> None:
    facts = {"data": "one deck", "ap50": 0.9, "test_images": 67.0, "coco_ap": 0.5, "coco_ap75": 0.6, "ap50_ace": 0.9}
    dialog = ModelInformationDialog(MODEL, facts)
    qtbot.addWidget(dialog)
    form = dialog.findChild(QFormLayout)
    headings = [form.itemAt(row, QFormLayout.ItemRole.LabelRole).widget().text() for row in range(form.rowCount())]
    measured = ["AP50", "COCO AP75", "COCO AP", "AP50 by class", "Trained on", "Test images"]
    assert headings == ["Name", "File", "Device", "Box plan", "Finds", *measured]


def test_precision_is_told_in_percent_and_by_class_in_one_line(qtbot: QtBot) -> None:
    dialog = ModelInformationDialog(MODEL, {"ap50": 0.8544, "ap50_ace": 0.5, "ap50_king": 1.0, "coco_ap": 0.25})
    qtbot.addWidget(dialog)
    told = {label.accessibleName(): label.text() for label in dialog.findChildren(QLabel) if label.accessibleName()}
    assert told["AP50"] == "85.4 %"
    assert told["COCO AP"] == "25.0 %"
    assert told["AP50 by class"] == "king 100.0 %, ace 50.0 %"
    assert not any(name.startswith("ap50_") for name in told)
