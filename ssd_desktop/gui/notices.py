"""Tells of the end of a training where nobody looks at the window: the system's notification, else its task bar."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from ssd_desktop.gui.theme import icon
from ssd_desktop.training.events import TrainingResult

if TYPE_CHECKING:
    from ssd_desktop.gui.controllers.train import TrainController
    from ssd_desktop.gui.main_window import MainWindow

_SHOWN_MS = 10_000


class Tray(Protocol):
    """What the notices need of the system: a place for a message."""

    def show_message(self, title: str, text: str) -> bool:
        """Shows a message; returns False where the system shows none."""


class SystemTray:
    """An icon beside the clock, there only as long as its message."""

    def __init__(self, owner: QObject) -> None:
        self._owner = owner

    def show_message(self, title: str, text: str) -> bool:
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return False
        shown = QSystemTrayIcon(icon("app"), self._owner)
        shown.show()
        shown.showMessage(title, text, QSystemTrayIcon.MessageIcon.Information, _SHOWN_MS)
        QTimer.singleShot(2 * _SHOWN_MS, shown, shown.deleteLater)
        return True


class EndNotice(QObject):
    """Tells once a training has ended while another window has the keyboard.

    Args:
        window: The window.
        train: Says when a training has ended.
        tray: Where messages go; None takes the system's.
    """

    def __init__(self, window: "MainWindow", train: "TrainController", tray: Tray | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._tray = tray or SystemTray(self)
        train.ended.connect(self.tell)

    @Slot(object, bool)
    def tell(self, result: TrainingResult | None, closes: bool) -> None:
        """Tells how a training ended; nothing where the window closes, where it is looked at, or on a wish of the user.

        Args:
            result: None where it failed.
            closes: Whether the window closes with it.
        """
        if closes or self._window.isActiveWindow() or (result is not None and result.outcome != "finished"):
            return
        if not self._tray.show_message(self.tr("SSD Desktop"), self._text(result)):
            QApplication.alert(self._window)

    def _text(self, result: TrainingResult | None) -> str:
        if result is None:
            return self.tr("The training failed; the Training panel says why.")
        if result.ap50 is None:
            return self.tr("The training is finished.")
        percent = self.tr("{percent} %").format(percent=round(100 * result.ap50))
        return self.tr("The training is finished: AP50 {percent}.").format(percent=percent)
