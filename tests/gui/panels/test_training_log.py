"""The messages of a training, and where their reader stands."""

import pytest

from ssd_desktop.gui.panels.training_log import TrainingLog


@pytest.fixture
def log(qtbot):
    log = TrainingLog()
    qtbot.addWidget(log)
    log.resize(300, 120)
    log.show()
    write(log, 40)
    qtbot.waitUntil(lambda: is_at_end(log))
    return log


def write(log, lines):
    for number in range(lines):
        log.add_line(f"Epoch {number} of 40 has ended, with the loss of the validation images.", "info")


def is_at_end(log):
    bar = log.verticalScrollBar()
    return bar.maximum() > 0 and bar.value() == bar.maximum()


def test_the_last_message_is_seen_as_long_as_nobody_scrolls(log, qtbot):
    before = log.verticalScrollBar().maximum()
    write(log, 5)
    qtbot.waitUntil(lambda: log.verticalScrollBar().maximum() > before)
    assert is_at_end(log)


def test_who_reads_an_earlier_message_is_left_there(log, qtbot):
    bar = log.verticalScrollBar()
    before = bar.maximum()
    bar.setValue(3)
    write(log, 5)
    qtbot.waitUntil(lambda: bar.maximum() > before)
    assert bar.value() == 3
    bar.setValue(bar.maximum())
    before = bar.maximum()
    write(log, 1)
    qtbot.waitUntil(lambda: bar.maximum() > before)
    assert is_at_end(log)


def test_in_another_size_the_end_stays_in_sight(log, qtbot):
    bar = log.verticalScrollBar()
    before = bar.maximum()
    log.resize(160, 80)
    qtbot.waitUntil(lambda: bar.maximum() > before)
    assert is_at_end(log)
