"""Python's cyclic garbage is collected on the window's thread only.

Python collects cycles in whichever thread happens to allocate next. A closed window or dialog is such a cycle:
collected in a worker thread, its widgets are destroyed beside the running event loop, and the program crashes.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer, Slot

PERIOD_MS = 250

_REST = 20
"""All objects are looked at again only after so many times the time that the last look took."""


def collect_due(*, fully: bool = True) -> None:
    """Collects the generations that Python's own counters call for, in the calling thread.

    Args:
        fully: Whether the oldest one may be among them.
    """
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0) if fully else (1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return


class GarbageCollector(QObject):
    """Switches Python's automatic collection off and collects from a timer of its own thread.

    Args:
        parent: Lives as long, such as the QApplication.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=PERIOD_MS)
        self._rest_until = 0.0
        self._settled = False
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    @Slot()
    def spare(self) -> None:
        """Takes all there is now for lasting without a look at it: modules and a window that has just been built."""
        gc.freeze()

    @Slot()
    def settle(self) -> None:
        """Takes all there is now for lasting, so that later collections need not look at PyTorch's objects again.

        Only the first time: PyTorch comes once, and a dialog or detector taken for lasting is never collected.
        """
        if self._settled:
            return
        self._settled = True
        gc.collect()
        gc.freeze()

    def stop(self) -> None:
        """Gives the collection back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def _collect(self) -> None:
        began = time.monotonic()
        collect_due(fully=began >= self._rest_until)
        self._rest_until = max(self._rest_until, began + _REST * (time.monotonic() - began))
