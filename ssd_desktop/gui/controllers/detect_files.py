"""Detection in all pictures of a folder or in a video, in the background, while the window is used for other things."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QProgressDialog

from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.progress_run import ProgressRun
from ssd_desktop.gui.dialogs.detect_files import DetectFilesDialog
from ssd_desktop.gui.media_session import MediaSession
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.gui.settings import Settings
from ssd_desktop.inference.batch import BatchReport
from ssd_desktop.inference.results.file_run import FileRun, NamedDetector, run_on_files

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

FileDetector = Callable[[], NamedDetector | None]
"""Gives the detector in use; None before there is one."""


class DetectFilesController(QObject):
    """Asks what to do, does one run at a time and tells what came of it."""

    def __init__(
        self,
        view: "MainWindow",
        settings: Settings,
        session: MediaSession[QImage],
        detect: DetectController,
        detector_in_use: FileDetector,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._session = session
        self._detect = detect
        self._detector_in_use = detector_in_use
        self._run: ProgressRun | None = None
        self._folder = Path()
        view.commands.use.detect_files.triggered.connect(self.ask)
        detect.model_changed.connect(self._update)
        view.closing.connect(self.stop)

    @Slot()
    def ask(self) -> None:
        """Asks what to detect in, beginning with what is open, and begins."""
        model = self._detect.model
        if model is None or self._run is not None:
            return
        dialog = DetectFilesDialog(
            self._source(), detector=model.name, score=self._settings.score_threshold, parent=self._view
        )
        run = dialog.request() if dialog.exec() else None
        dialog.deleteLater()
        if run is not None:
            self.start(run)

    def start(self, run: FileRun) -> None:
        """Begins a run with the detector that is in use now; another model chosen meanwhile does not change it."""
        detector = self._detector_in_use()
        if detector is None or self._run is not None:
            return
        self._folder = run.folder
        self._run = ProgressRun(self._bar(run), self)
        self._update()

        def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> BatchReport:
            return run_on_files(run, detector, progress=progress, cancelled=cancelled)

        self._run.start(work, self._on_done, self._on_failed)

    @Slot()
    def stop(self) -> None:
        """Ends the run after the picture it is at; what is written stays."""
        if self._run is not None:
            self._run.stop()

    def is_running(self) -> bool:
        """Whether a run is under way."""
        return self._run is not None

    def loss(self) -> str:
        """Returns what becomes of the run where the window closes now; "" without one."""
        if self._run is None:
            return ""
        text = self.tr("The detection in files stops; what it has written to {folder} stays, and it can go on later.")
        return text.format(folder=self._folder)

    def _source(self) -> str:
        media = self._session.media
        if media is None or media.is_live:
            return ""
        return str(Path(media.value).parent) if media.is_still else media.value

    def _bar(self, run: FileRun) -> QProgressDialog:
        text = self.tr("Detecting in {name}...").format(name=Path(run.source).name)
        bar = QProgressDialog(text, self.tr("Stop"), 0, 0, self._view)
        bar.setWindowTitle(self.tr("Detect in Files"))
        bar.setWindowModality(Qt.WindowModality.NonModal)
        bar.setMinimumDuration(0)
        bar.setAutoClose(False)
        bar.setAutoReset(False)
        return bar

    @Slot(object)
    def _on_done(self, report: BatchReport) -> None:
        self._end()
        if report.failures:
            more = len(report.failures) - 1
            text = report.failures[0]
            self._view.messages.show_error(
                text if not more else self.tr("{first} And failures: {more}.").format(first=text, more=more)
            )
            return
        text = (
            self.tr("Pictures: {pictures}, objects: {objects}, passed over: {passed}. Saved in {folder}.")
            if report.complete
            else self.tr("Stopped. Pictures: {pictures}, objects: {objects}, passed over: {passed}. Saved in {folder}.")
        )
        numbers = {"pictures": report.pictures, "objects": report.objects, "passed": report.passed_over}
        shown = {name: count_text(value) for name, value in numbers.items()}
        self._view.messages.show_notice(text.format(folder=self._folder, **shown))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._view.messages.show_error(str(error))

    def _end(self) -> None:
        self._run = None
        self._update()

    @Slot()
    def _update(self) -> None:
        self._view.commands.use.detect_files.setEnabled(self._detect.model is not None and self._run is None)
