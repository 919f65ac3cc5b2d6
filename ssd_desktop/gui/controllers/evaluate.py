"""Measures the detector in use on the labels of the open folder, and shows on the picture what was judged."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDockWidget

from ssd_desktop.evaluation.analysis import Analysis, analyse
from ssd_desktop.evaluation.collection import Collected, Detector
from ssd_desktop.evaluation.folder import MeasurableFolder, collect_from, measurable_folder
from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.media_session import MediaPicture
from ssd_desktop.gui.overlays.errors import ErrorsOverlay
from ssd_desktop.gui.panels.evaluation import EvaluationPanel
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.detection import ModelInfo
from ssd_desktop.gui.workers.task import run_task

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

_HOLDER = "evaluation"
_PAUSE_MS = 150
"""A score that is turned further within this time is not computed for."""

DetectorInUse = Callable[[], Detector | None]


class EvaluateController(QObject):
    """One measurement at a time; its figures stay until the next one, or another detector."""

    _progressed = Signal(int, int)

    def __init__(
        self,
        view: "MainWindow",
        dock: QDockWidget,
        panel: EvaluationPanel,
        settings: Settings,
        detector_in_use: DetectorInUse,
        *,
        detect: DetectController,
        media: MediaController,
    ) -> None:
        """Connects the parts.

        Args:
            view: The window.
            dock: Of the panel; errors are drawn while it can be seen.
            panel: Shows the figures.
            settings: The score of each detector is remembered here.
            detector_in_use: Gives the detector that is loaded.
            detect: Knows the model in use.
            media: Knows the picture.
        """
        super().__init__(view)
        self._view = view
        self._dock = dock
        self._panel = panel
        self._settings = settings
        self._detector_in_use = detector_in_use
        self._detect = detect
        self._media = media
        self._overlay = ErrorsOverlay(self)
        self._folder: MeasurableFolder | None = None
        self._asked_of: Path | None = None
        self._measured_of: Path | None = None
        self._why_not = ""
        self._collected: Collected | None = None
        self._by_path: dict[Path, int] = {}
        self._stop = Event()
        self._is_running = False
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        view.canvas.add_overlay(self._overlay)
        self._connect()

    def is_running(self) -> bool:
        """Whether it is being measured now."""
        return self._is_running

    @Slot()
    def start(self) -> None:
        """Measures on the split that is chosen."""
        detector, folder = self._detector_in_use(), self._folder
        if detector is None or folder is None or self._is_running:
            return
        self._stop.clear()
        self._is_running = True
        self._measured_of = folder.folder
        self._panel.set_message("")
        self._panel.set_busy(True)
        progress, should_stop = self._progressed.emit, self._stop.is_set
        split = self._panel.split()
        work = partial(_collect, detector, folder.folder, split, progress=progress, should_stop=should_stop)
        run_task(work, partial(self._on_collected, detector), self._on_failed)

    @Slot()
    def stop(self) -> None:
        """Ends the measurement after the images it is at; nothing is shown of it."""
        self._stop.set()

    def _connect(self) -> None:
        panel = self._panel
        panel.start_wanted.connect(self.start)
        panel.stop_wanted.connect(self.stop)
        panel.score_changed.connect(self._later.start)
        panel.default_wanted.connect(self._make_default)
        panel.image_chosen.connect(self._open_image)
        # By a slot of this object: the signal comes from another thread, and the panel belongs to this one.
        self._progressed.connect(self._show_progress)
        self._later.timeout.connect(self._analyse)
        self._detect.model_changed.connect(self._on_model)
        self._media.shown.connect(self._on_shown)
        self._dock.visibilityChanged.connect(self._on_visibility)
        self._view.closing.connect(self.stop)

    # -- What there is to measure on

    @Slot(object)
    def _on_model(self, info: ModelInfo) -> None:
        score = self._settings.model_score(info.path)
        if score is not None:
            self._detect.set_threshold(score)
        self.stop()  # what is being measured is another detector
        self._collected = None
        self._show(None)
        self._tell_ready()

    @Slot(object)
    def _on_shown(self, picture: MediaPicture[QImage]) -> None:
        images = Path(picture.media.value).parent if picture.media.is_still else None
        if images != self._asked_of:
            self._asked_of, self._folder, self._why_not = images, None, ""
            self._look_at_folder()
        self._mark_picture()

    @Slot()
    def _on_visibility(self) -> None:
        self._look_at_folder()
        self._mark_picture()

    def _look_at_folder(self) -> None:
        """Finds out what of the open folder can be measured on, once it is asked for."""
        if self._asked_of is None or not self._dock.isVisible() or self._folder is not None:
            self._tell_ready()
            return
        run_task(partial(_look, self._asked_of), self._on_folder, partial(self._on_no_folder, self._asked_of))

    @Slot(object)
    def _on_folder(self, found: tuple[Path, MeasurableFolder]) -> None:
        images, folder = found
        if images == self._asked_of:
            self._folder, self._why_not = folder, ""
            if self._collected is not None and folder.folder != self._measured_of:
                self._collected = None
                self._show(None)
            self._panel.set_data(folder.folder.name, folder.splits)
            self._tell_ready()

    def _on_no_folder(self, images: Path, error: Exception) -> None:
        if images == self._asked_of:
            self._panel.set_data("", {})
            self._why_not = str(error)
            self._tell_ready()

    def _tell_ready(self) -> None:
        if self._detect.model is None:
            self._panel.set_ready(False, self.tr("There is no detector yet; choose one in the menu Model."))
        elif self._asked_of is None:
            self._panel.set_data("", {})
            self._panel.set_ready(False, self.tr("Open a picture of a labelled folder to measure on it."))
        else:
            self._panel.set_ready(self._folder is not None, self._why_not)

    # -- What was measured

    @Slot(int, int)
    def _show_progress(self, done: int, count: int) -> None:
        self._panel.set_progress(done, count)

    def _on_collected(self, detector: Detector, found: tuple[Collected, dict[Path, int]]) -> None:
        self._end()
        collected, by_path = found
        if self._stop.is_set() or not collected.complete or detector is not self._detector_in_use():
            self._panel.set_message(self.tr("Stopped; nothing was measured."))
            return
        self._collected = collected
        self._by_path = by_path
        if collected.unreadable:
            text = self.tr("Images left out: {count}. {first}")
            self._panel.set_message(text.format(count=len(collected.unreadable), first=collected.unreadable[0]))
        self._analyse()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._panel.set_message(str(error))

    def _end(self) -> None:
        self._is_running = False
        self._panel.set_busy(False)

    @Slot()
    def _analyse(self) -> None:
        """Computes the figures at the score of the panel; nothing is detected again."""
        collected, detector = self._collected, self._detector_in_use()
        if collected is None or detector is None:
            return
        size, score = detector.config.plan.image_size, self._panel.score()
        run_task(partial(_analysed, collected, size, score), self._on_analysed, self._on_failed)

    @Slot(object)
    def _on_analysed(self, found: tuple[Collected, Analysis]) -> None:
        collected, analysis = found
        # Another detector, or a score turned further, has overtaken it.
        if collected is self._collected and abs(analysis.errors.score - self._panel.score()) < 1e-9:
            self._show(analysis)

    def _show(self, analysis: Analysis | None) -> None:
        self._panel.set_analysis(analysis, () if analysis is None else analysis.samples)
        self._mark_picture()

    @Slot()
    def _make_default(self) -> None:
        model, score = self._detect.model, self._panel.score()
        if model is not None:
            self._settings.set_model_score(model.path, score)
            self._detect.set_threshold(score)
            self._view.statusBar().showMessage(
                self.tr("{model} shows objects from {score} on.").format(model=model.name, score=f"{score:.2f}"), 6000
            )

    # -- On the picture

    @Slot(int)
    def _open_image(self, index: int) -> None:
        if self._collected is not None:
            self._media.open_image(self._collected.samples[index].image_path)

    def _mark_picture(self) -> None:
        """Draws the errors of the picture in place of the usual boxes, if it was measured on and the panel is open."""
        shown, analysis = self._media.session.shown, self._panel.analysis()
        index = None
        if shown is not None and analysis is not None and self._dock.isVisible() and shown.media.is_still:
            index = self._by_path.get(Path(shown.media.value).resolve())
        if index is None or analysis is None:
            self._overlay.set_errors(None, None, ())
        else:
            self._overlay.set_errors(analysis.errors.images[index], analysis.samples[index], analysis.errors.classes)
        for overlay in (self._view.detections_overlay, self._view.annotations_overlay):
            overlay.hold_back(index is not None, by=_HOLDER)


def _collect(
    detector: Detector,
    folder: Path,
    split: str | None,
    *,
    progress: Callable[[int, int], None],
    should_stop: Callable[[], bool],
) -> tuple[Collected, dict[Path, int]]:
    """Returns what the detector found, and the number of each image by where it really lies."""
    collected = collect_from(detector, folder, split, progress=progress, should_stop=should_stop)
    return collected, {sample.image_path.resolve(): index for index, sample in enumerate(collected.samples)}


def _analysed(collected: Collected, image_size: int, score: float) -> tuple[Collected, Analysis]:
    return collected, analyse(collected, image_size=image_size, score=score)


def _look(images: Path) -> tuple[Path, MeasurableFolder]:
    return images, measurable_folder(images)
