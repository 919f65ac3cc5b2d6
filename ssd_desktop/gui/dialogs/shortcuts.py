"""The sheet of all commands with their keys; the keys can be searched and changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGroupBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.gui.about import close_button
from ssd_desktop.gui.dialogs.input_questions import without_icons
from ssd_desktop.gui.panels.row_table import RoomyRows

_NAME_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class ShortcutRow:
    """A row of the sheet.

    Attributes:
        name: Of the command; "" where its keys cannot be changed.
        title: What it does.
        keys: As this platform writes them.
        is_changed: Whether they are other than its own.
    """

    name: str
    title: str
    keys: str
    is_changed: bool = False


ShortcutGroup = tuple[str, Sequence[ShortcutRow]]
"""Title of a menu, and its rows."""


class ShortcutsDialog(QDialog):
    """Shows groups of rows and tells what the user wants; it decides nothing."""

    key_added = Signal(str, QKeySequence)
    """The user wants a command, by its name, to have this key as well."""

    keys_replaced = Signal(str, QKeySequence)
    """The user wants a command to have this key and no other; an empty one: none at all."""

    reset_wanted = Signal(str)
    """The user wants the own keys of a command back; "": those of all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard Shortcuts"))
        self.resize(620, 680)
        self._search = QLineEdit()
        self._tree = QTreeWidget()
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self._editor = QGroupBox()
        self._key = QKeySequenceEdit()
        self._add, self._replace = QPushButton(self.tr("&Add")), QPushButton(self.tr("&Use Only This"))
        self._none, self._default = QPushButton(self.tr("&No Key")), QPushButton(self.tr("Default"))
        self._set_up()
        self._lay_out()
        self._update_editor()

    def set_groups(self, groups: Sequence[ShortcutGroup]) -> None:
        """Shows other rows; the selected command stays selected."""
        chosen = self._chosen()
        self._groups.clear()
        self._tree.clear()
        for title, rows in groups:
            group = QTreeWidgetItem(self._tree, [title, ""])
            group.setFirstColumnSpanned(True)
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            _embolden(group, 0)
            self._groups.append((group, [_add_row(group, row) for row in rows]))
        for row in [row for _, made in self._groups for row in made]:
            if chosen and _name(row) == chosen:
                self._tree.setCurrentItem(row)
        self._tree.expandAll()
        self._filter(self._search.text())
        self._update_editor()

    def ask_replace(self, key: str, other: str, title: str) -> bool:
        """Asks whether a command may take a key from another.

        Args:
            key: As this platform writes it.
            other: What the command that has it does.
            title: What the command that would get it does.
        """
        question = self.tr("{key} is already {other}. Give it to {title} instead?")
        box = self._box(question.format(key=key, other=other, title=title))
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
        without_icons(box)
        return box.exec() == QMessageBox.StandardButton.Yes

    def tell(self, text: str) -> None:
        """Says why a key cannot be had."""
        box = self._box(text)
        box.addButton(QMessageBox.StandardButton.Ok)
        without_icons(box)
        box.exec()

    def _box(self, text: str) -> QMessageBox:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(self.windowTitle())
        box.setText(text)
        return box

    # -- Parts

    def _set_up(self) -> None:
        self._search.setPlaceholderText(self.tr("Search commands and keys"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._tree.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self._tree.setAccessibleName(self.windowTitle())
        self._tree.setRootIsDecorated(False)
        self._tree.setUniformRowHeights(True)
        self._tree.setItemDelegate(RoomyRows(self._tree))
        self._tree.setAlternatingRowColors(True)
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._tree.currentItemChanged.connect(self._update_editor)
        self._tree.itemActivated.connect(lambda _: self._key.setFocus())
        self._key.setMaximumSequenceLength(1)
        self._key.setClearButtonEnabled(True)
        self._key.setAccessibleName(self.tr("New key"))
        self._key.keySequenceChanged.connect(lambda _: self._update_buttons())
        self._add.clicked.connect(lambda: self.key_added.emit(self._chosen(), self._take_key()))
        self._replace.clicked.connect(lambda: self.keys_replaced.emit(self._chosen(), self._take_key()))
        self._none.clicked.connect(lambda: self.keys_replaced.emit(self._chosen(), QKeySequence()))
        self._default.clicked.connect(lambda: self.reset_wanted.emit(self._chosen()))
        for button in (self._add, self._replace, self._none, self._default):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._editor)
        row.addWidget(self._key, 1)
        for button in (self._add, self._replace, self._none, self._default):
            row.addWidget(button)
        buttons = close_button(self)
        reset = buttons.addButton(self.tr("&Reset All"), QDialogButtonBox.ButtonRole.ResetRole)
        reset.setAutoDefault(False)
        reset.clicked.connect(lambda: self.reset_wanted.emit(""))
        column = QVBoxLayout(self)
        for widget in (self._search, self._tree, self._editor, buttons):
            column.addWidget(widget)

    def _filter(self, text: str) -> None:
        """Shows the rows that hold every word, in title, keys or menu."""
        words = text.casefold().split()
        for group, rows in self._groups:
            for row in rows:
                inside = f"{group.text(0)} {row.text(0)} {row.text(1)}".casefold()
                row.setHidden(not all(word in inside for word in words))
            group.setHidden(all(row.isHidden() for row in rows))

    def _chosen(self) -> str:
        item = self._tree.currentItem()
        return _name(item) if item is not None else ""

    def _take_key(self) -> QKeySequence:
        key = self._key.keySequence()
        self._key.clear()
        return key

    def _update_editor(self) -> None:
        item, chosen = self._tree.currentItem(), self._chosen()
        title = self.tr("Press a new key for: {command}").format(command=item.text(0)) if item and chosen else ""
        self._editor.setTitle(title or self.tr("Choose a command to change its keys"))
        self._editor.setEnabled(bool(chosen))
        self._key.clear()
        self._update_buttons()

    def _update_buttons(self) -> None:
        for button in (self._add, self._replace):
            button.setEnabled(not self._key.keySequence().isEmpty())


def _add_row(group: QTreeWidgetItem, row: ShortcutRow) -> QTreeWidgetItem:
    item = QTreeWidgetItem(group, [row.title, row.keys])
    item.setData(0, _NAME_ROLE, row.name)
    if row.is_changed:
        _embolden(item, 1)
    return item


def _name(row: QTreeWidgetItem) -> str:
    return str(row.data(0, _NAME_ROLE) or "")


def _embolden(item: QTreeWidgetItem, column: int) -> None:
    font = item.font(column)
    font.setBold(True)
    item.setFont(column, font)
