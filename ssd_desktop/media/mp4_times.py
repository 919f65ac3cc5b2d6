"""The times of all frames of an MP4 or QuickTime file, from its index.

Telephones and screen recorders write frames at a varying rate; which frame has which number, only the index tells
without decoding. Source: ISO/IEC 14496-12 (boxes ``stts``, ``ctts``, ``elst``).
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

_MAX_INDEX_BYTES = 64 * 2**20
_MAX_FRAMES = 10_000_000


def mp4_frame_times_ms(path: Path) -> npt.NDArray[np.float64] | None:
    """Returns when each frame of the first video track is shown.

    Args:
        path: Any file.

    Returns:
        float64 ``[N]``, milliseconds from the first frame, rising; None where the file is no MP4, has no such index
        (fragmented files), or an edit list that leaves frames out.
    """
    try:
        with path.open("rb") as stream:
            index = _find_index(stream)
        tracks = () if index is None else (body for kind, body in _boxes(index) if kind == b"trak")
        media = next((found for track in tracks if (found := _video_media(track)) is not None), None)
        return None if media is None else _times_ms(*media)
    except (OSError, struct.error, ValueError, LookupError):
        return None  # damaged: decoding will tell


def _find_index(stream: BinaryIO) -> bytes | None:
    """Returns the body of the box ``moov``, jumping over the pictures."""
    while len(head := stream.read(8)) == 8:
        size, kind = struct.unpack(">I4s", head)
        header = 8
        if size == 1:
            (size,) = struct.unpack(">Q", stream.read(8))
            header = 16
        if size < header:
            return None
        if kind == b"moov":
            return stream.read(size - header) if size <= _MAX_INDEX_BYTES else None
        stream.seek(size - header, 1)
    return None


def _boxes(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    while place + 8 <= len(body):
        size, kind = struct.unpack_from(">I4s", body, place)
        if size < 8:
            return
        yield kind, body[place + 8 : place + size]
        place += size


def _video_media(track: bytes) -> tuple[bytes, bytes | None] | None:
    """Returns the body of ``mdia``, and of ``elst`` if there is one, of a track that holds pictures."""
    parts = dict(_boxes(track))
    media = dict(_boxes(parts[b"mdia"]))
    if media[b"hdlr"][8:12] != b"vide":
        return None
    return parts[b"mdia"], dict(_boxes(parts.get(b"edts", b""))).get(b"elst")


def _times_ms(media_body: bytes, edits: bytes | None) -> npt.NDArray[np.float64] | None:
    media = dict(_boxes(media_body))
    table = dict(_boxes(dict(_boxes(media[b"minf"]))[b"stbl"]))
    ticks_per_s = struct.unpack_from(">I", media[b"mdhd"], 20 if media[b"mdhd"][0] == 1 else 12)[0]
    durations = _runs(table[b"stts"])
    if not len(durations) or not ticks_per_s:
        return None
    shown = np.concatenate([[0], np.cumsum(durations[:-1])])  # [N], when decoded
    if b"ctts" in table:
        shown = np.sort(shown + _runs(table[b"ctts"]).astype(np.int32)[: len(shown)])  # [N], when shown
    if edits is not None and not _starts_at(edits, int(shown[0])):
        return None
    return np.asarray((shown - shown[0]) * (1000.0 / ticks_per_s), np.float64)


def _runs(body: bytes) -> npt.NDArray[np.int64]:
    """Expands a table of (count, value) pairs."""
    (entries,) = struct.unpack_from(">I", body, 4)
    pairs = np.frombuffer(body, ">u4", 2 * entries, 8).astype(np.int64).reshape(-1, 2)
    if pairs[:, 0].sum() > _MAX_FRAMES:
        raise ValueError("more frames than any video has")
    return np.repeat(pairs[:, 1], pairs[:, 0])


def _starts_at(edits: bytes, first: int) -> bool:
    """Whether an edit list only names the start of the track, so that no frame is left out."""
    layout = ">Qq" if edits[0] == 1 else ">Ii"
    (entries,) = struct.unpack_from(">I", edits, 4)
    _, start = struct.unpack_from(layout, edits, 8) if entries == 1 else (0, first + 1)
    return int(start) <= first
