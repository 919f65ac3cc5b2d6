"""Sharp at 100, 150 and 200 %: real windows in processes with their own scale factor."""

import json
import os
import subprocess
import sys

import pytest

_SCRIPT = """
import json, sys
import numpy as np
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from ssd_desktop.gui.canvas.view import CanvasView
from ssd_desktop.gui.overlays.detections import DetectionsOverlay
from ssd_desktop.inference.types import Detections

app = QApplication([])
window, canvas, spacer = QWidget(), CanvasView(), QWidget()
spacer.setFixedHeight(33)  # at 150 % the canvas then begins between two device pixels
column = QVBoxLayout(window)
column.setContentsMargins(0, 0, 0, 0)
column.setSpacing(0)
column.addWidget(spacer)
column.addWidget(canvas)
window.resize(300, 233)
window.show()
checks = (np.indices((40, 60)).sum(axis=0) % 2 * 255).astype(np.uint8)
rows = np.ascontiguousarray(np.repeat(checks[:, :, None], 3, axis=2))
canvas.set_picture(QImage(rows.data, 60, 40, 180, QImage.Format.Format_RGB888).copy())
canvas.set_zoom(1.0)
box = np.array([[0, 0, 60, 40]], np.float32)
one = np.ones(1, np.int64)
overlay = DetectionsOverlay()
canvas.add_overlay(overlay)
grab = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
values = np.frombuffer(grab.constBits(), np.uint8).reshape(grab.height(), grab.bytesPerLine())
values = values[:, : grab.width() * 3].reshape(grab.height(), grab.width(), 3)
pattern = rows[:, :, 0]
found = [
    (y, x)
    for y in range(grab.height() - 40)
    for x in range(grab.width() - 60)
    if np.array_equal(values[y, x : x + 60, 0], pattern[0])
    and np.array_equal(values[y : y + 40, x : x + 60, 0], pattern)
]
place = found[0]
overlay.set_detections(Detections(box, one, np.ones(1, np.float32), one, ("thing",), 60, 40))
after = window.grab().toImage()
y, x = place
ring = {after.pixelColor(column, y + 20).name() for column in (x, x + 1, x + 58, x + 59)}
ratio = canvas.devicePixelRatioF()
outside = {after.pixelColor(column, y + 20).name() for column in (x - 4, x + 63)}
print(json.dumps({"ratio": ratio, "places": len(found), "ring": len(ring), "outside": len(outside & ring)}))
"""


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_single_pixels_and_box_edges_stay_sharp_at_every_scale(factor: float) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(factor)}
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    # The chess board of single pixels is there untouched, and the box's line lies wholly on its outermost pixels.
    assert json.loads(done.stdout) == {"ratio": factor, "places": 1, "ring": 1, "outside": 0}
