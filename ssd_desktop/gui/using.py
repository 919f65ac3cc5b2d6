"""Makes what uses a detector on files, on what is shown and in programs of others, and wires it to the window."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.controllers.detect_files import DetectFilesController
from ssd_desktop.gui.controllers.export import ExportController
from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.controllers.recording import RecordingController
from ssd_desktop.gui.controllers.work_guard import WorkGuard
from ssd_desktop.gui.dialogs.work_questions import WorkQuestions
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.detection import DetectionWorker

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


@dataclass(frozen=True)
class Using:
    """The controllers.

    Attributes:
        files: Detection in folders and videos.
        recording: Of what is shown.
        export: For programs of others.
        guard: Asked before the window closes.
    """

    files: DetectFilesController
    recording: RecordingController
    export: ExportController
    guard: WorkGuard


def make_using(
    window: "MainWindow", settings: Settings, worker: DetectionWorker, detect: DetectController, media: MediaController
) -> Using:
    """Returns the controllers; files are detected in with the detector that the worker has loaded."""
    files = DetectFilesController(window, settings, media.session, detect, lambda: worker.detector)
    recording = RecordingController(window, settings, media)
    export = ExportController(window, settings, detect)
    guard = WorkGuard((files, export), WorkQuestions(window))
    window.add_close_guard(guard)
    return Using(files, recording, export, guard)
