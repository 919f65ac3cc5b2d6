"""Track Forward: boxes of the paused frame followed through the next ones by the tracker."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ssd_desktop.annotation.tracks import next_key_by_hand, with_tracked
from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.progress_run import ProgressRun
from ssd_desktop.gui.controllers.video_labels import VideoLabels
from ssd_desktop.gui.dialogs.video_dialogs import MOST_FRAMES, VideoDialogs
from ssd_desktop.gui.workers.tracking import FollowedBox, TrackingWish, follow_boxes

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

_FIRST_FRAMES = 30


class TrackForward(QObject):
    """Starts the tracker and makes key frames of what it found; never over those made by hand."""

    def __init__(
        self, view: "MainWindow", annotate: AnnotateController, labels: VideoLabels, dialogs: VideoDialogs
    ) -> None:
        super().__init__(view)
        self._view = view
        self._annotate = annotate
        self._labels = labels
        self._dialogs = dialogs
        self._frames = _FIRST_FRAMES
        view.commands.video.track_forward.triggered.connect(lambda: self.track(MOST_FRAMES))
        view.commands.video.track_frames.triggered.connect(self._ask_and_track)

    @Slot()
    def _ask_and_track(self) -> None:
        frames = self._dialogs.frames(self._frames)
        if frames is not None:
            self._frames = frames
            self.track(frames)

    def track(self, frames: int) -> None:
        """Follows the selected boxes, or all, through so many frames, or until they are lost.

        Args:
            frames: At most.
        """
        wish = self._wish(frames)
        if wish is None:
            return
        bar = self._dialogs.progress(self.tr("Following boxes..."), self.tr("Stop and Keep"))
        run = ProgressRun(bar, self)
        self._view.closing.connect(run.stop)
        run.start(partial(follow_boxes, wish), partial(self._take, wish), self._on_failed)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._view.messages.show_error(str(error))

    def _wish(self, frames: int) -> TrackingWish | None:
        store, frame = self._labels.store, self._labels.frame
        objects = self._annotate.selected or self._annotate.objects
        if store is None or not objects:
            return None
        last = min(frame + frames, self._labels.frame_count - 1)
        tracks = {track.number: track for track in store.tracks}
        ends = {}
        for item in objects:
            hand = next_key_by_hand(tracks[item.entry], frame)
            ends[item.entry] = last if hand is None else min(last, hand - 1)
        return TrackingWish(store.video, frame, {item.entry: item.box for item in objects}, ends)

    def _take(self, wish: TrackingWish, found: dict[int, FollowedBox]) -> None:
        store = self._labels.store
        if store is None or store.video != wish.video:
            return
        tracks = {
            track.number: with_tracked(track, wish.frame, way.keys, left=way.lost == "left")
            for track in store.tracks
            if (way := found.get(track.number)) is not None
        }
        self._labels.replace({**tracks}, self.tr("Track Forward"))
        self._tell(wish, found)

    def _tell(self, wish: TrackingWish, found: dict[int, FollowedBox]) -> None:
        """Says how far it went; goes to where the first box was lost, for there it can be corrected."""
        labels = {item.entry: item.label for item in self._annotate.objects}
        lost = [(way.last, number) for number, way in found.items() if way.lost not in (None, "left")]
        last = max((way.last for way in found.values()), default=wish.frame)
        if lost:
            frame, number = min(lost)
            text = self.tr("{label} was lost after frame {frame}: {why}. Correct the box and track forward again.")
            why = self._reason(found[number])
            self._view.messages.show_notice(text.format(label=labels.get(number, ""), frame=frame + 1, why=why))
            last = frame
        else:
            text = self.tr("Boxes followed to frame {frame}.").format(frame=last + 1)
            self._view.statusBar().showMessage(text, 6000)
        if last != wish.frame:
            self._labels.seek_wanted.emit(last)

    def _reason(self, way: FollowedBox) -> str:
        reasons = {
            "left": self.tr("it left the picture"),
            "plain": self.tr("it has too little texture"),
            "unsure": self.tr("its motion is unclear"),
            "different": self.tr("it looks different from the box at the start"),
        }
        return reasons[way.lost] if way.lost is not None else ""
