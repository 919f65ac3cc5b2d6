"""What is asked before a model goes to the trash."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from ssd_desktop.checkpoints.model_list import ModelEntry
from ssd_desktop.gui.dialogs.model_questions import ModelQuestions


@pytest.fixture
def ask(qtbot, monkeypatch):
    """Asks with a button already pressed; returns the answer, and what was asked."""
    shown = []

    def ask(source, *, is_in_use, press):
        def answer(box):
            shown.append(f"{box.text()} {box.informativeText()}")
            assert box.defaultButton().text() == "&Keep"
            next(button for button in box.buttons() if button.text() == press).click()

        monkeypatch.setattr(QMessageBox, "exec", answer)
        entry = ModelEntry("mine", "mine", source, True, Path("mine.safetensors"), 3)
        return ModelQuestions().remove(entry, is_in_use=is_in_use), shown[-1]

    return ask


@pytest.mark.parametrize(("press", "expected"), [("&Move to Trash", True), ("&Keep", False)])
def test_the_answer_is_the_button_that_was_pressed(ask, press, expected):
    assert ask("imported", is_in_use=False, press=press) == (expected, "Move mine to the trash? ")


def test_what_follows_is_said_before(ask):
    _, asked = ask("imported", is_in_use=True, press="&Keep")
    assert asked.endswith("It is in use; the shipped detector takes its place.")
    _, asked = ask("run", is_in_use=False, press="&Keep")
    assert asked.endswith("All of its run goes: weights, figures and the state to go on from.")
    _, asked = ask("downloaded", is_in_use=False, press="&Keep")
    assert asked.endswith("It can be downloaded again.")
