"""Tracks: objects that are labelled over the frames of a video, by key frames and what lies between them.

Between two key frames every edge moves on a straight line. Edges and centre with size give the same boxes here, for
each is a linear function of the other; edges need no conversion and end exactly on the key frames. A track is there
from its first key frame to its last, except after a key frame at which the object leaves. After its last key frame an
object that has not left is only carried on: shown, so that it can be taken hold of, but no label.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.edits import Flag

Presence = Literal["key", "between", "carried"]


@dataclass(frozen=True)
class KeyFrame:
    """Where an object is in a frame that somebody, or the tracker, looked at.

    Attributes:
        frame: Number of the frame, from 0.
        box: Edges in pixels of the upright frame.
        flags: Marks that hold from here to the next key frame.
        leaves: After this frame the object is not there until the next key frame.
        tracked: The tracker put it there, and nobody has touched it since.
        unknown: What else the file says of it; no edit changes that.
    """

    frame: int
    box: Box
    flags: frozenset[Flag] = frozenset()
    leaves: bool = False
    tracked: bool = False
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Track:
    """One object of a video.

    Attributes:
        number: Which one, from 1.
        label: Class name.
        keys: Key frames, at least one, by rising frame; no frame has two.
        unknown: What else the file says of it.
    """

    number: int
    label: str
    keys: tuple[KeyFrame, ...]
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def frames(self) -> tuple[int, ...]:
        """The numbers of the key frames."""
        return tuple(key.frame for key in self.keys)


@dataclass(frozen=True)
class Appearance:
    """A track in one frame.

    Attributes:
        box: Edges in pixels of the upright frame.
        flags: Its marks there.
        presence: A key frame, between two, or carried on after the last.
    """

    box: Box
    flags: frozenset[Flag]
    presence: Presence


# -- Where an object is


def appearance(track: Track, frame: int) -> Appearance | None:
    """Returns how a track shows in a frame; None where the object is not there."""
    after = bisect_right(track.frames, frame)
    if after == 0:
        return None
    key = track.keys[after - 1]
    if key.frame == frame:
        return Appearance(key.box, key.flags, "key")
    if key.leaves:
        return None
    if after == len(track.keys):
        return Appearance(key.box, key.flags, "carried")
    return Appearance(_between(key, track.keys[after], frame), key.flags, "between")


def boxes_of(track: Track, frames: Sequence[int] | npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Returns the labelled boxes of a track in many frames; what is only carried on is none.

    Args:
        track: The object.
        frames: ``[N]``, numbers of frames in any order.

    Returns:
        float64 ``[N, 4]``, x0, y0, x1, y1 in pixels of the upright frame; NaN where the object is not there.
    """
    wanted, known = np.asarray(frames, np.int64), np.array(track.frames, np.int64)
    edges = np.array([key.box.xyxy() for key in track.keys])
    before = np.searchsorted(known, wanted, side="right") - 1
    low, high = np.maximum(before, 0), np.minimum(before + 1, len(known) - 1)
    way = (wanted - known[low]) / np.maximum(known[high] - known[low], 1)
    boxes: npt.NDArray[np.float64] = edges[low] * (1 - way[:, None]) + edges[high] * way[:, None]  # [N, 4]
    leaves = np.array([key.leaves for key in track.keys]) | (np.arange(len(known)) == len(known) - 1)
    on_key = (before >= 0) & (known[low] == wanted)
    boxes[on_key] = edges[low[on_key]]
    boxes[(before < 0) | (leaves[low] & ~on_key)] = np.nan
    return boxes


def _between(first: KeyFrame, last: KeyFrame, frame: int) -> Box:
    way = (frame - first.frame) / (last.frame - first.frame)
    edges = (low * (1 - way) + high * way for low, high in zip(first.box.xyxy(), last.box.xyxy(), strict=True))
    return Box(*edges)


# -- Edits: each makes another track out of one


def with_key(track: Track, key: KeyFrame) -> Track:
    """Returns the track with a key frame put in, or in the place of the one it has there.

    A key frame that was there keeps its ``leaves`` and what its file says of it.
    """
    old = next((one for one in track.keys if one.frame == key.frame), None)
    if old is not None:
        key = replace(key, leaves=old.leaves or key.leaves, unknown=old.unknown)
    others = [one for one in track.keys if one.frame != key.frame]
    return replace(track, keys=tuple(sorted([*others, key], key=lambda one: one.frame)))


def left_at(track: Track, frame: int) -> Track | None:
    """Returns the track without the object from a frame on, until its next key frame; no other frame changes.

    Returns:
        None where no key frame is left.
    """
    shown = appearance(track, frame)
    if shown is None:
        return track
    if shown.presence == "carried":
        return _leaving(track, track.keys[-1].frame)
    kept = replace(track, keys=tuple(key for key in track.keys if key.frame != frame))
    last = appearance(track, frame - 1)
    if last is not None:
        # Where it was between two key frames, the frames before would move without one of their own.
        if last.presence == "between":
            kept = with_key(kept, KeyFrame(frame - 1, last.box, last.flags))
        return _leaving(kept, frame - 1)
    return kept if kept.keys else None


def without_key(track: Track, frame: int) -> Track | None:
    """Returns the track without one of its key frames, so that its box lies between its neighbours again.

    Returns:
        None where no key frame is left.
    """
    keys = tuple(key for key in track.keys if key.frame != frame)
    return replace(track, keys=keys) if keys else None


def next_key_by_hand(track: Track, frame: int) -> int | None:
    """Returns the first key frame after a frame that the tracker did not make; None where there is none."""
    return next((key.frame for key in track.keys if key.frame > frame and not key.tracked), None)


def with_tracked(track: Track, frame: int, keys: Sequence[KeyFrame], *, left: bool) -> Track:
    """Returns the track with what the tracker found after a frame, in the place of what it found there earlier.

    Args:
        track: The object, which is there in ``frame``.
        frame: Where the tracker began; it becomes a key frame.
        keys: Found after it, none at or after the next key frame made by hand.
        left: The object went out of the picture: it leaves after the last of them, unless a key frame made by hand
            follows.
    """
    start = appearance(track, frame)
    if start is None:
        return track
    limit = next_key_by_hand(track, frame)
    last = keys[-1].frame if keys else frame
    end = last if limit is None else limit
    kept = [key for key in track.keys if key.frame <= frame or not key.tracked or key.frame > end]
    track = replace(track, keys=tuple(kept))
    if start.presence != "key":
        track = with_key(track, KeyFrame(frame, start.box, start.flags))
    track = replace(track, keys=tuple(replace(k, leaves=False) if k.frame == frame else k for k in track.keys))
    for key in keys:
        track = with_key(track, replace(key, flags=start.flags, tracked=True))
    return _leaving(track, last) if left and limit is None else track


def _leaving(track: Track, frame: int) -> Track:
    keys = tuple(replace(key, leaves=True) if key.frame == frame else key for key in track.keys)
    return replace(track, keys=keys)
