"""The journal of the tracks of a video, and how what it kept is put on the tracks as they are now."""

import itertools
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ssd_desktop.annotation.frame_labels import Tracks
from ssd_desktop.annotation.journal import Journal, Leftover
from ssd_desktop.annotation.track_file import entry_of, track_of
from ssd_desktop.annotation.tracks import Track

_TRACK = "track "


class TrackJournal(Journal[Track]):
    """Edits of tracks; each goes by a path made of the video's and its number."""

    held = "Another window edits the tracks of this video; close the video there to edit them here."

    def to_record(self, value: Track | None) -> dict[str, Any] | None:
        return None if value is None else entry_of(value)

    def from_record(self, record: Any) -> Track | None:
        return None if record is None else track_of(record)


def track_key(video: Path, number: int) -> Path:
    """Returns what a track goes by in the journal; no such file exists."""
    return video / f"{_TRACK}{number}"


def track_number(key: Path) -> int:
    """Returns the number of a track from what ``track_key`` gave."""
    return int(key.name.removeprefix(_TRACK))


def restored(tracks: Tracks, leftovers: Mapping[Path, Leftover[Track]]) -> Tracks:
    """Returns tracks with the edits that an earlier run did not save.

    A track that is not what the edits were made on, because another program has written the file meanwhile, stays; the
    edited one is added beside it with a number of its own. Neither is lost.

    Args:
        tracks: As the file has them now.
        leftovers: Of the journal, by ``track_key``.
    """
    there = {track.number: track for track in tracks}
    found, lefts = dict(there), {track_number(key): left for key, left in leftovers.items()}
    free = itertools.count(max((*there, *lefts), default=0) + 1)
    for number, left in lefts.items():
        is_same = there.get(number) in (left.saved, left.now)
        if is_same:
            found.pop(number, None)
        if left.now is not None:
            own = number if is_same else next(free)
            found[own] = replace(left.now, number=own)
    return tuple(found[number] for number in sorted(found))
