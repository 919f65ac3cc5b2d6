"""The panel that explains: a tab for each view; in those of the detector one sentence where it cannot be explained."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from ssd_desktop.gui.localised import localised

_MARGIN = 16


class ExplainPanel(QWidget):
    """Tabs with a note above them.

    Signals:
        front_changed: Another tab is in front.
    """

    front_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panels: list[QWidget] = []
        self._pages: list[_Page] = []
        self._message = ""
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.setUsesScrollButtons(True)
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setContentsMargins(8, 4, 8, 4)
        self._note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._note)
        column.addWidget(self._tabs, 1)
        self._tabs.currentChanged.connect(self._on_front_changed)

    def add_tab(self, title: str, panel: QWidget, *, answers_itself: bool = False) -> None:
        """Adds a view behind the others.

        Args:
            title: On the tab.
            panel: Its contents.
            answers_itself: Whether messages and notes about the detector do not concern it.
        """
        self._panels.append(panel)
        if answers_itself:
            self._tabs.addTab(panel, title)
            return
        page = _Page(panel)
        page.set_message(self._message)
        self._pages.append(page)
        self._tabs.addTab(page, title)

    def front(self) -> QWidget | None:
        """Returns the contents of the tab in front."""
        index = self._tabs.currentIndex()
        return self._panels[index] if index >= 0 else None

    def set_front(self, panel: QWidget) -> None:
        """Brings the tab with these contents to the front."""
        self._tabs.setCurrentIndex(self._panels.index(panel))

    def set_message(self, text: str) -> None:
        """Says why nothing is explained, in place of the views of the detector; "" shows them."""
        self._message = text
        for page in self._pages:
            page.set_message(text)

    def message(self) -> str:
        """Returns what is said in place of the views of the detector; "" where they are shown."""
        return self._message

    def set_note(self, text: str) -> None:
        """Says above the views of the detector what cannot be explained of this picture; "" says nothing."""
        self._note.setText(text)
        self._show_note()

    def note(self) -> str:
        """Returns what is said above the views of the detector."""
        return self._note.text()

    def _on_front_changed(self) -> None:
        self._show_note()
        self.front_changed.emit()

    def _show_note(self) -> None:
        self._note.setVisible(bool(self._note.text()) and self._tabs.currentWidget() in self._pages)


class _Page(QStackedWidget):
    """A view of the detector, or a sentence in its place."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setMargin(_MARGIN)
        self.addWidget(self._label)
        self.addWidget(panel)

    def set_message(self, text: str) -> None:
        self._label.setText(localised(text))
        self.setCurrentIndex(0 if text else 1)
