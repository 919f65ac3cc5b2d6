"""What the first bytes of an image file say: format, size and EXIF orientation, without decoding.

Sources: ITU T.81 (JPEG), W3C PNG third edition, RFC 9649 (WebP), TIFF 6.0 and BigTIFF, CompuServe GIF89a, the Windows
bitmap headers; EXIF 2.32 for the orientation (tag 274), which is a TIFF structure of its own inside the other formats.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_ORIENTATION = 274
_TIFF_WIDTH = 256
_TIFF_HEIGHT = 257
_TIFF_EXTRA_SAMPLES = 338
NO_ALPHA, PREMULTIPLIED_ALPHA, PLAIN_ALPHA = 0, 1, 2
"""Values of the TIFF tag ExtraSamples; 0 is any other channel, such as near infrared."""

_TIFF_TYPES = {1: "B", 3: "H", 4: "I", 16: "Q"}
_MAX_TIFF_ENTRIES = 4096
_WEBP_HAS_EXIF = 0x08
# Start-of-frame markers: C0 to CF without the tables (C4), the reserved (C8) and the arithmetic conditions (CC).
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
JPEG_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})


class HeaderError(Exception):
    """The file starts like an image but its header is cut off or contradicts itself."""


@dataclass(frozen=True)
class ImageHeader:
    """What an image file says of itself.

    Attributes:
        format: "JPEG", "PNG", "GIF", "BMP", "WebP" or "TIFF".
        width: Pixels as stored, before the orientation is applied.
        height: Likewise.
        orientation: EXIF orientation, 1 to 8; 1 (upright) where the file does not say or says nonsense.
        extra_sample: TIFF: what a fourth channel is, ``NO_ALPHA``, ``PREMULTIPLIED_ALPHA`` or ``PLAIN_ALPHA``; None
            where the file does not say.
    """

    format: str
    width: int
    height: int
    orientation: int = 1
    extra_sample: int | None = None


def image_format(start: bytes) -> str | None:
    """Returns the format a file's first 16 bytes tell, or None if they are of no image this program reads."""
    if start.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if start[:6] in (b"GIF87a", b"GIF89a"):
        return "GIF"
    if start.startswith(b"BM"):
        return "BMP"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "WebP"
    if start[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return "TIFF"
    return None


def read_header(stream: BinaryIO) -> ImageHeader | None:
    """Reads the header of an image; a few kilobytes whatever the size of the file.

    Args:
        stream: The file from its beginning; must be able to seek.

    Returns:
        The header, or None if the file is of no format this program reads.

    Raises:
        HeaderError: The header is cut off, or gives no size.
    """
    kind = image_format(stream.read(16))
    if kind is None:
        return None
    stream.seek(0)
    try:
        header = _READERS[kind](stream)
    except struct.error as error:
        raise HeaderError("its header is cut off") from error
    if header.width <= 0 or header.height <= 0:
        raise HeaderError("its header gives no size")
    return header


def exif_orientation(exif: bytes) -> int:
    """Returns the orientation, 1 to 8, in an EXIF block (a TIFF structure, with or without "Exif" before it)."""
    if exif.startswith(b"Exif\0\0"):
        exif = exif[6:]
    try:
        return _orientation(_tiff_tags(io.BytesIO(exif)))
    except (HeaderError, struct.error):
        return 1  # a damaged EXIF block is no reason to refuse the pixels


def tiff_marked_upright(content: bytes) -> bytes:
    """Returns a TIFF file whose orientation says 1, so that a decoder that applies it (OpenCV's does) leaves it alone.

    Args:
        content: The whole file; its header has been read without an error.
    """
    for tag, value, place, layout in _tiff_entries(io.BytesIO(content)):
        if tag == _ORIENTATION and value != 1:
            return content[:place] + struct.pack(layout, 1) + content[place + struct.calcsize(layout) :]
    return content


def _unpack(stream: BinaryIO, layout: str) -> tuple[int, ...]:
    return struct.unpack(layout, stream.read(struct.calcsize(layout)))


def _read_jpeg(stream: BinaryIO) -> ImageHeader:
    stream.seek(2)
    orientation = None
    while True:
        marker = _next_jpeg_marker(stream)
        if marker in JPEG_WITHOUT_LENGTH:
            continue
        (length,) = _unpack(stream, ">H")
        if marker in (0xD9, 0xDA) or length < 2:
            raise HeaderError("its header gives no size")
        if marker in _JPEG_FRAMES:
            _, height, width = _unpack(stream, ">BHH")
            return ImageHeader("JPEG", width, height, orientation or 1)
        if marker == 0xE1 and orientation is None:
            segment = stream.read(length - 2)
            orientation = exif_orientation(segment) if segment.startswith(b"Exif\0\0") else None
        else:
            stream.seek(length - 2, io.SEEK_CUR)


def _next_jpeg_marker(stream: BinaryIO) -> int:
    """Skips to the next marker; fill bytes, and stray bytes some writers leave, are jumped over as decoders do."""
    while _unpack(stream, "B")[0] != 0xFF:
        pass
    while (marker := _unpack(stream, "B")[0]) == 0xFF:
        pass
    return marker


def _read_png(stream: BinaryIO) -> ImageHeader:
    stream.seek(8)
    _, kind, width, height = struct.unpack(">I4sII", stream.read(16))
    if kind != b"IHDR":
        raise HeaderError("its header gives no size")
    stream.seek(8 + 25)
    orientation = 1
    while len(start := stream.read(8)) == 8:
        length, kind = struct.unpack(">I4s", start)
        if kind == b"eXIf":
            orientation = exif_orientation(stream.read(min(length, 1 << 16)))
        if kind in (b"eXIf", b"IEND"):
            break
        stream.seek(length + 4, io.SEEK_CUR)
    return ImageHeader("PNG", width, height, orientation)


def _read_gif(stream: BinaryIO) -> ImageHeader:
    stream.seek(6)
    width, height = _unpack(stream, "<HH")
    return ImageHeader("GIF", width, height)


def _read_bmp(stream: BinaryIO) -> ImageHeader:
    stream.seek(14)
    (header_size,) = _unpack(stream, "<I")
    # The oldest header has 16-bit sizes; a negative height means rows from the top down.
    width, height = _unpack(stream, "<HH" if header_size == 12 else "<ii")
    return ImageHeader("BMP", width, abs(height))


def _read_webp(stream: BinaryIO) -> ImageHeader:
    stream.seek(12)
    kind, length = struct.unpack("<4sI", stream.read(8))
    start = stream.read(10)
    size = _webp_size(kind, start)
    if size is None:
        raise HeaderError("its header gives no size")
    orientation = 1
    if kind == b"VP8X" and start[0] & _WEBP_HAS_EXIF:
        stream.seek(20 + length + length % 2)
        orientation = _webp_orientation(stream)
    return ImageHeader("WebP", *size, orientation)


def _webp_orientation(stream: BinaryIO) -> int:
    while len(start := stream.read(8)) == 8:
        kind, length = struct.unpack("<4sI", start)
        if kind == b"EXIF":
            return exif_orientation(stream.read(min(length, 1 << 16)))
        stream.seek(length + length % 2, io.SEEK_CUR)
    return 1


def _webp_size(kind: bytes, start: bytes) -> tuple[int, int] | None:
    if kind == b"VP8X":
        _, wide, wide_high, high, high_high = struct.unpack("<IHBHB", start)
        return (wide | wide_high << 16) + 1, (high | high_high << 16) + 1
    if kind == b"VP8L":
        _, bits = struct.unpack("<BI", start[:5])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        _, width, height = struct.unpack("<6sHH", start)
        return width & 0x3FFF, height & 0x3FFF
    return None


def _read_tiff(stream: BinaryIO) -> ImageHeader:
    tags = _tiff_tags(stream)
    size = tags.get(_TIFF_WIDTH, 0), tags.get(_TIFF_HEIGHT, 0)
    return ImageHeader("TIFF", *size, _orientation(tags), tags.get(_TIFF_EXTRA_SAMPLES))


def _orientation(tags: dict[int, int]) -> int:
    orientation = tags.get(_ORIENTATION, 1)
    return orientation if 1 <= orientation <= 8 else 1


def _tiff_tags(stream: BinaryIO) -> dict[int, int]:
    return {tag: value for tag, value, _, _ in _tiff_entries(stream)}


def _tiff_entries(stream: BinaryIO) -> Iterator[tuple[int, int, int, str]]:
    """Gives tag, first value, its place in the file and its layout for the integer tags of the first directory."""
    order = {b"II": "<", b"MM": ">"}.get(stream.read(2))
    if order is None:
        raise HeaderError("its header is damaged")
    big = _unpack(stream, order + "H")[0] == 43
    if big:
        stream.seek(8)
    stream.seek(_offset(stream, order + ("Q" if big else "I")))
    (count,) = _unpack(stream, order + ("Q" if big else "H"))
    entry = struct.Struct(order + ("HHQ8s" if big else "HHI4s"))
    for _ in range(min(count, _MAX_TIFF_ENTRIES)):
        tag, kind, _, value = entry.unpack(stream.read(entry.size))
        if kind in _TIFF_TYPES and struct.calcsize(_TIFF_TYPES[kind]) <= len(value):
            layout = order + _TIFF_TYPES[kind]
            yield tag, struct.unpack_from(layout, value)[0], stream.tell() - len(value), layout


def _offset(stream: BinaryIO, layout: str) -> int:
    (offset,) = _unpack(stream, layout)
    if offset >= 1 << 63:
        raise HeaderError("its header is damaged")
    return offset


_READERS = {
    "JPEG": _read_jpeg,
    "PNG": _read_png,
    "GIF": _read_gif,
    "BMP": _read_bmp,
    "WebP": _read_webp,
    "TIFF": _read_tiff,
}
