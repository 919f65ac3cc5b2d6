"""Images in files: read upright as RGB, their size read quickly, written whole.

Bytes are read first and decoded then, because OpenCV's own file functions fail on non-ASCII paths on Windows and tell
nothing about the reason. The orientation is applied here, not by OpenCV, so that the stored size is known too.
"""

import os
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ssd_desktop.errors import MediaError, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.media.image_header import (
    NO_ALPHA,
    PLAIN_ALPHA,
    PREMULTIPLIED_ALPHA,
    HeaderError,
    ImageHeader,
    read_header,
    tiff_marked_upright,
)
from ssd_desktop.media.image_integrity import damage
from ssd_desktop.media.opencv import cv2
from ssd_desktop.media.pixels import rgb_from_decoded, upright
from ssd_desktop.media.types import RgbImage

IMAGE_SUFFIXES = frozenset({".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".bmp", ".dib", ".webp", ".tif", ".tiff", ".gif"})
"""Lower-case suffixes of the files listed as images; what a file is, its content decides."""

MAX_PIXELS = 200_000_000
"""Larger images are refused before they are decoded (600 MB as RGB)."""

WRITABLE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp"})


@dataclass(frozen=True)
class ImageSize:
    """The size of an image file, in pixels.

    Attributes:
        width: Upright, as shown and as boxes count.
        height: Likewise.
        orientation: EXIF orientation, 1 to 8; 5 to 8 swap width and height.
        stored_width: As stored, before the orientation is applied.
        stored_height: Likewise.
    """

    width: int
    height: int
    orientation: int
    stored_width: int
    stored_height: int


@dataclass(frozen=True, eq=False)
class ImageFile:
    """A decoded image.

    Attributes:
        pixels_rgb: uint8 ``[H, W, 3]``, RGB, upright, C-contiguous, read-only.
        orientation: The EXIF orientation that was applied, 1 to 8.
        stored_width: Pixels before it was applied.
        stored_height: Likewise.
    """

    pixels_rgb: RgbImage
    orientation: int
    stored_width: int
    stored_height: int

    @property
    def size(self) -> ImageSize:
        """The size as ``read_image_size`` gives it."""
        height, width = self.pixels_rgb.shape[:2]
        return ImageSize(width, height, self.orientation, self.stored_width, self.stored_height)


def is_image_path(path: str | os.PathLike[str]) -> bool:
    """Returns whether a path has the suffix of an image, in upper or lower case; the file is not opened."""
    return Path(path).suffix.lower() in IMAGE_SUFFIXES


def read_image(path: str | os.PathLike[str]) -> ImageFile:
    """Decodes an image file (JPEG, PNG, BMP, WebP, TIFF, GIF), told by its content.

    Grey becomes RGB, CMYK is converted, 16 bits are scaled to 8, what is transparent is laid over white, the EXIF
    orientation is applied; of an animation or a document of pages the first is taken.

    Args:
        path: Any path, non-ASCII ones too.

    Returns:
        The upright pixels, and how they were stored.

    Raises:
        MediaError: The file is missing, empty, truncated, damaged, no image, or larger than 200 megapixels.
    """
    path = Path(path)
    content = _read_bytes(path)
    header = _checked_header(path, content)
    reason = damage(header.format, content)
    if reason is not None:
        raise MediaError(f"The image {path} {reason}; get an intact copy of it.")
    if header.format == "TIFF":
        content = tiff_marked_upright(content)
    decoded = _decode(path, content)
    pixels = upright(_to_rgb(path, decoded, header), header.orientation)
    pixels.flags.writeable = False
    height, width = decoded.shape[:2]
    return ImageFile(pixels, header.orientation, width, height)


def read_image_size(path: str | os.PathLike[str]) -> ImageSize:
    """Reads the size of an image from its header: a few kilobytes, nothing is decoded.

    Args:
        path: Any path.

    Returns:
        The upright and the stored size. The rest of the file may still be damaged.

    Raises:
        MediaError: The file is missing, empty, no image, or its header is damaged.
    """
    path = Path(path)
    try:
        with path.open("rb", buffering=4096) as stream:
            header = read_header(stream)
            empty = header is None and stream.seek(0, os.SEEK_END) == 0
    except HeaderError as error:
        raise _damaged_header(path, error) from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if header is None:
        raise _empty(path) if empty else _no_image(path)
    width, height = header.width, header.height
    if header.orientation >= 5:
        width, height = height, width
    return ImageSize(width, height, header.orientation, header.width, header.height)


def write_image(path: str | os.PathLike[str], pixels_rgb: npt.NDArray[np.uint8]) -> None:
    """Writes an image whole or not at all; the suffix chooses the format (.jpg, .jpeg, .png, .bmp, .webp).

    Args:
        path: Where to; an existing file is replaced.
        pixels_rgb: uint8 ``[H, W, 3]``, RGB.

    Raises:
        MediaError: The suffix is none of these, the picture does not fit the format, or the folder is not writable.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in WRITABLE_SUFFIXES:
        raise MediaError(f"The picture {path} was not written; name it .jpg, .png, .bmp or .webp.")
    bgr = cv2.cvtColor(pixels_rgb, cv2.COLOR_RGB2BGR)
    options = [cv2.IMWRITE_JPEG_QUALITY, 95] if suffix in (".jpg", ".jpeg") else []
    try:
        done, encoded = cv2.imencode(suffix, bgr, options)
    except cv2.error:
        done = False
    if not done:
        height, width = pixels_rgb.shape[:2]
        raise MediaError(f"The picture {path} ({width} x {height}) does not fit its format; name it .png.")
    try:
        write_file_atomically(path, encoded.tobytes())
    except (OSError, ValueError) as error:
        raise MediaError(f"The picture {path} was not written ({reason_of(error)}); choose another folder.") from error


def _read_bytes(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if not content:
        raise _empty(path)
    return content


def _checked_header(path: Path, content: bytes) -> ImageHeader:
    try:
        header = read_header(BytesIO(content))
    except HeaderError as error:
        raise _damaged_header(path, error) from error
    if header is None:
        raise _no_image(path)
    if header.width * header.height > MAX_PIXELS:
        raise MediaError(
            f"The image {path} has {header.width} x {header.height} pixels, more than the limit of "
            f"{MAX_PIXELS // 1_000_000} megapixels; cut it into parts or make it smaller."
        )
    return header


def _decode(path: Path, content: bytes) -> npt.NDArray[Any]:
    # UNCHANGED, because with a colour flag OpenCV 5.0 garbles 16-bit TIFF and drops transparency without a trace.
    try:
        decoded = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error:
        decoded = None
    if decoded is None or decoded.size == 0:
        raise MediaError(
            f"The image {path} cannot be decoded; it is damaged or of an unusual kind: save it anew as JPEG or PNG."
        )
    return decoded


def _to_rgb(path: Path, decoded: npt.NDArray[Any], header: ImageHeader) -> RgbImage:
    has_fourth = decoded.ndim == 3 and decoded.shape[2] == 4
    if has_fourth and header.extra_sample == NO_ALPHA:
        decoded = decoded[:, :, :3]
    # Plain alpha of 8 bits is multiplied into the colours while OpenCV (libtiff) decodes, that of 16 bits is not.
    by_decoder = header.extra_sample == PLAIN_ALPHA and decoded.dtype == np.uint8
    pixels = rgb_from_decoded(decoded, premultiplied=by_decoder or header.extra_sample == PREMULTIPLIED_ALPHA)
    if pixels is None:
        raise MediaError(f"The image {path} holds {decoded.dtype} pixels; save it anew with 8 or 16 bits a channel.")
    return pixels


def _unreadable(path: Path, error: Exception) -> MediaError:
    if isinstance(error, FileNotFoundError):
        return MediaError(f"The image {path} does not exist; check the path.")
    # Windows refuses to open a folder as it refuses a file one has no right to.
    if isinstance(error, IsADirectoryError | PermissionError) and path.is_dir():
        return MediaError(f"{path} is a folder, not an image; open it as a folder.")
    return MediaError(f"The image {path} cannot be read ({reason_of(error)}); check the path and its permissions.")


def _empty(path: Path) -> MediaError:
    return MediaError(f"The image {path} is empty (0 bytes); get an intact copy of it.")


def _no_image(path: Path) -> MediaError:
    return MediaError(f"{path} is no image of a kind this program reads; save it as JPEG, PNG, BMP, WebP, TIFF or GIF.")


def _damaged_header(path: Path, error: HeaderError) -> MediaError:
    return MediaError(f"The image {path} is damaged or truncated ({error}); get an intact copy of it.")
