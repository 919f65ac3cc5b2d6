"""What an overlay is: something drawn over the picture that says when it has changed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPainter

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.tag_room import TagRoom


class Overlay(QObject):
    """Base of everything drawn over the picture; it draws nothing itself."""

    changed = Signal()
    """The canvas must be painted again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visible = True
        self._held_back_by: set[str] = set()

    @property
    def visible(self) -> bool:
        """Whether the canvas paints it."""
        return self._visible and not self._held_back_by

    @visible.setter
    def visible(self, visible: bool) -> None:
        if visible != self._visible:
            self._visible = visible
            self.changed.emit()

    def hold_back(self, held_back: bool, *, by: str) -> None:
        """Keeps it from being painted while another view shows the same; ``visible`` stays what the user wants.

        Args:
            held_back: Whether from now on.
            by: Name of the view; it is painted again once every view has let go.
        """
        before = bool(self._held_back_by)
        if held_back:
            self._held_back_by.add(by)
        else:
            self._held_back_by.discard(by)
        if before != bool(self._held_back_by):
            self.changed.emit()

    def paint(self, painter: QPainter, transform: CanvasTransform) -> None:
        """Draws areas and outlines over the picture.

        Args:
            painter: In logical pixels of the canvas, antialiasing off; its state is restored afterwards.
            transform: Where the picture lies.
        """

    def keep_free(self, transform: CanvasTransform, tags: TagRoom) -> None:
        """Names what no tag of any overlay should cover, before the first tag finds its place.

        Args:
            transform: Where the picture lies.
            tags: Is told of it.
        """

    def paint_above(self, painter: QPainter, transform: CanvasTransform, tags: TagRoom) -> None:
        """Draws what no outline of any overlay may cross: tags, handles, the loupe.

        Args:
            painter: As for ``paint``.
            transform: Where the picture lies.
            tags: Finds every tag its place, also beside those of other overlays.
        """


def paint_overlays(painter: QPainter, transform: CanvasTransform, overlays: Iterable[Overlay], tags: TagRoom) -> None:
    """Draws the visible overlays, the first at the bottom: all outlines, then all tags.

    Args:
        painter: In logical pixels of the canvas; its state is restored afterwards.
        transform: Where the picture lies.
        overlays: In the order of painting.
        tags: Empty.
    """
    shown = [one for one in overlays if one.visible]
    for overlay in shown:
        painter.save()
        overlay.paint(painter, transform)
        painter.restore()
    for overlay in shown:
        overlay.keep_free(transform, tags)
    for overlay in shown:
        painter.save()
        overlay.paint_above(painter, transform, tags)
        painter.restore()


@contextmanager
def device_pixels(painter: QPainter, transform: CanvasTransform) -> Iterator[None]:
    """Lets ``painter`` count in device pixels of the canvas, where edges are whole numbers and so stay sharp."""
    painter.save()
    painter.scale(1 / transform.device_pixel_ratio, 1 / transform.device_pixel_ratio)
    try:
        yield
    finally:
        painter.restore()
