"""Short work off the window's thread."""

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
