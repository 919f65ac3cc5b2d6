"""Whether an image file is whole, before a decoder sees it.

Decoders fill what is missing with grey and say nothing (OpenCV 4), or write to the terminal (libpng).
"""

import struct
import zlib

from ssd_desktop.media.image_header import JPEG_WITHOUT_LENGTH


def damage(image_format: str, content: bytes) -> str | None:
    """Returns what is wrong with a file ("is truncated"), or None where nothing can be said.

    Args:
        image_format: As ``image_header`` names it.
        content: The whole file.
    """
    if image_format == "JPEG":
        return _jpeg_damage(content)
    if image_format == "PNG":
        return _png_damage(content)
    if image_format == "WebP" and len(content) < struct.unpack_from("<I", content, 4)[0]:
        return "is truncated"
    return None


def _jpeg_damage(content: bytes) -> str | None:
    """A JPEG ends with an end-of-image marker; the one of an EXIF thumbnail lies before the scan and does not count."""
    place = 2
    while place + 4 <= len(content):
        place = content.find(b"\xff", place)
        if place < 0 or place + 4 > len(content):
            break
        marker = content[place + 1]
        if marker == 0xDA:
            return None if content.find(b"\xff\xd9", place) >= 0 else "is truncated"
        if marker == 0xFF:  # fill byte
            place += 1
        elif marker in JPEG_WITHOUT_LENGTH:
            place += 2
        else:
            place += 2 + struct.unpack_from(">H", content, place + 2)[0]
    return "is truncated"


def _png_damage(content: bytes) -> str | None:
    place = 8
    while place + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, place)
        end = place + 8 + length
        if end + 4 > len(content):
            return "is truncated"
        if zlib.crc32(memoryview(content)[place + 4 : end]) != struct.unpack_from(">I", content, end)[0]:
            return "is damaged"
        if kind == b"IEND":
            return None
        place = end + 4
    return "is truncated"
