"""What ``ssd-desktop runs show`` says of the time since a run: labels that changed, and what the run gained."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ssd_desktop.data.label_snapshot import LabelChanges
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.project.gain import Gain, read_gain
from ssd_desktop.project.since import changes_since


@dataclass(frozen=True)
class Since:
    """What is known of the time since a run.

    Attributes:
        changes: Of the labels; None where they cannot be told.
        why_not: Why they cannot.
        gain: Of the run over its start; None where nobody has measured it.
    """

    changes: LabelChanges | None
    why_not: str
    gain: Gain | None


def look_since(run: Path, *, moved_data: Path | None = None) -> Since:
    """Returns what is known of the time since a run.

    Args:
        run: Its folder.
        moved_data: The data folder of the project that the run belongs to: taken where the one of the run is gone.
    """
    try:
        return Since(changes_since(run, moved_data=moved_data), "", read_gain(run))
    except SSDDesktopError as error:
        return Since(None, str(error), read_gain(run))


def since_values(since: Since) -> dict[str, Any]:
    """Returns it as JSON values."""
    gain = None if since.gain is None else asdict(since.gain) | {"is_sure": since.gain.is_sure}
    return {"since": None if since.changes is None else asdict(since.changes), "gain": gain}


def since_text(since: Since) -> str:
    """Returns it as the lines that follow those of the run."""
    lines = ["since this run", f"  {since.why_not}" if since.changes is None else f"  {_changes_text(since.changes)}"]
    if since.gain is not None:
        lines += ["gain of this run", f"  {_gain_text(since.gain)}"]
    return "\n".join(lines)


def _changes_text(changes: LabelChanges) -> str:
    if changes.is_nothing:
        return "no label has changed"
    labels = f"labels: {changes.added:,} added, {changes.changed:,} changed, {changes.removed:,} removed"
    return f"{labels}; images: {changes.labelled_images:,} newly labelled, {changes.verified_images:,} verified"


def _gain_text(gain: Gain) -> str:
    verdict = "more than chance" if gain.is_sure else "may be chance"
    seen = f"; the start model was trained on {gain.seen:,} of them" if gain.seen else ""
    points = 100 * (gain.after - gain.before)
    return (
        f"AP50 {100 * gain.before:.1f} % before, {100 * gain.after:.1f} % after ({points:+.1f} points, "
        f"95 % interval {100 * gain.low:+.1f} to {100 * gain.high:+.1f}: {verdict}) "
        f"on {gain.images:,} validation images{seen}"
    )
