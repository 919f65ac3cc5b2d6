"""Boxes and frames of each class that the key frames of a video have."""

from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.track_counts import key_counts
from ssd_desktop.annotation.tracks import KeyFrame, Track

FRAMES = st.sampled_from([[0], [3], [0, 3], [0, 3, 7], [3, 4, 5]])


@given(st.lists(st.tuples(st.sampled_from(["cat", "dog"]), FRAMES), max_size=6))
def test_every_placed_box_counts_once_and_every_frame_once_a_class(made: list[tuple[str, list[int]]]) -> None:
    tracks = tuple(
        Track(number, label, tuple(KeyFrame(frame, Box(0, 0, 5, 5)) for frame in frames))
        for number, (label, frames) in enumerate(made, 1)
    )
    counts = key_counts(tracks)
    for name in ("cat", "dog"):
        placed = [frame for label, frames in made for frame in frames if label == name]
        assert counts.boxes[name] == len(placed)
        assert counts.images[name] == len(set(placed))
