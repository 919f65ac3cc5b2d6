"""Which classes of its start detector a run orders its own by, and which it keeps. No torch."""

import json
from pathlib import Path

from ssd_desktop.checkpoints.catalog import find_model
from ssd_desktop.checkpoints.info import read_checkpoint_info
from ssd_desktop.checkpoints.start import is_base
from ssd_desktop.training.run_folder import REHEARSAL


def start_classes_of(init: str, *, are_given: bool, keeps: bool, resumed: Path | None) -> tuple[str, ...]:
    """Returns ``DataChoice.start_classes`` for what a run starts from; empty where they decide nothing.

    Args:
        init: Start weights, as the settings have them.
        are_given: Whether the classes of the run are given.
        keeps: Whether it keeps those of its start detector.
        resumed: The folder of the run that is gone on with, which tells by itself: the detector may be gone by then;
            None: a new run.

    Raises:
        CheckpointError: The detector is not there or cannot be read.
    """
    kept = classes_kept_by(resumed) if keeps and resumed is not None else ()
    if kept or (are_given and not keeps) or is_base(init):
        return kept
    return read_checkpoint_info(find_model(init)).classes


def classes_kept_by(run: Path) -> tuple[str, ...]:
    """Returns the classes of the start detector in their order; empty where the folder of the run does not tell."""
    try:
        names = json.loads((run / REHEARSAL).read_text(encoding="utf-8"))["old_classes"]
        return tuple(map(str, names))
    except (OSError, ValueError, KeyError, TypeError):
        return ()
