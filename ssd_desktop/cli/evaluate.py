"""``ssd-desktop evaluate``: how well a detector finds the objects of a labelled folder."""

import logging
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from ssd_desktop.cli.common_options import add_model_option, add_reading_options, add_score_option
from ssd_desktop.cli.engine_option import add_engine_options, chosen_engine
from ssd_desktop.cli.json_output import STDOUT, add_json_option, check_target, same_target, write_json
from ssd_desktop.cli.own_results import is_own_report
from ssd_desktop.cli.table import format_table, percent
from ssd_desktop.cli.tiles_option import add_tiles_option
from ssd_desktop.errors import UsageError
from ssd_desktop.inference.engines.config import TORCH_FP32

if TYPE_CHECKING:
    from ssd_desktop.data.types import Dataset
    from ssd_desktop.evaluation.analysis import Analysis
    from ssd_desktop.evaluation.evaluator import EvaluationResult
    from ssd_desktop.inference.predictor import Predictor
    from ssd_desktop.inference.tiles import TiledPredictor

_METRICS = {
    "voc": "VOC area AP at IoU 0.5",
    "voc07": "VOC2007 11-point AP at IoU 0.5",
    "coco": "COCO AP, IoU 0.50 to 0.95",
}

_KIND_HEADS = {
    "missed": "missed",
    "wrong_class": "wrong class",
    "badly_placed": "badly placed",
    "wrong_class_badly_placed": "both",
    "duplicate": "duplicate",
    "background": "background",
}

_log = logging.getLogger(__name__)


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of the command to ``parser``."""
    parser.add_argument("data", metavar="DATA", help="a folder of labelled images, of any format")
    add_model_option(parser)
    parser.add_argument(
        "--split", metavar="NAME,...", help="split of the folder, or several (default: every labelled image)"
    )
    add_engine_options(parser, is_measurement=True)
    add_tiles_option(parser)
    parser.add_argument("--metric", default="voc", choices=tuple(_METRICS), help="voc (area, default), voc07 or coco")
    parser.add_argument(
        "--max-detections",
        type=int,
        default=100,
        metavar="N",
        help="coco: detections of an image and class that count (default: 100, the standard)",
    )
    add_reading_options(parser)
    add_score_option(parser, what="score of --errors and --report")
    parser.add_argument("--errors", action="store_true", help="add a table of the kinds of errors of each class")
    parser.add_argument(
        "--report", metavar="FILE.html", help="write one HTML file with errors, curves and the worst images"
    )
    add_json_option(parser)


def run(args: Namespace) -> int:
    """Evaluates and prints a table, or JSON.

    Raises:
        UsageError: An option cannot be used.
        SSDDesktopError: The model, the data or the result cannot be read or written.
    """
    _check(args)
    engine = chosen_engine(args)
    from ssd_desktop.cli.data_notes import note_findings
    from ssd_desktop.data.dataset import load_dataset
    from ssd_desktop.evaluation.analysis import analyse
    from ssd_desktop.evaluation.collection import collect
    from ssd_desktop.evaluation.evaluator import measure
    from ssd_desktop.inference.tiles import load_detector

    predictor = load_detector(args.model, device=args.device, tiles=args.tiles, engine=engine)
    dataset = load_dataset(
        args.data,
        split=args.split,
        classes=predictor.config.classes,
        one_based=args.one_based,
        missing_is_background=args.missing_is_background,
    )
    note_findings(dataset.report, everything=args.debug)
    progress = None if args.quiet else _shown_progress(len(dataset))
    collected = collect(predictor, dataset, progress=progress)
    result = measure(collected, metric=args.metric, max_detections=args.max_detections)
    for reason in result.unreadable:
        _log.warning("An image is left out: %s", reason)
    more: dict[str, object] = {"tiles": asdict(predictor.tiling) if predictor.tiling else None}
    more["engine"] = asdict(predictor.engine.choice)
    analysis = None
    if args.errors or args.report is not None:
        analysis = analyse(collected, score=args.score, image_size=predictor.config.plan.image_size)
        more["analysis"] = analysis.to_dict()
    if args.report is not None and analysis is not None:
        _write_report(args.report, result, analysis, predictor)
    if args.json is not None:
        write_json(args.json, result.to_json(**more))
    if args.json != STDOUT:
        print(_report(result, dataset, predictor))
        if args.errors and analysis is not None:
            print(_error_table(analysis))
    return 0


def _check(args: Namespace) -> None:
    if args.max_detections < 1:
        raise UsageError("--max-detections must be at least 1.")
    if args.report in ("", STDOUT):
        raise UsageError("--report needs the name of an HTML file to write.")
    if same_target(args.report, args.json):
        raise UsageError("--report and --json name the same file; give each its own.")
    check_target(args.json)
    check_target(args.report, kind="report", is_own=is_own_report)


def _write_report(
    target: str, result: "EvaluationResult", analysis: "Analysis", predictor: "Predictor | TiledPredictor"
) -> None:
    from ssd_desktop import __version__
    from ssd_desktop.evaluation.report import ReportHeading, html_report

    made = f"{datetime.now().astimezone():%Y-%m-%d %H:%M}, SSD Desktop {__version__}"
    heading = ReportHeading(predictor.name, _place(predictor), made)
    write_json(target, html_report(result, analysis, heading).rstrip())


def _error_table(analysis: "Analysis") -> str:
    from ssd_desktop.evaluation.errors import ERRORS
    from ssd_desktop.evaluation.report_text import score_text

    rows = [["class", "objects", "correct", "not found", *(_KIND_HEADS[kind.value] for kind in ERRORS)]]
    for name, one in (*analysis.errors.per_class.items(), ("all", analysis.errors.total)):
        counts = (one.objects, one.correct, one.not_found, *(one.counts[kind] for kind in ERRORS))
        rows.append([name, *(f"{count:,}" for count in counts)])
    best = analysis.overall_threshold
    heading = f"Kinds of errors at score {analysis.errors.score:g} and IoU 0.5"
    if best is not None:
        heading += f"; F1 is best ({percent(best.f1)} %) from score {score_text(best.score)} up"
    return "\n".join(["", heading, "", format_table(rows)])


def _place(predictor: "Predictor | TiledPredictor") -> str:
    """Returns where the detector ran, by which engine where that is not the reference, and on which tiles."""
    tiling, choice = predictor.tiling, predictor.engine.choice
    engine = "" if choice == TORCH_FP32 else f", {choice.label}"
    return predictor.device_label + engine + (f", tiles of {tiling.side} px" if tiling is not None else "")


def _report(result: "EvaluationResult", dataset: "Dataset", predictor: "Predictor | TiledPredictor") -> str:
    heading = f"{dataset.name}: {result.images:,} images, {predictor.name} on {_place(predictor)}"
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
