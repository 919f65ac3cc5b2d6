"""Reads pictures of every kind off the window's thread: images, folders, videos at their own speed, cameras."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from ssd_desktop.errors import MediaError, SSDDesktopError
from ssd_desktop.gui.media_session import MediaPicture, MediaWish
from ssd_desktop.gui.workers.mailbox import Mailbox
from ssd_desktop.gui.workers.media_openers import Opened, Stream, list_folder, open_source
from ssd_desktop.media.types import Frame, RgbImage

if TYPE_CHECKING:
    from ssd_desktop.media.sources import Source

_log = logging.getLogger(__name__)

#: A frame later than this is not shown.
LATE_S = 0.08
#: For so long nothing may be shown; then a late frame is, and the clock starts again from it.
LONGEST_GAP_S = 0.4
#: How long one look at a camera takes, so that wishes are heard.
CAMERA_WAIT_S = 0.1

ShownPicture = MediaPicture[QImage]
OpenSource = Callable[["Source", int, Callable[[], bool]], Opened]


class PlaybackWorker(QObject):
    """Follows the latest ``MediaWish`` for as long as ``run`` runs in its thread.

    ``follow``, ``take_picture`` and ``request_stop`` may be called from any thread.

    Signals:
        frame_ready: A picture waits at ``take_picture``; one that nobody takes is replaced by the next.
        images_listed: Number of the wish, and the images of its folder in natural order.
        open_failed: Number of the wish and the exception; what was open stays open.
        broken: Number of the wish and the exception of an open source; it stands still.
        waiting: Number of the wish, and why its live source gives nothing at the moment; "" when it does again.
        ended: Number of the wish whose video gave its last frame.
        failed: The exception that ended the worker.
    """

    frame_ready = Signal()
    images_listed = Signal(int, object)
    open_failed = Signal(int, object)
    broken = Signal(int, object)
    waiting = Signal(int, str)
    ended = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        open_source: OpenSource = open_source,
        list_folder: Callable[[Path], list[Path]] = list_folder,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._open_source = open_source
        self._list_folder = list_folder
        self._pace = _Pace(clock)
        self._wishes = Mailbox[MediaWish]()
        self._pictures = Mailbox[ShownPicture]()
        self._wish = MediaWish()
        self._opened: Opened | None = None
        self._playing = False
        self._next: Frame | None = None
        self._trouble = ""
        self._listed: Path | None = None

    def follow(self, wish: MediaWish) -> None:
        """Tells what the window wants now; replaces a wish that was not seen yet."""
        self._wishes.put(wish)

    def take_picture(self) -> ShownPicture | None:
        """Returns the latest picture, once."""
        return self._pictures.take(0)

    def request_stop(self) -> None:
        self._wishes.close()
        self._pictures.close()

    @Slot()
    def run(self) -> None:
        """Serves until ``request_stop``."""
        try:
            while not self._wishes.closed:
                wish = self._wishes.take(self._patience())
                if wish is not None:
                    self._guarded(partial(self._obey, wish))
                elif self._playing:
                    self._guarded(self._advance)
        finally:
            self._close()

    def _guarded(self, act: Callable[[], None]) -> None:
        """Runs a step; a source that fails in it stands still, and the thread goes on."""
        try:
            act()
        except Exception as error:
            self._playing = False
            self._next = None
            self.broken.emit(self._wish.number, _as_shown(error, self._wish.source))

    def _patience(self) -> float | None:
        """Returns the seconds until the next frame is due; None (for ever) where none follows."""
        if not self._playing:
            return None
        return self._pace.wait_s(self._next) if self._next is not None else 0.0

    def _obey(self, wish: MediaWish) -> None:
        before, opening = self._wish, wish.number != self._wish.number
        if opening and not self._open(wish):
            self._pace.restart()  # what was open goes on from where it is, not from where it would be by now
            return
        self._wish = wish
        if not opening and wish.seek_number != before.seek_number:
            self._seek(wish.target)
        if wish.playing and not self._playing:
            self._pace.restart()
        self._playing = wish.playing and self._opened is not None and self._opened.stream is not None

    def _open(self, wish: MediaWish) -> bool:
        """Opens what is wished, and only then closes what was open. Returns whether it did."""
        if wish.source is None:
            return False
        if self._opened is not None and self._opened.media.is_live and wish.source == self._wish.source:
            self._close()  # a camera cannot be opened twice
        try:
            opened = self._open_source(wish.source, wish.number, self._has_news)
            # First, for the labels of a folder of thousands may take longer to find than its images.
            self._list(opened, wish.number)
            opened = opened.labelled()
        except Exception as error:
            self.open_failed.emit(wish.number, _as_shown(error, wish.source))
            if self._opened is None:  # a camera that was closed to be opened anew: whoever plays it opens it again
                self.ended.emit(self._wish.number)
                self._wish = MediaWish()
            return False
        self._close()
        self._wish, self._opened = wish, opened
        self._pace.dropped = 0
        self._give(opened.first)
        return True

    def _list(self, opened: Opened, number: int) -> None:
        """Tells the images that go with what is opened, where that is another folder or the whole folder anew."""
        if opened.folder is not None and (opened.folder != self._listed or opened.images is not None):
            images = self._list_folder(opened.folder) if opened.images is None else opened.images
            self._listed = opened.folder
            self.images_listed.emit(number, images)

    def _has_news(self) -> bool:
        return self._wishes.closed or self._wishes.waiting

    def _seek(self, target: int) -> None:
        """Shows exactly the frame ``target``."""
        if self._opened is None or self._opened.stream is None:
            return
        self._next = None
        self._opened.stream.seek(target)
        frame = self._opened.stream.read(CAMERA_WAIT_S)
        if frame is not None:
            self._give(frame)

    def _advance(self) -> None:
        """Reads the next frame, or gives out the one that is due."""
        opened = self._opened
        if opened is None or opened.stream is None:
            return
        if opened.media.is_live:
            self._look_at_camera(opened.stream)
        elif self._next is None:
            self._next = opened.stream.read(0)
            if self._next is None:
                self._playing = False
                self.ended.emit(self._wish.number)
        else:
            frame, self._next = self._next, None
            if self._pace.is_in_time(frame):
                self._give(frame)

    def _look_at_camera(self, stream: Stream) -> None:
        frame = stream.read(CAMERA_WAIT_S)
        trouble = stream.trouble() if frame is None else ""
        if trouble != self._trouble:
            self._trouble = trouble
            self.waiting.emit(self._wish.number, trouble)
        if frame is not None:
            self._give(frame)

    def _give(self, frame: Frame) -> None:
        opened = self._opened
        if opened is None:
            return
        self._pictures.put(
            MediaPicture(
                media=opened.media,
                frame=frame,
                picture=to_picture(frame.pixels_rgb),
                seek_number=self._wish.seek_number,
                dropped=self._pace.dropped,
                annotation=opened.annotation,
                notice=opened.notice,
            )
        )
        self.frame_ready.emit()

    def _close(self) -> None:
        opened, self._opened = self._opened, None
        self._next = None
        self._playing = False
        self._trouble = ""
        if opened is not None and opened.stream is not None:
            opened.stream.close()


@dataclass
class _Pace:
    """Ties the times of a video to the wall and decides which late frames are left out.

    Attributes:
        clock: Seconds, monotonic.
        dropped: Frames left out since the source was opened.
    """

    clock: Callable[[], float]
    dropped: int = 0
    _wall_s: float = 0.0
    _media_s: float | None = None
    _given_s: float = 0.0

    def restart(self) -> None:
        """Takes the next frame as due at once."""
        self._media_s = None

    def wait_s(self, frame: Frame) -> float:
        """Returns the seconds until ``frame`` is due, 0 when it is late."""
        now = self.clock()
        if self._media_s is None:
            self._anchor(frame, now)
        return max(self._due_s(frame) - now, 0.0)

    def is_in_time(self, frame: Frame) -> bool:
        """Decides whether a frame is shown; counts it when not."""
        now = self.clock()
        if self._media_s is None:
            self._anchor(frame, now)
        elif now - self._due_s(frame) > LATE_S:
            if now - self._given_s < LONGEST_GAP_S:
                self.dropped += 1
                return False
            self._anchor(frame, now)
        self._given_s = now
        return True

    def _anchor(self, frame: Frame, now: float) -> None:
        self._wall_s, self._media_s = now, frame.time_s
        self._given_s = now

    def _due_s(self, frame: Frame) -> float:
        return self._wall_s + frame.time_s - (self._media_s or 0.0)


def to_picture(pixels_rgb: RgbImage) -> QImage:
    """Returns the pixels as a QImage with memory of its own, in the format that paints fastest.

    Args:
        pixels_rgb: uint8 ``[H, W, 3]``, RGB, C-contiguous.
    """
    height, width = pixels_rgb.shape[:2]
    view = QImage(pixels_rgb.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return view.convertToFormat(QImage.Format.Format_RGB32)


def _as_shown(error: Exception, source: "Source | None") -> SSDDesktopError:
    """Returns an error whose text can be shown; a foreign one is logged."""
    if isinstance(error, SSDDesktopError):
        return error
    value = source.value if source is not None else ""
    _log.error("Reading %s failed.", value, exc_info=error)
    shown = MediaError(f"{value} cannot be read: {error or type(error).__name__} (details are in the log file).")
    shown.__cause__ = error
    return shown
