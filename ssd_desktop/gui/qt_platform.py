"""Whether Qt can start here: asked before there is a QApplication, because Qt itself would abort the process.

Nothing in this module imports Qt.
"""

import ctypes
import os
import sys
from collections.abc import Callable, MutableMapping
from pathlib import Path

from ssd_desktop.errors import SSDDesktopError

#: System libraries that Qt itself needs, with their Debian and Fedora packages.
QT_LIBRARIES = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
}
#: Those that its plugin for X11 needs.
XCB_LIBRARIES = {
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
}

_WITHOUT_WINDOW = "use `ssd-desktop detect PICTURE` without a window, or `xvfb-run ssd-desktop` for a virtual display."
_QT_VARIABLES = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")


def forget_opencv_qt(environment: MutableMapping[str, str] | None = None) -> None:
    """Removes the variables with which opencv-python points Qt at its own Qt 5.

    Call it before and after every first import of ``cv2``. A value that the user set stays.
    """
    variables = os.environ if environment is None else environment
    for name in _QT_VARIABLES:
        if "cv2" in Path(variables.get(name, "")).parts:
            del variables[name]


def check_display(environment: MutableMapping[str, str] | None = None, *, platform: str = sys.platform) -> None:
    """Raises where Linux has no display for a window.

    Raises:
        SSDDesktopError: Neither DISPLAY nor WAYLAND_DISPLAY nor QT_QPA_PLATFORM is set.
    """
    variables = os.environ if environment is None else environment
    if not platform.startswith("linux"):
        return
    if any(variables.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")):
        return
    raise SSDDesktopError(f"There is no display for the window; {_WITHOUT_WINDOW}")


def check_xcb_plugin(
    plugin: Path,
    environment: MutableMapping[str, str] | None = None,
    *,
    load: Callable[[str], object] = ctypes.CDLL,
) -> None:
    """Raises where Qt's xcb plugin cannot be loaded, before Qt aborts over it. Other platforms are not looked at.

    Args:
        plugin: Path of ``libqxcb.so``; nothing is checked where there is none.
        environment: Variables of the process.
        load: Loads a library by path or name and raises OSError.

    Raises:
        SSDDesktopError: Names the libraries that are missing and the packages that bring them.
    """
    variables = os.environ if environment is None else environment
    if not _will_use_xcb(variables) or not plugin.is_file():
        return
    try:
        load(str(plugin))
    except OSError as error:
        missing = [name for name in XCB_LIBRARIES if name in str(error) or not _loads(name, load)]
        raise _missing_error(missing, str(error)) from error


def check_xcb_server(environment: MutableMapping[str, str] | None = None) -> None:
    """Raises where the X server that DISPLAY names does not answer, before Qt aborts over it.

    Raises:
        SSDDesktopError: Names the display.
    """
    variables = os.environ if environment is None else environment
    if not _will_use_xcb(variables) or not variables.get("DISPLAY"):
        return
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return  # Qt may have its own; it will tell
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
    xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    connection = xcb.xcb_connect(variables["DISPLAY"].encode(), None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    if refused:
        raise SSDDesktopError(
            f"The display {variables['DISPLAY']} does not answer or does not let this user in; {_WITHOUT_WINDOW}"
        )


def qt_import_error(error: ImportError) -> SSDDesktopError:
    """Returns the sentence for a PySide6 that cannot be imported."""
    return _missing_error([name for name in QT_LIBRARIES if name in str(error)], str(error))


def _will_use_xcb(variables: MutableMapping[str, str]) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    chosen = variables.get("QT_QPA_PLATFORM", "")
    if chosen:
        return chosen.split(":")[0] == "xcb"
    return not variables.get("WAYLAND_DISPLAY")


def _loads(name: str, load: Callable[[str], object]) -> bool:
    try:
        load(name)
    except OSError:
        return False
    return True


def _missing_error(missing: list[str], reason: str) -> SSDDesktopError:
    if not missing:
        return SSDDesktopError(
            f"Qt cannot be loaded ({reason}); reinstall it with `pip install --force-reinstall PySide6-Essentials`, or "
            "use `ssd-desktop detect PICTURE`, which goes without it."
        )
    packages = QT_LIBRARIES | XCB_LIBRARIES
    debian = " ".join(dict.fromkeys(packages[name][0] for name in missing))
    fedora = " ".join(dict.fromkeys(packages[name][1] for name in missing))
    return SSDDesktopError(
        f"Qt cannot start without {', '.join(missing)}; install with `sudo apt install {debian}` "
        f"(Debian, Ubuntu) or `sudo dnf install {fedora}` (Fedora)."
    )
