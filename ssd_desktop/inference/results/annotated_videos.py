"""Each video, camera or stream of a run as a video with its detections drawn."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ssd_desktop.inference.drawing import draw_detections
from ssd_desktop.inference.picture_sources import PictureSource
from ssd_desktop.inference.results.video_names import VideoNames
from ssd_desktop.inference.results.writer import ResultWriter, check_free, make_folder
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.recording import Recording
from ssd_desktop.media.types import Frame


class AnnotatedVideos(ResultWriter):
    """Writes ``NAME.mp4`` for each source that moves; still pictures are passed over.

    Args:
        folder: Made when missing.
        overwrite: Replace files of earlier runs; a video itself is never replaced.
        may_replace: Given a source and its first frame, whether the video of it that is there may be replaced all the
            same: an earlier run that is gone on with began it.

    Raises:
        MediaError: The folder cannot be made.
    """

    def __init__(self, folder: Path, *, overwrite: bool, may_replace: Callable[[PictureSource, Frame], bool]) -> None:
        self._folder = folder
        self._overwrite = overwrite
        self._may_replace = may_replace
        self._names = VideoNames()
        self._recording: Recording | None = None
        make_folder(folder)

    def expect(self, sources: Sequence[PictureSource]) -> None:
        """Names the videos of all sources that move."""
        for source in sources:
            if source.moving:
                self._names.of(source)

    def write(self, source: PictureSource, frame: Frame, detections: Detections) -> None:
        """Adds a frame.

        Raises:
            MediaError: The file is there already or cannot be written.
        """
        if not source.moving:
            return
        if self._recording is None:
            self._recording = Recording(self._free_path(source, frame), source.fps())
        self._recording.write(draw_detections(frame.pixels_rgb, detections), frame.time_s)

    def end_source(self, source: PictureSource) -> None:
        """Ends the video of a source.

        Raises:
            MediaError: It cannot be written.
        """
        self._names.forget(source)
        self.close()

    def close(self) -> None:
        """Ends the video that is being written; what it has so far is kept.

        Raises:
            MediaError: It cannot be written.
        """
        recording, self._recording = self._recording, None
        if recording is not None:
            recording.close()

    def _free_path(self, source: PictureSource, frame: Frame) -> Path:
        path = self._folder / f"{self._names.of(source)}.mp4"
        check_free(path, source, overwrite=self._overwrite or self._may_replace(source, frame))
        return path
