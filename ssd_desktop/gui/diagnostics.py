"""What a bug report needs: versions, platform, devices, paths and the last log lines, as text."""

import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from ssd_desktop import __version__

_PACKAGES = ("PySide6-Essentials", "torch", "torchvision", "numpy", "openvino", "opencv-python", "safetensors")
_LOG_LINES = 50


@dataclass(frozen=True)
class Whereabouts:
    """What only the running program knows.

    Attributes:
        settings_path: The settings file.
        log_path: The log file; None where none could be written.
        devices: Devices in words; empty while torch is not loaded.
        model: The model in use, in words.
    """

    settings_path: Path
    log_path: Path | None
    devices: Sequence[str] = ()
    model: str = ""


def diagnostics_text(where: Whereabouts) -> str:
    """Returns the report, Markdown that a bug tracker shows well."""
    lines = [
        f"SSD Desktop {__version__}",
        f"Python {platform.python_version()} ({sys.executable})",
        f"System: {platform.platform()}, {os.cpu_count()} cores",
        f"Qt {qVersion()}, platform {QGuiApplication.platformName()}, {_screens()}",
        "Packages: " + ", ".join(f"{name} {_version(name)}" for name in _PACKAGES),
        f"OpenCV video: {_opencv_video()}",
        f"Devices: {', '.join(where.devices) or 'not known yet'}",
        f"Model: {where.model or 'none'}",
        f"Settings: {where.settings_path}",
        f"Log: {where.log_path or 'none'}",
        "",
        f"Last {_LOG_LINES} log lines:",
        "```",
        *last_lines(where.log_path, _LOG_LINES),
        "```",
    ]
    return "\n".join(lines) + "\n"


def last_lines(path: Path | None, count: int) -> list[str]:
    """Returns the last lines of a text file; a sentence where it cannot be read."""
    if path is None:
        return ["(no log file)"]
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
    except OSError as error:
        return [f"(the log file cannot be read: {error.strerror})"]


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "missing"


def _screens() -> str:
    screens = QGuiApplication.screens()
    sizes = (f"{screen.size().width()}x{screen.size().height()} at {screen.devicePixelRatio():g}" for screen in screens)
    return f"screens {', '.join(sizes)}"


def _opencv_video() -> str:
    """Returns the video lines of OpenCV's build; it is not imported only for this."""
    module = sys.modules.get("cv2")
    if module is None:
        return "not loaded yet"
    wanted = ("FFMPEG:", "GStreamer:", "v4l/v4l2:", "AVFoundation:", "Media Foundation:", "DirectShow:")
    lines = (line.split() for line in module.getBuildInformation().splitlines())
    return ", ".join(" ".join(words) for words in lines if words and " ".join(words).startswith(wanted)) or "unknown"
