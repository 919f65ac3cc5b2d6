"""The bar of work in the background."""

from threading import Event

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QProgressDialog, QPushButton

from ssd_desktop.gui.controllers.progress_run import ProgressRun


@pytest.fixture
def bar(qtbot):
    bar = QProgressDialog("Exporting...", "Stop", 0, 0)
    bar.setMinimumDuration(0)
    bar.setAutoClose(False)
    bar.setAutoReset(False)
    return bar


def test_a_bar_that_was_stopped_does_not_come_back_while_the_work_ends(bar, qtbot):
    go_on, may_end, ended = Event(), Event(), []

    def work(progress, cancelled):
        progress(1, 10)
        go_on.wait(20)
        progress(2, 10)
        may_end.wait(20)
        return cancelled()

    owner = QObject()
    run = ProgressRun(bar, owner)
    run.start(work, ended.append, ended.append)
    qtbot.waitUntil(bar.isVisible)
    bar.findChild(QPushButton).click()
    went_on = []
    run._progressed.connect(lambda *told: went_on.append(told), Qt.ConnectionType.QueuedConnection)
    go_on.set()
    qtbot.waitUntil(lambda: bool(went_on))
    assert not bar.isVisible()
    may_end.set()
    qtbot.waitUntil(lambda: ended == [True])
