"""The only way to a file in ``resources/``, from a checkout, an editable install or a wheel."""

from pathlib import Path

from ssd_desktop.errors import SSDDesktopError

_PACKAGE = Path(__file__).resolve().parent
#: In a wheel the folder lies inside the package; in a checkout beside it.
_ROOTS = (_PACKAGE / "_resources", _PACKAGE.parent / "resources")

LABELLED_SAMPLE = "2-cards-on-carpet.jpg"
"""The sample picture with labels, of classes that the shipped detector knows."""


def resource_path(*parts: str) -> Path:
    """Returns the path of a shipped file or folder, such as ``resource_path("icons", "open.svg")``.

    Raises:
        SSDDesktopError: The file is not part of this installation.
    """
    for root in _ROOTS:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    name = "/".join(parts)
    raise SSDDesktopError(
        f"The shipped file {name} is missing from this installation; reinstall SSD Desktop to restore it."
    )


def samples_folder(*parts: str) -> Path | None:
    """Returns the folder of the shipped sample pictures, or one in it; None where this installation lacks it."""
    try:
        return resource_path("samples", *parts)
    except SSDDesktopError:
        return None
