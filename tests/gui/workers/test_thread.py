"""The life of a worker's thread: its end, its errors, and objects that die while it runs."""

import gc
import logging
import subprocess
import sys
import threading
import traceback

import pytest
from PySide6.QtCore import QObject, QThread, Signal
from pytestqt.qtbot import QtBot

from ssd_desktop.errors import DataError
from ssd_desktop.gui.workers.thread import WorkerThread, stop_all_threads


class _Worker(QObject):
    """Runs until asked to stop, or raises."""

    failed = Signal(object)

    def __init__(self, error: BaseException | None = None) -> None:
        super().__init__()
        self.error = error
        self.begun = threading.Event()
        self.stopped = threading.Event()
        self.thread_of_run: QThread | None = None

    def run(self) -> None:
        self.thread_of_run = QThread.currentThread()
        self.begun.set()
        if self.error is not None:
            raise self.error
        self.stopped.wait(10)

    def request_stop(self) -> None:
        self.stopped.set()


def _end(qtbot: QtBot, thread: WorkerThread) -> None:
    with qtbot.waitSignal(thread.finished, timeout=5000):
        thread.stop()


def test_the_worker_runs_in_another_thread_that_bears_the_name(qtbot: QtBot) -> None:
    worker = _Worker()
    thread = WorkerThread(worker, "a name")
    thread.start()
    assert worker.begun.wait(5)
    assert worker.thread_of_run is not QThread.currentThread()
    assert worker.thread_of_run is not None
    assert worker.thread_of_run.objectName() == "a name"
    _end(qtbot, thread)


def test_a_thread_is_running_from_start_until_finished(qtbot: QtBot) -> None:
    thread = WorkerThread(_Worker(), "worker")
    assert not thread.is_running()
    thread.start()
    assert thread.is_running()
    _end(qtbot, thread)
    assert not thread.is_running()


def test_finished_arrives_in_the_thread_of_the_owner(qtbot: QtBot) -> None:
    places: list[QThread] = []
    thread = WorkerThread(_Worker(), "worker")
    receiver = _Receiver(places)
    thread.finished.connect(receiver.note)
    thread.start()
    _end(qtbot, thread)
    assert places == [QThread.currentThread()]


class _Receiver(QObject):
    def __init__(self, places: list[QThread]) -> None:
        super().__init__()
        self.places = places

    def note(self) -> None:
        self.places.append(QThread.currentThread())


def test_stop_asks_the_worker_at_once_and_does_not_wait(qtbot: QtBot) -> None:
    worker = _Worker()
    thread = WorkerThread(worker, "worker")
    thread.start()
    thread.stop()
    assert worker.stopped.is_set()
    assert thread.wait(5000)
    qtbot.wait(10)


def test_wait_gives_up_after_its_time(qtbot: QtBot) -> None:
    thread = WorkerThread(_Worker(), "worker")
    thread.start()
    assert not thread.wait(20)
    _end(qtbot, thread)


@pytest.mark.parametrize("error", [ValueError("no number"), SystemExit(3), KeyboardInterrupt()])
def test_whatever_a_worker_raises_is_reported_and_ends_its_thread(qtbot: QtBot, error: BaseException) -> None:
    worker = _Worker(error)
    thread = WorkerThread(worker, "worker")
    errors: list[BaseException] = []
    worker.failed.connect(errors.append)
    with qtbot.waitSignals([worker.failed, thread.finished], timeout=5000, order="strict"):
        thread.start()
    assert errors == [error]


def test_an_error_meant_for_the_user_is_no_fault_in_the_log(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    for error, level in ((DataError("Nothing is labelled."), logging.INFO), (ValueError("oops"), logging.ERROR)):
        caplog.clear()
        thread = WorkerThread(_Worker(error), "worker")
        with caplog.at_level(logging.INFO), qtbot.waitSignal(thread.finished, timeout=5000):
            thread.start()
        assert [record.levelno for record in caplog.records] == [level]


def test_a_failed_worker_keeps_nothing_of_its_work_alive(qtbot: QtBot) -> None:
    class Failing(_Worker):
        def run(self) -> None:
            big = [0] * 10
            raise ValueError(f"after making a list of {len(big)}")

    errors: list[BaseException] = []
    worker = Failing()
    worker.failed.connect(errors.append)
    thread = WorkerThread(worker, "worker")
    with qtbot.waitSignal(thread.finished, timeout=5000):
        thread.start()
    frames = [frame for frame, _ in traceback.walk_tb(errors[0].__traceback__) if frame.f_code.co_name == "run"]
    assert frames
    assert all("big" not in frame.f_locals for frame in frames)


def test_the_worker_comes_back_to_the_thread_of_its_references(qtbot: QtBot) -> None:
    worker = _Worker()
    thread = WorkerThread(worker, "worker")
    thread.start()
    _end(qtbot, thread)
    assert worker.thread() is QThread.currentThread()


def test_a_running_thread_survives_the_death_of_its_owner() -> None:
    worker = _Worker()
    thread = WorkerThread(worker, "worker")
    thread.start()
    stopped = worker.stopped
    del thread, worker
    gc.collect()
    assert not stopped.is_set()
    assert stop_all_threads(5000)
    assert stopped.is_set()


def test_a_thread_that_was_never_started_can_be_dropped() -> None:
    thread = WorkerThread(_Worker(), "worker")
    del thread
    gc.collect()


_SCRIPT = """
import time
from PySide6.QtCore import QCoreApplication, QObject, Signal
from ssd_desktop.gui.workers import thread as module
module._EXIT_WAIT_MS = 100

class Stuck(QObject):
    failed = Signal(object)
    def run(self):
        time.sleep({seconds})
    def request_stop(self):
        pass

application = QCoreApplication([])
thread = module.WorkerThread(Stuck(), "stuck")
thread.start()
"""


@pytest.mark.parametrize(("seconds", "code"), [(0.0, 0), (20.0, 1)])
def test_a_program_that_ends_with_a_thread_in_it_does_not_abort(seconds: float, code: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _SCRIPT.format(seconds=seconds)], capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == code
    assert "Destroyed while" not in ended.stderr


_LATE = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
from PySide6.QtCore import QCoreApplication, QObject, Signal
from ssd_desktop.gui.workers.thread import WorkerThread, leave_at_once, stop_all_threads

begun = threading.Event()

class Late(QObject):
    failed = Signal(object)
    def run(self):
        begun.set()
        threading.main_thread().join({seconds})
        with ThreadPoolExecutor(1) as pool:
            pool.submit(int)
    def request_stop(self):
        pass

application = QCoreApplication([])
thread = WorkerThread(Late(), "late")
thread.start()
begun.wait()
"""


def ended(script: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)


def test_work_that_fails_because_the_program_ends_prints_nothing() -> None:
    done = ended(_LATE.format(seconds=5))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_program_that_leaves_at_once_prints_no_errors_of_work_under_way() -> None:
    left = "import logging; logging.disable(); stop_all_threads(10); leave_at_once(3)"
    done = ended(_LATE.format(seconds=30) + left)
    assert (done.returncode, done.stderr) == (3, "")


def test_an_error_of_work_that_was_told_to_end_with_the_program_is_no_fault_in_the_log(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    class Failing(_Worker):
        def run(self) -> None:
            self.begun.set()
            self.stopped.wait(10)
            raise RuntimeError("cannot schedule new futures")

    worker = Failing()
    thread = WorkerThread(worker, "gain")
    thread.start()
    assert worker.begun.wait(5)
    with caplog.at_level(logging.INFO):
        assert stop_all_threads(5000)
    assert [(record.levelno, record.getMessage()) for record in caplog.records] == [
        (logging.INFO, "gain ended with the program")
    ]
