"""The real window with a made detector, killed while it detects in files, or gone on with.

``SETTINGS PICTURES die|go on``: both go through the dialog of Model > Detect in Files with every format; the second
leaves its other answers as they are.
"""

import os
import signal
import sys
from pathlib import Path
from types import SimpleNamespace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit

from ssd_desktop.app import Program, make_application
from ssd_desktop.gui.dialogs.detect_files import DetectFilesDialog
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.thread import stop_all_threads
from ssd_desktop.inference.results.run_journal import earlier_run
from tests.e2e.detect_that_dies import ByColour

DONE = 3
"""Pictures after which it is killed."""

_FORMATS = ("Pascal VOC", "YOLO", "COCO", "Table", "JSON")


def main(settings: Path, pictures: Path, what: str) -> None:
    """Runs the window until it is killed, or the detection is done."""
    kept = Settings(settings)
    kept.detecting = False
    application = make_application(kept)
    program = Program(kept)
    program.detect.start = lambda: None
    program.detect._model = SimpleNamespace(name="made")
    program.using.files._detector_in_use = lambda: ByColour(pause_s=0.03)
    program.window.show()
    QTimer.singleShot(0, program.window, lambda: _ask(program, pictures))
    end = _die if what == "die" else _leave
    timer = QTimer(program.window, interval=2)
    timer.timeout.connect(lambda: end(program, pictures.with_name(f"{pictures.name}-detections")))
    timer.start()
    application.exec()
    stop_all_threads(5000)


def _ask(program: Program, pictures: Path) -> None:
    QTimer.singleShot(0, program.window, lambda: _answer(pictures))
    program.using.files.ask()


def _answer(pictures: Path) -> None:
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, DetectFilesDialog):
        raise SystemExit("no dialog")
    source = next(one for one in dialog.findChildren(QLineEdit) if one.accessibleName() == "Pictures or video")
    source.setText(str(pictures))
    for box in dialog.findChildren(QCheckBox):
        if any(name in box.text().replace("&", "") for name in _FORMATS):
            box.setChecked(True)
    _say(next(text for one in dialog.findChildren(QLabel) if (text := one.text()) and "folder" in text))
    dialog.accept()


def _die(program: Program, results: Path) -> None:
    run = earlier_run(results)
    if run is not None and run.pictures >= DONE:
        os.kill(os.getpid(), signal.SIGKILL)


def _leave(program: Program, results: Path) -> None:
    if program.window.messages.text and program.window.isVisible():
        _say(program.window.messages.text)
        program.window.close()


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
