"""The commands that label the frames of a video and grab frames."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from ssd_desktop.gui.action_set import ActionSet


class VideoActions(ActionSet):
    """Commands for tracks and frames, as attributes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.track_forward = self._make(
            self.tr("&Track Forward"),
            self.tr("Follow the selected boxes, or all, through the next frames until they are lost"),
            keys="T",
        )
        self.track_frames = self._make(
            self.tr("Track Forward &By..."), self.tr("Follow boxes through a number of frames"), keys="Ctrl+Shift+T"
        )
        self.key_frame = self._make(
            self.tr("&Key Frame"),
            self.tr("Keep the selected boxes as they are here, or let them lie between their neighbours again"),
            keys="K",
        )
        self.previous_key = self._make(
            self.tr("&Previous Key Frame"), self.tr("Go to the key frame before this frame"), keys="["
        )
        self.next_key = self._make(
            self.tr("&Next Key Frame"), self.tr("Go to the key frame after this frame"), keys="]"
        )
        self.delete_track = self._make(
            self.tr("&Delete Whole Tracks"), self.tr("Take the selected objects out of every frame"), keys="Shift+Del"
        )
        self.export_frames = self._make(
            self.tr("&Export Frames..."), self.tr("Write frames of the video as a folder of labelled pictures")
        )
        self.grab_frame = self._make(
            self.tr("&Grab Frame"), self.tr("Save the frame that is shown as a picture of a data set"), keys="G"
        )
        self.grab_folder = self._make(
            self.tr("Grab Frame &Into..."), self.tr("Choose another folder for grabbed frames"), keys="Shift+G"
        )
        for action in (*self.of_tracks(), self.export_frames, self.grab_frame, self.grab_folder):
            action.setEnabled(False)

    def of_tracks(self) -> tuple[QAction, ...]:
        """Returns the commands that need tracks."""
        return (
            self.track_forward,
            self.track_frames,
            self.key_frame,
            self.previous_key,
            self.next_key,
            self.delete_track,
        )
