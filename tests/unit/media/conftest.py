"""Pictures and files that several media tests use."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image


@pytest.fixture(scope="session")
def picture() -> np.ndarray:
    """A smooth coloured picture, uint8 [60, 80, 3], RGB, different in every corner."""
    seeds = np.random.default_rng(0).integers(0, 256, (6, 8, 3), np.uint8)
    return cv2.resize(seeds, (80, 60))


@pytest.fixture(scope="session")
def encode() -> Callable[..., bytes]:
    """Encodes a picture with Pillow, a writer that is not the one under test."""

    def encode(pixels: Any, image_format: str = "PNG", **options: Any) -> bytes:
        stream = BytesIO()
        image = pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels)
        image.save(stream, image_format, **options)
        return stream.getvalue()

    return encode


@pytest.fixture
def save(tmp_path: Path, encode: Callable[..., bytes]) -> Callable[..., Path]:
    """Writes an encoded picture into the test's folder."""

    def save(name: str, pixels: Any, image_format: str = "PNG", **options: Any) -> Path:
        path = tmp_path / name
        path.write_bytes(encode(pixels, image_format, **options))
        return path

    return save
