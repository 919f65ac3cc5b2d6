"""An overlay that is drawn once and then copied, until it or its place changes: hundreds of boxes take time."""

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QPaintEngine, QPainter, QPixmap

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.overlay import Overlay, device_pixels


class KeptOverlay(Overlay):
    """Base of overlays that do not follow the mouse; they draw in ``draw``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: tuple[CanvasTransform, QPixmap] | None = None
        self.changed.connect(self._forget)

    def paint(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Copies what was drawn for this place before, or draws it; into a drawing of lines, the lines themselves."""
        if is_vector(painter):
            self.draw(painter, transform)
            return
        if self._kept is None or self._kept[0] != transform:
            pixmap = QPixmap(transform.device_view_rect().size())
            pixmap.setDevicePixelRatio(transform.device_pixel_ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            inner = QPainter(pixmap)
            inner.setFont(painter.font())
            self.draw(inner, transform)
            inner.end()
            self._kept = transform, pixmap
        with device_pixels(painter, transform):
            pixmap = QPixmap(self._kept[1])
            pixmap.setDevicePixelRatio(1)
            painter.drawPixmap(QPoint(0, 0), pixmap)

    def draw(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Draws over the picture; as ``Overlay.paint``."""

    def _forget(self) -> None:
        self._kept = None


def is_vector(painter: QPainter) -> bool:
    """Returns whether a painter writes an SVG, where pixels would blur when it is enlarged."""
    engine = painter.paintEngine()
    return engine is not None and engine.type() == QPaintEngine.Type.SVG
