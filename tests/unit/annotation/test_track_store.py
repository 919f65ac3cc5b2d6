"""The tracks of a video: their file, undo and saving."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.edits import AddObjects, ChangeBoxes
from ssd_desktop.annotation.label_document import ChangedOnDiskError
from ssd_desktop.annotation.track_file import TrackFile, read_tracks, track_path, write_tracks
from ssd_desktop.annotation.track_store import TrackStore, frame_image, frame_number
from ssd_desktop.annotation.tracks import KeyFrame, Track
from ssd_desktop.errors import AnnotationError

SIZE = (100, 80)
BOX = Box(10, 20, 30, 40)


@pytest.fixture
def video(tmp_path):
    return tmp_path / "내 비디오 #1.mp4"


@pytest.fixture
def store(video):
    return TrackStore(video, SIZE)


def draw(store, frame, box=BOX, label="car"):
    (number,) = store.new_entries(1)
    edit = AddObjects((AnnotatedObject(label, box, entry=number),))
    assert store.apply(frame_image(store.video, frame), edit, name="Draw Box", size=SIZE)
    return number


def test_the_file_is_readable_a_line_a_key_frame_and_reads_back_the_same(video):
    keys = (
        KeyFrame(0, Box(0.1, 0, 10, 10), frozenset({"occluded"}), tracked=True),
        KeyFrame(7, BOX, leaves=True, unknown={"note": "비"}),
    )
    file = TrackFile((Track(3, '차 "x"', keys, {"colour": "#f00"}),), {"fps": 25})
    write_tracks(track_path(video), video.name, file)
    text = track_path(video).read_text("utf-8")
    assert '   {"frame": 7, "box": [10, 20, 30, 40], "leaves": true, "note": "비"}\n' in text
    again = read_tracks(track_path(video))
    assert again == file
    assert again.tracks[0].unknown == {"colour": "#f00"}
    assert again.tracks[0].keys[1].unknown == {"note": "비"}
    assert json.loads(text)["version"] == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "empty"),
        ("[]", 'no list "tracks"'),
        ('{"version": 9, "tracks": []}', "newer version"),
        ('{"version": true, "tracks": []}', "version"),
        ('{"version": 1, "tracks": [3]}', "track 1 is no object"),
        ('{"version": 1, "tracks": [{"number": 1, "class": " ", "keys": []}]}', "no class name"),
        ('{"version": 1, "tracks": [{"number": 1, "class": "a", "keys": []}]}', "no key frames"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_name_and_left_alone(video, content, said):
    track_path(video).write_text(content)
    with pytest.raises(AnnotationError, match=said) as caught:
        TrackStore(video, SIZE)
    assert str(track_path(video)) in str(caught.value)
    assert track_path(video).read_text() == content


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ([{"frame": -1, "box": [0, 0, 1, 1]}], "frame"),
        ([{"frame": 1.5, "box": [0, 0, 1, 1]}], "frame"),
        ([{"frame": 1, "box": [0, 0, 1]}], "four numbers"),
        ([{"frame": 1, "box": [0, 0, 1, "x"]}], "four numbers"),
        ([{"frame": 1, "box": [5, 0, 1, 1]}], "no area"),
        ([{"frame": 1, "box": [0, 0, 1, 1], "leaves": 1}], "leaves"),
        ([{"frame": 1, "box": [0, 0, 1, 1]}, {"frame": 1, "box": [0, 0, 1, 1]}], "rising order"),
        (["x"], "no object"),
    ],
)
def test_a_key_frame_that_cannot_be_is_named(video, keys, said):
    file = {"version": 1, "tracks": [{"number": 1, "class": "a", "keys": keys}]}
    track_path(video).write_text(json.dumps(file))
    with pytest.raises(AnnotationError, match=said):
        read_tracks(track_path(video))


def test_two_tracks_of_one_number_are_refused(video):
    track = {"number": 1, "class": "a", "keys": [{"frame": 0, "box": [0, 0, 1, 1]}]}
    track_path(video).write_text(json.dumps({"version": 1, "tracks": [track, track]}))
    with pytest.raises(AnnotationError, match="number 1"):
        read_tracks(track_path(video))


def test_a_frame_goes_by_a_path_of_its_own(video):
    assert frame_number(frame_image(video, 12)) == 12
    assert frame_image(video, 12).parent == video


def test_nothing_is_written_before_an_edit(store):
    assert store.next_save() is None
    assert store.save() == ""
    assert not store.path.exists()


def test_edits_are_saved_and_undone_and_redone_by_name_and_frame(store):
    draw(store, 3)
    store.apply(frame_image(store.video, 8), ChangeBoxes({1: Box(0, 0, 5, 5)}), name="Move Box", size=SIZE)
    assert store.save() == ""
    assert read_tracks(store.path).tracks[0].frames == (3, 8)
    assert store.history.undo_name == "Move Box"
    assert frame_number(store.undo().image) == 8
    assert store.is_unsaved
    assert store.history.redo_name == "Move Box"
    store.redo()
    assert not store.is_unsaved
    assert store.undo().name == "Move Box"
    assert store.undo().name == "Draw Box"
    assert store.undo() is None
    assert store.tracks == ()


def test_a_drag_is_one_step(store):
    draw(store, 3)
    for x in (1, 2, 3):
        edit = ChangeBoxes({1: Box(x, 0, 5, 5)})
        store.apply(frame_image(store.video, 5), edit, name="Move Box", size=SIZE, gesture=7)
    store.end_gesture()
    store.undo()
    assert store.tracks[0].frames == (3,)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["draw", "move", "undo", "redo"])), max_size=20))
def test_undoing_all_and_redoing_all_come_back_to_both_ends(tmp_path_factory, steps):
    store = TrackStore(tmp_path_factory.getbasetemp() / "none.mp4", SIZE)
    for number, (frame, what) in enumerate(steps):
        if what == "draw":
            draw(store, frame)
        elif what == "move":
            edit = ChangeBoxes({1: Box(number, 0, number + 5, 5)})
            store.apply(frame_image(store.video, frame), edit, name="Move Box", size=SIZE)
        else:
            getattr(store, what)()
    while store.redo():
        pass
    end = store.tracks
    while store.undo():
        pass
    assert store.tracks == ()
    while store.redo():
        pass
    assert store.tracks == end


def test_what_another_program_wrote_is_not_overwritten_until_the_user_says_so(store):
    draw(store, 3)
    write_tracks(store.path, store.video.name, TrackFile((), {"mine": 1}))
    assert store.is_changed_on_disk()
    assert "Another program" in store.save()
    with pytest.raises(ChangedOnDiskError):
        store.next_save().run()
    store.keep_own()
    assert store.save() == ""
    assert len(read_tracks(store.path).tracks) == 1
    assert read_tracks(store.path).unknown == {"mine": 1}


def test_loading_anew_takes_what_the_file_says(store):
    draw(store, 3)
    write_tracks(store.path, store.video.name, TrackFile((Track(9, "dog", (KeyFrame(0, BOX),)),)))
    store.reload()
    assert [track.label for track in store.tracks] == ["dog"]
    assert not store.is_unsaved
    assert store.history.undo_name == ""


def test_a_failed_saving_stays_unsaved_and_says_why(store):
    draw(store, 3)
    store.path.mkdir()
    assert str(store.path) in store.save()
    assert store.is_unsaved
    assert store.failure


def test_tracks_are_replaced_as_one_step(store):
    first, second = draw(store, 0), draw(store, 0)
    moved = Track(first, "van", (KeyFrame(4, BOX),))
    assert store.replace_tracks(0, [moved, None], numbers=[first, second], name="Track")
    assert store.tracks == (moved,)
    store.undo()
    assert len(store.tracks) == 2


def test_objects_between_key_frames_are_told_from_those_carried_on(store):
    draw(store, 0)
    draw(store, 0)
    store.apply(frame_image(store.video, 9), ChangeBoxes({1: Box(0, 0, 5, 5)}), name="Move Box", size=SIZE)
    image = frame_image(store.video, 4)
    assert store.guessed(image) == {1}
    assert store.carried(image) == {2}
    assert store.annotation(store.path) is None
    assert "occluded" in store.holds(image)
