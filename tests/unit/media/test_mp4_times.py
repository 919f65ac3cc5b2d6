import struct

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssd_desktop.media.frame_clock import FrameClock
from ssd_desktop.media.mp4_times import mp4_frame_times_ms


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def table(kind: bytes, *pairs: tuple[int, int]) -> bytes:
    return box(kind, struct.pack(">II", 0, len(pairs)), *(struct.pack(">Ii", *pair) for pair in pairs))


def movie(*tables: bytes, edits: bytes = b"", handler: bytes = b"vide", ticks_per_s: int = 1000) -> bytes:
    """An MP4 without pictures: the index of one track."""
    media_header = box(b"mdhd", struct.pack(">IIIIII", 0, 0, 0, ticks_per_s, 0, 0))
    handler_box = box(b"hdlr", struct.pack(">II4s", 0, 0, handler), b"\0" * 13)
    media = box(b"mdia", media_header, handler_box, box(b"minf", box(b"stbl", *tables)))
    return box(b"ftyp", b"isom") + box(b"mdat", b"\0" * 50) + box(b"moov", box(b"trak", edits, media))


def edit_list(*starts: int) -> bytes:
    entries = b"".join(struct.pack(">IiI", 1000, start, 1 << 16) for start in starts)
    return box(b"edts", box(b"elst", struct.pack(">II", 0, len(starts)), entries))


@pytest.fixture
def times(tmp_path):
    def times(content: bytes):
        path = tmp_path / "clip.mp4"
        path.write_bytes(content)
        found = mp4_frame_times_ms(path)
        return None if found is None else found.tolist()

    return times


def test_durations_add_up(times):
    assert times(movie(table(b"stts", (2, 10), (2, 30)))) == [0, 10, 20, 50]
    assert times(movie(table(b"stts", (3, 10)), ticks_per_s=250)) == [0, 40, 80]


def test_frames_decoded_out_of_order_are_put_in_the_order_they_are_shown(times):
    # I P B B: decoded at 0 10 20 30, shown at 10 40 20 30.
    assert times(movie(table(b"stts", (4, 10)), table(b"ctts", (1, 10), (1, 30), (2, 0)))) == [0, 10, 20, 30]
    assert times(movie(table(b"stts", (2, 10)), table(b"ctts", (1, 0), (1, -5)))) == [0, 5]


def test_an_edit_list_that_leaves_frames_out_makes_the_index_useless(times):
    stts, ctts = table(b"stts", (3, 10)), table(b"ctts", (3, 20))
    assert times(movie(stts, ctts, edits=edit_list(20))) == [0, 10, 20]
    assert times(movie(stts, ctts, edits=edit_list(30))) is None
    assert times(movie(stts, ctts, edits=edit_list(-1, 20))) is None


def test_other_files_and_tracks_have_no_index(times, tmp_path):
    assert times(b"") is None
    assert times(b"no box at all, only text") is None
    assert times(movie(table(b"stts", (3, 10)), handler=b"soun")) is None
    assert times(movie(table(b"stts"))) is None
    assert times(movie(table(b"stts", (2**31 - 1, 10)))) is None
    assert mp4_frame_times_ms(tmp_path / "absent") is None


VALID = movie(table(b"stts", (2, 10), (2, 30)), table(b"ctts", (4, 10)), edits=edit_list(10))


@given(st.integers(0, len(VALID) - 1), st.binary(min_size=1, max_size=8))
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_index_is_an_index_or_none(times, place, damage):
    found = times(VALID[:place] + damage + VALID[place + len(damage) :])
    assert found is None or (found[0] == 0 and found == sorted(found))


@pytest.mark.parametrize("kind", [b"mdhd", b"elst", b"hdlr", b"stts", b"ctts", b"mdia", b"stbl"])
def test_an_empty_box_makes_the_index_useless_and_nothing_worse(times, kind):
    place = VALID.index(kind) - 4
    size = struct.unpack_from(">I", VALID, place)[0]
    # The rest of the box becomes one of a kind nobody reads, so that all other places stay.
    emptied = box(kind) + struct.pack(">I4s", size - 8, b"free")
    assert times(VALID[:place] + emptied + VALID[place + 16 :]) is None


@pytest.mark.parametrize("name", ["bottle-detection.mp4", "car-detection.mp4"])
def test_the_index_of_real_clips_agrees_with_the_decoder(shared_data, name):
    path = shared_data / "videos" / name
    capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    decoded = []
    while capture.grab():
        decoded.append(capture.get(cv2.CAP_PROP_POS_MSEC))
    capture.release()
    np.testing.assert_allclose(mp4_frame_times_ms(path), decoded, atol=0.01)


def test_a_clock_believes_what_was_seen_before_the_index_and_the_index_before_the_rate():
    clock = FrameClock(10, np.array([0.0, 90.0, 200.0]))
    assert clock.expected(2) == (200, 0.5)
    assert clock.expected(3) is None
    clock.observe(0, 40.0)
    clock.observe(1, 130.0)
    assert clock.expected(1) == (90, 0.5)
    clock.observe(2, 260.0)  # not what the index says, but what the rate says
    assert clock.expected(3) == (300, 50)
    clock.observe(3, 999.0)
    assert clock.expected(4) is None


def test_a_clock_whose_times_stand_still_tells_nothing():
    clock = FrameClock(10)
    clock.observe(0, 0.0)
    clock.observe(1, 0.0)
    assert clock.expected(0) is None
    assert clock.expected(7) is None
