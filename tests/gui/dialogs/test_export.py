"""The dialog offers what this machine and the format can do, and says what it will do before it does it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QLabel, QLineEdit

from ssd_desktop.export.config import ExportOptions
from ssd_desktop.export.types import ExportRequest
from ssd_desktop.gui.dialogs.export import ExportDialog


@pytest.fixture
def missing():
    """What is missing on this machine; a test may add to it."""
    return {}


@pytest.fixture
def dialog(qtbot, tmp_path, missing):
    dialog = ExportDialog(
        "/models/cards.safetensors",
        name="cards",
        folder=tmp_path,
        problem_of=lambda options: missing.get(options.precision, ""),
    )
    qtbot.addWidget(dialog)
    return dialog


def choice(dialog, name):
    return next(each for each in dialog.findChildren(QComboBox) if each.accessibleName() == name)


def choose(dialog, name, value):
    combo = choice(dialog, name)
    combo.setCurrentIndex(combo.findData(value))


def field(dialog, name):
    return next(each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == name)


def ok(dialog):
    return dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)


def says(dialog, words):
    return any(words in label.text() for label in dialog.findChildren(QLabel))


def test_it_begins_with_onnx_in_a_folder_of_its_own(dialog, tmp_path):
    path = tmp_path / "cards-onnx" / "cards.onnx"
    assert dialog.request() == ExportRequest("/models/cards.safetensors", path, ExportOptions("onnx"), overwrite=True)
    assert ok(dialog).isEnabled()
    assert says(dialog, "Detector: cards")


def test_another_format_has_its_own_suffix_and_precisions(dialog, tmp_path):
    assert not choice(dialog, "Precision").isEnabled()
    choose(dialog, "Format", "openvino")
    assert dialog.request().output == tmp_path / "cards-openvino" / "cards.xml"
    precisions = choice(dialog, "Precision")
    assert [precisions.itemData(i) for i in range(precisions.count())] == ["fp32", "fp16", "int8"]
    choose(dialog, "Precision", "fp16")
    choose(dialog, "Format", "torch")
    assert dialog.request().options == ExportOptions("torch", precision="fp32")


def test_a_name_of_the_users_own_only_changes_its_suffix(dialog, qtbot):
    field(dialog, "File to write").clear()
    qtbot.keyClicks(field(dialog, "File to write"), "/out/mine.onnx")
    choose(dialog, "Format", "openvino")
    assert dialog.request().output == Path("/out/mine.xml")


def test_a_wrong_suffix_is_told(dialog):
    field(dialog, "File to write").setText("/out/mine.xml")
    assert not ok(dialog).isEnabled()
    assert says(dialog, "must end in .onnx")


def test_eight_bits_wait_for_pictures(dialog, tmp_path):
    choose(dialog, "Format", "openvino")
    choose(dialog, "Precision", "int8")
    assert not ok(dialog).isEnabled()
    assert says(dialog, "8 bits need a folder with pictures")
    field(dialog, "Folder with pictures").setText(str(tmp_path))
    assert ok(dialog).isEnabled()
    assert dialog.request().pictures == tmp_path


def test_what_is_missing_is_told_with_its_remedy_before_the_export(dialog, missing):
    missing["int8"] = "Exporting int8 needs nncf; add it with: pip install 'ssd-desktop[quantize]'"
    choose(dialog, "Format", "openvino")
    choose(dialog, "Precision", "int8")
    assert not ok(dialog).isEnabled()
    assert says(dialog, "pip install 'ssd-desktop[quantize]'")
    choose(dialog, "Precision", "fp32")
    assert ok(dialog).isEnabled()


def test_a_replaced_export_is_announced(dialog, tmp_path):
    (tmp_path / "old.onnx").write_text("")
    field(dialog, "File to write").setText(str(tmp_path / "old.onnx"))
    assert says(dialog, "it is replaced when the new one is right")


def test_what_is_inside_is_in_the_request(dialog):
    for box in dialog.findChildren(QCheckBox):
        box.toggle()
    options = dialog.request().options
    assert (options.nms, options.preprocess) == (False, True)


@pytest.mark.parametrize("text", ["/", "", "a" * 300])
def test_whatever_is_typed_as_file_is_taken_calmly(dialog, qtbot, text):
    dialog._file.clear()
    qtbot.keyClicks(dialog._file, text)
    dialog._format.setCurrentIndex(1)
    assert dialog._format.currentIndex() == 1
