"""A place for the augmented views of a picture: a canvas of their own, with a strip above that says what they are."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from ssd_desktop.gui.canvas.view import CanvasView
from ssd_desktop.gui.theme import icon


class TrainingViewStage(QWidget):
    """Takes the place of the canvas while a view is looked at; the labels cannot be edited here.

    Signals:
        step_wanted: By how many views to go on, 1 or -1.
        left: The user wants the picture back.
    """

    step_wanted = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = CanvasView()
        self.canvas.setAcceptDrops(False)
        self._title = QLabel()
        self._previous = self._button("previous", self.tr("Previous view (Page Up)"), -1)
        self._next = self._button("next", self.tr("Next view (Page Down)"), 1)
        back = QPushButton(self.tr("&Back to the Picture"))
        back.setToolTip(self.tr("Shows the picture as it is again (Escape)"))
        back.clicked.connect(self.left)
        strip = QHBoxLayout()
        strip.setContentsMargins(8, 4, 8, 4)
        for widget in (self._previous, self._next, self._title):
            strip.addWidget(widget)
        strip.addStretch(1)
        strip.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(strip)
        column.addWidget(self.canvas, 1)

    def set_view(self, number: int, image: QImage) -> None:
        """Shows a view.

        Args:
            number: From 0.
            image: Its pixels.
        """
        text = self.tr("Augmented view {number}, as training sees it")
        self._title.setText(text.format(number=number + 1))
        self._previous.setEnabled(number > 0)
        self.canvas.set_picture(image)

    def title(self) -> str:
        """Returns what the strip says."""
        return self._title.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes from view to view with Page Up and Page Down, and back to the picture with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_PageDown:
            self._next.click()
        elif event.key() == Qt.Key.Key_PageUp:
            self._previous.click()
        else:
            super().keyPressEvent(event)

    def _button(self, name: str, text: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setAutoRaise(True)
        button.clicked.connect(lambda: self.step_wanted.emit(step))
        return button
