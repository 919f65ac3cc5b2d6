"""What a run writes into a folder, by the names of its formats."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from ssd_desktop.inference.results.annotated_videos import AnnotatedVideos
from ssd_desktop.inference.results.coco_file import CocoFile
from ssd_desktop.inference.results.picture_files import FORMATS, PictureFiles
from ssd_desktop.inference.results.run_journal import RunJournal
from ssd_desktop.inference.results.table import CsvTable
from ssd_desktop.inference.results.writer import ResultWriter


def folder_writers(
    folder: Path,
    formats: Collection[str],
    *,
    model: str,
    classes: Sequence[str],
    overwrite: bool,
    journal: RunJournal | None = None,
    resume: bool = False,
) -> Iterator[ResultWriter]:
    """Yields the writers of a run's formats.

    Args:
        folder: Made when missing.
        formats: ``image``, ``voc``, ``yolo``, ``json``: a file a picture; ``video``: one a video; ``coco``, ``csv``:
            one for all.
        model: Name of the detector.
        classes: Foreground names in order.
        overwrite: Replace files of earlier runs.
        journal: Of this run, and of the one that is gone on with; None: nothing is kept for a later one.
        resume: Go on with an earlier run: its videos and files for all are made anew; a file about a picture that is
            there stays, whoever made it.

    Raises:
        MediaError: The folder cannot be made, or a file for all is there already.
    """
    earlier = journal if resume else None
    keep = earlier is not None and not overwrite
    anew = overwrite or (earlier is not None and earlier.goes_on)
    of_pictures = [name for name in FORMATS if name in formats]
    if of_pictures:
        yield PictureFiles(
            folder, of_pictures, model=model, classes=classes, overwrite=overwrite, keep=keep, journal=journal
        )
    if "video" in formats:
        yield AnnotatedVideos(
            folder,
            overwrite=overwrite,
            may_replace=lambda source, frame: earlier is not None and earlier.recall(source, frame.number) is not None,
        )
    if "coco" in formats:
        yield CocoFile(folder, model=model, classes=classes, overwrite=anew)
    if "csv" in formats:
        yield CsvTable(folder, overwrite=anew)
