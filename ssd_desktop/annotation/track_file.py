"""The file of a video's tracks: JSON beside the video, a line a key frame, so that people and diffs can read it.

Keys that this program does not know are kept where they were.
"""

import itertools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.annotation_file import clean_label
from ssd_desktop.annotation.formats.json_text import json_bytes, read_json
from ssd_desktop.annotation.frame_labels import FLAGS, Tracks
from ssd_desktop.annotation.tracks import KeyFrame, Track
from ssd_desktop.errors import AnnotationError, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically

VERSION = 1
SUFFIX = ".tracks.json"
_KNOWN = frozenset({"version", "video", "tracks"})
_KNOWN_OF_TRACK = frozenset({"number", "class", "keys"})
_KNOWN_OF_KEY = frozenset({"frame", "box", "leaves", "tracked", *FLAGS})


@dataclass(frozen=True)
class TrackFile:
    """What a file of tracks says.

    Attributes:
        tracks: The objects.
        unknown: What else it says, by key.
    """

    tracks: Tracks = ()
    unknown: Mapping[str, Any] = field(default_factory=dict)


class _WrongError(Exception):
    """What is wrong, without the name of the file."""


def track_path(video: Path) -> Path:
    """Returns where the tracks of a video are: beside it, named after it."""
    return video.with_name(video.name + SUFFIX)


def read_tracks(path: Path) -> TrackFile:
    """Reads a file of tracks.

    Raises:
        AnnotationError: It is missing, cannot be read, is of a newer version, or says something that cannot be.
    """
    value = read_json(path)
    try:
        return _parsed(value)
    except _WrongError as error:
        raise AnnotationError(f"The tracks in {path} cannot be used: {error}; mend the file or move it away.") from None


def write_tracks(path: Path, video_name: str, file: TrackFile) -> None:
    """Writes a file of tracks whole or not at all; numbers read back the same.

    Raises:
        AnnotationError: An edge is not finite, or the file cannot be written.
    """
    try:
        write_file_atomically(path, json_bytes(_text(video_name, file)))
    except (OSError, ValueError) as error:
        raise AnnotationError(
            f"The tracks {path} were not written ({reason_of(error)}); copy the video to a folder you can write in."
        ) from error


def entry_of(track: Track) -> dict[str, Any]:
    """Returns a track as JSON can hold it, all that the file would say of it."""
    keys = [_key_entry(key) for key in track.keys]
    return {"number": track.number, "class": track.label, **track.unknown, "keys": keys}


def track_of(entry: Any) -> Track:
    """Returns what ``entry_of`` was given.

    Raises:
        ValueError: It is something else.
    """
    try:
        return _track(entry, 1)
    except _WrongError as error:
        raise ValueError(str(error)) from None


# -- Reading


def _parsed(value: Any) -> TrackFile:
    if not isinstance(value, dict) or not isinstance(value.get("tracks"), list):
        raise _WrongError('it has no list "tracks"')
    version = value.get("version")
    if type(version) is not int or version < 1:
        raise _WrongError('"version" is no whole number from 1 on')
    if version > VERSION:
        raise _WrongError(f"a newer version of this program wrote it (file version {version}), update this one")
    tracks = tuple(_track(entry, place) for place, entry in enumerate(value["tracks"], 1))
    numbers = [track.number for track in tracks]
    for number in numbers:
        if numbers.count(number) > 1:
            raise _WrongError(f"two tracks have the number {number}")
    return TrackFile(tracks, _unknown(value, _KNOWN))


def _track(entry: Any, place: int) -> Track:
    where = f"track {place}"
    if not isinstance(entry, dict):
        raise _WrongError(f"{where} is no object")
    label = clean_label(entry.get("class"))
    if label is None:
        raise _WrongError(f"{where} has no class name")
    keys = entry.get("keys")
    if not isinstance(keys, list) or not keys:
        raise _WrongError(f"{where} has no key frames")
    found = tuple(_key(key, f"{where}, key frame {index}") for index, key in enumerate(keys, 1))
    if any(one.frame >= following.frame for one, following in itertools.pairwise(found)):
        raise _WrongError(f"the key frames of {where} are not in rising order")
    number = _whole(entry.get("number"), f'"number" of {where}', least=1)
    return Track(number, label, found, _unknown(entry, _KNOWN_OF_TRACK))


def _key(entry: Any, where: str) -> KeyFrame:
    if not isinstance(entry, dict):
        raise _WrongError(f"{where} is no object")
    frame = _whole(entry.get("frame"), f'"frame" of {where}', least=0)
    flags = frozenset(flag for flag in FLAGS if _mark(entry, flag, where))
    leaves, tracked = _mark(entry, "leaves", where), _mark(entry, "tracked", where)
    return KeyFrame(frame, _box(entry.get("box"), where), flags, leaves, tracked, _unknown(entry, _KNOWN_OF_KEY))


def _box(value: Any, where: str) -> Box:
    if not isinstance(value, list) or len(value) != 4 or not all(_is_number(edge) for edge in value):
        raise _WrongError(f'"box" of {where} is not four numbers')
    box = Box(*(float(edge) for edge in value))
    if box.area <= 0:
        raise _WrongError(f'"box" of {where} has no area')
    return box


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) < 1e9 and math.isfinite(value)


def _whole(value: Any, where: str, *, least: int) -> int:
    if type(value) is not int or not least <= value < 2**53:
        raise _WrongError(f"{where} is no whole number from {least} on")
    return value


def _mark(entry: dict[str, Any], name: str, where: str) -> bool:
    value = entry.get(name, False)
    if type(value) is not bool:
        raise _WrongError(f'"{name}" of {where} is neither true nor false')
    return value


def _unknown(entry: dict[str, Any], known: frozenset[str]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in known}


# -- Writing


def _text(video_name: str, file: TrackFile) -> str:
    head = {"version": VERSION, "video": video_name, **file.unknown}
    lines = [f" {_json(key)}: {_json(value)},\n" for key, value in head.items()]
    tracks = ",\n".join(_track_text(track) for track in file.tracks)
    return "{\n" + "".join(lines) + ' "tracks": [' + (f"\n{tracks}\n " if tracks else "") + "]\n}\n"


def _track_text(track: Track) -> str:
    head = {"number": track.number, "class": track.label, **track.unknown}
    keys = ",\n".join(f"   {_json(_key_entry(key))}" for key in track.keys)
    return f'  {_json(head)[:-1]}, "keys": [\n{keys}\n  ]}}'


def _key_entry(key: KeyFrame) -> dict[str, Any]:
    marks: list[str] = [flag for flag in FLAGS if flag in key.flags]
    marks += ["leaves"] * key.leaves + ["tracked"] * key.tracked
    return {"frame": key.frame, "box": list(key.box.xyxy()), **dict.fromkeys(marks, True), **key.unknown}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
