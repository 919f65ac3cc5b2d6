"""What an export needs that is not installed with the program."""

from importlib.util import find_spec

from ssd_desktop.errors import ExportError
from ssd_desktop.export.config import INT8, ONNX, OPENVINO, ExportOptions

_ONNX_PACKAGES = ("onnx", "onnxscript", "onnxruntime")


def check_extras(options: ExportOptions) -> None:
    """Says at once what is missing for an export, before the work begins.

    Raises:
        ExportError: A package is missing; the command that adds it is named.
    """
    if options.format == ONNX:
        _check(_ONNX_PACKAGES, "ONNX", "ssd-desktop[export]")
    if options.format == OPENVINO:
        _check(("openvino",), "OpenVINO", "openvino")
    if options.precision == INT8:
        _check(("nncf",), "int8", "ssd-desktop[quantize]")


def _check(packages: tuple[str, ...], what: str, install: str) -> None:
    missing = [name for name in packages if not _is_installed(name)]
    if missing:
        raise ExportError(f"Exporting {what} needs {' and '.join(missing)}; add it with: pip install '{install}'")


def _is_installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ValueError:  # blocked in this process
        return False
