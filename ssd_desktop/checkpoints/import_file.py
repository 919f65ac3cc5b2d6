"""A file of another program to a file of ours: a detector to a checkpoint, a VGG16 to start weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ssd_desktop.checkpoints.base_weights import save_base
from ssd_desktop.checkpoints.checkpoint import save_checkpoint
from ssd_desktop.checkpoints.first_layer import ChannelOrder
from ssd_desktop.checkpoints.foreign_file import read_foreign_weights
from ssd_desktop.checkpoints.importing import imported
from ssd_desktop.checkpoints.vgg16_files import is_vgg16, vgg16_start
from ssd_desktop.errors import CheckpointError


@dataclass(frozen=True)
class ImportOptions:
    """What a file does not say; None takes what its layout is known for.

    Attributes:
        classes: Foreground names in the order of the labels.
        plan: Name of the box plan.
        channels: Order of the channels the network takes.
    """

    classes: tuple[str, ...] | None = None
    plan: str | None = None
    channels: ChannelOrder | None = None


@dataclass(frozen=True)
class ImportedFile:
    """What an import made.

    Attributes:
        path: The file of ours.
        layout: Name of the layout that was found.
        is_detector: Whether it finds objects; else it starts trainings.
        notes: What was assumed; a sentence each.
    """

    path: Path
    layout: str
    is_detector: bool
    notes: Sequence[str]


def import_file(
    path: Path,
    target: Path,
    options: ImportOptions = ImportOptions(),
    *,
    card: Mapping[str, str] | None = None,
    figures: Mapping[str, float | str] | None = None,
) -> ImportedFile:
    """Writes a file of another program as one of ours.

    Args:
        path: Theirs.
        target: Ours, ``.safetensors``; replaced where it exists.
        options: What the file does not say.
        card: Data, licence, source, where more is known than the layout says.
        figures: What was measured with it, where it is known.

    Raises:
        CheckpointError: The file cannot be read, has no known layout, does not fit the options, or ours cannot be
            written.
        ConfigError: The plan or the class list cannot be used.
    """
    weights = read_foreign_weights(path)
    if is_vgg16(weights):
        if options.classes is not None or options.plan is not None:
            raise CheckpointError(f"{path.name} is a VGG16, which has neither classes nor a box plan; leave both out.")
        base = vgg16_start(weights, name=path.name, channels=options.channels)
        save_base(replace(base, card={**base.card, **(card or {})}), target)
        layers = "without conv6 and conv7" if base.layers[-1] != "conv7" else "with conv6 and conv7"
        return ImportedFile(target, f"VGG16 {layers}", False, ())
    found = imported(weights, name=path.name, classes=options.classes, plan=options.plan, channels=options.channels)
    checkpoint = replace(found.checkpoint, card={**found.checkpoint.card, **(card or {})}, figures=dict(figures or {}))
    save_checkpoint(checkpoint, target)
    return ImportedFile(target, found.layout, True, found.notes)
