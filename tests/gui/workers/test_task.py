"""Short work off the window's thread."""

from ssd_desktop.gui.workers.task import Task


def test_a_task_tells_its_result_or_its_error_in_the_windows_thread(qtbot):
    good, bad = Task(lambda: 7), Task(lambda: 1 // 0)
    with qtbot.waitSignal(good.done) as done:
        good.start()
    with qtbot.waitSignal(bad.failed) as failed:
        bad.start()
    assert done.args == [7]
    assert isinstance(failed.args[0], ZeroDivisionError)
