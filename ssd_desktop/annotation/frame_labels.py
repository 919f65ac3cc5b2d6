"""One frame of a tracked video as an annotation, and what an edit of that annotation means for the tracks.

So that drawing, moving, copying and deleting on a paused frame are the same edits as on an image.
"""

from collections.abc import Sequence
from dataclasses import replace

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.edits import Flag
from ssd_desktop.annotation.tracks import Appearance, KeyFrame, Presence, Track, appearance, left_at, with_key

Tracks = tuple[Track, ...]

FLAGS: tuple[Flag, ...] = ("difficult", "truncated", "occluded", "ignore")


def frame_annotation(tracks: Tracks, frame: int, size: tuple[int, int]) -> ImageAnnotation:
    """Returns the objects of a frame, those only carried on included; ``entry`` is the number of the track.

    Args:
        tracks: All objects of the video.
        frame: Number of the frame, from 0.
        size: Width and height of the frame, pixels.
    """
    shown = [(track, there) for track in tracks if (there := appearance(track, frame)) is not None]
    return ImageAnnotation(tuple(_object(track, there) for track, there in shown), *size)


def labelled_frame(tracks: Tracks, frame: int, size: tuple[int, int]) -> ImageAnnotation:
    """Returns the objects that a frame is labelled with: without those only carried on, clipped to the picture."""
    there = presences(tracks, frame)
    whole = frame_annotation(tracks, frame, size)
    inside = [
        replace(item, box=item.box.clipped(*size)) for item in whole.objects if there.get(item.entry) != "carried"
    ]
    return replace(whole, objects=tuple(item for item in inside if item.box.area > 0))


def presences(tracks: Tracks, frame: int) -> dict[int, Presence]:
    """Returns by number of the track how each object is there in a frame; those absent are left out."""
    return {track.number: there.presence for track in tracks if (there := appearance(track, frame)) is not None}


def with_frame(tracks: Tracks, frame: int, after: ImageAnnotation) -> Tracks:
    """Returns the tracks after the objects of a frame were edited.

    An object that is new begins a track; one that moved or got a flag has a key frame here; one that is gone leaves
    here; another class is that of the whole track.

    Args:
        tracks: Before.
        frame: Number of the frame, from 0.
        after: What ``frame_annotation`` gave, edited.
    """
    wanted = {item.entry: item for item in after.objects}
    changed = [_edited(track, frame, wanted.pop(track.number, None)) for track in tracks]
    new = [_begun(number, item, frame) for number, item in wanted.items()]
    return tuple(track for track in changed if track is not None) + tuple(new)


def key_frames(tracks: Sequence[Track]) -> list[int]:
    """Returns the numbers of all frames that are a key frame of any track, rising."""
    return sorted({frame for track in tracks for frame in track.frames})


def _object(track: Track, there: Appearance) -> AnnotatedObject:
    return AnnotatedObject(
        track.label,
        there.box,
        difficult="difficult" in there.flags,
        truncated="truncated" in there.flags,
        occluded="occluded" in there.flags,
        ignore="ignore" in there.flags,
        entry=track.number,
    )


def _edited(track: Track, frame: int, wanted: AnnotatedObject | None) -> Track | None:
    there = appearance(track, frame)
    if there is None:
        return track
    if wanted is None:
        return left_at(track, frame)
    if wanted.label != track.label:
        track = replace(track, label=wanted.label)
    if (wanted.box, _flags(wanted)) != (there.box, there.flags):
        track = with_key(track, KeyFrame(frame, wanted.box, _flags(wanted)))
    return track


def _begun(number: int, item: AnnotatedObject, frame: int) -> Track:
    return Track(number, item.label, (KeyFrame(frame, item.box, _flags(item)),))


def _flags(item: AnnotatedObject) -> frozenset[Flag]:
    return frozenset(flag for flag in FLAGS if getattr(item, flag))
