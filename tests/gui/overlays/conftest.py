"""A canvas for one overlay."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.overlay import Overlay, paint_overlays
from ssd_desktop.gui.overlays.tag_room import TagRoom
from tests.gui.rendering import to_array

Paint = Callable[[Overlay, CanvasTransform], npt.NDArray[np.uint8]]


@pytest.fixture
def paint(qapp: object) -> Paint:
    """Returns the device pixels, uint8 ``[H, W, 3]``, of an overlay painted on black."""

    def painted(overlay: Overlay, transform: CanvasTransform) -> npt.NDArray[np.uint8]:
        image = QImage(transform.device_view_rect().size(), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(transform.device_pixel_ratio)
        image.fill(QColor("black"))
        painter = QPainter(image)
        paint_overlays(painter, transform, [overlay], TagRoom())
        painter.end()
        return to_array(image)

    return painted
