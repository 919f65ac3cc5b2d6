"""Pictures and pixels for tests that look at what was painted."""

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage


def to_qimage(pixels_rgb: npt.NDArray[np.uint8]) -> QImage:
    """Returns an image with these pixels, uint8 ``[H, W, 3]``."""
    values = np.ascontiguousarray(pixels_rgb)
    height, width, _ = values.shape
    return QImage(values.data, width, height, width * 3, QImage.Format.Format_RGB888).copy()


def to_array(image: QImage) -> npt.NDArray[np.uint8]:
    """Returns the device pixels of an image, uint8 ``[H, W, 3]``."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3).copy()


def noise(width: int, height: int, seed: int = 0) -> npt.NDArray[np.uint8]:
    """Returns random pixels, uint8 ``[height, width, 3]``, in which every misplaced pixel shows."""
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
