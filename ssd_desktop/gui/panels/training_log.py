"""What a training says, one message a line."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ssd_desktop.gui.panels.numbers import unbroken
from ssd_desktop.gui.theme import icon

_LINES = 1000


class TrainingLog(QListWidget):
    """The messages of a training; the oldest go when there are too many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Messages of the training"))
        self.setWordWrap(True)
        self.setMinimumHeight(70)
        self._follows = True
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)

    def sizeHint(self) -> QSize:
        """Low enough for a panel below the picture; it takes what height there is."""
        return QSize(256, 120)

    def add_line(self, text: str, level: str) -> None:
        """Appends a message.

        Args:
            text: One sentence.
            level: ``info``, ``warning`` or ``error``.
        """
        item = QListWidgetItem(unbroken(text))
        if level in ("warning", "error"):
            item.setIcon(icon("warning"))
        self.addItem(item)
        if self.count() > _LINES:
            self.takeItem(0)

    @Slot(int)
    def _on_scrolled(self, value: int) -> None:
        self._follows = value == self.verticalScrollBar().maximum()

    @Slot(int, int)
    def _on_range(self, least: int, most: int) -> None:
        """Stays at the end after a new message or in another size; who reads an earlier one is left there."""
        if self._follows:
            self.verticalScrollBar().setValue(most)
