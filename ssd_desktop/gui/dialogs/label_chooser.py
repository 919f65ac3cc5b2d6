"""A list of classes that pops up at a box: type ahead, or one key."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ssd_desktop.gui.overlays.colours import class_colours

_WIDTH = 230
_MOST_ROWS = 10
_SWATCH = 12
_KEYS = 9
_ROLE = Qt.ItemDataRole.UserRole


class LabelChooser(QFrame):
    """Asks for the class of a box.

    Enter takes the marked class, which is the last one used at first. Typing narrows the list; a name that is not in
    it makes a new class. With nothing typed, 1 to 9 take a class at once. Escape, or a click elsewhere, takes none.

    Signals:
        chosen: The class.
        dismissed: None was taken.
    """

    chosen = Signal(str)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Class of the box"))
        self._names: tuple[str, ...] = ()
        self._preset = ""
        self._answered = True
        self._edit = QLineEdit()
        self._edit.setPlaceholderText(self.tr("Class"))
        self._edit.setAccessibleName(self.tr("Name of the class"))
        self._edit.textChanged.connect(self._fill)
        self._edit.installEventFilter(self)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Classes"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.itemClicked.connect(self._take)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 6, 6, 6)
        self._column.addWidget(self._edit)
        self._column.addWidget(self._list)

    def ask(self, at: QPoint, names: Sequence[str], preset: str) -> None:
        """Pops up.

        Args:
            at: Upper left corner, on the screen; moved so that all of it shows.
            names: The known classes; the first nine have keys.
            preset: The one that Enter takes at first; "" none.
        """
        self._names, self._preset = tuple(names), preset
        self._answered = False
        self._edit.clear()
        self._fill("")
        self._fit()
        self.move(self._on_screen(at))
        self.show()
        self._edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Says so where no class was taken."""
        super().hideEvent(event)
        if not self._answered:
            self._answered = True
            self.dismissed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lets keys of the line choose in the list."""
        if watched is self._edit and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(Qt.Key(event.key()), event)
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key, event: QKeyEvent) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._list.currentItem())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            row = self._list.currentRow() + (1 if key == Qt.Key.Key_Down else -1)
            self._list.setCurrentRow(min(max(row, 0), self._list.count() - 1))
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and not self._edit.text() and not event.modifiers():
            number = int(key) - int(Qt.Key.Key_1)
            if number >= len(self._names):
                return False  # the name of a class that begins so
            self._answer(self._names[number])
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _fill(self, text: str) -> None:
        """Lists the classes that begin with the text, then those that hold it, then the text as a new class."""
        typed = text.strip()
        low = typed.casefold()
        starting = [name for name in self._names if name.casefold().startswith(low)]
        holding = [name for name in self._names if low in name.casefold() and name not in starting]
        colours = class_colours(self._names)
        self._list.clear()
        for name in (*starting, *holding):
            number = self._names.index(name) + 1
            key = f"{number}   " if number <= _KEYS and not typed else ""
            self._add(f"{key}{name}", name, colours[name])
        if typed and typed not in self._names:
            self._add(self.tr('New class "{name}"').format(name=typed), typed, None)
        marked = self._names.index(self._preset) if not typed and self._preset in self._names else 0
        self._list.setCurrentRow(marked if self._list.count() else -1)

    def _add(self, text: str, name: str, colour: QColor | None) -> None:
        item = QListWidgetItem(text)
        item.setData(_ROLE, name)
        if colour is not None:
            swatch = QPixmap(_SWATCH, _SWATCH)
            swatch.fill(colour)
            icon = QIcon(swatch)
            icon.addPixmap(swatch, QIcon.Mode.Selected)  # Qt would tint it
            item.setIcon(icon)
        self._list.addItem(item)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._answer(str(item.data(_ROLE)))

    def _answer(self, name: str) -> None:
        self._answered = True
        self.hide()
        self.chosen.emit(name)

    def _fit(self) -> None:
        """Makes room for the known classes and a new one, as little as that takes: it lies over the picture."""
        self.ensurePolished()
        rows = min(len(self._names) + 1, _MOST_ROWS)
        row = max(self._list.sizeHintForRow(0), self._list.fontMetrics().height() + 2, _SWATCH + 2)
        self._list.setFixedHeight(rows * row + 2 * self._list.frameWidth())
        self._column.activate()
        self.resize(_WIDTH, self._column.sizeHint().height())

    def _on_screen(self, at: QPoint) -> QPoint:
        room = self.screen().availableGeometry()
        x = min(max(at.x(), room.left()), room.right() - self.width())
        y = min(max(at.y(), room.top()), room.bottom() - self.height())
        return QPoint(x, y)
