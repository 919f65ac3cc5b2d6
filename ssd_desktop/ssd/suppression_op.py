"""torchvision's operator for non-maximum suppression, without the rest of torchvision.

``import torchvision`` loads PyTorch's compiler and sympy, more than a second before the first detection; its operators
lie in one shared library that PyTorch can load by itself.
"""

import importlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor

_LIBRARY_ENDINGS = (".so", ".pyd", ".dylib")


def load_suppression(libraries: Iterator[Path] | None = None) -> None:
    """Makes ``torch.ops.torchvision.nms`` known; calling it again does nothing.

    Args:
        libraries: Files to try; None takes those of the installed torchvision. Where none can be loaded, all of
            torchvision is imported, which knows its own ways and says what is wrong with the installation.
    """
    for path in _operator_libraries() if libraries is None else libraries:
        try:
            torch.ops.load_library(str(path))  # type: ignore[no-untyped-call]
        except OSError:
            continue
        if hasattr(torch.ops.torchvision, "nms"):
            return
    importlib.import_module("torchvision")


def _operator_libraries() -> Iterator[Path]:
    """Yields ``_C.so`` of torchvision, ``_C_stable.so`` since 0.29; there is no promise about the name."""
    found = find_spec("torchvision")
    for folder in (found.submodule_search_locations or ()) if found else ():
        yield from sorted(path for path in Path(folder).glob("_C*") if path.suffix in _LIBRARY_ENDINGS)


def suppress(boxes_xyxy: Tensor, scores: Tensor, iou: float) -> Tensor:
    """Returns the indices of the boxes that stay, best first, int64; as ``torchvision.ops.nms``.

    Args:
        boxes_xyxy: float ``[N, 4]``, x0, y0, x1, y1, in any unit.
        scores: Of the same type, ``[N]``.
        iou: A box goes when a better one that stays has an IoU with it above this.
    """
    kept: Tensor = torch.ops.torchvision.nms(boxes_xyxy, scores, iou)
    return kept


load_suppression()
