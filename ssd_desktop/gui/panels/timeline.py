"""Playing a video: play, step, seek, and where it stands."""

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
    QWidget,
)

from ssd_desktop.gui.panels.key_marks import KeyMarks, paint_key_marks
from ssd_desktop.gui.theme import icon

_ICON_SIDE = 20


def clock_text(time_s: float) -> str:
    """Returns a time as m:ss.mmm, or h:mm:ss.mmm from one hour on.

    Args:
        time_s: Seconds from the start; below 0 counts as 0.
    """
    milliseconds = max(round(time_s * 1000), 0)
    seconds, part = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minute:02}:{second:02}.{part:03}"
    return f"{minute}:{second:02}.{part:03}"


class SeekSlider(QSlider):
    """A slider that goes to where it is clicked instead of a page towards it, with marks of key frames."""

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self._marks = KeyMarks()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Moves the handle under the pointer first, so that a click seeks and a drag goes on from there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setSliderPosition(self._value_at(event.position().x()))
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follows the pointer while the button is held."""
        if self.isSliderDown():
            self.setSliderPosition(self._value_at(event.position().x()))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go of the handle."""
        if self.isSliderDown():
            self.setSliderDown(False)
        else:
            super().mouseReleaseEvent(event)

    def set_marks(self, marks: KeyMarks) -> None:
        """Marks frames above the groove."""
        self._marks = marks
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the marks under the handle."""
        super().paintEvent(event)
        if not self._marks.is_empty():
            painter = QPainter(self)
            paint_key_marks(painter, self._marks, self._x_of, self.height(), self.palette())
            painter.end()

    def _x_of(self, value: int) -> int:
        control, area, room = self._place()
        return area.x() + control // 2 + QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), value, room)

    def _place(self) -> tuple[int, QRect, int]:
        """Returns the width of the handle, the groove, and the pixels that the handle has to go."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control, groove = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderGroove
        handle = self.style().subControlRect(control, option, QStyle.SubControl.SC_SliderHandle, self)
        area = self.style().subControlRect(control, option, groove, self)
        return handle.width(), area, area.width() - handle.width()

    def _value_at(self, x: float) -> int:
        handle, area, room = self._place()
        place = round(x - area.x() - handle / 2)
        return QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), place, room)


class TimelinePanel(QWidget):
    """Buttons, slider and clock of a video; a live camera has no slider and no steps."""

    play_toggled = Signal()
    """Play if it stands, pause if it plays."""

    step = Signal(int)
    """Frames to go: 1 or -1."""

    seek = Signal(int)
    """The frame to show, from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame_count: int | None = 0
        self._fps = 0.0
        self._playing = False
        self._back = self._button("step-back", self.tr("One frame back"))
        self._play = self._button("play", self.tr("Play"))
        self._forward = self._button("step-forward", self.tr("One frame forward"))
        self._slider = SeekSlider(Qt.Orientation.Horizontal)
        self._place = QLabel()
        self._set_up()
        self.set_playing(False)
        self.set_media(0, 0.0)

    def set_media(self, frame_count: int | None, fps: float) -> None:
        """Prepares for another video or camera, standing at its first frame.

        Args:
            frame_count: Frames of the video; None for a live camera; 0 for nothing to play.
            fps: Frames a second, to foresee the length of the clock; 0 where unknown.
        """
        self._frame_count, self._fps = frame_count, fps
        live = frame_count is None
        for widget in (self._back, self._slider, self._forward):
            widget.setVisible(not live)
        for button in (self._back, self._play, self._forward, self._slider):
            button.setEnabled(live or bool(frame_count))
        with QSignalBlocker(self._slider):
            self._slider.setRange(0, max((frame_count or 1) - 1, 0))
        self._reserve_room()
        self.set_position(0, 0.0)

    def set_position(self, number: int, time_s: float) -> None:
        """Shows where the video stands, without seeking.

        Args:
            number: Frame, from 0.
            time_s: Its time stamp, seconds.
        """
        # While the user holds the slider it follows the hand, not the frames that arrive late.
        if not self._slider.isSliderDown():
            with QSignalBlocker(self._slider):
                self._slider.setValue(number)
        self._place.setText(self._place_text(number, time_s))

    def set_playing(self, playing: bool) -> None:
        """Shows whether it plays."""
        self._playing = playing
        text = self.tr("Pause") if playing else self.tr("Play")
        self._play.setIcon(icon("pause" if playing else "play"))
        self._play.setToolTip(text)
        self._play.setAccessibleName(text)

    def set_marks(self, marks: KeyMarks) -> None:
        """Marks the key frames of the tracks, and where there are boxes."""
        self._slider.set_marks(marks)

    def is_playing(self) -> bool:
        """Returns what was last said by ``set_playing``."""
        return self._playing

    def _set_up(self) -> None:
        self._back.clicked.connect(lambda: self.step.emit(-1))
        self._play.clicked.connect(lambda: self.play_toggled.emit())
        self._forward.clicked.connect(lambda: self.step.emit(1))
        self._slider.valueChanged.connect(self.seek)
        self._slider.setAccessibleName(self.tr("Position in the video"))
        self._slider.setToolTip(self.tr("Position in the video; arrow keys go by one frame"))
        self._slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 6, 2)
        for widget in (self._back, self._play, self._forward):
            row.addWidget(widget)
        row.addWidget(self._slider, 1)
        row.addWidget(self._place)

    def _button(self, icon_name: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(_ICON_SIDE, _ICON_SIDE))
        button.setAutoRaise(True)
        button.setAutoRepeat(icon_name != "play")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(text)
        button.setAccessibleName(text)
        return button

    def _place_text(self, number: int, time_s: float) -> str:
        if self._frame_count is None:
            return self.tr("live  {time}").format(time=clock_text(time_s))
        if not self._frame_count:
            return ""
        text = self.tr("{time}  frame {number} / {count}")
        return text.format(time=clock_text(time_s), number=number + 1, count=self._frame_count)

    def _reserve_room(self) -> None:
        """Keeps the slider from jumping as the digits change."""
        last = max((self._frame_count or 1) - 1, 0)
        widest = self._place_text(last, last / self._fps if self._fps > 0 else 0.0)
        digits = "".join("0" if letter.isdigit() else letter for letter in widest)
        self._place.setMinimumWidth(self._place.fontMetrics().horizontalAdvance(digits))
