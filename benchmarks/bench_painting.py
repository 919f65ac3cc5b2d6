"""How long does a frame of the canvas take with all 8,732 default boxes at 1920 x 1080?

Ours (one cached pixmap a feature map) against the obvious way in the same run: every box with its own
``drawRect`` in a half transparent colour. Milliseconds a frame and their ratio.
"""

import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from benchmarks.figures import Figure, record
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.canvas.view import CanvasView
from ssd_desktop.gui.overlays.colours import map_colour
from ssd_desktop.gui.overlays.default_boxes import DefaultBoxesOverlay
from ssd_desktop.gui.overlays.overlay import Overlay
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.default_boxes import make_default_boxes

BOXES = make_default_boxes(PLANS["caffe-voc"])
BUDGET_MS = 16.0


class NaiveOverlay(Overlay):
    """Every default box on its own, antialiased and half transparent, in every frame."""

    def paint(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Draws 8,732 rectangles."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = np.array([transform.picture_width, transform.picture_height] * 2)
        for feature_map, part in enumerate(BOXES.map_slices):
            colour = map_colour(feature_map)
            colour.setAlpha(120)
            painter.setPen(QPen(colour, 1))
            for x0, y0, x1, y1 in (BOXES.xyxy[part] * size).tolist():
                painter.drawRect(QRectF(transform.to_widget(x0, y0), transform.to_widget(x1, y1)))


def canvas_with(overlay: Overlay) -> CanvasView:
    """A fitted 1920 x 1280 photo (noise) under the overlay."""
    pixels = np.random.default_rng(0).integers(0, 256, (1280, 1920, 4), dtype=np.uint8)
    view = CanvasView()
    view.resize(1920, 1080)
    view.add_overlay(overlay)
    view.set_picture(QImage(pixels.data, 1920, 1280, 1920 * 4, QImage.Format.Format_RGB32).copy())
    return view


def milliseconds(
    view: CanvasView, frames: int, before_frame: Callable[[int], None] = lambda number: None
) -> list[float]:
    """Paints frames and returns what each took."""
    image = QImage(1920, 1080, QImage.Format.Format_RGB32)
    taken = []
    for number in range(frames):
        before_frame(number)
        start = time.perf_counter()
        view.render(image)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def main() -> None:
    """Prints the answer."""
    application = QApplication([])
    overlay = DefaultBoxesOverlay()
    overlay.set_default_boxes(BOXES)
    overlay.set_maps(range(len(BOXES.map_slices)))
    ours, naive = canvas_with(overlay), canvas_with(NaiveOverlay())
    bare = statistics.median(milliseconds(canvas_with(Overlay()), 20))
    first, *still = milliseconds(ours, 41)
    panning = milliseconds(ours, 40, lambda number: ours.move_picture(ours.transform().panned(9 - number % 19, 3)))
    zooming = milliseconds(ours, 12, lambda number: ours.zoom_in() if number % 2 else ours.zoom_out())
    slow = statistics.median(milliseconds(naive, 3))
    again = statistics.median(still)
    print(f"8,732 default boxes over a photo, 1920 x 1080, {application.platformName()}, milliseconds a frame")
    print(f"  photo without boxes      {bare:8.1f}")
    print(f"  first frame              {first:8.1f}")
    print(f"  same view again, median  {again:8.1f}")
    print(f"  panning, median          {statistics.median(panning):8.1f}   worst {max(panning):.1f}")
    print(f"  zooming, median          {statistics.median(zooming):8.1f}   worst {max(zooming):.1f}")
    what, aim = "a frame with 8,732 default boxes, 1920x1080", f"{BUDGET_MS:.0f} ms"
    record([Figure(what, again, "ms", slow, "one drawRect a box", aim)])


if __name__ == "__main__":
    main()
