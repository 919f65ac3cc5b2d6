"""Offers the detector of everyday objects where the one that the program starts with finds nothing."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from ssd_desktop.checkpoints.catalog import default_detector, everyday_detector
from ssd_desktop.errors import CheckpointError
from ssd_desktop.gui.message_bar import MessageBar
from ssd_desktop.gui.settings import Settings
from ssd_desktop.inference.types import Detections


class EverydayHint(QObject):
    """Speaks once, until something is found, and only where nobody else speaks and no detector was chosen yet.

    Whoever opens a picture or a camera first sees the default detector look for playing cards, and would think that
    nothing works.

    Signals:
        wanted: Path of the detector that the user takes up.
    """

    wanted = Signal(object)

    def __init__(
        self, messages: MessageBar, settings: Settings, *, in_use: Callable[[], Path | None], parent: QObject
    ) -> None:
        """Makes it.

        Args:
            messages: Shows the offer.
            settings: The score below which a detection is not on the screen.
            in_use: Returns the file of the detector in use.
            parent: Owns this one.
        """
        super().__init__(parent)
        self._messages = messages
        self._settings = settings
        self._in_use = in_use
        self._default, self._everyday = _default_detector(), everyday_detector()
        self._has_spoken, self._told = self._everyday is None, ""
        self._take = QAction(self.tr("Find Everyday Objects"), self)
        self._take.triggered.connect(self._on_taken)

    @Slot(object, object)
    def look(self, _picture: object, detections: Detections | None) -> None:
        """Looks at what was found in a picture, and offers the other detector where that is nothing."""
        if detections is None:
            return
        if (detections.scores >= self._settings.score_threshold).any():
            self._messages.withdraw(self._told)
            return
        if self._has_spoken or not self._messages.is_free or self._in_use() != self._default:
            return
        self._has_spoken = True
        text = self.tr("Nothing found: this detector knows only {classes}.")
        self._told = self._messages.show_notice(text.format(classes=", ".join(detections.classes)), [self._take])

    @Slot()
    def _on_taken(self) -> None:
        self.wanted.emit(self._everyday)


def _default_detector() -> Path | None:
    try:
        return default_detector()
    except CheckpointError:
        return None
