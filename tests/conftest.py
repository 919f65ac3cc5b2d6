"""Fixtures every test may use, and the platform they run on."""

import gc

# Nearly all that comes while the tests are collected stays: looking at it again and again takes a third of that time.
gc.disable()

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

# The window tests run without a display; the one xcb test starts its own process under Xvfb.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No test cuts the power: nothing waits until the disk has thousands of small files for good.
os.fsync = lambda descriptor: None

# What a test measures or quantises never reaches the user's own folders; processes that a test starts inherit it.
_HOME = tempfile.TemporaryDirectory(prefix="ssd-desktop-tests-", ignore_cleanup_errors=True)
for variable in ("XDG_CACHE_HOME", "XDG_DATA_HOME"):
    os.environ[variable] = f"{_HOME.name}/{variable.lower()}"

import hypothesis
import pytest

from ssd_desktop.gui.garbage import collect_due

# Each run draws other examples, so that many short runs see more than a few long ones.
hypothesis.settings.register_profile("often", max_examples=50)
hypothesis.settings.load_profile("often")

_TASKS_END_S = 10.0

_SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data sets beside the checkout; the test is skipped where it is absent."""
    if not _SHARED_DATA.is_dir():
        pytest.skip("the real data sets are not beside this checkout")
    return _SHARED_DATA


def pytest_collection_finish() -> None:
    """Takes the modules for lasting, so that no collection between two tests looks at them."""
    gc.freeze()


@pytest.fixture(autouse=True)
def garbage_on_this_thread() -> Iterator[None]:
    """Collects garbage between tests, as the program does: a worker thread must never destroy a widget.

    Nor between two tests, where threads of the one before may still be ending: it is never left to Python.
    """
    gc.disable()
    yield
    gc.disable()  # a test of the collection itself gives it back to Python
    collect_due()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Lets short work off the window's thread come home before the window that began it goes."""
    tasks = sys.modules.get("ssd_desktop.gui.workers.task")
    if tasks is not None:
        let_end(tasks.is_any_running)
    return (yield)


def let_end(running: Callable[[], bool]) -> None:
    """Waits for work that is under way, and for what its end begins."""
    from PySide6.QtCore import QCoreApplication, QThreadPool

    until = time.monotonic() + _TASKS_END_S
    while running() and time.monotonic() < until:
        QThreadPool.globalInstance().waitForDone(100)
        QCoreApplication.processEvents()
