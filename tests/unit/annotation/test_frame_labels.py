"""A frame of a video edited like an image."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.edits import AddObjects, ChangeBoxes, ChangeFlag, ChangeLabel, RemoveObjects
from ssd_desktop.annotation.frame_labels import (
    frame_annotation,
    key_frames,
    labelled_frame,
    presences,
    with_frame,
)
from ssd_desktop.annotation.tracks import KeyFrame, Track

SIZE = (100, 80)
CAR = Track(1, "car", (KeyFrame(0, Box(0, 0, 10, 10)), KeyFrame(10, Box(20, 0, 30, 10))))
DOG = Track(4, "dog", (KeyFrame(2, Box(50, 50, 60, 60)),))


def edited(tracks, frame, edit):
    return with_frame(tracks, frame, edit.applied(frame_annotation(tracks, frame, SIZE)))


def test_a_frame_has_the_objects_that_are_there_with_the_number_of_their_track():
    objects = frame_annotation((CAR, DOG), 5, SIZE).objects
    assert [(item.label, item.entry, item.box) for item in objects] == [
        ("car", 1, Box(10, 0, 20, 10)),
        ("dog", 4, Box(50, 50, 60, 60)),
    ]
    assert presences((CAR, DOG), 5) == {1: "between", 4: "carried"}
    assert frame_annotation((CAR, DOG), 1, SIZE).objects[0].label == "car"


def test_what_is_only_carried_on_is_no_label():
    assert [item.label for item in labelled_frame((CAR, DOG), 5, SIZE).objects] == ["car"]


def test_labels_are_clipped_to_the_picture_and_those_outside_left_out():
    tracks = (
        Track(1, "car", (KeyFrame(0, Box(-10, 70, 20, 90)),)),
        Track(2, "car", (KeyFrame(0, Box(100, 0, 120, 20)),)),
    )
    assert [item.box for item in labelled_frame(tracks, 0, SIZE).objects] == [Box(0, 70, 20, 80)]


def test_a_drawn_object_begins_a_track():
    item = AnnotatedObject("cat", Box(1, 2, 3, 4), occluded=True, entry=5)
    after = edited((CAR, DOG), 7, AddObjects((item,)))
    assert after[2] == Track(5, "cat", (KeyFrame(7, Box(1, 2, 3, 4), frozenset({"occluded"})),))


def test_a_moved_object_gets_a_key_frame_and_the_others_stay():
    car, dog = edited((CAR, DOG), 5, ChangeBoxes({1: Box(0, 40, 10, 50)}))
    assert car.frames == (0, 5, 10)
    assert dog is DOG


def test_a_flag_holds_from_its_frame_on():
    (car,) = edited((CAR,), 5, ChangeFlag(frozenset({1}), "occluded", True))
    occluded = [frame_annotation((car,), frame, SIZE).objects[0].occluded for frame in (4, 5, 9, 10)]
    assert occluded == [False, True, True, False]


def test_another_class_is_that_of_the_whole_track_without_a_key_frame():
    (car,) = edited((CAR,), 5, ChangeLabel(frozenset({1}), "van"))
    assert car == replace(CAR, label="van")


def test_a_deleted_object_leaves_in_that_frame():
    (car,) = edited((CAR,), 5, RemoveObjects(frozenset({1})))
    assert presences((car,), 4) == {1: "key"}
    assert presences((car,), 5) == {}
    assert presences((car,), 10) == {1: "key"}
    assert edited((DOG,), 2, RemoveObjects(frozenset({4}))) == ()


@given(st.integers(0, 20))
def test_an_annotation_put_back_as_it_was_changes_nothing(frame):
    assert with_frame((CAR, DOG), frame, frame_annotation((CAR, DOG), frame, SIZE)) == (CAR, DOG)


def test_the_key_frames_of_all_tracks_are_listed_once():
    assert key_frames((CAR, DOG, replace(DOG, number=5))) == [0, 2, 10]
