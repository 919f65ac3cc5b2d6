"""A user's hand in the real window: mouse and keyboard events at places in picture pixels."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ssd_desktop.annotation.box import Box

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_PATIENCE_MS = 20_000


class Hand:
    """Presses, drags and types; looks at the window only to wait for it and to see what is there.

    Attributes:
        actions: Key presses, clicks and drags so far.
    """

    def __init__(self, program, qtbot):
        self.program, self.qtbot = program, qtbot
        self.window, self.canvas = program.window, program.window.canvas
        self.actions = 0

    def at(self, x, y):
        """Returns where a place of the picture is on the canvas."""
        return QPoint(*(round(value) for value in self.canvas.transform().to_widget(x, y).toTuple()))

    # -- What a hand does

    def drag(self, start, *places, modifiers=NONE):
        self._drag(self.at(*start), [self.at(*place) for place in places], modifiers)

    def pull(self, start, end):
        """Drags what lies at a place by a way, a little beyond it and back: it is seen, the pointer is not."""
        scale = self.canvas.transform().scale_x
        by = QPoint(round((end[0] - start[0]) * scale), round((end[1] - start[1]) * scale))
        self._drag(self.at(*start), [self.at(*start) + by + QPoint(7, 7), self.at(*start) + by], NONE)

    def _drag(self, start, places, modifiers):
        self.actions += 1
        self.qtbot.mousePress(self.canvas, LEFT, modifiers, start)
        for place in places:
            self.qtbot.mouseMove(self.canvas, place)
            QTest.qWait(1)
        self.qtbot.mouseRelease(self.canvas, LEFT, modifiers, places[-1])

    def click(self, x, y, modifiers=NONE):
        self.actions += 1
        self.qtbot.mouseClick(self.canvas, LEFT, modifiers, self.at(x, y))

    def key(self, key, modifiers=NONE):
        self.actions += 1
        self.qtbot.keyClick(self.canvas, key, modifiers)

    def pick(self, label):
        """Answers the chooser of classes: a key where the class has one, else its name and Enter."""
        chooser = self.window.label_chooser
        self.qtbot.waitUntil(chooser.isVisible, timeout=_PATIENCE_MS)
        classes = self.program.annotate.classes[:9]
        if label in classes:
            self.actions += 1
            self.qtbot.keyClick(chooser._edit, Qt.Key(int(Qt.Key.Key_1) + classes.index(label)))
        else:
            self.actions += len(label) + 1
            self.qtbot.keyClicks(chooser._edit, label)
            self.qtbot.keyClick(chooser._edit, Qt.Key.Key_Return)
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=_PATIENCE_MS)

    # -- What that comes to

    def sweep(self, x0, y0, x1, y1):
        """Draws from one corner to the other, not straight."""
        self.drag((x0, y0), ((x0 + x1) / 2, y1), (x1, y1))

    def draw(self, x0, y0, x1, y1, label):
        self.key(Qt.Key.Key_W)
        self.sweep(x0, y0, x1, y1)
        self.pick(label)

    # -- What is seen

    def ready(self, image):
        self.qtbot.waitUntil(lambda: self.program.annotate.image == image, timeout=_PATIENCE_MS)

    def saved(self):
        self.qtbot.waitUntil(lambda: self.program.label_files.state()[0] == "saved", timeout=_PATIENCE_MS)

    def boxes(self) -> list[tuple[str, Box]]:
        return [(item.label, item.box) for item in self.program.annotate.objects]

    def selected(self) -> Box:
        """Returns the box that is selected, alone."""
        (item,) = self.program.annotate.selected
        return item.box
