"""Widgets die on the window's thread, whichever thread makes the garbage collection due."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ssd_desktop.gui.garbage import GarbageCollector, collect_due


def _closed_window(died_in: list[int]) -> weakref.ref[QWidget]:
    """Leaves a window that only a cycle keeps."""
    window = QWidget()
    window.itself = window
    return weakref.ref(window, lambda _: died_in.append(threading.get_ident()))


def _make_garbage() -> None:
    for _ in range(200_000):
        cycle: list[object] = []
        cycle.append(cycle)


def test_a_closed_window_survives_the_garbage_of_a_worker_thread_and_dies_on_its_own(qtbot):
    died_in: list[int] = []
    owner = QObject()
    collector = GarbageCollector(owner)
    window = _closed_window(died_in)
    worker = threading.Thread(target=_make_garbage)
    worker.start()
    worker.join()
    assert window() is not None

    qtbot.waitUntil(lambda: (gc.collect(1), bool(died_in))[1], timeout=5000)

    assert died_in == [threading.get_ident()]
    collector.stop()


def test_what_python_would_collect_is_collected_by_the_timer(qtbot):
    died_in: list[int] = []
    owner = QObject()
    collector = GarbageCollector(owner)
    _make_garbage()  # makes the youngest generation due
    window = _closed_window(died_in)

    qtbot.waitUntil(lambda: window() is None, timeout=5000)

    assert died_in == [threading.get_ident()]
    collector.stop()


def test_nothing_is_collected_before_it_is_due():
    gc.collect()
    died_in: list[int] = []
    window = _closed_window(died_in)
    collect_due()
    assert window() is not None
    gc.collect()
    assert window() is None


def test_what_is_spared_is_not_looked_at_again_until_the_end(qtbot):
    owner = QObject()
    collector = GarbageCollector(owner)
    died_in: list[int] = []
    window = _closed_window(died_in)
    collector.spare()
    gc.collect()
    assert window() is not None
    collector.stop()
    gc.collect()
    assert window() is None


def test_collection_goes_back_to_python_in_the_end(qtbot):
    owner = QObject()
    collector = GarbageCollector(owner)
    collector.settle()
    assert gc.get_freeze_count() > 0
    collector.stop()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_only_what_came_with_the_first_detector_is_taken_for_lasting(qtbot):
    owner = QObject()
    collector = GarbageCollector(owner)
    collector.settle()
    died_in: list[int] = []
    window = _closed_window(died_in)
    collector.settle()
    gc.collect()
    assert window() is None
    collector.stop()
