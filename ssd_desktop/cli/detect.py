"""``ssd-desktop detect SOURCE...``: objects in images, folders, videos, cameras and streams."""

from __future__ import annotations

import contextlib
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ssd_desktop.cli.tiles_option import add_tiles_option
from ssd_desktop.errors import SSDDesktopError, UsageError

if TYPE_CHECKING:
    from tqdm import tqdm

    from ssd_desktop.cli.detection_output import JsonLines, OutputFolder
    from ssd_desktop.cli.detection_sources import PictureSource
    from ssd_desktop.inference.predictor import Predictor
    from ssd_desktop.inference.tiles import TiledPredictor


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of the command to ``parser``."""
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="an image, a folder of images, a video, a camera's number or a stream address",
    )
    parser.add_argument(
        "--model", default="shipped", metavar="NAME|FILE", help="a shipped detector or a checkpoint (default: shipped)"
    )
    parser.add_argument(
        "--score", type=_score, default=0.5, metavar="S", help="least score of an object, 0 to 1 (default: 0.5)"
    )
    add_tiles_option(parser)
    parser.add_argument("--output", type=Path, metavar="DIR", help="write files about each picture into this folder")
    parser.add_argument(
        "--save",
        action="append",
        choices=("image", "voc", "json"),
        help="what to write into DIR; may be given more than once (default: image)",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace files of earlier runs in DIR")
    parser.add_argument("--json", metavar="FILE|-", help="write JSON Lines, one object a picture; - is standard output")
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
        InferenceError: The device is not there.
        ConfigError: The tiles are too small.
    """
    if args.save and args.output is None:
        raise UsageError("--save needs --output DIR to say where the files go.")
    from ssd_desktop.cli.detection_output import JsonLines, OutputFolder

    sources, failed = _open_sources(args)
    if not sources:
        return 1
    from ssd_desktop.inference.tiles import load_detector

    predictor = load_detector(args.model, device=args.device, tiles=args.tiles)
    folder = OutputFolder(args.output, args.save or ("image",), overwrite=args.overwrite) if args.output else None
    with contextlib.ExitStack() as stack:
        lines = stack.enter_context(JsonLines(args.json)) if args.json else None
        bar = stack.enter_context(_progress_bar(sources, quiet=args.quiet))
        for source in sources:
            try:
                _detect(source, predictor, args, folder=folder, lines=lines, bar=bar)
            except UsageError:
                raise
            except SSDDesktopError as error:
                _complain(str(error))
                failed = True
    return 1 if failed else 0


def _open_sources(args: Namespace) -> tuple[list[PictureSource], bool]:
    """Returns the sources that exist, and whether one does not."""
    from ssd_desktop.cli.detection_sources import picture_sources

    sources: list[PictureSource] = []
    failed = False
    for text in args.sources:
        try:
            sources += picture_sources(text, limit=args.limit)
        except SSDDesktopError as error:
            _complain(str(error))
            failed = True
    return sources, failed


def _detect(
    source: PictureSource,
    predictor: Predictor | TiledPredictor,
    args: Namespace,
    *,
    folder: OutputFolder | None,
    lines: JsonLines | None,
    bar: tqdm[object],
) -> None:
    from ssd_desktop.cli.detection_output import json_row, text_line
    from ssd_desktop.ssd.config import PostprocessConfig

    config = PostprocessConfig(score_threshold=min(args.score, PostprocessConfig.score_threshold))
    with contextlib.closing(source.frames()) as frames:
        for frame in frames:
            detections = predictor.detect(frame.pixels_rgb, config).above(args.score)
            if lines is not None:
                lines.write(json_row(source, frame, detections))
            elif not args.quiet or folder is None:
                bar.write(text_line(source, frame, detections), file=sys.stdout)
            if folder is not None:
                folder.save(source, frame, detections)
            bar.update()


def _progress_bar(sources: list[PictureSource], *, quiet: bool) -> tqdm[object]:
    """Returns a bar on stderr, shown on a terminal only; without an end where a source's length is unknown."""
    from tqdm import tqdm

    total = None if any(source.moving for source in sources) else len(sources)
    hidden = quiet or not sys.stderr.isatty() or total == 1
    return tqdm(total=total, unit="picture", file=sys.stderr, disable=hidden, leave=False)


def _complain(text: str) -> None:
    from tqdm import tqdm

    tqdm.write(f"ssd-desktop: {' '.join(text.split())}", file=sys.stderr)


def _score(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ArgumentTypeError(f"{text!r} is no score; give a number from 0 to 1")
    return value


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ArgumentTypeError(f"{text!r} is no number of frames; give a whole number above 0")
    return int(text)
