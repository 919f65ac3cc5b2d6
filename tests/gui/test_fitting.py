"""Every dialog and panel on a low screen, in both languages: nothing is cut off, and dialogs fit with their buttons."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QDockWidget, QInputDialog, QLabel, QMessageBox, QPushButton

from ssd_desktop.app import Program
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.about import AboutDialog
from ssd_desktop.gui.dialogs.class_questions import ClassQuestions
from ssd_desktop.gui.dialogs.detect_files import DetectFilesDialog
from ssd_desktop.gui.dialogs.export import ExportDialog
from ssd_desktop.gui.dialogs.export_frames import ExportFramesDialog
from ssd_desktop.gui.dialogs.fine_tune import FineTuneDialog
from ssd_desktop.gui.dialogs.import_model import ImportModelDialog
from ssd_desktop.gui.dialogs.labelling_questions import LabellingQuestions
from ssd_desktop.gui.dialogs.model_information import ModelInformationDialog
from ssd_desktop.gui.dialogs.models import ModelsDialog
from ssd_desktop.gui.dialogs.plan_recall import PlanRecallDialog
from ssd_desktop.gui.dialogs.run_questions import RunQuestions
from ssd_desktop.gui.dialogs.shortcuts import ShortcutsDialog
from ssd_desktop.gui.dialogs.training_questions import TrainingQuestions
from ssd_desktop.gui.dialogs.training_request import StartWeights
from ssd_desktop.gui.dialogs.video_dialogs import VideoDialogs
from ssd_desktop.gui.dialogs.work_questions import WorkQuestions
from ssd_desktop.gui.error_dialog import error_box
from ssd_desktop.gui.workers.detection import ModelInfo
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.training.events import TrainingDiverged
from tests.gui.fitting import cut_texts

LOW_SCREEN = QSize(1280, 680)
"""1280 x 720 without a title and a task bar."""

START = StartWeights("shipped", "Shipped detector ssd300_playing_cards", classes=("ace", "king"), plan="caffe-voc")
MODEL = ModelInfo("cards", "runs/cards/best.safetensors", ("ace", "king"), PLANS["caffe-voc"], "Processor")

DIALOGS: dict[str, Callable[[Path], QDialog]] = {
    "about": lambda _: AboutDialog(),
    "detect in files": lambda folder: DetectFilesDialog(str(folder), detector="cards", score=0.5),
    "export": lambda folder: ExportDialog("cards", name="cards", folder=folder, problem_of=lambda _: ""),
    "export frames": lambda folder: ExportFramesDialog(folder, {"keys": 12, "boxes": 40, "every": 400}),
    "fine-tune": lambda folder: FineTuneDialog(
        [START], [("cpu", "CPU")], runs_folder=folder, describe_checkpoint=lambda _: START
    ),
    "import": lambda folder: ImportModelDialog(folder / "weights.pth", lambda name: ""),
    "model information": lambda _: ModelInformationDialog(MODEL, {"ap50": 0.85, "images": 296.0, "recipe": "SGD"}),
    "models": lambda _: ModelsDialog(),
    "recall of plans": lambda _: PlanRecallDialog(),
    "shortcuts": lambda _: ShortcutsDialog(),
    "error": lambda _: error_box(SSDDesktopError("The file a.jpg is damaged; open another."), None),
    "unexpected error": lambda _: error_box(ValueError("shape"), None),
}

QUESTIONS: dict[str, Callable[[], object]] = {
    "leftovers": lambda: LabellingQuestions().leftovers(3),
    "leftover tracks": lambda: LabellingQuestions().track_leftovers("cars.mp4"),
    "conflict": lambda: LabellingQuestions().conflict("a picture.xml"),
    "outline": lambda: LabellingQuestions().give_outline_up(),
    "unsaved labels": lambda: LabellingQuestions().close(3, ""),
    "unsaved tracks": lambda: LabellingQuestions().close_video("The disk is full; free some space."),
    "discard a training": lambda: TrainingQuestions().discard(),
    "close while training": lambda: TrainingQuestions().close(),
    "close while exporting": lambda: WorkQuestions().close(["The export cards.onnx is given up; nothing is written."]),
    "diverged": lambda: TrainingQuestions().diverged(TrainingDiverged("run", 12, 0.0005, 8, "best.safetensors")),
    "delete runs": lambda: RunQuestions().delete(["slow and averaged", "game_pieces-2026-11-20-1"]),
    "rename a class": lambda: ClassQuestions().new_name("ace"),
    "merge a class": lambda: ClassQuestions().target("ace", ["king", "queen"]),
    "add classes": lambda: ClassQuestions().new_classes(),
    "track forward": lambda: VideoDialogs().frames(30),
}

both_languages = pytest.mark.parametrize("language", ["en", "ko"])


def check(dialog: QDialog, qtbot) -> None:
    """Holds a dialog against what every dialog owes its user."""
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.windowTitle()
    dialog.resize(dialog.size().boundedTo(LOW_SCREEN))
    assert dialog.width() <= LOW_SCREEN.width()
    assert dialog.height() <= LOW_SCREEN.height()
    qtbot.waitUntil(lambda: cut_texts(dialog) == [])
    for box in dialog.findChildren(QDialogButtonBox):
        assert box.geometry().bottom() <= dialog.height()
        assert all(button.icon().isNull() for button in box.buttons())
    assert sum(button.isDefault() for button in dialog.findChildren(QPushButton)) <= 1


def test_a_text_without_room_is_noticed(qtbot):
    label, button = QLabel("a long sentence"), QPushButton("a long word")
    for widget in (label, button):
        qtbot.addWidget(widget)
        widget.setFixedWidth(20)
        widget.show()
        qtbot.waitExposed(widget)
        assert cut_texts(widget) == [widget.text()]


@both_languages
@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_fits_on_a_low_screen_and_cuts_no_text(qtbot, speak, tmp_path, name, language):
    speak(language)
    dialog = DIALOGS[name](tmp_path)
    qtbot.addWidget(dialog)
    check(dialog, qtbot)


@both_languages
@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_asked_without_cutting_a_text(qtbot, speak, monkeypatch, name, language):
    speak(language)
    asked: list[QDialog] = []
    for kind in (QMessageBox, QInputDialog):
        monkeypatch.setattr(kind, "exec", lambda dialog: check(dialog, qtbot) or asked.append(dialog) or 0)
    QUESTIONS[name]()
    assert len(asked) == 1
    asked[0].close()


@both_languages
@pytest.mark.parametrize("size", [QSize(1280, 720), QSize(1600, 1000)], ids=["1280x720", "1600x1000"])
def test_no_panel_cuts_a_text(qtbot, speak, settings, tmp_path, size, language):
    speak(language)
    program = Program(settings, log_path=tmp_path / "log.txt")
    window = program.window
    qtbot.addWidget(window)
    window.resize(size)
    window.show()
    qtbot.waitExposed(window)
    for dock in window.findChildren(QDockWidget):
        if dock.isHidden():
            dock.toggleViewAction().trigger()
        dock.raise_()
        qtbot.waitUntil(lambda dock=dock: not dock.visibleRegion().isEmpty())
        qtbot.waitUntil(lambda: cut_texts(window) == [])
