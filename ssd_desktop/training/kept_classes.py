"""Which classes of its start detector a run keeps, as its folder tells: the detector may be gone by then. No torch."""

import json
from pathlib import Path

from ssd_desktop.training.run_folder import REHEARSAL


def classes_kept_by(run: Path) -> tuple[str, ...]:
    """Returns the classes of the start detector in their order; empty where the folder of the run does not tell."""
    try:
        names = json.loads((run / REHEARSAL).read_text(encoding="utf-8"))["old_classes"]
        return tuple(map(str, names))
    except (OSError, ValueError, KeyError, TypeError):
        return ()
