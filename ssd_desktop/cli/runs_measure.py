"""``ssd-desktop runs compare --measure``: whether the second of two runs is better, or only luckier."""

import logging
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ssd_desktop.cli.table import format_table
from ssd_desktop.errors import ProjectError, UsageError

if TYPE_CHECKING:
    from ssd_desktop.evaluation.bootstrap import Difference, Differences
    from ssd_desktop.project.runs import RunRecord

_log = logging.getLogger(__name__)


def measure(runs: "tuple[RunRecord, ...]", *, device: str, quiet: bool) -> "Differences":
    """Measures both detectors on the validation images of the first run.

    Args:
        runs: Two runs of the same classes.
        device: As ``choose_device`` takes it.
        quiet: Whether nothing is said meanwhile.

    Raises:
        UsageError: There are not two runs, or their classes differ.
        ProjectError: A run has no checkpoint, or the first one no validation images.
        SSDDesktopError: The images or a checkpoint cannot be read.
    """
    from ssd_desktop.project.gain import images_to_compare, seen_by
    from ssd_desktop.training.pair import measure_pair

    if len(runs) != 2:
        raise UsageError("--measure compares two runs; name two.")
    first, second = runs
    if first.classes != second.classes:
        raise UsageError("--measure needs runs of the same classes in the same order.")
    before, after = (_checkpoint(run) for run in runs)
    images = images_to_compare(first)
    seen = seen_by(after, images)
    if seen:
        _log.warning("%s was trained on %d of the images that it is measured on, which flatters it.", second.name, seen)
    if not quiet:
        print(f"Measuring {first.name} and {second.name} on {len(images):,} images", file=sys.stderr)
    pair = measure_pair(before, after, images, device=device)
    assert pair is not None  # nobody asked for an early end
    return pair.gained


def difference_values(found: "Differences") -> dict[str, Any]:
    """Returns differences as JSON values."""
    return {
        "mean": asdict(found.mean),
        "per_class": {name: None if one is None else asdict(one) for name, one in found.per_class.items()},
        "images": found.images,
        "draws": found.draws,
    }


def difference_text(found: "Differences") -> str:
    """Returns a table of what the second run gained, with intervals."""
    rows = [["AP50, points", "gain", "95 % interval", ""]]
    rows += [_cells(name, one) for name, one in (*found.per_class.items(), ("mean", found.mean)) if one is not None]
    drawn = (
        f"Measured on {found.images:,} images, drawn anew {found.draws:,} times; surely: 0 lies outside the interval."
    )
    return f"{format_table(rows)}\n{drawn}"


def _cells(name: str, one: "Difference") -> list[str]:
    verdict = "" if not one.is_sure else "surely better" if one.value > 0 else "surely worse"
    return [name, f"{100 * one.value:+.1f}", f"{100 * one.low:+.1f} to {100 * one.high:+.1f}", verdict]


def _checkpoint(run: "RunRecord") -> Path:
    if run.checkpoint is None:
        raise ProjectError(f"The run {run.name} has saved no checkpoint; go on with it first.")
    return run.checkpoint
