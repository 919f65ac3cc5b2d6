"""The tables that the sample pictures show, made of smooth noise."""

import math
from collections.abc import Callable

import cv2
import numpy as np

Array = np.ndarray


def _noise(rng: np.random.Generator, height: int, width: int, cell_y: float, cell_x: float) -> Array:
    """Smooth noise in 0..1 whose features measure about ``cell_y`` x ``cell_x`` pixels."""
    small = rng.random((max(2, round(height / cell_y)), max(2, round(width / cell_x))), dtype=np.float32)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC).clip(0, 1)


def _wood(rng: np.random.Generator, height: int, width: int) -> Array:
    rows = np.linspace(0, 9, height, dtype=np.float32)[:, None]
    warp = 1.6 * _noise(rng, height, width, 60, 260)
    rings = 0.5 + 0.5 * np.sin((rows + warp * 4) * 2 * math.pi * 0.9)
    fibre = _noise(rng, height, width, 1.5, 40)
    tone = (0.45 + 0.35 * rings + 0.2 * fibre)[..., None]
    return tone * np.array([166, 112, 66], np.float32) + 18


def _carpet(rng: np.random.Generator, height: int, width: int) -> Array:
    tufts = 0.55 * _noise(rng, height, width, 3, 3) + 0.3 * _noise(rng, height, width, 7, 7)
    tone = (0.45 + tufts + 0.15 * _noise(rng, height, width, 120, 120))[..., None]
    return tone * np.array([150, 132, 108], np.float32)


def _felt(rng: np.random.Generator, height: int, width: int) -> Array:
    tone = 0.75 + 0.2 * _noise(rng, height, width, 1.5, 1.5) + 0.25 * _noise(rng, height, width, 160, 160)
    return tone[..., None] * np.array([34, 92, 62], np.float32)


def _slate(rng: np.random.Generator, height: int, width: int) -> Array:
    tone = 0.7 + 0.25 * _noise(rng, height, width, 2, 2) + 0.3 * _noise(rng, height, width, 50, 90)
    return tone[..., None] * np.array([74, 78, 88], np.float32)


SURFACES: tuple[Callable[[np.random.Generator, int, int], Array], ...] = (_wood, _carpet, _felt, _slate)
"""Each gives float32 RGB ``[height, width, 3]``, 0 to 255: wood, carpet, felt, slate."""
