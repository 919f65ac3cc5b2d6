"""The window is painted first; what answers in it is put together right after.

Two thirds of the time to a working window go into what nobody sees at first: modules of panels that are hidden, and
controllers. Whatever the user does meanwhile waits in the queue of events and finds everything in its place.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot

from ssd_desktop.gui.main_window import MainWindow


class PaintedFirst(QObject):
    """Calls something once the window has been painted, before anything that the user does is looked at.

    Args:
        window: Not shown yet.
        then: Called once, in the event loop. What it raises ends the event loop.

    Attributes:
        error: What it raised; None so far.
    """

    def __init__(self, window: MainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self.error: Exception | None = None
        self._then = then
        window.first_shown.connect(self._go_on, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def _go_on(self) -> None:
        try:
            self._then()
        except Exception as error:
            # Half a window must not stay; who runs the event loop tells of it.
            self.error = error
            QCoreApplication.exit(1)
