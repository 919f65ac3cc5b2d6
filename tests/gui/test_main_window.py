"""The window itself: commands and keys, closing, what it remembers, and what must not happen to it."""

import logging
import subprocess
import sys
from collections import Counter

import pytest
from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QPushButton, QTableWidget, QToolButton, QWidget

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.app import Program, set_up_log
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.about import COMPONENTS, AboutDialog
from ssd_desktop.gui.actions import Actions, plain_text
from ssd_desktop.gui.controllers.picture import render_picture, to_pixels, write_picture
from ssd_desktop.gui.controllers.program import KeyboardDialog
from ssd_desktop.gui.diagnostics import Whereabouts, diagnostics_text
from ssd_desktop.gui.error_dialog import ErrorReporter
from ssd_desktop.gui.main_window import MainWindow
from ssd_desktop.gui.media_session import MediaSession
from ssd_desktop.gui.message_bar import MessageBar
from ssd_desktop.gui.qt_platform import (
    check_display,
    check_xcb_plugin,
    forget_opencv_qt,
    qt_import_error,
)
from ssd_desktop.gui.settings import RECENT_LIMIT, Settings
from ssd_desktop.gui.theme import apply_theme, icon, is_dark
from ssd_desktop.gui.workers.task import Task
from ssd_desktop.media.image_file import read_image
from ssd_desktop.resources import resource_path
from ssd_desktop.training.events import TrainingPaused, TrainingResult


@pytest.fixture
def window(qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def program(qtbot, settings, tmp_path):
    program = Program(settings, log_path=tmp_path / "log.txt")
    qtbot.addWidget(program.window)
    return program


# -- Commands and keys


def test_no_two_commands_share_a_key(program):
    keys = Counter(
        key.toString()
        for action in program.window.shortcut_actions()
        for key in action.shortcuts()
        if not key.isEmpty()
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_command_explains_itself(window):
    for action in window.commands.all():
        assert plain_text(action)
        assert action.toolTip()
        assert action.statusTip()


def test_every_command_is_in_a_menu(window):
    in_menus = set(window.shortcut_actions())
    assert [plain_text(action) for action in window.commands.all() if action not in in_menus] == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("open_file", "Ctrl+O"),
        ("quit", "Ctrl+Q"),
        ("copy_picture", "Ctrl+C"),
        ("save_picture", "Ctrl+S"),
        ("play", "Space"),
        ("next_image", "D"),
        ("previous_image", "A"),
        ("full_screen", "F11"),
        ("fit", "Ctrl+0"),
    ],
)
def test_commands_have_the_keys_users_expect(window, name, key):
    assert QKeySequence(key) in getattr(window.commands, name).shortcuts()


def test_toolbar_buttons_and_docks_have_names_to_be_read_aloud(window):
    buttons = [button for button in window.toolbar.findChildren(QToolButton) if button.defaultAction() is not None]
    assert len(buttons) > 8
    assert all(button.accessibleName() and button.toolTip() for button in buttons)
    assert all(dock.accessibleName() for dock in window.findChildren(QDockWidget))


def mnemonics(window):
    """Returns the Alt keys of menus, buttons and labels that are in view."""
    texts = [action.text() for action in window.menuBar().actions()]
    texts += [button.text() for button in window.findChildren(QPushButton) if button.isVisible()]
    texts += [label.text() for label in window.findChildren(QLabel) if label.isVisible() and label.buddy() is not None]
    return [key.toString() for text in texts if not (key := QKeySequence.mnemonic(text)).isEmpty()]


def test_no_two_things_in_view_share_an_alt_key_whatever_a_training_does(window, qtbot):
    panel = window.training_panel
    window.show_training()
    window.show()
    states = (
        lambda: None,
        lambda: panel.begin("cards"),
        lambda: panel.show_event(TrainingPaused()),
        lambda: panel.show_event(TrainingResult("run", "run/best.safetensors", "finished", 3)),
    )
    for enter in states:
        enter()
        keys = Counter(mnemonics(window))
        assert [key for key, count in keys.items() if count > 1] == []


def test_a_menu_shows_a_tick_and_no_icon_where_a_command_is_switched_on_and_off(window):
    toggles = [action for action in window.commands.all() if action.isCheckable()]
    assert toggles
    assert not any(action.isIconVisibleInMenu() for action in toggles)


def test_the_window_is_not_larger_than_the_screen_at_first(window):
    available = window.screen().availableSize()
    assert window.width() <= available.width()
    assert window.height() <= available.height()


def press_override(widget, key):
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_space_presses_the_button_that_has_the_focus_instead_of_playing(window, qtbot):
    window.show()
    button = QToolButton(window)
    window._keys._watch(None, button)
    assert press_override(button, Qt.Key.Key_Space)
    assert not press_override(button, Qt.Key.Key_Left)
    other = QLabel(window)
    window._keys._watch(button, other)
    assert not press_override(other, Qt.Key.Key_Space)


def test_every_icon_named_by_the_window_is_shipped_and_has_something_in_it(window):
    for name in sorted({path.stem for path in resource_path("icons").glob("*.svg")}):
        image = icon(name).pixmap(QSize(24, 24)).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), name
    for action in window.commands.all():
        if not action.icon().isNull():
            image = action.icon().pixmap(QSize(24, 24)).toImage()
            assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), action.text()


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icons_have_a_pixel_for_every_pixel_of_the_screen(qapp, ratio):
    pixmap = icon("open").pixmap(QSize(20, 20), ratio)
    assert pixmap.size() == QSize(20, 20) * ratio
    assert pixmap.devicePixelRatio() == ratio


def test_icons_follow_the_theme(qapp):
    def brightness():
        image = icon("close").pixmap(QSize(24, 24)).toImage()
        return max(
            image.pixelColor(x, y).lightness()
            for x in range(24)
            for y in range(24)
            if image.pixelColor(x, y).alpha() > 200
        )

    try:
        apply_theme("light")
        assert not is_dark()
        on_light = brightness()
        apply_theme("dark")
        assert is_dark()
        assert brightness() > on_light + 100
    finally:
        apply_theme("system")


# -- Closing


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
    assert not window.isVisible()
    assert closing == [True]


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
    state = window.saveState()
    window.restore_layout(QByteArray(), state)
    assert window.training_dock.isHidden()
    assert not window.layers_dock.isHidden()


def test_a_signal_keeps_a_training_and_asks_nothing(program, monkeypatch):
    done = []
    monkeypatch.setattr(program.train, "stop_and_keep", lambda: done.append("keep"))
    monkeypatch.setattr(program.window, "close", lambda: done.append("close"))
    program.end_unasked()
    assert done == ["keep", "close"]


def test_the_first_painting_is_told_once(window, qtbot):
    told = []
    window.first_shown.connect(lambda: told.append(True))
    window.show()
    qtbot.waitUntil(lambda: told == [True])
    window.canvas.update()
    qtbot.wait(30)
    assert told == [True]


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


# -- Imports and references


def test_importing_the_window_leaves_torch_alone():
    code = "import ssd_desktop.gui.main_window, ssd_desktop.app, sys; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_thousands_of_signals_with_true_and_none_leave_their_reference_counts_alone(qapp):
    class Sender(QObject):
        flag = Signal(bool)
        anything = Signal(object)

    sender = Sender()
    heard = Counter()
    sender.flag.connect(lambda value: heard.update([value]))
    sender.anything.connect(lambda value: heard.update([value]))
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(3000):
        sender.flag.emit(True)
        sender.anything.emit(None)
    after = sys.getrefcount(True), sys.getrefcount(None)
    assert heard == {True: 3000, None: 3000}
    assert abs(after[0] - before[0]) < 100
    assert abs(after[1] - before[1]) < 100


# -- Messages and errors


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
    with qtbot.waitSignal(bar.closed):
        bar.findChild(QToolButton).click()
    assert bar.isHidden()
    assert bar.text == ""


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


# -- Help


def test_the_about_dialog_names_every_licence(qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    text = "\n".join(page.toPlainText() for page in dialog.findChildren(QWidget) if hasattr(page, "toPlainText"))
    for needed in ("MIT", "LGPL-3.0", "Lesser General Public License", "BSD-3-Clause", "Apache-2.0", "CC BY 4.0"):
        assert needed in text
    for part in COMPONENTS:
        assert part.name in text


def test_the_list_of_keys_names_every_command_that_has_one(program, qtbot):
    dialog = KeyboardDialog(program.window.shortcut_actions(), program.window)
    qtbot.addWidget(dialog)
    table = dialog.findChild(QTableWidget)
    rows = {table.item(row, 0).text(): table.item(row, 1).text() for row in range(table.rowCount())}
    assert rows["Next Picture"] == "D, Right, PgDown"
    assert rows["Full Screen"] == "F11"


def test_diagnostics_name_versions_platform_paths_and_the_last_log_lines(qapp, tmp_path):
    log = tmp_path / "log.txt"
    log.write_text("\n".join(f"line {number}" for number in range(80)), encoding="utf-8")
    text = diagnostics_text(Whereabouts(tmp_path / "settings.ini", log, ["cpu: Processor"], "cats"))
    for needed in ("SSD Desktop", "Python", "Qt 6", "offscreen", "torch", "settings.ini", "cpu: Processor", "line 79"):
        assert needed in text
    assert "line 29\n" not in text


def test_diagnostics_go_to_the_clipboard(program):
    program.window.commands.copy_diagnostics.trigger()
    assert "Settings:" in QApplication.clipboard().text()


# -- Settings


def test_settings_come_back_from_the_file(tmp_path):
    path = tmp_path / "settings.ini"
    settings = Settings(path)
    settings.theme, settings.language, settings.device = "dark", "ko", "cuda:1"
    settings.model, settings.score_threshold, settings.detecting = "ä ö/m.safetensors", 0.35, False
    settings.last_folder, settings.geometry = tmp_path, QByteArray(b"\x01\x00\xff")
    assert settings.save()
    again = Settings(path)
    assert (again.theme, again.language, again.device) == ("dark", "ko", "cuda:1")
    assert (again.model, again.score_threshold, again.detecting) == ("ä ö/m.safetensors", 0.35, False)
    assert again.last_folder == tmp_path
    assert again.geometry == QByteArray(b"\x01\x00\xff")


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\xff\xfe not an ini file [[[",
        b"[look]\ntheme=@Variant(\\0\\0\\0\\x7f)\n[model]\nscore=many\ndevice=@ByteArray(1)\n",
        b"[look]\ntheme=pink\n[model]\nscore=7\n[open]\nrecents=@Invalid()\nlast_folder=\\0\n",
        b"[window]\ngeometry=hello\nstate=3\n[open]\nrecents=1, 2, 3\n",
    ],
)
def test_a_damaged_settings_file_never_stops_the_start(tmp_path, qtbot, content):
    path = tmp_path / "settings.ini"
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.theme == "system"
    assert settings.score_threshold == 0.5
    assert settings.last_folder is None
    program = Program(settings)
    qtbot.addWidget(program.window)


def test_the_recent_ones_are_ten_the_latest_first_and_each_once(settings):
    for number in range(15):
        settings.add_recent(f"/pictures/{number}")
    settings.add_recent("/pictures/9")
    assert len(settings.recents) == RECENT_LIMIT
    assert settings.recents[:3] == ("/pictures/9", "/pictures/14", "/pictures/13")
    assert settings.recents.count("/pictures/9") == 1
    settings.clear_recents()
    assert settings.recents == ()


def test_one_recent_entry_survives_the_file_as_a_list(tmp_path):
    settings = Settings(tmp_path / "settings.ini")
    settings.add_recent("a, b.png")
    settings.save()
    assert Settings(tmp_path / "settings.ini").recents == ("a, b.png",)


def test_the_settings_folder_may_be_read_only(tmp_path):
    path = tmp_path / "file" / "settings.ini"
    (tmp_path / "file").write_text("in the way")
    settings = Settings(path)
    settings.theme = "dark"
    assert not settings.save()


# -- Pictures with boxes


def test_a_saved_picture_has_the_size_of_the_original_and_the_boxes_on_it(program, tmp_path, qtbot):
    picture = QImage(200, 120, QImage.Format.Format_RGB32)
    picture.fill(QColor(255, 0, 255))
    annotation = ImageAnnotation((AnnotatedObject("cat", Box(20, 30, 180, 100)),), 200, 120)
    program.window.annotations_overlay.set_annotation(annotation)
    path = write_picture(tmp_path / "out.png", render_picture(picture, program.window.canvas.overlays))
    pixels = read_image(path).pixels_rgb
    assert pixels.shape == (120, 200, 3)
    assert (pixels[5, 5] == (255, 0, 255)).all()
    assert (pixels[30:33, 20:180] != (255, 0, 255)).any()


def test_pixels_of_an_image_with_padded_rows_are_its_pixels(qapp):
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(QColor(1, 2, 3))
    image.setPixelColor(2, 1, QColor(9, 8, 7))
    pixels = to_pixels(image)
    assert pixels.shape == (2, 3, 3)
    assert pixels[1, 2].tolist() == [9, 8, 7]


# -- Platform checks


def test_opencvs_own_qt_is_forgotten_and_the_users_choice_is_kept():
    variables = {
        "QT_QPA_PLATFORM_PLUGIN_PATH": "/venv/site-packages/cv2/qt/plugins",
        "QT_QPA_FONTDIR": "/usr/share/fonts",
    }
    forget_opencv_qt(variables)
    assert variables == {"QT_QPA_FONTDIR": "/usr/share/fonts"}


def test_importing_the_media_layer_and_forgetting_leaves_no_variable_of_opencv():
    code = (
        "import os, ssd_desktop.media.image_file\n"
        "from ssd_desktop.gui.qt_platform import forget_opencv_qt\n"
        "forget_opencv_qt()\n"
        "names = ('QT_QPA_PLATFORM_PLUGIN_PATH', 'QT_QPA_FONTDIR')\n"
        "raise SystemExit(any('cv2' in os.environ.get(name, '') for name in names))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_a_display_the_error_names_what_to_use_instead():
    with pytest.raises(SSDDesktopError, match="ssd-desktop detect"):
        check_display({}, platform="linux")
    check_display({"DISPLAY": ":0"}, platform="linux")
    check_display({"QT_QPA_PLATFORM": "offscreen"}, platform="linux")
    check_display({}, platform="win32")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="xcb is Linux' platform")
def test_a_missing_library_of_the_xcb_plugin_is_named_with_its_packages(tmp_path):
    plugin = tmp_path / "libqxcb.so"
    plugin.touch()

    def load(name):
        if name in (str(plugin), "libxcb-cursor.so.0"):
            raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")

    with pytest.raises(SSDDesktopError, match=r"apt install libxcb-cursor0.*dnf install xcb-util-cursor"):
        check_xcb_plugin(plugin, {"DISPLAY": ":0"}, load=load)
    check_xcb_plugin(plugin, {"QT_QPA_PLATFORM": "offscreen"}, load=load)


def test_an_import_error_of_qt_names_the_package_that_is_missing():
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert "apt install libegl1" in str(qt_import_error(error))
    assert "pip install" in str(qt_import_error(ImportError("No module named 'PySide6'")))


def test_the_log_goes_to_a_file_and_not_to_the_console(tmp_path):
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    console = logging.StreamHandler()
    root.addHandler(console)
    try:
        path = set_up_log(debug=False, folder=tmp_path / "logs")
        logging.getLogger("test").warning("written down")
        assert console not in root.handlers
        assert "written down" in path.read_text(encoding="utf-8")
        (tmp_path / "file").write_text("in the way")
        assert set_up_log(debug=False, folder=tmp_path / "file" / "logs") is None
    finally:
        for handler in [handler for handler in root.handlers if handler not in before]:
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)
        logging.captureWarnings(False)


# -- Small parts


def test_a_task_tells_its_result_or_its_error_in_the_windows_thread(qtbot):
    good, bad = Task(lambda: 7), Task(lambda: 1 // 0)
    with qtbot.waitSignal(good.done) as done:
        good.start()
    with qtbot.waitSignal(bad.failed) as failed:
        bad.start()
    assert done.args == [7]
    assert isinstance(failed.args[0], ZeroDivisionError)


def test_a_session_without_media_ignores_play_step_and_seek():
    session = MediaSession()
    assert session.seek(5).seek_number == 0
    assert session.step(1).seek_number == 0
    assert not session.pause().playing


def test_an_unknown_icon_is_empty_and_no_error(qapp):
    image = icon("there-is-no-such-icon").pixmap(QSize(8, 8)).toImage()
    assert all(image.pixelColor(x, y).alpha() == 0 for x in range(8) for y in range(8))


def test_actions_can_be_made_without_a_window(qapp):
    owner = QObject()
    assert len(Actions(owner).all()) > 30
