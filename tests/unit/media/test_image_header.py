from base64 import b64decode
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.media.image_header import HeaderError, exif_orientation, read_header
from ssd_desktop.media.image_integrity import damage

STARTS = [
    b"\xff\xd8\xff\xe1",
    b"\x89PNG\r\n\x1a\n",
    b"GIF89a",
    b"BM",
    b"RIFF\x20\0\0\0WEBPVP8X",
    b"II*\0\x08\0\0\0",
    b"MM\0+\0\x08\0\0",
]


@given(st.sampled_from(STARTS), st.binary(max_size=200))
@settings(deadline=None, max_examples=100)
def test_no_bytes_end_in_anything_but_a_header_or_a_header_error(start, rest):
    try:
        header = read_header(BytesIO(start + rest))
    except HeaderError:
        return
    if header is not None:
        assert header.width > 0
        assert header.height > 0
        assert 1 <= header.orientation <= 8
        damage(header.format, start + rest)


@given(st.binary(max_size=60))
@settings(deadline=None)
def test_any_exif_block_gives_an_orientation(exif):
    assert 1 <= exif_orientation(exif) <= 8


def test_a_header_needs_only_the_first_kilobytes_of_a_large_file(picture, encode):
    class Counting(BytesIO):
        taken = 0

        def read(self, size=-1):
            content = super().read(size)
            self.taken += len(content)
            return content

    for image_format in ("JPEG", "PNG", "BMP", "GIF", "WEBP", "TIFF"):
        stream = Counting(encode(picture, image_format) + b"\0" * 1_000_000)
        assert read_header(stream).width == 80
        assert stream.taken < 4096, image_format


def test_fill_bytes_and_stray_bytes_between_jpeg_segments_are_skipped(picture, encode):
    whole = encode(picture, "JPEG")
    assert read_header(BytesIO(whole[:2] + b"\xff\xff\xff" + whole[2:])).width == 80
    assert damage("JPEG", whole[:2] + b"\xff\xff\xff" + whole[2:]) is None


def test_the_smallest_webp_there_is_tells_its_size():
    content = b64decode("UklGRhIAAABXRUJQVlA4TAYAAAAvQWxvAGs=")
    assert read_header(BytesIO(content)).format == "WebP"


@pytest.mark.parametrize("content", [b"", b"\xff", b"%PDF-1.7 and more of it", b"RIFF\0\0\0\0AVI LIST"])
def test_other_files_have_no_header(content):
    assert read_header(BytesIO(content)) is None
