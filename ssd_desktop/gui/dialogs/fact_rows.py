"""Names and values, one below the other, on one line each whatever letters they have."""

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextLayout
from PySide6.QtWidgets import QFormLayout, QLabel, QSizePolicy


def add_fact(form: QFormLayout, name: str, value: str, *, like: str) -> None:
    """Adds a row whose value can be selected and copied.

    Args:
        form: Where to.
        name: What is told.
        value: It, any number of lines.
        like: A text in the language of the window; letters of other heights stand on the line that its letters have.
    """
    label = QLabel(value)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAccessibleName(name)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    heading = QLabel(name)
    heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    for part in (heading, label):
        part.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        _level(part, like)
    form.addRow(heading, label)


def _level(label: QLabel, like: str) -> None:
    """Gives a label the room above and below that lower letters lack: Hangul comes from a font with higher lines."""
    (wanted_above, wanted_height), (above, height) = _line(like, label.font()), _line(label.text(), label.font())
    lacking, higher = max(0, wanted_height - height), max(0, wanted_above - above)
    label.setContentsMargins(0, higher, 0, max(0, lacking - higher))


def _line(text: str, font: QFont) -> tuple[int, int]:
    """Returns how far a line of text reaches above its base line, and its height, logical pixels."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return math.ceil(line.ascent()), math.ceil(line.height())
