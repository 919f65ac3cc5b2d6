"""The real program on the real xcb platform: it opens, shows its picture and closes cleanly."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ssd_desktop.resources import resource_path

pytestmark = [
    pytest.mark.xcb,
    pytest.mark.skipif(
        shutil.which("Xvfb") is None or shutil.which("xdotool") is None, reason="needs Xvfb and xdotool"
    ),
]

_PATIENCE_S = 60
#: cv2 first, so that its own Qt 5 is what Qt is pointed at when the window starts.
_CV2_FIRST = "import sys, cv2; from ssd_desktop.cli.main import main; sys.exit(main(sys.argv[1:]))"


@pytest.fixture
def display(tmp_path):
    """A virtual X server; gives the environment for programs on it."""
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        # Or it begins anew, and answers nobody, when xdotool, its only client until the window comes, has gone.
        ["Xvfb", "-noreset", "-displayfd", str(write_end), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=(write_end,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    with os.fdopen(read_end) as stream:
        number = stream.readline().strip()
    environment = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
    environment |= {
        "DISPLAY": f":{number}",
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    yield environment
    server.terminate()
    server.wait(_PATIENCE_S)


def start(environment, *command):
    return subprocess.Popen(
        [sys.executable, *command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def wait_for_window(environment, program, title):
    """Returns the id of the visible window with this title."""
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        if program.poll() is not None:
            raise AssertionError(f"The program ended with {program.returncode}: {program.communicate()}")
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", title],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if found.stdout.split():
            return found.stdout.split()[-1]
        time.sleep(0.1)
    program.kill()
    raise AssertionError(f"No window called {title} came up: {program.communicate()}")


def press_until_it_ends(environment, program, window, key):
    """Presses a key again and again: without a window manager a window gets the focus only once it is in view."""
    deadline = time.monotonic() + _PATIENCE_S
    while program.poll() is None and time.monotonic() < deadline:
        for command in (["windowfocus", window], ["key", "--window", window, key]):
            subprocess.run(["xdotool", *command], env=environment, capture_output=True, check=False)
        time.sleep(0.5)


def end(program, environment):
    """Returns exit code, standard output and standard error of a program that was asked to close."""
    try:
        output, errors = program.communicate(timeout=_PATIENCE_S)
    except subprocess.TimeoutExpired:
        program.kill()
        raise
    log = Path(environment["XDG_STATE_HOME"])
    written = "".join(path.read_text(encoding="utf-8") for path in log.rglob("*.log"))
    return program.returncode, output, errors, written


def sample():
    return next(path for path in sorted(resource_path("samples").iterdir()) if path.suffix in (".png", ".jpg"))


def test_the_window_opens_a_picture_and_closes_on_sigterm(display):
    path = sample()
    program = start(display, "-m", "ssd_desktop", "open", str(path))
    wait_for_window(display, program, f"{path.name} - SSD Desktop")
    program.send_signal(signal.SIGTERM)
    code, output, errors, log = end(program, display)
    assert code == 0
    assert output == ""
    assert errors == ""
    assert "ERROR" not in log
    assert "CRITICAL" not in log


def test_opencv_imported_first_does_not_bring_its_own_qt(display):
    path = sample()
    program = start(display, "-c", _CV2_FIRST, "open", str(path))
    wait_for_window(display, program, f"{path.name} - SSD Desktop")
    program.send_signal(signal.SIGINT)
    code, _, errors, _ = end(program, display)
    assert code == 0
    assert errors == ""


def test_the_window_closes_when_its_user_closes_it(display):
    program = start(display, "-m", "ssd_desktop")
    window = wait_for_window(display, program, "SSD Desktop")
    press_until_it_ends(display, program, window, "ctrl+q")
    code, _, errors, _ = end(program, display)
    assert code == 0
    assert "QThread" not in errors


def test_without_a_display_one_line_says_what_to_use_instead(display):
    environment = {name: value for name, value in display.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    code, _, errors, _ = end(start(environment, "-m", "ssd_desktop"), environment)
    assert code == 1
    assert "ssd-desktop detect" in errors
    assert len(errors.strip().splitlines()) == 1


def test_a_display_that_does_not_answer_is_one_line_too(display):
    environment = display | {"DISPLAY": ":4321"}
    code, _, errors, _ = end(start(environment, "-m", "ssd_desktop"), environment)
    assert code == 1
    assert ":4321" in errors
    assert len(errors.strip().splitlines()) == 1
