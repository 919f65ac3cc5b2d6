"""Drawing, selecting, moving and resizing boxes with mouse and keys: says what the user wants, changes nothing."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.gui.canvas.box_scene import BoxScene
from ssd_desktop.gui.canvas.box_shapes import Handle, Picture, drawn_box, moved_boxes, resized_box
from ssd_desktop.gui.canvas.hit_test import box_at, boxes_within, handle_at
from ssd_desktop.gui.canvas.transform import CanvasTransform

Mode = Literal["view", "edit", "draw"]

_GRAB = 6.0
"""Logical pixels around an edge in which it is held."""

_DRAG = 3.0
"""Logical pixels below which a press stays a click."""

_SNAP = 8.0
"""Logical pixels from the border of the picture within which an edge jumps to it."""

_TOGGLE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_FAR = 10
"""Pixels that an arrow with Shift moves."""

_CURSORS: dict[Handle, Qt.CursorShape] = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
}

_Point = tuple[float, float]


class BoxTool(QObject):
    """The user's hand on the boxes.

    In ``view`` it takes nothing. In ``edit`` a press selects and drags what lies under it, a drag from nowhere
    selects what it encloses. In ``draw`` a drag draws.
    """

    box_drawn = Signal(object)
    """A ``Box`` was drawn."""

    boxes_moved = Signal(object, int)
    """Wanted boxes by entry, while they are dragged or nudged; the number is the same for one gesture."""

    nudged = Signal(int, int, int)
    """Picture pixels by which the selection is to go, right and down, and the number of the gesture."""

    gesture_ended = Signal()
    """A drag of boxes is over."""

    selection_wanted = Signal(object)
    """Entries that are to be selected, a frozenset."""

    label_wanted = Signal(int)
    """A double click on the box with this entry."""

    class_key = Signal(int)
    """A digit key, 1 to 9."""

    draft_changed = Signal(object)
    """The ``Box`` being drawn, or None."""

    band_changed = Signal(object)
    """The ``Box`` of a selection being drawn, or None."""

    hovered = Signal(object)
    """The entry under the pointer, or None."""

    held_at = Signal(object)
    """x and y in picture pixels of the edge that is being placed, or None."""

    pointed_at = Signal(object)
    """x and y in picture pixels of the pointer in ``draw``, or None."""

    cancelled = Signal()
    """Escape, with nothing begun."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.scene = BoxScene()
        self.snaps = False
        self._mode: Mode = "view"
        self._action: Callable[[_Point, Picture], None] | None = None
        self._started: QPointF | None = None
        self._corner: _Point = (0.0, 0.0)
        self._dragging = False
        self._gesture = 0
        self._moving = False

    @property
    def mode(self) -> Mode:
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        """Changes what the mouse does; what was begun is given up."""
        self.cancel()
        self._mode = mode
        self.pointed_at.emit(None)
        self.hovered.emit(None)

    # -- The mouse

    def press(self, at: QPointF, transform: CanvasTransform, modifiers: Qt.KeyboardModifier) -> bool:
        if self._mode == "view":
            return False
        self._started, self._dragging = at, False
        self._gesture += 1
        # Kept as a place of the picture: a wheel or a message above may move the picture under a held button.
        self._corner = start = _point(transform.to_picture(at))
        if self._mode == "draw":
            self._action = lambda point, picture: self._draw(start, point, picture)
            return True
        self._action = self._edit(start, transform, modifiers)
        return True

    def drag(self, at: QPointF, transform: CanvasTransform, modifiers: Qt.KeyboardModifier) -> None:
        if self._started is None or self._action is None:
            return
        self._dragging = self._dragging or (at - self._started).manhattanLength() >= _DRAG
        if self._dragging:
            point = _point(transform.to_picture(at))
            self._action(point, self._picture(transform, modifiers))

    def release(self, at: QPointF, transform: CanvasTransform, modifiers: Qt.KeyboardModifier) -> bool:
        dragged = self._dragging
        if self._started is not None and self._mode == "draw" and dragged:
            end = _point(transform.to_picture(at))
            box = drawn_box(self._corner, end, self._picture(transform, modifiers))
            self._end()
            if box is not None:
                self.box_drawn.emit(box)
            return True
        on_something = self._moving or self._mode == "draw"
        self._end()
        if not dragged and not on_something and not modifiers & _TOGGLE:
            self.selection_wanted.emit(frozenset())
        return dragged or on_something

    def double_click(self, at: QPointF, transform: CanvasTransform) -> bool:
        if self._mode != "edit":
            return self._mode == "draw"
        item = self._item_at(_point(transform.to_picture(at)), transform)
        if item is not None:
            self.cancel()
            self.label_wanted.emit(item.entry)
        return item is not None

    def hover(self, at: QPointF | None, transform: CanvasTransform) -> None:
        point = None if at is None else _point(transform.to_picture(at))
        if self._mode == "draw":
            self.pointed_at.emit(point)
        elif self._mode == "edit":
            item = None if point is None else self._item_at(point, transform)
            self.hovered.emit(None if item is None else item.entry)

    def cursor(self, at: QPointF, transform: CanvasTransform) -> Qt.CursorShape | None:
        if self._mode == "draw":
            return Qt.CursorShape.CrossCursor
        if self._mode == "view":
            return None
        point = _point(transform.to_picture(at))
        held = self._handle_at(point, transform)
        if held is not None:
            return _CURSORS[held[1]]
        item = self._item_at(point, transform)
        return Qt.CursorShape.ArrowCursor if item is None else Qt.CursorShape.SizeAllCursor

    def cancel(self) -> None:
        self._end()

    # -- Keys

    def uses_key(self, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._mode == "view":
            return False
        if key in _ARROWS:
            plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            return plain and bool(self.scene.selection)
        if key == Qt.Key.Key_Escape:
            return modifiers == Qt.KeyboardModifier.NoModifier and self._has_something_to_leave()
        digit = Qt.Key.Key_1 <= key <= Qt.Key.Key_9
        return digit and modifiers == Qt.KeyboardModifier.NoModifier

    def key(self, event: QKeyEvent) -> bool:
        if not self.uses_key(event):
            return False
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._nudge(*_ARROWS[key], event)
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            self.class_key.emit(int(key) - int(Qt.Key.Key_0))
        return True

    def _nudge(self, dx: int, dy: int, event: QKeyEvent) -> None:
        # A key that is held is one gesture, and so one step of undo.
        self._gesture += not event.isAutoRepeat()
        far = _FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        self.nudged.emit(dx * far, dy * far, self._gesture)

    def _has_something_to_leave(self) -> bool:
        return self._mode == "draw" or self._started is not None or bool(self.scene.selected)

    def _leave(self) -> None:
        if self._started is not None:
            self.cancel()
        elif self._mode == "draw":
            self.cancelled.emit()
        else:
            self.selection_wanted.emit(frozenset())

    # -- What a drag does

    def _edit(
        self, start: _Point, transform: CanvasTransform, modifiers: Qt.KeyboardModifier
    ) -> Callable[[_Point, Picture], None] | None:
        held = self._handle_at(start, transform)
        if held is not None and not modifiers & _TOGGLE:
            self._moving = True
            item, handle = held
            return lambda point, picture: self._resize(item, handle, start, point, picture)
        hit = self._item_at(start, transform)
        if hit is None:
            kept = self.scene.selected if modifiers & _TOGGLE else frozenset()
            return lambda point, _: self._band(start, point, kept)
        self._moving = True
        if modifiers & _TOGGLE:
            self.selection_wanted.emit(self.scene.selected ^ {hit.entry})
            return None
        if hit.entry not in self.scene.selected:
            self.selection_wanted.emit(frozenset({hit.entry}))
        boxes = {item.entry: item.box for item in self.scene.selection}
        return lambda point, picture: self._move(boxes, start, point, picture)

    def _draw(self, start: _Point, point: _Point, picture: Picture) -> None:
        self.draft_changed.emit(drawn_box(start, point, picture))
        self.pointed_at.emit(point)
        self.held_at.emit((picture.place_x(point[0]), picture.place_y(point[1])))

    def _move(self, boxes: dict[int, Box], start: _Point, point: _Point, picture: Picture) -> None:
        moved = moved_boxes(boxes, point[0] - start[0], point[1] - start[1], picture)
        self.boxes_moved.emit(moved, self._gesture)

    def _resize(self, item: AnnotatedObject, handle: Handle, start: _Point, point: _Point, picture: Picture) -> None:
        """Moves the held edges by the way of the pointer: an edge held a little beside does not jump."""
        box = item.box
        grip_x = {-1: box.x0, 0: start[0], 1: box.x1}[handle[0]]
        grip_y = {-1: box.y0, 0: start[1], 1: box.y1}[handle[1]]
        x, y = grip_x + point[0] - start[0], grip_y + point[1] - start[1]
        self.boxes_moved.emit({item.entry: resized_box(box, handle, x, y, picture)}, self._gesture)
        self.held_at.emit((picture.place_x(x) if handle[0] else x, picture.place_y(y) if handle[1] else y))

    def _band(self, start: _Point, point: _Point, kept: frozenset[int]) -> None:
        xs, ys = sorted((start[0], point[0])), sorted((start[1], point[1]))
        band = Box(xs[0], ys[0], xs[1], ys[1])
        self.band_changed.emit(band)
        inside = boxes_within(self.scene.touchable_xyxy, band.xyxy())
        self.selection_wanted.emit(kept | {self.scene.touchable[index].entry for index in inside})

    def _end(self) -> None:
        was_moving = self._moving and self._dragging
        self._started, self._action = None, None
        self._dragging = self._moving = False
        self.draft_changed.emit(None)
        self.band_changed.emit(None)
        self.held_at.emit(None)
        if was_moving:
            self.gesture_ended.emit()

    # -- What is where

    def _picture(self, transform: CanvasTransform, modifiers: Qt.KeyboardModifier) -> Picture:
        # Alt does for one drag what the setting does not.
        snaps = self.snaps != bool(modifiers & Qt.KeyboardModifier.AltModifier)
        near_x, near_y = (_SNAP / transform.scale_x, _SNAP / transform.scale_y) if snaps else (0.0, 0.0)
        return Picture(transform.picture_width, transform.picture_height, near_x, near_y)

    def _handle_at(self, point: _Point, transform: CanvasTransform) -> tuple[AnnotatedObject, Handle] | None:
        """Returns the edge or corner of a selected box under a point, of the smallest box first."""
        for item in sorted(self.scene.selection, key=lambda item: item.box.area):
            grab_x, grab_y = _GRAB / transform.scale_x, _GRAB / transform.scale_y
            handle = handle_at(item.box.xyxy(), *point, tolerance_x=grab_x, tolerance_y=grab_y)
            if handle is not None:
                return item, handle
        return None

    def _item_at(self, point: _Point, transform: CanvasTransform) -> AnnotatedObject | None:
        near_x, near_y = _DRAG / transform.scale_x, _DRAG / transform.scale_y
        index = box_at(self.scene.touchable_xyxy, *point, tolerance_x=near_x, tolerance_y=near_y)
        return None if index is None else self.scene.touchable[index]


def _point(position: QPointF) -> _Point:
    return position.x(), position.y()
