"""OpenVINO, imported when it is needed, and without its reports to its makers.

OpenVINO sends usage data over the network as soon as it is imported, unless the package ``openvino_telemetry`` is
missing. This program works offline and tells nobody what it does, so for this process that package is missing.
"""

import importlib
import sys
from functools import cache
from typing import Any

from ssd_desktop.errors import InferenceError, reason_of

_REMEDY = "choose the engine torch, or mend it with: pip install --force-reinstall openvino"


@cache
def load_openvino() -> Any:
    """Returns the module ``openvino``.

    Raises:
        InferenceError: It is not installed or does not start.
    """
    forbid_telemetry()
    try:
        return importlib.import_module("openvino")
    except ModuleNotFoundError as error:
        if error.name == "openvino":
            raise InferenceError(
                "OpenVINO is not installed; choose the engine torch, or add it with: pip install openvino"
            ) from error
        raise _broken(error) from error
    except Exception as error:  # a broken native library raises whatever it likes
        raise _broken(error) from error


def forbid_telemetry() -> None:
    """Lets ``import openvino_telemetry`` fail in this process; OpenVINO and NNCF then take their silent stand-in."""
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]


def _broken(error: Exception) -> InferenceError:
    return InferenceError(f"OpenVINO does not start on this machine ({reason_of(error)}); {_REMEDY}")
