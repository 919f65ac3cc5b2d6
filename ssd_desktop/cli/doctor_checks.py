"""The checks of ``ssd-desktop doctor``. None of them raises: what cannot be asked is a finding too."""

import ctypes
import importlib
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

import platformdirs

from ssd_desktop import __version__
from ssd_desktop.errors import SSDDesktopError

State = Literal["ok", "note", "missing"]

#: Distribution, and the module whose import shows that it is whole.
PACKAGES = {
    "torch": "torch",
    "torchvision": "torchvision",
    "numpy": "numpy",
    "opencv-python": "cv2",
    "safetensors": "safetensors",
    "faster-coco-eval": "faster_coco_eval",
}

_QT_START_S = 30
_QT_SCRIPT = "from PySide6.QtGui import QGuiApplication; a = QGuiApplication([]); print(a.platformName())"
_WITHOUT_WINDOW = "the commands without a window run; xvfb-run ssd-desktop opens it on a virtual display"


@dataclass(frozen=True)
class Finding:
    """What one check found.

    Attributes:
        name: What was checked.
        state: ``ok``, ``note`` (the program runs, with less), or ``missing`` (it does not).
        text: What is there, or what is wrong.
        remedy: What mends it; empty where nothing needs to be mended.
    """

    name: str
    state: State
    text: str
    remedy: str = ""


def all_findings(device: str) -> list[Finding]:
    """Runs every check.

    Args:
        device: The device that the user means to use, as ``choose_device`` takes it.
    """
    checks: tuple[Callable[[], list[Finding]], ...] = (
        _program,
        _machine,
        _packages,
        lambda: device_findings(device),
        engine_findings,
        qt_libraries,
        _window,
        _weights,
        _cameras,
        _folders,
    )
    return [finding for check in checks for finding in _guarded(check)]


def _guarded(check: Callable[[], list[Finding]]) -> list[Finding]:
    try:
        return check()
    except Exception as error:
        name = getattr(check, "__name__", "check").strip("_<>")
        return [Finding(name, "note", f"cannot be asked: {type(error).__name__}: {error}")]


def _program() -> list[Finding]:
    return [
        Finding("SSD Desktop", "ok", f"{__version__}, {Path(__file__).resolve().parents[1]}"),
        Finding("Python", "ok", f"{platform.python_version()}, {sys.executable}"),
    ]


def _machine() -> list[Finding]:
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    text = f"{platform.platform()}, {usable} cores, {_memory_text()} memory"
    return [Finding("Machine", "ok", text)]


def _memory_text() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf
        return "unknown"
    return f"{size / 2**30:.1f} GiB"


def _packages() -> list[Finding]:
    return [package_finding(name, module) for name, module in PACKAGES.items()]


def package_finding(name: str, module: str) -> Finding:
    """Checks that a distribution is installed and its module can be imported."""
    remedy = f"{Path(sys.executable).name} -m pip install --force-reinstall {name}"
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Finding(name, "missing", "is not installed", remedy)
    try:
        importlib.import_module(module)
    except Exception as error:  # a broken library raises what it likes
        return Finding(name, "missing", f"{version} cannot be imported: {_one_line(error)}", remedy)
    return Finding(name, "ok", version)


def device_findings(device: str) -> list[Finding]:
    from ssd_desktop.inference.devices import available_devices, bfloat16_is_fast, choose_device

    names = ", ".join(f"{info.name}: {info.label}" for info in available_devices())
    findings = [Finding("Devices", "ok", names)]
    try:
        chosen = choose_device(device)
    except SSDDesktopError as error:
        return [*findings, Finding("Device", "missing", str(error), "leave out --device")]
    precision = "bfloat16 is fast" if bfloat16_is_fast(chosen) else "float32, since bfloat16 is not fast on it"
    return [*findings, Finding("Device", "ok", f"{chosen}, {precision}")]


def engine_findings() -> list[Finding]:
    """Says whether OpenVINO starts; without it PyTorch computes, slower."""
    from ssd_desktop.inference.engines.openvino import openvino_has_bfloat16

    remedy = f"{Path(sys.executable).name} -m pip install --force-reinstall openvino"
    try:
        precisions = "float32, bfloat16" if openvino_has_bfloat16() else "float32"
        return [Finding("OpenVINO", "ok", f"{metadata.version('openvino')}, {precisions}")]
    except (SSDDesktopError, metadata.PackageNotFoundError) as error:
        return [Finding("OpenVINO", "note", f"{_one_line(error)}; PyTorch computes, slower", remedy)]


def qt_libraries(load: Callable[[str], object] = ctypes.CDLL) -> list[Finding]:
    """Looks for the system libraries that Qt needs on Linux; elsewhere it brings its own.

    Args:
        load: Loads a library by name and raises OSError.
    """
    if not sys.platform.startswith("linux"):
        return []
    from ssd_desktop.gui.qt_platform import QT_LIBRARIES, XCB_LIBRARIES

    packages = QT_LIBRARIES | XCB_LIBRARIES
    missing = [name for name in packages if not _loads(name, load)]
    if not missing:
        return [Finding("Qt libraries", "ok", f"all {len(packages)} system libraries are there")]
    debian = " ".join(dict.fromkeys(packages[name][0] for name in missing))
    fedora = " ".join(dict.fromkeys(packages[name][1] for name in missing))
    remedy = f"sudo apt install {debian} (Debian, Ubuntu) or sudo dnf install {fedora} (Fedora)"
    return [Finding("Qt libraries", "missing", ", ".join(missing), remedy)]


def _loads(name: str, load: Callable[[str], object]) -> bool:
    try:
        load(name)
    except OSError:
        return False
    return True


def _window() -> list[Finding]:
    from ssd_desktop.gui.qt_platform import check_display, check_xcb_server

    try:
        check_display()
        check_xcb_server()
    except SSDDesktopError as error:
        display = Finding("Display", "note", str(error).partition(";")[0], _WITHOUT_WINDOW)
        return [display, qt_start({**os.environ, "QT_QPA_PLATFORM": "offscreen"})]
    places = {name: os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    text = ", ".join(f"{name}={value}" for name, value in places.items() if value) or "of the system"
    return [Finding("Display", "ok", text), qt_start(dict(os.environ))]


def qt_start(environment: dict[str, str]) -> Finding:
    """Starts Qt in a process of its own, since it aborts where it cannot.

    Args:
        environment: Variables of that process.
    """
    try:
        version = metadata.version("PySide6-Essentials")
    except metadata.PackageNotFoundError:
        remedy = f"{Path(sys.executable).name} -m pip install PySide6-Essentials"
        return Finding("Qt", "missing", "PySide6-Essentials is not installed", remedy)
    try:
        child = subprocess.run(
            [sys.executable, "-c", _QT_SCRIPT], env=environment, capture_output=True, text=True, timeout=_QT_START_S
        )
    except (OSError, subprocess.SubprocessError) as error:
        return Finding("Qt", "missing", f"{version} did not start: {_one_line(error)}", "mend what is missing above")
    if child.returncode:
        lines = child.stderr.strip().splitlines() or ["it aborted"]
        return Finding("Qt", "missing", f"{version} does not start: {lines[-1]}", "mend what is missing above")
    return Finding("Qt", "ok", f"PySide6 {version}, platform {child.stdout.strip()}")


def _weights() -> list[Finding]:
    from ssd_desktop.checkpoints.catalog import lite0_base_path, shipped_detectors, vgg16_base_path

    remedy = "reinstall SSD Desktop"
    findings = [
        _base_finding("VGG16 base", vgg16_base_path, remedy),
        _base_finding("EfficientNet-Lite0 base", lite0_base_path, remedy),
    ]
    detectors = shipped_detectors()
    if not detectors:
        text = "this installation ships none"
        return [*findings, Finding("Detectors", "note", text, "open a checkpoint, or train one: ssd-desktop train")]
    return [*findings, *(_detector_finding(path, remedy) for path in detectors)]


def _base_finding(name: str, path: Callable[[], Path], remedy: str) -> Finding:
    try:
        return Finding(name, "ok", path().name)
    except SSDDesktopError as error:
        return Finding(name, "missing", str(error), remedy)


def _detector_finding(path: Path, remedy: str) -> Finding:
    from ssd_desktop.checkpoints.info import read_checkpoint_info

    try:
        info = read_checkpoint_info(path)
    except SSDDesktopError as error:
        return Finding("Detector", "missing", str(error), remedy)
    return Finding("Detector", "ok", f"{info.name}: {len(info.classes)} classes, box plan {info.plan.name}")


def _cameras() -> list[Finding]:
    from ssd_desktop.media.camera_list import list_cameras

    cameras = list_cameras()
    text = ", ".join(f"{camera.index}: {camera.name}" for camera in cameras)
    return [Finding("Cameras", "ok", text or "none found")]


def _folders() -> list[Finding]:
    from ssd_desktop.checkpoints.library import library_folder

    places = {
        "Settings": platformdirs.user_config_path(),
        "Log": platformdirs.user_log_path("ssd-desktop", appauthor=False),
        "Models": library_folder(),
        "Runs": platformdirs.user_documents_path() / "SSD Desktop" / "runs",
    }
    return [folder_finding(name, folder) for name, folder in places.items()]


def folder_finding(name: str, folder: Path) -> Finding:
    """Checks that files can be written in a folder, or that it can be made; makes nothing."""
    there = next((path for path in (folder, *folder.parents) if path.exists()), None)
    if there is not None and there.is_dir() and os.access(there, os.W_OK):
        return Finding(f"{name} folder", "ok", str(folder))
    return Finding(f"{name} folder", "note", f"{folder} cannot be written", f"make {there or folder} writable")


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
