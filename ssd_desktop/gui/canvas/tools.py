"""What dragging on the canvas does. So far: moving the picture."""

from PySide6.QtCore import QPointF

from ssd_desktop.gui.canvas.transform import CanvasTransform


class PanTool:
    """One press of a mouse button: a drag that moves the picture, or a click."""

    def __init__(self, pressed_at: QPointF, transform: CanvasTransform, *, drag_distance: float) -> None:
        """Begins at a press.

        Args:
            pressed_at: Logical pixels of the canvas.
            transform: Of that moment; the drag is measured from it, so rounding never adds up.
            drag_distance: Logical pixels below which a press stays a click.
        """
        self._pressed_at = pressed_at
        self._transform = transform
        self._drag_distance = drag_distance
        self.dragging = False

    def moved(self, position: QPointF) -> CanvasTransform | None:
        """Returns where the picture belongs with the pointer at ``position``, None while it is still a click."""
        way = position - self._pressed_at
        self.dragging = self.dragging or way.manhattanLength() >= self._drag_distance
        return self._transform.panned(way.x(), way.y()) if self.dragging else None
