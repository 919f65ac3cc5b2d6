"""Pictures as somebody's own program gives them: pixels or the path of a file, checked before a detector sees them."""

import os
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt

from ssd_desktop.errors import UsageError
from ssd_desktop.media.image_file import read_image

GivenPicture = npt.NDArray[np.uint8] | str | os.PathLike[str]
"""uint8 ``[H, W, 3]``, or the path of an image file."""

Channels = Literal["rgb", "bgr"]

_GREY = {2: "np.stack([image] * 3, axis=-1)", 3: "np.repeat(image, 3, axis=2)"}


def pixels_of(image: GivenPicture, *, channels: Channels = "rgb", name: str = "The picture") -> npt.NDArray[np.uint8]:
    """Returns the pixels of a picture, uint8 ``[H, W, 3]``, RGB, upright.

    Args:
        image: uint8 ``[H, W, 3]``, or the path of an image file, which is read as the program reads it.
        channels: Order of the channels of an array; a file's is known. Nothing in an array tells one from the other.
        name: What errors call it.

    Raises:
        UsageError: It is no picture of this kind; the text says how to make one of it.
        MediaError: The file cannot be read.
    """
    if channels not in get_args(Channels):
        raise UsageError(f"There is no order of channels {channels!r}; use rgb, or bgr for what OpenCV reads.")
    if isinstance(image, str | os.PathLike):
        return read_image(image).pixels_rgb
    if not isinstance(image, np.ndarray):
        raise UsageError(_other_type(image, name))
    _check_shape(image, name)
    _check_numbers(image, name)
    return image if channels == "rgb" else image[..., ::-1]


def _other_type(image: object, name: str) -> str:
    kind = type(image)
    return (
        f"{name} is a {kind.__module__}.{kind.__qualname__}; give a path or a numpy array, which "
        "np.asarray(image.convert('RGB')) makes of a PIL image and image.permute(1, 2, 0).cpu().numpy() of a tensor."
    )


def _check_shape(image: npt.NDArray[Any], name: str) -> None:
    shape = image.shape
    if image.size == 0:
        raise UsageError(f"{name} has the shape {shape} and so no pixels; check how it was cut or read.")
    if len(shape) == 3 and shape[2] == 3:
        return
    found = f"{name} has the shape {shape}, and a picture has (height, width, 3): "
    if len(shape) == 2 or (len(shape) == 3 and shape[2] == 1):
        raise UsageError(f"{found}it is grey; {_GREY[len(shape)]} makes it RGB.")
    if len(shape) == 3 and shape[2] == 4:
        raise UsageError(f"{found}it has an alpha channel; image[..., :3] leaves it out.")
    if len(shape) == 3 and shape[0] in (1, 3, 4):
        raise UsageError(f"{found}its channels come first; image.transpose(1, 2, 0) puts them last.")
    if len(shape) == 4:
        raise UsageError(f"{found}it is a batch; give list(images).")
    raise UsageError(f"{found}give one picture, or a list of pictures.")


def _check_numbers(image: npt.NDArray[Any], name: str) -> None:
    if image.dtype == np.uint8:
        return
    remedy = "image.astype(np.uint8) converts whole numbers from 0 to 255"
    if image.dtype.kind == "f":
        remedy = "(255 * image).round().astype(np.uint8) converts numbers from 0 to 1"
    elif image.dtype == np.uint16:
        remedy = "(image // 257).astype(np.uint8) converts all 16 bits"
    raise UsageError(f"{name} holds {image.dtype} pixels, and a picture has uint8, 0 to 255: {remedy}.")
