"""A heading that shows and hides what belongs to it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QToolButton, QWidget


class FoldOut(QToolButton):
    """Hides its parts until it is pressed.

    Args:
        text: What it says.
        parts: What it shows and hides.
        parent: Owner.
    """

    def __init__(self, text: str, parts: tuple[QWidget, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.setAutoRaise(True)
        self.setText(text)
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggled.connect(self._show_parts)
        self._show_parts(False)

    @Slot(bool)
    def _show_parts(self, shown: bool) -> None:
        self.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        for part in self._parts:
            part.setVisible(shown)
