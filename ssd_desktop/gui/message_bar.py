"""One sentence above the picture that can be read or closed, and that never stands in the way."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.theme import icon, is_dark

_ICON_PX = 18
_ERROR_DARK, _ERROR_LIGHT = QColor("#5a2a27"), QColor("#fde3e1")
_NOTICE_DARK, _NOTICE_LIGHT = QColor("#26405a"), QColor("#e1eefb")


class MessageBar(QFrame):
    """Shows one message at a time; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_error = self._gives_way = False
        self._icon = QLabel()
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._button = QToolButton()
        self._button.setAutoRaise(True)
        self._button.setIcon(icon("close"))
        self._button.setAccessibleName(self.tr("Close message"))
        self._button.setToolTip(self.tr("Close message"))
        self._button.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 5, 5)
        row.addWidget(self._icon)
        row.addWidget(self._label, 1)
        self._commands = QHBoxLayout()
        row.addLayout(self._commands)
        row.addWidget(self._button)
        self.setAutoFillBackground(True)
        self.hide()

    @property
    def text(self) -> str:
        """What is shown; "" while hidden."""
        return self._label.text()

    @property
    def is_free(self) -> bool:
        """Whether nothing is shown, or only what gives way to anything else."""
        return not self.text or self._gives_way

    def show_error(self, text: str) -> str:
        """Shows what went wrong, until it is closed or replaced. Returns the ``text`` that is shown."""
        return self._show(text, is_error=True)

    def show_notice(self, text: str, commands: Sequence[QAction] = (), *, gives_way: bool = False) -> str:
        """Shows something worth knowing that is no failure.

        Args:
            text: What it is.
            commands: What one may want to do about it, as buttons behind the text.
            gives_way: Whether what waits for a free bar may take its place (``is_free``).

        Returns:
            The text that is shown.
        """
        shown = self._show(text, is_error=False)
        self._gives_way = gives_way
        for command in commands:
            button = QToolButton()
            button.setDefaultAction(command)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            # Not all that is shown: what the command has said by then stays.
            button.clicked.connect(lambda _=False, shown=shown: self.withdraw(shown))
            self._commands.addWidget(button)
        return shown

    def withdraw(self, text: str) -> None:
        """Takes a message back; what others have said since stays."""
        if text and text == self.text:
            self.clear()

    def clear(self) -> None:
        self._label.clear()
        self._forget_commands()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Takes the colours of a theme that has changed."""
        super().changeEvent(event)
        if self.isVisible():
            self._colour()

    def _show(self, text: str, *, is_error: bool) -> str:
        self._is_error, self._gives_way = is_error, False
        self._forget_commands()
        self._label.setText(localised(" ".join(text.split())))
        self.setAccessibleName(self._label.text())
        self._colour()
        self.show()
        return self._label.text()

    def _forget_commands(self) -> None:
        while (item := self._commands.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.hide()
                button.deleteLater()

    def _colour(self) -> None:
        dark, light = (_ERROR_DARK, _ERROR_LIGHT) if self._is_error else (_NOTICE_DARK, _NOTICE_LIGHT)
        wanted = dark if is_dark() else light
        palette = self.palette()
        if palette.color(QPalette.ColorRole.Window) != wanted:
            palette.setColor(QPalette.ColorRole.Window, wanted)
            self.setPalette(palette)
            symbol: QIcon = icon("warning" if self._is_error else "about")
            self._icon.setPixmap(symbol.pixmap(QSize(_ICON_PX, _ICON_PX)))
