"""What lies below the window: imports, references, the Qt platform and the log file."""

import logging
import os
import subprocess
import sys
from collections import Counter

import pytest
from PySide6.QtCore import QObject, Signal

from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.log_file import set_up_log
from ssd_desktop.gui.qt_platform import check_display, check_xcb_plugin, forget_opencv_qt, qt_import_error


def test_the_window_can_be_painted_without_what_takes_long_to_import():
    code = "import ssd_desktop.gui.main_window, sys; print(*{'torch', 'cv2', 'natsort'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert told.stdout.split() == []


def test_the_window_is_built_before_torch_and_pyqtgraph_are_imported(tmp_path):
    code = """
import sys
from pathlib import Path
from ssd_desktop.app import Program, make_application
from ssd_desktop.gui.settings import Settings
settings = Settings(Path(sys.argv[1]))
application = make_application(settings)
program = Program(settings)
print(*sorted({"torch", "pyqtgraph"} & set(sys.modules)))
"""
    told = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "settings.ini")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert told.stdout.split() == []


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
