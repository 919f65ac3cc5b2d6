"""How much of each class the key frames of a video have."""

from collections import Counter, defaultdict
from pathlib import Path

from ssd_desktop.annotation.class_files import ClassCounts
from ssd_desktop.annotation.frame_labels import Tracks


def key_counts(tracks: Tracks) -> ClassCounts:
    """Returns the boxes that somebody, or the tracker, has placed, and the frames they are in, by class.

    Args:
        tracks: Of the video; boxes between key frames count nothing.
    """
    frames: dict[int, Counter[str]] = defaultdict(Counter)
    for track in tracks:
        for frame in track.frames:
            frames[frame][track.label] += 1
    counts = ClassCounts()
    for frame, labels in frames.items():
        counts.put(Path(str(frame)), labels)
    return counts
