"""The real window, labelled by mouse and keys without end until it is killed, or started again to restore the labels.

``python -m tests.e2e.window_run label|restore FOLDER SETTINGS.INI``; both tell on stdout what the first picture has.
"""

import sys
import time
from pathlib import Path
from types import SimpleNamespace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from ssd_desktop.app import Program, make_application
from ssd_desktop.gui.garbage import GarbageCollector
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.thread import stop_all_threads
from tests.gui.hand import Hand

_PATIENCE_S = 30


def wait_until(done, timeout=_PATIENCE_S * 1000):
    """Lets the window live until ``done``."""
    deadline = time.monotonic() + timeout / 1000
    while not done():
        if time.monotonic() > deadline:
            raise SystemExit("nothing happened")
        QTest.qWait(2)


EVENTS = ("mousePress", "mouseMove", "mouseRelease", "mouseClick", "keyClick", "keyClicks")
QTBOT = SimpleNamespace(waitUntil=wait_until, **{name: getattr(QTest, name) for name in EVENTS})


def say(*words):
    sys.stdout.write("|".join(words) + "\n")
    sys.stdout.flush()


def tell(hand):
    edges = [" ".join(f"{edge:.0f}" for edge in box.xyxy()) for _, box in hand.boxes()]
    say("boxes", *edges)


def label(hand):
    """Draws box after box; nothing is saved but the record of unsaved edits."""
    hand.window.commands.edit.autosave.setChecked(False)
    hand.window.commands.edit.keep_class.setChecked(True)
    hand.draw(5, 5, 40, 40, "ace")
    tell(hand)
    hand.key(Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    for number in range(1000):
        x, y = 10 + number % 30 * 10, 10 + number // 30 * 20
        hand.sweep(x, y, x + 60, y + 50)
        tell(hand)


def restore(hand):
    """Saves the restored labels."""
    wait_until(lambda: bool(hand.boxes()))
    hand.window.activateWindow()
    wait_until(hand.window.isActiveWindow)
    hand.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    hand.saved()
    tell(hand)


def answer():
    """Presses "Restore" when the window asks."""
    question = QApplication.activeModalWidget()
    if isinstance(question, QMessageBox):
        say("asked", question.text())
        QTest.keyClick(question, Qt.Key.Key_Return)


def main(what, folder, settings_path):
    settings = Settings(settings_path)
    settings.detecting = False
    application = make_application(settings)
    garbage = GarbageCollector(application)
    program = Program(settings)
    program.window.show()
    program.media.start()
    program.media.open(str(folder))
    timer = QTimer(interval=50)
    timer.timeout.connect(answer)
    timer.start()
    hand = Hand(program, QTBOT)
    wait_until(lambda: program.annotate.image is not None)
    {"label": label, "restore": restore}[what](hand)
    program.window.close()
    garbage.stop()
    stop_all_threads(5000)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
