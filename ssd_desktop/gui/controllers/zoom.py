"""The commands that zoom, for whichever canvas is shown: the picture, or an augmented view in its place."""

from functools import partial

from PySide6.QtWidgets import QWidget

from ssd_desktop.gui.actions import Actions
from ssd_desktop.gui.canvas.view import CanvasView


def connect_zoom(commands: Actions, canvas: CanvasView, place: QWidget) -> None:
    """Lets the commands act on a canvas as long as it is shown, so that none is zoomed behind another.

    Args:
        commands: Of the window.
        canvas: To be zoomed.
        place: The canvas, or what it is in: the widget that is hidden while the other one is shown.
    """
    acts = (
        (commands.zoom_in, canvas.zoom_in),
        (commands.zoom_out, canvas.zoom_out),
        (commands.fit, canvas.fit),
        (commands.actual_size, partial(canvas.set_zoom, 1.0)),
    )
    for action, act in acts:
        action.triggered.connect(lambda _=False, act=act: None if place.isHidden() else act())
