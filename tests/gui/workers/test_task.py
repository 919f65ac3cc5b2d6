"""Short work off the window's thread."""

import subprocess
import sys
import threading
from threading import Event

from PySide6.QtCore import QThread

from ssd_desktop.errors import MediaError, SSDDesktopError
from ssd_desktop.gui.workers.task import Task, is_any_running, run_task, wait_for_all


def test_a_task_tells_its_result_or_its_error_in_the_windows_thread(qtbot):
    good, bad = Task(lambda: 7), Task(lambda: 1 // 0)
    with qtbot.waitSignal(good.done) as done:
        good.start()
    with qtbot.waitSignal(bad.failed) as failed:
        bad.start()
    assert done.args == [7]
    assert isinstance(failed.args[0], SSDDesktopError)


def fail():
    raise MediaError("The picture is damaged.")


def test_an_error_of_ours_is_told_as_it_is_and_a_foreign_one_in_a_sentence_with_the_rest_in_the_log(qtbot, caplog):
    told = []
    run_task(fail, failed=lambda error: told.append(str(error)))
    run_task(lambda: {}["key"], failed=lambda error: told.append(str(error)))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert sorted(told) == [
        "It failed unexpectedly (KeyError: 'key'); details are in the log file.",
        "The picture is damaged.",
    ]
    assert [record.exc_info[0] for record in caplog.records] == [KeyError]


def test_short_work_does_not_wait_behind_long_work_on_every_core(qtbot):
    go_on, done = Event(), []
    for _ in range(QThread.idealThreadCount() + 1):
        run_task(lambda: go_on.wait(20))
    try:
        run_task(lambda: 7, done.append)
        qtbot.waitUntil(lambda: done == [7])
    finally:
        go_on.set()


def test_the_program_ends_without_work_that_never_does():
    code = (
        "from PySide6.QtCore import QCoreApplication; import threading, ssd_desktop.gui.workers.task as task\n"
        "task._EXIT_WAIT_MS = 100\n"
        "app = QCoreApplication([]); task.run_task(threading.Event().wait)"
    )
    ended = subprocess.run([sys.executable, "-c", code], timeout=60, capture_output=True, text=True)
    assert ended.returncode == 1
    assert "the program leaves without it" in ended.stderr


def test_work_is_waited_for_as_long_as_was_said(qtbot):
    go_on = Event()
    task = Task(lambda: go_on.wait(10))
    task.start()
    assert not wait_for_all(50)
    go_on.set()
    assert wait_for_all(5000)
    qtbot.waitUntil(lambda: not is_any_running())


class _Lingering(Task):
    """A task whose thread is held up after it told of its end, as happens on a busy machine."""

    def __init__(self, died_in):
        super().__init__(lambda: None)
        self._died_in = died_in

    def work(self):
        super().work()
        threading.Event().wait(0.1)

    def __del__(self):
        self._died_in.append(threading.get_ident())


def test_a_task_dies_in_the_thread_that_made_it_even_where_the_other_is_slow_to_let_go(qtbot):
    died_in: list[int] = []
    task = _Lingering(died_in)
    task.start()
    del task
    qtbot.waitUntil(lambda: bool(died_in))
    assert died_in == [threading.get_ident()]


def test_work_that_failed_leaves_no_cycle_behind(qtbot):
    died_in: list[int] = []
    task = _Lingering(died_in)
    task._work = fail
    task.start()
    del task
    qtbot.waitUntil(lambda: bool(died_in))
    assert died_in == [threading.get_ident()]
