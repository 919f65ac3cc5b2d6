"""The stage of the canvas: one picture and its overlays, where they lie, and how they are painted."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ssd_desktop.gui.canvas.empty_state import paint_empty_state
from ssd_desktop.gui.canvas.picture import PicturePainter, network_picture
from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.overlay import Overlay, device_pixels, paint_overlays
from ssd_desktop.gui.overlays.tag_room import TagRoom


class PictureStage(QWidget):
    """Shows a picture and paints its overlays, in order, over it. Input is the business of ``CanvasView``.

    The picture is fitted, and stays fitted when the widget is resized, until it is zoomed or moved.
    """

    zoom_changed = Signal(float)
    """Device pixels per shown pixel; 1.0 is pixel for pixel."""

    picture_moved = Signal()
    """The picture lies elsewhere on the canvas, or there is none any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.overlays: list[Overlay] = []
        self._image: QImage | None = None
        self._painter: PicturePainter | None = None
        self._transform = CanvasTransform(1, 1, 1.0, 1.0)
        self._network_size: int | None = None
        self._fitted = True
        self._pointer: QPointF | None = None
        self._tags_left_out = False
        self._empty_text = self.tr("Nothing open\nOpen a picture, a folder, a video or a camera, or drop it here.")
        self.setAccessibleName(self.tr("Picture"))
        self.setAccessibleDescription(self._description())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def sizeHint(self) -> QSize:
        """Returns the size a window gives the canvas at first."""
        return QSize(960, 640)

    # -- What is shown

    def set_picture(self, image: QImage | None) -> None:
        """Shows another picture; None shows the empty text. A picture of the same size keeps zoom and place.

        Args:
            image: The upright picture; it must own its pixels.
        """
        self._image = None if image is None or image.isNull() else image
        self._make_painter()
        size = self.picture_size()
        if self._image is None:
            self.picture_moved.emit()
        elif size != QSize(self._transform.picture_width, self._transform.picture_height):
            self._fitted = True
            self._place(CanvasTransform(size.width(), size.height(), 1, 1, network_size=self._network_size))
        self.setAccessibleDescription(self._description())
        self.update()

    def has_picture(self) -> bool:
        """Returns whether there is a picture."""
        return self._image is not None

    def picture(self) -> QImage | None:
        """Returns the picture that is shown."""
        return self._image

    def picture_size(self) -> QSize:
        """Returns width and height of the upright picture, pixels; empty without a picture."""
        return QSize() if self._image is None else self._image.size()

    def add_overlay(self, overlay: Overlay, *, beneath: bool = False) -> None:
        """Paints ``overlay`` over the picture, on top of those added before or beneath them all."""
        self.overlays.insert(0 if beneath else len(self.overlays), overlay)
        overlay.changed.connect(self.update)
        self.update()

    def set_network_view(self, size: int | None) -> None:
        """Shows the picture squeezed into the network's square, resampled as the network gets it.

        Args:
            size: Side of the network's input, pixels; None shows the picture itself again.
        """
        if size == self._network_size:
            return
        self._network_size = size
        self._make_painter()
        self._fitted = True
        self._place(self._transform.with_network_size(size))

    # -- Zoom and place

    def transform(self) -> CanvasTransform:
        """Returns where the picture lies now."""
        return self._transform

    def zoom(self) -> float:
        """Returns device pixels per shown pixel."""
        return self._transform.zoom

    def set_zoom(self, zoom: float) -> None:
        """Zooms (0.01 to 64) around the middle of the canvas; 1.0 is pixel for pixel."""
        self.zoom_at(zoom, None)

    def zoom_at(self, zoom: float, at: QPointF | None) -> None:
        """Zooms (0.01 to 64) and keeps the picture point at ``at`` (logical pixels; None: the middle) where it is."""
        self.move_picture(self._transform.zoomed(zoom, at))

    def move_picture(self, transform: CanvasTransform) -> None:
        """Puts the picture elsewhere; it no longer follows the size of the canvas. Nothing without a picture."""
        if self.has_picture():
            self._fitted = False
            self._place(transform)

    def fit(self) -> None:
        """Shows the whole picture and keeps it fitted when the canvas is resized."""
        self._fitted = True
        self._place(self._transform)

    def reveal(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Brings a box, edges in picture pixels, into view and to a size at which it can be made out."""
        wanted = self._transform.revealing(x0, y0, x1, y1)
        if wanted == self._transform.fitted():
            self.fit()
        elif wanted != self._transform:
            self.move_picture(wanted)

    def is_fitted(self) -> bool:
        """Returns whether the picture follows the size of the canvas."""
        return self._fitted

    def _place(self, transform: CanvasTransform) -> None:
        """Takes a transform, brought to the present size of the canvas, and tells who has to know."""
        before = self._transform.zoom
        here = transform.resized(max(self.width(), 1), max(self.height(), 1), self.devicePixelRatioF())
        self._transform = here.fitted() if self._fitted else here
        if self.has_picture() and self._transform.zoom != before:
            self.zoom_changed.emit(self._transform.zoom)
        self.picture_moved.emit()
        self.update()

    def _make_painter(self) -> None:
        if self._image is None:
            self._painter = None
        elif self._network_size is None:
            self._painter = PicturePainter(self._image)
        else:
            self._painter = PicturePainter(network_picture(self._image, self._network_size))

    def _description(self) -> str:
        if self._image is None:
            return self._empty_text
        return self.tr("{width} × {height} px").format(width=self._image.width(), height=self._image.height())

    # -- Painting and Qt's events

    def paint_scene(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Draws picture and overlays with a painter in logical pixels of the canvas."""
        if self._painter is None:
            return
        with device_pixels(painter, transform):
            self._painter.paint(painter, transform)
        tags = TagRoom(self._pointer)
        paint_overlays(painter, transform, self.overlays, tags)
        self._tags_left_out = tags.left_out > 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints background, picture and overlays, or the empty state."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._background())
        if self._painter is None:
            paint_empty_state(painter, area=QRectF(self.rect()), palette=self.palette(), text=self._empty_text)
        else:
            # At 150 % a widget can begin between two device pixels, and everything drawn would be blurred by that.
            placed, ratio = painter.deviceTransform(), self._transform.device_pixel_ratio
            painter.translate((round(placed.dx()) - placed.dx()) / ratio, (round(placed.dy()) - placed.dy()) / ratio)
            self.paint_scene(painter, self._transform)
        painter.end()

    def _background(self) -> QColor:
        """A little darker than the window, so that the picture's border shows in both themes."""
        window = self.palette().color(QPalette.ColorRole.Window)
        return window.darker(112 if window.lightness() > 127 else 135)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the picture fitted, or its middle in the middle."""
        super().resizeEvent(event)
        self._place(self._transform)

    def event(self, event: QEvent) -> bool:
        """Follows the window to a screen with another pixel ratio."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._place(self._transform)
        return super().event(event)
