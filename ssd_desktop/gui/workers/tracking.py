"""Follows boxes through the next frames of a video, off the window's thread, and stops when it is told to."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.track_simplify import key_positions
from ssd_desktop.annotation.tracks import KeyFrame

if TYPE_CHECKING:
    from ssd_desktop.media.box_tracker import BoxTracker, LossReason
    from ssd_desktop.media.types import Frame

_TOLERANCE = 0.02
"""Of the longer side of the box: so far its edges may be off between the key frames that are kept, at least a pixel."""

_PROGRESS_EVERY = 5


@dataclass(frozen=True)
class TrackingWish:
    """What to follow.

    Attributes:
        video: The video file.
        frame: Where the boxes are, from 0.
        boxes: By number of the track.
        ends: Last frame to look at, by number of the track.
    """

    video: Path
    frame: int
    boxes: dict[int, Box]
    ends: dict[int, int]


@dataclass
class FollowedBox:
    """How far a box was followed.

    Attributes:
        keys: Key frames after the first frame, as few as tell the way.
        last: The last frame that it was found in.
        lost: Why it was not followed any further; None: it was not to be.
    """

    keys: list[KeyFrame] = field(default_factory=list)
    last: int = 0
    lost: "LossReason | None" = None


def follow_boxes(
    wish: TrackingWish,
    progress: Callable[[int, int], None],
    stopped: Callable[[], bool],
    *,
    make_tracker: "Callable[[], BoxTracker] | None" = None,
) -> dict[int, FollowedBox]:
    """Returns how far each box was followed, by number of the track.

    Args:
        wish: What to follow.
        progress: Called with the frames looked at, and all.
        stopped: Whether to end; what was followed until then is kept.
        make_tracker: Returns a tracker for one box; None: the one that ``benchmarks/compare_trackers.py`` chose.

    Raises:
        MediaError: The video cannot be read.
    """
    from ssd_desktop.media.median_flow import MedianFlowTracker
    from ssd_desktop.media.video_file import VideoFile

    with VideoFile(wish.video) as video:
        video.seek(wish.frame)
        first = video.read()
        if first is None:
            return {}
        runs = {number: _Run((make_tracker or MedianFlowTracker)(), first, box) for number, box in wish.boxes.items()}
        count = max(wish.ends.values(), default=wish.frame) - wish.frame
        for step in range(1, count + 1):
            under_way = [run for number, run in runs.items() if not run.lost and wish.ends[number] >= wish.frame + step]
            frame = video.read() if under_way and not stopped() else None
            if frame is None:
                break
            for run in under_way:
                run.follow(frame)
            if step % _PROGRESS_EVERY == 0:
                progress(step, count)
    return {number: run.result() for number, run in runs.items()}


class _Run:
    """One box on its way."""

    def __init__(self, tracker: "BoxTracker", frame: "Frame", box: Box) -> None:
        from ssd_desktop.media.box_tracker import BoxLostError

        self._lost_error = BoxLostError
        self._tracker = tracker
        self._frames, self._boxes = [frame.number], [box.xyxy()]
        self.lost: LossReason | None = None
        try:
            tracker.start(frame.pixels_rgb, box.xyxy())
        except BoxLostError as error:
            self.lost = error.reason

    def follow(self, frame: "Frame") -> None:
        from ssd_desktop.media.box_tracker import clipped

        try:
            box = self._tracker.follow(frame.pixels_rgb)
        except self._lost_error as error:
            self.lost = error.reason
            return
        self._frames.append(frame.number)
        self._boxes.append(clipped(box, frame.pixels_rgb))

    def result(self) -> FollowedBox:
        frames, boxes = np.array(self._frames, np.int64), np.array(self._boxes, np.float64)
        side = max(boxes[0, 2] - boxes[0, 0], boxes[0, 3] - boxes[0, 1])
        kept = key_positions(frames, boxes, tolerance=max(_TOLERANCE * float(side), 1.0))[1:]
        keys = [KeyFrame(int(frames[at]), Box(*np.round(boxes[at], 2).tolist()), tracked=True) for at in kept]
        return FollowedBox(keys, int(frames[-1]), self.lost)
