"""Keys that the widget with the focus needs itself."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QMainWindow,
    QTabBar,
    QTreeView,
    QWidget,
)


class KeysForWidgets(QObject):
    """Lets the widget with the focus have the keys it lives on, before the window's shortcuts take them.

    Space presses a button that has the focus, arrows move a slider or change the tab: only elsewhere they play and turn
    pages.
    """

    _BUTTON_KEYS = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Select})
    _SIDEWAYS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right})
    _MOVING_KEYS = frozenset(
        {
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
            Qt.Key.Key_Home,
            Qt.Key.Key_End,
            Qt.Key.Key_PageUp,
            Qt.Key.Key_PageDown,
        }
    )

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._watched: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._watch)

    def _watch(self, before: QWidget | None, now: QWidget | None) -> None:
        # Only the focused widget is watched: a filter on the application would see every event of the program.
        if self._watched is not None and before is self._watched:
            before.removeEventFilter(self)
        self._watched = now
        if now is not None:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accepts the override of a key that the focused widget uses, so that no shortcut takes it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            and self._uses(watched, Qt.Key(event.key()))
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _uses(self, widget: QObject, key: Qt.Key) -> bool:
        if isinstance(widget, QAbstractButton):
            return key in self._BUTTON_KEYS
        if isinstance(widget, QTabBar):
            return key in self._SIDEWAYS
        if isinstance(widget, QAbstractItemView) and not isinstance(widget, QTreeView):
            return key in self._MOVING_KEYS - self._SIDEWAYS or key in self._BUTTON_KEYS
        if isinstance(widget, (QTreeView, QComboBox)):
            return key in self._MOVING_KEYS or key in self._BUTTON_KEYS
        return isinstance(widget, (QAbstractSlider, QAbstractSpinBox)) and key in self._MOVING_KEYS
