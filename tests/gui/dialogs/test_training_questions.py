"""What is asked after a divergence: the buttons and what each means."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from ssd_desktop.gui.dialogs.training_questions import TrainingQuestions
from ssd_desktop.training.events import TrainingDiverged


def answer(qtbot, event, text):
    """Asks, presses the button that begins with ``text`` (None: the Escape key) and returns answer, texts, buttons."""
    seen = []

    def press():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        qtbot.addWidget(box)
        names = {button.text().replace("&", ""): button for button in box.buttons()}
        seen.extend([f"{box.text()} {box.informativeText()}", set(names)])
        if text is None:
            box.reject()
        else:
            next(button for name, button in names.items() if name.startswith(text)).click()

    QTimer.singleShot(0, press)
    return (TrainingQuestions().diverged(event), *seen)


@pytest.mark.parametrize(
    ("button", "expected"), [("Go On", "half"), ("Keep", "keep"), ("Close", "close"), (None, "close")]
)
def test_a_divergence_offers_half_the_rate_the_model_or_nothing(qtbot, button, expected):
    event = TrainingDiverged("run", 1050, 0.002, 1000, "run/last.safetensors")
    given, text, buttons = answer(qtbot, event, button)
    assert given == expected
    assert buttons == {"Go On with Half the Learning Rate", "Keep the Last Good Model", "Close"}
    assert "step 1,050" in text or "step 1050" in text
    assert "with learning rate 0.002" in text


def test_without_a_checkpoint_there_is_no_model_to_keep(qtbot):
    given, text, buttons = answer(qtbot, TrainingDiverged("run", 3, 0.002, 0, None), "Go On")
    assert given == "half"
    assert buttons == {"Go On with Half the Learning Rate", "Close"}
    assert "start over with learning rate 0.002" in text
