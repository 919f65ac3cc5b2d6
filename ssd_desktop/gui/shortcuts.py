"""Which keys each command has: its own at first, others where the user wants so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from ssd_desktop.gui.action_set import explain, plain_text
from ssd_desktop.gui.settings import Settings


@dataclass(frozen=True)
class Command:
    """A command whose keys can be changed.

    Attributes:
        name: Under which its keys are remembered.
        title: What the user reads; it stays, though the menu may say "Undo Draw Box" later.
        action: The command itself.
        defaults: Its own keys.
    """

    name: str
    title: str
    action: QAction
    defaults: tuple[QKeySequence, ...]


class Shortcuts(QObject):
    """Gives commands their keys and remembers those that were changed.

    A key that the user gave to one command is taken from every other. Commands that share a key from the start, because
    only one of them can be meant, go on sharing it.

    Signals:
        changed: Some command has other keys.
    """

    changed = Signal()

    def __init__(self, actions: Mapping[str, QAction], settings: Settings, parent: QObject | None = None) -> None:
        """Takes the commands as they were made and gives them the keys the user wanted.

        Args:
            actions: By the names under which keys are remembered.
            settings: Remember the keys.
            parent: Owner.
        """
        super().__init__(parent)
        self._settings = settings
        self._commands = {
            name: Command(name, plain_text(action), action, tuple(action.shortcuts()))
            for name, action in actions.items()
        }
        stored = settings.shortcuts
        self._wanted = {
            name: keys for name in self._commands if name in stored and (keys := _sequences(stored[name])) is not None
        }
        self._apply()

    def command(self, name: str) -> Command:
        """Returns a command by its name."""
        return self._commands[name]

    def name_of(self, action: QAction) -> str | None:
        """Returns the name of a command; None for one whose keys cannot be changed."""
        return next((name for name, command in self._commands.items() if command.action is action), None)

    def keys(self, name: str) -> list[QKeySequence]:
        """Returns the keys that a command has now."""
        return self._commands[name].action.shortcuts()

    def is_changed(self, name: str) -> bool:
        """Returns whether a command has other keys than its own."""
        return self.keys(name) != list(self._commands[name].defaults)

    def holder(self, key: QKeySequence, *, besides: str) -> str | None:
        """Returns the name of the command that would lose a key; None where it is free.

        Args:
            key: The key.
            besides: The command it is for.
        """
        for name in self._commands:
            if name != besides and key in self.keys(name) and not self._may_share(name, besides, key):
                return name
        return None

    def set_keys(self, name: str, keys: Sequence[QKeySequence]) -> None:
        """Gives a command these keys and no others; who had them before loses them."""
        for other, wanted in list(self._wanted.items()):
            left = [key for key in wanted if key not in keys or self._may_share(other, name, key)]
            if other != name and left != wanted:
                self._wanted[other] = left
                if not left:
                    del self._wanted[other]
        self._wanted[name] = list(dict.fromkeys(keys))
        self._store()

    def reset(self, name: str) -> None:
        """Gives a command its own keys back; who has them now loses them."""
        self.set_keys(name, self._commands[name].defaults)

    def reset_all(self) -> None:
        """Gives every command its own keys back."""
        self._wanted.clear()
        self._store()

    def _store(self) -> None:
        self._apply()
        self._wanted = {name: self.keys(name) for name in self._wanted if self.is_changed(name)}
        self._settings.shortcuts = {
            name: [key.toString(QKeySequence.SequenceFormat.PortableText) for key in keys]
            for name, keys in self._wanted.items()
        }
        self.changed.emit()

    def _apply(self) -> None:
        for name, command in self._commands.items():
            keys = self._wanted.get(name)
            if keys is None:
                keys = [key for key in command.defaults if not self._is_taken(key, name)]
            command.action.setShortcuts(keys)
            explain(command.action, command.action.statusTip())

    def _is_taken(self, key: QKeySequence, name: str) -> bool:
        return any(key in keys and not self._may_share(other, name, key) for other, keys in self._wanted.items())

    def _may_share(self, one: str, other: str, key: QKeySequence) -> bool:
        return key in self._commands[one].defaults and key in self._commands[other].defaults


def _sequences(texts: Sequence[str]) -> list[QKeySequence] | None:
    """Returns remembered keys; None where one of them is no key."""
    keys = [QKeySequence(text, QKeySequence.SequenceFormat.PortableText) for text in texts]
    # Qt reads nonsense as a key that it cannot write.
    return keys if all(key.toString() for key in keys) else None
