"""Whether Qt can start here: asked before Qt is imported, because Qt itself would abort the process.

Nothing in this module imports Qt.
"""

import ctypes
import os
import sys
from collections.abc import Callable, MutableMapping
from pathlib import Path

from ssd_desktop.errors import SSDDesktopError

#: Libraries that Qt's xcb plugin and QtGui need from the system, with their Debian and Fedora packages.
QT_LIBRARIES = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
}
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
    raise SSDDesktopError(
        "There is no display for the window; use `ssd-desktop detect PICTURE` without a window, "
        "or `xvfb-run ssd-desktop` for a virtual display."
    )


def check_libraries(
    environment: MutableMapping[str, str] | None = None,
    *,
    platform: str = sys.platform,
    load: Callable[[str], object] = ctypes.CDLL,
) -> None:
    """Raises where Linux lacks a system library that Qt needs, before Qt aborts over it.

    Raises:
        SSDDesktopError: Names the libraries and the packages that bring them.
    """
    if not platform.startswith("linux"):
        return
    variables = os.environ if environment is None else environment
    needed = dict(QT_LIBRARIES)
    if _will_use_xcb(variables):
        needed |= XCB_LIBRARIES
    missing = [name for name in needed if not _loads(name, load)]
    if missing:
        raise SSDDesktopError(_missing_text(missing, needed))


def qt_import_error(error: ImportError) -> SSDDesktopError:
    """Returns the sentence for a PySide6 that cannot be imported."""
    known = QT_LIBRARIES | XCB_LIBRARIES
    missing = [name for name in known if name in str(error)]
    if missing:
        return SSDDesktopError(_missing_text(missing, known))
    return SSDDesktopError(
        f"The window needs PySide6, which cannot be imported ({error}); `pip install PySide6-Essentials` brings it, "
        "and `ssd-desktop detect PICTURE` goes without it."
    )


def _will_use_xcb(variables: MutableMapping[str, str]) -> bool:
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


def _missing_text(missing: list[str], packages: dict[str, tuple[str, str]]) -> str:
    debian = " ".join(dict.fromkeys(packages[name][0] for name in missing))
    fedora = " ".join(dict.fromkeys(packages[name][1] for name in missing))
    return (
        f"Qt cannot start without {', '.join(missing)}; install with `sudo apt install {debian}` "
        f"(Debian, Ubuntu) or `sudo dnf install {fedora}` (Fedora)."
    )
