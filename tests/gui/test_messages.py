"""Messages and errors: what is shown, for how long, and how often."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.error_dialog import ErrorReporter
from ssd_desktop.gui.message_bar import MessageBar
from ssd_desktop.gui.theme import apply_theme


def test_the_message_bar_shows_one_sentence_on_one_line_until_it_is_closed(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    bar = MessageBar(parent)
    parent.show()
    assert bar.isHidden()
    bar.show_error("The file\na.jpg is <b>damaged</b>.")
    assert not bar.isHidden()
    assert bar.text == "The file a.jpg is <b>damaged</b>."
    assert bar.accessibleName() == bar.text
    bar.findChild(QToolButton).click()
    assert bar.isHidden()
    assert bar.text == ""


def test_a_notice_offers_its_commands_until_another_message_comes(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    bar = MessageBar(parent)
    parent.show()
    command = QAction("&Show Me...", parent)
    bar.show_notice("There is something to see.", (command,))
    button = next(one for one in bar.findChildren(QToolButton) if one.text() == "Show Me")
    with qtbot.waitSignal(command.triggered):
        button.click()
    assert bar.isHidden()
    bar.show_notice("There is something to see.", (command,))
    bar.show_error("The file is damaged.")
    assert [one.text() for one in bar.findChildren(QToolButton) if one.isVisible()] == [""]


def test_the_icon_of_a_message_follows_the_theme(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    bar = MessageBar(parent)
    apply_theme("light")
    try:
        bar.show_notice("There is no detector.")
        parent.show()
        light = bar.findChild(QLabel).pixmap().toImage()
        apply_theme("dark")
        qtbot.waitUntil(lambda: bar.findChild(QLabel).pixmap().toImage() != light, timeout=5000)
    finally:
        apply_theme("system")


def test_a_message_is_withdrawn_unless_another_took_its_place(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    bar = MessageBar(parent)
    first = bar.show_notice("There is no detector.")
    bar.show_error("a.jpg is damaged.")
    bar.withdraw(first)
    assert bar.text == "a.jpg is damaged."
    bar.withdraw("a.jpg is damaged.")
    assert bar.isHidden()


def test_an_error_nobody_caught_is_logged_and_shown_once(qtbot, caplog):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    reporter = ErrorReporter(parent)
    try:
        raise ValueError("surprise")
    except ValueError as error:
        for _ in range(3):
            reporter._on_exception(ValueError, error, error.__traceback__)
    dialog = reporter.dialog
    assert "surprise" in dialog.detailedText()
    assert "surprise" in caplog.text
    dialog.accept()
    assert reporter.dialog is None


def test_our_own_error_is_shown_as_its_sentence_without_a_traceback(qtbot):
    reporter = ErrorReporter()
    error = SSDDesktopError("The thing is missing; get it.")
    reporter._on_exception(SSDDesktopError, error, None)
    assert reporter.dialog.text() == "The thing is missing; get it."
    assert reporter.dialog.detailedText() == ""
    reporter.dialog.accept()


def test_what_the_command_of_a_notice_says_stays(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    bar = MessageBar(parent)
    command = QAction("&Go On", parent)
    command.triggered.connect(lambda: bar.show_error("The run is gone."))
    bar.show_notice("A run was cut off.", (command,))
    next(one for one in bar.findChildren(QToolButton) if one.text() == "Go On").click()
    assert bar.text == "The run is gone."
