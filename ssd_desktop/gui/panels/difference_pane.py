"""A picture with what sets one of two detectors apart on it, as large as there is room."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ssd_desktop.data.types import Sample
from ssd_desktop.evaluation.disagreement import Side
from ssd_desktop.gui.canvas.picture import PicturePainter
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.differences import DifferencesOverlay
from ssd_desktop.gui.overlays.overlay import device_pixels, paint_overlays
from ssd_desktop.gui.overlays.tag_room import TagRoom

_LEAST = QSize(180, 120)


class DifferencePane(QWidget):
    """One of two pictures side by side.

    Signals:
        clicked: The user wants to see the picture in the window.

    Attributes:
        overlay: What is drawn over the picture.
    """

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.overlay = DifferencesOverlay(self)
        self.overlay.changed.connect(self.update)
        self._picture: PicturePainter | None = None
        self._size = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_LEAST)

    def set_side(self, side: Side | None, sample: Sample | None, classes: tuple[str, ...]) -> None:
        """Shows another image, at first without its picture; None shows nothing.

        Args:
            side: Of the detector.
            sample: The ground truth of the image.
            classes: Foreground names; label i is ``classes[i - 1]``.
        """
        self._picture = None
        self._size = (0, 0) if sample is None else (sample.width, sample.height)
        self.setCursor(Qt.CursorShape.ArrowCursor if sample is None else Qt.CursorShape.PointingHandCursor)
        self.overlay.set_side(side, sample, classes)

    def set_picture(self, picture: QImage) -> None:
        """Shows the pixels of the image."""
        self._picture = PicturePainter(picture)
        self.update()

    def sizeHint(self) -> QSize:
        return _LEAST * 2

    def paintEvent(self, event: QPaintEvent) -> None:
        width, height = self._size
        if not width or not height:
            return
        ratio = self.devicePixelRatioF()
        transform = CanvasTransform(width, height, self.width(), self.height(), device_pixel_ratio=ratio).fitted()
        painter = QPainter(self)
        if self._picture is not None:
            with device_pixels(painter, transform):
                self._picture.paint(painter, transform)
        paint_overlays(painter, transform, [self.overlay], TagRoom())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
