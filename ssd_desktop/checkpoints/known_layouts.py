"""Which layout a file of weights has, told by its keys and shapes; anything else is refused by its first difference."""

from collections.abc import Mapping
from dataclasses import dataclass

from torch import Tensor

from ssd_desktop.checkpoints.amdegroot import AMDEGROOT_300
from ssd_desktop.checkpoints.checkpoint import expected_shapes
from ssd_desktop.checkpoints.class_lists import numbered_classes
from ssd_desktop.checkpoints.layout import Layout
from ssd_desktop.checkpoints.lufficc import LUFFICC_300, LUFFICC_512
from ssd_desktop.checkpoints.sgrvinod import SGRVINOD_300
from ssd_desktop.checkpoints.torchvision import TORCHVISION_300
from ssd_desktop.errors import CheckpointError
from ssd_desktop.ssd.config import NetworkConfig

LAYOUTS = (TORCHVISION_300, AMDEGROOT_300, LUFFICC_300, LUFFICC_512, SGRVINOD_300)
"""Every layout of a detector that can be imported."""

_CLASS_HEAD = "heads.class_scores.0.bias"


@dataclass(frozen=True)
class Recognised:
    """A layout and what the shapes say.

    Attributes:
        layout: The layout.
        class_count: Foreground classes.
    """

    layout: Layout
    class_count: int


def recognise_layout(weights: Mapping[str, Tensor], *, name: str) -> Recognised:
    """Returns the layout of weights.

    Args:
        weights: By their keys.
        name: Of the file, for the message.

    Raises:
        CheckpointError: No layout has exactly these keys and shapes; the first key that differs from the nearest one is
            named with its shape.
    """
    layout = max(LAYOUTS, key=lambda known: _agreement(weights, known))
    if not _agreement(weights, layout):
        key = next(iter(weights))
        known = ", ".join(known.name for known in LAYOUTS)
        raise CheckpointError(
            f"{name} has no layout that can be imported: its first key is {_shown(key, weights)}; known are {known}, "
            "and VGG16 as start weights."
        )
    _check_keys(weights, layout, name=name)
    count = _class_count(weights, layout, name=name)
    _check_shapes(weights, layout, count, name=name)
    return Recognised(layout, count)


def _agreement(weights: Mapping[str, Tensor], layout: Layout) -> float:
    """Returns the share of keys that both have of those that either has."""
    theirs = set(layout.keys.values())
    return len(theirs & weights.keys()) / len(theirs | weights.keys())


def _check_keys(weights: Mapping[str, Tensor], layout: Layout, *, name: str) -> None:
    theirs = set(layout.keys.values())
    unknown = next((key for key in weights if key not in theirs), None)
    missing = next((key for key in layout.keys.values() if key not in weights), None)
    if unknown is not None:
        what = f"{_shown(unknown, weights)} is not in it"
    elif missing is not None:
        what = f"its {missing} is missing here"
    else:
        return
    raise CheckpointError(f"{name} looks like {layout.name}, but {what}; only unchanged networks can be imported.")


def _class_count(weights: Mapping[str, Tensor], layout: Layout, *, name: str) -> int:
    key = layout.keys[_CLASS_HEAD]
    rows, boxes = weights[key].numel(), layout.network.boxes_per_cell[0]
    if rows % boxes or rows < 2 * boxes:
        raise CheckpointError(
            f"{name} looks like {layout.name}, but {_shown(key, weights)} is no head of whole classes."
        )
    return rows // boxes - 1


def _check_shapes(weights: Mapping[str, Tensor], layout: Layout, class_count: int, *, name: str) -> None:
    config = NetworkConfig(layout.network.name, layout.plan_of(class_count), numbered_classes(class_count))
    for ours, shape in expected_shapes(config).items():
        theirs = layout.keys[ours]
        wanted = layout.own_shapes.get(theirs, shape)
        if tuple(weights[theirs].shape) != wanted:
            raise CheckpointError(
                f"{name} looks like {layout.name}, but {_shown(theirs, weights)} should be {list(wanted)}; only "
                "unchanged networks can be imported."
            )


def _shown(key: str, weights: Mapping[str, Tensor]) -> str:
    return f"{key} {list(weights[key].shape)}"
