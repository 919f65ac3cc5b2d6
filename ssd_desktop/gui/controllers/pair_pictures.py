"""Compares two runs picture by picture: detects in a thread, then finds and shows where they differ."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot
from PySide6.QtGui import QImage

from ssd_desktop.data.types import Sample
from ssd_desktop.errors import ProjectError, SSDDesktopError
from ssd_desktop.evaluation.collection import Collected
from ssd_desktop.evaluation.disagreement import ImageDifference, find_differences, most_different
from ssd_desktop.evaluation.errors import find_errors
from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.panels.pair_pictures import PairPictures
from ssd_desktop.gui.workers.pair import PairWorker
from ssd_desktop.gui.workers.task import run_task
from ssd_desktop.gui.workers.thread import Worker, WorkerThread
from ssd_desktop.media.image_file import read_image
from ssd_desktop.project.pair_images import PairImages, images_for_pair

_Measured = tuple[Collected, Collected]


class Measuring(Worker, Protocol):
    """What the controller needs of ``PairWorker``."""

    progressed: SignalInstance
    measured: SignalInstance


class PairController(QObject):
    """Measures one pair at a time; what a run was seen to find on the same images is kept while the panel lives.

    Signals:
        image_chosen: Path of an image that is to be shown in the window.
    """

    image_chosen = Signal(object)

    def __init__(
        self,
        panel: PairPictures,
        *,
        device: Callable[[], str],
        moved_data: Callable[[], Path | None],
        make_worker: Callable[..., Measuring] = PairWorker,
    ) -> None:
        """Connects the panel and looks at what can be measured.

        Args:
            panel: Owns this one.
            device: Returns the device that detects.
            moved_data: Returns the data folder of the project that is open, where one is.
            make_worker: Makes what measures a pair.
        """
        super().__init__(panel)
        self._panel, self._device, self._moved_data, self._make_worker = panel, device, moved_data, make_worker
        self._known: dict[tuple[tuple[Path, str | None], Path], Collected] = {}
        self._measured: _Measured | None = None
        self._differences: tuple[ImageDifference, ...] = ()
        self._thread: WorkerThread | None = None
        self._connect()
        self._look()

    @Slot()
    def stop(self) -> None:
        """Ends the measurement, if any; returns at once."""
        if self._thread is not None:
            self._thread.stop()

    def _connect(self) -> None:
        panel = self._panel
        panel.pair_chosen.connect(self._look)
        panel.images_chosen.connect(self._forget)
        panel.measure_wanted.connect(self._measure)
        panel.stop_wanted.connect(self.stop)
        panel.score_changed.connect(self._analyse)
        panel.wish_changed.connect(self._list)
        panel.view.picture_wanted.connect(self._read_picture)
        panel.view.open_wanted.connect(self._open)

    # -- What there is to measure on

    @Slot()
    def _look(self) -> None:
        self._forget()
        pair = self._panel.pair()
        if pair[0].path == pair[1].path:
            self._panel.set_images((), self.tr("Choose two different runs."))
            return
        run_task(partial(_choices, pair, self._moved_data()), self._on_choices, self._on_failed)

    @Slot(object)
    def _on_choices(self, found: tuple[Any, tuple[PairImages, ...], str]) -> None:
        pair, choices, why_not = found
        if pair == self._panel.pair():
            self._panel.set_images(choices, localised(why_not))

    @Slot()
    def _forget(self) -> None:
        self._measured, self._differences = None, ()

    # -- Measuring

    @Slot()
    def _measure(self) -> None:
        images, pair = self._panel.images(), self._panel.pair()
        if images is None or self._thread is not None:
            return
        known = {path: found for (of, path), found in self._known.items() if of == images.key}
        worker = self._make_worker(pair, images, device=self._device(), moved_data=self._moved_data(), known=known)
        worker.progressed.connect(self._panel.show_progress)
        worker.measured.connect(self._on_measured)
        worker.failed.connect(self._on_failed)
        self._panel.show_message("")
        self._panel.set_busy(True)
        self._thread = WorkerThread(worker, "pair", self)
        self._thread.finished.connect(self._on_finished)
        self._thread.start()

    @Slot(object, object)
    def _on_measured(self, found: Any, seen: tuple[int, int]) -> None:
        images = self._panel.images()
        if images is None:
            return
        for run, collected in zip(self._panel.pair(), (found.first, found.second), strict=True):
            if run.checkpoint is not None:
                self._known[images.key, run.checkpoint] = collected
        self._measured = found.first, found.second
        self._panel.show_verdict(found.ap50, found.gained, seen)
        self._analyse()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._panel.show_message(
            localised(str(error)) if isinstance(error, SSDDesktopError) else f"{type(error).__name__}: {error}"
        )

    @Slot()
    def _on_finished(self) -> None:
        if self._thread is not None:
            self._thread.deleteLater()
            self._thread = None
        self._panel.set_busy(False)

    # -- Where they differ

    @Slot()
    def _analyse(self) -> None:
        """Finds the differences at the score of the panel; nothing is detected again."""
        if self._measured is None:
            return
        run_task(partial(_differences, self._measured, self._panel.score()), self._on_analysed, self._on_failed)

    @Slot(object)
    def _on_analysed(self, found: tuple[_Measured, float, tuple[ImageDifference, ...]]) -> None:
        measured, score, differences = found
        if measured is not self._measured or score != self._panel.score():
            return  # another pair, or a score turned further, has overtaken it
        self._differences = differences
        samples = measured[0].samples
        self._panel.show_count(len(most_different(differences)), len(samples))
        self._panel.view.set_differences(differences, samples, measured[0].classes)
        self._list()

    @Slot()
    def _list(self) -> None:
        self._panel.view.show_images(most_different(self._differences, better=self._panel.better()))

    # -- Pictures

    @Slot(int)
    def _read_picture(self, index: int) -> None:
        sample = self._sample(index)
        if sample is not None:
            run_task(partial(_picture, index, sample.image_path), self._on_picture, self._on_failed)

    @Slot(object)
    def _on_picture(self, found: tuple[int, Path, QImage]) -> None:
        index, path, picture = found
        sample = self._sample(index)
        if sample is not None and sample.image_path == path:
            self._panel.view.show_picture(index, picture)

    @Slot(int)
    def _open(self, index: int) -> None:
        sample = self._sample(index)
        if sample is not None:
            self.image_chosen.emit(sample.image_path)

    def _sample(self, index: int) -> Sample | None:
        return None if self._measured is None else self._measured[0].samples[index]


def _choices(pair: Any, moved_data: Path | None) -> tuple[Any, tuple[PairImages, ...], str]:
    try:
        return pair, images_for_pair(*pair, moved_data=moved_data), ""
    except ProjectError as error:
        return pair, (), str(error)


def _differences(measured: tuple[Collected, Collected], score: float) -> tuple[Any, float, tuple[ImageDifference, ...]]:
    samples, classes = measured[0].samples, measured[0].classes
    first, second = (find_errors(one.detections, samples, classes, score=score) for one in measured)
    return measured, score, find_differences(first, second, samples)


def _picture(index: int, path: Path) -> tuple[int, Path, QImage]:
    pixels = read_image(path).pixels_rgb
    height, width = pixels.shape[:2]
    return index, path, QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
