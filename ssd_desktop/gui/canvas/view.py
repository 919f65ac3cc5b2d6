"""The canvas: the picture with its overlays, zoomed, moved, clicked and dropped on by the user."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from ssd_desktop.gui.canvas.drops import dropped_sources
from ssd_desktop.gui.canvas.stage import PictureStage
from ssd_desktop.gui.canvas.tools import CanvasTool, PanTool

_STEP = 1.25
"""Growth of the zoom at one key press or notch of the wheel."""

_ARROW_STEP = 48.0
"""Logical pixels the picture moves at one press of an arrow key."""

_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class CanvasView(PictureStage):
    """The picture under the user's hand.

    The wheel and pinches zoom at the pointer; dragging with the left or middle button moves the picture, with the
    space bar held from the first pixel on; a double click fits. Keys: + and - zoom, 0 fits, arrows move.
    """

    pointer_moved = Signal(float, float)
    """x and y in picture pixels; only while the pointer is on the picture."""

    pointer_left = Signal()
    """The pointer is no longer on the picture."""

    picture_clicked = Signal(float, float, Qt.KeyboardModifier)
    """x and y in picture pixels of a left click that was no drag, and the modifier keys held."""

    files_dropped = Signal(list)
    """Paths and addresses (http, https, rtsp), as text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pointer_on_picture = False
        self._space_held = False
        self._drop_hovers = False
        self._pan: PanTool | None = None
        self._tool: CanvasTool | None = None
        self._tool_holds = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        # Zooming and new pictures move the picture under a pointer that stands still.
        self.picture_moved.connect(self._report_pointer)

    def set_tool(self, tool: CanvasTool | None) -> None:
        """Lets ``tool`` have the left button and the keys first; None: only the canvas has them."""
        self._tool = tool
        self.refresh_cursor()

    def refresh_cursor(self) -> None:
        """Takes the cursor that the tool has for the pointer's place now."""
        self._update_cursor()

    def set_picture(self, image: QImage | None) -> None:
        """Shows another picture, see ``PictureStage.set_picture``; what the tool has begun is given up."""
        if self._tool is not None:
            self._tool_holds = False
            self._tool.cancel()
        super().set_picture(image)
        self._update_cursor()

    def zoom_in(self) -> None:
        """Zooms in by one step, around the pointer if it is on the canvas."""
        self.zoom_at(self.zoom() * _STEP, self._pointer)

    def zoom_out(self) -> None:
        """Zooms out by one step, around the pointer if it is on the canvas."""
        self.zoom_at(self.zoom() / _STEP, self._pointer)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Adds a border that says that a drop would be taken, or that the keyboard is here."""
        super().paintEvent(event)
        if not (self._drop_hovers or self.hasFocus()):
            return
        width = 3 if self._drop_hovers else 1
        colour = self.palette().color(QPalette.ColorRole.Highlight)
        painter = QPainter(self)
        painter.setPen(QPen(colour, width, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Zooms at touchpad pinches, which have no method of their own in Qt; keeps the tool's keys from shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._tool is not None and self.has_picture() and self._tool.uses_key(event):
                event.accept()
                return True
            return super().event(event)
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_at(self.zoom() * max(1 + event.value(), 0.1), event.position())
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms at the pointer; part notches of fine wheels and touchpads count in proportion."""
        notches = event.angleDelta().y() / 120
        if not self.has_picture() or not notches:
            event.ignore()
            return
        self.zoom_at(self.zoom() * _STEP**notches, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins what the tool does, a drag (left, middle, or any button with space) or a click."""
        if not self.has_picture() or event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            event.ignore()
            return
        if self._tool is not None and event.button() == Qt.MouseButton.LeftButton and not self._space_held:
            self._tool_holds = self._tool.press(event.position(), self._transform, event.modifiers())
            if self._tool_holds:
                self._update_cursor()
                return
        # With the space bar held, or the middle button, even the smallest movement is a pan.
        sure = self._space_held or event.button() == Qt.MouseButton.MiddleButton
        distance = 0 if sure else QApplication.startDragDistance()
        self._pan = PanTool(event.position(), self._transform, drag_distance=distance)
        self._update_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Moves the picture while a button is held, and reports the pointer."""
        self._pointer = event.position()
        if self._tool is not None and self.has_picture():
            if self._tool_holds:
                self._tool.drag(event.position(), self._transform, event.modifiers())
                self._report_pointer()
                return
            if self._pan is None:
                self._tool.hover(event.position(), self._transform)
                self._update_cursor()
        moved = None if self._pan is None else self._pan.moved(event.position())
        if moved is None:
            self._report_pointer()
            return
        self.move_picture(moved)
        self._update_cursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends a drag; a left press that never moved is a click."""
        if self._tool_holds and event.button() == Qt.MouseButton.LeftButton and self._tool is not None:
            self._tool_holds = False
            if not self._tool.release(event.position(), self._transform, event.modifiers()):
                self._emit_click(event)
            self._update_cursor()
            return
        pan, self._pan = self._pan, None
        self._update_cursor()
        if pan is None or pan.dragging or self._space_held or event.button() != Qt.MouseButton.LeftButton:
            return
        self._emit_click(event)

    def _emit_click(self, event: QMouseEvent) -> None:
        point = self._transform.to_picture(event.position())
        if self._transform.contains(point.x(), point.y()):
            self.picture_clicked.emit(point.x(), point.y(), event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fits the picture, unless the tool takes the click."""
        tool = self._tool
        if tool is not None and self.has_picture() and tool.double_click(event.position(), self._transform):
            return
        if self.has_picture() and event.button() == Qt.MouseButton.LeftButton:
            self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        """Reports that the pointer has left."""
        self._pointer = None
        if self._tool is not None and not self._tool_holds:
            self._tool.hover(None, self._transform)
        self._report_pointer()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zooms with + and -, fits with 0, moves the picture with the arrows, drags with the space bar."""
        if not self.has_picture() or not self._handle_key(Qt.Key(event.key()), event):
            super().keyPressEvent(event)

    def _handle_key(self, key: Qt.Key, event: QKeyEvent) -> bool:
        if self._tool is not None and self._tool.key(event):
            return True
        if key in _ARROWS:
            dx, dy = _ARROWS[key]
            self.move_picture(self._transform.panned(dx * _ARROW_STEP, dy * _ARROW_STEP))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_Space:
            self._space_held = True
        else:
            return False
        return True

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Lets go of the space bar."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space_held = False
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows that the keyboard is here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forgets the space bar: its release goes elsewhere."""
        self._space_held = False
        super().focusOutEvent(event)
        self.update()

    def _report_pointer(self) -> None:
        """Says which point of the picture the pointer is on; zooming moves the picture under a still pointer."""
        if self._tags_left_out:
            self.update()  # the box under the pointer is named in any case
        point = None if self._pointer is None or not self.has_picture() else self._transform.to_picture(self._pointer)
        if point is not None and self._transform.contains(point.x(), point.y()):
            self._pointer_on_picture = True
            self.pointer_moved.emit(point.x(), point.y())
        elif self._pointer_on_picture:
            self._pointer_on_picture = False
            self.pointer_left.emit()

    def _update_cursor(self) -> None:
        if not self.has_picture():
            self.setCursor(Qt.CursorShape.ArrowCursor)
        else:
            held = self._pan is not None
            if self._tool is not None and not held and not self._space_held and self._pointer is not None:
                shape = self._tool.cursor(self._pointer, self._transform)
                if shape is not None:
                    self.setCursor(shape)
                    return
            self.setCursor(Qt.CursorShape.ClosedHandCursor if held else Qt.CursorShape.OpenHandCursor)

    # -- Qt events: drops

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files and addresses, refuses everything else."""
        if dropped_sources(event.mimeData()):
            event.acceptProposedAction()
            self._show_drop(True)
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forgets the drag."""
        self._show_drop(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Reports what was dropped."""
        sources = dropped_sources(event.mimeData())
        self._show_drop(False)
        if sources:
            event.acceptProposedAction()
            self.files_dropped.emit(sources)
        else:
            event.ignore()

    def _show_drop(self, hovers: bool) -> None:
        self._drop_hovers = hovers
        self.update()
