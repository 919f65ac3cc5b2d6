"""Reads how far every image of a folder is labelled, off the window's thread, in pieces."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.annotation.data_entries import LabelledBy
from ssd_desktop.annotation.image_summary import UNLABELLED, ImageSummary
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.annotation.summary_reader import read_summary

_log = logging.getLogger(__name__)

PIECE_S = 0.1
"""How often something is told: seldom enough that the window has time for the user."""

_REST_EVERY, _REST_S = 16, 0.001
"""After so many files Python's lock is given away, because reading them is Python from end to end."""


class StatusWorker(QObject):
    """Goes once through the images of a folder; those that no file describes are told at once.

    Signals:
        read: The folder, and a dict of ``ImageSummary`` by path.
        done: All were read.
        failed: The exception that ended the worker.
    """

    read = Signal(object, object)
    done = Signal()
    failed = Signal(object)

    def __init__(
        self,
        folder: LabelFolder,
        images: Sequence[Path],
        *,
        summarise: Callable[[Path, LabelledBy | None], ImageSummary] = read_summary,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Takes what is to be read.

        Args:
            folder: Which file describes each image.
            images: The images, in the order they are wanted.
            summarise: Reads the labels of one image.
            clock: Seconds, monotonic.
        """
        super().__init__()
        self._folder = folder
        self._images = tuple(images)
        self._summarise = summarise
        self._clock = clock
        self._stopped = threading.Event()

    def request_stop(self) -> None:
        self._stopped.set()

    @Slot()
    def run(self) -> None:
        """Reads all images, or until ``request_stop``."""
        plain = {image: UNLABELLED for image in self._images if not self._folder.is_labelled(image)}
        if plain:
            self.read.emit(self._folder, plain)
        piece: dict[Path, ImageSummary] = {}
        told = self._clock()
        for number, image in enumerate(image for image in self._images if image not in plain):
            if self._stopped.is_set():
                return
            piece[image] = self._summary(image)
            if self._clock() - told >= PIECE_S:
                self.read.emit(self._folder, piece)
                piece, told = {}, self._clock()
            if number % _REST_EVERY == 0:
                self._stopped.wait(_REST_S)
        if piece:
            self.read.emit(self._folder, piece)
        self.done.emit()

    def _summary(self, image: Path) -> ImageSummary:
        try:
            return self._summarise(image, self._folder.labels(image))
        except Exception as error:
            _log.exception("The labels of %s could not be read.", image)
            return ImageSummary("error", why=str(error))
