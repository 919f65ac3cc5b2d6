"""Labelling the frames of a video: which frame is edited, its key frames, and what the timeline shows of them."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.annotation.frame_labels import key_frames, labelled_frame
from ssd_desktop.annotation.track_store import TrackStore, frame_image, frame_number
from ssd_desktop.annotation.tracks import KeyFrame, Track, appearance, boxes_of, with_key, without_key
from ssd_desktop.errors import AnnotationError
from ssd_desktop.gui.controllers.annotate import AnnotateController
from ssd_desktop.gui.controllers.label_commands import LabelCommands
from ssd_desktop.gui.controllers.track_files import TrackFiles
from ssd_desktop.gui.media_session import MediaPicture
from ssd_desktop.gui.panels.key_marks import KeyMarks

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class VideoLabels(QObject):
    """Brings the tracks of the open video to the canvas: to be edited while it stands, to be seen while it plays.

    Signals:
        seek_wanted: A frame (number) to go to.
        image_wanted: An image (``Path``) to be shown.
    """

    seek_wanted = Signal(int)
    image_wanted = Signal(object)

    def __init__(
        self, view: "MainWindow", annotate: AnnotateController, labels: LabelCommands, files: TrackFiles
    ) -> None:
        super().__init__(view)
        self._view = view
        self._annotate = annotate
        self._labels = labels
        self._files = files
        self._shown: MediaPicture[object] | None = None
        self._opened = 0
        self._playing = False
        self._was_editing = False
        self._marked: tuple[tuple[Track, ...], tuple[int, ...]] = ((), ())
        annotate.listen_to(files)
        annotate.changed.connect(self._update)
        annotate.selection_changed.connect(self._update)
        annotate.image_wanted.connect(self._go_to)
        self._connect_commands()

    @property
    def store(self) -> TrackStore | None:
        """The tracks of the video that is shown; None where none is, or they cannot be edited."""
        return self._files.store if self.is_video else None

    @property
    def is_video(self) -> bool:
        """Whether a video is shown."""
        return self._shown is not None and self._shown.media.kind == "video"

    @property
    def frame(self) -> int:
        """The number of the frame that is shown, from 0."""
        return self._shown.frame.number if self._shown is not None else 0

    @property
    def frame_count(self) -> int:
        """Frames of the video; one more than the last key frame where it does not say."""
        known = self._shown.media.frame_count if self._shown is not None else None
        last = max(key_frames(self.store.tracks), default=0) if self.store is not None else 0
        return known or max(last, self.frame) + 1

    @property
    def video(self) -> Path:
        """The video that is shown."""
        return Path(self._shown.media.value) if self._shown is not None else Path()

    def selected(self) -> list[Track]:
        """Returns the tracks that are selected."""
        chosen = {item.entry for item in self._annotate.selected}
        return [track for track in self.store.tracks if track.number in chosen] if self.store is not None else []

    def replace(self, tracks: dict[int, Track | None], name: str) -> None:
        """Puts tracks in the place of others, as one step.

        Args:
            tracks: By number of the track that is replaced; None: it goes.
            name: For the Edit menu.
        """
        store = self.store
        if store is None:
            return
        changed = True
        try:
            changed = store.replace_tracks(self.frame, tracks.values(), numbers=tracks, name=name)
        except AnnotationError as error:
            self._view.messages.show_error(str(error))
        if changed:
            self._files.touched()
            self._annotate.refresh()
            self._annotate.changed.emit(frame_image(store.video, self.frame))

    # -- What is shown

    @Slot(object)
    def show_picture(self, picture: MediaPicture[object]) -> None:
        """Takes note of what reached the screen."""
        self._shown = picture
        if self.is_video:
            if picture.media.number != self._opened:
                self._open(picture)
            self._show_frame()
        elif self._opened:
            self._opened = 0
            self._files.close()
        self._update()

    @Slot(bool)
    def set_playing(self, playing: bool) -> None:
        """Lets boxes be edited only while the video stands."""
        if playing == self._playing:
            return
        self._playing = playing
        if not self.is_video:
            return
        if playing:
            self._was_editing = self._view.box_tool.mode != "view"
        self._show_frame()
        if not playing and self._was_editing:
            self._labels.set_mode("edit")
        self._update()

    def _open(self, picture: MediaPicture[object]) -> None:
        self._opened = picture.media.number
        self._was_editing = False
        self._annotate.label_with(self._files)
        self._files.open(self.video, (picture.frame.width, picture.frame.height))

    def _show_frame(self) -> None:
        picture = self._shown
        if picture is None:
            return
        size = (picture.frame.width, picture.frame.height)
        if self._playing:
            self._annotate.show_image(None)
            self._labels.set_mode("view")
            tracks = self.store.tracks if self.store is not None else ()
            self._view.annotations_overlay.set_annotation(labelled_frame(tracks, self.frame, size))
            return
        chosen = frozenset(item.entry for item in self._annotate.selected)
        self._annotate.show_image(frame_image(self.video, self.frame), size)
        # A track that is still there stays selected from frame to frame.
        self._annotate.select(chosen & {item.entry for item in self._annotate.objects})

    @Slot(object)
    def _go_to(self, image: Path) -> None:
        if self.store is not None and image.parent == self.store.video:
            self.seek_wanted.emit(frame_number(image))
        else:
            self.image_wanted.emit(image)

    # -- Commands

    def _connect_commands(self) -> None:
        video = self._view.commands.video
        video.key_frame.triggered.connect(self.toggle_key_frame)
        video.previous_key.triggered.connect(lambda: self._turn(-1))
        video.next_key.triggered.connect(lambda: self._turn(1))
        video.delete_track.triggered.connect(self.delete_tracks)

    @Slot()
    def toggle_key_frame(self) -> None:
        """Makes this frame a key frame of the selected tracks; where it is one of all of them, none."""
        chosen = self.selected()
        if not chosen:
            return
        if all(self.frame in track.frames for track in chosen):
            self.replace({one.number: without_key(one, self.frame) for one in chosen}, self.tr("Remove Key Frame"))
        else:
            self.replace({one.number: self._kept_here(one) for one in chosen}, self.tr("Set Key Frame"))

    @Slot()
    def delete_tracks(self) -> None:
        """Takes the selected objects out of every frame."""
        self.replace(dict.fromkeys((track.number for track in self.selected()), None), self.tr("Delete Whole Tracks"))

    def _kept_here(self, track: Track) -> Track:
        there = appearance(track, self.frame)
        if there is None:
            return track
        kept = with_key(track, KeyFrame(self.frame, there.box, there.flags))
        keys = tuple(replace(key, tracked=False) if key.frame == self.frame else key for key in kept.keys)
        return replace(kept, keys=keys)

    def _turn(self, way: int) -> None:
        """Goes to the nearest key frame of the selected tracks, or of all."""
        if self.store is None:
            return
        keys = key_frames(self.selected() or self.store.tracks)
        found = [key for key in keys if (key - self.frame) * way > 0]
        if found:
            self.seek_wanted.emit(min(found, key=lambda key: abs(key - self.frame)))

    # -- Menu and timeline

    @Slot()
    def _update(self) -> None:
        commands, store = self._view.commands, self.store
        tracks = store.tracks if store is not None else ()
        ready = store is not None and not self._playing
        chosen = self.selected() if ready else []
        here = bool(self._annotate.objects) if ready else False
        for action in (commands.video.track_forward, commands.video.track_frames):
            action.setEnabled(here)
        for action in (commands.video.key_frame, commands.video.delete_track):
            action.setEnabled(bool(chosen))
        for action in (commands.video.previous_key, commands.video.next_key):
            action.setEnabled(bool(tracks))
        commands.video.export_frames.setEnabled(store is not None)
        moving = self._shown is not None and not self._shown.media.is_still
        commands.video.grab_frame.setEnabled(moving)
        commands.video.grab_folder.setEnabled(moving)
        # G grabs what moves and shows the annotation file of what stands still.
        commands.show_ground_truth.setEnabled(not moving)
        self._mark(tracks, chosen)

    def _mark(self, tracks: tuple[Track, ...], chosen: list[Track]) -> None:
        """Shows the marks of tracks, unless they are shown: a video that plays comes here with every frame."""
        numbers = tuple(track.number for track in chosen)
        if tracks is not self._marked[0] or numbers != self._marked[1]:
            self._marked = tracks, numbers
            self._view.timeline_panel.set_marks(self._marks(tracks, chosen))

    def _marks(self, tracks: tuple[Track, ...], chosen: list[Track]) -> KeyMarks:
        keys = key_frames(tracks)
        if not keys:
            return KeyMarks()
        labelled = np.zeros(keys[-1] + 3, bool)
        for track in tracks:
            labelled[1:-1] |= ~np.isnan(boxes_of(track, range(keys[-1] + 1))[:, 0])
        turns = np.flatnonzero(labelled[1:] != labelled[:-1])
        spans = tuple((int(first), int(after) - 1) for first, after in zip(turns[::2], turns[1::2], strict=True))
        return KeyMarks(tuple(keys), frozenset(key_frames(chosen)), spans)
