"""A run over a folder, an image or a video as the window asks for it."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.inference.batch import BatchReport, PictureDetector, detect_in
from ssd_desktop.inference.picture_sources import PictureSource, picture_sources
from ssd_desktop.inference.results.folder import folder_writers
from ssd_desktop.inference.results.run_journal import RunJournal, RunSettings
from ssd_desktop.ssd.config import NetworkConfig


class NamedDetector(PictureDetector, Protocol):
    """What is needed of ``Predictor`` or ``TiledPredictor``."""

    @property
    def name(self) -> str: ...

    @property
    def config(self) -> NetworkConfig: ...

    @property
    def tiling(self) -> Tiling | None: ...


@dataclass(frozen=True)
class FileRun:
    """What to do.

    Attributes:
        source: A folder of images, an image or a video.
        formats: As ``folder_writers`` takes them.
        folder: Where the files go.
        score: Least score of an object, 0 to 1.
        resume: Go on with an earlier run: what it has done is passed over, the rest is added.
    """

    source: str
    formats: tuple[str, ...]
    folder: Path
    score: float
    resume: bool = False


def run_on_files(
    run: FileRun,
    detector: NamedDetector,
    *,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> BatchReport:
    """Detects in all pictures of a source and writes the files.

    Args:
        run: What to do.
        detector: With which.
        progress: Called with the pictures done and their number, 0 where that is not known.
        cancelled: Asked before each picture.

    Raises:
        MediaError: The source cannot be opened, or a folder or file cannot be written.
        AnnotationError: The source's folder cannot be read, or a file for all pictures cannot be written.
    """
    sources = picture_sources(run.source, limit=None)
    count, by_source = _count(sources)
    settings = RunSettings(detector.name, tuple(detector.config.classes), run.score, detector.tiling)
    with ExitStack() as stack:
        journal = stack.enter_context(RunJournal(run.folder, settings, resume=run.resume, overwrite=False))
        writers = [
            stack.enter_context(writer)
            for writer in folder_writers(
                run.folder, run.formats, model=detector.name, classes=detector.config.classes, overwrite=False,
                journal=journal, resume=run.resume,
            )
        ]  # fmt: skip
        return detect_in(
            sources, detector, writers, score=run.score, resume=run.resume, journal=journal, cancelled=cancelled,
            progress=lambda ended, pictures: progress(ended if by_source else pictures, count),
        )  # fmt: skip


def _count(sources: list[PictureSource]) -> tuple[int, bool]:
    """Returns how many pictures there are, and whether each source is one."""
    if all(not source.moving for source in sources):
        return len(sources), True
    lengths = [source.length() for source in sources]
    return sum(length or 0 for length in lengths) if all(lengths) else 0, False
