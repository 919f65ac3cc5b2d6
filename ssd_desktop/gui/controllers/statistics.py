"""The statistics of the open folder: read when they are first looked at, then kept up with every edit."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDockWidget

from ssd_desktop.annotation.counted_image import CountedImage, recounted
from ssd_desktop.annotation.statistics import Statistics, statistics_of
from ssd_desktop.annotation.suspicious_boxes import Suspicion, matching_entry
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.label_files import LabelFiles
from ssd_desktop.gui.panels.counted import objects_text, pictures_text
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.gui.panels.statistics import StatisticsPanel
from ssd_desktop.gui.workers.counting import CountedFolder, CountWorker
from ssd_desktop.gui.workers.task import run_task
from ssd_desktop.gui.workers.thread import WorkerThread

_COUNT_AFTER_MS = 500
"""Edits that follow each other this quickly are counted together."""


class StatisticsController(QObject):
    """Fills the panel while it is seen; edits count as soon as they are made, saved or not.

    Attributes:
        dock: Where the panel is.
        panel: Shows the figures.

    Signals:
        image_wanted: An image (``Path``) to be shown.
        editing_wanted: Boxes are to be edited, so that one can be selected.
        selected: The ``Box`` that was selected, to be brought into view.
    """

    image_wanted = Signal(object)
    editing_wanted = Signal()
    selected = Signal(object)

    def __init__(
        self,
        dock: QDockWidget,
        panel: StatisticsPanel,
        annotate: AnnotateController,
        files: LabelFiles,
        colour_of: Callable[[str], QColor],
    ) -> None:
        """Connects the panel.

        Args:
            dock: Where the panel is: nothing is read while it is not seen.
            panel: Shows the figures.
            annotate: Tells of edits, and selects boxes.
            files: Has the labels of the folder.
            colour_of: Gives the colour of a class.
        """
        super().__init__(dock)
        self.dock = dock
        self.panel = panel
        self._annotate = annotate
        self._files = files
        self._colour_of = colour_of
        self._folder: CountedFolder | None = None
        self._part: Path | None = None
        self._images: dict[Path, CountedImage] = {}
        self._touched: set[Path] = set()
        self._reading: WorkerThread | None = None
        self._worker: CountWorker | None = None
        self._number = 0
        self._wanted: Suspicion | None = None
        self._is_moving = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_COUNT_AFTER_MS)
        self._timer.timeout.connect(self._count)
        dock.visibilityChanged.connect(self._on_seen)
        panel.count_wanted.connect(self.read)
        panel.cancelled.connect(self._cancel)
        panel.suspicion_chosen.connect(self.go_to)
        annotate.changed.connect(self._on_changed)
        annotate.classes_changed.connect(self._timer.start)
        files.folder_opened.connect(self._on_folder)
        files.refused.connect(self._on_refused)

    def stop(self) -> None:
        """Asks the thread to end; returns at once."""
        if self._reading is not None:
            self._reading.stop()
        self._reading = self._worker = None
        self.panel.set_progress(0, 0)

    @Slot(bool)
    def set_moving(self, is_moving: bool) -> None:
        """Hears whether a video or camera is shown, of which there are no figures: those of the folder wait."""
        if is_moving == self._is_moving:
            return
        self._is_moving = is_moving
        if is_moving:
            self._number += 1
            self.panel.set_empty(
                self.tr("A video or a camera is shown; open a folder of pictures to see what is labelled in it.")
            )
        elif self.dock.isVisible():
            self._on_seen(True)

    # -- Reading

    @Slot()
    def read(self) -> None:
        """Reads every annotation file of the data folder."""
        self.stop()
        store = self._files.store
        if store is None:
            self._forget()
            return
        self._worker = CountWorker(store.folder)
        self._worker.progressed.connect(self._on_progressed)
        self._worker.counted.connect(self._on_counted)
        self._worker.failed.connect(self._on_failed)
        if self._folder is None:
            self.panel.set_empty(self.tr("The labels of the folder are being read."))
        self._reading = WorkerThread(self._worker, "statistics", self)
        self._reading.finished.connect(self._reading.deleteLater)
        self._reading.start()

    @Slot(bool)
    def _on_seen(self, seen: bool) -> None:
        if not seen or self._is_moving:
            return
        if self._folder is None and self._reading is None:
            self.read()
        elif self._touched or self.panel.found is None:
            self._timer.start()

    @Slot()
    def _on_folder(self) -> None:
        """Another folder is open; another part of the same data folder has the same figures."""
        store = self._files.store
        before, self._part = self._part, None if store is None else store.folder.images_folder
        same = store is not None and self._folder is not None and store.folder.root == self._folder.root
        # The same part anew: its files were changed. Without saving by itself edits may have stayed in the other part.
        if same and self._part != before and self._files.autosave:
            return
        self._forget()
        if self.dock.isVisible() and not self._is_moving:
            self.read()

    def _forget(self) -> None:
        self.stop()
        self._number += 1
        self._folder, self._wanted = None, None
        self._images.clear()
        self._touched.clear()
        self.panel.set_empty(self.tr("Open a folder of pictures to see what is labelled in it."))

    @Slot(int, int)
    def _on_progressed(self, done: int, count: int) -> None:
        if self.sender() is self._worker:
            self.panel.set_progress(done, count)

    @Slot(object)
    def _on_counted(self, folder: CountedFolder) -> None:
        if self.sender() is not self._worker:
            return
        self.stop()
        self._folder = folder
        self._images = {image.path: image for image in folder.images}
        self._touched.update(self._images)
        self._count()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self.sender() is not self._worker:
            return
        self._forget()
        self.panel.set_empty(str(error) if isinstance(error, SSDDesktopError) else f"{type(error).__name__}: {error}")

    @Slot()
    def _cancel(self) -> None:
        self.stop()
        if self._folder is None:
            self.panel.set_empty(self.tr("Nothing was counted."))
            self.panel.again.setEnabled(True)

    # -- Counting

    @Slot()
    def _count(self) -> None:
        """Counts what was read, as it is now after all edits."""
        folder, store = self._folder, self._files.store
        if folder is None or self._is_moving or not self.dock.isVisible():
            return
        for image in self._touched & self._images.keys():
            if store is not None and store.is_loaded(image):
                self._images[image] = recounted(self._images[image], store.annotation(image))
        self._touched.clear()
        self._number += 1
        images = tuple(self._images.values())
        work = partial(statistics_of, images, class_order=folder.class_order, splits=folder.splits)
        run_task(work, partial(self._on_statistics, self._number), self._on_uncounted)

    def _on_statistics(self, number: int, found: Statistics) -> None:
        if number == self._number and self._folder is not None:
            self.panel.set_statistics(found, self._scope(found, self._folder), self._colour_of)

    def _on_uncounted(self, error: Exception) -> None:
        self.panel.set_empty(str(error))

    def _scope(self, found: Statistics, folder: CountedFolder) -> str:
        text = self.tr("{folder}: {pictures}, {labelled} labelled, {objects}, unsaved edits included")
        words = text.format(
            folder=folder.root.name,
            pictures=pictures_text(found.images),
            labelled=count_text(found.labelled),
            objects=objects_text(found.objects),
        )
        if found.ignored:
            words += self.tr("; left out because they are ignored: {count}").format(count=count_text(found.ignored))
        return words

    @Slot(object)
    def _on_changed(self, image: Path) -> None:
        """Notes an edit; a picture that was only shown says what it said before."""
        self._select_wanted(image)
        store, before = self._files.store, self._images.get(image)
        if store is None or before is None or not store.is_loaded(image):
            return
        if not recounted(before, store.annotation(image)).says_the_same(before):
            self._touched.add(image)
            self._timer.start()

    # -- Going to a box

    @Slot(object)
    def go_to(self, suspicion: Suspicion) -> None:
        """Shows the image of a suspicion and selects its box there."""
        self._wanted = suspicion
        if self._annotate.image == suspicion.image:
            self._select_wanted(suspicion.image)
        else:
            self.image_wanted.emit(suspicion.image)

    @Slot(object, str)
    def _on_refused(self, image: Path, why: str) -> None:
        if self._files.store is None:  # a folder that has no labels here, such as that of the samples
            self._forget()
        elif self._wanted is not None and self._wanted.image == image:
            self._wanted = None

    def _select_wanted(self, image: Path) -> None:
        wanted = self._wanted
        if wanted is None or wanted.image != image or self._annotate.image != image:
            return
        self._wanted = None
        self.editing_wanted.emit()
        entry = matching_entry(wanted, self._annotate.objects)
        self._annotate.select(frozenset() if entry is None else frozenset({entry}))
        for item in self._annotate.selected:
            self.selected.emit(item.box)
