"""What is open and how far it is shown: plain state without threads or widgets.

The window and the media worker talk in whole wishes ("this source, playing, from frame 12"), so that the latest
wish can replace every earlier one and nothing is lost when it does.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from ssd_desktop.annotation.annotation import ImageAnnotation
from ssd_desktop.media.types import Frame

if TYPE_CHECKING:  # classifying sources brings OpenCV, which the window does not wait for
    from ssd_desktop.media.sources import Source

Kind = Literal["image", "folder", "video", "camera", "stream"]
Picture = TypeVar("Picture")


@dataclass(frozen=True)
class Media:
    """A source that is open.

    Attributes:
        number: Of the wish that opened it.
        kind: ``image``, ``video``, ``camera`` or ``stream`` (a folder opens as its first image).
        name: For the window's title.
        value: Path or address, as it is opened again.
        frame_count: Of a video; None where there is no end.
        fps: Frames a second of a video; 0 where unknown.
    """

    number: int
    kind: Kind
    name: str
    value: str
    frame_count: int | None = None
    fps: float = 0.0

    @property
    def is_live(self) -> bool:
        """Whether it has no position to go to."""
        return self.kind in ("camera", "stream")

    @property
    def is_still(self) -> bool:
        return self.kind == "image"


@dataclass(frozen=True, eq=False)
class MediaPicture(Generic[Picture]):
    """One frame on its way to the screen, with everything that belongs to it.

    Attributes:
        media: The source it is of.
        frame: Pixels, number and time.
        picture: The same pixels ready to paint.
        seek_number: The latest seek that the worker had followed.
        dropped: Frames of this source that were too late to be given out.
        annotation: Ground truth of an image; None where there is none.
        notice: One sentence about an annotation file that could not be read, or "".
    """

    media: Media
    frame: Frame
    picture: Picture
    seek_number: int = 0
    dropped: int = 0
    annotation: ImageAnnotation | None = None
    notice: str = ""


@dataclass(frozen=True)
class MediaWish:
    """What the window wants of the media worker, whole.

    Attributes:
        number: Rises with every source that is opened; 0 when nothing is.
        source: What to open.
        playing: Whether frames follow each other.
        seek_number: Rises with every seek; the worker seeks when it sees a new one.
        target: The frame to go to, from 0.
    """

    number: int = 0
    source: "Source | None" = None
    playing: bool = False
    seek_number: int = 0
    target: int = 0


@dataclass
class MediaSession(Generic[Picture]):
    """Keeps what was open until the next source gives its first frame, and tells stale answers from current ones.

    Attributes:
        media: What is open; None before the first frame.
        shown: The frame on screen.
        wish: The latest wish; what the worker follows.
    """

    media: Media | None = None
    shown: "MediaPicture[Picture] | None" = None
    wish: MediaWish = field(default_factory=MediaWish)
    _settled: MediaWish = field(default_factory=MediaWish)
    _opened: int = 0
    _asked: int = 0
    _oldest_valid: int = 1
    _has_ended: bool = False

    @property
    def playing(self) -> bool:
        return self.wish.playing and self.is_settled

    @property
    def is_settled(self) -> bool:
        """Whether what was asked for last is what is open."""
        return self.media is not None and self.media.number == self.wish.number

    def open(self, source: "Source") -> MediaWish:
        """Wishes for another source; what is open stays until that gives a frame."""
        self._opened += 1
        moving = source.kind not in ("image", "folder")
        self.wish = MediaWish(self._opened, source, moving, self.wish.seek_number, 0)
        return self.wish

    def open_failed(self, number: int) -> bool:
        """Returns to what was open, as it was. Returns False for a failure that nobody waits for any more."""
        if number != self.wish.number or self.is_settled:
            return False
        self.wish = self._settled
        return True

    def play(self) -> MediaWish:
        """Wishes to go on after the frame that is shown, from the start after the last."""
        if self._can_seek():
            following = self._shown_number() + 1
            # A video may end before it promises.
            self._seek(0 if self._has_ended or following >= self._frame_count() else following)
        self._wish(playing=True)
        return self.wish

    def pause(self) -> MediaWish:
        """Wishes to stay at the frame that is shown; detections under way are stale from here on."""
        self._wish(playing=False)
        self.drop_answers()
        return self.wish

    def ended(self, number: int) -> None:
        """Takes note that the source ``number`` gave its last frame; its detections may still arrive."""
        if self.media is not None and number == self.wish.number:
            self._has_ended = True
            self._wish(playing=False)

    def step(self, frames: int) -> MediaWish:
        """Wishes for the frame ``frames`` after the one shown, paused."""
        return self.seek(self._shown_number() + frames)

    def seek(self, target: int) -> MediaWish:
        """Wishes for exactly this frame, paused, kept within the video."""
        if self._can_seek():
            self._seek(min(max(target, 0), self._frame_count() - 1))
            self._wish(playing=False)
            self.drop_answers()
        return self.wish

    def accepts(self, picture: MediaPicture[Picture]) -> bool:
        """Whether a frame is of the wanted source and not from before the latest seek."""
        return picture.media.number == self.wish.number and picture.seek_number >= self.wish.seek_number

    def show(self, picture: MediaPicture[Picture]) -> bool:
        """Takes a frame as the one on screen. Returns whether it is the first of its source."""
        first = self.media is None or self.media.number != picture.media.number
        self._has_ended = self._has_ended and not first
        self.media = picture.media
        self.shown = picture
        if self.is_settled:  # a late frame of what was open says nothing of what is asked for now
            self._settled = self.wish
        return first

    def next_request(self) -> int:
        """Returns the number of a new detection request."""
        self._asked += 1
        return self._asked

    def drop_answers(self) -> None:
        """Makes every detection request so far stale."""
        self._oldest_valid = self._asked + 1

    def wants_answer(self, number: int) -> bool:
        return number >= self._oldest_valid

    def _wish(self, *, playing: bool) -> None:
        self.wish = replace(self.wish, playing=playing)
        if self.is_settled:
            self._settled = self.wish

    def _seek(self, target: int) -> None:
        self._has_ended = False
        self.wish = replace(self.wish, seek_number=self.wish.seek_number + 1, target=target)

    def _can_seek(self) -> bool:
        return self.is_settled and self.media is not None and self.media.kind == "video"

    def _shown_number(self) -> int:
        return self.shown.frame.number if self.shown is not None else -1

    def _frame_count(self) -> int:
        count = self.media.frame_count if self.media is not None else None
        return count if count else 1 << 62


def display_name(source: "Source") -> str:
    """Returns what the window's title calls a source."""
    if source.kind in ("camera", "stream"):
        return str(source.value)
    return Path(str(source.value)).name or str(source.value)
