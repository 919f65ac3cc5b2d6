"""Small steps of building a form that every dialog needs: names for screen readers, labels with their keys."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

_W = TypeVar("_W", bound=QWidget)


def named(widget: _W, name: str) -> _W:
    """Gives a widget its name for screen readers; returns the widget."""
    widget.setAccessibleName(name)
    return widget


def label_for(text: str, field: QWidget) -> QLabel:
    """Returns a label whose key (``&``) moves the focus to ``field``."""
    label = QLabel(text)
    label.setBuddy(field)
    return label


def add_row(form: QFormLayout, text: str, row: QWidget | QLayout, *, field: QWidget | None = None) -> None:
    """Adds a row to a form.

    Args:
        form: The form.
        text: Label; its key (``&``) moves the focus to the field.
        row: The field, or a layout that holds it.
        field: The widget that gets the focus; needed where ``row`` is a layout.
    """
    target = field or row
    if not isinstance(target, QWidget):
        raise TypeError("a row that is a layout needs its field")
    form.addRow(label_for(text, target), row)


def beside(field: QWidget, *buttons: tuple[str, Callable[[], None]]) -> QHBoxLayout:
    """Returns a row of a field and, at its right, buttons that Enter in another field does not press.

    Args:
        field: Takes the width there is.
        buttons: Text of each, and what a click does.
    """
    row = QHBoxLayout()
    row.addWidget(field, 1)
    for text, pressed in buttons:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        row.addWidget(button)
    return row


def wide_combo(name: str) -> QComboBox:
    """Returns a choice that takes the width there is; a long entry does not widen the dialog."""
    combo = named(QComboBox(), name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(12)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return combo


def note_label(text: str = "") -> QLabel:
    """Returns a label for a sentence that explains; it takes the width there is, and wraps."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label
