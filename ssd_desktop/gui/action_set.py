"""How commands are made: text, tip, keys and icon in one call."""

import re

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from ssd_desktop.gui.theme import icon

Keys = str | tuple[str, ...]


class ActionSet(QObject):
    """Base of a group of commands that are attributes."""

    def named(self) -> dict[str, QAction]:
        """Returns every command by the name under which its keys are remembered, such as ``edit.draw_box``."""
        found: dict[str, QAction] = {}
        for name, value in vars(self).items():
            inner = value.named() if isinstance(value, ActionSet) else value if isinstance(value, dict) else {}
            found.update({f"{name}.{key}": action for key, action in inner.items()})
            if isinstance(value, QAction):
                found[name] = value
        return found

    def _make(self, text: str, tip: str, *, icon_name: str = "", keys: Keys = ()) -> QAction:
        action = QAction(self)
        set_text(action, text)
        if icon_name:
            action.setIcon(icon(icon_name))
        action.setShortcuts(_sequences(keys))
        explain(action, tip)
        return action

    def _toggle(self, text: str, tip: str, *, icon_name: str = "", keys: Keys = (), checked: bool = False) -> QAction:
        action = self._make(text, tip, icon_name=icon_name, keys=keys)
        action.setCheckable(True)
        action.setChecked(checked)
        # In a menu an icon would take the place of the tick.
        action.setIconVisibleInMenu(False)
        return action

    def _choices(self, choices: tuple[tuple[str, str], ...], tip: str) -> tuple[dict[str, QAction], QActionGroup]:
        """Returns one checkable action a choice, by its value, in an exclusive group."""
        group = QActionGroup(self)
        actions = {}
        for value, text in choices:
            action = self._toggle(text, tip)
            action.setData(value)
            group.addAction(action)
            actions[value] = action
        return actions, group


def _sequences(keys: Keys) -> list[QKeySequence]:
    return [QKeySequence(text) for text in ((keys,) if isinstance(keys, str) else keys)]


def set_text(action: QAction, text: str) -> None:
    """Sets the text of a command; on buttons it stands without its mnemonic, which Qt would leave as "(O)" there."""
    action.setText(text)
    action.setIconText(plain_text(action))


def plain_text(action: QAction) -> str:
    """Returns the text of a command as one reads it aloud: without mnemonic and dots.

    Korean has its mnemonics in brackets of their own, as in ``(&O)``.
    """
    return text_without_key(action).removesuffix("...")


def text_without_key(action: QAction) -> str:
    """Returns the text of a command without its mnemonic, for where that would take the Alt key of a menu."""
    return re.sub(r"\(&\w\)|&", "", action.text())


def explain(action: QAction, tip: str) -> None:
    """Sets the texts that tell what a command does, with its first key."""
    action.setToolTip(tip + key_hint(action))
    action.setStatusTip(tip)


def key_hint(action: QAction) -> str:
    """Returns the first key of a command as it ends a tool tip; "" where it has none."""
    keys = action.shortcuts()
    return f" ({keys[0].toString(QKeySequence.SequenceFormat.NativeText)})" if keys else ""
