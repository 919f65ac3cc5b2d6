"""Short questions: one line, a few lines, a number or one of a list; and the look that all dialogs share."""

from collections.abc import Sequence

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialogButtonBox, QInputDialog, QWidget

_LEAST_WIDTH = 320


def without_icons(dialog: QWidget) -> None:
    """Takes the icons off the buttons of a dialog.

    The style gives one to OK and Cancel only, not to those with words of their own; and its icons are dark on a dark
    theme.
    """
    boxes = [dialog] if isinstance(dialog, QDialogButtonBox) else dialog.findChildren(QDialogButtonBox)
    for box in boxes:
        for button in box.buttons():
            button.setIcon(QIcon())


def even_buttons(dialog: QWidget) -> None:
    """Makes the buttons of a dialog equally high.

    Of all buttons that for the details alone reckons without the room for an icon.
    """
    for box in dialog.findChildren(QDialogButtonBox):
        height = max((button.sizeHint().height() for button in box.buttons()), default=0)
        for button in box.buttons():
            button.setMinimumHeight(height)


def ask_line(parent: QWidget | None, title: str, question: str, *, text: str = "", width: int = 0) -> str | None:
    """Returns a line of text, without blanks at its ends; None: the user thought better of it.

    Args:
        parent: The window.
        title: Of the dialog.
        question: Above the field.
        text: To begin with.
        width: Least width of the dialog, logical pixels.
    """
    dialog = _dialog(parent, title, question)
    dialog.setTextValue(text)
    return dialog.textValue().strip() if _ask(dialog, width) else None


def ask_lines(parent: QWidget | None, title: str, question: str) -> list[str] | None:
    """Returns lines of text without empty ones; None: the user thought better of it."""
    dialog = _dialog(parent, title, question)
    dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
    lines = dialog.textValue().splitlines() if _ask(dialog) else None
    return None if lines is None else [line.strip() for line in lines if line.strip()]


def ask_one_of(parent: QWidget | None, title: str, question: str, *, choices: Sequence[str]) -> str | None:
    """Returns one of the choices, the first at first; None: the user thought better of it."""
    dialog = _dialog(parent, title, question)
    dialog.setComboBoxItems(list(choices))
    return dialog.textValue() if _ask(dialog) else None


def ask_number(parent: QWidget | None, title: str, question: str, *, preset: int, most: int) -> int | None:
    """Returns a whole number from 1 to ``most``; None: the user thought better of it."""
    dialog = _dialog(parent, title, question)
    dialog.setInputMode(QInputDialog.InputMode.IntInput)
    dialog.setIntRange(1, most)
    dialog.setIntValue(preset)
    return dialog.intValue() if _ask(dialog) else None


def _dialog(parent: QWidget | None, title: str, question: str) -> QInputDialog:
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(question)
    return dialog


def _ask(dialog: QInputDialog, width: int = 0) -> bool:
    without_icons(dialog)
    dialog.resize(max(width, _LEAST_WIDTH), dialog.sizeHint().height())
    accepted = bool(dialog.exec())
    dialog.deleteLater()
    return accepted
