"""The window from its first painting to its close, and what it remembers of its layout."""

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtWidgets import QTabBar

from ssd_desktop.app import Program
from ssd_desktop.gui.settings import Settings


def test_the_window_is_not_larger_than_the_screen_at_first(window):
    available = window.screen().availableSize()
    assert window.width() <= available.width()
    assert window.height() <= available.height()


def test_the_first_painting_is_told_once(window, qtbot):
    told = []
    window.first_shown.connect(lambda: told.append(True))
    window.show()
    qtbot.waitUntil(lambda: told == [True])
    window.canvas.update()
    qtbot.wait(30)
    assert told == [True]


class Guard:
    def __init__(self):
        self.running = True
        self.callback = None

    def is_running(self):
        return self.running

    def request_close(self, callback):
        self.callback = callback


def test_a_window_with_work_running_closes_only_after_the_work_has_ended(window, qtbot):
    guard = Guard()
    window.add_close_guard(guard)
    window.show()
    closing = []
    window.closing.connect(lambda: closing.append(True))
    assert not window.close()
    assert window.isVisible()
    assert closing == []
    guard.running = False
    guard.callback()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert closing == [True]


def test_a_window_whose_question_is_answered_at_once_closes_too(window, qtbot):
    guard = Guard()
    guard.request_close = lambda callback: (setattr(guard, "running", False), callback())
    window.add_close_guard(guard)
    window.show()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_closing_remembers_size_and_panels(program, settings, qtbot):
    program.window.resize(760, 560)
    program.window.show()
    program.window.layers_dock.hide()
    program.window.close()
    again = Program(Settings(settings.path))
    qtbot.addWidget(again.window)
    assert again.window.size() == QSize(760, 560)
    assert again.window.layers_dock.isHidden()
    assert not again.window.images_dock.isHidden()


def test_the_whole_program_opens_the_samples_and_ends_its_threads(program, qtbot):
    program.window.show()
    with qtbot.waitSignal(program.media.shown, timeout=30_000):
        program.start(None)
    assert program.media.session.media.is_still
    program.window.close()
    for controller in (program.media, program.detect):
        qtbot.waitUntil(lambda controller=controller: not controller._thread.is_running(), timeout=30_000)


def test_the_training_panel_is_not_brought_back_without_a_training(window, qtbot):
    window.show_training()
    window.show()
    window.restore_layout(QByteArray(), window.layout_state())
    assert window.training_dock.isHidden()
    assert not window.layers_dock.isHidden()


def test_a_layout_with_other_panels_is_not_taken_up(window):
    window.layers_dock.hide()
    earlier = window.saveState()
    window.layers_dock.show()
    window.restore_layout(QByteArray(), earlier)
    assert not window.layers_dock.isHidden()


def test_a_signal_keeps_a_training_and_asks_nothing(program, monkeypatch):
    done = []
    monkeypatch.setattr(program.train, "stop_and_keep", lambda: done.append("keep"))
    monkeypatch.setattr(program.window, "close", lambda: done.append("close"))
    program.end_unasked()
    assert done == ["keep", "close"]


def test_full_screen_is_left_with_escape_and_not_remembered(program, settings, qtbot):
    window = program.window
    window.show()
    window.commands.full_screen.trigger()
    assert window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert not window.commands.full_screen.isChecked()
    window.commands.full_screen.trigger()
    window.close()
    again = Program(Settings(settings.path))
    qtbot.addWidget(again.window)
    assert not again.window.isFullScreen()


def shown_tabs(window):
    bars = [bar for bar in window.findChildren(QTabBar) if bar.parent() is window and bar.isVisible()]
    return sorted(bar.tabText(tab) for bar in bars for tab in range(bar.count()))


def test_no_tab_of_a_panel_is_left_where_the_panel_is_not(program, settings, qtbot):
    program.window.resize(1280, 720)
    program.window.show()
    expected = ["Classes", "Layers", "Objects", "Properties", "Suggestions"]
    qtbot.waitUntil(lambda: shown_tabs(program.window) == expected)
    program.window.close()
    # With the layout of the first window, too.
    again = Program(Settings(settings.path))
    qtbot.addWidget(again.window)
    again.window.show()
    qtbot.waitUntil(lambda: shown_tabs(again.window) == expected)
    again.window.close()
