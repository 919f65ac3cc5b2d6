"""What pressing and dragging on the canvas does: moving the picture, or what a tool makes of it."""

from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from ssd_desktop.gui.canvas.transform import CanvasTransform


class CanvasTool(Protocol):
    """Takes the left mouse button and keys before the canvas does. Positions are logical pixels of the canvas."""

    def press(self, at: QPointF, transform: CanvasTransform, modifiers: Qt.KeyboardModifier) -> bool:
        """Begins at a press. Returns whether the tool takes what follows up to the release."""

    def drag(self, at: QPointF, transform: CanvasTransform, modifiers: Qt.KeyboardModifier) -> None:
        """Goes on while the button is held."""

    def release(self, at: QPointF, transform: CanvasTransform, modifiers: Qt.KeyboardModifier) -> bool:
        """Ends. Returns whether it was more than a click on nothing."""

    def double_click(self, at: QPointF, transform: CanvasTransform) -> bool:
        """Returns whether the tool took a double click."""

    def hover(self, at: QPointF | None, transform: CanvasTransform) -> None:
        """The pointer moved without a button; None: it left."""

    def cursor(self, at: QPointF, transform: CanvasTransform) -> Qt.CursorShape | None:
        """Returns the cursor for a position; None: the canvas has its own."""

    def cancel(self) -> None:
        """Gives up what was begun."""

    def uses_key(self, event: QKeyEvent) -> bool:
        """Returns whether ``key`` would take a key, so that no shortcut of the window does."""

    def key(self, event: QKeyEvent) -> bool:
        """Returns whether the tool took a key."""


class PanTool:
    """One press of a mouse button: a drag that moves the picture, or a click."""

    def __init__(self, pressed_at: QPointF, transform: CanvasTransform, *, drag_distance: float) -> None:
        """Begins at a press.

        Args:
            pressed_at: Logical pixels of the canvas.
            transform: Of that moment; the drag is measured from it, so rounding never adds up.
            drag_distance: Logical pixels below which a press stays a click.
        """
        self._pressed_at = pressed_at
        self._transform = transform
        self._drag_distance = drag_distance
        self.dragging = False

    def moved(self, position: QPointF) -> CanvasTransform | None:
        """Returns where the picture belongs with the pointer at ``position``, None while it is still a click."""
        way = position - self._pressed_at
        self.dragging = self.dragging or way.manhattanLength() >= self._drag_distance
        return self._transform.panned(way.x(), way.y()) if self.dragging else None
