"""``ssd-desktop evaluate``: how well a detector finds the objects of a labelled folder."""

import logging
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from ssd_desktop.cli.json_output import STDOUT, add_json_option, check_json_target, write_json
from ssd_desktop.cli.table import format_table, percent
from ssd_desktop.errors import UsageError

if TYPE_CHECKING:
    from ssd_desktop.data.types import Dataset
    from ssd_desktop.evaluation.evaluator import EvaluationResult
    from ssd_desktop.inference.predictor import Predictor

_METRICS = {
    "voc": "VOC area AP at IoU 0.5",
    "voc07": "VOC2007 11-point AP at IoU 0.5",
    "coco": "COCO AP, IoU 0.50 to 0.95",
}

_log = logging.getLogger(__name__)


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of the command to ``parser``."""
    parser.add_argument("data", metavar="DATA", help="a folder with images and Pascal VOC annotation files")
    parser.add_argument(
        "--model", default="shipped", metavar="NAME|FILE", help="a shipped detector or a checkpoint (default: shipped)"
    )
    parser.add_argument("--split", metavar="NAME", help="a list in ImageSets/Main (default: every labelled image)")
    parser.add_argument("--metric", default="voc", choices=tuple(_METRICS), help="voc (area, default), voc07 or coco")
    parser.add_argument(
        "--max-detections",
        type=int,
        default=100,
        metavar="N",
        help="coco: detections of an image and class that count (default: 100, the standard)",
    )
    parser.add_argument("--one-based", action="store_true", help="the annotation files count pixels from 1")
    add_json_option(parser)


def run(args: Namespace) -> int:
    """Evaluates and prints a table, or JSON.

    Raises:
        UsageError: An option cannot be used.
        SSDDesktopError: The model, the data or the result cannot be read or written.
    """
    if args.max_detections < 1:
        raise UsageError("--max-detections must be at least 1.")
    check_json_target(args.json)
    from ssd_desktop.cli.data_notes import note_findings
    from ssd_desktop.data.dataset import load_dataset
    from ssd_desktop.evaluation.evaluator import evaluate
    from ssd_desktop.inference.predictor import Predictor

    predictor = Predictor.load(args.model, device=args.device)
    dataset = load_dataset(args.data, split=args.split, classes=predictor.config.classes, one_based=args.one_based)
    note_findings(dataset.report, everything=args.debug)
    progress = None if args.quiet else _shown_progress(len(dataset))
    result = evaluate(predictor, dataset, metric=args.metric, max_detections=args.max_detections, progress=progress)
    for reason in result.unreadable:
        _log.warning("An image is left out: %s", reason)
    if args.json is not None:
        write_json(args.json, result.to_json())
    if args.json != STDOUT:
        print(_report(result, dataset, predictor))
    return 0


def _report(result: "EvaluationResult", dataset: "Dataset", predictor: "Predictor") -> str:
    heading = f"{dataset.name}: {result.images:,} images, {predictor.name} on {predictor.device_label}"
    rows = [["class", "boxes", "AP %"]]
    rows += [[name, f"{result.boxes_per_class[name]:,}", percent(ap)] for name, ap in result.per_class.items()]
    rows.append(["mean", f"{sum(result.boxes_per_class.values()):,}", percent(result.map)])
    parts = [heading, _METRICS[result.metric], "", format_table(rows)]
    if result.metric == "coco":
        figures = (
            ("AP50", result.ap50), ("AP75", result.ap75),
            ("small", result.ap_small), ("medium", result.ap_medium), ("large", result.ap_large),
        )  # fmt: skip
        parts += ["", "   ".join(f"{name} {percent(value)}" for name, value in figures)]
    return "\n".join(parts)


def _shown_progress(total: int) -> Callable[[int, int], None]:
    """Returns what shows the progress on stderr: a bar on a terminal, a line for each tenth elsewhere."""
    if sys.stderr.isatty():
        from tqdm import tqdm

        bar = tqdm(total=total, unit="img", leave=False, file=sys.stderr)

        def advance(done: int, _: int) -> None:
            bar.update(done - bar.n)
            if done == total:
                bar.close()

        return advance

    told = 0

    def tell(done: int, _: int) -> None:
        nonlocal told
        if done * 10 // total > told:
            told = done * 10 // total
            print(f"{done} of {total} images", file=sys.stderr)

    return tell
