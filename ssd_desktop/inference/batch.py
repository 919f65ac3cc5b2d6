"""Detection over many pictures: the next one is decoded while the detector is at work on this one."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol

from ssd_desktop.errors import SSDDesktopError, UsageError
from ssd_desktop.inference.picture_sources import PictureSource
from ssd_desktop.inference.results.run_journal import RunJournal
from ssd_desktop.inference.results.writer import ResultWriter
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.types import Frame, RgbImage
from ssd_desktop.ssd.config import PostprocessConfig

_AHEAD = 1
"""Pictures decoded ahead; more would only make those of a camera older."""


class PictureDetector(Protocol):
    """What is needed of ``Predictor`` or ``TiledPredictor``."""

    def detect(self, pixels_rgb: RgbImage, config: PostprocessConfig, /) -> Detections: ...


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


@dataclass(frozen=True)
class _Given:
    """A source with its next picture; without one it has ended, or failed by ``error``, or an earlier run did it."""

    source: PictureSource
    frame: Frame | None
    error: SSDDesktopError | None = None
    known: bool = False


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
        detector: Called in this thread; pictures are read in another.
        writers: Each gets every picture's detections of at least the score.
        score: 0 to 1.
        resume: Pass over still pictures that all writers have of an earlier run.
        journal: Told of each picture that is done; knows those of a run that is gone on with.
        progress: Called after each picture with the sources and the pictures done.
        complain: Called with the sentence of each source that failed, at once.
        cancelled: Asked before each picture.

    Returns:
        What came of it.

    Raises:
        UsageError: Files would replace what they must not; every other source would fail alike.
    """
    known = {id(source) for source in sources if resume and _has_all(source, writers, journal)}
    run = _Run(detector, writers, score, complain, journal=journal, resume=resume)
    complete = True
    with closing(_decoded_ahead(_given(sources, known))) as given:
        for item in given:
            if cancelled():
                complete = False
                break
            run.take(item)
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

    def take(self, given: _Given) -> None:
        """Detects in a picture, or ends a source; one whose pictures cannot be written is left alone from then on."""
        try:
            if given.error is not None:
                raise given.error
            if given.known:
                self._pass_over(given.source)
            elif given.frame is None:
                self._end(given.source)
            elif given.source is not self._broken:
                self._detect(given.source, given.frame)
        except UsageError:
            raise
        except SSDDesktopError as error:
            self._broken = given.source
            self.failures.append(str(error))
            self._complain(str(error))

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

    def _detect(self, source: PictureSource, frame: Frame) -> None:
        detections = self._recalled_frame(source, frame)
        is_new = detections is None
        if detections is None:
            detections = self._detector.detect(frame.pixels_rgb, self._config).above(self._score)
        for writer in self._writers:
            writer.write(source, frame, detections)
        if self._journal is not None and is_new:
            self._journal.note(source, frame, detections)
        self.pictures += 1
        self.objects += len(detections)

    def _recalled_frame(self, source: PictureSource, frame: Frame) -> Detections | None:
        """Returns what an earlier run found in a video's frame, which still goes to every writer, in order."""
        if self._journal is None or not self._resume or not source.moving:
            return None  # a still picture that is not passed over may be another one now
        return self._journal.recall(source, frame.number)


def _decoded_ahead(items: Generator[_Given, None, None]) -> Generator[_Given, None, None]:
    """Yields the same items; a thread of its own is at the next while the caller is busy with this one."""
    with ThreadPoolExecutor(1, thread_name_prefix="decode") as pool:
        pending: deque[Future[_Given | None]] = deque(pool.submit(next, items, None) for _ in range(1 + _AHEAD))
        try:
            while (item := pending.popleft().result()) is not None:
                pending.append(pool.submit(next, items, None))
                yield item
        finally:
            for waiting in pending:
                waiting.cancel()
            pool.submit(items.close)  # where it runs: a video or camera is closed by the thread that read it


def _given(sources: Iterable[PictureSource], known: set[int]) -> Generator[_Given, None, None]:
    """Yields the pictures of all sources, and for each source in the end that it ended, after an error if any.

    Args:
        sources: In order.
        known: Identities of those that are only named, because an earlier run did them.
    """
    for source in sources:
        if id(source) in known:
            yield _Given(source, None, known=True)
            continue
        try:
            with closing(source.frames()) as frames:
                for frame in frames:
                    yield _Given(source, frame)
        except SSDDesktopError as error:
            yield _Given(source, None, error)
        yield _Given(source, None)
