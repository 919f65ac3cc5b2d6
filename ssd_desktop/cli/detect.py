"""``ssd-desktop detect SOURCE...``: objects in images, folders, videos, cameras and streams."""

from __future__ import annotations

import contextlib
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ssd_desktop.cli.common_options import add_model_option, add_score_option
from ssd_desktop.cli.engine_option import add_engine_options, chosen_engine
from ssd_desktop.cli.json_output import same_target
from ssd_desktop.cli.tiles_option import add_tiles_option
from ssd_desktop.errors import SSDDesktopError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tqdm import tqdm

    from ssd_desktop.inference.picture_sources import PictureSource
    from ssd_desktop.inference.predictor import Predictor
    from ssd_desktop.inference.results.run_journal import RunJournal
    from ssd_desktop.inference.results.writer import ResultWriter
    from ssd_desktop.inference.tiles import TiledPredictor


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of the command to ``parser``."""
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="an image, a folder of images, a video, a camera's number or a stream address",
    )
    add_model_option(parser)
    add_score_option(parser, what="least score of an object")
    add_engine_options(parser)
    add_tiles_option(parser)
    parser.add_argument("--output", type=Path, metavar="DIR", help="write files about each picture into this folder")
    parser.add_argument(
        "--save",
        action="append",
        choices=("image", "video", "voc", "yolo", "coco", "csv", "json"),
        help="what to write into DIR; may be given more than once (default: image)",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace files of earlier runs in DIR")
    parser.add_argument("--resume", action="store_true", help="go on with an earlier run: pass over what it has done")
    parser.add_argument("--json", metavar="FILE|-", help="write JSON Lines, one object a picture; - is standard output")
    parser.add_argument("--events", metavar="FILE|-", help="add a CSV line whenever a class appears that was not there")
    parser.add_argument(
        "--event-gap",
        type=_seconds,
        default=2.0,
        metavar="S",
        help="seconds without a class before its next sight is a new event (default: 2)",
    )
    parser.add_argument(
        "--limit", type=_count, metavar="N", help="stop each video, camera or stream after N frames (default: never)"
    )


def run(args: Namespace) -> int:
    """Detects objects in every source; a bad one is named on stderr and does not stop the others.

    Returns:
        0, or 1 when a source failed.

    Raises:
        UsageError: Options do not go together.
        CheckpointError: The model cannot be loaded.
        InferenceError: The device or the engine is not there.
        ConfigError: The tiles are too small.
        MediaError: What is to be written cannot be.
    """
    _check(args)
    engine = chosen_engine(args)
    from ssd_desktop.inference.batch import detect_in
    from ssd_desktop.inference.results.text_lines import TextLines

    sources, failed = _open_sources(args)
    if not sources:
        return 1
    if "video" in (args.save or ()) and not any(source.moving for source in sources):
        raise UsageError("--save video needs a video, a camera or a stream; these are still pictures.")
    from ssd_desktop.inference.tiles import load_detector

    predictor = load_detector(args.model, device=args.device, tiles=args.tiles, engine=engine)
    with contextlib.ExitStack() as stack:
        bar = stack.enter_context(_progress_bar(sources, quiet=args.quiet))
        journal = _journal(args, predictor, sources)
        if journal is not None:
            stack.enter_context(journal)
        writers = [stack.enter_context(writer) for writer in _writers(args, predictor, journal)]
        if args.json is None and (not args.quiet or args.output is None):
            writers.append(TextLines(lambda line: bar.write(line, file=sys.stdout)))
        report = detect_in(
            sources, predictor, writers, score=args.score, resume=args.resume, journal=journal,
            complain=_complain, progress=lambda done, pictures: _show(bar, done if bar.total else pictures),
        )  # fmt: skip
    if report.passed_over and not args.quiet:
        _complain(f"{report.passed_over:,} done by an earlier run and passed over.")
    return 1 if failed or report.failures else 0


def _check(args: Namespace) -> None:
    """Raises UsageError where options do not go together."""
    if args.save and args.output is None:
        raise UsageError("--save needs --output DIR to say where the files go.")
    if args.resume and not (args.output or args.json):
        raise UsageError("--resume needs the --output or the --json of the earlier run.")
    if args.overwrite and args.output is None:
        raise UsageError("--overwrite needs --output DIR, whose files it replaces.")
    if same_target(args.json, args.events):
        raise UsageError("--json and --events name the same file; give each its own.")


def _journal(args: Namespace, predictor: Predictor | TiledPredictor, sources: list[PictureSource]) -> RunJournal | None:
    """Returns what notes the pictures that are done, where there is a folder for it."""
    from ssd_desktop.inference.results.run_journal import RunJournal, RunSettings

    if args.output is None or any(source.path is None for source in sources):  # cameras and streams have no end
        return None
    settings = RunSettings(predictor.name, tuple(predictor.config.classes), args.score, predictor.tiling)
    return RunJournal(args.output, settings, resume=args.resume, overwrite=args.overwrite)


def _writers(
    args: Namespace, predictor: Predictor | TiledPredictor, journal: RunJournal | None
) -> Iterator[ResultWriter]:
    """Yields what takes the detections, as the options say."""
    from ssd_desktop.inference.results.events import EventLog
    from ssd_desktop.inference.results.folder import folder_writers
    from ssd_desktop.inference.results.json_lines import JsonLines

    if args.events is not None:  # first: a picture that another writer has is passed over
        yield EventLog(args.events, score=args.score, gap_s=args.event_gap, resume=args.resume)
    if args.json is not None:
        yield JsonLines(args.json, resume=args.resume)
    if args.output is not None:
        yield from folder_writers(
            args.output, args.save or ("image",), model=predictor.name, classes=predictor.config.classes,
            overwrite=args.overwrite, journal=journal, resume=args.resume,
        )  # fmt: skip


def _open_sources(args: Namespace) -> tuple[list[PictureSource], bool]:
    """Returns the sources that exist, and whether one does not."""
    from ssd_desktop.inference.picture_sources import picture_sources

    sources: list[PictureSource] = []
    failed = False
    for text in args.sources:
        try:
            sources += picture_sources(text, limit=args.limit)
        except SSDDesktopError as error:
            _complain(str(error))
            failed = True
    return sources, failed


def _show(bar: tqdm[object], done: int) -> None:
    bar.update(done - bar.n)


def _progress_bar(sources: list[PictureSource], *, quiet: bool) -> tqdm[object]:
    """Returns a bar on stderr, shown on a terminal only; without an end where a source's length is unknown."""
    from tqdm import tqdm

    total = None if any(source.moving for source in sources) else len(sources)
    hidden = quiet or not sys.stderr.isatty() or total == 1
    return tqdm(total=total, unit="picture", file=sys.stderr, disable=hidden, leave=False)


def _complain(text: str) -> None:
    from tqdm import tqdm

    tqdm.write(f"ssd-desktop: {' '.join(text.split())}", file=sys.stderr)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise ArgumentTypeError(f"{text!r} is no time; give seconds, 0 or more")
    return value


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ArgumentTypeError(f"{text!r} is no number of frames; give a whole number above 0")
    return int(text)
