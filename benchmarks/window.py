"""The real window of the program, as benchmarks open it: with settings of its own, and closed whatever happens."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QTimer

from ssd_desktop.app import Program, make_application
from ssd_desktop.gui.garbage import GarbageCollector
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.thread import stop_all_threads

_THREADS_MS = 10_000
_MODEL_S = 60.0


@contextmanager
def open_program(folder: Path) -> Iterator[Program]:
    """Yields the program with its window made and not yet shown, its garbage collected as in the real one.

    Args:
        folder: Where its settings are kept.
    """
    settings = Settings(folder / "settings.ini")
    application = make_application(settings)
    garbage = GarbageCollector(application)
    program = Program(settings)
    program.window.first_shown.connect(garbage.spare)
    program.detect.model_changed.connect(garbage.settle)
    try:
        yield program
    finally:
        program.window.close()
        application.processEvents()
        garbage.stop()
        stop_all_threads(_THREADS_MS)


def show(program: Program) -> None:
    """Shows the window, starts the program and waits until the detector is ready, at most a minute."""
    program.window.resize(1280, 800)
    program.window.show()
    program.start(None)
    wait(lambda: program.detect.model is not None, _MODEL_S)


def wait(condition: Callable[[], bool], seconds: float) -> bool:
    """Lets the event loop run as the program does until the condition holds; returns whether it does."""
    until = time.monotonic() + seconds
    poll = QTimer(interval=20)
    poll.timeout.connect(lambda: QCoreApplication.exit() if condition() or time.monotonic() > until else None)
    poll.start()
    QCoreApplication.exec()
    return condition()


def answer_events(condition: Callable[[], bool], seconds: float) -> bool:
    """Answers events until the condition holds, which is asked after each of them; returns whether it does.

    For what is timed: ``wait`` looks 50 times a second only.
    """
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        QCoreApplication.processEvents()
        time.sleep(0.0005)  # a loop that never rests would keep Python from the workers
    return condition()
