"""A question with a few answers, asked before something is lost or replaced."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtWidgets import QMessageBox, QWidget

from ssd_desktop.gui.dialogs.input_questions import even_buttons

_A = TypeVar("_A")

TAKES = QMessageBox.ButtonRole.AcceptRole
LEAVES = QMessageBox.ButtonRole.RejectRole
DESTROYS = QMessageBox.ButtonRole.DestructiveRole


@dataclass(frozen=True)
class Answer(Generic[_A]):
    """A button.

    Attributes:
        value: What is returned for it.
        text: On it, with its key (``&``).
        role: ``TAKES``, ``LEAVES`` or ``DESTROYS``; by it the desktop puts the button into its place.
    """

    value: _A
    text: str
    role: QMessageBox.ButtonRole


def ask(box: QMessageBox, answers: "list[Answer[_A]]", *, default: _A, escape: _A) -> _A:
    """Asks and returns the answer; the box goes with it.

    Args:
        box: With its texts, without buttons.
        answers: In their order; each with another value.
        default: Answer of the Enter key.
        escape: Answer of the Escape key, and of a closed box.
    """
    buttons = {answer.value: box.addButton(answer.text, answer.role) for answer in answers}
    even_buttons(box)
    box.setDefaultButton(buttons[default])
    box.setEscapeButton(buttons[escape])
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return next((value for value, button in buttons.items() if button is clicked), escape)


def question_box(title: str, question: str, explanation: str, window: QWidget | None) -> QMessageBox:
    """Returns a box for ``ask``: what is asked, and below it what that means."""
    box = QMessageBox(QMessageBox.Icon.Question, title, question, parent=window)
    box.setInformativeText(explanation)
    return box
