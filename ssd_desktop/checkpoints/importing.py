"""Detectors of other programs as checkpoints: keys, default boxes, means and classes set as they were trained."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from ssd_desktop.checkpoints.checkpoint import Checkpoint
from ssd_desktop.checkpoints.class_lists import numbered_classes
from ssd_desktop.checkpoints.first_layer import ChannelOrder, for_our_input, unchanged_order
from ssd_desktop.checkpoints.foreign_plans import plan_for_import
from ssd_desktop.checkpoints.known_layouts import Recognised, recognise_layout
from ssd_desktop.checkpoints.layout import Layout
from ssd_desktop.errors import CheckpointError
from ssd_desktop.ssd.config import BoxPlan, NetworkConfig

_FIRST_LAYER = "backbone.conv1_1.weight"


@dataclass(frozen=True, eq=False)
class ImportedDetector:
    """A detector of another program under our keys.

    Attributes:
        checkpoint: Ready to be saved and used.
        layout: Name of the layout it had.
        notes: What the file did not say and was assumed; a sentence each.
    """

    checkpoint: Checkpoint
    layout: str
    notes: tuple[str, ...]


def imported(
    weights: dict[str, Tensor],
    *,
    name: str,
    classes: Sequence[str] | None = None,
    plan: str | None = None,
    channels: ChannelOrder | None = None,
) -> ImportedDetector:
    """Returns weights that were read as a detector.

    Args:
        weights: Tensors by their keys, as ``read_foreign_weights`` gives them.
        name: Of their file.
        classes: Foreground names in the order of their labels; None takes those the layout was trained on, else
            ``class_1`` and so on.
        plan: Name of the box plan; None takes the layout's.
        channels: Order of the channels the network takes; None takes the layout's, or what its first layer tells.

    Raises:
        CheckpointError: The weights have no known layout, or another number of classes.
        ConfigError: There is no such plan, or it is of another network, or a class is named twice.
    """
    found = recognise_layout(weights, name=name)
    layout, notes = found.layout, list[str]()
    names = _classes(found, classes, notes, name=name)
    order = _order(weights, layout, channels, notes)
    config = NetworkConfig(layout.network.name, _plan(found, plan, notes), names, layout.means_rgb)
    state = {ours: weights[theirs].detach().to(torch.float32) for ours, theirs in layout.keys.items()}
    state = layout.adapt(state)
    state[_FIRST_LAYER] = for_our_input(state[_FIRST_LAYER], order=order, divisors_rgb=layout.divisors_rgb)
    card = {
        "data": layout.trained_on.get(found.class_count, "unknown"),
        "licence": layout.licence,
        "source": f"imported from {name}, layout of {layout.source}",
    }
    return ImportedDetector(Checkpoint(config, state, card=card), layout.name, tuple(notes))


def _classes(found: Recognised, classes: Sequence[str] | None, notes: list[str], *, name: str) -> tuple[str, ...]:
    count = found.class_count
    if classes is not None:
        if len(classes) != count:
            raise CheckpointError(
                f"{name} finds {count} classes, but the class list has {len(classes)}; give one name a line, without "
                "the background, in the order of the labels."
            )
        return tuple(classes)
    known = found.layout.class_lists.get(count)
    if known is not None:
        data = found.layout.trained_on[count]
        notes.append(f"The file names no classes; it has {count}, so those of {data} are taken.")
        return known
    notes.append(f"The file names no classes; they are called class_1 to class_{count} unless a class list names them.")
    return numbered_classes(count)


def _plan(found: Recognised, plan: str | None, notes: list[str]) -> BoxPlan:
    if plan is not None:
        return plan_for_import(plan)
    taken = found.layout.plan_of(found.class_count)
    notes.append(f"The file names no box plan; {taken.name} is taken, as {found.layout.name} has it.")
    return taken


def _order(weights: dict[str, Tensor], layout: Layout, channels: ChannelOrder | None, notes: list[str]) -> ChannelOrder:
    if channels is not None:
        return channels
    unchanged = unchanged_order(weights[layout.keys[_FIRST_LAYER]]) if layout.may_be_bgr else None
    if unchanged == "bgr":
        notes.append("Its first layer is VGG16's own for BGR pictures, so its channels were turned round to take RGB.")
    return unchanged or "rgb"
