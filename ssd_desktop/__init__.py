"""SSD Desktop: label, train, see and correct with the SSD detector, in one window, offline.

From Python: ``load_detector("shipped")("photo.jpg")`` (docs/python_api.md). Importing the package imports neither
PyTorch nor Qt; the first use of a name below does what it needs.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the same names as in _MODULES, for type checkers and completion
    from ssd_desktop.api import Detector, load_detector
    from ssd_desktop.errors import SSDDesktopError
    from ssd_desktop.inference.types import Detections

__version__ = "0.1.0"

__all__ = ["Detections", "Detector", "SSDDesktopError", "load_detector"]

_MODULES = {
    "Detections": "ssd_desktop.inference.types",
    "Detector": "ssd_desktop.api",
    "SSDDesktopError": "ssd_desktop.errors",
    "load_detector": "ssd_desktop.api",
}


def __getattr__(name: str) -> object:
    """Imports a public name when it is first asked for (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_MODULES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
