"""Detection over many pictures, as many at once as the detector likes, while the next ones are decoded."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol

from ssd_desktop.errors import InferenceError, SSDDesktopError, UsageError
from ssd_desktop.inference.picture_sources import PictureSource
from ssd_desktop.inference.pictures_ahead import SourcePicture, pictures_ahead
from ssd_desktop.inference.results.run_journal import RunJournal
from ssd_desktop.inference.results.writer import ResultWriter
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.types import Frame, RgbImage
from ssd_desktop.ssd.config import PostprocessConfig


class PictureDetector(Protocol):
    """What is needed of ``Predictor`` or ``TiledPredictor``."""

    @property
    def batch_size(self) -> int: ...

    def detect_batch(self, images: Sequence[RgbImage], config: PostprocessConfig, /) -> list[Detections]: ...


@dataclass(frozen=True)
class BatchReport:
    """What came of a run.

    Attributes:
        pictures: Pictures detected; frames of videos count.
        objects: Objects found in them.
        passed_over: Still pictures that an earlier run had done.
        failures: One sentence for each source that failed.
        complete: Whether it went to its end.
    """

    pictures: int
    objects: int
    passed_over: int
    failures: tuple[str, ...]
    complete: bool


def detect_in(
    sources: Sequence[PictureSource],
    detector: PictureDetector,
    writers: Sequence[ResultWriter],
    *,
    score: float,
    resume: bool = False,
    journal: RunJournal | None = None,
    progress: Callable[[int, int], None] = lambda sources, pictures: None,
    complain: Callable[[str], None] = lambda sentence: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> BatchReport:
    """Detects in every picture of every source; one that fails does not stop the others.

    Args:
        sources: In the order to go through.
        detector: Called in this thread; pictures are read in others.
        writers: Each gets every picture's detections of at least the score.
        score: 0 to 1.
        resume: Pass over still pictures that all writers have of an earlier run.
        journal: Told of each picture that is done; knows those of a run that is gone on with.
        progress: Called after each batch with the sources and the pictures done.
        complain: Called with the sentence of each source that failed, at once.
        cancelled: Asked before each batch.

    Returns:
        What came of it.

    Raises:
        UsageError: Files would replace what they must not; every other source would fail alike.
    """
    for writer in writers:
        writer.expect(sources)
    known = {id(source) for source in sources if resume and _has_all(source, writers, journal)}
    run = _Run(detector, writers, score, complain, journal=journal, resume=resume)
    complete = True
    if journal is not None:
        journal.begin()
    with closing(pictures_ahead(sources, known, batch_size=detector.batch_size)) as batches:
        for batch in batches:
            if cancelled():
                complete = False
                break
            run.take(batch)
            progress(run.ended, run.pictures)
    if complete and journal is not None:
        journal.finish()
    return BatchReport(run.pictures, run.objects, len(known), tuple(run.failures), complete)


def _has_all(source: PictureSource, writers: Sequence[ResultWriter], journal: RunJournal | None) -> bool:
    """Returns whether an earlier run did all about a still picture."""
    if source.moving or not writers or not all(writer.gathers or writer.has(source) for writer in writers):
        return False
    gathered = any(writer.gathers for writer in writers)
    return not gathered or (journal is not None and journal.recall(source) is not None)


@dataclass(frozen=True)
class _Found:
    """What is in a picture or why that is not known, and whether it was looked at now or in an earlier run."""

    detections: Detections | InferenceError
    is_new: bool


class _Run:
    """What is under way: takes what the sources give, in order."""

    def __init__(
        self,
        detector: PictureDetector,
        writers: Sequence[ResultWriter],
        score: float,
        complain: Callable[[str], None],
        *,
        journal: RunJournal | None,
        resume: bool,
    ) -> None:
        self.pictures = self.objects = self.ended = 0
        self.failures: list[str] = []
        self._detector = detector
        self._writers = writers
        self._score = score
        self._complain = complain
        self._journal = journal
        self._resume = resume
        self._config = PostprocessConfig(score_threshold=min(score, PostprocessConfig.score_threshold))
        self._broken: PictureSource | None = None

    def take(self, batch: Sequence[SourcePicture]) -> None:
        """Detects in some pictures and takes them one after the other."""
        for given, found in zip(batch, self._found(batch), strict=True):
            self._take(given, found)

    def _take(self, given: SourcePicture, found: _Found | None) -> None:
        """Writes a picture or ends a source; one whose pictures cannot be written is left alone from then on."""
        try:
            if given.error is not None:
                raise given.error
            if given.known:
                self._pass_over(given.source)
            elif given.frame is None:
                self._end(given.source)
            elif given.source is not self._broken and found is not None:
                self._write(given.source, given.frame, found)
        except UsageError:
            raise
        except SSDDesktopError as error:
            self._broken = given.source
            self.failures.append(str(error))
            self._complain(str(error))

    def _found(self, batch: Sequence[SourcePicture]) -> list[_Found | None]:
        """Returns for each item what is in its picture; None where there is no picture to look at."""
        found: list[_Found | None] = [None] * len(batch)
        new = []
        for place, given in enumerate(batch):
            if given.frame is None or given.source is self._broken:
                continue
            recalled = self._recalled_frame(given.source, given.frame)
            if recalled is None:
                new.append((place, given.frame.pixels_rgb))
            else:
                found[place] = _Found(recalled, is_new=False)
        answers = self._detect([pixels for _, pixels in new]) if new else []
        for (place, _), answer in zip(new, answers, strict=True):
            found[place] = _Found(answer, is_new=True)
        return found

    def _detect(self, images: list[RgbImage]) -> list[Detections | InferenceError]:
        """Returns the detections of each picture, or why there are none."""
        try:
            return [one.above(self._score) for one in self._detector.detect_batch(images, self._config)]
        except InferenceError as error:
            # Perhaps too little memory for so many at once; each alone tells which it is that fails.
            return [error] if len(images) == 1 else [self._detect([image])[0] for image in images]

    def _end(self, source: PictureSource) -> None:
        self.ended += 1
        for writer in self._writers:
            writer.end_source(source)

    def _pass_over(self, source: PictureSource) -> None:
        self.ended += 1
        recalled = None if self._journal is None else self._journal.recall(source)
        if recalled is not None:
            for writer in self._writers:
                writer.recall(source, recalled)

    def _write(self, source: PictureSource, frame: Frame, found: _Found) -> None:
        if isinstance(found.detections, InferenceError):
            raise found.detections
        for writer in self._writers:
            writer.write(source, frame, found.detections)
        if self._journal is not None and found.is_new:
            self._journal.note(source, frame, found.detections)
        self.pictures += 1
        self.objects += len(found.detections)

    def _recalled_frame(self, source: PictureSource, frame: Frame) -> Detections | None:
        """Returns what an earlier run found in a video's frame, which still goes to every writer, in order."""
        if self._journal is None or not self._resume or not source.moving:
            return None  # a still picture that is not passed over may be another one now
        return self._journal.recall(source, frame.number)
