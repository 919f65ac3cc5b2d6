"""What questions say: each button what it does, each count once and beside what is counted."""

import pytest
from PySide6.QtWidgets import QMessageBox

from ssd_desktop.gui.dialogs.labelling_questions import LabellingQuestions
from ssd_desktop.gui.dialogs.run_questions import RunQuestions
from ssd_desktop.gui.dialogs.training_questions import TrainingQuestions


@pytest.fixture
def asked(qapp, monkeypatch):
    """Returns question, explanation and buttons of what a call asks, and answers it with the Escape key."""
    boxes = []

    def note(box):
        buttons = {button.text().replace("&", "") for button in box.buttons()}
        boxes.append((box.text(), box.informativeText(), buttons))
        return 0

    monkeypatch.setattr(QMessageBox, "exec", note)

    def ask(question):
        question()
        return boxes.pop()

    return ask


@pytest.mark.parametrize(
    ("question", "button"),
    [
        (lambda: TrainingQuestions().close(), "Do Not Close"),
        (lambda: TrainingQuestions().discard(), "Keep Training"),
        (lambda: LabellingQuestions().close(3, ""), "Keep Working"),
        (lambda: LabellingQuestions().close_video(""), "Keep Working"),
    ],
)
def test_the_button_that_leaves_all_as_it_is_says_so(asked, question, button):
    _, _, buttons = asked(question)
    assert button in buttons
    assert not any(text.startswith("Go On") for text in buttons)


def test_unsaved_labels_are_counted_beside_what_is_counted(asked):
    assert asked(lambda: LabellingQuestions().close(3, ""))[0] == "Pictures with unsaved labels: 3."
    left_over = asked(lambda: LabellingQuestions().leftovers(1200))[0]
    assert left_over == "Pictures whose labels were not saved before the program ended: 1,200."


def test_one_run_is_named_several_are_counted_and_a_long_list_is_cut_short(asked):
    one = asked(lambda: RunQuestions().delete(["cards"]))
    assert one[:2] == ("Move this run to the trash?", "cards")
    two = asked(lambda: RunQuestions().delete(["cards", "pets"]))
    assert two[:2] == ("Move these runs to the trash?", "Runs: 2\ncards\npets")
    many = asked(lambda: RunQuestions().delete([f"run{number}" for number in range(12)]))[1].split("\n")
    assert many[0] == "Runs: 12"
    assert many[-2:] == ["run9", "\u2026"]
