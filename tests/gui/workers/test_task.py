"""Short work off the window's thread."""

import threading
from threading import Event

from ssd_desktop.gui.workers.task import Task, is_any_running, wait_for_all


def test_a_task_tells_its_result_or_its_error_in_the_windows_thread(qtbot):
    good, bad = Task(lambda: 7), Task(lambda: 1 // 0)
    with qtbot.waitSignal(good.done) as done:
        good.start()
    with qtbot.waitSignal(bad.failed) as failed:
        bad.start()
    assert done.args == [7]
    assert isinstance(failed.args[0], ZeroDivisionError)


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
    task._work = lambda: 1 // 0
    task.start()
    del task
    qtbot.waitUntil(lambda: bool(died_in))
    assert died_in == [threading.get_ident()]
