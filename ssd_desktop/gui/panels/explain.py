"""The panel that explains: a tab for each view, or one sentence on why there is nothing to explain."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

_MARGIN = 16


class ExplainPanel(QWidget):
    """Tabs with a note above them.

    Signals:
        front_changed: Another tab is in front.
    """

    front_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.setUsesScrollButtons(True)
        self._note = QLabel()
        self._message = QLabel()
        for label in (self._note, self._message):
            label.setWordWrap(True)
        self._note.setContentsMargins(8, 4, 8, 4)
        self._note.hide()
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setMargin(_MARGIN)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._note)
        column.addWidget(self._tabs, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._message)
        self._stack.addWidget(shown)
        self._tabs.currentChanged.connect(lambda _: self.front_changed.emit())

    def add_tab(self, title: str, panel: QWidget) -> None:
        """Adds a view behind the others."""
        self._tabs.addTab(panel, title)

    def front(self) -> QWidget | None:
        """Returns the contents of the tab in front."""
        return self._tabs.currentWidget()

    def set_front(self, panel: QWidget) -> None:
        """Brings the tab with these contents to the front."""
        self._tabs.setCurrentWidget(panel)

    def set_message(self, text: str) -> None:
        """Says why nothing is explained, in place of the tabs; "" shows the tabs."""
        self._message.setText(text)
        self._stack.setCurrentIndex(0 if text else 1)

    def message(self) -> str:
        """Returns what is said in place of the tabs; "" where they are shown."""
        return self._message.text()

    def set_note(self, text: str) -> None:
        """Says above the tabs what cannot be explained of this picture; "" says nothing."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def note(self) -> str:
        """Returns what is said above the tabs."""
        return self._note.text()
