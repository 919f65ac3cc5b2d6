"""The images of the open folder: how far each is labelled, their thumbnails, and the neighbours read ahead."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.annotation.data_root import data_root
from ssd_desktop.annotation.image_summary import TO_DO, UNLABELLED, ImageSummary, summary_of
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.label_files import LabelFiles
from ssd_desktop.gui.media_session import MediaPicture
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.detection import DetectionAnswer
from ssd_desktop.gui.workers.image_statuses import StatusWorker
from ssd_desktop.gui.workers.thread import WorkerThread

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow
    from ssd_desktop.gui.workers.prefetch import PrefetchWorker
    from ssd_desktop.gui.workers.thumbnails import ThumbnailWorker, Wanted

_READ_AHEAD = (1, 2, -1)
"""Which neighbours are decoded, the likeliest first."""

_MESSAGE_MS = 5000


class ImagesController(QObject):
    """Keeps the images panel up to date and goes to the next image that has no labels.

    Signals:
        image_wanted: An image (``Path``) to be shown.
        statuses_known: It is known of every image of the folder how far it is labelled.
    """

    image_wanted = Signal(object)
    statuses_known = Signal()

    def __init__(
        self,
        view: "MainWindow",
        settings: Settings,
        annotate: AnnotateController,
        files: LabelFiles,
        *,
        thumbnails: "ThumbnailWorker",
        prefetch: "PrefetchWorker",
    ) -> None:
        """Connects the panel.

        Args:
            view: The window.
            settings: Remember whether thumbnails stand in a grid.
            annotate: Tells of edits and class names.
            files: Has the labels of the folder.
            thumbnails: Makes thumbnails; its thread is run here.
            prefetch: Reads neighbours ahead; likewise.
        """
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._files = files
        self._thumbnails = thumbnails
        self._prefetch = prefetch
        self._images: list[Path] = []
        self._image: Path | None = None
        self._found: dict[Path, ImageSummary] = {}
        self._reading: WorkerThread | None = None
        self._threads = (WorkerThread(thumbnails, "thumbnails", self), WorkerThread(prefetch, "prefetch", self))
        panel = view.images_panel
        panel.set_grid(settings.shows_grid)
        panel.grid_wanted.connect(self._set_grid)
        panel.thumbnails_wanted.connect(self._want_thumbnails)
        thumbnails.ready.connect(panel.set_thumbnail)
        annotate.changed.connect(self._on_changed)
        annotate.classes_changed.connect(panel.set_classes)
        files.folder_opened.connect(self._read_statuses)
        files.refused.connect(self._on_refused)
        view.commands.next_unlabelled.triggered.connect(self.go_to_unlabelled)

    def start(self) -> None:
        """Starts to make thumbnails and to read ahead."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Asks all threads to end; returns at once."""
        self._stop_reading()
        for thread in self._threads:
            thread.stop()

    # -- What is shown

    @Slot(object)
    def labelled_data(self) -> Path | None:
        """Returns the data folder of the pictures that are open; None where none of them is known to be labelled."""
        folder = self._files.folder
        return data_root(folder) if folder is not None and self._view.images_panel.labelled_count() else None

    def set_images(self, images: list[Path]) -> None:
        """Takes note of the images that are listed."""
        self._images = images
        self._found.clear()
        self._read_statuses()

    @Slot(object)
    def show_picture(self, picture: MediaPicture[object]) -> None:
        """Takes note of what reached the screen and reads its neighbours ahead."""
        self._image = Path(picture.media.value) if picture.media.is_still else None
        panel, around = self._view.images_panel, []
        for by in _READ_AHEAD if self._image is not None else ():
            neighbour = panel.neighbour(self._image, by)
            if neighbour is not None and neighbour != self._image and neighbour not in around:
                around.append(neighbour)
        self._prefetch.want(tuple(around))

    @Slot(object)
    def show_answer(self, answer: DetectionAnswer) -> None:
        """Takes note of what the detector found in an image; only one without labels shows it."""
        picture = answer.shown
        if not isinstance(picture, MediaPicture) or not picture.media.is_still:
            return
        detections = answer.detections
        sure = np.flatnonzero(detections.scores >= self._settings.score_threshold)
        names = frozenset(detections.classes[detections.labels[row] - 1] for row in sure)
        image = Path(picture.media.value)
        self._found[image] = ImageSummary("predicted", len(sure), names) if len(sure) else UNLABELLED
        summary = self._view.images_panel.summary(image)
        if summary is not None and summary.status in TO_DO:
            self._view.images_panel.set_summaries({image: self._found[image]})

    @Slot()
    def go_to_unlabelled(self) -> None:
        """Goes to the next listed image without labels, after the last from the first on."""
        image = self._view.images_panel.next_unlabelled(self._image)
        if image is None:
            self._view.statusBar().showMessage(self.tr("No other picture of the list is without labels."), _MESSAGE_MS)
            return
        self._image = image
        self.image_wanted.emit(image)

    # -- How far images are labelled

    @Slot()
    def _read_statuses(self) -> None:
        """Begins to read the labels of the folder once both its images and its labels are known."""
        self._stop_reading()
        store = self._files.store
        if store is None or not self._images or self._images[0].parent != store.folder.images_folder:
            return
        worker = StatusWorker(store.folder, self._images)
        worker.read.connect(self._on_read)
        worker.done.connect(self.statuses_known)
        self._view.images_panel.expect_summaries()
        self._reading = WorkerThread(worker, "statuses", self)
        self._reading.finished.connect(self._reading.deleteLater)
        self._reading.start()

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.stop()
            self._reading = None

    @Slot(object, object)
    def _on_read(self, folder: LabelFolder, summaries: Mapping[Path, ImageSummary]) -> None:
        """Shows what the files say, except of images that were edited meanwhile."""
        store = self._files.store
        if store is None or store.folder is not folder:
            return
        news = {image: self._with_found(image, summary) for image, summary in summaries.items()}
        news.update({image: self._now(image) for image in news if store.is_loaded(image)})
        self._view.images_panel.set_summaries(news)

    @Slot(object)
    def _on_changed(self, image: Path) -> None:
        store = self._files.store
        if store is not None and store.is_loaded(image):
            self._view.images_panel.set_summaries({image: self._now(image)})

    @Slot(object, str)
    def _on_refused(self, image: Path, why: str) -> None:
        if self._files.store is not None and self._files.store.blocked(image):
            self._view.images_panel.set_summaries({image: ImageSummary("error", why=why)})

    def _now(self, image: Path) -> ImageSummary:
        store = self._files.store
        return self._with_found(image, UNLABELLED if store is None else summary_of(store.annotation(image)))

    def _with_found(self, image: Path, summary: ImageSummary) -> ImageSummary:
        return self._found.get(image, summary) if summary.status in TO_DO else summary

    @Slot(object)
    def _want_thumbnails(self, images: "Wanted") -> None:
        # Called here, not by the signal: the worker's thread has no event loop to deliver it.
        self._thumbnails.want(images)

    @Slot(bool)
    def _set_grid(self, on: bool) -> None:
        self._settings.shows_grid = on
