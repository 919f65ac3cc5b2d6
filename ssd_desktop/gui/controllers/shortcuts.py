"""The sheet of keys: what it shows, and what becomes of the keys the user wants."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeySequence

from ssd_desktop.gui.dialogs.shortcuts import ShortcutGroup, ShortcutRow, ShortcutsDialog
from ssd_desktop.gui.shortcuts import Shortcuts

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssd_desktop.gui.main_window import MainWindow

_CLASS_KEYS = {QKeySequence(str(number)) for number in range(1, 10)}
_LEAVE_KEY = QKeySequence(Qt.Key.Key_Escape)


class ShortcutsController(QObject):
    """Opens the sheet and changes keys; one that another command has is named first."""

    def __init__(
        self,
        view: "MainWindow",
        shortcuts: Shortcuts,
        make_dialog: "Callable[[MainWindow], ShortcutsDialog]" = ShortcutsDialog,
    ) -> None:
        """Connects the command.

        Args:
            view: The window whose menus the sheet shows.
            shortcuts: Has the keys.
            make_dialog: Makes the sheet.
        """
        super().__init__(view)
        self._view = view
        self._shortcuts = shortcuts
        self._make_dialog = make_dialog
        view.commands.keyboard.triggered.connect(self.open)

    @Slot()
    def open(self) -> None:
        """Shows the sheet until the user closes it."""
        dialog = self._make_dialog(self._view)
        dialog.set_groups(self.groups())
        dialog.key_added.connect(lambda name, key: self._give(dialog, name, key, add=True))
        dialog.keys_replaced.connect(lambda name, key: self._give(dialog, name, key, add=False))
        dialog.reset_wanted.connect(lambda name: self._reset(dialog, name))
        dialog.exec()
        dialog.deleteLater()

    def groups(self) -> list[ShortcutGroup]:
        """Returns every command of the menus with its keys, menu by menu, and what mouse and fixed keys do."""
        groups: list[ShortcutGroup] = []
        for title, actions in self._view.shortcut_groups():
            named = [(inner, self._shortcuts.name_of(action)) for inner, action in actions]
            groups.append((title, [self._row(name, inner) for inner, name in named if name is not None]))
        return [*groups, (self.tr("On the picture"), self._fixed_rows())]

    def _row(self, name: str, inner_menu: str) -> ShortcutRow:
        title = self._shortcuts.command(name).title
        keys = ", ".join(dict.fromkeys(_text(key) for key in self._shortcuts.keys(name)))
        return ShortcutRow(
            name, f"{inner_menu}: {title}" if inner_menu else title, keys, self._shortcuts.is_changed(name)
        )

    def _fixed_rows(self) -> list[ShortcutRow]:
        rows = (
            (self.tr("Class of the selected boxes or of the next one"), self.tr("1 to 9")),
            (self.tr("Move the selected boxes by 1 pixel, or by 10"), self.tr("Arrows, Shift+Arrows")),
            (self.tr("Stop drawing"), _text(_LEAVE_KEY)),
            (self.tr("Zoom at the pointer"), self.tr("Wheel")),
            (self.tr("Move the picture"), self.tr("Drag, middle button, or Space and drag")),
            (self.tr("Fit to window"), self.tr("Double click")),
            (self.tr("Select a detection"), self.tr("Click")),
        )
        return [ShortcutRow("", title, keys) for title, keys in rows]

    def _give(self, dialog: ShortcutsDialog, name: str, key: QKeySequence, *, add: bool) -> None:
        if key.isEmpty():
            self._shortcuts.set_keys(name, [])
        elif key in _CLASS_KEYS or key == _LEAVE_KEY:
            dialog.tell(self.tr("{key} has a fixed meaning on the picture; choose another.").format(key=_text(key)))
        elif self._may_take(dialog, name, key):
            self._shortcuts.set_keys(name, [*(self._shortcuts.keys(name) if add else ()), key])
        dialog.set_groups(self.groups())

    def _may_take(self, dialog: ShortcutsDialog, name: str, key: QKeySequence) -> bool:
        holder = self._shortcuts.holder(key, besides=name)
        if holder is None:
            return True
        title, other = self._shortcuts.command(name).title, self._shortcuts.command(holder).title
        return dialog.ask_replace(_text(key), other, title)

    def _reset(self, dialog: ShortcutsDialog, name: str) -> None:
        if not name:
            self._shortcuts.reset_all()
        elif all(self._may_take(dialog, name, key) for key in self._shortcuts.command(name).defaults):
            self._shortcuts.reset(name)
        dialog.set_groups(self.groups())


def _text(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.NativeText)
