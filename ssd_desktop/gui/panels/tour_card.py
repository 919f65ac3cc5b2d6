"""The card of the guided tour: what one step says, where it is in the tour, and the way on, back and out."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ssd_desktop.gui.theme import icon

_TITLE_GROWTH = 1.15
_LINES = 3
"""Lines of text that always have room, so that the picture above does not jump from step to step."""


class TourCard(QFrame):
    """Stands below the picture and lets everything else be used; arrow keys turn while the keyboard is on it.

    Signals:
        step_wanted: By how many steps to go on, 1 or -1.
        closed: The user wants to leave.
    """

    step_wanted = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._title, self._place, self._text = QLabel(), QLabel(), QLabel()
        self.back = QPushButton(self.tr("&Back"))
        self.next = QPushButton(self.tr("&Next"))
        self._close = QToolButton()
        self._set_up()
        self._lay_out()
        self.back.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.next.clicked.connect(lambda: self.step_wanted.emit(1))
        self._close.clicked.connect(self.closed)

    def show_step(self, title: str, place: int, count: int) -> None:
        """Shows another step and takes the keyboard.

        Args:
            title: Of the step.
            place: Its number, from 1.
            count: Steps of the tour.
        """
        self._title.setText(title)
        self._place.setText(self.tr("Step {place} of {count}").format(place=place, count=count))
        self.back.setEnabled(place > 1)
        self.next.setText(self.tr("&Done") if place == count else self.tr("&Next"))
        self.setAccessibleName(f"{self._place.text()}: {title}")
        self.setFocus()

    def set_text(self, text: str) -> None:
        """Says something else in the same step."""
        self._text.setText(text)
        self.setAccessibleDescription(text)

    def texts(self) -> tuple[str, str, str]:
        """Returns title, place in the tour and text as they are read."""
        return self._title.text(), self._place.text(), self._text.text()

    def event(self, event: QEvent) -> bool:
        """Keeps arrows and Escape from the commands of the window while the keyboard is on the card."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _turns(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turns with the arrow keys, leaves with Escape."""
        if not _turns(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Right:
            self.step_wanted.emit(1)
        elif self.back.isEnabled():
            self.step_wanted.emit(-1)

    def _set_up(self) -> None:
        font = self._title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * _TITLE_GROWTH)
        self._title.setFont(font)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._text.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
        self._place.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for button in (self.back, self.next):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back.setIcon(icon("previous"))
        self.next.setIcon(icon("next"))
        self.back.setToolTip(self.tr("One step back (Left)"))
        self.next.setToolTip(self.tr("One step on (Right)"))
        self._close.setIcon(icon("close"))
        self._close.setAutoRaise(True)
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setToolTip(self.tr("Leave the tour (Escape)"))
        self._close.setAccessibleName(self.tr("Leave the tour"))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addStretch(1)
        for widget in (self._place, self.back, self.next, self._close):
            top.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 10)
        column.addLayout(top)
        column.addWidget(self._text)


def _turns(event: QKeyEvent) -> bool:
    keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Escape)
    plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return event.key() in keys and event.modifiers() in plain
