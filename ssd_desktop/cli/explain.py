"""``ssd-desktop explain IMAGE``: which default boxes made the detections, and where the labelled objects were lost."""

from __future__ import annotations

import logging
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ssd_desktop.cli.common_options import add_model_option, add_score_option
from ssd_desktop.cli.engine_option import add_engine_options, chosen_engine
from ssd_desktop.cli.json_output import STDOUT, add_json_option, check_target, write_json
from ssd_desktop.cli.labelled_image import add_annotations_option, ground_truths

if TYPE_CHECKING:
    from ssd_desktop.media.image_file import ImageFile

_log = logging.getLogger(__name__)


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of the command to ``parser``."""
    parser.add_argument("image", metavar="IMAGE", type=Path, help="an image file")
    add_model_option(parser)
    add_score_option(parser, what="least score of a detection")
    add_engine_options(parser, is_measurement=True)
    add_annotations_option(parser)
    add_json_option(parser)


def run(args: Namespace) -> int:
    """Explains one picture and prints a report, or writes JSON.

    Raises:
        UsageError: An option cannot be used.
        MediaError: The image cannot be read.
        AnnotationError: Its annotation file cannot be read, or is asked for and missing.
        DataError: Nothing in the annotation file can be used although it is asked for.
        CheckpointError: The model cannot be loaded.
        InferenceError: The device is not there or has too little memory.
    """
    check_target(args.json)
    engine = chosen_engine(args)
    from ssd_desktop.media.image_file import read_image

    picture = read_image(args.image)
    from ssd_desktop.cli.explanation_text import report
    from ssd_desktop.inference.explanation.json_values import trace_json
    from ssd_desktop.inference.explanation.picture import explain_picture
    from ssd_desktop.inference.explanation.types import ExplanationSettings
    from ssd_desktop.inference.predictor import Predictor

    predictor = Predictor.load(args.model, device=args.device, engine=engine)
    sample, problems = ground_truths(
        args.image, picture.size, classes=predictor.config.classes, annotations=args.annotations
    )
    for problem in problems:
        _log.warning("%s", problem)
    _note_tiles(args.model, picture)
    seen = predictor.see(picture.pixels_rgb)
    explanation = explain_picture(seen, ExplanationSettings(score=args.score), sample)
    if args.json is not None:
        file = str(sample.annotation_path) if sample else None
        write_json(args.json, trace_json(explanation, seen.default_boxes, image=str(args.image), annotations=file))
    if args.json != STDOUT:
        print(report(str(args.image), explanation, seen.default_boxes))
    return 0


def _note_tiles(model: str, picture: ImageFile) -> None:
    """Says so where ``detect`` would look at tiles too."""
    from ssd_desktop.checkpoints.catalog import find_model
    from ssd_desktop.checkpoints.info import read_checkpoint_info

    tiling = read_checkpoint_info(find_model(model)).tiling
    height, width = picture.pixels_rgb.shape[:2]
    if tiling is not None and max(width, height) > tiling.side:
        _log.warning(
            "The detector was trained on tiles of %d px, but the whole picture is explained; cut out a tile and "
            "explain that to see what it makes of it.",
            tiling.side,
        )
