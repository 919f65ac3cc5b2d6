"""Keys of a list's own commands, such as Delete, where a command of the window has the same key."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class OwnKeys(QObject):
    """Lets a widget with the keyboard have the keys of its commands; of two commands with one key Qt takes neither.

    Args:
        widget: Whose keys they are.
        actions: Its commands; those that are not enabled leave their keys to the window.
    """

    def __init__(self, widget: QWidget, actions: Sequence[QAction]) -> None:
        super().__init__(widget)
        self._actions = tuple(actions)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claims a key before the window's shortcuts are looked at, and then does what it is for."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = QKeySequence(event.keyCombination())
        action = next((one for one in self._actions if one.isEnabled() and key in one.shortcuts()), None)
        if action is None:
            return super().eventFilter(watched, event)
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            action.trigger()
        return True
