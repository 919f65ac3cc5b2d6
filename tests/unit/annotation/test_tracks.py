"""Objects over the frames of a video."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.track_simplify import key_positions
from ssd_desktop.annotation.tracks import (
    KeyFrame,
    Track,
    appearance,
    boxes_of,
    left_at,
    next_key_by_hand,
    with_key,
    with_tracked,
    without_key,
)

LAST = 60

edge = st.floats(0, 500, allow_nan=False)


@st.composite
def boxes(draw):
    x0, y0 = draw(edge), draw(edge)
    return Box(x0, y0, x0 + draw(st.floats(1, 200)), y0 + draw(st.floats(1, 200)))


@st.composite
def tracks(draw):
    frames = sorted(draw(st.sets(st.integers(0, LAST - 10), min_size=1, max_size=8)))
    keys = [
        KeyFrame(frame, draw(boxes()), frozenset(draw(st.sets(st.sampled_from(["occluded", "truncated"])))), leaves)
        for frame in frames
        for leaves in [draw(st.booleans())]
    ]
    return Track(1, "car", tuple(keys))


def by_the_words(track, frame):
    """Plain loop: the box in a frame, straight from what the module says of key frames; None where there is none."""
    for key, following in zip(track.keys, [*track.keys[1:], None], strict=True):
        if key.frame == frame:
            return key.box.xyxy()
        if following is not None and key.frame < frame < following.frame and not key.leaves:
            way = (frame - key.frame) / (following.frame - key.frame)
            return [a + (b - a) * way for a, b in zip(key.box.xyxy(), following.box.xyxy(), strict=True)]
    return None


def labelled(track):
    """The boxes of all frames; NaN where there is none."""
    return np.full((LAST, 4), np.nan) if track is None else boxes_of(track, range(LAST))


@given(tracks())
def test_the_boxes_of_all_frames_are_those_of_a_plain_loop(track):
    found = labelled(track)
    for frame in range(LAST):
        wanted = by_the_words(track, frame)
        np.testing.assert_allclose(found[frame], [np.nan] * 4 if wanted is None else wanted, rtol=1e-9, atol=1e-7)


@given(tracks(), st.integers(0, LAST - 1))
def test_one_frame_says_what_all_frames_say(track, frame):
    shown = appearance(track, frame)
    if shown is None or shown.presence == "carried":
        assert np.isnan(boxes_of(track, [frame])).all()
    else:
        np.testing.assert_allclose(boxes_of(track, [frame])[0], shown.box.xyxy(), rtol=1e-12)
        assert (shown.presence == "key") == (frame in track.frames)


@given(tracks(), st.integers(0, LAST - 1))
def test_moving_centre_and_size_gives_the_same_boxes_as_moving_edges(track, frame):
    shown = appearance(track, frame)
    if shown is None or shown.presence != "between":
        return
    first = max((key for key in track.keys if key.frame < frame), key=lambda key: key.frame)
    last = min((key for key in track.keys if key.frame > frame), key=lambda key: key.frame)
    way = (frame - first.frame) / (last.frame - first.frame)
    ends = [((b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2, b.width, b.height) for b in (first.box, last.box)]
    cx, cy, w, h = (a * (1 - way) + b * way for a, b in zip(*ends, strict=True))
    np.testing.assert_allclose(shown.box.xyxy(), (cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2), atol=1e-7)


def test_an_object_is_carried_on_after_its_last_key_frame_but_not_labelled_there():
    track = Track(1, "car", (KeyFrame(3, Box(0, 0, 10, 10)),))
    assert appearance(track, 2) is None
    assert appearance(track, 9).presence == "carried"
    assert np.isnan(labelled(track)[4:]).all()


def test_an_object_that_left_is_not_carried_on():
    track = Track(1, "car", (KeyFrame(3, Box(0, 0, 10, 10), leaves=True),))
    assert appearance(track, 9) is None


@given(tracks(), st.integers(0, LAST - 1))
def test_an_object_taken_away_is_gone_until_its_next_key_frame_and_nothing_else_moves(track, frame):
    before, after = labelled(track), labelled(left_at(track, frame))
    if appearance(track, frame) is None:
        np.testing.assert_array_equal(after, before)
        return
    end = min((key.frame for key in track.keys if key.frame > frame), default=LAST)
    assert np.isnan(after[frame:end]).all()
    np.testing.assert_allclose(after[:frame], before[:frame], rtol=1e-9, atol=1e-7)
    np.testing.assert_array_equal(after[end:], before[end:])
    kept = left_at(track, frame)
    assert kept is None or appearance(kept, frame) is None


@given(tracks(), st.integers(0, LAST - 1), boxes())
def test_a_key_frame_moves_only_frames_up_to_its_neighbours(track, frame, box):
    changed = with_key(track, KeyFrame(frame, box))
    before, after = labelled(track), labelled(changed)
    assert appearance(changed, frame).box == box
    assert list(changed.frames) == sorted({*track.frames, frame})
    low = max((one for one in track.frames if one < frame), default=0)
    high = min((one for one in track.frames if one > frame), default=LAST)
    np.testing.assert_array_equal(after[:low], before[:low])
    np.testing.assert_array_equal(after[high:], before[high:])


@given(tracks(), st.integers(0, LAST - 1))
def test_a_key_frame_on_the_line_changes_nothing_and_goes_without_a_trace(track, frame):
    shown = appearance(track, frame)
    if shown is None or shown.presence != "between":
        return
    held = with_key(track, KeyFrame(frame, shown.box, shown.flags))
    np.testing.assert_allclose(labelled(held), labelled(track), rtol=1e-9, atol=1e-7)
    assert without_key(held, frame) == track


def test_a_track_without_key_frames_is_none():
    track = Track(1, "car", (KeyFrame(3, Box(0, 0, 10, 10)),))
    assert without_key(track, 3) is None
    assert left_at(track, 3) is None


def found(*frames):
    return [KeyFrame(frame, Box(frame, 0, frame + 10, 10)) for frame in frames]


def test_the_tracker_replaces_what_it_found_earlier_and_never_what_a_hand_put():
    hand = with_key(Track(1, "car", (KeyFrame(0, Box(0, 0, 10, 10)),)), KeyFrame(30, Box(5, 5, 15, 15)))
    once = with_tracked(hand, 0, found(4, 9, 20), left=False)
    assert once.frames == (0, 4, 9, 20, 30)
    assert next_key_by_hand(once, 4) == 30
    again = with_tracked(once, 4, found(12), left=False)
    assert again.frames == (0, 4, 12, 30)
    assert [key.tracked for key in again.keys] == [False, True, True, False]


def test_a_tracked_object_that_left_the_picture_leaves_and_a_lost_one_is_carried_on():
    start = Track(1, "car", (KeyFrame(0, Box(0, 0, 10, 10), frozenset({"occluded"})),))
    assert appearance(with_tracked(start, 0, found(7), left=True), 8) is None
    lost = with_tracked(start, 0, found(7), left=False)
    assert appearance(lost, 8).presence == "carried"
    assert appearance(lost, 8).flags == {"occluded"}


def test_tracking_from_between_two_key_frames_makes_the_start_a_key_frame():
    track = Track(1, "car", (KeyFrame(0, Box(0, 0, 10, 10)), KeyFrame(10, Box(10, 0, 20, 10))))
    assert with_tracked(track, 5, found(7), left=False).frames == (0, 5, 7, 10)


def test_nothing_is_tracked_from_where_the_object_is_not():
    track = Track(1, "car", (KeyFrame(5, Box(0, 0, 10, 10)),))
    assert with_tracked(track, 2, found(3), left=False) == track


@given(st.lists(st.lists(st.floats(-300, 300), min_size=4, max_size=4), min_size=1, max_size=40), st.floats(0.01, 50))
def test_the_kept_frames_miss_no_edge_by_more_than_the_tolerance(rows, tolerance):
    values = np.array(rows)
    frames = np.cumsum(np.arange(1, len(rows) + 1)).astype(np.int64)
    kept = key_positions(frames, values, tolerance=tolerance)
    assert kept[0] == 0
    assert kept[-1] == len(rows) - 1
    for column in values.T:
        line = np.interp(frames, frames[kept], column[kept])
        assert np.abs(line - column).max() <= tolerance * (1 + 1e-9)


def test_a_straight_way_keeps_its_ends_only():
    frames = np.arange(20)
    assert key_positions(frames, np.outer(frames, [1.0, 2, 3, 4]), tolerance=0.01) == [0, 19]
    assert key_positions(frames[:0], np.zeros((0, 4)), tolerance=1) == []


@pytest.mark.parametrize("frame", [0, 5, 30])
def test_the_frames_asked_for_may_come_in_any_order(frame):
    track = Track(1, "car", (KeyFrame(0, Box(0, 0, 10, 10)), KeyFrame(10, Box(10, 0, 20, 10))))
    np.testing.assert_array_equal(boxes_of(track, [40, frame, 3])[1], boxes_of(track, [frame])[0])
