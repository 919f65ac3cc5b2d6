"""Unsaved tracks after a program that died: what was edited comes back, and what another program wrote stays."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.edits import AddObjects, ChangeBoxes
from ssd_desktop.annotation.journal import JournalHeldError, Leftover
from ssd_desktop.annotation.track_file import TrackFile, read_tracks, track_path, write_tracks
from ssd_desktop.annotation.track_journal import TrackJournal, restored, track_key
from ssd_desktop.annotation.track_store import TrackStore, frame_image
from ssd_desktop.annotation.tracks import KeyFrame, Track

SIZE = (100, 80)
BOX, OTHER = Box(10, 20, 30, 40), Box(50, 20, 70, 40)
VIDEO = Path("clip.mp4")


@pytest.fixture
def video(tmp_path):
    return tmp_path / "비디오.mp4"


@pytest.fixture
def opened(video, tmp_path):
    """Opens the video as a window does; every store is closed at the end, as a dead process closes its files."""
    stores = []

    def open_video():
        for store in stores:
            store.close()
        stores.append(TrackStore(video, SIZE, TrackJournal(tmp_path / "own" / "journal.jsonl")))
        return stores[-1]

    yield open_video
    for store in stores:
        store.close()


def draw(store, frame, label="car", box=BOX):
    (number,) = store.new_entries(1)
    edit = AddObjects((AnnotatedObject(label, box, entry=number),))
    store.apply(frame_image(store.video, frame), edit, name="Draw", size=SIZE)
    return number


def test_unsaved_tracks_are_offered_and_restored_as_one_step(opened, video):
    store = opened()
    draw(store, 0)
    number = draw(store, 4, "bus")
    store.apply(frame_image(video, 9), ChangeBoxes({number: OTHER}), name="Move", size=SIZE)
    was = store.tracks
    again = opened()
    assert again.tracks == ()
    assert again.leftovers() == 2
    assert again.restore(name="Restore")
    assert again.tracks == was
    assert again.leftovers() == 0
    assert again.history.undo_name == "Restore"
    assert again.save() == ""
    assert read_tracks(track_path(video)).tracks == was
    assert opened().leftovers() == 0


def test_edits_after_the_last_saving_are_put_on_what_was_saved(opened):
    store = opened()
    first = draw(store, 0)
    store.save()
    store.replace_tracks(0, [None], numbers=[first], name="Delete")
    draw(store, 2, "bus")
    was = store.tracks
    again = opened()
    assert [track.label for track in again.tracks] == ["car"]
    again.restore(name="Restore")
    assert again.tracks == was


def test_what_was_taken_back_before_the_end_is_no_leftover(opened):
    store = opened()
    draw(store, 0)
    store.undo()
    assert opened().leftovers() == 0


def test_a_drag_is_noted_once_at_its_end(opened, tmp_path):
    store = opened()
    number = draw(store, 0)
    noted = (tmp_path / "own" / "journal.jsonl").read_bytes()
    for step in range(5):
        moved = Box(10 + step, 20, 30 + step, 40)
        store.apply(frame_image(store.video, 0), ChangeBoxes({number: moved}), name="Move", size=SIZE, gesture=1)
    assert (tmp_path / "own" / "journal.jsonl").read_bytes() == noted
    store.end_gesture()
    assert (tmp_path / "own" / "journal.jsonl").read_bytes().count(b"\n") == noted.count(b"\n") + 1


def test_saving_everything_empties_the_journal(opened, tmp_path):
    store = opened()
    draw(store, 0)
    store.save()
    assert (tmp_path / "own" / "journal.jsonl").read_bytes() == b""


def test_a_run_that_died_between_writing_and_noting_it_left_nothing_new(opened, video):
    store = opened()
    draw(store, 0)
    write_tracks(track_path(video), video.name, TrackFile(store.tracks))
    again = opened()
    assert not again.restore(name="Restore")
    assert opened().leftovers() == 0


def test_leftovers_that_nobody_wants_are_not_offered_again(opened):
    draw(opened(), 0)
    opened().drop_leftovers()
    assert opened().leftovers() == 0


def test_leftovers_stay_until_somebody_decides(opened):
    draw(opened(), 0)
    later = opened()
    draw(later, 5, "bus")
    later.save()
    again = opened()
    again.restore(name="Restore")
    assert sorted(track.label for track in again.tracks) == ["bus", "car"]


def test_a_video_is_edited_in_one_window(opened, tmp_path):
    opened()
    with pytest.raises(JournalHeldError, match="Another window"):
        TrackJournal(tmp_path / "own" / "journal.jsonl")


def test_edits_given_up_for_what_another_program_wrote_do_not_come_back(opened, video):
    store = opened()
    draw(store, 0)
    write_tracks(track_path(video), video.name, TrackFile())
    store.reload()
    assert opened().leftovers() == 0


def made(number, label, *frames):
    return Track(number, label, tuple(KeyFrame(frame, BOX) for frame in frames))


def test_a_track_that_another_program_wrote_stays_beside_the_restored_one():
    theirs, base, mine = made(1, "bus", 0), made(1, "car", 0), made(1, "car", 0, 5)
    found = restored((theirs,), {track_key(VIDEO, 1): Leftover(base, mine)})
    assert found == (theirs, made(2, "car", 0, 5))


TRACKS = st.dictionaries(st.integers(1, 4), st.sampled_from(["car", "bus"]), max_size=3)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TRACKS, TRACKS, TRACKS)
def test_restoring_loses_neither_what_is_there_nor_what_was_edited(there, base, mine):
    left = {
        track_key(VIDEO, number): Leftover(
            *(made(number, tracks[number], 0) if number in tracks else None for tracks in (base, mine))
        )
        for number in base.keys() | mine.keys()
        if base.get(number) != mine.get(number)
    }
    found = restored(tuple(made(number, label, 0) for number, label in sorted(there.items())), left)
    assert len({track.number for track in found}) == len(found)
    labels = [track.label for track in found]
    wanted = [mine[int(key.name.removeprefix("track "))] for key, one in left.items() if one.now is not None]
    kept = [label for number, label in there.items() if base.get(number) != label and mine.get(number) != label]
    for label in ("car", "bus"):
        assert labels.count(label) >= max(wanted.count(label), kept.count(label))
    if there == base:
        assert {track.number: track.label for track in found} == mine
