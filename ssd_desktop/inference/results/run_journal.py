"""What a run over many pictures has done, so that one that is cut off can be gone on with.

A hidden file in the folder of the results: a line for each start, one for each picture once all about it is written,
and one for the end once everything else is closed.
"""

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.errors import ConfigError, MediaError
from ssd_desktop.inference.picture_sources import PictureSource
from ssd_desktop.inference.results.growing_file import GrowingFile
from ssd_desktop.inference.results.writer import make_folder
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.media.types import Frame

JOURNAL_NAME = ".ssd-desktop-detect.jsonl"

_FINISHED = "finished"
_STEMS = "stems"

_Key = tuple[str, int]


@dataclass(frozen=True)
class RunSettings:
    """What decides the results of a run.

    Attributes:
        model: Name of the detector.
        classes: Foreground names in order.
        score: Least score of an object, 0 to 1.
        tiling: The tiles that large pictures are cut into; None: whole pictures.
    """

    model: str
    classes: tuple[str, ...]
    score: float
    tiling: Tiling | None = None


@dataclass(frozen=True)
class EarlierRun:
    """What was done in a folder before.

    Attributes:
        finished: Whether the last start came to its end.
        pictures: Pictures it had done; frames of videos count.
        settings: Of its detector; None where they cannot be read.
        processes: Numbers of the processes that were at it.
    """

    finished: bool
    pictures: int
    settings: RunSettings | None
    processes: tuple[int, ...]


def earlier_run(folder: Path) -> EarlierRun | None:
    """Returns what was done in a folder of results; None where nothing tells."""
    try:
        lines = (folder / JOURNAL_NAME).read_text(encoding="utf-8", errors="replace").splitlines()
    except (OSError, ValueError):
        return None
    rows = list(_rows(lines))
    starts = [row for row in rows if "model" in row]
    keys = {key for row in rows if (key := _key(row)) is not None}
    processes = tuple(row["process"] for row in starts if isinstance(row.get("process"), int))
    finished = bool(rows) and _FINISHED in rows[-1]
    return EarlierRun(finished, len(keys), _settings(starts[-1] if starts else {}), processes)


class RunJournal:
    """A context that is left when no more pictures will come, after every writer was closed.

    Left by an error before ``begin``, it is as it was: what could not be started stands in nobody's way.

    Args:
        folder: Of the results; made when missing.
        settings: Of this run.
        resume: Go on with what was done here before.
        overwrite: Replace files of earlier runs: one that was cut off is forgotten.

    Attributes:
        goes_on: Whether there is an earlier run that is gone on with.

    Raises:
        MediaError: A run was cut off here that is neither gone on with nor replaced, or it had other settings; the
            folder or file cannot be written.
    """

    def __init__(self, folder: Path, settings: RunSettings, *, resume: bool, overwrite: bool) -> None:
        make_folder(folder)
        before = earlier_run(folder)
        _check(folder, before, settings, resume=resume, overwrite=overwrite)
        self._settings = settings
        self._is_finished = False
        self.goes_on = resume and before is not None
        self._path = folder / JOURNAL_NAME
        self._content_before = _content_of(self._path)
        self._has_begun = False
        if before is not None:
            _remove_halves(folder, before.processes)
        self._file = GrowingFile(str(self._path), resume=resume)
        self._stems = _stems(self._file.earlier)
        self._known = {key: row for row in _rows(self._file.earlier) if (key := _key(row)) is not None}
        self._file.add(json.dumps(asdict(settings) | {"process": os.getpid()}))

    def begin(self) -> None:
        """Hears that everything is ready and pictures will come."""
        self._has_begun = True
        self._content_before = None

    def recall(self, source: PictureSource, number: int = 0) -> Detections | None:
        """Returns what an earlier start found last; None where it did not come so far.

        Args:
            source: What the picture is of.
            number: Of the frame; a still picture is frame 0.
        """
        row = self._known.get((source.name, number))
        return None if row is None else _detections(row, self._settings.classes)

    @property
    def stems(self) -> dict[str, str]:
        """Names of the files about each still picture, without suffix, in the order in which they were given."""
        return dict(self._stems)

    def keep_stems(self, stems: Mapping[str, str]) -> None:
        """Remembers what the files about still pictures are called: one that comes later must not take their names.

        Raises:
            MediaError: The file cannot be written.
        """
        new = {name: stem for name, stem in stems.items() if self._stems.get(name) != stem}
        if new:
            self._stems |= new
            self._file.add(json.dumps({_STEMS: new}))

    def note(self, source: PictureSource, frame: Frame, detections: Detections) -> None:
        """Notes that all about a picture is written.

        Raises:
            MediaError: The file cannot be written.
        """
        self._file.add(json.dumps(_row(source.name, frame.number, detections)))

    def finish(self) -> None:
        """Hears that the run came to its end; noted once all is closed."""
        self._is_finished = True

    def __enter__(self) -> "RunJournal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            if self._is_finished and kind is None:
                self._file.add(json.dumps({_FINISHED: True}))
        finally:
            self._file.close()
            if kind is not None and not self._has_begun:
                self._take_back()

    def _take_back(self) -> None:
        with contextlib.suppress(OSError):
            if self._content_before is None:
                self._path.unlink(missing_ok=True)
            else:
                write_file_atomically(self._path, self._content_before)


def _content_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (OSError, ValueError):
        return None


def _check(folder: Path, before: EarlierRun | None, settings: RunSettings, *, resume: bool, overwrite: bool) -> None:
    """Raises MediaError where an earlier run stands in the way of this one."""
    if before is None:
        return
    was = before.settings
    if resume and was is not None and was != settings:
        raise MediaError(
            f"The earlier run in {folder} detected with {was.model} {_on(was.tiling)} from a score of "
            f"{was.score:g}; go on with the same, or choose another --output folder."
        )
    if not before.finished and not resume and not overwrite:
        raise MediaError(
            f"A run was cut off in {folder} after {before.pictures:,} pictures; go on with it (--resume), or choose "
            "another --output folder."
        )


def _on(tiling: Tiling | None) -> str:
    return "on whole pictures" if tiling is None else f"on tiles of {tiling.side} px"


def _remove_halves(folder: Path, processes: Iterable[int]) -> None:
    """Removes the files that these processes, cut off, were writing: they have their names only once they are whole."""
    for process in processes:
        if process != os.getpid():
            for path in folder.glob(f".ssd-{process}-*"):
                path.unlink(missing_ok=True)


def _rows(lines: Iterable[str]) -> Iterable[dict[str, Any]]:
    for line in lines:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            yield row


def _stems(lines: Iterable[str]) -> dict[str, str]:
    """Returns the names that lines of a journal tell; one that leads out of the folder is none."""
    told = [row[_STEMS] for row in _rows(lines) if isinstance(row.get(_STEMS), dict)]
    stems = {name: stem for one in told for name, stem in one.items()}
    return {name: stem for name, stem in stems.items() if isinstance(stem, str) and Path(stem).name == stem}


def _key(row: dict[str, Any]) -> _Key | None:
    image, frame = row.get("image"), row.get("frame")
    return (image, frame) if isinstance(image, str) and isinstance(frame, int) else None


def _settings(start: dict[str, Any]) -> RunSettings | None:
    try:
        tiles = start.get("tiling")
        tiling = None if tiles is None else Tiling(int(tiles["side"]), float(tiles["overlap"]))
        return RunSettings(str(start["model"]), tuple(map(str, start["classes"])), float(start["score"]), tiling)
    except (KeyError, TypeError, ValueError, ConfigError):
        return None


def _row(name: str, number: int, found: Detections) -> dict[str, Any]:
    """Returns a picture for JSON; every number comes back as it was, bit for bit."""
    return {
        "image": name,
        "frame": number,
        "size": [found.width, found.height],
        "boxes": found.boxes_xyxy.tolist(),
        "labels": found.labels.tolist(),
        "scores": found.scores.tolist(),
        "default_boxes": found.default_boxes.tolist(),
        "regions": None if found.regions_xyxy is None else found.regions_xyxy.tolist(),
    }


def _detections(row: dict[str, Any], classes: tuple[str, ...]) -> Detections | None:
    try:
        width, height = row["size"]
        regions = row["regions"]
        return Detections(
            np.array(row["boxes"], np.float32).reshape(-1, 4),
            np.array(row["labels"], np.int64),
            np.array(row["scores"], np.float32),
            np.array(row["default_boxes"], np.int64),
            classes,
            int(width),
            int(height),
            None if regions is None else np.array(regions, np.int64).reshape(-1, 4),
        )
    except (KeyError, TypeError, ValueError):
        return None
