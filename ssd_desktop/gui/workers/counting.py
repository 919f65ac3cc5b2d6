"""Reads every annotation file of a data folder for the statistics, off the window's thread."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.annotation.counted_image import CountedImage, read_counted_images
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.annotation.split_balance import split_images

_TELL_S = 0.1
"""How often progress is told."""

_REST_EVERY, _REST_S = 16, 0.001
"""After so many files Python's lock is given away, because reading them is Python from end to end."""


@dataclass(frozen=True, eq=False)
class CountedFolder:
    """What was read.

    Attributes:
        root: The data folder.
        images: Its images, those of all its parts.
        splits: Images of each split.
        class_order: Names of a class list; empty without.
    """

    root: Path
    images: tuple[CountedImage, ...]
    splits: dict[str, frozenset[Path]]
    class_order: tuple[str, ...]


class CountWorker(QObject):
    """Reads one data folder.

    Signals:
        progressed: Images read and images in all.
        counted: The ``CountedFolder``; not sent where it was told to stop.
        failed: The exception that ended the worker; an ``AnnotationError`` where the folder cannot be read.
    """

    progressed = Signal(int, int)
    counted = Signal(object)
    failed = Signal(object)

    def __init__(self, folder: LabelFolder, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Takes what is to be read.

        Args:
            folder: The open folder; all of the data folder it belongs to is read.
            clock: Seconds, monotonic.
        """
        super().__init__()
        self._folder = folder
        self._clock = clock
        self._told = 0.0
        self._stopped = threading.Event()

    def request_stop(self) -> None:
        self._stopped.set()

    @Slot()
    def run(self) -> None:
        """Reads all images, or until ``request_stop``."""
        data = self._folder.listed_anew()
        splits = split_images(data)
        entries = data.entries()
        self.progressed.emit(0, len(entries))
        images = read_counted_images(entries, report=self._report, stopped=self._stopped.is_set)
        if not self._stopped.is_set():
            self.counted.emit(CountedFolder(data.root, tuple(images), splits, data.class_order))

    def _report(self, done: int, count: int) -> None:
        if self._clock() - self._told >= _TELL_S:
            self._told = self._clock()
            self.progressed.emit(done, count)
        if done % _REST_EVERY == 0:
            self._stopped.wait(_REST_S)
