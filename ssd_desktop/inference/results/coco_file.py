"""All pictures of a run in one COCO file, written when the run ends."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from ssd_desktop.annotation.formats.annotation_file import NamedAnnotation
from ssd_desktop.annotation.formats.coco_json import write_coco_json
from ssd_desktop.inference.picture_sources import PictureSource
from ssd_desktop.inference.results.rows import annotation_of
from ssd_desktop.inference.results.video_names import VideoNames
from ssd_desktop.inference.results.writer import ResultWriter, check_free, make_folder
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.types import Frame

COCO_NAME = "detections.coco.json"


class CocoFile(ResultWriter):
    """Gathers what is found and writes it when closed; each annotation has the score in its ``origin``.

    Args:
        folder: Made when missing.
        model: Name of the detector.
        classes: Foreground names; the first one's category is 1.
        overwrite: Replace the file of an earlier run.

    Raises:
        MediaError: The folder cannot be made, or the file is there.
    """

    gathers = True

    def __init__(self, folder: Path, *, model: str, classes: Sequence[str], overwrite: bool) -> None:
        self._path = folder / COCO_NAME
        self._model = model
        self._categories = dict(enumerate(classes, 1))
        self._images: list[NamedAnnotation] = []
        self._names: set[str] = set()
        self._videos = VideoNames()
        make_folder(folder)
        check_free(self._path, None, overwrite=overwrite)

    def expect(self, sources: Sequence[PictureSource]) -> None:
        """Names all videos."""
        for source in sources:
            if source.moving:
                self._videos.of(source)

    def write(self, source: PictureSource, frame: Frame, detections: Detections) -> None:
        """Keeps what was found; frames are named as their drawn pictures are, a second image of a name by its path."""
        still = source.path if not source.moving else None
        self._add(
            self._frame_name(self._videos.of_frame(source, frame.number)) if still is None else still.name,
            source,
            detections,
        )

    def recall(self, source: PictureSource, detections: Detections) -> None:
        """Keeps what an earlier run found."""
        self._add(source.name if source.path is None else source.path.name, source, detections)

    def _frame_name(self, stem: str) -> str:
        """Returns a name that no picture has yet: an image may be called like a frame."""
        number, name = 1, f"{stem}.jpg"
        while name in self._names:
            number += 1
            name = f"{stem}_{number}.jpg"
        return name

    def _add(self, name: str, source: PictureSource, detections: Detections) -> None:
        if name in self._names and source.path is not None:
            name = source.path.as_posix()
        self._names.add(name)
        self._images.append(NamedAnnotation(name, annotation_of(detections, model=self._model)))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        # A run that could not start, perhaps for another file's sake, leaves this one as it was.
        if kind is None or self._images:
            self.close()

    def close(self) -> None:
        """Writes the file, also of a run that was ended early.

        Raises:
            AnnotationError: It cannot be written.
        """
        write_coco_json(self._path, self._images, categories=self._categories)
