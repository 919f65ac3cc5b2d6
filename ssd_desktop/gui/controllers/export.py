"""Exporting the detector in use, in the background; the result says how far it is from PyTorch."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QProgressDialog

from ssd_desktop.errors import ExportError
from ssd_desktop.export.config import INT8, ExportOptions
from ssd_desktop.export.events import (
    CALIBRATE,
    CHECK,
    CONVERT,
    LOAD,
    MEASURE,
    Control,
    ExportCancelledError,
    ExportProgress,
)
from ssd_desktop.export.extras import check_extras
from ssd_desktop.export.types import ExportReport, ExportRequest
from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.progress_run import ProgressRun
from ssd_desktop.gui.dialogs.export import ExportDialog
from ssd_desktop.gui.settings import Settings

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

ExportDetector = Callable[[ExportRequest, Control], ExportReport]
"""Takes what to export and what it tells its progress; imports torch when it runs, in another thread."""


class ExportController(QObject):
    """Asks what to export, does one export at a time and tells what came of it.

    Args:
        view: The window.
        settings: Knows the folder of what was opened last.
        detect: Knows the model in use.
        export: Does the work.
    """

    _step_begun = Signal(str)

    def __init__(
        self, view: "MainWindow", settings: Settings, detect: DetectController, *, export: ExportDetector | None = None
    ) -> None:
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._detect = detect
        self._export = export or _export
        self._run: ProgressRun | None = None
        self._bar: QProgressDialog | None = None
        self._request: ExportRequest | None = None
        # By a slot of this object: the signal comes from another thread.
        self._step_begun.connect(self._show_step)
        view.commands.use.export_model.triggered.connect(self.ask)
        detect.model_changed.connect(self._update)
        view.closing.connect(self.stop)

    @Slot()
    def ask(self) -> None:
        """Asks what to export, and begins."""
        model = self._detect.model
        if model is None or self._run is not None:
            return
        folder = self._settings.last_folder or Path.home()
        dialog = ExportDialog(model.path, name=model.name, folder=folder, problem_of=problem_of, parent=self._view)
        request = dialog.request() if dialog.exec() else None
        dialog.deleteLater()
        if request is not None:
            self.start(request)

    def start(self, request: ExportRequest) -> None:
        """Begins an export."""
        if self._run is not None:
            return
        self._request = request
        self._bar = self._new_bar(request)
        self._run = ProgressRun(self._bar, self)
        self._update()

        def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> ExportReport | None:
            def tell(now: ExportProgress) -> None:
                self._step_begun.emit(now.step)
                progress(now.done, now.total)

            try:
                return self._export(request, Control(tell, cancelled))
            except ExportCancelledError:
                return None

        self._run.start(work, self._on_done, self._on_failed)

    @Slot()
    def stop(self) -> None:
        """Gives the export up after the step it is at; nothing is written then."""
        if self._run is not None:
            self._run.stop()

    def is_running(self) -> bool:
        """Whether an export is under way."""
        return self._run is not None

    def loss(self) -> str:
        """Returns what becomes of the export where the window closes now; "" without one."""
        if self._run is None or self._request is None:
            return ""
        return self.tr("The export {name} is given up; nothing is written.").format(name=self._request.output.name)

    def _new_bar(self, request: ExportRequest) -> QProgressDialog:
        bar = QProgressDialog(self._step_texts()[LOAD], self.tr("Stop"), 0, 0, self._view)
        bar.setWindowTitle(self.tr("Export {name}").format(name=request.output.name))
        bar.setWindowModality(Qt.WindowModality.NonModal)
        bar.setMinimumDuration(0)
        bar.setMinimumWidth(360)
        bar.setAutoClose(False)
        bar.setAutoReset(False)
        return bar

    def _step_texts(self) -> dict[str, str]:
        return {
            LOAD: self.tr("Loading the detector..."),
            CALIBRATE: self.tr("Calibrating on your pictures..."),
            MEASURE: self.tr("Measuring what 8 bits cost..."),
            CONVERT: self.tr("Converting..."),
            CHECK: self.tr("Comparing with PyTorch..."),
        }

    @Slot(str)
    def _show_step(self, step: str) -> None:
        if self._bar is not None:
            self._bar.setLabelText(self._step_texts()[step])

    @Slot(object)
    def _on_done(self, report: ExportReport | None) -> None:
        self._end()
        if report is None:
            self._view.messages.show_notice(self.tr("The export was stopped; nothing was written."))
            return
        text = self._agreement_text(report)
        if report.ap_loss is not None:
            text += " " + self.tr("AP50 on {images} images: {before} % before, {after} % in 8 bits.").format(
                images=report.ap_loss.images,
                before=f"{100 * report.ap_loss.before:.1f}",
                after=f"{100 * report.ap_loss.after:.1f}",
            )
        self._view.messages.show_notice(text)
        self._use_quantised()

    def _agreement_text(self, report: ExportReport) -> str:
        agreement = report.agreement
        if agreement.detections:
            text = self.tr(
                "{name} is exported. On {pictures} pictures its boxes are within {pixels} px of PyTorch's and its "
                "scores within {score}."
            )
        elif agreement.default_boxes:
            text = self.tr(
                "{name} is exported. On {pictures} pictures the detector finds nothing; all default boxes are within "
                "{pixels} px of PyTorch's and their scores within {score}."
            )
        else:
            text = self.tr("{name} is exported. On {pictures} pictures the detector finds nothing to compare.")
        return text.format(
            name=report.path,
            pictures=agreement.pictures,
            pixels=_bound(agreement.pixels),
            score=_bound(agreement.score),
        )

    def _use_quantised(self) -> None:
        """Loads the model again where it now has an engine in 8 bits, so that the choice of engines takes it in."""
        request, model = self._request, self._detect.model
        if request is None or model is None or request.options.precision != INT8:
            return
        if model.path == request.model:
            self._detect.load_again()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._view.messages.show_error(str(error))

    def _end(self) -> None:
        self._run = self._bar = None
        self._update()

    @Slot()
    def _update(self) -> None:
        self._view.commands.use.export_model.setEnabled(self._detect.model is not None and self._run is None)


def _bound(value: float) -> str:
    """Returns what a difference is within; below a thousandth nobody cares by how much."""
    return f"{max(value, 0.001):.2g}"


def problem_of(options: ExportOptions) -> str:
    """Returns what is missing for an export on this machine, one sentence; "" where nothing is."""
    try:
        check_extras(options)
    except ExportError as error:
        return str(error)
    return ""


def _export(request: ExportRequest, control: Control) -> ExportReport:
    from ssd_desktop.export.exporter import export_detector

    return export_detector(request, control)
